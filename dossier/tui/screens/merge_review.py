"""Merge review: candidates, their evidence, and the user's decisions."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from dossier.keys.keymap import REVIEW
from dossier.model.merge_review import ACTOR, CandidateStatus, MergeCandidate, MergeDecision
from dossier.phrases.likelihood import format_match, likely_words
from dossier.phrases.plural import pluralize
from dossier.tui.messages import ActionDone, RowOpened, RowShown, WorkResult
from dossier.tui.rows.merge_candidates import candidate_rows
from dossier.tui.screens.help import HelpScreen
from dossier.tui.screens.overlay import FooterOverlay
from dossier.tui.state.list_model import item_of
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.lines import Part, assemble
from dossier.tui.widgets.evidence import DecisionBar, evidence_lines
from dossier.tui.widgets.footer import size_bit
from dossier.tui.widgets.line_list import LineList
from dossier.tui.widgets.modal_sheet import ModalSheet
from dossier.tui.workers import run_action, run_in_thread
from dossier.tui.workspace import Workspace

MOVES = {"down": 1, "up": -1}


@dataclass
class CandidatesReady(WorkResult):
    """All merge candidates as they are now."""

    candidates: tuple[MergeCandidate, ...]


def _likely(candidate: MergeCandidate) -> str:
    """How likely a match is, in words."""
    return likely_words(candidate.likelihood) if candidate.likelihood else f"score {format_match(candidate)}"


class MergeReviewScreen(FooterOverlay):
    """Lists the candidates. The main screen is refreshed after every command."""

    PANE = REVIEW
    FOOTER_KEYS = ("help", "close", "same", "different", "unsure", "read_there", "split", "undo", "redo")
    AUTO_FOCUS = "LineList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012  # as Textual declares it

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, screen_id="review")
        self.dossier = workspace.dossier
        self.candidates: tuple[MergeCandidate, ...] | None = None
        self.column = 0
        self.select_after = ""
        """The row to select after a command: the "next" candidate, the one that has "moved", or the same."""
        self.rows = LineList("matches")
        self.sheet, self.answers = ModalSheet(self._lines, "Evidence"), DecisionBar()

    def compose(self) -> ComposeResult:
        """The list, the evidence beside it, the keys."""
        yield self.top_line
        with Container(id="review-body"):
            yield self.rows
            with Vertical():
                yield self.sheet
                yield self.answers
        yield self.footer

    def on_mount(self) -> None:
        """Ask for the candidates."""
        self.sheet.can_focus = False
        self._ask()

    def _ask(self) -> None:
        run_in_thread(self, "matches", lambda: CandidatesReady(self.dossier.review.merge_candidates()))

    def on_resize(self) -> None:
        """Fit the rows to the width, once the screen has its breakpoint."""
        self.call_after_refresh(self._apply_breakpoint)

    def _apply_breakpoint(self) -> None:
        size = size_bit(self.classes)
        self.footer.size_bit = size
        self.rows.narrow, self.rows.wide = size == 1, size == 4
        self.answers.short = size == 1
        self._refresh_chrome()

    # what is shown
    @property
    def selected(self) -> MergeCandidate | None:
        """The candidate of the selected row."""
        return item_of(self.rows.chosen, MergeCandidate)

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        return evidence_lines(self.selected, self.column, width, look) if self.selected else []

    def _refresh_chrome(self) -> None:
        """Renew borders, top line and evidence."""
        look, candidates, selected = style_roles(self.app), self.candidates or (), self.selected
        at, of = self.rows.position
        self.rows.border_title = assemble(look, [(f"{look.glyphs.pane} Matches", "key"), (f" {of}", "accent")])
        self.rows.border_subtitle = assemble(look, [(f"{at} of {of}" if of else "", "faint")])
        likely = "" if selected is None or selected.decision else f"  {_likely(selected)}"
        self.sheet.border_title = assemble(look, [("Evidence", "bold"), (likely, "muted")])
        left: list[Part] = [("Review matches", "key")]
        if self.footer.size_bit != 1:
            left = [(self.dossier.title, "bold"), ("  ", ""), *left]
        undecided = sum(candidate.status is CandidateStatus.TO_DECIDE for candidate in candidates)
        count = f"{pluralize(len(candidates), 'match')} · {undecided} to decide" if self.candidates is not None else ""
        self.top_line.show(left, [(count, "muted")])
        self.answers.candidate = selected
        self.sheet.rebuild()

    # results
    @on(CandidatesReady)
    def _candidates_ready(self, message: CandidatesReady) -> None:
        """Show the candidates; the one wanted, or the one that has taken the place of the one decided, is selected."""
        message.stop()
        candidates = message.candidates
        at = self.rows.position[0]
        before = {candidate.id: (candidate.status, candidate.decision) for candidate in self.candidates or ()}
        changed = [c.id for c in candidates if before and before.get(c.id) != (c.status, c.decision)]
        moved = next((candidate_id for candidate_id in changed if candidate_id in before), next(iter(changed), ""))
        self.candidates = candidates
        self.rows.show(candidate_rows(candidates))
        if not candidates:
            self.rows.show_placeholder((assemble(style_roles(self.app), [(" No matches to review.", "muted")]),))
        if self.select_after == "next" and candidates:
            self.rows.select(candidates[min(max(at, 1), len(candidates)) - 1].id)
        elif self.select_after == "moved" and moved:
            self.rows.select(moved)
        self.select_after, self.column = "", 0
        self._refresh_chrome()

    @on(ActionDone)
    def _action_done(self, message: ActionDone) -> None:
        message.stop()
        result = message.result
        undo = f"  {style_roles(self.app).key('undo')} undo" if message.undoable and result.changed else ""
        self.footer.message = f"{result.sentence}{undo}"
        if result.changed:
            self.workspace.refresh_all()
        self._ask()

    @on(RowShown)
    def _row_shown(self, message: RowShown) -> None:
        message.stop()
        self.footer.message = ""
        self.column = 0
        self.sheet.scroll_to(y=0, animate=False)
        self._refresh_chrome()

    @on(RowOpened)
    def _row_opened(self, message: RowOpened) -> None:
        message.stop()
        self.action_run("read_there")

    # keys
    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        self.footer.message = ""
        desk = self.dossier.notebook
        if key_id in MOVES:
            self.rows.move(MOVES[key_id])
        elif key_id in {"top", "bottom"}:
            (self.rows.first if key_id == "top" else self.rows.last)()
        elif key_id == "close":
            self.dismiss(None)
        elif key_id == "help":
            self.app.push_screen(HelpScreen(REVIEW))
        elif key_id in {"undo", "redo"}:
            self.select_after = "moved"
            run_action(self, key_id, desk.undo if key_id == "undo" else desk.redo, undoable=False)
        elif not self.sheet.scroll_by_key(key_id) and self.selected is not None:
            self._run_on(self.selected, key_id)

    def _run_on(self, candidate: MergeCandidate, key_id: str) -> None:
        """Run the action of a key on a candidate."""
        if key_id == "read_there":
            column = candidate.columns[self.column]
            self.dismiss(ReaderPosition(column.article, column.span))
        elif key_id == "next_side":
            self.column = (self.column + 1) % len(candidate.columns)
            self.sheet.rebuild()
        elif key_id == "split":
            self._split(candidate)
        else:
            self.select_after = "next"
            run_action(self, key_id, lambda: self.dossier.review.decide(candidate.id, MergeDecision(key_id)))

    def _split(self, candidate: MergeCandidate) -> None:
        """Split off the column to read at."""
        if not candidate.is_merged:
            self.footer.message = "These are already two rows, so there is nothing to split."
            return
        self.select_after = "moved"
        part = candidate.part if candidate.kind == ACTOR else candidate.columns[self.column].article
        run_action(self, "split", lambda: self.dossier.notebook.split(candidate.items[0], part))
