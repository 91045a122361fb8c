"""The dossiers that were opened lately on this machine, newest first."""

import json
from pathlib import Path

from dossier.runtime.paths import SETTINGS, state_dir

FILE = "recent.json"
MOST = 20


def recent_dossiers() -> tuple[Path, ...]:
    """The folders opened lately that are dossiers still; what is gone is left out, and comes back when it does."""
    return tuple(root for root in map(Path, _kept()) if (root / SETTINGS).is_file())


def add_recent(root: Path) -> None:
    """Puts a folder first. Where the state cannot be written to, nothing is remembered; nothing else suffers."""
    mine = str(root.resolve())
    path = state_dir() / FILE
    kept = [mine, *(one for one in _kept() if one != mine)][:MOST]
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(kept, indent=1), encoding="utf-8", errors="surrogateescape")
        part.replace(path)
    except (OSError, ValueError):
        return


def _kept() -> list[str]:
    try:
        told = json.loads((state_dir() / FILE).read_text(encoding="utf-8", errors="surrogateescape"))
    except (OSError, ValueError):
        return []
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []
