"""Comparison of sources: one event as each article reports it, or one quotation as each article prints it, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from dossier.linking.events.conflicts import certain_days, days_differ
from dossier.linking.events.rules import compatible_places
from dossier.model.comparison import Agreement, Cell, ComparedSource, Comparison, ComparisonRow, DiffKind, DiffRun
from dossier.model.event import Event, SourceReport, Status
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import format_days, format_event_days, format_publication, status_word
from dossier.services.review.comparison_rows import (
    ReportsBySource,
    agreement_of,
    figure_rows,
    mark_differing,
    name_of,
    own_values,
    piece_lines,
    slot_rows,
    value_row,
)
from dossier.services.review.explanations import passage
from dossier.services.snapshot import Item, Snapshot
from dossier.text.diff import word_diff

SENTENCES = 2
"""Sentences of one source that are shown, one with the day among them where there is any; the others are counted."""
SHOWN_WORDS = 60


def compare_sources(snapshot: Snapshot, item: Item) -> Comparison | None:
    """The sources of an event or a quotation side by side; None where there is one source only, and for items of another kind."""
    if isinstance(item, Event) and len(item.articles) > 1:
        return _compare_event(snapshot, item)
    if isinstance(item, Quotation) and item.same_as:
        return _compare_quotation(snapshot, item)
    return None


def _compare_event(snapshot: Snapshot, event: Event) -> Comparison:
    """The reports of each article, in the order of publication."""
    articles = sorted(event.articles, key=lambda a: (snapshot.published(a).day or date.max, snapshot.article(a).file))
    by_source = [tuple(r for r in event.reports if r.article == article) for article in articles]
    rows = [_sentences_row(snapshot, by_source), _days_row(event, by_source), _places_row(event, by_source)]
    rows += slot_rows(event, snapshot, by_source)
    rows += figure_rows(event, by_source)
    rows.append(_status_row(event.kind, by_source))
    rows.append(own_values(value_row("Credited to", by_source, lambda r: name_of(snapshot, r.attributed_to)), "own sources"))
    title = " · ".join((event.place.split(", ")[0] or "no place given", format_event_days(event)))
    sources = [_source(snapshot, reports[0].article, reports[0].span) for reports in by_source]
    return Comparison(event.id, event.kind, title, _with_copies(snapshot, sources), tuple(rows))


def _source(snapshot: Snapshot, article: str, span: Span, ident: str = "", remark: str = "") -> ComparedSource:
    published = snapshot.published(article)
    outlet = snapshot.article(article).outlet or "no outlet named"
    return ComparedSource(article, span, outlet, snapshot.title_of(article), published.day, format_publication(published), remark, ident)


def _with_copies(snapshot: Snapshot, sources: Sequence[ComparedSource]) -> tuple[ComparedSource, ...]:
    """The sources; each that copies the text of an earlier one names it."""
    marked: list[ComparedSource] = []
    for source in sources:
        near_to = snapshot.links[source.article].near_duplicates if source.article in snapshot.links else ()
        first = next((s for s in marked if s.article in near_to), None)
        marked.append(replace(source, copy_of=first.outlet if first else ""))
    return tuple(marked)


def _sentences_row(snapshot: Snapshot, by_source: ReportsBySource) -> ComparisonRow:
    """The sentences, with the words that date the event marked."""
    cells = []
    for reports in by_source:
        dated = next((r for r in reports if _day_words(r)), reports[0])
        sentences = list({r.span: r for r in (dated, *reports)}.values())
        lines = tuple(_sentence(snapshot, report) for report in sorted(sentences[:SENTENCES], key=lambda r: r.span))
        number = passage(snapshot, dated.article, dated.span).paragraph
        more = len(sentences) - SENTENCES
        remark = f"paragraph {number}" if number else "subhead"
        cells.append(Cell(lines, f"{remark} · {more} more" if more > 0 else remark, dated.span))
    return ComparisonRow("Sentence", tuple(cells))


def _day_words(report: SourceReport) -> list[Span]:
    """The spans of the words in the sentence itself that date the event."""
    return sorted({r.span for r in report.date_evidence if r.article == report.article and r.span and report.span.contains(r.span)})


def _sentence(snapshot: Snapshot, report: SourceReport) -> tuple[DiffRun, ...]:
    text = snapshot.article(report.article).text
    pieces, at = [], report.span.start
    for span in _day_words(report):
        if span.start < at:
            continue
        pieces += [DiffRun(text[at : span.start]), DiffRun(span.of(text), DiffKind.TIME)]
        at = span.end
    pieces.append(DiffRun(text[at : report.span.end]))
    return tuple(DiffRun(" ".join(p.text.split("\n")), p.mark) for p in pieces if p.text)


def _days_row(event: Event, by_source: ReportsBySource) -> ComparisonRow:
    """The days; those that are compared come from reports that give them for sure and to the day."""
    dated = [_dated_report(reports) for reports in by_source]
    marks = mark_differing(
        [certain_days([report] if report else []) for report in dated], days_differ, in_conflict="day" in event.conflicts
    )
    cells = []
    for report, differing in zip(dated, marks, strict=True):
        if report is None or report.start is None:
            cells.append(Cell())
            continue
        coarse = report.granularity != "day"
        words = ("~ " if coarse or not report.sure else "") + format_days(report.start, report.end or report.start, report.granularity)
        remark = f"to the {report.granularity} only" if coarse else "announced" if report.status is Status.PLANNED else ""
        if not report.sure and not coarse:
            remark = "a guess"
        cells.append(Cell(piece_lines([(words, any(differing))]), remark, report.span))
    return ComparisonRow("Day", tuple(cells), agreement_of(cells))


def _dated_report(reports: Sequence[SourceReport]) -> SourceReport | None:
    """The report of a source whose day is shown: one whose day is compared, else the first that has any."""
    dated = [report for report in reports if report.start is not None]
    return next((report for report in dated if certain_days([report])), dated[0] if dated else None)


def _places_row(event: Event, by_source: ReportsBySource) -> ComparisonRow:
    def differ(first: str, second: str) -> bool:
        return not compatible_places(first.split(", "), second.split(", "))

    return value_row("Place", by_source, lambda r: r.place, differ, in_conflict="place" in event.conflicts)


def _status_row(kind: str, by_source: ReportsBySource) -> ComparisonRow:
    cells = []
    for reports in by_source:
        report = next((r for r in reports if r.status is Status.OCCURRED), reports[0])
        role = "planned" if report.status is Status.PLANNED else kind
        cells.append(Cell(piece_lines([(status_word(kind, report.status), False)]), "", report.span, role))
    return ComparisonRow("Status", tuple(cells), remark="as of its day")


def _compare_quotation(snapshot: Snapshot, quotation: Quotation) -> Comparison:
    """The printings of a quotation, the first one first, with the differences of the others from it."""
    printings = [quotation, *(snapshot.quotations[i] for i in quotation.same_as if i in snapshot.quotations)]
    printings.sort(key=lambda q: (snapshot.published(q.article).day or date.max, snapshot.article(q.article).file, q.span))
    first = printings[0]
    dated = snapshot.published(first.article).day is not None
    words = []
    for printing in printings:
        pieces = word_diff(first.text, printing.text) if printing is not first else (DiffRun(printing.text),)
        remark = "" if printing is first else "word for word" if all(p.mark is DiffKind.NONE for p in pieces) else ""
        words.append(Cell((pieces,), remark, printing.span))
    differ = any(p.mark is not DiffKind.NONE for cell in words for p in cell.lines[0])
    rows = (
        ComparisonRow("Words", tuple(words), Agreement.DIFFER if differ else Agreement.AGREE),
        _printed_row(printings, "Speaker", lambda q: name_of(snapshot, q.speaker) or q.speaker_text),
        _printed_row(printings, "Named as", lambda q: q.source_text, own=True),
        _printed_row(printings, "Cue", lambda q: q.cue.lower()),
        _printed_row(printings, "Channel", lambda q: q.channel),
    )
    sources = [_source(snapshot, q.article, q.span, q.id, "first to publish it" if q is first and dated else "") for q in printings]
    speaker = name_of(snapshot, first.speaker) or first.speaker_text or "speaker not named"
    shown = first.text if len(first.text) <= SHOWN_WORDS else f"{first.text[:SHOWN_WORDS].rsplit(' ', 1)[0]} …"
    return Comparison(quotation.id, "quotation", f"{speaker}: “{shown}”", _with_copies(snapshot, sources), rows)


def _printed_row(printings: Sequence[Quotation], name: str, value_of: Callable[[Quotation], str], *, own: bool = False) -> ComparisonRow:
    """A value of each printing, marked where another printing has another value, unless each has its `own` anyway."""
    values = [value_of(quotation) for quotation in printings]
    differ = len({value.casefold() for value in values if value}) > 1 and not own
    cells = tuple(Cell(piece_lines([(value, differ)]) if value else (), "", q.span) for q, value in zip(printings, values, strict=True))
    return ComparisonRow(name, cells, Agreement.OWN if own else agreement_of(cells), "as printed" if own else "")
