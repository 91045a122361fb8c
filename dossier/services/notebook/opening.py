"""Opening of a dossier's notebook, by one process at a time."""

from dossier.errors import DossierError
from dossier.runtime.held_lock import HeldLock
from dossier.runtime.paths import DossierPaths, lock_path
from dossier.services.notebook.forget import forget_older
from dossier.services.notebook.read_only import exchange_notes
from dossier.storage.database import LOCK_SECONDS
from dossier.storage.notebook import Notebook


def open_notebook(paths: DossierPaths, forget_after: int = 0) -> tuple[Notebook, str]:
    """The notebook, and a sentence where notes were copied into it that lay elsewhere, or removed ones were forgotten, which is done after
    `forget_after` days unless that is 0. Raises DossierError.
    """
    # the lock is in private state: a folder from a stranger may hold a link of its name
    notebook = Notebook(paths.notebook, HeldLock(lock_path(paths.notebook), "opening or mending this notebook", LOCK_SECONDS))
    try:
        exchanged = exchange_notes(paths, notebook)
    except (DossierError, OSError) as error:
        exchanged = f"Notes of this dossier saved elsewhere could not be copied: {error}"
    if not forget_after:
        return notebook, exchanged
    try:
        return notebook, " ".join(filter(None, (exchanged, forget_older(notebook, forget_after))))
    except (DossierError, OSError) as error:
        return notebook, f"{exchanged} Notes removed more than {forget_after} days ago could not be deleted for good: {error}".strip()
