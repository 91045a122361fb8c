"""Safe files: the one way to the files below a dossier's folder, which may come from a stranger.

A link in such a folder could lead to any file of the user's, a named pipe or a device could block for ever or fill the memory. So every path
is walked from the folder's root with `openat` and O_NOFOLLOW, one part at a time, and only regular files are opened. The rule is that of
"safe resolution" in openat2(2), RESOLVE_NO_SYMLINKS, which Python has no call for.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from dossier.errors import UnsafeFile

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
IN_PLACE = "Replace it with the actual file or folder, or remove it."
KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder, not a file"),
    (stat.S_ISFIFO, "a named pipe, not a regular file"),
    (stat.S_ISSOCK, "a socket, not a regular file"),
    (stat.S_ISBLK, "a device, not a regular file"),
    (stat.S_ISCHR, "a device, not a regular file"),
)


def open_regular(path: Path) -> BufferedReader:
    """Opens a file that the user named, through links if it is one. Raises OSError, and UnsafeFile for what is no regular file: opening a named
    pipe would wait for a writer.
    """
    return _checked(os.open(path, READ), path, do="")


def require_regular(path: Path) -> None:
    """Raises UnsafeFile for anything but a regular file or a name that nothing has; for libraries that open files by their names."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        _require(stat.S_ISREG, path.lstat(), path)


@dataclass(frozen=True, slots=True)
class SafeFolder:
    """A folder whose contents are not trusted. `root`, an absolute path, may itself be reached through links; nothing below it is.

    Every method takes a path below `root`, absolute or relative to it, and raises UnsafeFile where a part of it is a link or the file is no
    regular one, and OSError as the system does.
    """

    root: Path

    def __post_init__(self) -> None:
        if not self.root.is_absolute():
            # a relative path could then mean one below the current folder or below the root
            raise ValueError(f"not absolute: {self.root}")

    def open(self, path: Path) -> BufferedReader:
        """The file, open for reading."""
        with self._parent(path) as (folder, name):
            self._require_regular(folder, name, path)
            return _checked(os.open(name, READ | os.O_NOFOLLOW, dir_fd=folder), path)

    def read(self, path: Path, most: int) -> bytes:
        """The bytes of a file. Raises UnsafeFile for one that is larger than `most` bytes."""
        with self.open(path) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise UnsafeFile(f"It is larger than {_size(most)}.", where=str(path), do="Move it out of the dossier's folder.")
        return data

    def stat(self, path: Path) -> os.stat_result | None:
        """The state of a regular file; None where there is none."""
        state = self.lstat(path)
        return state if state and stat.S_ISREG(state.st_mode) else None

    def lstat(self, path: Path) -> os.stat_result | None:
        """The state of whatever has that name, a link itself included; None where nothing has it."""
        try:
            with self._parent(path) as (folder, name):
                return os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def create(self, path: Path, data: bytes) -> None:
        """Writes a new file. Raises FileExistsError where anything has that name."""
        with self._parent(path) as (folder, name):
            _write(os.open(name, CREATE, 0o666, dir_fd=folder), data)

    def replace(self, path: Path, data: bytes, part: str = "", mode: int = 0o666) -> None:
        """Writes a file under the name `part` beside its own, then renames it: it is complete or as it was. A link of its name is replaced, not
        followed. What has the name `part` is removed before. `mode` are the rights of a new file, less the umask; an older one keeps its own.
        """
        part = part or f".{os.urandom(8).hex()}.part"
        with self._parent(path) as (folder, name):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(part, dir_fd=folder)
            with contextlib.suppress(FileNotFoundError):
                before = os.stat(name, dir_fd=folder, follow_symlinks=False)
                mode = stat.S_IMODE(before.st_mode) if stat.S_ISREG(before.st_mode) else mode
            try:
                _write(os.open(part, CREATE, mode, dir_fd=folder), data)
                os.replace(part, name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(part, dir_fd=folder)
                raise

    def make_folder(self, path: Path, mode: int = 0o777) -> None:
        """Makes a folder and those above it below the root, with the rights `mode` less the umask; one that is there stays."""
        made = Path()
        for part in self._relative(path).parts:
            made /= part
            with self._parent(made) as (folder, name):
                with contextlib.suppress(FileExistsError):
                    os.mkdir(name, mode, dir_fd=folder)
                os.close(_open_folder(folder, name, self.root / made))

    def require_folder(self, path: Path) -> None:
        """Raises UnsafeFile for anything but a folder, FileNotFoundError where nothing has that name."""
        with self._parent(path) as (folder, name):
            os.close(_open_folder(folder, name, path))

    def move(self, source: Path, target: Path) -> None:
        """Renames what has the name `source`, a link itself included."""
        with self._parent(source) as (folder, name), self._parent(target) as (other, new):
            os.rename(name, new, src_dir_fd=folder, dst_dir_fd=other)

    def remove(self, path: Path) -> None:
        """Removes a file, or a link itself; nothing is done where nothing has that name."""
        with contextlib.suppress(FileNotFoundError), self._parent(path) as (folder, name):
            os.unlink(name, dir_fd=folder)

    def remove_tree(self, path: Path) -> None:
        """Removes a folder with its contents, or a link itself; nothing is done where nothing has that name."""
        state = self.lstat(path)
        if state and not stat.S_ISDIR(state.st_mode):
            self.remove(path)
        elif state:
            with self._parent(path) as (folder, name):
                shutil.rmtree(name, ignore_errors=True, dir_fd=folder)

    def _relative(self, path: Path) -> Path:
        relative = path.relative_to(self.root) if path.is_absolute() else path
        if ".." in relative.parts:
            raise UnsafeFile("It leads outside the dossier's folder.", where=str(path))
        return relative

    @contextlib.contextmanager
    def _parent(self, path: Path) -> Iterator[tuple[int, str]]:
        """The folder that a path lies in, as an open descriptor, and the last part of the path."""
        *parts, name = self._relative(path).parts or (".",)
        folder = os.open(self.root, FOLDER)
        try:
            for number, part in enumerate(parts):
                inner = _open_folder(folder, part, self.root.joinpath(*parts[: number + 1]))
                os.close(folder)
                folder = inner
            yield folder, name
        finally:
            os.close(folder)

    @staticmethod
    def _require_regular(folder: int, name: str, path: Path) -> None:
        """Checked before opening as well, since opening alone may start a device."""
        _require(stat.S_ISREG, os.stat(name, dir_fd=folder, follow_symlinks=False), path)


def _open_folder(parent: int, name: str, path: Path) -> int:
    _require(stat.S_ISDIR, os.stat(name, dir_fd=parent, follow_symlinks=False), path)
    return os.open(name, FOLDER | os.O_NOFOLLOW, dir_fd=parent)


def _checked(descriptor: int, path: Path, do: str = IN_PLACE) -> BufferedReader:
    """The open file, closed again where it is no regular one."""
    try:
        _require(stat.S_ISREG, os.fstat(descriptor), path, do)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _require(check: Callable[[int], bool], state: os.stat_result, path: Path, do: str = IN_PLACE) -> None:
    """Raises UnsafeFile unless `check`, a function of the module stat, is true of the file's mode."""
    if check(state.st_mode):
        return
    kind = next((words for is_kind, words in KINDS if is_kind(state.st_mode)), "not a regular file")
    if stat.S_ISREG(state.st_mode):
        kind = "a file, not a folder"
    raise UnsafeFile(f"It is {kind}, so it is not read or written.", where=str(path), do=do)


def _write(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _size(number: int) -> str:
    return f"{number // 1_000_000} MB" if number >= 1_000_000 else f"{number // 1_000} KB"
