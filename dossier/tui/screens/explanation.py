"""Explanation of a day, a name or a speaker: words, anchor, rule, result, the candidate days, and a calendar."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input
from textual.widgets.input import Selection

from dossier.errors import DossierError
from dossier.keys.keymap import WHY, find_action
from dossier.model.event import DateCandidate
from dossier.model.explanation import Explanation
from dossier.phrases.core import format_candidate_days
from dossier.phrases.periods import MONTHS
from dossier.services.notebook.commands import CommandResult
from dossier.services.notebook.service import NotebookService
from dossier.text.typed_days import DAYS_HINT, parse_typed_days, typed_days
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import WorkFailed, WorkResult
from dossier.tui.state.labels import Labels
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.lines import Part, assemble, clean, clip, width_of, wrap
from dossier.tui.text.phrases import title_of
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys
from dossier.tui.workers import run_in_thread
from dossier.tui.workspace import Workspace

LABEL = 18
CALENDAR = 28
BESIDE = 74
"""Cells from which on the calendar stands beside the words."""
CLOSE = ("Anchor", "Rule", "Result")
"""Rows that follow from the words above them and stand close to them."""
CANDIDATE = 36
MOST_CANDIDATES = 9
QUOTED = re.compile(r"“([^”]*)”")
CHANGES = {
    "event": (("set_day", "set day"), ("split", "split")),
    "actor": (("rename", "rename"), ("split", "split")),
    "quotation": (("rename", "set speaker"),),
}
"""The keys that correct what is explained, by the kind of the item."""
MONTH = timedelta(days=31)


@dataclass
class ExplanationChanged(WorkResult):
    """A command was run on the item: its result, and the new explanation, or None where the item is gone."""

    result: CommandResult
    explanation: Explanation | None
    undoable: bool


class ExplanationScreen(ModalScreen[ReaderPosition | None], inherit_bindings=False):
    """Ends with the position to read at, or None. What is explained can be corrected here; then the new explanation is shown."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(WHY)
    AUTO_FOCUS = ".sheet"

    def __init__(self, workspace: Workspace, explanation: Explanation, labels: Labels) -> None:
        super().__init__()
        self.workspace, self.explanation, self.labels = workspace, explanation, labels
        self.passage = 0
        """The passage that is marked, by its number."""
        self.message = ""
        self.entered: Callable[[str], object] | None = None
        """The function for the text of the input field."""

    def compose(self) -> ComposeResult:
        """One sheet, and an input field for another day or name."""
        bind_overlay(self, WHY, style_roles(self.app).keys)
        yield ModalSheet(self._lines, "Why", self._keys())
        yield Input(compact=True, id="why-box", select_on_focus=False)

    def _keys(self) -> Content:
        """The keys of the border: those that correct the item first."""
        look, count = style_roles(self.app), min(len(self.explanation.candidates), MOST_CANDIDATES)
        pairs = [(f"1–{count}", "choose")] if count > 1 else []
        several = {"event": len({p.article for p in self.explanation.passages}) > 1, "actor": "Also" in dict(self.explanation.rows)}
        for key_id, label in CHANGES.get(self.explanation.kind, ()):
            if key_id != "split" or several[self.explanation.kind]:
                pairs.append((look.key(key_id), label))
        return border_keys(look, WHY, *pairs)

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        explanation = self.explanation
        start, end = explanation.start, explanation.end
        has_calendar = width >= BESIDE and start is not None and (end is None or end - start < MONTH)
        measure = width - 4 - (CALENDAR if has_calendar else 0)
        message = [assemble(look, [("  ", ""), (self.message, "accent")]), Content("")] if self.message else []
        lines = [Content(""), *message, assemble(look, [("  ", ""), (explanation.title, "bold")]), Content("")]
        for label, text in explanation.rows:
            if label in CLOSE and not lines[-1]:
                lines.pop()
            lines += labelled(look, label, text, measure)
        if has_calendar and start is not None:
            lines = _put_beside(lines, month(look, start, end or start, explanation.anchor), width, look)
        return [*lines, *self._candidates(width, look), *self._passages(width, look)]

    def _candidates(self, width: int, look: StyleRoles) -> list[Content]:
        if not self.explanation.candidates:
            return []
        rule = assemble(look, [("  " + look.glyphs.rule * (width - 4), "rule")])
        lines = [rule, Content(""), assemble(look, [("  Readings", "bold")]), Content("")]
        for number, candidate in enumerate(self.explanation.candidates, 1):
            lines += [line.stylize(Style.from_meta({"take": number})) for line in candidate_lines(candidate, number, width, look)]
        return [*lines, Content("")]

    def _passages(self, width: int, look: StyleRoles) -> list[Content]:
        lines: list[Content] = []
        for at, passage in enumerate(self.explanation.passages):
            here = at == self.passage
            article = self.labels.articles.get(passage.article)
            number = f"paragraph {passage.paragraph}" if passage.paragraph else ""
            where = ", ".join(filter(None, (title_of(article), number)))
            mark = look.glyphs.row if here else " "
            label = f"{passage.label}: " if passage.label else ""
            head: list[Part] = [(f" {mark}", "row-mark"), (label, "muted"), (where, "accent" if here else "muted")]
            passage_lines = [assemble(look, clip(head, width - 2))]
            text = clean(passage.text)
            for start, end in list(wrap(text, max(10, width - 8)))[:3]:
                passage_lines.append(assemble(look, [(f" {mark}  ", "row-mark"), (text[start:end], "lit" if here else "")]))
            lines += [line.stylize(Style.from_meta({"passage": at})) for line in passage_lines]
        if not lines:
            return []
        return [assemble(look, [("  Based on", "bold")]), Content(""), *lines, Content("")]

    # commands
    def _run(self, name: str, command: Callable[[NotebookService], CommandResult], *, undoable: bool = True) -> None:
        """Run a command on the item, then explain it again; comes back as `ExplanationChanged`."""
        dossier, item_id = self.workspace.dossier, self.explanation.ident

        def work() -> ExplanationChanged:
            result = command(dossier.notebook)
            try:
                return ExplanationChanged(result, dossier.review.explain(item_id), undoable)
            except DossierError:
                return ExplanationChanged(result, None, undoable)

        run_in_thread(self, name, work, f"action {name}")

    @on(ExplanationChanged)
    def _explanation_changed(self, message: ExplanationChanged) -> None:
        """Show the new explanation with the sentence of the command; close where the item is gone."""
        message.stop()
        undo = f"  {style_roles(self.app).key('undo')} undo" if message.undoable else ""
        sentence = f"{message.result.sentence}{undo}"
        self.workspace.refresh_all()
        if message.explanation is None:
            self.workspace.show_status(sentence)
            self.dismiss(None)
            return
        self.explanation, self.message = message.explanation, sentence
        self.passage = min(self.passage, max(0, len(message.explanation.passages) - 1))
        sheet = self.query_one(ModalSheet)
        sheet.border_subtitle = self._keys()
        sheet.rebuild()

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        message.stop()
        self.message = f"! {message.error}"
        self.query_one(ModalSheet).rebuild()

    def _ask(self, value: str, hint: str, entered: Callable[[str], object]) -> None:
        """Open the input field for a day or a name."""
        box = self.query_one(Input)
        self.entered = entered
        box.value, box.placeholder, box.display = value, hint, True
        box.selection = Selection(0, len(value))  # typing replaces it
        box.focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if self.entered is not None and text:
            try:
                self.entered(text)
            except DossierError as error:  # the box stays, with the text
                self.message = f"! {error}"
                self.query_one(ModalSheet).rebuild()
                return
        self._close_box()

    def _close_box(self) -> None:
        self.query_one(Input).display = False
        self.query_one(ModalSheet).focus()

    def on_click(self, event: events.Click) -> None:
        """A click on a candidate takes it; one on a passage marks it, a second one reads it."""
        meta = event.style.meta
        if number := meta.get("take"):
            self._take(int(number))
        elif "passage" in meta:
            self._mark(int(meta["passage"]))
            if event.chain > 1:
                self.action_run("read_there")

    def _mark(self, passage: int) -> None:
        """Mark a passage, and scroll to it."""
        self.passage = passage
        sheet = self.query_one(ModalSheet)
        sheet.rebuild()
        sheet.scroll_to_mark(f" {style_roles(self.app).glyphs.row}")

    def _take(self, number: int) -> None:
        if number <= len(self.explanation.candidates) > 1:
            item_id = self.explanation.ident
            self._run("take", lambda desk: desk.choose_date(item_id, number))

    def _change(self, key_id: str) -> None:
        """Set another day, name or speaker, or split off a source or a name."""
        explanation, item_id = self.explanation, self.explanation.ident
        rows = dict(explanation.rows)
        match key_id, explanation.kind:
            case "set_day", "event":
                now = typed_days(explanation.start, explanation.end)
                self._ask(now, DAYS_HINT, lambda text: self._set_day(parse_typed_days(text, explanation.start)))
            case "rename", "actor":
                name = dict(reversed(explanation.rows)).get("Name", "")
                self._ask(name, "new name", lambda text: self._run("rename", lambda desk: desk.rename(item_id, text)))
            case "rename", "quotation":
                name = dict(reversed(explanation.rows)).get("Speaker", "")
                self._ask(name, "new name", lambda text: self._run("rename", lambda desk: desk.set_speaker(item_id, text)))
            case "split", "event" if explanation.passages:
                article = explanation.passages[self.passage].article
                self._run("split", lambda desk: desk.split(item_id, article))
            case "split", "actor":
                names = rows.get("Also", "").split(", ")
                self._ask(names[-1], ", ".join(names), lambda text: self._run("split", lambda desk: desk.split(item_id, text)))

    def _set_day(self, days: tuple[date, date]) -> None:
        item_id = self.explanation.ident
        self._run("set day", lambda desk: desk.set_day(item_id, *days))

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        passages = self.explanation.passages
        if key_id == "close" and self.query_one(Input).display:
            self._close_box()
        elif key_id == "close":
            self.dismiss(None)
        elif key_id == "undo":
            self._run(key_id, lambda desk: desk.undo(), undoable=False)
        elif key_id == "redo":
            self._run(key_id, lambda desk: desk.redo(), undoable=False)
        elif key_id in {"set_day", "rename", "split"}:
            self._change(key_id)
        elif key_id == "next_passage" and passages:
            self._mark((self.passage + 1) % len(passages))
        elif key_id == "read_there" and passages:
            self.dismiss(ReaderPosition(passages[self.passage].article, passages[self.passage].span))
        else:
            self.query_one(ModalSheet).scroll_by_key(key_id)

    def on_key(self, event: events.Key) -> None:
        """A digit takes the candidate of that number."""
        digits = find_action("take_reading", style_roles(self.app).keys).keys
        if event.key in digits and not self.query_one(Input).display:
            event.stop()
            event.prevent_default()
            self._take(digits.index(event.key) + 1)


def candidate_lines(candidate: DateCandidate, number: int, width: int, look: StyleRoles) -> list[Content]:
    """One candidate: its number, days and rule; flush right that it is chosen, or why it is not."""
    days: Part = (format_candidate_days(candidate.start, candidate.end), "bold" if candidate.chosen else "")
    sign = (f"{look.glyphs.chosen if candidate.chosen else look.glyphs.other} ", "key" if candidate.chosen else "muted")
    head: list[Part] = [(f"  {number} ", "key"), sign, days]
    right: Part = ("chosen", "accent") if candidate.chosen else (candidate.explanation, "muted")
    room = width - CANDIDATE - width_of([right]) - 4
    if width_of([(candidate.rule, "")]) <= room:
        left = assemble(look, [*head, (" " * max(2, CANDIDATE - width_of(head)), ""), (candidate.rule, "muted")])
        return [left + assemble(look, [(" " * max(2, width - 2 - left.cell_length - width_of([right])), ""), right])]
    text = clean(f"{candidate.rule}: {candidate.explanation}")
    lines = [assemble(look, [*head, ("  ", ""), ("chosen" if candidate.chosen else "", "accent")])]
    return [*lines, *(assemble(look, [("      ", ""), (text[start:end], "muted")]) for start, end in wrap(text, max(10, width - 8)))]


def labelled(look: StyleRoles, label: str, text: str, measure: int) -> list[Content]:
    """A label with its words hanging beside it, and a blank line."""
    safe = clean(text)
    lines = []
    quoted = QUOTED.match(safe) if label == "Words" else None
    lit = quoted.span(1) if quoted else (0, 0)
    for n, (start, end) in enumerate(wrap(safe, max(10, measure - LABEL))):
        head = label if n == 0 else ""
        cuts = [start, *(min(max(at, start), end) for at in lit), end]
        pieces: list[Part] = [(safe[a:b], "lit" if n == 1 else "") for n, (a, b) in enumerate(pairwise(cuts))]
        lines.append(assemble(look, [(f"  {head.ljust(LABEL)}", "muted"), *pieces]))
    return [*lines, Content("")]


def month(look: StyleRoles, start: date, end: date, anchor: date | None) -> list[Content]:
    """A month with the days of the event and the anchor highlighted, and a legend."""
    lines = [
        assemble(look, [(f"{MONTHS[start.month - 1]} {start.year}".center(20), "bold")]),
        assemble(look, [("Mo Tu We Th Fr Sa Su", "muted")]),
    ]
    for week in calendar.Calendar().monthdatescalendar(start.year, start.month):
        parts: list[Part] = []
        for day in week:
            number = f"{day.day:>2}" if day.month == start.month else "  "
            role = "days" if start <= day <= end and number.strip() else "anchor" if day == anchor and number.strip() else "muted"
            parts += [(number, role), (" ", "days" if role == "days" and day < end and day.weekday() < 6 else "")]
        lines.append(assemble(look, parts))
    lines += [Content(""), assemble(look, [("   ", "days"), (" the event", "muted")])]
    if anchor is not None:
        lines.append(assemble(look, [(f"{anchor.day:>2}", "anchor"), ("  published", "muted")]))
    return lines


def _put_beside(lines: list[Content], right: list[Content], width: int, look: StyleRoles) -> list[Content]:
    """Lines with others to the right of them, from the third on."""
    start, column = 3, width - CALENDAR
    rows = max(len(lines), len(right) + start)
    placed = []
    for at in range(rows):
        left = lines[at] if at < len(lines) else Content("")
        if start <= at < start + len(right):
            gap = assemble(look, [(" " * max(1, column - left.cell_length), "")])
            left = left + gap + right[at - start]
        placed.append(left)
    return placed
