"""One event as each article tells it, or the same words as each prints them, put side by side."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from dossier.linking.events.pairing import compatible_places
from dossier.model.comparison import Agreement, Cell, ComparedSource, Comparison, ComparisonRow, DiffKind, DiffRun
from dossier.model.event import Event, EventKind, SourceReport, Status
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import format_days, format_event_days, format_publication
from dossier.services.review.comparison_rows import (
    against_others,
    agreement_of,
    figure_rows,
    name_of,
    participants_row,
    piece_lines,
    value_row,
)
from dossier.services.review.explanations import passage
from dossier.services.snapshot import Item, Snapshot
from dossier.text.diff import word_diff

SENTENCES = 2
"""Sentences of one source that are shown, one that tells the day among them where any does; the rest are counted."""
SHOWN_WORDS = 60


def compare_sources(held: Snapshot, thing: Item) -> Comparison | None:
    """What each source has of an event or a quotation; None where there is one source only, or for a thing of another kind."""
    if isinstance(thing, Event) and len(thing.articles) > 1:
        return _of_event(held, thing)
    if isinstance(thing, Quotation) and thing.same_as:
        return _of_quotation(held, thing)
    return None


def _of_event(held: Snapshot, event: Event) -> Comparison:
    """What each article reports, in the order of their days."""
    articles = sorted(event.articles, key=lambda a: (held.published(a).day or date.max, held.article(a).file))
    told = [tuple(r for r in event.reports if r.article == article) for article in articles]
    points = [_sentences(held, told), _days(event, told), _places(told)]
    if event.kind is EventKind.MEETING:
        points.append(participants_row(held, told))
    else:
        points.append(value_row("Struck by", told, lambda r: name_of(held, r.attacker)))
        points.append(value_row("With", told, lambda r: r.weapon))
    points += figure_rows(told)
    points.append(_status(told))
    credited = value_row("Credited to", told, lambda r: name_of(held, r.attributed_to))
    points.append(ComparisonRow("Credited to", tuple(_unmarked(cell) for cell in credited.cells), remark="own sources"))
    title = " · ".join((event.place.split(", ")[0] or "no place given", format_event_days(event)))
    sources = [_source(held, reports[0].article, reports[0].span) for reports in told]
    return Comparison(event.id, event.kind.value, title, _with_copies(held, sources), tuple(points))


def _unmarked(cell: Cell) -> Cell:
    return Cell(tuple(tuple(DiffRun(p.text) for p in line) for line in cell.lines), cell.remark, cell.span)


def _source(held: Snapshot, article: str, span: Span, ident: str = "", remark: str = "") -> ComparedSource:
    published = held.published(article)
    outlet = held.article(article).outlet or "no outlet named"
    return ComparedSource(article, span, outlet, held.title_of(article), published.day, format_publication(published), remark, ident)


def _with_copies(held: Snapshot, sources: Sequence[ComparedSource]) -> tuple[ComparedSource, ...]:
    """The sources, each later copy of an earlier one's text saying so."""
    found: list[ComparedSource] = []
    for source in sources:
        near_to = held.links[source.article].near_duplicates if source.article in held.links else ()
        first = next((s for s in found if s.article in near_to), None)
        found.append(replace(source, copy_of=first.outlet if first else ""))
    return tuple(found)


def _sentences(held: Snapshot, told: Sequence[tuple[SourceReport, ...]]) -> ComparisonRow:
    """The sentences, with the words that tell the day brought out."""
    cells = []
    for reports in told:
        dated = next((r for r in reports if _day_words(r)), reports[0])
        every = list({r.span: r for r in (dated, *reports)}.values())
        lines = tuple(_sentence(held, report) for report in sorted(every[:SENTENCES], key=lambda r: r.span))
        number = passage(held, dated.article, dated.span).paragraph
        more = len(every) - SENTENCES
        remark = f"paragraph {number}" if number else "subhead"
        cells.append(Cell(lines, f"{remark} · {more} more" if more > 0 else remark, dated.span))
    return ComparisonRow("Sentence", tuple(cells))


def _day_words(report: SourceReport) -> list[Span]:
    """Where the sentence itself tells the day."""
    return sorted({r.span for r in report.date_evidence if r.article == report.article and r.span and report.span.contains(r.span)})


def _sentence(held: Snapshot, report: SourceReport) -> tuple[DiffRun, ...]:
    text = held.article(report.article).text
    pieces, at = [], report.span.start
    for span in _day_words(report):
        if span.start < at:
            continue
        pieces += [DiffRun(text[at : span.start]), DiffRun(span.of(text), DiffKind.TIME)]
        at = span.end
    pieces.append(DiffRun(text[at : report.span.end]))
    return tuple(DiffRun(" ".join(p.text.split("\n")), p.mark) for p in pieces if p.text)


def _days(event: Event, told: Sequence[tuple[SourceReport, ...]]) -> ComparisonRow:
    """The days, each beside those of the others: apart means that they share no day."""
    first = [next((r for r in reports if r.start is not None), None) for reports in told]
    spans = [_span_of(report) for report in first]
    rows = against_others([[own] if own else [] for own in spans], _apart)
    cells = []
    for report, own, row in zip(first, spans, rows, strict=True):
        if report is None or own is None:
            cells.append(Cell())
            continue
        coarse = report.granularity != "day"
        words = ("~ " if coarse else "") + format_days(*own, report.granularity)
        remark = f"to the {report.granularity} only" if coarse else "told beforehand" if report.status is Status.PLANNED else ""
        cells.append(Cell(piece_lines([(words, row[0])]), remark, report.span))
    verdict = agreement_of(cells)
    return ComparisonRow("Day", tuple(cells), Agreement.DIFFER if "day" in event.conflicts else verdict)


def _span_of(report: SourceReport | None) -> tuple[date, date] | None:
    return (report.start, report.end or report.start) if report is not None and report.start else None


def _apart(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] > other[1] or other[0] > one[1]


def _places(told: Sequence[tuple[SourceReport, ...]]) -> ComparisonRow:
    def other(one: str, two: str) -> bool:
        return not compatible_places(one.split(", "), two.split(", "))

    return value_row("Place", told, lambda r: r.place, other)


def _status(told: Sequence[tuple[SourceReport, ...]]) -> ComparisonRow:
    cells = []
    for reports in told:
        report = next((r for r in reports if r.status is Status.OCCURRED), reports[0])
        cells.append(Cell(piece_lines([(report.status.value, False)]), "", report.span))
    return ComparisonRow("Status", tuple(cells), remark="as of its day")


def _of_quotation(held: Snapshot, quotation: Quotation) -> Comparison:
    """The same words, first printed first, the others told from it."""
    every = [quotation, *(held.quotations[i] for i in quotation.same_as if i in held.quotations)]
    every.sort(key=lambda q: (held.published(q.article).day or date.max, held.article(q.article).file, q.span))
    first = every[0]
    dated = held.published(first.article).day is not None
    words = []
    for one in every:
        pieces = word_diff(first.text, one.text) if one is not first else (DiffRun(one.text),)
        remark = "" if one is first else "word for word" if all(p.mark is DiffKind.NONE for p in pieces) else ""
        words.append(Cell((pieces,), remark, one.span))
    differ = any(p.mark is not DiffKind.NONE for cell in words for p in cell.lines[0])
    points = (
        ComparisonRow("Words", tuple(words), Agreement.DIFFER if differ else Agreement.AGREE),
        _told(every, "Speaker", lambda q: name_of(held, q.speaker) or q.speaker_text),
        _told(every, "Named as", lambda q: q.source_text, own=True),
        _told(every, "Cue", lambda q: q.cue.lower()),
        _told(every, "Channel", lambda q: q.channel),
    )
    sources = [_source(held, q.article, q.span, q.id, "the first to print it" if q is first and dated else "") for q in every]
    speaker = name_of(held, first.speaker) or first.speaker_text or "speaker not told"
    shown = first.text if len(first.text) <= SHOWN_WORDS else f"{first.text[:SHOWN_WORDS].rsplit(' ', 1)[0]} …"
    return Comparison(quotation.id, "quotation", f"{speaker}: “{shown}”", _with_copies(held, sources), points)


def _told(every: Sequence[Quotation], name: str, what: Callable[[Quotation], str], *, own: bool = False) -> ComparisonRow:
    """What is told of each printing; marked is what another printing tells otherwise."""
    said = [what(q) for q in every]
    apart = len({text.casefold() for text in said if text}) > 1 and not own
    cells = tuple(Cell(piece_lines([(text, apart)]) if text else (), "", q.span) for q, text in zip(every, said, strict=True))
    return ComparisonRow(name, cells, Agreement.OWN if own else agreement_of(cells), "as printed" if own else "")
