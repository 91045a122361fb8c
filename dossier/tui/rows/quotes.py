"""Rows of the quotations' list: by speaker, with cue, channel, outlet and day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from dossier.model.quotation import Quotation
from dossier.model.search_result import SearchResult
from dossier.phrases.core import day_and_month
from dossier.tui.rows.work_marks import new_mark
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import GroupedRows, Heading, ListModel, Row, RowGroup, count_rows, item_of
from dossier.tui.text.lines import Part, RenderContext
from dossier.tui.text.phrases import NOBODY, join_parts, speaker_of

ORDERS = ("speaker", "day")
HEIGHTS = (1, 2, 2)


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """Payload of a quotation's row: speaker, cue with channel and source, and day in words, and the number of other articles that print
    it. `names_speaker` is true where no heading does, `is_new` where the quotation is new since the list was last looked at.
    """

    quotation: Quotation
    speaker: str
    about: str
    day: str
    others: int = 0
    names_speaker: bool = False
    is_new: bool = False


def other_articles(quotation: Quotation, labels: Labels) -> int:
    """The number of other articles that print the same words."""
    return len(set(map(labels.article_of, quotation.same_as)))


def quote_rows(result: SearchResult, labels: Labels, order: str = "speaker") -> ListModel:
    """The quotations of a result under their speakers, those with most quotations first; or in order of day alone."""
    build = _rows_by_day if order == "day" else _rows_by_speaker
    return ListModel(build(result, labels), draw_quote, _words, len(result.quotations), count_rows)


def _rows_by_day(result: SearchResult, labels: Labels) -> Sequence[Row]:
    def make(group: RowGroup[Quotation], at: int) -> Row:
        return _row(replace(_item(group.items[at], labels), names_speaker=True))

    return GroupedRows([RowGroup(None, result.quotations)], make, lambda quotation: quotation.id, HEIGHTS)


def _rows_by_speaker(result: SearchResult, labels: Labels) -> Sequence[Row]:
    quotations: dict[str, list[Quotation]] = {}
    for quotation in result.quotations:
        quotations.setdefault(speaker_of(quotation, labels), []).append(quotation)
    groups: list[RowGroup[Quotation]] = []
    for name in sorted(quotations, key=lambda name: (name == NOBODY, -len(quotations[name]), name)):
        groups.append(RowGroup(Row("", Heading(name, len(quotations[name])), gap=bool(groups)), quotations[name]))
    return GroupedRows(groups, lambda group, at: _row(_item(group.items[at], labels)), lambda quotation: quotation.id, HEIGHTS)


def _row(item: QuoteRow) -> Row:
    return Row(item.quotation.id, item, HEIGHTS)


def _item(quotation: Quotation, labels: Labels) -> QuoteRow:
    article = labels.articles.get(quotation.article)
    published = labels.published.get(quotation.article)
    day = day_and_month(published.day) if published and published.day else ""
    source = ", ".join(filter(None, (article.outlet if article else "", day)))
    about = join_parts((quotation.cue.lower(), quotation.channel or "channel not given", source))
    return QuoteRow(
        quotation, speaker_of(quotation, labels), about, day, other_articles(quotation, labels), is_new=labels.is_new_quote(quotation)
    )


def _words(row: Row) -> str:
    item = item_of(row, QuoteRow)
    return f"{item.quotation.text} {item.speaker} {item.about}" if item else ""


def draw_quote(row: Row, context: RenderContext) -> list[Content]:
    """The words and what is known of them, or a speaker's heading."""
    if isinstance(row.item, Heading):
        return [context.line([(row.item.name, "speaker")], [(str(row.item.count), "muted")])]
    item = item_of(row, QuoteRow)
    if item is None:
        return []
    words: list[Part] = [
        *new_mark(context.look, is_new=item.is_new),
        (f"{context.look.glyphs.quote} ", "quote-bar"),
        (item.quotation.text, "bold" if context.selected else ""),
    ]
    if context.narrow:
        speaker: list[Part] = [(f"{item.speaker} ", "speaker")] if item.names_speaker else []
        return [context.line([*speaker, *words], [(item.day, "muted")])]
    right: list[Part] = [(f"{context.look.glyphs.differ} wording", "conflict"), ("  ", "")] if item.quotation.differs else []
    if item.others:
        right.append((f"also in {item.others} other{'s' if item.others > 1 else ''}", ""))
    below: list[Part] = [(f"{item.speaker} · ", "speaker")] if item.names_speaker else []
    return [context.line(words), context.line([("  ", ""), *below, (item.about, "muted")], right)]
