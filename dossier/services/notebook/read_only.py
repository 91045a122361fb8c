"""Notes of a dossier that cannot be written to: those in its folder are shown, those made meanwhile are added to it once it can be written.

Your own notebook then lies in your data folder. It gets a copy of every note, correction and search in the folder, once; what you remove
or change of them stays removed or changed.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from dossier.model.notebook import Correction, Entry
from dossier.model.saved_search import SavedSearch
from dossier.phrases.plural import pluralize
from dossier.runtime.paths import NOTEBOOK, DossierPaths, user_notebook_path
from dossier.storage.database import free_path
from dossier.storage.notebook import Notebook
from dossier.storage.notebook_codec import NOT_UNDERSTOOD, parse_correction, parse_entry, parse_search
from dossier.storage.notebook_opening import BACKUPS_SUFFIX, JOURNAL_SUFFIX
from dossier.storage.recovery import Salvage, salvage

COPIED = ".copied.json"
"""The suffix of the list of what was copied, as hashes of the contents."""
WORDS = ((Entry, "note"), (Correction, "correction"), (SavedSearch, "saved search"))
Item = Entry | Correction | SavedSearch


def exchange_notes(paths: DossierPaths, notebook: Notebook) -> str:
    """Copies the folder's notes into the user's own notebook, or the user's into the folder's. Returns a sentence where any was."""
    if paths.read_only:
        return _copy_in(paths.root / NOTEBOOK, notebook)
    own = user_notebook_path(paths.root)
    return _take_over(own, notebook) if own.is_file() and own != notebook.path else ""


def _copy_in(folder_notebook: Path, own: Notebook) -> str:
    if not folder_notebook.is_file():
        return ""
    listed = own.path.with_name(own.path.name + COPIED)
    copied = _read_list(listed)
    items = _items(salvage(folder_notebook))
    new = _new_items(items, own, copied)
    if not new:
        return ""
    _import(own, new, "Copied the notes in the folder.", in_history=False)
    _write_list(listed, copied | {_digest(item) for item in items})
    return f"Copied {_in_words(new)} from the folder to {own.path}."


def _take_over(own: Path, notebook: Notebook) -> str:
    listed = own.with_name(own.name + COPIED)
    new = _new_items(_items(salvage(own)), notebook, _read_list(listed))
    if new:
        notebook.back_up()
        _import(notebook, new, "Added the notes made while the folder was read-only.")
    done = free_path(own.with_name(f"{own.name}.added"))
    for suffix in ("-wal", "-shm", JOURNAL_SUFFIX, BACKUPS_SUFFIX, COPIED, ""):
        with suppress(OSError):
            own.with_name(own.name + suffix).rename(done.with_name(done.name + suffix))
    if not new:
        return ""
    return f"Added {_in_words(new)} from when this folder was read-only. This can be undone; a copy is in {done}."


def _items(contents: Salvage) -> list[Item]:
    """Entries, corrections and searches, without the rows that are not understood."""
    tags: dict[int, list[str]] = {}
    for (table, _), row in sorted(contents.rows.items()):
        if table == "tag":
            tags.setdefault(row["entry"], []).append(row["tag"])
    parsers: dict[str, Callable[[dict[str, object]], Item]] = {
        "entry": lambda row: parse_entry(row, tags.get(int(str(row["id"])), ())),
        "correction": parse_correction,
        "search": parse_search,
    }
    items: list[Item] = []
    for (table, _), row in sorted(contents.rows.items()):
        if table in parsers:
            with suppress(*NOT_UNDERSTOOD):
                items.append(parsers[table](row))
    return items


def _new_items(items: Iterable[Item], notebook: Notebook, copied: frozenset[str]) -> list[Item]:
    existing: list[Item] = [*notebook.entries(), *notebook.corrections(), *notebook.searches()]
    present = {_digest(item) for item in existing}
    return [item for item in items if _digest(item) not in present | copied]


def _import(notebook: Notebook, items: Iterable[Item], sentence: str, *, in_history: bool = True) -> None:
    items = list(items)
    notebook.import_all(
        [item for item in items if isinstance(item, Entry)],
        [item for item in items if isinstance(item, Correction)],
        sentence,
        [item for item in items if isinstance(item, SavedSearch)],
        in_history=in_history,
    )


def _in_words(items: list[Item]) -> str:
    counts = ((sum(isinstance(item, kind) for item in items), word) for kind, word in WORDS)
    return ", ".join(pluralize(number, word) for number, word in counts if number)


def _digest(item: Item) -> str:
    """A hash of the contents, whatever the number."""
    return hashlib.sha256(f"{type(item).__name__}{msgspec.json.encode(replace(item, id=0)).decode()}".encode()).hexdigest()


def _read_list(path: Path) -> frozenset[str]:
    try:
        digests = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(digest for digest in digests if isinstance(digest, str)) if isinstance(digests, list) else frozenset()


def _write_list(path: Path, digests: Iterable[str]) -> None:
    number, part = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(number, "w", encoding="utf-8") as file:
        json.dump(sorted(digests), file)
    Path(part).replace(path)
