"""Comparison: one event, or one quotation, as each source reports it, side by side."""

import json
from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from dossier.keys.keymap import COMPARE
from dossier.model.comparison import Agreement, Comparison
from dossier.model.event_kinds.registry import kind_names
from dossier.model.query import Query
from dossier.phrases.comparison import summarize_comparison
from dossier.phrases.core import weekday_and_day
from dossier.tui.platform.clipboard import copy
from dossier.tui.screens.explanation import ExplanationScreen
from dossier.tui.screens.export import ExportScreen
from dossier.tui.screens.help import HelpScreen
from dossier.tui.screens.overlay import FooterOverlay
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.lines import Part, assemble
from dossier.tui.widgets.footer import size_bit
from dossier.tui.widgets.side_by_side import CellPicked, SideBySide
from dossier.tui.work_results import ExplanationReady
from dossier.tui.workers import run_action, run_in_thread
from dossier.tui.workspace import Workspace

LEAST = 70
"""Cells across from which the first line counts the sources, too."""
MOVES = {"next_source": (1, 0), "previous_source": (-1, 0), "next_point": (0, 1), "previous_point": (0, -1)}
"""Steps of the cursor: sources, points."""
COPIES = {"copy_text": "the cell", "copy_quotation": "the cell", "copy_citation": "the citation", "copy_json": "the JSON"}


class CompareScreen(FooterOverlay):
    """Shows a comparison. `start` is the article, or the item, of the source to begin at, where it is among them."""

    PANE = COMPARE
    FOOTER_KEYS = (
        "help",
        "close",
        "previous_source next_source",
        "previous_point next_point",
        "read_there",
        "why",
        "split",
        "copy_text",
        "export",
    )
    AUTO_FOCUS = "#side-by-side"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it

    def __init__(self, workspace: Workspace, comparison: Comparison, start: str = "") -> None:
        super().__init__(workspace, screen_id="compare")
        self.comparison = comparison
        source = next((n for n, s in enumerate(comparison.sources) if start in {s.article, s.ident}), 0)
        point = next((n for n, row in enumerate(comparison.rows) if row.agreement is Agreement.DIFFER), 0)
        self.table = SideBySide(comparison, source, point)

    def compose(self) -> ComposeResult:
        """The title, the table, the keys."""
        yield self.top_line
        yield self.table
        yield self.footer

    def _title(self, *, narrow: bool) -> list[Part]:
        look, kind = style_roles(self.app), self.comparison.kind
        sign = look.glyphs.of_role(kind) if kind in kind_names() else look.glyphs.quote
        dossier: list[Part] = [] if narrow else [(self.workspace.dossier.title, "bold"), ("  ", "")]
        role = "speaker" if kind == "quotation" else kind
        return [*dossier, ("Compare", "key"), ("  ", ""), (f"{sign} {kind}", role), (f"  {self.comparison.title}", "")]

    def on_mount(self) -> None:
        """Begin with the first point that differs."""
        self._move()

    def on_resize(self) -> None:
        """Fit title and footer to the width, once the screen has its breakpoint."""
        self.call_after_refresh(self._apply_breakpoint)

    def _apply_breakpoint(self) -> None:
        self.footer.size_bit = size_bit(self.classes)
        narrow = self.footer.size_bit == 1
        summary = summarize_comparison(self.comparison, short=narrow)
        right = summary if self.size.width >= LEAST else summary.partition(" · ")[2]
        self.top_line.show(self._title(narrow=narrow), [(right, "muted")])
        self._move()

    def _move(self, sources: int = 0, points: int = 0) -> None:
        """Move the cursor, and show in the border which sources are in sight."""
        self.table.go(self.table.source + sources, self.table.point + points)
        look, count = style_roles(self.app), len(self.comparison.sources)
        place = f"{self.table.source + 1} of {count}" if self.table.layout_now.shown < count else str(count)
        title: list[Part] = [(f"{look.glyphs.pane} Sources side by side", "key"), (f" {place}", "accent")]
        self.table.border_title = assemble(look, title)
        self.table.border_subtitle = legend(look, self.comparison)

    # keys and clicks
    @on(CellPicked)
    def _cell_picked(self, message: CellPicked) -> None:
        self._move(message.source - self.table.source, message.point - self.table.point)
        if message.opened:
            self.action_run("read_there")

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        self.footer.message = ""
        end = len(self.comparison.rows)
        moves = {**MOVES, "top": (0, -end), "bottom": (0, end)}
        actions: Mapping[str, Callable[[], object]] = {
            "sheet_down": lambda: self.table.page(1),
            "sheet_up": lambda: self.table.page(-1),
            "close": lambda: self.dismiss(None),
            "read_there": lambda: self.dismiss(self.position),
            "why": self._explain,
            "split": self._split,
            "export": self._export,
            "help": lambda: self.app.push_screen(HelpScreen(COMPARE)),
        }
        if key_id in moves:
            self._move(*moves[key_id])
        elif key_id in COPIES:
            self._copy(key_id)
        else:
            actions[key_id]()

    @property
    def position(self) -> ReaderPosition:
        """The position of the cell at the cursor; for an empty cell, of the item in its source."""
        source = self.comparison.sources[self.table.source]
        return ReaderPosition(source.article, self.comparison.rows[self.table.point].cells[self.table.source].span or source.span)

    def _explain(self) -> None:
        item_id = self.comparison.sources[self.table.source].ident or self.comparison.ident
        run_in_thread(self, "why", lambda: ExplanationReady(self.workspace.dossier.review.explain(item_id)))

    @on(ExplanationReady)
    def _explanation_ready(self, message: ExplanationReady) -> None:
        message.stop()
        if self.workspace.labels is not None:
            self.app.push_screen(ExplanationScreen(self.workspace, message.explanation, self.workspace.labels), self.close_for)

    def _split(self) -> None:
        """Split the report of this source off; the result is shown in the timeline, where it can be undone."""
        if self.comparison.kind == "quotation":
            self.footer.message = "Quotes are matched by their wording, so there is nothing to split."
            return
        article, item_id, dossier = self.comparison.sources[self.table.source].article, self.comparison.ident, self.workspace.dossier
        run_action(self.workspace, "split", lambda: dossier.notebook.split(item_id, article))
        self.dismiss(None)

    def _export(self) -> None:
        """Export just this event, or just this quotation in every article that prints it."""
        dossier, item_id = self.workspace.dossier, self.comparison.ident
        is_quotation = self.comparison.kind == "quotation"
        only = (item_id, *(dossier.query.snapshot.quotation(item_id).same_as if is_quotation else ()))
        words = f"these {len(only)} quotes" if is_quotation else "this event"

        def closed(sentence: str | None) -> None:
            self.footer.message = sentence or ""

        self.app.push_screen(ExportScreen(dossier, Query(), words, only), closed)

    def _copy(self, key_id: str) -> None:
        """Copy the cell: its words, its citation, its words with the source, or as JSON."""
        source, point = self.comparison.sources[self.table.source], self.comparison.rows[self.table.point]
        text = point.cells[self.table.source].text or "not reported"
        day = weekday_and_day(source.day) if source.day else source.known
        fields = {"point": point.name, "value": text, "outlet": source.outlet, "article": source.article}
        texts = {
            "copy_text": text,
            "copy_citation": f"“{source.title}”, {source.outlet}, {day}",
            "copy_quotation": f"{point.name}: {text} – {source.outlet}, {day}",
            "copy_json": json.dumps(fields, ensure_ascii=False),
        }
        self.footer.message = copy(self.app, COPIES[key_id], texts[key_id])


def legend(look: StyleRoles, comparison: Comparison) -> Content:
    """The signs of the table with their meanings, for the border."""
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
            (f"  {signs.none} not reported", "faint"),
        ],
    )
