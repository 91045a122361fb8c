"""Filters for the query with the number of results of each, chosen with space and applied together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from dossier.keys.keymap import FILTERS, works_in
from dossier.model.actor import ActorKind
from dossier.model.facet import Facet, ResultCounts
from dossier.model.query import FilterKind, Query
from dossier.phrases.plural import pluralize
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import RowOpened, RowShown, WorkFailed, WorkResult
from dossier.tui.rows.actors import HEADINGS
from dossier.tui.state.list_model import ListModel, Row, item_of
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, RenderContext, assemble, clean
from dossier.tui.widgets.chips import sign_of
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.modal_sheet import border_keys
from dossier.tui.workers import run_in_thread

if TYPE_CHECKING:
    from dossier.api import Dossier

ANY, ALL_OF, STRETCH = "any of the selected", "all of the selected", "from the first selected to the last"
TITLES = {
    FilterKind.DAYS: ("Months", STRETCH),
    FilterKind.SOURCE: ("Outlets", ANY),
    FilterKind.KIND: ("Kinds", ANY),
    FilterKind.TAG: ("Tags", ALL_OF),
}


@dataclass(frozen=True, slots=True)
class FacetHeading:
    """Payload of a heading: its name, and how several facets under it combine."""

    name: str
    several: str


@dataclass
class FacetsCounted(WorkResult):
    """The facets for a query, and the number of its results."""

    query: Query
    facets: tuple[Facet, ...]
    counts: ResultCounts


class FiltersScreen(ModalScreen[Query | None], inherit_bindings=False):
    """Ends with the query narrowed as chosen, or with None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(FILTERS)
    AUTO_FOCUS = "LineList"

    def __init__(self, dossier: "Dossier", query: Query) -> None:
        super().__init__()
        self.dossier, self.narrowed_query = dossier, query
        self.facets: tuple[Facet, ...] = ()
        self.counts: ResultCounts | None = None
        self.filter_text = ""
        self.error = ""

    def compose(self) -> ComposeResult:
        """The filter text, the facets, and the number of results with those chosen."""
        bind_overlay(self, FILTERS, style_roles(self.app).keys)
        with Vertical(classes="sheet", id="filters"):
            yield Static("", id="filters-head")
            yield LineList("filter-list")
            yield Static("", id="filters-foot")

    def on_mount(self) -> None:
        """Title and keys go into the border; the counts are asked for."""
        look, box = style_roles(self.app), self.query_one("#filters")
        about = self.narrowed_query.text.strip()
        box.border_title = assemble(look, [("Filters", "key"), (f"  for {clean(about)}" if about else "", "bold")])
        box.border_subtitle = border_keys(look, FILTERS)
        self._list.visited = True
        self._list.narrow = True
        self._show()
        self._count()

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    def _count(self) -> None:
        query, dossier = self.narrowed_query, self.dossier
        run_in_thread(
            self, "count the filters", lambda: FacetsCounted(query, dossier.query.facets(query), dossier.query.result_counts(query))
        )

    @on(FacetsCounted)
    def _facets_counted(self, message: FacetsCounted) -> None:
        """Show the counts for the facets chosen now; those for an older choice are dropped."""
        message.stop()
        if message.query == self.narrowed_query:
            self.facets, self.counts = _merge(self.facets, message.facets), message.counts
            self._show()

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.error = f"! {message.error}"
        self._show()

    def _show(self) -> None:
        look = style_roles(self.app)
        self._list.filter_text = self.filter_text
        self._list.show(ListModel(tuple(facet_rows(self.facets)), draw_facet, _words, len(self.facets)))
        hint: list[Part] = [(self.filter_text, "searched")] if self.filter_text else [("Type to find a filter", "faint")]
        self.query_one("#filters-head", Static).update(assemble(look, [(" / ", "key"), *hint]))
        sentence = "Counting …" if self.counts is None else "Nothing to filter by."
        self._list.show_placeholder((Content(""), assemble(look, [(f"  {sentence}", "muted")])))
        self.query_one("#filters-foot", Static).update(assemble(look, self._foot()))

    def _foot(self) -> list[Part]:
        if self.error:
            return [(f" {self.error}", "trouble")]
        if self.counts is None:
            return []
        counts = ((self.counts.articles, "article"), (self.counts.events, "event"), (self.counts.quotations, "quote"))
        parts: list[Part] = [(" Shows  ", "muted")]
        for at, (number, noun) in enumerate(counts):
            amount, word = pluralize(number, noun).split(" ", 1)
            parts += [(" · " if at else "", "muted"), (amount, "bold"), (f" {word}", "muted")]
        return parts

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        steps = {"next_facet": 1, "previous_facet": -1}
        pages = {"sheet_down": 1.0, "sheet_up": -1.0}
        if key_id == "leave_facets" and self.filter_text:
            self._filter_by("")
        elif key_id == "leave_facets":
            self.dismiss(None)
        elif key_id == "apply_facets":
            self.dismiss(self.narrowed_query)
        elif key_id == "toggle_facet" and self._list.chosen is not None:
            self._toggle(self._list.chosen)
        elif key_id == "clear_facets":
            self._choose(Query(self.narrowed_query.text))
        elif key_id == "unfilter_facets":
            self._filter_by(self.filter_text[:-1])
        elif key_id in steps:
            self._list.move(steps[key_id])
        elif key_id in pages:
            self._list.page(pages[key_id])

    def on_key(self, event: events.Key) -> None:
        """A letter that is no key of this sheet is added to the filter text."""
        bound = {name for key in works_in(FILTERS, style_roles(self.app).keys) for name in key.keys}
        if event.is_printable and event.character and event.key not in bound:
            event.stop()
            event.prevent_default()
            self._filter_by(self.filter_text + event.character)

    def on_click(self, event: events.Click) -> None:
        """Turn the filter under the pointer on or off."""
        row_id = event.style.meta.get("facet")
        row = next((row for row in self._list.listing.rows if row.id and row.id == row_id), None)
        if row is not None:
            self._toggle(row)

    def on_row_shown(self, message: RowShown) -> None:
        """The main screen does not follow the selection of this list."""
        message.stop()

    def on_row_opened(self, message: RowOpened) -> None:
        """A double click has been handled as two clicks."""
        message.stop()

    def _filter_by(self, text: str) -> None:
        self.filter_text = text
        self._show()

    def _toggle(self, row: Row) -> None:
        facet = item_of(row, Facet)
        if facet is not None:
            self._choose(self.narrowed_query.toggled(facet.filter))

    def _choose(self, query: Query) -> None:
        self.narrowed_query = query
        self.facets = tuple(replace(facet, chosen=query.covers(facet.filter)) for facet in self.facets)
        self._show()
        self._count()


def _merge(before: Sequence[Facet], now: Sequence[Facet]) -> tuple[Facet, ...]:
    """The facets with new counts, each in its place while the sheet is open; one without results stays, with a count of 0."""
    new = {facet.filter: facet for facet in now}
    old = {facet.filter for facet in before}
    updated = [new.get(facet.filter) or replace(facet, counts=((0, facet.counts[0][1]),) if facet.counts else ()) for facet in before]
    if not before:
        return tuple(now)
    merged = [*updated, *(facet for facet in now if facet.filter not in old)]
    order = tuple(FilterKind)
    return tuple(sorted(merged, key=lambda facet: (order.index(facet.filter.kind), _kind_at(facet))))


def _kind_at(facet: Facet) -> int:
    return tuple(ActorKind).index(ActorKind(facet.kind)) if facet.kind else 0


def facet_rows(facets: Sequence[Facet]) -> Iterator[Row]:
    """The facets under their headings."""
    for heading, members in groupby(facets, key=_heading):
        yield Row("", heading)
        yield from (Row(f"{facet.filter.kind}:{facet.filter.value}", facet) for facet in members)


def _heading(facet: Facet) -> FacetHeading:
    if facet.filter.kind is FilterKind.ACTOR:
        return FacetHeading(HEADINGS[ActorKind(facet.kind)].capitalize(), ALL_OF)
    return FacetHeading(*TITLES[facet.filter.kind])


def draw_facet(row: Row, context: RenderContext) -> list[Content]:
    """A heading with how several combine, or a box, a sign, a name and counts."""
    if isinstance(row.item, FacetHeading):
        return [context.line([(row.item.name, "heading")], [(row.item.several, "faint")])]
    facet = item_of(row, Facet)
    if facet is None:
        return []
    tick = "x" if facet.chosen else " "
    sign = sign_of(facet.filter, context.look.glyphs)
    role = "bold" if context.selected else "accent" if facet.chosen else ""
    left: list[Part] = [(f"[{tick}] ", "key" if facet.chosen else "muted"), (f"{sign} ", "muted"), (facet.name, role)]
    counts = " · ".join(pluralize(number, word) for number, word in facet.counts)
    line = context.line(left, [(counts, "muted" if any(number for number, _ in facet.counts) else "faint")])
    return [line.stylize(Style.from_meta({"facet": row.id}))]


def _words(row: Row) -> str:
    facet = item_of(row, Facet)
    return facet.name if facet else ""
