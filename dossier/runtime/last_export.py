"""The last export on this machine: its format and its folder, which the next one begins with."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from dossier.runtime.paths import state_dir

FILE = "export.json"


@dataclass(frozen=True, slots=True)
class LastExport:
    """The name of a format, and the folder that the file was written to; both empty before the first export."""

    format: str = ""
    folder: str = ""


def last_export() -> LastExport:
    """What was remembered last; a folder that is gone is left out."""
    try:
        stored = json.loads((state_dir() / FILE).read_text(encoding="utf-8", errors="surrogateescape"))
        name, folder = str(stored["format"]), str(stored["folder"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return LastExport()
    return LastExport(name, folder if Path(folder).is_dir() else "")


def remember_export(export: LastExport) -> None:
    """Remember an export. Does nothing where the state cannot be written."""
    path = state_dir() / FILE
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(export)), encoding="utf-8", errors="surrogateescape")
        part.replace(path)
    except (OSError, ValueError):
        return
