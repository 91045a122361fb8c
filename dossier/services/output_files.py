"""Files that a user asked for: each is written beside its name and renamed, so that it is there completely or not at all."""

import errno
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from dossier.errors import DossierError, UnsafeFile
from dossier.runtime.safe_files import SafeFolder

VAULT = ".dossier-export.json"
"""The file in an exported folder that lists the files written by the program, each with the hash of the program's part."""
MARKER = "%% Yours: text below this line is kept when the folder is exported again. %%"
"""The end of the program's part of a file in an exported folder."""
LARGEST_PAGE = 50_000_000
"""Bytes of a file in an exported folder that is read again."""
PART = ".part"
"""The end of the name of a file that is being written; before it stands the number of the process."""
UNSUPPORTED = (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT)
"""Errors of a file system that has no files without a name."""


def save_file(path: Path, write: Callable[[IO[bytes]], None], *, force: bool, private: bool) -> None:
    """Writes a file beside `path` and renames it, so that a failure leaves what was there. Readable by the user only if `private`; a file
    that is written over keeps its rights. A device or a pipe is written to directly.
    """
    if path.is_dir():
        raise DossierError("This is a folder.", where=str(path), do="Give a file.")
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            write(stream)
        return
    if os.path.lexists(path) and not force:
        raise DossierError("The file already exists.", where=str(path), do="Choose another, or use --force to overwrite it.")
    target = path.resolve()
    _remove_leftovers(target)
    mode = target.stat().st_mode if target.exists() else 0o600 if private else 0o666 & ~_umask()
    if not _write_nameless(target, write, mode):
        _write_beside(target, write, mode)


def _write_nameless(target: Path, write: Callable[[IO[bytes]], None], mode: int) -> bool:
    """Writes a file that has no name until it is complete, so that nothing is left even if the program is killed; false where the system
    has no such files.
    """
    if not hasattr(os, "O_TMPFILE"):
        return False
    try:
        number = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError as error:
        if error.errno in UNSUPPORTED and target.parent.is_dir():
            return False
        raise
    with os.fdopen(number, "wb") as stream:
        write(stream)
        _finish(stream, mode)
        named = _part_name(target)
        try:
            os.link(f"/proc/self/fd/{number}", named, follow_symlinks=True)
        except OSError:
            return False
        named.replace(target)
    return True


def _write_beside(target: Path, write: Callable[[IO[bytes]], None], mode: int) -> None:
    number, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.{os.getpid()}.", suffix=PART)
    try:
        with os.fdopen(number, "wb") as stream:
            write(stream)
            _finish(stream, mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _finish(stream: IO[bytes], mode: int) -> None:
    stream.flush()
    os.fsync(stream.fileno())
    if hasattr(os, "fchmod"):
        os.fchmod(stream.fileno(), mode & 0o7777)


def _part_name(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.named{PART}")


def _remove_leftovers(target: Path) -> None:
    """Removes what exports to this name left behind that were killed: files with the number of a process that has ended."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.\w+{re.escape(PART)}")
    with suppress(OSError):
        for path in target.parent.iterdir():
            if (match := pattern.fullmatch(path.name)) and not _is_running(int(match[1])):
                path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return process != os.getpid()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def save_folder(path: Path, files: Iterator[tuple[str, Callable[[], str]]], *, force: bool, private: bool) -> None:
    """Writes a folder that may be exported again: text below the marker in a file is the user's and stays; files that the program did not
    write are left alone, and one whose name is needed is overwritten only with `force`. An export that was interrupted is completed by
    the next one. `private` as in `save_file`.
    """
    if path.exists() and not path.is_dir():
        raise DossierError("This is a file.", where=str(path), do="Give a folder.")
    before = _written_before(path)
    if before is None and path.is_dir() and any(path.iterdir()) and not force:
        raise DossierError(
            "The folder already exists and contains other files.", where=str(path), do="Choose another, or use --force to write into it."
        )
    known = before or {}
    new = dict(files)
    folder = _ExportFolder(SafeFolder(path.absolute()), private)
    foreign = [name for name in new if name not in known and folder.files.lstat(Path(name))]
    if foreign and not force:
        raise DossierError(
            "It already exists and was not written by an export.", where=str(path / foreign[0]), do="Move it, or use --force."
        )
    path.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    # the list first: should the export be interrupted, the next one knows these files as its own
    folder.write_list({**dict.fromkeys(new, ""), **known})
    sums = {}
    for name, made in new.items():
        text = f"{made().rstrip()}\n\n{MARKER}\n"
        folder.write(Path(name), text + _users_text(folder.files, Path(name)))
        sums[name] = _digest(text)
    for name in known.keys() - new.keys():
        _remove_unchanged(folder.files, Path(name), known[name])
    folder.write_list(sums)


@dataclass(frozen=True, slots=True)
class _ExportFolder:
    """The files of an exported folder, with the rights that they get."""

    files: SafeFolder
    private: bool

    def write(self, path: Path, text: str) -> None:
        """Writes a file; what was left of one whose writing was interrupted goes."""
        self.files.make_folder(path.parent, 0o700 if self.private else 0o777)
        self.files.replace(path, text.encode(), f".{path.name}{PART}", 0o600 if self.private else 0o666)

    def write_list(self, digests: Mapping[str, str]) -> None:
        """Writes the list of the files in the folder, each with the hash of the program's part; empty where it is not known yet."""
        self.write(Path(VAULT), f"{json.dumps(dict(sorted(digests.items())), ensure_ascii=False, indent=1)}\n")


def _written_before(path: Path) -> dict[str, str] | None:
    """The files of an earlier export with their hashes, None where there was none. Names that lead out of the folder are dropped."""
    try:
        files = json.loads(SafeFolder(path.absolute()).read(Path(VAULT), LARGEST_PAGE))
    except (OSError, ValueError, RecursionError, UnsafeFile):
        return None
    if not isinstance(files, dict):
        return None
    return {str(n): str(d) for n, d in files.items() if not PurePosixPath(n).is_absolute() and ".." not in PurePosixPath(n).parts}


def _users_text(files: SafeFolder, path: Path) -> str:
    """The text that the user wrote below the marker."""
    try:
        return files.read(path, LARGEST_PAGE).decode().partition(f"{MARKER}\n")[2]
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _remove_unchanged(files: SafeFolder, path: Path, digest: str) -> None:
    """Removes a file that is no longer part of the export, unless it was changed."""
    if files.stat(path) and _digest(files.read(path, LARGEST_PAGE).decode("utf-8", "replace")) == digest:
        files.remove(path)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
