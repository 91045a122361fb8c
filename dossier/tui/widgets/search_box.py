"""The top line: the dossier's title, the search box with its history, what narrows the search, and counts."""

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
from dossier.tui.messages import QueryEntered, QueryTyped
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, assemble, clip, width_of
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
        for found in FIELD.finditer(text.plain):
            text.stylize(self.field, *found.span())
        for found in PHRASE.finditer(text.plain):
            text.stylize(self.phrase, *found.span())


class SearchBox(LineInput):
    """The box to search in. It tells of every change. `history` holds what was searched for, oldest first; `keep` is told of what is
    searched for now, so that it outlives the app, once `recalled`.
    """

    def __init__(self) -> None:
        self.colours = QueryColours()
        super().__init__(placeholder=HINTS[1], compact=True, select_on_focus=False, highlighter=self.colours, id="search")
        self.history: list[str] = []
        self.recalled = False
        self.keep: Callable[[str], None] = lambda _text: None
        self._back = 0
        self._draft = ""

    def on_mount(self) -> None:
        """Take the theme's colours, now and whenever it changes."""
        self.app.theme_changed_signal.subscribe(self, self._recolour)
        self._recolour(self.app.current_theme)

    def _recolour(self, _theme: Theme) -> None:
        self.colours.take(self.app.get_css_variables(), plain=self.app.no_color)
        self.refresh()

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(QueryTyped(event.value))

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        self.remember()
        self.post_message(QueryEntered(event.value))

    def remember(self) -> None:
        """Put what stands in the box into the history."""
        text = self.value.strip()
        if text and text not in self.history[-1:]:
            self.history = [*(old for old in self.history if old != text), text]
            self.keep(text)
        self._back = 0

    def recall(self, by: int) -> None:
        """Go back (-1) or forth (1) in the history; what was being typed comes after its newest entry."""
        if self._back == 0:
            self._draft = self.value
        self._back = max(0, min(len(self.history), self._back - by))
        self.value = self.history[-self._back] if self._back else self._draft
        self.cursor_position = len(self.value)

    def put(self, text: str) -> None:
        """Set the words without telling anybody."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)


class TopBar(Horizontal):
    """Title, box, narrowing and counts."""

    def __init__(self, title: str) -> None:
        super().__init__(id="top")
        self.dossier_title = title
        self.chosen: tuple[Filter, ...] = ()

    def compose(self) -> ComposeResult:
        """The parts from left to right."""
        yield Static(Content(self.dossier_title), id="name")
        yield Static("/", id="slash")
        yield SearchBox()
        yield Chips()
        yield Static("", id="counts")

    def show(self, answer: SearchResult, names: Labels, size: int) -> None:
        """Show counts and what narrows an answer, as much as a size has room for; the search box keeps the cells it needs."""
        look, chips = style_roles(self.app), self.query_one(Chips)
        self.chosen = chips.shown = in_order(self.chosen, answer.query)
        self.set_class(bool(self.chosen), "-narrowed")
        if self.chosen and size == NARROW:
            self.query_one(SearchBox).placeholder = SHORTEST
        told = counts(answer, size)
        self.query_one("#counts", Static).update(assemble(look, told))
        whole = self.size.width or self.app.size.width
        title = min(cell_len(self.dossier_title) + 3, whole * (20 if self.chosen else 40) // 100)
        room = whole - title - width_of(told) - LEAST_BOX[size] - 6
        problem = answer.problems[0] if answer.problems and (answer.articles or answer.events) else ""
        line = Content("")
        if problem:
            line = assemble(look, clip([(f"! {problem}", "searched")], max(room, whole * 40 // 100 - 2), look.glyphs.ellipsis))
            room -= line.cell_length + 2
        if self.chosen:
            gap = assemble(look, [("  " if problem else "", "")])
            line = line + gap + chips_line(self.chosen, names, look, room)
        chips.update(line)


def counts(answer: SearchResult, size: int) -> list[Part]:
    """“5 articles · 21 events · 39 quotes”; narrowed numbers are bold and come with the whole of articles."""
    from dossier.phrases.core import pluralize  # noqa: PLC0415  # after the first paint

    totals, narrowed = answer.totals, not answer.query.empty
    if not narrowed:
        told = [pluralize(totals.articles, "article"), pluralize(totals.events, "event"), pluralize(totals.quotations, "quote")]
        return [(" · ".join(told[: 2 if size == 1 else 3]), "muted")]
    parts: list[Part] = [(f"{len(answer.articles):,}", "bold"), (f"/{pluralize(totals.articles, 'article')}", "muted")]
    rest = ((len(answer.events), "event"), (len(answer.quotations), "quote"))
    for number, thing in rest[: 0 if size == 1 else 2]:
        amount, word = pluralize(number, thing).split(" ", 1)
        parts += [(" · ", "muted"), (amount, "bold"), (f" {word}", "muted")]
    return parts
