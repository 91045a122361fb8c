"""Map: the events of a search where they took place, stepped through by day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.worker import get_current_worker

from dossier.keys.keymap import MAP, TIMELINE, WIDE
from dossier.maps.lines import Detail, load_lines
from dossier.maps.spots import coordinates_of, find_spots
from dossier.model.event import Event
from dossier.model.query import Query
from dossier.model.search_result import SearchResult
from dossier.phrases.core import format_event_days
from dossier.phrases.plural import pluralize
from dossier.tui.messages import RowOpened, RowShown, WorkResult
from dossier.tui.rows.timeline import timeline_rows
from dossier.tui.screens.compare import CompareScreen
from dossier.tui.screens.explanation import ExplanationScreen
from dossier.tui.screens.export import ExportScreen
from dossier.tui.screens.help import HelpScreen
from dossier.tui.screens.overlay import FooterOverlay
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_contents import ListContents
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.borders import position
from dossier.tui.text.lines import Part, assemble
from dossier.tui.text.phrases import NO_PLACE, best_report, who
from dossier.tui.text.result_summary import filter_label
from dossier.tui.widgets.event_map import ZOOM, EventMap, MarkPicked
from dossier.tui.widgets.footer import size_bit
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.prompt import Prompt, PromptRequest
from dossier.tui.widgets.top_line import TopLine
from dossier.tui.work_results import ComparisonReady, ExplanationReady
from dossier.tui.workers import run_action, run_in_thread
from dossier.tui.workspace import Workspace

STEP = 0.2
"""Share of the map that a key moves it by."""
PANS = {"pan_left": (-STEP, 0.0), "pan_right": (STEP, 0.0), "pan_up": (0.0, -STEP), "pan_down": (0.0, STEP)}
NOT_SHOWN = "no town or region is known"
"""Why an event is not on the map."""


@dataclass
class MapResultReady(WorkResult):
    """The result of another search."""

    result: SearchResult


class MapScreen(FooterOverlay):
    """Shows the events of a result that have coordinates. `chosen` is the id of the event to begin with, where it has some."""

    PANE = MAP
    FOOTER_KEYS = (
        "help",
        "close",
        "next_event previous_event",
        "zoom_in zoom_out",
        "pan_left pan_down pan_up pan_right",
        "fit_map",
        "read_there",
        "search_map",
        "compare",
        "why",
        "export",
    )
    AUTO_FOCUS = "#map-canvas"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-high")]  # noqa: RUF012  # the same

    def __init__(self, workspace: Workspace, result: SearchResult, labels: Labels, chosen: str = "") -> None:
        super().__init__(workspace, screen_id="map")
        self.result, self.labels = result, labels
        self.located: tuple[Event, ...] = ()
        """The events on the map, by day."""
        self.at = 0
        """The index of the chosen one."""
        self.event_list, self.event_map = LineList("map-list"), EventMap()
        self.event_list.visited = self.event_list.wide = True
        self.event_line, self.passage_line = TopLine(()), TopLine(())
        self.passage_line.add_class("passage-line")
        self.prompt = Prompt()
        self._take(result, chosen)

    def compose(self) -> ComposeResult:
        """The search; the map, in a wide terminal beside a list of its events; the chosen event, the keys."""
        yield self.top_line
        with Horizontal(id="map-body"):
            yield self.event_list
            yield self.event_map
        yield self.event_line
        yield self.passage_line
        yield self.prompt
        yield self.footer

    def on_mount(self) -> None:
        """Load all map lines in a thread, so that zooming need not wait for them; say so where the selected event is not on the map."""
        run_in_thread(self, "map lines", _load_all_lines)
        self.workspace.contents_shown.subscribe(self, self._follow)
        row = self.workspace.lists[TIMELINE].chosen
        if self.workspace.pane == TIMELINE and self.located and row is not None and self.chosen is not None and row.id != self.chosen.id:
            self.footer.message = f"The selected event is not on the map: {NOT_SHOWN}."

    def on_resize(self) -> None:
        """Fit the lines to the width, once the screen has its breakpoint."""
        self.call_after_refresh(self.show)

    # ------------------------------------------------------------------ what is shown
    @property
    def chosen(self) -> Event | None:
        """The event that is lit."""
        return self.located[self.at] if self.located else None

    def _take(self, result: SearchResult, chosen: str) -> None:
        """Show the events of a result, beginning with the one of that id, or with the first."""
        self.result = result
        self.located = tuple(event for event in result.events if coordinates_of(event) is not None)
        self.at = next((n for n, event in enumerate(self.located) if event.id == chosen), 0)
        self.event_map.show(find_spots(self.located), self.chosen.id if self.chosen else "")
        on_map, labels = replace(result, events=self.located), self.labels
        self.event_list.show_later(len(self.located), lambda: timeline_rows(on_map, labels))

    def show(self) -> None:
        """Show the search, the counts and the chosen event at the size of now."""
        self.footer.size_bit = size_bit(self.classes)
        self._show_head(narrow=self.footer.size_bit == 1)
        self._show_event(wide=self.footer.size_bit > 1)
        if self.footer.size_bit == WIDE and self.chosen is not None:
            self.event_list.select(self.chosen.id)
            self.event_list.border_subtitle = position(style_roles(self.app), *self.event_list.position)

    def _show_head(self, *, narrow: bool) -> None:
        look, query = style_roles(self.app), self.result.query
        words = [query.text.strip(), *(filter_label(filter_, self.labels) for filter_ in query.filters)]
        dossier: list[Part] = [] if narrow else [(self.workspace.dossier.title, "bold"), ("  ", "")]
        searched = " · ".join(word for word in words if word)
        right = [(pluralize(len(self.result.events), "event"), "muted")]
        self.top_line.show([*dossier, ("Map", "key"), (f"  {searched}" if searched else "", "searched")], right)
        shown, missing = len(self.located), len(self.result.events) - len(self.located)
        title: list[Part] = [(f"{look.glyphs.pane} On the map", "key"), (f" {shown:,}", "accent")]
        self.event_list.border_title = assemble(look, [("Events", "muted")])
        why = "" if narrow else f": {NOT_SHOWN}"
        note = f"{pluralize(missing, 'event')} not on the map{why}" if missing else ""
        self.event_map.border_title = assemble(look, title)
        self.event_map.border_subtitle = assemble(look, [(note, "faint")])

    def _show_event(self, *, wide: bool) -> None:
        event, look = self.chosen, style_roles(self.app)
        if event is None:
            none = "No events match." if not self.result.events else f"None of these events can be shown: {NOT_SHOWN}."
            self.event_line.show([(none, "muted")], [])
            self.passage_line.show([], [])
            return
        role, word = event.role, event.kind
        place = event.place or NO_PLACE
        sources = f"{pluralize(len(event.articles), 'source')}  " if wide else ""
        self.event_line.show(
            [
                (format_event_days(event), "bold"),
                (f"  {look.glyphs.of_role(role)} {word}", role),
                (f"  {place}", "bold"),
                (f"  {who(event, self.labels)}", ""),
            ],
            [(f"{sources}{self.at + 1:,} of {len(self.located):,}", "muted")],
        )
        located = event.location.place if event.location else None
        name = located.full_name if wide and located and located.full_name.casefold() != place.casefold() else ""
        self.passage_line.show([(best_report(event).text.strip(), "muted")], [(name, "faint")] if name else [])

    def choose(self, at: int) -> None:
        """Choose an event by its index, round at the ends."""
        if self.located:
            self.at = at % len(self.located)
            self.event_map.choose(self.located[self.at].id)
            self.show()

    @on(MarkPicked)
    def _mark_picked(self, message: MarkPicked) -> None:
        message.stop()
        self.footer.message = ""
        self.choose(next((n for n, event in enumerate(self.located) if event.id == message.event_id), self.at))
        if message.opened:
            self._read()

    @on(RowShown)
    @on(RowOpened)
    def _row_picked(self, message: RowShown | RowOpened) -> None:
        message.stop()
        self._mark_picked(MarkPicked(message.row.id, opened=isinstance(message, RowOpened)))

    # ------------------------------------------------------------------ keys
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While text is typed into the prompt, only the key that closes it works."""
        typing = self.prompt.display and not (action == "run" and parameters[:1] == ("close",))
        return super().check_action(action, parameters) and not typing

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        self.footer.message = ""
        if key_id in PANS:
            self.event_map.pan(*PANS[key_id])
            return
        actions: Mapping[str, Callable[[], object]] = {
            "close": self._step_back,
            "next_event": lambda: self.choose(self.at + 1),
            "previous_event": lambda: self.choose(self.at - 1),
            "zoom_in": lambda: self.event_map.zoom(ZOOM),
            "zoom_out": lambda: self.event_map.zoom(1 / ZOOM),
            "fit_map": self.event_map.fit_all,
            "read_there": self._read,
            "search_map": self._search,
            "compare": self._compare,
            "why": self._explain,
            "export": self._export,
            "undo": lambda: run_action(self.workspace, "undo", self.workspace.dossier.notebook.undo, undoable=False),
            "help": lambda: self.app.push_screen(HelpScreen(MAP)),
        }
        actions[key_id]()

    def _step_back(self) -> None:
        if self.prompt.display:
            self.prompt.cancel()
            self.set_focus(self.event_map)
        else:
            self.dismiss(None)

    def _read(self) -> None:
        """Leave the map for the sentence of the event in the reader, the event selected in the timeline."""
        event = self.chosen
        if event is None:
            self.footer.message = "There is no event to read about."
            return
        self.workspace.pane = TIMELINE
        self.workspace.lists[TIMELINE].select(event.id)
        report = best_report(event)
        self.dismiss(ReaderPosition(report.article, report.span))

    # ------------------------------------------------------------------ search
    def _search(self) -> None:
        query = self.result.query

        def entered(text: str) -> None:
            self.workspace.search_box.set_text(text)
            self.workspace.current_query = query.with_text(text)
            self.set_focus(self.event_map)

        self.prompt.open(
            PromptRequest("Search", entered, query.text, "words, or type:strike", lambda text: self._ask(query.with_text(text)))
        )

    def _ask(self, query: Query) -> None:
        """Ask a query; comes back as `MapResultReady`."""
        dossier = self.workspace.dossier

        def work() -> MapResultReady:
            worker = get_current_worker()
            return MapResultReady(dossier.query.search(query, 0, lambda: worker.is_cancelled))

        run_in_thread(self, "map search", work)

    def _follow(self, contents: ListContents) -> None:
        """Show the results of the main screen as they are after a change, with the sentence on it, unless others are shown here. The map
        stays where the user has moved it.
        """
        if contents.result.query != self.result.query:
            return
        self.labels = contents.labels
        view = self.event_map.view if self.event_map.moved else None
        self._take(contents.result, self.chosen.id if self.chosen else "")
        if view is not None:
            self.event_map.look_at(view)
        self.footer.message = self.workspace.footer.message
        self.show()

    @on(MapResultReady)
    def _result_ready(self, message: MapResultReady) -> None:
        message.stop()
        error = message.result.error
        self.footer.message = f"! {error}" if error else ""
        if not error:
            self._take(message.result, self.chosen.id if self.chosen else "")
            self.show()

    # ------------------------------------------------------------------ overlays
    def _compare(self) -> None:
        event = self.chosen
        if event is None or len(event.articles) < 2:
            self.footer.message = "Only one source, so there is nothing to compare." if event else "There is no event to compare."
            return
        run_in_thread(self, "compare", lambda: ComparisonReady(self.workspace.dossier.review.compare(event.id)))

    @on(ComparisonReady)
    def _comparison_ready(self, message: ComparisonReady) -> None:
        message.stop()
        if message.comparison is not None:
            self.app.push_screen(CompareScreen(self.workspace, message.comparison), self.close_for)

    def _explain(self) -> None:
        event = self.chosen
        if event is None:
            self.footer.message = "There is no event to explain."
            return
        run_in_thread(self, "why", lambda: ExplanationReady(self.workspace.dossier.review.explain(event.id)))

    @on(ExplanationReady)
    def _explanation_ready(self, message: ExplanationReady) -> None:
        message.stop()
        self.app.push_screen(ExplanationScreen(self.workspace, message.explanation, self.labels), self.close_for)

    def _export(self) -> None:
        def closed(sentence: str | None) -> None:
            self.footer.message = sentence or ""

        self.app.push_screen(ExportScreen(self.workspace.dossier, self.result.query), closed)


def _load_all_lines() -> None:
    """Read the coasts and borders of every detail, which then stay in memory."""
    for detail in Detail:
        load_lines(detail)
