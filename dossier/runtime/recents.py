"""Recently opened dossiers on this machine, newest first."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dossier.runtime.paths import SETTINGS, state_dir

FILE = "recent.json"
MAX_RECENT = 20


def recent_dossiers() -> tuple[Path, ...]:
    """The recently opened folders that are dossiers; one that is missing now is left out until it is there again."""
    return tuple(root for root in map(Path, _read()) if (root / SETTINGS).is_file())


def distinct_folders(roots: Sequence[Path]) -> dict[Path, str]:
    """Each folder by the end of its path: at least its name and the folder it is in, and as much more as tells it from the others."""
    parts = {root: root.parts for root in dict.fromkeys(roots)}
    ends = dict.fromkeys(parts, 2)
    while True:
        shown = {root: parts[root][-ends[root] :] for root in parts}
        counts = Counter(shown.values())
        alike = [root for root in parts if counts[shown[root]] > 1 and ends[root] < len(parts[root])]
        if not alike:
            break
        for root in alike:
            ends[root] += 1
    return {root: str(root) if len(end) == len(parts[root]) else str(Path("…", *end)) for root, end in shown.items()}


def add_recent(root: Path) -> None:
    """Put a folder first in the list. Does nothing where the state cannot be written."""
    newest = str(root.resolve())
    path = state_dir() / FILE
    folders = [newest, *(folder for folder in _read() if folder != newest)][:MAX_RECENT]
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(folders, indent=1), encoding="utf-8", errors="surrogateescape")
        part.replace(path)
    except (OSError, ValueError):
        return


def _read() -> list[str]:
    try:
        folders = json.loads((state_dir() / FILE).read_text(encoding="utf-8", errors="surrogateescape"))
    except (OSError, ValueError, RecursionError):
        return []
    return [folder for folder in folders if isinstance(folder, str)] if isinstance(folders, list) else []
