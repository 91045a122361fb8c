"""The rows of the articles' list: title, outlet and day, and the best stretch around the hits."""

from dataclasses import dataclass

from textual.content import Content

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.notebook import EntryKind
from dossier.model.search_result import Hit, SearchResult, Snippet
from dossier.phrases.core import pluralize
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import ListModel, Row
from dossier.tui.text.lines import Part, RenderContext
from dossier.tui.text.phrases import NO_DAY, day_in_year, joined, outlet_of, short_day, title_of

ORDERS = ("best first", "day", "outlet")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article's row."""

    hit: Hit
    article: Article | None
    published: PublicationDay | None
    bookmarked: bool


def article_rows(answer: SearchResult, names: Labels, order: str = ORDERS[0]) -> ListModel:
    """The articles of an answer, best first (without words: by day), or by day or outlet."""
    rows = []
    for hit in answer.articles:
        article = names.articles.get(hit.article)
        found = ArticleRow(hit, article, names.published.get(hit.article), EntryKind.BOOKMARK in names.work.get(hit.article, ()))
        told = 3 if hit.snippets else 2
        rows.append(Row(hit.article, found, (min(told, 2), told, told)))
    if order != ORDERS[0]:
        rows.sort(key=lambda row: _order(row, order))
    spaced = [Row(row.id, row.item, row.heights, gap=at > 0) for at, row in enumerate(rows)]
    return ListModel(spaced, draw_article, _words, len(rows))


def _order(row: Row, order: str) -> tuple[str, str]:
    day = row.item.published.day if row.item.published else None
    stamp = day.isoformat() if day else "9999"
    return (outlet_of(row.item.article).casefold(), stamp) if order == "outlet" else (stamp, "")


def _words(row: Row) -> str:
    snippets = " ".join(snippet.text for snippet in row.item.hit.snippets)
    return " ".join((title_of(row.item.article), outlet_of(row.item.article), snippets))


def day_words(published: PublicationDay | None) -> str:
    """“Fri 23 Jan 2026, inferred”."""
    if published is None or published.day is None:
        return NO_DAY
    return day_in_year(published.day) + (", inferred" if published.basis is DateBasis.INFERRED else "")


def draw_article(row: Row, paint: RenderContext) -> list[Content]:
    """Title with the number of hits, outlet and day, snippet. In narrow terminals outlet and day give way to the snippet."""
    found: ArticleRow = row.item
    hits: list[Part] = [(pluralize(found.hit.count, "hit"), "")] if found.hit.count else []
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


def snippet_parts(snippet: Snippet, paint: RenderContext) -> list[Part]:
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
