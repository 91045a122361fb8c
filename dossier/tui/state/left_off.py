"""Where the user left off in a dossier, stored in the user's private state: query, list, row, article and line."""

from contextlib import suppress
from dataclasses import dataclass

import msgspec

from dossier.model.query import Query
from dossier.runtime.paths import DossierPaths, left_off_path
from dossier.runtime.safe_files import SafeFolder


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
    path = left_off_path(paths).absolute()
    with suppress(OSError, ValueError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        SafeFolder(path.parent).replace(path, msgspec.json.encode(place), mode=0o600)
