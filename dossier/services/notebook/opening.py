"""Opening of a dossier's notebook, by one process at a time."""

from filelock import FileLock

from dossier.errors import DossierError
from dossier.runtime.paths import DossierPaths, lock_path
from dossier.services.notebook.read_only import exchange_notes
from dossier.storage.database import LOCK_SECONDS
from dossier.storage.notebook import Notebook


def open_notebook(paths: DossierPaths) -> tuple[Notebook, str]:
    """The notebook, and a sentence where notes were copied into it that lay elsewhere. Raises DossierError."""
    # the lock is in private state: a folder from a stranger may hold a link of its name
    notebook = Notebook(paths.notebook, FileLock(lock_path(paths.notebook), timeout=LOCK_SECONDS))
    try:
        return notebook, exchange_notes(paths, notebook)
    except (DossierError, OSError) as error:
        return notebook, f"Notes of this dossier saved elsewhere could not be copied: {error}"
