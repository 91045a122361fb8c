"""Where the user left off in a dossier, stored in the user's private state: query, list, row, article and line."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dossier.model.query import Query
from dossier.runtime.paths import DossierPaths, left_off_path


@dataclass(frozen=True, slots=True)
class LeftOff:
    """The query, the list shown with the id of its selected row, the article in the reader and the line that it was scrolled to."""

    query: Query
    pane: str
    row: str = ""
    article: str = ""
    line: int = 0


def load_left_off(paths: DossierPaths) -> LeftOff | None:
    """Where the user left off last; None where nothing was stored, or nothing that is understood."""
    try:
        return msgspec.json.decode(left_off_path(paths).read_bytes(), type=LeftOff)
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None


def save_left_off(paths: DossierPaths, place: LeftOff) -> None:
    """Store it, readable by the user only. Does nothing where the state cannot be written."""
    path = left_off_path(paths)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(msgspec.json.encode(place))
            Path(beside).replace(path)
        except OSError:
            Path(beside).unlink(missing_ok=True)
    except (OSError, ValueError):
        return
