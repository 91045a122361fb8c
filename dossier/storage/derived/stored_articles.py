"""Stored articles: every article of the database without its text and its facts, which are read when something looks at them, and what has changed
of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from dossier.errors import DamagedFacts
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.storage.derived.changes import changed_articles, last_change
from dossier.storage.derived.pinned_rows import PinnedRows, RowKind
from dossier.storage.derived.sealed import seal_bytes, unseal
from dossier.storage.derived.stored_items import fix_late_fields
from dossier.storage.derived.stored_kinds import ARTICLES, FACTS
from dossier.text.span_check import check_facts

SCHEMA = "CREATE TABLE IF NOT EXISTS article_outline (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;"
READ = "SELECT id, body FROM article_outline"
OUTLINE = msgspec.msgpack.Decoder(ARTICLES.pairs(bool))
"""Whether the facts of an article have sentences, and its fields that are in memory."""


@dataclass(frozen=True, slots=True)
class CheckedFacts:
    """The article that facts are of, and their sentences, undecoded; nothing else is read."""

    article: str
    sentences: msgspec.Raw


CHECKED_FACTS = msgspec.json.Decoder(CheckedFacts)


def article_outline(article: Article, facts: Facts) -> bytes:
    """The sealed outline of an article with these facts."""
    return seal_bytes(msgspec.msgpack.encode((bool(facts.sentences), ARTICLES.outline(article))))


def check_articles(pinned: PinnedRows) -> None:
    """Reads all articles with their facts. Raises DamagedFacts where one does not match its checksum or its outline, and where facts are of another
    article or a span of theirs lies outside of its text.
    """
    outlines = {ident: unseal(body) for ident, body in pinned.read(READ)}
    for ident, article_body, facts_body in pinned.read("SELECT id, article, facts FROM article"):
        article, facts = msgspec.json.decode(unseal(article_body), type=Article), unseal(facts_body)
        check_facts(facts, len(article.text))
        checked = CHECKED_FACTS.decode(facts)
        has_sentences = bytes(checked.sentences) != b"[]"
        if not ident == article.id == checked.article or outlines.pop(ident, b"") != msgspec.msgpack.encode(
            (has_sentences, ARTICLES.outline(article))
        ):
            raise DamagedFacts("An article is stored under another one's ID, or its outline is another one's.")
    if outlines:
        raise DamagedFacts("An article is missing.")


class StoredArticles:
    """The articles of one database, each with whether its facts have sentences, and their facts. What has not changed is the same object after an
    update.
    """

    def __init__(self) -> None:
        self.articles: dict[str, tuple[Article, bool]] = {}
        self.facts: dict[str, Facts] = {}
        self._last = 0
        self._rows, self._facts_rows = ARTICLES.rows(lambda _key, _count: ()), FACTS.rows(lambda _key, _count: ())

    def update(self, pinned: PinnedRows) -> frozenset[str] | None:
        """Reads what has changed since the last update; returns the ids, or None where all were read. Raises DamagedFacts."""
        last, changed = last_change(pinned.read), changed_articles(pinned.read, self._last)
        is_first = not self._last or last < self._last or "" in changed
        if is_first:
            self._rows = ARTICLES.rows(pinned.articles_from, pinned.soundness.doubt)
            self._facts_rows = FACTS.rows(pinned.facts_from, pinned.soundness.doubt)
            if pinned.soundness.needs_check(RowKind.ARTICLES):
                check_articles(pinned)
                pinned.soundness.note_checked(RowKind.ARTICLES)
            self.articles = self._read(pinned, f"{READ} ORDER BY id")
            self.facts = self._stored_facts(self.articles)
        elif changed:
            self._update(pinned, changed)
        self._last = last
        return None if is_first else frozenset(changed)

    def _update(self, pinned: PinnedRows, changed: tuple[str, ...]) -> None:
        for ident in changed:
            # an earlier snapshot may still show it, and a linker knows it
            if ident in self.articles:
                fix_late_fields(self.articles[ident][0])
                fix_late_fields(self.facts[ident])
        self._rows.read_from(pinned.articles_from)
        self._facts_rows.read_from(pinned.facts_from)
        for ident in changed:
            row = self._read(pinned, f"{READ} WHERE id = ?", (ident,))
            if row:
                self.articles |= row
                self.facts |= self._stored_facts(row)
            else:
                self.articles.pop(ident, None)
                self.facts.pop(ident, None)

    def _read(self, pinned: PinnedRows, query: str, values: tuple[object, ...] = ()) -> dict[str, tuple[Article, bool]]:
        rows = [(ident, *OUTLINE.decode(unseal(body))) for ident, body in pinned.read(query, values)]
        idents, outlines = [ident for ident, _, _ in rows], [outline for _, _, outline in rows]
        if idents != [outline.id for outline in outlines]:
            raise DamagedFacts("An article is stored under another one's ID.")
        articles = ARTICLES.stored(outlines, self._rows, idents)
        return {ident: (article, has_sentences) for article, (ident, has_sentences, _) in zip(articles, rows, strict=True)}

    def _stored_facts(self, articles: Iterable[str]) -> dict[str, Facts]:
        idents = list(articles)
        return dict(zip(idents, FACTS.stored([FACTS.form(ident, ()) for ident in idents], self._facts_rows, idents), strict=True))
