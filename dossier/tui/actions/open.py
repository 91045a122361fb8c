"""Looking: a row's sentence in the reader, reasons, sources side by side, the original file, help, the palette."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, READER, TIMELINE
from dossier.model.event import Event
from dossier.model.quotation import Quotation
from dossier.tui import workers
from dossier.tui.chrome import list_in_focus, refresh_chrome
from dossier.tui.messages import Finished, PageReady
from dossier.tui.rows.notes import NoteRow
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import EventRow
from dossier.tui.state.list_model import Row
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.phrases import best_report

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def open_place(screen: "MainScreen", place: ReaderPosition, *, back: bool = False, jump: bool = False) -> None:
    """Lay an article open at a place, and remember where one was unless going back; in one article only where it is a `jump`."""
    if screen.contents is None or screen.labels is None:
        return
    before = place_at_hand(screen)
    if before and not back and (jump or before.article != place.article):
        screen.trail.leave(before)
    screen.position = place
    screen.serial += 1
    workers.open_page(screen, screen.dossier, screen.contents.result, screen.labels, place, screen.serial)


def place_at_hand(screen: "MainScreen") -> ReaderPosition | None:
    """The place in the reader as it stands, scrolled as it is."""
    here = screen.position
    return ReaderPosition(here.article, here.lit, line=screen.reader.scroll_offset.y) if here else None


def page_came(screen: "MainScreen", message: PageReady) -> None:
    """Show a page, unless another has been asked for since."""
    if message.serial == screen.serial:
        screen.reader.show(message.page, message.place)
        refresh_chrome(screen)


def place_of(screen: "MainScreen", row: Row) -> ReaderPosition | None:
    """Where a row leads: the sentence behind an event, a quotation, an article."""
    here = screen.position.article if screen.position else ""
    if isinstance(row.item, EventRow):
        report = best_report(row.item.event, here)
        return ReaderPosition(report.article, report.span)
    if isinstance(row.item, QuoteRow):
        return ReaderPosition(row.item.quotation.article, row.item.quotation.span)
    return None


def show_row(screen: "MainScreen", pane: str, row: Row) -> None:
    """Let the reader show what a row rests on."""
    if screen.reports and pane == ARTICLES:
        from dossier.tui.actions.ingest_report import show_report  # noqa: PLC0415  # the two rooms know each other

        show_report(screen, row)
        return
    if pane == ARTICLES:
        open_place(screen, ReaderPosition(row.id, to_mark=True))
    elif pane == NOTES and isinstance(row.item, NoteRow):
        _show_entry(screen, row.item)
    elif pane != ACTORS and (place := place_of(screen, row)) is not None:
        open_place(screen, place)
    refresh_chrome(screen)


def _show_entry(screen: "MainScreen", kept: NoteRow) -> None:
    """What an entry hangs on, by its own words in the article."""
    anchor = kept.entry.anchor
    names = screen.labels
    article = next((a for a in names.articles.values() if a.sha256 == anchor.sha256), None) if names and anchor.sha256 else None
    if article is None:
        return
    from dossier.text.anchors import locate  # noqa: PLC0415  # seldom needed

    open_place(screen, ReaderPosition(article.id, locate(anchor, article.text) if anchor.exact else None))


def open_row(screen: "MainScreen", pane: str, row: Row) -> None:
    """Enter on a row: narrow to an actor, edit a note, else read on in the reader."""
    if pane == ACTORS:
        screen.current_query = screen.current_query.with_actor(row.id)
        return
    if pane == NOTES and isinstance(row.item, NoteRow):
        from dossier.tui.actions.notes import edit_entry  # noqa: PLC0415  # the two rooms know each other

        edit_entry(screen, row.item.entry)
        return
    show_row(screen, pane, row)
    screen.add_class("-reading")
    screen.set_focus(screen.reader)


def _open(screen: "MainScreen") -> None:
    from dossier.tui.actions.search import take_nearest  # noqa: PLC0415  # the two rooms know each other

    widget = list_in_focus(screen)
    if screen.contents is None and screen.cancel_event.is_set():
        screen.cancel_event.clear()
        workers.load(screen, screen.dossier, screen.cancel_event.is_set)
    elif widget.chosen is not None:
        open_row(screen, widget.pane, widget.chosen)
    else:
        take_nearest(screen)


def event_in_focus(screen: "MainScreen") -> Event | None:
    """The event that a key means: the selected one, or in the reader the one whose sentence is lit."""
    chosen = screen.lists[TIMELINE].chosen
    event = chosen.item.event if chosen is not None and isinstance(chosen.item, EventRow) else None
    if screen.in_focus == READER and event is not None and screen.position is not None:
        lit = screen.position.lit
        return event if lit is not None and any(r.article == screen.position.article and r.span == lit for r in event.reports) else None
    return event


def quotation_in_focus(screen: "MainScreen") -> Quotation | None:
    """The quotation that a key means: the selected one, or in the reader the lit or the current one."""
    if screen.in_focus != READER:
        chosen = screen.lists[QUOTES].chosen
        return chosen.item.quotation if chosen is not None and isinstance(chosen.item, QuoteRow) else None
    page = screen.reader.page
    here = screen.reader.here()
    if page is None or here is None:
        return None
    return next((quotation for quotation in page.quotations if quotation.span.overlaps(here)), None)


def thing_in_focus(screen: "MainScreen") -> str:
    """The id of what a key means: the selected row's, or in the reader the lit event's, quotation's or the article's."""
    if screen.in_focus != READER:
        chosen = list_in_focus(screen).chosen
        return chosen.id if chosen else ""
    event, quotation = event_in_focus(screen), quotation_in_focus(screen)
    lit = screen.position.lit if screen.position else None
    if quotation is not None and quotation.span == lit:
        return quotation.id
    if event is not None:
        return event.id
    return screen.position.article if screen.position else ""


def _why(screen: "MainScreen") -> None:
    ident = thing_in_focus(screen)
    if ident:
        workers.run_in_thread(screen, "why", lambda: Finished("why", (ident, screen.dossier.why(ident))))


def screen_go(screen: "MainScreen") -> Callable[[ReaderPosition | None], None]:
    """What to do with the place that an overlay was left for."""

    def go(place: ReaderPosition | None) -> None:
        if place is not None:
            open_place(screen, place, jump=True)
            screen.set_focus(screen.reader)

    return go


def _original(screen: "MainScreen") -> None:
    if screen.position is None:
        return
    from dossier.tui.screens.source_file import SourceFileScreen  # noqa: PLC0415  # opened seldom

    article = screen.position.article
    screen.app.push_screen(SourceFileScreen(lambda: screen.dossier.original(article)))


def _fold(screen: "MainScreen") -> None:
    """Show what was folded away below the article, or fold it away again."""
    page = screen.reader.page
    if page is None or not (page.article.captions or page.article.boilerplate):
        screen.show_status("Nothing of this article is folded away.")
        return
    screen.reader.fold()


def _zoom(screen: "MainScreen") -> None:
    screen.toggle_class("-zoomed")
    screen.set_class(screen.in_focus == READER, "-reading")


def _help(screen: "MainScreen") -> None:
    from dossier.tui.screens.help import HelpScreen  # noqa: PLC0415  # opened seldom

    screen.app.push_screen(HelpScreen(screen.in_focus))


def _palette(screen: "MainScreen") -> None:
    from dossier.tui.palette import Palette  # noqa: PLC0415  # opened seldom

    if not Palette.is_open(screen.app):
        screen.app.push_screen(Palette())


def _suspend(screen: "MainScreen") -> None:
    screen.app.action_suspend_process()


ACTS: "dict[str, Callable[[MainScreen], None]]" = {
    "open": _open,
    "why": _why,
    "original": _original,
    "fold": _fold,
    "zoom": _zoom,
    "help": _help,
    "palette": _palette,
    "suspend": _suspend,
}
