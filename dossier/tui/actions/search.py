"""Finding: the search box, completions, filters, narrowing, and one step back from each."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from dossier.keys.keymap import ACTORS, LISTS, NOTES, SEARCH
from dossier.model.query import Query
from dossier.tui import workers
from dossier.tui.actions.open import open_place, place_of, show_row
from dossier.tui.chrome import apply_breakpoint, list_in_focus, order_words, refresh_chrome
from dossier.tui.messages import Completed
from dossier.tui.state.list_contents import ListContents
from dossier.tui.state.list_model import Row
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.placeholders import no_hit, nothing_yet
from dossier.tui.widgets.chips import in_order
from dossier.tui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def answer_came(screen: "MainScreen", board: ListContents) -> None:
    """Fill every list from an answer."""
    screen.contents, screen.labels = board, board.labels
    look, answer = style_roles(screen.app), board.result
    for pane in LISTS:
        widget = screen.lists[pane]
        widget.show(board.lists[pane])
        if widget.picked and answer.query.empty:
            # rows that are gone are selected no more; those that a search leaves out stay selected, to be joined with others
            widget.picked &= {row.id for row in board.lists[pane].rows}
        asked = not answer.query.empty and (pane != NOTES or answer.totals.notes)
        widget.say(
            no_hit(look, pane, answer) if asked and answer.totals.articles else nothing_yet(look, pane, articles=answer.totals.articles > 0)
        )
    apply_breakpoint(screen)


def follow(screen: "MainScreen") -> None:
    """Let the reader follow an answer: the open article with its new marks where it is still shown, else the best one."""
    board = screen.contents
    if board is None:
        return
    shown = [hit.article for hit in board.result.articles]
    chosen = screen.lists[screen.tab].chosen
    place = screen.position if screen.position and screen.position.article in board.labels.articles else None
    moved = screen.reader.page is None or screen.reader.page.query != board.result.query
    if place is not None and not moved:
        open_place(screen, replace(place, to_mark=False, line=screen.reader.scroll_offset.y), back=True)
    elif chosen is not None and not board.result.query.text.strip() and place_of(screen, chosen):
        show_row(screen, screen.tab, chosen)
    elif place is not None and (place.article in shown or not shown):
        lit = place.lit if _leads_here(chosen, screen) else None
        open_place(screen, ReaderPosition(place.article, lit, to_mark=True), back=True)
    elif shown:
        open_place(screen, ReaderPosition(shown[0], to_mark=True))
    else:
        screen.reader.say(())
    refresh_chrome(screen)


def _leads_here(chosen: Row | None, screen: "MainScreen") -> bool:
    """True where the selected row still leads to the sentence that is lit."""
    place = place_of(screen, chosen) if chosen is not None else None
    return (
        place is not None and screen.position is not None and (place.article, place.lit) == (screen.position.article, screen.position.lit)
    )


def query_changed(screen: "MainScreen", text: str) -> None:
    """Search while typing, and ask what the words can become."""
    screen.current_query = screen.current_query.with_text(text)
    if screen.loaded:
        workers.complete(screen, screen.dossier, text, screen.search.cursor_position)


def completions_came(screen: "MainScreen", message: Completed) -> None:
    """Offer completions where the box still holds what they are for."""
    if message.text == screen.search.value and screen.in_focus == SEARCH and screen.search.has_focus and message.text.strip():
        others = tuple(choice for choice in message.completions if choice.text.strip() != message.text.strip())
        screen.completions.offer(others, message.text)
    else:
        screen.completions.offer((), "")


def query_entered(screen: "MainScreen", text: str) -> None:
    """Leave the box for what was found."""
    screen.completions.offer((), "")
    if text != screen.search.value:
        screen.search.put(text)
        screen.set_focus(screen.search)
    screen.current_query = screen.current_query.with_text(text)
    if screen.search.has_focus and text == screen.search.value:
        leave_search(screen)


def _enter(screen: "MainScreen") -> None:
    """Leave the field at once, so that the next key is one of the list; its words are taken when the last letter has come to it."""
    if screen.prompt.display:
        screen.prompt.submit()
        screen.set_focus(screen.reader if screen.has_class("-reading") else screen.lists[screen.pane])
        return
    leave_search(screen)
    screen.search.call_later(_entered, screen)


def _entered(screen: "MainScreen") -> None:
    screen.search.remember()
    query_entered(screen, screen.search.value)


def leave_search(screen: "MainScreen") -> None:
    """Close completions, or go from the box to the list; what stands in it is remembered when the last letter has come to it."""
    screen.set_focus(screen.lists[screen.pane])
    screen.search.call_later(screen.search.remember)


def _close_search(screen: "MainScreen") -> None:
    if screen.prompt.display:
        screen.prompt.cancel()
        screen.set_focus(screen.lists[screen.pane])
    elif screen.completions.chosen:
        screen.completions.offer((), "")
    else:
        leave_search(screen)


def _search(screen: "MainScreen") -> None:
    # at once: `focus()` waits for a turn of the loop, and letters typed without a pause would be keys of the list
    screen.set_focus(screen.search)
    screen.search.cursor_position = len(screen.search.value)


def _take(screen: "MainScreen") -> None:
    if screen.prompt.display:
        screen.prompt.grow(screen.show_status)
        return
    chosen = screen.completions.chosen
    if chosen is None:
        leave_search(screen)
        return
    screen.search.value = chosen.text
    screen.search.cursor_position = len(chosen.text)


def _older(by: int, screen: "MainScreen") -> None:
    if not screen.search.has_focus:
        return
    if screen.completions.chosen:
        screen.completions.move(-by)
    else:
        screen.search.recall(by)


def _mark(by: int, screen: "MainScreen") -> None:
    if not screen.reader.step(by):
        screen.show_status("Nothing is marked in this article." if screen.reader.page else "No article is open.")


def _filter(screen: "MainScreen") -> None:
    widget = list_in_focus(screen)

    def change(text: str) -> None:
        widget.narrow_to(text)
        refresh_chrome(screen)

    def done(text: str) -> None:
        change(text)
        if screen.in_focus == SEARCH:
            screen.set_focus(widget)

    screen.prompt.open(PromptRequest(f"filter {widget.pane}", done, widget.wanted, "words to look for in this list", change))


def _near(screen: "MainScreen") -> None:
    text = screen.current_query.text.rstrip()
    if text and text[-1].isalnum():
        screen.search.put(text + "~")
        screen.current_query = screen.current_query.with_text(text + "~")


def take_nearest(screen: "MainScreen") -> bool:
    """Search the nearest spelling where nothing was found; false where there is none."""
    nearest = screen.contents.result.nearest if screen.contents else None
    if nearest is None or (screen.contents and screen.contents.result.articles):
        return False
    words = screen.current_query.text.split()
    text = " ".join([*words[:-1], nearest[0]])
    screen.search.put(text)
    screen.current_query = screen.current_query.with_text(text)
    return True


def step_back(screen: "MainScreen") -> bool:
    """One step back: zoom, reader, selection, filter, what was narrowed last, words. False where there is nothing to go back from."""
    widget = list_in_focus(screen)
    if screen.has_class("-zoomed"):
        screen.remove_class("-zoomed")
    elif screen.in_focus == "reader":
        screen.set_focus(screen.lists[screen.pane])
        screen.remove_class("-reading")
    elif widget.picked:
        widget.picked = frozenset()
        widget.refresh()
    elif widget.wanted:
        widget.narrow_to("")
    elif chosen := in_order(screen.top.chosen, screen.current_query):
        screen.current_query = screen.current_query.without_filter(chosen[-1])
    elif screen.current_query != Query():
        screen.search.put("")
        screen.current_query = Query()
    else:
        return False
    return True


def _back(screen: "MainScreen") -> None:
    if screen.contents is None or screen.busy:
        screen.cancel_event.set()
        screen.show_status("Stopping after this file …")
        return
    step_back(screen)


def _quit(screen: "MainScreen") -> None:
    if screen.contents is None or not step_back(screen):
        screen.app.exit()


def _sort(screen: "MainScreen") -> None:
    from dossier.tui.state.list_contents import ORDERS  # noqa: PLC0415  # seldom needed

    pane = list_in_focus(screen).pane
    orders = ORDERS.get(pane, ())
    if not orders:
        return
    now = screen.sort_orders.pop(pane, orders[0])
    order = orders[(orders.index(now) + 1) % len(orders)]
    if order != orders[0]:
        screen.sort_orders[pane] = order
    screen.watch_current_query()
    screen.show_status(f"{pane.capitalize()}: {order_words(order)}.")


def narrow_to_actor(screen: "MainScreen", actor: str, *, add: bool) -> None:
    """Narrow everything to an actor, or open up again where it is narrowed to it."""
    screen.current_query = screen.current_query.with_actor(actor, add=add)


def _select(screen: "MainScreen") -> None:
    widget = list_in_focus(screen)
    if widget.chosen is None:
        return
    if widget.pane == ACTORS and screen.current_query.actors:
        narrow_to_actor(screen, widget.chosen.id, add=True)
        return
    widget.pick(widget.chosen.id)
    widget.move(1)


ACTS: "dict[str, Callable[[MainScreen], None]]" = {
    "search": _search,
    "take": _take,
    "enter_search": _enter,
    "leave_search": _close_search,
    "older": partial(_older, -1),
    "newer": partial(_older, 1),
    "next_mark": partial(_mark, 1),
    "previous_mark": partial(_mark, -1),
    "filter": _filter,
    "near": _near,
    "back": _back,
    "quit": _quit,
    "quit_now": lambda screen: screen.app.exit(),
    "sort": _sort,
    "select": _select,
}
