"""One event, or one quotation, as each source has it, side by side."""

import json
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keys.keymap import COMPARE
from dossier.model.comparison import Agreement, Comparison
from dossier.model.query import Query
from dossier.phrases.comparison import summarize_comparison
from dossier.tui import workers
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.keys.chords import Chord
from dossier.tui.messages import Failed, Finished, KeyClicked
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.lines import Part, assemble
from dossier.tui.text.phrases import day_in_year
from dossier.tui.widgets.footer import KeyLine, size_bit
from dossier.tui.widgets.side_by_side import CellPicked, SideBySide
from dossier.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

LEAST = 70
"""Cells across from which the first line counts the sources, too."""
KEYS = ("help", "close", "previous_source next_source", "previous_point next_point", "read_there", "why", "split", "copy_text", "export")
"""What the footer names, the most needed first."""


class CompareScreen(ModalScreen[ReaderPosition | None], inherit_bindings=False):
    """Ends with the place to read at, or nothing. `article` is the source to begin at, where it is among them."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(COMPARE)
    AUTO_FOCUS = "#side-by-side"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it

    def __init__(self, main: "MainScreen", comparison: Comparison, article: str = "") -> None:
        super().__init__(id="compare")
        self.main, self.comparison = main, comparison
        look = style_roles(main.app)
        self.chord = Chord(COMPARE, look.keys)
        at = next((n for n, s in enumerate(comparison.sources) if article in {s.article, s.ident}), 0)
        point = next((n for n, p in enumerate(comparison.rows) if p.agreement is Agreement.DIFFER), 0)
        self.table = SideBySide(comparison, at, point)
        self.foot, self.top = KeyLine(id="foot"), TopLine(())

    def compose(self) -> ComposeResult:
        """What is compared, the table, the keys."""
        bind_overlay(self, COMPARE, style_roles(self.app).keys)
        yield self.top
        yield self.table
        yield self.foot

    def _about(self, *, narrow: bool) -> list[Part]:
        """What is compared."""
        look, kind = style_roles(self.app), self.comparison.kind
        sign = {"meeting": look.glyphs.meeting, "strike": look.glyphs.strike}.get(kind, look.glyphs.quote)
        title: list[Part] = [] if narrow else [(self.main.dossier.title, "bold"), ("  ", "")]
        role = "speaker" if kind == "quotation" else kind
        return [*title, ("Compare", "key"), ("  ", ""), (f"{sign} {kind}", role), (f"  {self.comparison.title}", "")]

    def on_mount(self) -> None:
        """Begin with the first point that differs."""
        self.foot.pane, self.foot.named = COMPARE, KEYS
        self._moved()

    def on_resize(self) -> None:
        """Other keys fit into the footer at other widths, once the screen knows its own."""
        self.call_after_refresh(self._dress)

    def _dress(self) -> None:
        self.foot.size_bit = size_bit(self.classes)
        narrow = self.foot.size_bit == 1
        told = summarize_comparison(self.comparison, short=narrow)
        self.top.show(self._about(narrow=narrow), [(told if self.size.width >= LEAST else told.partition(" · ")[2], "muted")])
        self._moved()

    def _moved(self, source: int = 0, point: int = 0) -> None:
        """Move the cursor, and say in the border which sources are in sight."""
        self.table.go(self.table.source + source, self.table.point + point)
        look, count = style_roles(self.app), len(self.comparison.sources)
        layout = self.table.layout_now
        place = f"{self.table.source + 1} of {count}" if layout.shown < count else str(count)
        title: list[Part] = [(f"{look.glyphs.pane} Sources side by side", "key"), (f" {place}", "accent")]
        self.table.border_title = assemble(look, title)
        self.table.border_subtitle = legend(look, self.comparison)

    # what keys and clicks do
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual calls it with these
        """No key works by itself as the second of two."""
        return not self.chord.first

    def action_chord(self, first: str) -> None:
        """The first of two keys."""
        self.chord.wait(first, self.foot)

    def on_key(self, event: events.Key) -> None:
        """The second of two keys."""
        if key_id := self.chord.take(event, self.foot):
            self.action_do(key_id)

    @on(KeyClicked)
    def _clicked(self, message: KeyClicked) -> None:
        message.stop()
        self.action_do(message.key_id)

    @on(CellPicked)
    def _picked(self, message: CellPicked) -> None:
        self._moved(message.source - self.table.source, message.point - self.table.point)
        if message.opened:
            self.action_do("read_there")

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        self.foot.told = ""
        moves = {"next_source": (1, 0), "previous_source": (-1, 0), "next_point": (0, 1), "previous_point": (0, -1)}
        far = len(self.comparison.rows)
        moves |= {"top": (0, -far), "bottom": (0, far)}
        if key_id in moves:
            self._moved(*moves[key_id])
        elif key_id in {"sheet_down", "sheet_up"}:
            self.table.page(1 if key_id == "sheet_down" else -1)
        elif key_id == "close":
            self.dismiss(None)
        elif key_id == "read_there":
            self.dismiss(self.place)
        elif key_id.startswith("copy_"):
            self._copy(key_id)
        else:
            {"why": self._why, "split": self._split, "export": self._export, "help": self._help}[key_id]()

    @property
    def place(self) -> ReaderPosition:
        """Where the cell at the cursor is told; for one that is not told, where its source tells of the thing at all."""
        source = self.comparison.sources[self.table.source]
        return ReaderPosition(source.article, self.comparison.rows[self.table.point].cells[self.table.source].span or source.span)

    def _why(self) -> None:
        ident = self.comparison.sources[self.table.source].ident or self.comparison.ident
        workers.run_in_thread(self, "why", lambda: Finished("why", self.main.dossier.why(ident)))

    @on(Finished)
    def _reasons(self, message: Finished) -> None:
        """Lay the reasons over the table, with the passage of this source first in sight."""
        message.stop()
        from dossier.tui.screens.explanation import ExplanationScreen  # noqa: PLC0415  # opened seldom

        def go(place: ReaderPosition | None) -> None:
            if place is not None:
                self.dismiss(place)

        if self.main.labels is not None:
            self.app.push_screen(ExplanationScreen(message.result, self.main.labels), go)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        message.stop()
        self.foot.told = f"! {message.error}"

    def _split(self) -> None:
        """Set the report of this source apart; what is left is shown in the timeline, where it can be undone."""
        if self.comparison.kind == "quotation":
            self.foot.told = "The same words are found by their wording; there is nothing to split."
            return
        article, ident, dossier = self.comparison.sources[self.table.source].article, self.comparison.ident, self.main.dossier
        workers.run_action(self.main, "split", lambda: dossier.desk.split(ident, article))
        self.dismiss(None)

    def _export(self) -> None:
        """Export just this event, or just the printings of this quotation."""
        from dossier.tui.actions.compare import ids_of  # noqa: PLC0415  # opened seldom
        from dossier.tui.screens.export import ExportScreen  # noqa: PLC0415  # the same

        def told(sentence: str | None) -> None:
            self.foot.told = sentence or ""

        only = ids_of(self.main.dossier, self.comparison)
        words = "this event" if self.comparison.kind != "quotation" else f"these {len(only)} quotations"
        self.app.push_screen(ExportScreen(self.main.dossier, Query(), words, only), told)

    def _help(self) -> None:
        from dossier.tui.screens.help import HelpScreen  # noqa: PLC0415  # opened seldom

        self.app.push_screen(HelpScreen(COMPARE))

    def _copy(self, key_id: str) -> None:
        """Copy the cell: its words, its citation, its words with who said so, or as JSON."""
        from dossier.tui.platform.clipboard import copy  # noqa: PLC0415  # seldom needed

        source, point = self.comparison.sources[self.table.source], self.comparison.rows[self.table.point]
        text = point.cells[self.table.source].text or "not told"
        day = day_in_year(source.day) if source.day else source.known
        cited = f"“{source.title}”, {source.outlet}, {day}"
        words = {
            "copy_text": text,
            "copy_citation": cited,
            "copy_quotation": f"{point.name}: {text} – {source.outlet}, {day}",
            "copy_json": json.dumps(
                {"point": point.name, "told": text, "outlet": source.outlet, "article": source.article}, ensure_ascii=False
            ),
        }
        self.foot.told = copy(self.app, {"copy_citation": "the citation", "copy_json": "the JSON"}.get(key_id, "the cell"), words[key_id])


def legend(look: StyleRoles, comparison: Comparison) -> Content:
    """What the signs mean, for the border."""
    signs = look.glyphs
    if comparison.kind == "quotation":
        shown: list[Part] = [
            ("[-dropped]", "dropped"),
            ("  ", ""),
            ("[+added]", "added"),
            ("  ", ""),
            (f"[changed {signs.differ} was]", "changed"),
        ]
        return assemble(look, [*shown, ("  ", ""), (f"{signs.agree} agree", "muted"), ("  ", ""), (f"{signs.differ} differ", "conflict")])
    return assemble(
        look,
        [
            (f"{signs.agree} agree", "muted"),
            ("  ", ""),
            (f"{signs.differ} differ", "conflict"),
            (f"  {signs.dot} one source", "muted"),
            (f"  {signs.none} not told", "faint"),
        ],
    )
