"""The top line: the dossier's title, the search box with its history, the filters, and counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.theme import Theme
from textual.widgets import Input, Static

from dossier.keys.keymap import NARROW
from dossier.tui import text as late_text
from dossier.tui.messages import QueryEntered, QueryTyped
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import assemble, clip, width_of
from dossier.tui.widgets.chips import LEAST_BOX, Chips, chips_line, in_order
from dossier.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from dossier.model.query import Filter
    from dossier.model.search_result import SearchResult
    from dossier.tui.state.labels import Labels

FIELD = re.compile(r"\b(actor|said|text|title|source|type|place|date|after|before|tag|has):")
SHORTEST = "search words"
PHRASE = re.compile(r'"[^"]*"?')
HINTS = {
    1: "search words or said:name",
    2: "words, said:name, type:strike, date:2026-02",
    4: 'words, "a phrase", said:name, type:strike, date:2026-02',
}


class QueryColours(Highlighter):
    """Fields in the colour of keys, phrases in that of hits."""

    def __init__(self) -> None:
        self.field = Style()
        self.phrase = Style()

    def take(self, variables: Mapping[str, str], *, plain: bool) -> None:
        """Take the colours of a theme."""
        self.field = Style() if plain else Style(color=variables["accent"])
        self.phrase = Style() if plain else Style(color=variables["hit-text"])

    def highlight(self, text: Text) -> None:
        """Colour a query."""
        for field in FIELD.finditer(text.plain):
            text.stylize(self.field, *field.span())
        for phrase in PHRASE.finditer(text.plain):
            text.stylize(self.phrase, *phrase.span())


class SearchBox(LineInput):
    """The search box; it posts every change. `history` holds the searches made, oldest first. Once the history of earlier runs is
    `recalled`, `keep` is called with each new search, to store it.
    """

    def __init__(self) -> None:
        self.colours = QueryColours()
        super().__init__(placeholder=HINTS[1], compact=True, select_on_focus=False, highlighter=self.colours, id="search")
        self.history: list[str] = []
        self.recalled = False
        self.keep: Callable[[str], None] = lambda _text: None
        self._steps_back = 0
        self._draft = ""

    def on_mount(self) -> None:
        """Take the theme's colours, now and whenever it changes."""
        self.app.theme_changed_signal.subscribe(self, self._recolour)
        self._recolour(self.app.current_theme)

    def _recolour(self, _theme: Theme) -> None:
        self.colours.take(self.app.get_css_variables(), plain=self.app.no_color)
        self.refresh()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(QueryTyped(event.value))

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        self.remember()
        self.post_message(QueryEntered(event.value))

    def remember(self) -> None:
        """Append the text of the box to the history."""
        text = self.value.strip()
        if text and text not in self.history[-1:]:
            self.history = [*(earlier for earlier in self.history if earlier != text), text]
            self.keep(text)
        self._steps_back = 0

    def recall(self, by: int) -> None:
        """Go back (-1) or forward (1) in the history; the text being typed comes after its newest entry."""
        if self._steps_back == 0:
            self._draft = self.value
        self._steps_back = max(0, min(len(self.history), self._steps_back - by))
        self.value = self.history[-self._steps_back] if self._steps_back else self._draft
        self.cursor_position = len(self.value)

    def set_text(self, text: str) -> None:
        """Set the text without posting a change."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)


def problem_of(result: SearchResult) -> str:
    """What is wrong with the query of a result, or empty; where there is no result the lists say what is not understood."""
    return result.error or (result.problems[0] if result.problems and (result.articles or result.events) else "")


class TopBar(Horizontal):
    """Title, search box, filters and counts. `filters` are those shown, in the order in which they were chosen."""

    def __init__(self, title: str) -> None:
        super().__init__(id="top")
        self.dossier_title = title
        self.filters: tuple[Filter, ...] = ()

    def compose(self) -> ComposeResult:
        """The parts from left to right."""
        yield Static(Content(self.dossier_title), id="name")
        yield Static("/", id="slash")
        yield SearchBox()
        yield Chips()
        yield Static("", id="counts")

    def set_title(self, title: str) -> None:
        """Show another title, where the dossier has one by now."""
        if title != self.dossier_title:
            self.dossier_title = title
            self.query_one("#name", Static).update(Content(title))

    def show(self, result: SearchResult, labels: Labels, size: int) -> None:
        """Show a result's counts and filters, as much as a size has room for; the search box keeps the cells it needs."""
        look, chips = style_roles(self.app), self.query_one(Chips)
        if self.filters or result.query.filters:
            self.filters = chips.shown = in_order(self.filters, result.query)
        self.set_class(bool(self.filters), "-narrowed")
        self.query_one(SearchBox).placeholder = SHORTEST if self.filters and size == NARROW else HINTS[size]
        counts = late_text.result_summary.count_parts(result, size)
        self.query_one("#counts", Static).update(assemble(look, counts))
        whole = self.size.width or self.app.size.width
        title = min(cell_len(self.dossier_title) + 3, whole * (20 if self.filters else 40) // 100)
        room = whole - title - width_of(counts) - LEAST_BOX[size] - 6
        problem = problem_of(result)
        line = Content("")
        if problem and size != NARROW:  # else the footer says it, for the query to stay in sight
            line = assemble(look, clip([(f"! {problem}", "searched")], max(room, whole * 40 // 100 - 2), look.glyphs.ellipsis))
            room -= line.cell_length + 2
        if self.filters:
            gap = assemble(look, [("  " if problem else "", "")])
            line = line + gap + chips_line(self.filters, labels, look, room)
        chips.update(line)
