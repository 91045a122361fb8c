"""Paths: the parts of a dossier's folder, the user's own folders, the bundled sample."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import platformdirs

from dossier.errors import DossierError
from dossier.runtime.safe_files import SafeFolder

SETTINGS = "dossier.toml"
SEEDS = "seeds"
INDEX = "index"
NOTEBOOK = "notebook.sqlite3"
TRASH = ".trash"
VERSIONS = "versions"
SAMPLE = "sample"
PACKAGE = Path(__file__).resolve().parent.parent
APP = "dossier"


@dataclass(frozen=True, slots=True)
class DossierPaths:
    """The paths of one dossier. `index` and `notebook` are outside `root` where that is read-only."""

    root: Path
    seeds: Path
    index: Path
    notebook: Path
    trash: Path
    read_only: bool

    @property
    def versions(self) -> Path:
        """The folder of earlier versions of articles."""
        return self.root / VERSIONS

    @property
    def files(self) -> SafeFolder:
        """Access to the files below `root`, which may come from a stranger."""
        return SafeFolder(self.root)


def paths_for(root: Path) -> DossierPaths:
    """The paths of the dossier at `root`; if it is read-only, its index is in the user's cache and its notebook in the user's data folder."""
    root = root.resolve()
    require_utf8_path(root)
    read_only = not os.access(root, os.W_OK) or (_is_folder(root / INDEX) and not os.access(root / INDEX, os.W_OK))
    index = user_index_dir(root) if read_only else root / INDEX
    notebook = user_notebook_path(root) if read_only else root / NOTEBOOK
    return DossierPaths(root, root / SEEDS, index, notebook, root / TRASH, read_only)


def _is_folder(path: Path) -> bool:
    """True for a folder; a link to one does not count."""
    return path.is_dir() and not path.is_symlink()


def require_utf8_path(root: Path) -> None:
    """Raises DossierError where a folder's path is not UTF-8: databases, exports and reports could not contain paths in it."""
    try:
        str(root).encode()
    except UnicodeEncodeError as error:
        raise DossierError("The folder's path is not valid UTF-8.", where=str(root), do="Rename the folder or move the dossier.") from error


def user_index_dir(root: Path) -> Path:
    """The index of `root` in the user's cache, used where the one in the folder is foreign or read-only."""
    return platformdirs.user_cache_path(APP) / "indexes" / _name_for(root.resolve())


def user_notebook_path(root: Path) -> Path:
    """The user's own notebook of a dossier that is read-only."""
    return platformdirs.user_data_path(APP) / "notebooks" / f"{_name_for(root.resolve())}.sqlite3"


def lock_path(index: Path) -> Path:
    """The lock file of an index, for processes that write to it. Raises DossierError where its folder cannot be created."""
    # the name itself may be a link of a stranger's, even one that leads to itself
    return private_folder("locks") / f"{_name_for(index.parent.resolve() / index.name)}.lock"


def clean_marker_path(index: Path) -> Path:
    """The marker of an index whose database was sound when it was closed. Raises DossierError where its folder cannot be created."""
    return private_folder("closed") / _name_for(index.parent.resolve() / index.name)


def state_dir() -> Path:
    """The user's private state: stamps of our indexes, recent dossiers and searches, crash reports."""
    return platformdirs.user_state_path(APP)


def private_folder(name: str = "") -> Path:
    """A folder of the user's private state, made where it is missing, that only the user can open. Raises DossierError where it cannot be made."""
    folder = state_dir() / name
    try:
        close_own_folders()
        state_dir().mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise DossierError(
            f"The program's state cannot be saved there ({error.strerror}).",
            where=str(folder),
            do="Set HOME or XDG_STATE_HOME to a folder you can write to.",
        ) from error
    return folder


def close_own_folders() -> None:
    """Makes the folders in which the program keeps the user's state, cache and data, open to the user only; where they are there with the
    rights of others, these are taken away. Nothing is done where that is not allowed. Others can then not reach what is inside.
    """
    for folder in (state_dir(), platformdirs.user_cache_path(APP), platformdirs.user_data_path(APP)):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            state = folder.stat()
            if state.st_mode & 0o077 and state.st_uid == os.geteuid():
                folder.chmod(0o700)


def search_history_path(paths: DossierPaths) -> Path:
    """The search history of a dossier."""
    return state_dir() / "searches" / f"{_name_for(paths.root)}.jsonl"


def left_off_path(paths: DossierPaths) -> Path:
    """Where the user left off in a dossier."""
    return state_dir() / "left-off" / f"{_name_for(paths.root)}.json"


def watch_state_path(paths: DossierPaths) -> Path:
    """What is known of the watched addresses of a dossier."""
    return state_dir() / "watch" / f"{_name_for(paths.root)}.json"


def read_state_path(paths: DossierPaths) -> Path:
    """Which articles of a dossier were read, and what was seen of it."""
    return state_dir() / "read" / f"{_name_for(paths.root)}.sqlite3"


def config_path() -> Path:
    """The user's settings file."""
    return platformdirs.user_config_path(APP) / "config.toml"


def _name_for(root: Path) -> str:
    """A file name for a path: its last part, and a hash so that it is unique."""
    import hashlib  # noqa: PLC0415  it loads OpenSSL, which the first paint does not need

    return f"{root.name}-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"


def display_name(root: Path) -> str:
    """The name of a folder without control characters."""
    return "".join(c for c in root.resolve().name if c.isprintable()) or APP


def find_root(named: Path | None, *, or_sample: bool = False) -> Path:
    """The dossier to open: the folder `named`, else the nearest that encloses the current folder. “sample”, where no folder here has
    that name, is the bundled sample; with `or_sample` it is also used where there is no dossier.

    Raises DossierError where `named` is not a dossier, and where there is none.
    """
    if named is None:
        enclosing = find_enclosing(Path.cwd())
        if enclosing is None and not or_sample:
            raise DossierError(
                "There is no dossier here.",
                where=str(Path.cwd()),
                do="Make one with “dossier new my-case”, or choose one with -C; “-C sample” is the bundled sample.",
            )
        return enclosing or sample()
    path = named.expanduser()
    if not path.exists():
        if named == Path(SAMPLE):
            return sample()
        raise DossierError("There is no such folder.", where=str(named), do=f"Make a dossier there with “dossier new {named}”.")
    if not path.is_dir():
        raise DossierError("This is a file, not a dossier folder.", where=str(named), do=f"Add it to a dossier with “dossier add {named}”.")
    if not (path / SETTINGS).is_file():
        raise DossierError(
            f"This folder is not a dossier: it has no {SETTINGS}.", where=str(named), do=f"Make it a dossier with “dossier new {named}”."
        )
    return path


def find_enclosing(start: Path) -> Path | None:
    """The nearest folder at or above `start` that is a dossier, or None."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), None)


def sample() -> Path:
    """The bundled sample: the repository's own dossier in an editable install, else a copy in the user's data folder.

    Raises DossierError where the installation has no sample.
    """
    repository = PACKAGE.parent
    if (repository / SETTINGS).is_file() and (repository / SEEDS).is_dir():
        return repository
    bundled, own = PACKAGE / SAMPLE, platformdirs.user_data_path(APP) / SAMPLE
    if not (own / SETTINGS).is_file():
        if not bundled.is_dir():
            raise DossierError(
                "The bundled sample is missing from this installation.", do="Reinstall dossier-tui, or open a dossier of your own."
            )
        shutil.copytree(bundled, own, dirs_exist_ok=True)
    return own


def reset_sample() -> Path:
    """Replaces the user's copy of the sample by a new one, and returns the folder to which the old one was moved.

    Raises DossierError where the sample is the repository's own dossier, and where the copy cannot be moved.
    """
    if sample() == PACKAGE.parent:
        raise DossierError("The sample here is the repository itself, not a copy.", do="Restore its files with git.")
    own = platformdirs.user_data_path(APP) / SAMPLE
    aside = next(path for n in count(1) if not (path := own.with_name(f"{SAMPLE}.before-reset-{n}")).exists())
    try:
        own.rename(aside)
    except OSError as error:
        raise DossierError(f"The sample cannot be moved ({error.strerror}).", where=str(own), do="Move it yourself.") from error
    sample()
    return aside


def is_sample(root: Path) -> bool:
    """True for the bundled sample, in the repository or in the user's data folder."""
    root = root.resolve()
    return root in {(platformdirs.user_data_path(APP) / SAMPLE).resolve(), PACKAGE.parent}
