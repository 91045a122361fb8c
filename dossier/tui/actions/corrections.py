"""Mending what the program got wrong: merge, split, rename, hide, set the day."""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.tui import workers
from dossier.tui.actions.notes import give_back_focus
from dossier.tui.actions.open import screen_go
from dossier.tui.chrome import list_in_focus
from dossier.tui.rows.actors import ActorListRow
from dossier.tui.rows.notes import NoteRow
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import EventRow
from dossier.tui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

DAYS = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|–|to)\s*(\d{4}-\d\d-\d\d))?\s*")


def _merge(screen: "MainScreen") -> None:
    widget = list_in_focus(screen)
    picked = [row.id for row in widget.listing.rows if row.id in widget.picked]
    if len(picked) < 2:
        screen.show_status("Select two rows or more with space, then merge them.")
        return
    widget.picked = frozenset()
    workers.run_action(screen, "merge", lambda: screen.dossier.desk.merge(picked))


def _split(screen: "MainScreen") -> None:
    chosen = list_in_focus(screen).chosen
    if chosen is None:
        return
    if isinstance(chosen.item, EventRow):
        event, here = chosen.item.event, screen.position.article if screen.position else ""
        if len(event.articles) < 2:
            screen.show_status("One source tells of this event; there is nothing to split.")
            return
        part = here if here in event.articles else event.articles[0]
        workers.run_action(screen, "split", lambda: screen.dossier.desk.split(event.id, part))
    elif isinstance(chosen.item, ActorListRow):
        actor = chosen.item.row.actor
        if not actor.aliases:
            screen.show_status(f"{actor.name} has one name only; there is nothing to split.")
            return
        _ask(
            screen,
            "split off the name",
            actor.aliases[-1],
            lambda text: screen.dossier.desk.split(actor.id, text),
            ", ".join(actor.aliases),
        )


def _rename(screen: "MainScreen") -> None:
    chosen = list_in_focus(screen).chosen
    if chosen is None:
        return
    if isinstance(chosen.item, ActorListRow):
        actor = chosen.item.row.actor
        _ask(screen, "name", actor.name, lambda text: screen.dossier.desk.rename(actor.id, text))
    elif isinstance(chosen.item, QuoteRow):
        ident = chosen.id
        _ask(screen, "speaker", chosen.item.speaker, lambda text: screen.dossier.desk.set_speaker(ident, text))


def _set_day(screen: "MainScreen") -> None:
    chosen = list_in_focus(screen).chosen
    if chosen is None or not isinstance(chosen.item, EventRow):
        return
    event = chosen.item.event
    now = event.start.isoformat() if event.start else ""
    if event.end and event.end != event.start:
        now += f"..{event.end.isoformat()}"
    _ask(screen, "day", now, lambda text: screen.dossier.desk.set_day(event.id, *days_of(text)), "2026-01-23 or 2026-01-23..2026-01-24")


def days_of(text: str) -> tuple[date, date]:
    """The first and last day that a text names. Raises DossierError with the form wanted."""
    found = DAYS.fullmatch(text)
    if found is None:
        raise DossierError(f"“{text}” is not a day.", do="Write it as 2026-01-23, or 2026-01-23..2026-01-24 for several days.")
    try:
        first = date.fromisoformat(found[1])
        last = date.fromisoformat(found[2]) if found[2] else first
    except ValueError as error:
        raise DossierError(f"“{text}” is not in the calendar.", do="Look at month and day.") from error
    return first, last


def _hide(screen: "MainScreen") -> None:
    chosen = list_in_focus(screen).chosen
    if chosen is None:
        return
    if isinstance(chosen.item, NoteRow):
        entry = chosen.item.entry
        workers.run_action(screen, "remove", lambda: screen.dossier.desk.remove_entry(entry.id))
    else:
        ident = chosen.id
        workers.run_action(screen, "hide", lambda: screen.dossier.desk.hide(ident))


def _review(screen: "MainScreen") -> None:
    from dossier.tui.screens.merge_review import MergeReviewScreen  # noqa: PLC0415  # opened seldom

    screen.app.push_screen(MergeReviewScreen(screen.dossier, screen.refresh_all), screen_go(screen))


def _history(screen: "MainScreen") -> None:
    from dossier.tui.screens.history import HistoryScreen  # noqa: PLC0415  # opened seldom

    screen.app.push_screen(HistoryScreen(screen.dossier, screen.refresh_all))


def _ask(screen: "MainScreen", label: str, value: str, work: Callable[[str], object], hint: str = "") -> None:
    """Ask for a word or two, then do it."""

    def done(text: str) -> None:
        give_back_focus(screen)
        if text.strip() and text != value:
            workers.run_action(screen, label, lambda: work(text.strip()))
        elif label.startswith("split"):
            workers.run_action(screen, label, lambda: work(value))

    screen.prompt.open(PromptRequest(label, done, value, hint))


ACTS: "dict[str, Callable[[MainScreen], None]]" = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "set_day": _set_day,
    "hide": _hide,
    "review": _review,
    "history": _history,
}
