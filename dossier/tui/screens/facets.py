"""Facets: what the search can be narrowed to, with how much of each there is for it, chosen by space and applied as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from dossier.keys.keymap import FACETS, works_in
from dossier.model.actor import ActorKind
from dossier.model.facet import Facet, ResultCounts
from dossier.model.query import FilterKind, Query
from dossier.phrases.core import pluralize
from dossier.tui import workers
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import Failed, Finished, RowOpened, RowShown
from dossier.tui.rows.actors import HEADINGS
from dossier.tui.state.list_model import ListModel, Row
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, RenderContext, assemble, clean
from dossier.tui.widgets.chips import sign_of
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.modal_sheet import border_keys

if TYPE_CHECKING:
    from dossier.api import Dossier

ANY, ALL_OF, STRETCH = "any of those chosen", "all of those chosen", "from the first chosen to the last"
TITLES = {
    FilterKind.DAYS: ("Months", STRETCH),
    FilterKind.SOURCE: ("Outlets", ANY),
    FilterKind.KIND: ("Kinds", ANY),
    FilterKind.TAG: ("Tags", ALL_OF),
}


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: what stands under it, and how several of it are meant."""

    name: str
    several: str


@dataclass(frozen=True)
class FacetCounts:
    """What a worker found for the facets chosen so far."""

    query: Query
    facets: tuple[Facet, ...]
    tally: ResultCounts


class FacetsScreen(ModalScreen[Query | None], inherit_bindings=False):
    """Ends with the query narrowed as chosen, or with None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(FACETS)
    AUTO_FOCUS = "LineList"

    def __init__(self, dossier: "Dossier", query: Query) -> None:
        super().__init__()
        self.dossier, self.query_now = dossier, query
        self.facets: tuple[Facet, ...] = ()
        self.tally: ResultCounts | None = None
        self.wanted = ""
        self.told = ""

    def compose(self) -> ComposeResult:
        """What is looked for, the facets, and what is left with those chosen."""
        bind_overlay(self, FACETS, style_roles(self.app).keys)
        with Vertical(classes="sheet", id="facets"):
            yield Static("", id="facets-head")
            yield LineList("facet-list")
            yield Static("", id="facets-foot")

    def on_mount(self) -> None:
        """Title and keys go into the border; the counts are asked for."""
        look, box = style_roles(self.app), self.query_one("#facets")
        about = self.query_now.text.strip()
        box.border_title = assemble(look, [("Facets", "key"), (f"  of {clean(about)}" if about else "", "bold")])
        box.border_subtitle = border_keys(look, FACETS)
        self._list.visited = True
        self._list.narrow = True
        self._show()
        self._count()

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    def _count(self) -> None:
        asked, dossier = self.query_now, self.dossier
        workers.run_in_thread(
            self, "count the facets", lambda: Finished("facets", FacetCounts(asked, dossier.facets(asked), dossier.tally(asked)))
        )

    def on_finished(self, message: Finished) -> None:
        """The counts for what is chosen now; those for an older choice are dropped."""
        message.stop()
        counted: FacetCounts = message.result
        if counted.query == self.query_now:
            self.facets, self.tally = _settled(self.facets, counted.facets), counted.tally
            self._show()

    def on_failed(self, message: Failed) -> None:
        """Say why nothing was counted."""
        message.stop()
        self.told = f"! {message.error}"
        self._show()

    def _show(self) -> None:
        look = style_roles(self.app)
        self._list.wanted = self.wanted
        self._list.show(ListModel(tuple(facet_rows(self.facets)), draw_facet, _words, len(self.facets)))
        hint: list[Part] = [(self.wanted, "searched")] if self.wanted else [("type to look for one", "faint")]
        self.query_one("#facets-head", Static).update(assemble(look, [(" / ", "key"), *hint]))
        told = "Counting …" if self.tally is None else "There is nothing to narrow to."
        self._list.say((Content(""), assemble(look, [(f"  {told}", "muted")])))
        self.query_one("#facets-foot", Static).update(assemble(look, self._foot()))

    def _foot(self) -> list[Part]:
        if self.told:
            return [(f" {self.told}", "trouble")]
        if self.tally is None:
            return []
        counts = ((self.tally.articles, "article"), (self.tally.events, "event"), (self.tally.quotations, "quote"))
        parts: list[Part] = [(" shows  ", "muted")]
        for at, (number, thing) in enumerate(counts):
            amount, word = pluralize(number, thing).split(" ", 1)
            parts += [(" · " if at else "", "muted"), (amount, "bold"), (f" {word}", "muted")]
        return parts

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        steps = {"next_facet": 1, "previous_facet": -1}
        pages = {"sheet_down": 1.0, "sheet_up": -1.0}
        if key_id == "leave_facets" and self.wanted:
            self._look_for("")
        elif key_id == "leave_facets":
            self.dismiss(None)
        elif key_id == "apply_facets":
            self.dismiss(self.query_now)
        elif key_id == "toggle_facet" and self._list.chosen is not None:
            self._toggle(self._list.chosen)
        elif key_id == "clear_facets":
            self._choose(Query(self.query_now.text))
        elif key_id == "unfilter_facets":
            self._look_for(self.wanted[:-1])
        elif key_id in steps:
            self._list.move(steps[key_id])
        elif key_id in pages:
            self._list.page(pages[key_id])

    def on_key(self, event: events.Key) -> None:
        """A letter that is no key of this sheet looks for a facet."""
        bound = {name for key in works_in(FACETS, style_roles(self.app).keys) for name in key.keys}
        if event.is_printable and event.character and event.key not in bound:
            event.stop()
            event.prevent_default()
            self._look_for(self.wanted + event.character)

    def on_click(self, event: events.Click) -> None:
        """Choose the facet under the pointer, or give it up."""
        named = event.style.meta.get("facet")
        row = next((row for row in self._list.listing.rows if row.id and row.id == named), None)
        if row is not None:
            self._toggle(row)

    def on_row_shown(self, message: RowShown) -> None:
        """A row that is gone to shows nothing elsewhere."""
        message.stop()

    def on_row_opened(self, message: RowOpened) -> None:
        """A double click was two clicks, each of which has done its part."""
        message.stop()

    def _look_for(self, text: str) -> None:
        self.wanted = text
        self._show()

    def _toggle(self, row: Row) -> None:
        self._choose(self.query_now.toggled(row.item.filter))

    def _choose(self, query: Query) -> None:
        self.query_now = query
        self.facets = tuple(replace(facet, chosen=query.covers(facet.filter)) for facet in self.facets)
        self._show()
        self._count()


def _settled(before: Sequence[Facet], now: Sequence[Facet]) -> tuple[Facet, ...]:
    """The facets with other counts, each in its place while the sheet is open; one of which nothing is left stays, with none."""
    counted = {facet.filter: facet for facet in now}
    known = {facet.filter for facet in before}
    kept = [counted.get(facet.filter) or replace(facet, counts=((0, facet.counts[0][1]),) if facet.counts else ()) for facet in before]
    if not before:
        return tuple(now)
    every = [*kept, *(facet for facet in now if facet.filter not in known)]
    order = tuple(FilterKind)
    return tuple(sorted(every, key=lambda facet: (order.index(facet.filter.kind), _kind_at(facet))))


def _kind_at(facet: Facet) -> int:
    return tuple(ActorKind).index(ActorKind(facet.kind)) if facet.kind else 0


def facet_rows(facets: Sequence[Facet]) -> Iterator[Row]:
    """The facets under their headings."""
    for title, members in groupby(facets, key=_title):
        yield Row("", title)
        yield from (Row(f"{facet.filter.kind}:{facet.filter.value}", facet) for facet in members)


def _title(facet: Facet) -> Title:
    if facet.filter.kind is FilterKind.ACTOR:
        return Title(HEADINGS[ActorKind(facet.kind)].capitalize(), ALL_OF)
    return Title(*TITLES[facet.filter.kind])


def draw_facet(row: Row, paint: RenderContext) -> list[Content]:
    """A heading with how several are meant, or a box, a sign, a name and counts."""
    if isinstance(row.item, Title):
        return [paint.line([(row.item.name, "heading")], [(row.item.several, "faint")])]
    facet: Facet = row.item
    tick = "x" if facet.chosen else " "
    name = "bold" if paint.selected else "accent" if facet.chosen else ""
    left: list[Part] = [(f"[{tick}] ", "key" if facet.chosen else "muted"), (f"{sign_of(facet.filter, paint.look.glyphs)} ", "muted")]
    counts = " · ".join(pluralize(number, word) for number, word in facet.counts)
    right: list[Part] = [(counts, "muted" if any(number for number, _ in facet.counts) else "faint")]
    line = paint.line([*left, (facet.name, name)], right)
    return [line.stylize(Style.from_meta({"facet": row.id}))]


def _words(row: Row) -> str:
    return row.item.name if isinstance(row.item, Facet) else ""
