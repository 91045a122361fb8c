"""Rows of the articles' list: title, outlet and day, and the best snippet around the hits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.notebook import EntryKind
from dossier.model.search_result import Hit, SearchResult, Snippet
from dossier.phrases.core import NO_DAY, day_and_month, weekday_and_day
from dossier.phrases.plural import pluralize
from dossier.services.notebook.read_state import ReadMark
from dossier.tui.rows.work_marks import read_mark, work_marks
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import GroupedRows, Heights, ListModel, Row, RowGroup, item_of
from dossier.tui.text.lines import Part, RenderContext
from dossier.tui.text.phrases import join_parts, outlet_of, title_of

UNREAD_FIRST = "unread first"
ORDERS = ("best first", "day", "outlet", UNREAD_FIRST)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """Payload of an article's row. `mark` says whether the article of an id is read; it is asked whenever the row is drawn."""

    hit: Hit
    article: Article | None
    published: PublicationDay | None
    work: frozenset[EntryKind]
    mark: Callable[[str], ReadMark]


def article_rows(result: SearchResult, labels: Labels, order: str = ORDERS[0]) -> ListModel:
    """The articles of a result, best first (without words: by day), or by day or outlet, or those that are unread first."""
    return ListModel(_rows(result, labels, order), draw_article, _words, len(result.articles))


def _rows(result: SearchResult, labels: Labels, order: str) -> Sequence[Row]:
    def item_of_hit(hit: Hit) -> ArticleRow:
        ident = hit.article
        return ArticleRow(hit, labels.articles.get(ident), labels.published.get(ident), labels.work.get(ident, frozenset()), labels.mark)

    def make(group: RowGroup[Hit], at: int) -> Row:
        hit = group.items[at]
        return Row(hit.article, item_of_hit(hit), _heights(hit))

    hits: Sequence[Hit] = result.articles
    if order == UNREAD_FIRST:
        hits = sorted(hits, key=lambda hit: labels.mark(hit.article) is ReadMark.READ)
    elif order != ORDERS[0]:
        hits = sorted(hits, key=lambda hit: _sort_key(item_of_hit(hit), order))
    return GroupedRows([RowGroup(None, hits)], make, lambda hit: hit.article, _heights, gaps=True)


def _heights(hit: Hit) -> Heights:
    lines = 3 if hit.snippets else 2
    return min(lines, 2), lines, lines


def _sort_key(item: ArticleRow, order: str) -> tuple[str, str]:
    day = item.published.day if item.published else None
    stamp = day.isoformat() if day else "9999"
    return (outlet_of(item.article).casefold(), stamp) if order == "outlet" else (stamp, "")


def _words(row: Row) -> str:
    item = item_of(row, ArticleRow)
    if item is None:
        return ""
    return " ".join((title_of(item.article), outlet_of(item.article), " ".join(snippet.text for snippet in item.hit.snippets)))


def day_words(published: PublicationDay | None) -> str:
    """“Fri 23 Jan 2026, inferred”."""
    if published is None or published.day is None:
        return NO_DAY
    return weekday_and_day(published.day) + (", inferred" if published.basis is DateBasis.INFERRED else "")


def draw_article(row: Row, context: RenderContext) -> list[Content]:
    """Title with the number of hits, outlet and day, snippet. In narrow terminals outlet and day give way to the snippet."""
    item = item_of(row, ArticleRow)
    if item is None:
        return []
    hits: list[Part] = [(pluralize(item.hit.count, "hit"), "")] if item.hit.count else []
    mark = item.mark(item.hit.article)
    strong = "bold" if context.selected or mark is ReadMark.NEW else ""
    title = [*read_mark(mark, context.look), *work_marks(item.work, context.look), (title_of(item.article, 9), strong)]
    under = "" if mark is ReadMark.NONE else "  "
    about = (under + join_parts((outlet_of(item.article), day_words(item.published))), "muted")
    if context.table:
        published: list[Part] = [(f"  {join_parts((outlet_of(item.article), day_words(item.published)))}", "muted")]
        rest = [context.line(snippet_parts(item.hit.snippets[0], context))] if item.hit.snippets else []
        return [context.line(title, [*hits, *published]), *rest]
    if not item.hit.snippets:
        return [context.line(title, hits), context.line([about])]
    around = snippet_parts(item.hit.snippets[0], context)
    if context.narrow:
        day = item.published.day if item.published else None
        return [context.line(title, [*hits, (f"  {day_and_month(day)}" if day else "", "muted")]), context.line(around)]
    return [context.line(title, hits), context.line([about]), context.line(around)]


def snippet_parts(snippet: Snippet, context: RenderContext) -> list[Part]:
    """The paragraph's number and a stretch of the snippet that holds its first hit, hits marked."""
    text, base = snippet.text, snippet.span.start
    room = max(20, context.width - 8)
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
