"""Shared state of the services of one dossier: its paths and settings, its index and its notebook."""

from threading import RLock

from dossier import storage
from dossier.runtime.config import DossierSettings, read_settings
from dossier.runtime.paths import DossierPaths, close_own_folders
from dossier.services import derived, notebook
from dossier.services.disk_faults import disk_faults


class DossierState:
    """Index and notebook of one dossier, each opened on first use and closed together.

    `lock` serialises threads that write to the index or replace the loaded findings.
    """

    def __init__(self, paths: DossierPaths) -> None:
        close_own_folders()
        self.paths = paths
        self.settings: DossierSettings = read_settings(paths.root)
        self.lock = RLock()
        self._index: derived.DerivedIndex | None = None
        self._notebook: storage.Notebook | None = None
        self._exchanged = ""

    @property
    def index(self) -> "derived.DerivedIndex":
        """The derived index."""
        if self._index is None:
            with self.lock:
                if self._index is None:
                    with disk_faults(self.paths.index):
                        self._index = derived.DerivedIndex(self.paths, self.settings)
        return self._index

    @property
    def notebook(self) -> "storage.Notebook":
        """The stored notebook: entries, corrections, saved searches."""
        if self._notebook is None:
            with self.lock:
                if self._notebook is None:
                    self._notebook, self._exchanged = notebook.open_notebook(self.paths, self.settings.forget_after)
        return self._notebook

    def index_notices(self) -> tuple[str, ...]:
        """The notices of the index; none while it is not open."""
        return self._index.notices() if self._index else ()

    def notebook_problems(self) -> tuple[str, ...]:
        """What is to be said of the notebook; nothing while it is not open."""
        if self._notebook is None:
            return ()
        return (*([self._exchanged] if self._exchanged else []), *self._notebook.problems())

    def close(self) -> None:
        """Closes both files; they are opened again on the next use."""
        with self.lock:
            for file in (self._index, self._notebook):
                if file is not None:
                    file.close()
            self._index = self._notebook = None
