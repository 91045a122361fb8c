"""Note index: the entries of the notebook as queries need them, updated entry by entry as the notebook changes.

Each entry is resolved once for each snapshot to the item it is attached to. Its words, and the events and quotations that it is on, can be
looked up, so that a query takes no longer with thousands of notes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import RLock

from dossier.model.notebook import AnchorKind, Entry
from dossier.search.syntax import Text
from dossier.services.notebook.anchors import resolve_entry
from dossier.services.query.short_texts import ShortTexts
from dossier.services.snapshot import Snapshot
from dossier.services.state import DossierState
from dossier.text.anchors import locate


@dataclass(slots=True)
class _IndexedEntry:
    """An entry as stored and resolved. `items` are the ids of what it is on, None until they are asked for."""

    stored: Entry
    entry: Entry
    items: frozenset[str] | None = None


class NoteIndex:
    """The entries of one notebook on one snapshot. Can be called from any thread."""

    def __init__(self, state: DossierState, snapshot: Snapshot) -> None:
        self._state, self._snapshot = state, snapshot
        self._before: _Before | None = None
        self._lock: AbstractContextManager[object] = RLock()
        self._texts = ShortTexts()
        self._indexed: dict[int, _IndexedEntry] = {}
        self._on_item: defaultdict[str, set[int]] = defaultdict(set)
        self._without_items: set[int] = set()
        self._stored: tuple[Entry, ...] = ()
        self._entries: tuple[Entry, ...] = ()

    def following(self, snapshot: Snapshot) -> "NoteIndex":
        """The index on the next snapshot. The words of the entries are used again, and what is known of articles whose findings are the same."""
        index = NoteIndex(self._state, snapshot)
        index._before, index._lock, index._texts = _Before(self._snapshot, self._indexed, snapshot), self._lock, self._texts
        return index

    def entries(self) -> tuple[Entry, ...]:
        """The entries as they are now, last changed first, each with the item that it is attached to."""
        with self._lock:
            self._update()
            return self._entries

    def with_text(self, leaf: Text) -> set[int]:
        """The numbers of the entries whose words, label, passage or tags match."""
        with self._lock:
            self._update()
            return self._texts.find(leaf)

    def on_items(self, items: Iterable[str]) -> set[int]:
        """The numbers of the entries on these events or quotations, or on a passage that overlaps one of them."""
        with self._lock:
            self._update()
            for number in self._without_items:
                indexed = self._indexed[number]
                indexed.items = self._items_of(indexed.entry)
                for item in indexed.items:
                    self._on_item[item].add(number)
            self._without_items.clear()
            return set().union(*(self._on_item[item] for item in items if item in self._on_item))

    def _update(self) -> None:
        stored = self._state.notebook.entries()
        if stored is self._stored:
            return
        for entry in stored:
            indexed = self._indexed.get(entry.id)
            if indexed is None or indexed.stored is not entry:
                self._remove_items(entry.id)
                self._add(entry)
        if len(self._indexed) > len(stored):
            for number in self._indexed.keys() - {entry.id for entry in stored}:
                self._remove_items(number)
                del self._indexed[number]
                self._without_items.discard(number)
                self._texts.remove(number)
        self._before = None
        self._stored, self._entries = stored, tuple(self._indexed[entry.id].entry for entry in stored)

    def _add(self, entry: Entry) -> None:
        before = self._before.unchanged(entry) if self._before else None
        self._indexed[entry.id] = _IndexedEntry(entry, before or resolve_entry(entry, self._snapshot))
        self._without_items.add(entry.id)
        if before is None:
            self._texts.put(entry.id, words_of(entry))

    def _remove_items(self, number: int) -> None:
        indexed = self._indexed.get(number)
        for item in (indexed.items if indexed else None) or ():
            self._on_item[item].discard(number)

    def _items_of(self, entry: Entry) -> frozenset[str]:
        snapshot = self._snapshot
        items = {entry.target} if entry.target in snapshot.events or entry.target in snapshot.quotations else set()
        article = snapshot.by_hash.get(entry.anchor.sha256) if entry.anchor.kind is AnchorKind.PASSAGE else None
        if article and (passage := locate(entry.anchor, article.text)):
            events = snapshot.events_in.get(article.id, ())
            items |= {e.id for e in events if any(r.article == article.id and r.span.overlaps(passage) for r in e.reports)}
            items |= {q.id for q in snapshot.quotations_in.get(article.id, ()) if q.span.overlaps(passage)}
        return frozenset(items)


class _Before:
    """The entries of an index on one snapshot, for the next one: those on articles of which nothing has changed."""

    def __init__(self, snapshot: Snapshot, indexed: Mapping[int, _IndexedEntry], after: Snapshot) -> None:
        self._snapshot, self._indexed, self._after = snapshot, indexed, after
        self._is_same: dict[str, bool] = {}

    def unchanged(self, stored: Entry) -> Entry | None:
        """The resolved entry of a stored one, where it would be resolved to the same; None where it may not."""
        indexed, sha256 = self._indexed.get(stored.id), stored.anchor.sha256
        if indexed is None or indexed.stored is not stored or not sha256:
            return None
        if sha256 not in self._is_same:
            self._is_same[sha256] = self._compare(sha256)
        return indexed.entry if self._is_same[sha256] else None

    def _compare(self, sha256: str) -> bool:
        old, new = self._snapshot, self._after
        article = old.by_hash.get(sha256)
        if article is None or new.by_hash.get(sha256) is not article:
            return False
        same_events = old.events_in.get(article.id) == new.events_in.get(article.id)
        return same_events and old.quotations_in.get(article.id) == new.quotations_in.get(article.id)


def words_of(entry: Entry) -> str:
    """The words by which an entry is found: its text, label, passage and tags."""
    return "\n\n".join((entry.text, entry.anchor.label, entry.anchor.exact, " ".join(entry.tags)))
