"""Why something is as it is: words, anchor, rule, result, the other readings, and a calendar."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input

from dossier.errors import DossierError
from dossier.keys.keymap import WHY
from dossier.model.event import DateCandidate
from dossier.model.explanation import Explanation
from dossier.phrases.core import MONTHS
from dossier.tui import workers
from dossier.tui.actions.open import screen_go
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.messages import Failed, Finished
from dossier.tui.state.labels import Labels
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.lines import Part, assemble, clean, clip, width_of, wrap
from dossier.tui.text.phrases import full_days, title_of
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys

if TYPE_CHECKING:
    from dossier.services.notebook.desk import Desk
    from dossier.tui.screens.main import MainScreen

LABEL = 14
CALENDAR = 28
BESIDE = 74
# These follow from the words above them and stand close to them.
CLOSE = ("Anchor", "Rule", "Result")
READING = 36
ROOMY = 100
MOST_READINGS = 9
QUOTED = re.compile(r"“([^”]*)”")
CHANGES = {
    "event": (("set_day", "set another day"), ("split", "split")),
    "actor": (("rename", "rename"), ("split", "split")),
    "quotation": (("rename", "set speaker"),),
}
"""The keys that correct what is told, by the kind of the thing."""
MONTH = timedelta(days=31)


def open_why(screen: "MainScreen", ident: str, why: Explanation) -> None:
    """Lay the reasons of a thing over the screen."""
    del ident
    if screen.labels is not None:
        screen.app.push_screen(ExplanationScreen(why, screen.labels), screen_go(screen))


class ExplanationScreen(ModalScreen[ReaderPosition | None], inherit_bindings=False):
    """Ends with the place to read at, or nothing. What it tells can be corrected in here; then it shows the new state."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(WHY)
    AUTO_FOCUS = ".sheet"

    def __init__(self, why: Explanation, names: Labels) -> None:
        super().__init__()
        self.why, self.names = why, names
        self.at = 0
        self.told = ""
        self.asked: Callable[[str], object] | None = None

    def compose(self) -> ComposeResult:
        """One sheet, and a field for another day or name."""
        bind_overlay(self, WHY, style_roles(self.app).keys)
        yield ModalSheet(self._lines, "Why", self._keys())
        yield Input(compact=True, id="why-box", select_on_focus=False)

    def _keys(self) -> Content:
        """The keys that do something to what is shown."""
        look, count = style_roles(self.app), min(len(self.why.candidates), MOST_READINGS)
        pairs = [(f"1–{count}", "choose")] if count > 1 else []
        short = self.app.size.width < ROOMY
        several = {"event": len({p.article for p in self.why.passages}) > 1, "actor": "Also" in dict(self.why.rows)}
        for key_id, label in CHANGES.get(self.why.kind, ()):
            if key_id != "split" or several[self.why.kind]:
                pairs.append((look.key(key_id), label.removeprefix("set another ") if short else label))
        return border_keys(look, WHY, *pairs)

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        start, end = self.why.start, self.why.end
        beside = width >= BESIDE and start is not None and (end is None or end - start < MONTH)
        measure = width - 4 - (CALENDAR if beside else 0)
        said = [assemble(look, [("  ", ""), (self.told, "accent")]), Content("")] if self.told else []
        lines = [Content(""), *said, assemble(look, [("  ", ""), (self.why.title, "bold")]), Content("")]
        for label, text in self.why.rows:
            if label in CLOSE and not lines[-1]:
                lines.pop()
            lines += labelled(look, label, text, measure)
        if beside and self.why.start is not None:
            lines = _put_beside(lines, month(look, self.why.start, self.why.end or self.why.start, self.why.anchor), width, look)
        return [*lines, *self._readings(width, look), *self._passages(width, look)]

    def _readings(self, width: int, look: StyleRoles) -> list[Content]:
        if not self.why.candidates:
            return []
        rule = assemble(look, [("  " + look.glyphs.rule * (width - 4), "rule")])
        lines = [rule, Content(""), assemble(look, [("  Readings", "bold")]), Content("")]
        for number, reading in enumerate(self.why.candidates, 1):
            lines += [line.stylize(Style.from_meta({"take": number})) for line in reading_lines(reading, number, width, look)]
        return [*lines, Content("")]

    def _passages(self, width: int, look: StyleRoles) -> list[Content]:
        lines: list[Content] = []
        for at, passage in enumerate(self.why.passages):
            here = at == self.at
            article = self.names.articles.get(passage.article)
            number = f"paragraph {passage.paragraph}" if passage.paragraph else ""
            where = ", ".join(filter(None, (title_of(article), number)))
            mark = look.glyphs.row if here else " "
            label = f"{passage.label}: " if passage.label else ""
            head: list[Part] = [(f" {mark}", "row-mark"), (label, "muted"), (where, "accent" if here else "muted")]
            told = [assemble(look, clip(head, width - 2))]
            text = clean(passage.text)
            for start, end in list(wrap(text, max(10, width - 8)))[:3]:
                told.append(assemble(look, [(f" {mark}  ", "row-mark"), (text[start:end], "lit" if here else "")]))
            lines += [line.stylize(Style.from_meta({"passage": at})) for line in told]
        if not lines:
            return []
        return [assemble(look, [("  Rests on", "bold")]), Content(""), *lines, Content("")]

    # what is changed in here
    @property
    def _main(self) -> "MainScreen":
        """The main screen, whatever lies between."""
        return self.app.screen_stack[0]  # type: ignore[return-value]  # the app's first screen is that one

    def _act(self, what: str, work: "Callable[[Desk], object]") -> None:
        """Do something to what is told of, then ask why anew."""
        desk, dossier, ident = self._main.dossier.desk, self._main.dossier, self.why.ident

        def job() -> tuple[str, Explanation | None]:
            done = work(desk)
            try:
                return getattr(done, "sentence", ""), dossier.why(ident)
            except DossierError:
                return getattr(done, "sentence", ""), None

        workers.run_action(self, what, job)

    def on_finished(self, message: Finished) -> None:
        """The new state, with what was done; what is gone needs no reason."""
        sentence, anew = message.result
        undo = "" if message.what in {"undo", "redo"} else f"  {style_roles(self.app).key('undo')} undo"
        self._main.refresh_all()
        if anew is None:
            self._main.show_status(f"{sentence}{undo}")
            self.dismiss(None)
            return
        self.why, self.told = anew, f"{sentence}{undo}"
        self.at = min(self.at, max(0, len(anew.passages) - 1))
        sheet = self.query_one(ModalSheet)
        sheet.border_subtitle = self._keys()
        sheet.remake()

    def on_failed(self, message: Failed) -> None:
        """Say why it could not be done."""
        self.told = f"! {message.error}"
        self.query_one(ModalSheet).remake()

    def _ask(self, value: str, hint: str, work: "Callable[[str], object]") -> None:
        """Open the field for a day or a name."""
        box = self.query_one(Input)
        self.asked = work
        box.value, box.placeholder, box.display = value, hint, True
        box.cursor_position = len(value)
        box.focus()

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        work, text = self.asked, event.value.strip()
        self._close_box()
        if work is not None and text:
            work(text)

    def _close_box(self) -> None:
        self.query_one(Input).display = False
        self.query_one(ModalSheet).focus()

    def on_click(self, event: events.Click) -> None:
        """A click on a reading takes it; one on a passage marks it, a second one reads it."""
        meta = event.style.meta
        if number := meta.get("take"):
            self._take(int(number))
        elif "passage" in meta:
            self._mark(int(meta["passage"]))
            if event.chain > 1:
                self.action_do("read_there")

    def _mark(self, at: int) -> None:
        """Mark a passage, in sight."""
        self.at = at
        sheet = self.query_one(ModalSheet)
        sheet.remake()
        sheet.bring(f" {style_roles(self.app).glyphs.row}")

    def _take(self, number: int) -> None:
        if number <= len(self.why.candidates) > 1:
            ident = self.why.ident
            self._act("take", lambda desk: desk.take_reading(ident, number))

    def _change(self, key_id: str) -> None:
        """Another day, another name or speaker, or a part set apart."""
        why, ident = self.why, self.why.ident
        if key_id == "set_day" and why.kind == "event":
            start, end = why.start, why.end
            now = f"{start}" if start and end in (None, start) else f"{start}..{end}" if start else ""
            self._ask(now, "2026-01-23 or 2026-01-23..2026-01-24", self._set_day)
        elif key_id == "rename" and why.kind in {"actor", "quotation"}:
            row = dict(reversed(why.rows)).get("Name" if why.kind == "actor" else "Speaker", "")
            name = "rename" if why.kind == "actor" else "set_speaker"
            self._ask(row, "another name", lambda text: self._act("rename", lambda desk: getattr(desk, name)(ident, text)))
        elif key_id == "split" and why.kind == "event" and why.passages:
            article = why.passages[self.at].article
            self._act("split", lambda desk: desk.split(ident, article))
        elif key_id == "split" and why.kind == "actor":
            also = dict(why.rows).get("Also", "").split(", ")
            self._ask(also[-1], ", ".join(also), lambda text: self._act("split", lambda desk: desk.split(ident, text)))

    def _set_day(self, text: str) -> None:
        from dossier.tui.actions.corrections import days_of  # noqa: PLC0415  # the two rooms know each other

        ident = self.why.ident
        self._act("set day", lambda desk: desk.set_day(ident, *days_of(text)))

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        passages = self.why.passages
        if key_id == "close" and self.query_one(Input).display:
            self._close_box()
        elif key_id == "close":
            self.dismiss(None)
        elif key_id in {"undo", "redo"}:
            self._act(key_id, lambda desk: getattr(desk, key_id)())
        elif key_id in {"set_day", "rename", "split"}:
            self._change(key_id)
        elif key_id == "next_passage" and passages:
            self._mark((self.at + 1) % len(passages))
        elif key_id == "read_there" and passages:
            self.dismiss(ReaderPosition(passages[self.at].article, passages[self.at].span))
        else:
            self.query_one(ModalSheet).do(key_id)

    def on_key(self, event: events.Key) -> None:
        """A digit takes the reading of that number."""
        table = next(key for key in style_roles(self.app).keys if key.id == "take_reading")
        if event.key in table.keys and not self.query_one(Input).display:
            event.stop()
            event.prevent_default()
            self._take(table.keys.index(event.key) + 1)


def reading_lines(reading: DateCandidate, number: int, width: int, look: StyleRoles) -> list[Content]:
    """One way to read the day: its number, days and rule; flush right that it is chosen, or why it is not."""
    days: Part = (full_days(reading.start, reading.end), "bold" if reading.chosen else "")
    sign = (f"{look.glyphs.chosen if reading.chosen else look.glyphs.other} ", "key" if reading.chosen else "muted")
    head: list[Part] = [(f"  {number} ", "key"), sign, days]
    right: Part = ("chosen", "accent") if reading.chosen else (reading.explanation, "muted")
    rest = width - READING - width_of([right]) - 4
    if width_of([(reading.rule, "")]) <= rest:
        left = assemble(look, [*head, (" " * max(2, READING - width_of(head)), ""), (reading.rule, "muted")])
        return [left + assemble(look, [(" " * max(2, width - 2 - left.cell_length - width_of([right])), ""), right])]
    told = clean(f"{reading.rule}: {reading.explanation}")
    lines = [assemble(look, [*head, ("  ", ""), ("chosen" if reading.chosen else "", "accent")])]
    return [*lines, *(assemble(look, [("      ", ""), (told[start:end], "muted")]) for start, end in wrap(told, max(10, width - 8)))]


def labelled(look: StyleRoles, label: str, text: str, measure: int) -> list[Content]:
    """A label with its words hanging beside it, and a blank line."""
    told = clean(text)
    lines = []
    quoted = QUOTED.match(told) if label == "Words" else None
    lit = quoted.span(1) if quoted else (0, 0)
    for n, (start, end) in enumerate(wrap(told, max(10, measure - LABEL))):
        head = label if n == 0 else ""
        cuts = [start, *(min(max(at, start), end) for at in lit), end]
        pieces: list[Part] = [(told[a:b], "lit" if n == 1 else "") for n, (a, b) in enumerate(pairwise(cuts))]
        lines.append(assemble(look, [(f"  {head.ljust(LABEL)}", "muted"), *pieces]))
    return [*lines, Content("")]


def month(look: StyleRoles, start: date, end: date, anchor: date | None) -> list[Content]:
    """A month with the days of the event and the anchor brought out, and what they are."""
    lines = [
        assemble(look, [(f"{MONTHS[start.month - 1]} {start.year}".center(20), "bold")]),
        assemble(look, [("Mo Tu We Th Fr Sa Su", "muted")]),
    ]
    for week in calendar.Calendar().monthdatescalendar(start.year, start.month):
        parts: list[Part] = []
        for day in week:
            told = f"{day.day:>2}" if day.month == start.month else "  "
            role = "days" if start <= day <= end and told.strip() else "anchor" if day == anchor and told.strip() else "muted"
            parts += [(told, role), (" ", "days" if role == "days" and day < end and day.weekday() < 6 else "")]
        lines.append(assemble(look, parts))
    lines += [Content(""), assemble(look, [("   ", "days"), (" the event", "muted")])]
    if anchor is not None:
        lines.append(assemble(look, [(f"{anchor.day:>2}", "anchor"), ("  published: the anchor", "muted")]))
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
