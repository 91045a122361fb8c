"""Search history: the latest searches in one dossier, stored in the user's private state, newest last."""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.paths import DossierPaths, search_history_path

MOST = 200
"""Searches stored; older ones are dropped."""
LONGEST = 2000
"""Characters of one search; a longer one is not stored."""


def recent_searches(paths: DossierPaths) -> tuple[str, ...]:
    """The searches stored, oldest first; none where the file cannot be read."""
    try:
        lines = search_history_path(paths).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    searches = []
    for line in lines:
        with suppress(ValueError):
            if isinstance(search := json.loads(line), str) and search.strip():
                searches.append(search)
    return tuple(searches[-MOST:])


def append_search(paths: DossierPaths, text: str) -> bool:
    """Stores a search as the newest, once, readable by its user only. False where the file could not be written, which harms nothing."""
    search = text.strip()
    if not search or len(search) > LONGEST:
        return True
    searches = [*(other for other in recent_searches(paths) if other != search), search][-MOST:]
    lines = (f"{json.dumps(search, ensure_ascii=False)}\n" for search in searches)
    return _write(search_history_path(paths), "".join(lines))


def clear_searches(paths: DossierPaths) -> bool:
    """Deletes the history; true where there was one. Raises DossierError where it cannot be deleted."""
    path = search_history_path(paths)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DossierError(f"Recent searches could not be cleared ({error.strerror}).", where=str(path), do="Delete it.") from error
    return True


def _write(path: Path, text: str) -> bool:
    """Writes the file completely or not at all, readable by its user only."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(text)
            Path(beside).replace(path)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
    except (OSError, UnicodeEncodeError):
        return False
    return True
