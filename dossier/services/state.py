"""Shared state of the services of one dossier: its paths and settings, its index and its notebook."""

from contextlib import suppress
from functools import cached_property
from threading import RLock

from dossier import storage
from dossier.errors import DossierError
from dossier.runtime.config import DossierSettings, app_settings, read_settings
from dossier.runtime.paths import SETTINGS, DossierPaths, close_own_folders
from dossier.services import derived, notebook
from dossier.services.disk_faults import disk_faults


class DossierState:
    """Index and notebook of one dossier, each opened on first use and closed together.

    `lock` serialises threads that write to the index or replace the loaded findings. `doubts_index` has the database of facts read as a whole,
    to look for damage, when it is opened.
    """

    def __init__(self, paths: DossierPaths) -> None:
        close_own_folders()
        self.paths = paths
        self.settings: DossierSettings = read_settings(paths.root)
        self._settings_file, self._settings_notice = self._identify_settings(), ""
        self.lock, self.doubts_index = RLock(), False
        self._index: derived.DerivedIndex | None = None
        self._notebook: storage.Notebook | None = None
        self._exchanged = ""

    @cached_property
    def read_state(self) -> "notebook.ReadState":
        """Which articles were read, and what was seen; in memory only where the user's settings keep no history."""
        stores = False
        with suppress(DossierError):
            stores = app_settings().history
        return notebook.ReadState(self.paths, stores=stores)

    @property
    def index(self) -> "derived.DerivedIndex":
        """The derived index."""
        if self._index is None:
            with self.lock:
                if self._index is None:
                    with disk_faults(self.paths.index):
                        self._index = derived.DerivedIndex(self.paths, self.settings, doubtful=self.doubts_index)
        return self._index

    @property
    def notebook(self) -> "storage.Notebook":
        """The stored notebook: entries, corrections, saved searches."""
        if self._notebook is None:
            with self.lock:
                if self._notebook is None:
                    self._notebook, self._exchanged = notebook.open_notebook(self.paths, self.settings.forget_after)
        return self._notebook

    def reload_settings(self) -> bool:
        """Reads dossier.toml again where another program has changed it; true where it did. Settings that are not valid are not used, and another
        language or model is used when the dossier is opened again; a notice says so.
        """
        if (identity := self._identify_settings()) == self._settings_file:
            return False
        with self.lock:
            self._settings_file, self._settings_notice, before = identity, "", self.settings
            try:
                after = read_settings(self.paths.root)
            except DossierError as error:
                self._settings_notice = f"The settings were changed and are not valid; those from before are used. {error}"
                return True
            same = after._replace(language=before.language, model=before.model, engine=before.engine)
            if same != after:
                self._settings_notice = "The settings name another language or model; it is used when the dossier is opened again."
            self.settings = same
        return True

    def _identify_settings(self) -> tuple[int, int, int]:
        """What changes with the file of settings; zeros where it is gone."""
        state = self.paths.files.stat(self.paths.root / SETTINGS)
        return (state.st_ino, state.st_size, state.st_mtime_ns) if state else (0, 0, 0)

    def settings_notices(self) -> tuple[str, ...]:
        """Notices on settings that were changed since the dossier was opened."""
        return (self._settings_notice,) if self._settings_notice else ()

    def index_notices(self) -> tuple[str, ...]:
        """The notices of the index; none while it is not open."""
        return self._index.notices() if self._index else ()

    def notebook_problems(self) -> tuple[str, ...]:
        """Notices on the notebook; none while it is not open."""
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
            if "read_state" in vars(self):  # not opened just to be closed
                self.read_state.close()
