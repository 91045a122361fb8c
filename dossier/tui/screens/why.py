"""Why something is as it is: words, anchor, rule, result, the other readings, and a calendar."""

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from dossier.keymap import WHY
from dossier.model.why import Why
from dossier.tui.acts.looking import screen_go
from dossier.tui.bindings import bind_overlay, overlay_bindings
from dossier.tui.catalogue import Catalogue
from dossier.tui.lines import Part, assemble, clean, clip, wrap
from dossier.tui.looks import Look, look_of
from dossier.tui.page import Place
from dossier.tui.widgets.sheet import Sheet, border_keys
from dossier.tui.wording import full_days, title_of
from dossier.wording import MONTHS

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

LABEL = 14
CALENDAR = 28
BESIDE = 74
# These follow from the words above them and stand close to them.
CLOSE = ("Anchor", "Rule", "Result")
MONTH = timedelta(days=31)


def open_why(screen: "MainScreen", ident: str, why: Why) -> None:
    """Lay the reasons of a thing over the screen."""
    del ident
    if screen.names is not None:
        screen.app.push_screen(WhyScreen(why, screen.names), screen_go(screen))


class WhyScreen(ModalScreen[Place | None], inherit_bindings=False):
    """Ends with the place to read at, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(WHY)
    AUTO_FOCUS = ".sheet"

    def __init__(self, why: Why, names: Catalogue) -> None:
        super().__init__()
        self.why, self.names = why, names
        self.at = 0

    def compose(self) -> ComposeResult:
        """One sheet."""
        bind_overlay(self, WHY, look_of(self.app).keys)
        yield Sheet(self._lines, "Why", border_keys(look_of(self.app), WHY))

    def _lines(self, width: int, look: Look) -> list[Content]:
        start, end = self.why.start, self.why.end
        beside = width >= BESIDE and start is not None and (end is None or end - start < MONTH)
        measure = width - 4 - (CALENDAR if beside else 0)
        lines = [Content(""), assemble(look, [("  ", ""), (self.why.title, "bold")]), Content("")]
        for label, text in self.why.rows:
            if label in CLOSE and not lines[-1]:
                lines.pop()
            lines += labelled(look, label, text, measure)
        if beside and self.why.start is not None:
            lines = _put_beside(lines, month(look, self.why.start, self.why.end or self.why.start, self.why.anchor), width, look)
        return [*lines, *self._readings(width, look), *self._passages(width, look)]

    def _readings(self, width: int, look: Look) -> list[Content]:
        if not self.why.readings:
            return []
        rule = assemble(look, [("  " + look.glyphs.rule * (width - 4), "rule")])
        lines = [rule, Content(""), assemble(look, [("  Readings", "bold")]), Content("")]
        for reading in self.why.readings:
            sign = look.glyphs.chosen if reading.chosen else look.glyphs.other
            days: Part = (full_days(reading.start, reading.end).ljust(26), "bold" if reading.chosen else "")
            told = f"{reading.rule}{': ' if reading.why else ''}{reading.why}"
            head = [("  ", ""), (f"{sign} ", "key" if reading.chosen else "muted"), days, ("  ", "")]
            room = max(10, width - 34)
            for n, (start, end) in enumerate(wrap(clean(told), room)):
                lead = head if n == 0 else [(" " * 32, "")]
                lines.append(assemble(look, [*lead, (told[start:end], "muted")]))
        return [*lines, Content("")]

    def _passages(self, width: int, look: Look) -> list[Content]:
        lines: list[Content] = []
        for at, passage in enumerate(self.why.passages):
            here = at == self.at
            article = self.names.articles.get(passage.article)
            number = f"paragraph {passage.paragraph}" if passage.paragraph else ""
            where = ", ".join(filter(None, (title_of(article), number)))
            mark = look.glyphs.row if here else " "
            label = f"{passage.label}: " if passage.label else ""
            head: list[Part] = [(f" {mark}", "row-mark"), (label, "muted"), (where, "accent" if here else "muted")]
            lines.append(assemble(look, clip(head, width - 2)))
            text = clean(passage.text)
            for start, end in list(wrap(text, max(10, width - 8)))[:3]:
                lines.append(assemble(look, [(f" {mark}  ", "row-mark"), (text[start:end], "lit" if here else "")]))
        if not lines:
            return []
        return [assemble(look, [("  Rests on", "bold")]), Content(""), *lines, Content("")]

    def action_do(self, key_id: str) -> None:
        """What a key does here."""
        passages = self.why.passages
        if key_id == "close":
            self.dismiss(None)
        elif key_id == "next_passage" and passages:
            self.at = (self.at + 1) % len(passages)
            self.query_one(Sheet).remake()
        elif key_id == "read_there" and passages:
            self.dismiss(Place(passages[self.at].article, passages[self.at].span))
        else:
            self.query_one(Sheet).do(key_id)


def labelled(look: Look, label: str, text: str, measure: int) -> list[Content]:
    """A label with its words hanging beside it, and a blank line."""
    told = clean(text)
    lines = []
    for n, (start, end) in enumerate(wrap(told, max(10, measure - LABEL))):
        head = label if n == 0 else ""
        lines.append(assemble(look, [(f"  {head.ljust(LABEL)}", "muted"), (told[start:end], "")]))
    return [*lines, Content("")]


def month(look: Look, start: date, end: date, anchor: date | None) -> list[Content]:
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


def _put_beside(lines: list[Content], right: list[Content], width: int, look: Look) -> list[Content]:
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
