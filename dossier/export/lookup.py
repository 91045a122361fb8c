"""Lookup for exporters: articles and actors by id, paragraphs by position, citation keys, and the timestamp of an export."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from dossier.export.context import ExportContext
from dossier.export.sanitize import slug
from dossier.model.actor import Actor
from dossier.model.article import Article, Paragraph, PublicationDay
from dossier.model.event import Event, SourceReport
from dossier.model.span import Span

CACHED_ARTICLES = 256
NO_DAY = date(1970, 1, 1)
SMALL_WORDS = frozenset(
    ["a", "an", "the", "in", "on", "at", "of", "for", "to", "and", "or", "as", "with", "by", "from", "its", "is", "are"]
)


class Lookup:
    """Articles, publication days and actors of a context by id."""

    def __init__(self, context: ExportContext) -> None:
        self.articles: Mapping[str, Article] = {a.id: a for a in context.articles}
        self.published: Mapping[str, PublicationDay] = {f.article: f.published for f in context.findings.articles}
        self.actors: Mapping[str, Actor] = {a.id: a for a in context.findings.actors}
        self._paragraphs: dict[str, tuple[tuple[Paragraph, ...], list[int]]] = {}

    def day(self, article_id: str) -> date | None:
        """The publication day of an article, None where it is unknown."""
        return self.published[article_id].day

    def names(self, ids: Iterable[str | None]) -> tuple[str, ...]:
        """Names of actors; ids that are None or not in the context are left out."""
        return tuple(self.actors[i].name for i in ids if i and i in self.actors)

    def attacker(self, event: Event | SourceReport) -> str:
        """Who attacked, by name, else in the words of the text ("gunmen"); empty where nothing says so."""
        return ", ".join(self.names([event.attacker])) or event.attacker_words

    def paragraph(self, article_id: str, span: Span) -> int:
        """The number of the paragraph in which a span begins; 0 for a subhead. Only the paragraphs of `CACHED_ARTICLES` articles are
        cached.
        """
        if article_id not in self._paragraphs:
            if len(self._paragraphs) >= CACHED_ARTICLES:
                self._paragraphs.clear()
            paragraphs = self.articles[article_id].paragraphs()
            self._paragraphs[article_id] = (paragraphs, [p.span.start for p in paragraphs])
        paragraphs, starts = self._paragraphs[article_id]
        at = bisect_right(starts, span.start) - 1
        return paragraphs[max(at, 0)].number if paragraphs else 0

    def outlet(self, article_id: str) -> str:
        """The article's outlet, or words for its absence."""
        return self.articles[article_id].outlet or "no outlet named"

    def title(self, article_id: str) -> str:
        """Its title, or the name of its file."""
        return self.articles[article_id].title or self.articles[article_id].file

    def key(self, article_id: str) -> str:
        """Citation key, the same in every format and independent of the dossier's other articles: outlet, year, first word of the title,
        and the first six digits of its id ("morningpost2031limited-0a1b2c").
        """
        article, day = self.articles[article_id], self.day(article_id)
        words = (w for w in map(slug, article.title.split()) if w and w not in SMALL_WORDS)
        return f"{slug(article.outlet) or 'article'}{day.year if day else ''}{next(words, '')}-{article.id[:6]}"

    @property
    def stamp(self) -> datetime:
        """Timestamp for formats that require one: the latest publication day, at midnight UTC; 1970 without any."""
        latest = max((p.day for p in self.published.values() if p.day), default=NO_DAY)
        return datetime(latest.year, latest.month, latest.day, tzinfo=UTC)


def headline(event: Event, lookup: Lookup) -> str:
    """An event in a few words: “meeting: Orla Brandt, Tomas Kerr”, “strike by Westland: drone”."""
    who = ", ".join(lookup.names(event.participants))
    by = lookup.attacker(event)
    kind = f"{'planned ' if event.status.value == 'planned' else ''}{'call' if event.subkind == 'call' else event.kind}"
    head = f"{kind} by {by}" if by else kind
    rest = who or event.weapon
    return f"{head}: {rest}" if rest else f"{head} in {event.place}" if event.place else head
