"""Looking: a row's sentence in the reader, reasons, sources side by side, the original file, help, the palette."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, READER, TIMELINE
from dossier.model.event import Event
from dossier.model.quotation import Quotation
from dossier.tui import workers
from dossier.tui.chrome import frame, list_in_focus
from dossier.tui.messages import Finished, PageReady
from dossier.tui.rows.notes import Kept
from dossier.tui.rows.quotes import Said
from dossier.tui.rows.timeline import Dated
from dossier.tui.state.list_model import Row
from dossier.tui.text.article_layout import Place
from dossier.tui.text.phrases import best_report

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def open_place(screen: "MainScreen", place: Place, *, back: bool = False, jump: bool = False) -> None:
    """Lay an article open at a place, and remember where one was unless going back; in one article only where it is a `jump`."""
    if screen.board is None or screen.names is None:
        return
    before = place_at_hand(screen)
    if before and not back and (jump or before.article != place.article):
        screen.trail.leave(before)
    screen.place = place
    screen.serial += 1
    workers.open_page(screen, screen.dossier, screen.board.answer, screen.names, place, screen.serial)


def place_at_hand(screen: "MainScreen") -> Place | None:
    """The place in the reader as it stands, scrolled as it is."""
    here = screen.place
    return Place(here.article, here.lit, line=screen.reader.scroll_offset.y) if here else None


def page_came(screen: "MainScreen", message: PageReady) -> None:
    """Show a page, unless another has been asked for since."""
    if message.serial == screen.serial:
        screen.reader.show(message.page, message.place)
        frame(screen)


def place_of(screen: "MainScreen", row: Row) -> Place | None:
    """Where a row leads: the sentence behind an event, a quotation, an article."""
    here = screen.place.article if screen.place else ""
    if isinstance(row.of, Dated):
        report = best_report(row.of.event, here)
        return Place(report.article, report.span)
    if isinstance(row.of, Said):
        return Place(row.of.quotation.article, row.of.quotation.span)
    return None


def show_row(screen: "MainScreen", pane: str, row: Row) -> None:
    """Let the reader show what a row rests on."""
    if screen.reports and pane == ARTICLES:
        from dossier.tui.actions.ingest_report import show_report  # noqa: PLC0415  # the two rooms know each other

        show_report(screen, row)
        return
    if pane == ARTICLES:
        open_place(screen, Place(row.id, to_mark=True))
    elif pane == NOTES and isinstance(row.of, Kept):
        _show_entry(screen, row.of)
    elif pane != ACTORS and (place := place_of(screen, row)) is not None:
        open_place(screen, place)
    frame(screen)


def _show_entry(screen: "MainScreen", kept: Kept) -> None:
    """What an entry hangs on, by its own words in the article."""
    anchor = kept.entry.anchor
    names = screen.names
    article = next((a for a in names.articles.values() if a.sha256 == anchor.sha256), None) if names and anchor.sha256 else None
    if article is None:
        return
    from dossier.text.anchors import locate  # noqa: PLC0415  # seldom needed

    open_place(screen, Place(article.id, locate(anchor, article.text) if anchor.exact else None))


def open_row(screen: "MainScreen", pane: str, row: Row) -> None:
    """Enter on a row: narrow to an actor, edit a note, else read on in the reader."""
    if pane == ACTORS:
        screen.asked = screen.asked.with_actor(row.id)
        return
    if pane == NOTES and isinstance(row.of, Kept):
        from dossier.tui.actions.notes import edit_entry  # noqa: PLC0415  # the two rooms know each other

        edit_entry(screen, row.of.entry)
        return
    show_row(screen, pane, row)
    screen.add_class("-reading")
    screen.set_focus(screen.reader)


def _open(screen: "MainScreen") -> None:
    from dossier.tui.actions.search import take_nearest  # noqa: PLC0415  # the two rooms know each other

    widget = list_in_focus(screen)
    if screen.board is None and screen.stop.is_set():
        screen.stop.clear()
        workers.load(screen, screen.dossier, screen.stop.is_set)
    elif widget.chosen is not None:
        open_row(screen, widget.pane, widget.chosen)
    else:
        take_nearest(screen)


def event_in_focus(screen: "MainScreen") -> Event | None:
    """The event that a key means: the selected one, or in the reader the one whose sentence is lit."""
    chosen = screen.lists[TIMELINE].chosen
    event = chosen.of.event if chosen is not None and isinstance(chosen.of, Dated) else None
    if screen.in_focus == READER and event is not None and screen.place is not None:
        lit = screen.place.lit
        return event if lit is not None and any(r.article == screen.place.article and r.span == lit for r in event.reports) else None
    return event


def quotation_in_focus(screen: "MainScreen") -> Quotation | None:
    """The quotation that a key means: the selected one, or in the reader the lit or the current one."""
    if screen.in_focus != READER:
        chosen = screen.lists[QUOTES].chosen
        return chosen.of.quotation if chosen is not None and isinstance(chosen.of, Said) else None
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
    lit = screen.place.lit if screen.place else None
    if quotation is not None and quotation.span == lit:
        return quotation.id
    if event is not None:
        return event.id
    return screen.place.article if screen.place else ""


def _why(screen: "MainScreen") -> None:
    ident = thing_in_focus(screen)
    if ident:
        workers.run(screen, "why", lambda: Finished("why", (ident, screen.dossier.why(ident))))


def screen_go(screen: "MainScreen") -> Callable[[Place | None], None]:
    """What to do with the place that an overlay was left for."""

    def go(place: Place | None) -> None:
        if place is not None:
            open_place(screen, place, jump=True)
            screen.set_focus(screen.reader)

    return go


def _original(screen: "MainScreen") -> None:
    if screen.place is None:
        return
    from dossier.tui.screens.source_file import OriginalScreen  # noqa: PLC0415  # opened seldom

    article = screen.place.article
    screen.app.push_screen(OriginalScreen(lambda: screen.dossier.original(article)))


def _fold(screen: "MainScreen") -> None:
    """Show what was folded away below the article, or fold it away again."""
    page = screen.reader.page
    if page is None or not (page.article.captions or page.article.left_out):
        screen.tell("Nothing of this article is folded away.")
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
