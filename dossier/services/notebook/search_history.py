"""What was searched for lately in one dossier, kept in the user's private state, newest last."""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from dossier.errors import DossierError
from dossier.runtime.paths import DossierPaths, search_history_path

MOST = 200
"""Searches kept; older ones are forgotten."""
LONGEST = 2000
"""Characters of one search; a longer one is not kept."""


def recent_searches(layout: DossierPaths) -> tuple[str, ...]:
    """The searches kept, oldest first. What cannot be read is nothing."""
    try:
        lines = search_history_path(layout).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    found = []
    for line in lines:
        with suppress(ValueError):
            if isinstance(told := json.loads(line), str) and told.strip():
                found.append(told)
    return tuple(found[-MOST:])


def append_search(layout: DossierPaths, text: str) -> bool:
    """Keeps a search as the newest, once; only its user may read the file. False where that could not be written, which harms nothing."""
    told = text.strip()
    if not told or len(told) > LONGEST:
        return True
    kept = [*(one for one in recent_searches(layout) if one != told), told][-MOST:]
    return _write(search_history_path(layout), "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in kept))


def clear_searches(layout: DossierPaths) -> bool:
    """Throws away what was kept; true where there was something. Raises DossierError where it cannot be."""
    path = search_history_path(layout)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DossierError(f"What was searched for could not be forgotten ({error.strerror}).", where=str(path), do="Delete it.") from error
    return True


def _write(path: Path, text: str) -> bool:
    """Writes the file whole or not at all, for nobody else to read."""
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
