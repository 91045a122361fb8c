"""Ownership of an index: a stamp in its folder, and the stamp's token in the user's private state.

An index may come from somebody else. Nothing in it is opened before the stamp shows that this user's program made it.
"""

import json
import secrets
from enum import Enum
from pathlib import Path

from dossier.errors import UnsafeFile
from dossier.runtime.safe_files import SafeFolder

STAMP = "stamp.json"
STAMP_PART = f"{STAMP}.part"
"""The name of the stamp while it is written."""
LARGEST_STAMP = 100_000
"""Bytes."""


class Ownership(Enum):
    """Ownership of an index."""

    OURS = "made by this user and this version"
    OLD = "made by this user with another version, or its stamp is damaged"
    FOREIGN = "made by someone else"
    NONE = "no index yet"


def check_ownership(index: Path, state: Path, versions: dict[str, str]) -> Ownership:
    """Ownership of the index by its stamp, the tokens in `state` and the versions that it must have been made with. A link is foreign.

    Where the stamp is missing or damaged, an index at a path that was stamped before is an old one of ours.
    """
    if index.is_symlink():
        return Ownership.FOREIGN
    try:
        if not any(entry.name not in {"README.md", STAMP_PART} for entry in index.iterdir()):
            return Ownership.NONE
        stamp = json.loads(SafeFolder(index).read(index / STAMP, LARGEST_STAMP))
        token = str(stamp["token"])
    except FileNotFoundError:
        return _without_stamp(index, state) if index.is_dir() else Ownership.NONE
    except UnsafeFile:
        return Ownership.FOREIGN
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return _without_stamp(index, state)
    path = _read_token(state, token) if token.isalnum() else None
    if path is None:
        return Ownership.FOREIGN
    stamped = stamp.get("versions")
    same_versions = isinstance(stamped, dict) and all(stamped.get(name) == value for name, value in versions.items())
    # our own index at another path: the folder was moved or copied, so its contents may have been changed meanwhile
    return Ownership.OURS if path == str(index.resolve()) and same_versions else Ownership.OLD


def _without_stamp(index: Path, state: Path) -> Ownership:
    path = str(index.resolve())
    tokens = (token.name for token in (state / "stamps").glob("*"))
    return Ownership.OLD if any(_read_token(state, token) == path for token in tokens) else Ownership.FOREIGN


def write_stamp(index: Path, state: Path, versions: dict[str, str]) -> None:
    """Stamp an index folder as made by this user's program."""
    token = secrets.token_hex(16)
    tokens = state / "stamps"
    tokens.mkdir(parents=True, exist_ok=True)
    tokens.chmod(0o700)
    (tokens / token).write_text(str(index.resolve()), encoding="utf-8")
    index.mkdir(parents=True, exist_ok=True)
    # written atomically: with half a stamp our own index would count as foreign
    stamp = json.dumps({"token": token, "versions": versions}, indent=1) + "\n"
    SafeFolder(index).replace(index / STAMP, stamp.encode(), part=STAMP_PART)


def _read_token(state: Path, token: str) -> str | None:
    """The path of the index that was stamped with `token`; None where there is no such token."""
    try:
        return (state / "stamps" / token).read_text(encoding="utf-8")
    except OSError:
        return None
