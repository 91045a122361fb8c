"""Stamp of a full-text index: only an index that this user's program made is opened, whatever the engine.

A stamp in the folder contains a random token that is recorded in the user's private state; it is compared before an engine opens anything.
"""

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import UnsafeFile
from dossier.runtime.safe_files import SafeFolder

STAMP = "stamp.json"
LARGEST_STAMP = 100_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class UntrustedIndex:
    """An index that was not opened, with the reason as a sentence. `foreign` is true where somebody else made it: it is left alone and
    ours is built elsewhere; otherwise it is rebuilt in place.
    """

    reason: str
    foreign: bool = False


def file_sum(path: Path) -> str:
    """The checksum of a file's contents: 32 hexadecimal digits (BLAKE2b). Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def begin_index(folder: Path, tokens: Path, version: str, our_files: tuple[str, ...]) -> None:
    """Make a folder for a new index, stamped as ours; files of an earlier one, whose names begin with one of `our_files`, are removed.
    Raises OSError where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = SafeFolder(folder.absolute())
    for path in list(folder.iterdir()):
        if path.name.startswith(our_files):
            files.remove_tree(Path(path.name))
    write_stamp(folder, tokens, version)


def write_stamp(folder: Path, tokens: Path, version: str) -> None:
    """Stamp a folder as ours. `tokens` is a folder of private user state. Raises OSError where one of them cannot be written."""
    token = secrets.token_hex(16)
    tokens.mkdir(parents=True, exist_ok=True, mode=0o700)
    (tokens / token).write_text(str(folder.resolve()), encoding="utf-8")
    SafeFolder(folder.resolve()).create(Path(STAMP), json.dumps({"token": token, "version": version}).encode())


def check_stamp(folder: Path, tokens: Path, version: str) -> UntrustedIndex | None:
    """Reason in the stamp against opening the index; None where it is ours and of this version.

    Never raises because of the files' contents: anything wrong with them makes the index untrusted.
    """
    try:
        if folder.is_symlink() or not _holds_files_only(folder):
            return UntrustedIndex("The index contains a link or something that is not a file.")
        stamp = json.loads(SafeFolder(folder.absolute()).read(Path(STAMP), LARGEST_STAMP))
        token, stamped_version = str(stamp["token"]), stamp["version"]
    except FileNotFoundError:
        return UntrustedIndex("There is no index yet.")
    except (OSError, ValueError, KeyError, TypeError, RecursionError, UnsafeFile):
        return UntrustedIndex("The index does not say who made it.")
    built_in = _folder_of(tokens, token)
    if built_in is None:
        return UntrustedIndex("The index was made by someone else.", foreign=True)
    if built_in != str(folder.resolve()):
        return UntrustedIndex("The index was moved here from another folder.")
    if stamped_version != version:
        return UntrustedIndex("The index was made by another version of the program.")
    return None


def _holds_files_only(folder: Path) -> bool:
    """True where a folder holds files and folders: an engine would follow a link, and wait at a named pipe."""
    with os.scandir(folder) as entries:
        return all(entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False) for entry in entries)


def _folder_of(tokens: Path, token: str) -> str | None:
    """The folder in which the index of this token was built, None for an unknown token."""
    if not token.isalnum():
        return None
    try:
        return (tokens / token).read_text(encoding="utf-8")
    except OSError:
        return None
