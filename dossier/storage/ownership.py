"""Whose an index is: a stamp in the folder, and its token in the user's private state.

An index may come from a stranger. Nothing in it is opened before the stamp says that this user's program made it.
"""

import json
import secrets
from enum import Enum
from pathlib import Path

STAMP = "stamp.json"


class Ownership(Enum):
    """What a stamp says."""

    OURS = "made by this user and this version"
    OLD = "made by this user with another version"
    FOREIGN = "made by somebody else"
    NONE = "no index yet"


def check_ownership(index: Path, state: Path, versions: dict[str, str]) -> Ownership:
    """What the stamp of the index folder says, compared with the tokens in `state` and the versions wanted."""
    try:
        if not any(entry.name != "README.md" for entry in index.iterdir()):
            return Ownership.NONE
        stamp = json.loads((index / STAMP).read_text(encoding="utf-8"))
        token = str(stamp["token"])
    except FileNotFoundError:
        return Ownership.FOREIGN if index.is_dir() else Ownership.NONE
    except (OSError, ValueError, KeyError, TypeError):
        return Ownership.FOREIGN
    place = _kept(state, token) if token.isalnum() else None
    if place is None:
        return Ownership.FOREIGN
    made = stamp.get("versions")
    fits = isinstance(made, dict) and all(made.get(name) == value for name, value in versions.items())
    # our own index in another place: the folder was moved or copied, so what it holds may have been changed on the way
    return Ownership.OURS if place == str(index.resolve()) and fits else Ownership.OLD


def write_stamp(index: Path, state: Path, versions: dict[str, str]) -> None:
    """Stamps an index folder as ours."""
    token = secrets.token_hex(16)
    tokens = state / "stamps"
    tokens.mkdir(parents=True, exist_ok=True)
    tokens.chmod(0o700)
    (tokens / token).write_text(str(index.resolve()), encoding="utf-8")
    index.mkdir(parents=True, exist_ok=True)
    # whole or not at all: half a stamp would make our own index a stranger's
    part = index / f"{STAMP}.part"
    part.write_text(json.dumps({"token": token, "versions": versions}, indent=1) + "\n", encoding="utf-8")
    part.replace(index / STAMP)


def _kept(state: Path, token: str) -> str | None:
    try:
        return (state / "stamps" / token).read_text(encoding="utf-8")
    except OSError:
        return None
