"""Search box and completions, marks, the filter of a list, sort order, selection, and one step back from each."""

from dossier.keys.keymap import ACTORS, READER, SEARCH
from dossier.model.query import Query
from dossier.phrases.plural import pluralize
from dossier.tui.actions.focus import list_in_focus, return_focus
from dossier.tui.actions.registry import action
from dossier.tui.chrome import apply_breakpoint, order_words, refresh_chrome
from dossier.tui.state.list_contents import ORDERS
from dossier.tui.style.roles import style_roles
from dossier.tui.widgets.chips import in_order
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.workspace import Workspace


def ask_query(workspace: Workspace, query: Query) -> None:
    """Ask a query: its text goes into the search box, its filters into chips."""
    workspace.search_box.set_text(query.text)
    workspace.current_query = query


# ---------------------------------------------------------------------- the search box
@action("search")
def focus_search(workspace: Workspace) -> None:
    """Go to the search box."""
    # at once: `focus()` waits for a turn of the loop, and letters typed without a pause would be keys of the list
    workspace.set_focus(workspace.search_box)
    workspace.search_box.cursor_position = len(workspace.search_box.value)


def enter_query(workspace: Workspace, text: str) -> None:
    """Ask a text, and leave the search box for the results."""
    workspace.completions.offer((), "")
    if text != workspace.search_box.value:
        workspace.search_box.set_text(text)
        workspace.set_focus(workspace.search_box)
    workspace.current_query = workspace.current_query.with_text(text)
    workspace.offer_due = True
    offer_other_reading(workspace)
    if workspace.search_box.has_focus and text == workspace.search_box.value:
        leave_search(workspace)


@action("enter_search")
def enter_field(workspace: Workspace) -> None:
    """Leave the field at once, so that the next key is one of the list; its text is taken when the last letter has arrived."""
    if workspace.prompt.display:
        workspace.prompt.submit()
        return_focus(workspace)
        return
    leave_search(workspace)
    workspace.search_box.call_later(_enter_text_of_box, workspace)


def _enter_text_of_box(workspace: Workspace) -> None:
    workspace.search_box.remember()
    enter_query(workspace, workspace.search_box.value)


def leave_search(workspace: Workspace) -> None:
    """Go from the search box to the list; its text is remembered when the last letter has arrived."""
    workspace.set_focus(workspace.lists[workspace.pane])
    workspace.search_box.call_later(workspace.search_box.remember)


@action("leave_search")
def close_field(workspace: Workspace) -> None:
    """Close the prompt, else clear the search and leave its box; what was searched for stays in the history."""
    if workspace.prompt.display:
        workspace.prompt.cancel()
        return_focus(workspace)
        return
    workspace.set_focus(workspace.lists[workspace.pane])
    workspace.search_box.call_later(_clear_box, workspace)


def _clear_box(workspace: Workspace) -> None:
    """Clear the search once the letters that are still on their way have arrived."""
    workspace.search_box.remember()
    workspace.completions.offer((), "")
    ask_query(workspace, workspace.current_query.with_text(""))


@action("take")
def take_completion(workspace: Workspace) -> None:
    """Take a completion; without one leave the search box."""
    if workspace.prompt.display:
        workspace.prompt.complete(workspace.show_status)
        return
    completion = workspace.completions.chosen
    if completion is None:
        leave_search(workspace)
        return
    workspace.search_box.value = completion.text
    workspace.search_box.cursor_position = len(completion.text)


@action("older", by=-1)
@action("newer", by=1)
def recall(workspace: Workspace, by: int) -> None:
    """Choose another completion, or go through the searches made before."""
    if not workspace.search_box.has_focus:
        return
    if workspace.completions.chosen:
        workspace.completions.move(-by)
    else:
        workspace.search_box.recall(by)


@action("near")
def allow_near_spellings(workspace: Workspace) -> None:
    """Include similar spellings of the last word."""
    text = workspace.current_query.text.rstrip()
    if text and text[-1].isalnum():
        ask_query(workspace, workspace.current_query.with_text(text + "~"))


def search_nearest(workspace: Workspace) -> None:
    """Search the nearest spelling where nothing was found."""
    result = workspace.contents.result if workspace.contents else None
    if result is not None and result.nearest is not None and not result.articles:
        words = workspace.current_query.text.split()
        ask_query(workspace, workspace.current_query.with_text(" ".join([*words[:-1], result.nearest[0]])))


def offer_other_reading(workspace: Workspace) -> None:
    """After a search was entered, and its result is there: say that another reading of it has more articles."""
    result = workspace.contents.result if workspace.contents else None
    if not workspace.offer_due or result is None or result.query != workspace.current_query:
        return
    workspace.offer_due = False
    if reading := result.other_reading:
        key = style_roles(workspace.app).key("other_reading")
        workspace.show_status(
            f"{reading.query} finds {pluralize(reading.articles, 'article')}, this search {len(result.articles)}.  {key} runs it"
        )


@action("other_reading")
def ask_other_reading(workspace: Workspace) -> None:
    """Ask the other reading of the query."""
    result = workspace.contents.result if workspace.contents else None
    if result is None or result.other_reading is None:
        workspace.show_status("No other suggestion for this search.")
    else:
        ask_query(workspace, workspace.current_query.with_text(result.other_reading.query))


# ---------------------------------------------------------------------- lists and marks
@action("next_mark", by=1)
@action("previous_mark", by=-1)
def step_marks(workspace: Workspace, by: int) -> None:
    """Go to the next or previous mark in the reader."""
    if not workspace.reader.step(by):
        workspace.show_status("No marks in this article." if workspace.reader.view else "No article is open.")


@action("filter")
def filter_list(workspace: Workspace) -> None:
    """Ask for words to filter the list by, and filter it while they are typed."""
    widget = list_in_focus(workspace)

    def change(text: str) -> None:
        widget.filter_by(text)
        refresh_chrome(workspace)

    def entered(text: str) -> None:
        change(text)
        if workspace.focused_pane == SEARCH:
            workspace.set_focus(widget)

    workspace.prompt.open(PromptRequest(f"Filter {widget.pane}", entered, widget.filter_text, "words in this list", change))


@action("sort")
def change_order(workspace: Workspace) -> None:
    """Put the list into its next order."""
    pane = list_in_focus(workspace).pane
    orders = ORDERS.get(pane, ())
    if not orders:
        return
    now = workspace.sort_orders.pop(pane, orders[0])
    order = orders[(orders.index(now) + 1) % len(orders)]
    if order != orders[0]:
        workspace.sort_orders[pane] = order
    workspace.ask_again()
    workspace.show_status(f"{pane.capitalize()}: {order_words(order)}.")


@action("select")
def select(workspace: Workspace) -> None:
    """Select a row beside others, or add an actor to those that the search is narrowed to."""
    widget = list_in_focus(workspace)
    if widget.chosen is None:
        return
    if widget.pane == ACTORS and workspace.current_query.actors:
        workspace.current_query = workspace.current_query.with_actor(widget.chosen.id, add=True)
        return
    widget.pick(widget.chosen.id)
    widget.move(1)


# ---------------------------------------------------------------------- back
def step_back(workspace: Workspace) -> bool:
    """One step back: cursor, zoom, reader, selection, filter, the last filter of the query, its text. False where there is no step."""
    widget = list_in_focus(workspace)
    if workspace.focused_pane == READER and workspace.reader.drop_cursor():
        return True
    if workspace.has_class("-zoomed"):
        workspace.remove_class("-zoomed")
        apply_breakpoint(workspace)
    elif workspace.focused_pane == READER:
        workspace.set_focus(workspace.lists[workspace.pane])
        workspace.remove_class("-reading")
    elif widget.picked:
        widget.picked = frozenset()
        widget.refresh()
    elif widget.filter_text:
        widget.filter_by("")
    elif filters := in_order(workspace.top_bar.filters, workspace.current_query):
        workspace.current_query = workspace.current_query.without_filter(filters[-1])
    elif workspace.current_query != Query():
        ask_query(workspace, Query())
    else:
        return False
    return True


@action("back")
def back(workspace: Workspace) -> None:
    """Stop loading or adding; else one step back."""
    if workspace.contents is None or workspace.ingesting:
        workspace.cancel_event.set()
        workspace.show_status("Stopping after this file…")
        return
    step_back(workspace)


@action("quit")
def back_or_quit(workspace: Workspace) -> None:
    """One step back; where there is none, quit."""
    if workspace.contents is None or not step_back(workspace):
        workspace.app.exit()


@action("quit_now")
def quit_now(workspace: Workspace) -> None:
    """Quit at once."""
    workspace.app.exit()
