"""Reviewing joins: what was taken to be one and the same, the evidence, and the user's answer."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keys.keymap import REVIEW
from dossier.model.merge_review import CandidateKind, CandidateStatus, MergeCandidate, MergeDecision
from dossier.phrases.core import pluralize
from dossier.tui import workers
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import Failed, Finished, KeyClicked, RowOpened, RowShown
from dossier.tui.rows.merge_candidates import join_rows
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.lines import Part, assemble
from dossier.tui.widgets.evidence import DecisionBar, evidence_lines
from dossier.tui.widgets.footer import KeyLine, size_bit
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.modal_sheet import ModalSheet
from dossier.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.api import Dossier

ABOUT = "what was taken to be one and the same"
KEYS = ("help", "close", "same", "different", "unsure", "read_there", "split", "undo", "redo")
"""What the footer names, the most needed first."""
MOVES = {"down": 1, "up": -1}


class MergeReviewScreen(ModalScreen[ReaderPosition | None], inherit_bindings=False):
    """Ends with the place to read at, or nothing. `changed` is called after every act, so that what lies below is asked anew."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(REVIEW)
    AUTO_FOCUS = "LineList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it

    def __init__(self, dossier: "Dossier", changed: "Callable[[], None]") -> None:
        super().__init__(id="review")
        self.dossier, self.changed = dossier, changed
        self.joins: tuple[MergeCandidate, ...] | None = None
        self.side = 0
        self.want = ""
        self.top, self.rows, self.foot = TopLine(()), LineList("joins"), KeyLine(id="foot")
        self.sheet, self.answers = ModalSheet(self._lines, "Evidence"), DecisionBar()

    def compose(self) -> ComposeResult:
        """The list, the evidence beside it, the keys."""
        bind_overlay(self, REVIEW, style_roles(self.app).keys)
        yield self.top
        with Container(id="review-body"):
            yield self.rows
            with Vertical():
                yield self.sheet
                yield self.answers
        yield self.foot

    def on_mount(self) -> None:
        """Ask for the joins."""
        self.sheet.can_focus = False
        self.foot.pane, self.foot.named = REVIEW, KEYS
        self._ask()

    def _ask(self) -> None:
        workers.run_in_thread(self, "joins", lambda: Finished("joins", self.dossier.desk.joins()))

    def on_resize(self) -> None:
        """Other rows at other widths, once the screen knows its own."""
        self.call_after_refresh(self._dress)

    def _dress(self) -> None:
        size = size_bit(self.classes)
        self.foot.size_bit = size
        self.rows.narrow, self.rows.wide = size == 1, size == 4
        self.answers.short = size == 1
        self._frame()

    # what is shown
    @property
    def chosen(self) -> MergeCandidate | None:
        """The join selected."""
        return self.rows.chosen.item if self.rows.chosen else None

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        if self.chosen is None:
            return []
        return evidence_lines(self.chosen, self.side, width, look)

    def _frame(self) -> None:
        """Renew what stands in the borders and above."""
        look, joins = style_roles(self.app), self.joins or ()
        at, of = self.rows.position
        self.rows.border_title = assemble(look, [(f"{look.glyphs.pane} Joins", "key"), (f" {of}", "accent")])
        self.rows.border_subtitle = assemble(look, [(f"{at} of {of}" if of else "", "faint")])
        strength = "" if self.chosen is None or self.chosen.decision else f" {self.chosen.score} %"
        self.sheet.border_title = assemble(look, [("Evidence", "bold"), (strength, "muted")])
        left: list[Part] = [("Review joins", "key"), ("  ", ""), (ABOUT, "muted")]
        if self.foot.size_bit != 1:
            left = [(self.dossier.title, "bold"), ("  ", ""), *left]
        undecided = sum(j.status is CandidateStatus.TO_DECIDE for j in joins)
        self.top.show(left, [(f"{pluralize(len(joins), 'join')} · {undecided} to decide" if self.joins is not None else "", "muted")])
        self.answers.join = self.chosen
        self.sheet.remake()

    def _come(self, joins: tuple[MergeCandidate, ...]) -> None:
        """Show the joins; the one wanted, or the one that has taken the place of the one decided, is selected."""
        before, standings = self.rows.position[0], {j.id: (j.status, j.decision) for j in self.joins or ()}
        other = [j.id for j in joins if standings and standings.get(j.id) != (j.status, j.decision)]
        moved = next((i for i in other if i in standings), next(iter(other), ""))
        self.joins = joins
        self.rows.show(join_rows(joins))
        if not joins:
            self.rows.say((assemble(style_roles(self.app), [(" Nothing was joined, and nothing is to decide.", "muted")]),))
        if self.want == "next" and joins:
            self.rows.select(joins[min(max(before, 1), len(joins)) - 1].id)
        elif self.want == "moved" and moved:
            self.rows.select(moved)
        self.want, self.side = "", 0
        self._frame()

    # what comes back
    def on_finished(self, message: Finished) -> None:
        """The joins, or what an act did."""
        if message.what == "joins":
            self._come(message.result)
            return
        sentence = message.result.sentence
        again = "" if message.what in {"undo", "redo"} or not message.result.changed else f"  {style_roles(self.app).key('undo')} undo"
        self.foot.told = f"{sentence}{again}"
        if message.result.changed:
            self.changed()
        self._ask()

    def on_failed(self, message: Failed) -> None:
        """Say why it could not be done."""
        self.foot.told = f"! {message.error}"

    @on(RowShown)
    def _shown(self, message: RowShown) -> None:
        message.stop()
        self.foot.told = ""
        self.side = 0
        self.sheet.scroll_to(y=0, animate=False)
        self._frame()

    @on(RowOpened)
    def _opened(self, message: RowOpened) -> None:
        message.stop()
        self.action_do("read_there")

    @on(KeyClicked)
    def _clicked(self, message: KeyClicked) -> None:
        message.stop()
        self.action_do(message.key_id)

    # what the keys do
    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        self.foot.told = ""
        if key_id in MOVES:
            self.rows.move(MOVES[key_id])
        elif key_id in {"top", "bottom"}:
            (self.rows.first if key_id == "top" else self.rows.last)()
        elif key_id == "close":
            self.dismiss(None)
        elif key_id == "help":
            from dossier.tui.screens.help import HelpScreen  # noqa: PLC0415  # opened seldom

            self.app.push_screen(HelpScreen(REVIEW))
        elif key_id in {"undo", "redo"}:
            self.want = "moved"
            workers.run_action(self, key_id, self.dossier.desk.undo if key_id == "undo" else self.dossier.desk.redo)
        elif not self.sheet.do(key_id) and self.chosen is not None:
            self._on(self.chosen, key_id)

    def _on(self, join: MergeCandidate, key_id: str) -> None:
        """What a key does to a join."""
        if key_id == "read_there":
            side = join.columns[self.side]
            self.dismiss(ReaderPosition(side.article, side.span))
        elif key_id == "next_side":
            self.side = (self.side + 1) % len(join.columns)
            self.sheet.remake()
        elif key_id == "split":
            self._split(join)
        else:
            self.want = "next"
            workers.run_action(self, key_id, lambda: self.dossier.desk.decide(join.id, MergeDecision(key_id)))

    def _split(self, join: MergeCandidate) -> None:
        """Set the side to read at apart from the rest."""
        if not join.one:
            self.foot.told = "These are two rows already; there is nothing to split."
            return
        self.want = "moved"
        part = join.part if join.kind is CandidateKind.ACTOR else join.columns[self.side].article
        workers.run_action(self, "split", lambda: self.dossier.desk.split(join.items[0], part))
