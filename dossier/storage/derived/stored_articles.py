"""Stored articles: every article of the database without its text, which is read when something looks at it, and what has changed of them."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from dossier.errors import DamagedFacts
from dossier.model.article import Article
from dossier.storage.derived.changes import changed_articles, last_change
from dossier.storage.derived.pinned_rows import PinnedRows
from dossier.storage.derived.sealed import unseal
from dossier.storage.derived.stored_items import fix_late_fields
from dossier.storage.derived.stored_kinds import ARTICLES


@dataclass(frozen=True, slots=True)
class Outline:
    """The sentences of an article's facts, undecoded; nothing else is read."""

    sentences: msgspec.Raw


OUTLINE = msgspec.json.Decoder(Outline)


class StoredArticles:
    """The articles of one database, each with whether its facts have sentences. One that has not changed is the same object after an update."""

    def __init__(self) -> None:
        self.articles: dict[str, tuple[Article, bool]] = {}
        self._last = 0
        self._rows = ARTICLES.rows(lambda _key, _count: ())

    def update(self, pinned: PinnedRows) -> frozenset[str] | None:
        """Reads what has changed since the last update; returns the ids, or None where all were read. Raises DamagedFacts."""
        last, changed = last_change(pinned.read), changed_articles(pinned.read, self._last)
        is_first = not self._last or last < self._last or "" in changed
        if is_first:
            self._rows = ARTICLES.rows(pinned.articles_from)
            self.articles = dict(self._read(pinned, "SELECT id, article, facts FROM article ORDER BY id"))
        elif changed:
            self._update(pinned, changed)
        self._last = last
        return None if is_first else frozenset(changed)

    def _update(self, pinned: PinnedRows, changed: tuple[str, ...]) -> None:
        for ident in changed:
            # an earlier snapshot may still show it
            fix_late_fields(self.articles[ident][0] if ident in self.articles else None)
        self._rows.read_from(pinned.articles_from)
        for ident in changed:
            row = dict(self._read(pinned, "SELECT id, article, facts FROM article WHERE id = ?", (ident,)))
            if row:
                self.articles |= row
            else:
                self.articles.pop(ident, None)

    def _read(self, pinned: PinnedRows, query: str, values: tuple[object, ...] = ()) -> Iterator[tuple[str, tuple[Article, bool]]]:
        for ident, article, facts in pinned.read(query, values):
            stored = ARTICLES.decode(unseal(article), self._rows, ident)
            if stored.id != ident:
                raise DamagedFacts("An article is stored under another one's ID.")
            yield ident, (stored, bytes(OUTLINE.decode(unseal(facts)).sentences) != b"[]")
