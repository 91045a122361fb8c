"""The rows of the articles' list: title, outlet and day, and the best stretch around the hits."""

from dataclasses import dataclass

from textual.content import Content

from dossier.model.article import Article, Basis, PublicationDay
from dossier.model.notebook import EntryKind
from dossier.model.search_result import Answer, Hit, Snippet
from dossier.phrases.core import count_of
from dossier.tui.state.labels import Catalogue
from dossier.tui.state.list_model import Listing, Row
from dossier.tui.text.lines import Paint, Part
from dossier.tui.text.phrases import NO_DAY, day_in_year, joined, outlet_of, short_day, title_of

ORDERS = ("best first", "day", "outlet")


@dataclass(frozen=True, slots=True)
class Found:
    """An article's row."""

    hit: Hit
    article: Article | None
    published: PublicationDay | None
    bookmarked: bool


def article_rows(answer: Answer, names: Catalogue, order: str = ORDERS[0]) -> Listing:
    """The articles of an answer, best first (without words: by day), or by day or outlet."""
    rows = []
    for hit in answer.articles:
        article = names.articles.get(hit.article)
        found = Found(hit, article, names.published.get(hit.article), EntryKind.BOOKMARK in names.work.get(hit.article, ()))
        told = 3 if hit.snippets else 2
        rows.append(Row(hit.article, found, (min(told, 2), told, told)))
    if order != ORDERS[0]:
        rows.sort(key=lambda row: _order(row, order))
    spaced = [Row(row.id, row.of, row.heights, gap=at > 0) for at, row in enumerate(rows)]
    return Listing(spaced, draw_article, _words, len(rows))


def _order(row: Row, order: str) -> tuple[str, str]:
    day = row.of.published.day if row.of.published else None
    stamp = day.isoformat() if day else "9999"
    return (outlet_of(row.of.article).casefold(), stamp) if order == "outlet" else (stamp, "")


def _words(row: Row) -> str:
    snippets = " ".join(snippet.text for snippet in row.of.hit.snippets)
    return " ".join((title_of(row.of.article), outlet_of(row.of.article), snippets))


def day_words(published: PublicationDay | None) -> str:
    """“Fri 23 Jan 2026, inferred”."""
    if published is None or published.day is None:
        return NO_DAY
    return day_in_year(published.day) + (", inferred" if published.basis is Basis.INFERRED else "")


def draw_article(row: Row, paint: Paint) -> list[Content]:
    """Title with the number of hits, outlet and day, snippet. In narrow terminals outlet and day give way to the snippet."""
    found: Found = row.of
    hits: list[Part] = [(count_of(found.hit.count, "hit"), "")] if found.hit.count else []
    star: list[Part] = [(f"{paint.look.glyphs.bookmark} ", "accent")] if found.bookmarked else []
    title = [*star, (title_of(found.article, 9), "bold" if paint.selected else "")]
    about = (joined((outlet_of(found.article), day_words(found.published))), "muted")
    if not found.hit.snippets:
        return [paint.line(title, hits), paint.line([about])]
    around = snippet_parts(found.hit.snippets[0], paint)
    if paint.narrow:
        day = found.published.day if found.published else None
        return [paint.line(title, [*hits, (f"  {short_day(day)}" if day else "", "muted")]), paint.line(around)]
    return [paint.line(title, hits), paint.line([about]), paint.line(around)]


def snippet_parts(snippet: Snippet, paint: Paint) -> list[Part]:
    """The paragraph's number and a stretch of the snippet that holds its first hit, hits marked."""
    text, base = snippet.text, snippet.span.start
    room = max(20, paint.width - 8)
    first = snippet.marks[0].start - base if snippet.marks else 0
    start = 0
    if first > room * 2 // 3:
        start = text.rfind(" ", 0, max(1, first - room // 3)) + 1
    parts: list[Part] = [(f"{snippet.paragraph or '':>3}  ", "faint"), ("…" if base or start else "", "muted")]
    at = start
    for mark in snippet.marks:
        lead, end = max(start, mark.start - base), mark.end - base
        if lead < at or end > len(text):
            continue
        parts += [(text[at:lead], "muted"), (text[lead:end], "hit")]
        at = end
    return [*parts, (text[at:], "muted"), ("…", "muted")]
