"""One event, or one quotation, as each source has it, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keymap import COMPARE
from dossier.model.event import Event, EventKind, FigureName, Report, Status
from dossier.model.quotation import Quotation
from dossier.tui.bindings import bind_overlay, overlay_bindings
from dossier.tui.catalogue import Catalogue
from dossier.tui.lines import Part, assemble, clean, wrap
from dossier.tui.looks import Look, look_of
from dossier.tui.page import Place
from dossier.tui.widgets.sheet import Sheet, border_keys
from dossier.tui.wording import (
    NO_PLACE,
    NOT_TOLD,
    figure_words,
    full_days,
    joined,
    kind_word,
    outlet_of,
    paragraph_of,
    published_words,
    title_of,
)

LABEL = 16
LEAST_COLUMN = 26


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that sources tell: its name, what each says, and whether they agree ("agree", "differ", "one source", "")."""

    name: str
    told: tuple[str, ...]
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table: what is compared, a head of lines for each source, the points, and where each source can be read."""

    title: str
    heads: tuple[tuple[str, ...], ...]
    points: tuple[Point, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """All that one article reports of an event."""

    article: str
    reports: tuple[Report, ...]

    def told(self, what: Callable[[Report], str]) -> str:
        """What its reports say of a point, each thing once, or that it is not told."""
        said = dict.fromkeys(filter(None, map(what, self.reports)))
        return "; ".join(said) or NOT_TOLD


def sources_of(event: Event) -> tuple[Source, ...]:
    """The articles that tell of an event, with their reports."""
    return tuple(Source(article, tuple(r for r in event.reports if r.article == article)) for article in event.articles)


def of_event(event: Event, names: Catalogue) -> Comparison:
    """What each article tells of an event, a column for each."""
    sources = sources_of(event)

    def point(name: str, what: Callable[[Report], str], *conflicts: str) -> Point:
        return _point(name, tuple(source.told(what) for source in sources), _verdict(event, *conflicts))

    points = [
        Point("Sentence", tuple(source.told(lambda r: _sentence(r, names)) for source in sources)),
        replace(point("Day", lambda r: full_days(r.start, r.end, r.granularity) if r.start else "", "day"), verdict=_days_verdict(event)),
        point("Place", lambda r: r.place, "place"),
    ]
    if event.kind is EventKind.MEETING:
        points.append(point("Who came", lambda r: ", ".join(filter(None, map(names.name, r.participants))), "who"))
    else:
        points.append(point("Struck by", lambda r: names.name(r.attacker), "attacker", "who"))
        points.append(point("With", lambda r: r.weapon, "weapon"))
    points.append(point("Figures", lambda r: ", ".join(figure_words(f) for f in r.figures), *(name.value for name in FigureName)))
    held = tuple("held" if any(r.status is Status.HELD for r in source.reports) else "planned" for source in sources)
    points.append(Point("Status", held, "as of its day"))
    credited = tuple(source.told(lambda r: names.name(r.says)) for source in sources)
    points.append(Point("Credited to", tuple("– nobody" if who == NOT_TOLD else who for who in credited)))
    title = joined((kind_word(event)[1], event.place or NO_PLACE, full_days(event.start, event.end, event.granularity)))
    heads = tuple(_head(source.article, names) for source in sources)
    return Comparison(title, heads, tuple(points), tuple(Place(s.article, s.reports[0].span) for s in sources))


def _verdict(event: Event, *points: str) -> str:
    return "differ" if set(points) & set(event.conflicts) else ""


def _days_verdict(event: Event) -> str:
    """Whether the days that reports give can all be one: each must overlap with each."""
    spans = [(r.start, r.end or r.start) for r in event.reports if r.start is not None]
    apart = any(a[0] > b[1] or b[0] > a[1] for a in spans for b in spans)
    return "differ" if apart or "day" in event.conflicts else "agree" if len(spans) > 1 else "one source"


def of_quotation(quotations: Sequence[Quotation], names: Catalogue) -> Comparison:
    """The same words as several articles have them."""
    points = (
        Point("Words", tuple(f"“{q.text}”" for q in quotations), "differ" if any(q.differs for q in quotations) else "agree"),
        Point("Differs", tuple(q.differs or "–" for q in quotations)),
        _point("Speaker", tuple(names.name(q.speaker) or q.speaker_text or NOT_TOLD for q in quotations), ""),
        _point("Channel", tuple(q.channel or NOT_TOLD for q in quotations), ""),
        _point("Cue", tuple(q.cue or NOT_TOLD for q in quotations), ""),
    )
    heads = tuple(_head(q.article, names) for q in quotations)
    return Comparison("the same words", heads, points, tuple(Place(q.article, q.span) for q in quotations))


def _head(article: str, names: Catalogue) -> tuple[str, ...]:
    known, published = names.articles.get(article), names.published.get(article)
    day = joined(published_words(published, short=True)) if published else ""
    return outlet_of(known), title_of(known), day


def _sentence(report: Report, names: Catalogue) -> str:
    number = paragraph_of(names.articles.get(report.article), report.span.start)
    return " ".join(report.text.split()) + (f" (paragraph {number})" if number else "")


def _point(name: str, told: tuple[str, ...], verdict: str) -> Point:
    said = [text for text in told if text != NOT_TOLD]
    if verdict:
        return Point(name, told, verdict)
    if len(said) < 2:
        return Point(name, told, "one source" if said else "none given")
    return Point(name, told, "agree" if len(set(said)) == 1 else "")


class CompareScreen(ModalScreen[Place | None], inherit_bindings=False):
    """Ends with the place to read at, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(COMPARE)
    AUTO_FOCUS = ".sheet"

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison
        self.at = 0

    def compose(self) -> ComposeResult:
        """One sheet over nearly the whole screen."""
        bind_overlay(self, COMPARE, look_of(self.app).keys)
        sheet = Sheet(self._lines, "Sources side by side", border_keys(look_of(self.app), COMPARE), self.comparison.title)
        sheet.add_class("-full")
        yield sheet

    def _lines(self, width: int, look: Look) -> list[Content]:
        label = LABEL if width > 70 else 11
        fit = max(1, (width - label - 2) // LEAST_COLUMN)
        count = len(self.comparison.heads)
        first = max(0, min(self.at - fit + 1, count - fit)) if count > fit else 0
        shown = range(first, min(count, first + fit))
        column = (width - label - 2) // max(1, len(shown))
        lines = [Content("")]
        for row in range(3):
            cells = [[(self.comparison.heads[at][row], self._head_role(at, row))] for at in shown]
            sign = [(look.glyphs.pane if at == self.at and row == 0 else " ") for at in shown]
            marked = [[(f"{sign[n]} ", "key"), *cell] for n, cell in enumerate(cells)]
            lines += _table_row([("", "")], marked, label, column, look)
        lines += [assemble(look, [("  " + look.glyphs.rule * (width - 4), "rule")]), Content("")]
        for point in self.comparison.points:
            lines += self._point(point, shown, label, column, look)
        more = count - len(shown)
        if more:
            lines.append(assemble(look, [(f"  ← → {more} more source{'s' if more > 1 else ''}", "muted")]))
        return lines

    def _head_role(self, at: int, row: int) -> str:
        return ("key" if at == self.at else "bold") if row == 0 else "muted"

    def _point(self, point: Point, shown: range, label: int, column: int, look: Look) -> list[Content]:
        sign = {"agree": look.glyphs.agree, "differ": look.glyphs.differ}.get(point.verdict, look.glyphs.dot)
        verdict: Part = (f"{sign} {point.verdict}" if point.verdict else "", "conflict" if point.verdict == "differ" else "muted")
        role = "strike" if point.verdict == "differ" else ""
        cells: list[list[Part]] = []
        for at in shown:
            told = point.told[at]
            quiet = told.startswith("– ")
            cells.append(
                [("  ", ""), (told, "faint" if quiet else "lit" if at == self.at and point.name in {"Sentence", "Words"} else role)]
            )
        return [*_table_row([(point.name, "bold"), verdict], cells, label, column, look), Content("")]

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        count = len(self.comparison.places)
        if key_id == "close":
            self.dismiss(None)
        elif key_id == "read_there":
            self.dismiss(self.comparison.places[self.at])
        elif key_id in {"next_source", "previous_source"}:
            self.at = (self.at + (1 if key_id == "next_source" else -1)) % count
            self.query_one(Sheet).remake()
        else:
            self.query_one(Sheet).do(key_id)


def _table_row(labels: list[Part], cells: list[list[Part]], label: int, column: int, look: Look) -> list[Content]:
    """A row of a table: labels one below the other, each cell wrapped in its column. A cell is a lead and its words."""
    wrapped: list[list[list[Part]]] = []
    for lead, (text, role) in cells:
        told = clean(text)
        pieces = [told[start:end] for start, end in wrap(told, max(8, column - 4))] or [""]
        wrapped.append([[lead if n == 0 else ("  ", ""), (piece, role)] for n, piece in enumerate(pieces)])
    height = max([len(labels) if labels[-1][0] else 1, *map(len, wrapped)])
    lines = []
    for at in range(height):
        name, role = labels[at] if at < len(labels) else ("", "")
        line = assemble(look, [("  " + name.ljust(label - 2), role)])
        for n, cell in enumerate(wrapped):
            if at < len(cell):
                line = line + assemble(look, cell[at])
            if n + 1 < len(wrapped):
                line = line + assemble(look, [(" " * max(0, label + (n + 1) * column - line.cell_length), "")])
        lines.append(line)
    return lines
