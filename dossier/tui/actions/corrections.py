"""Corrections of what the program got wrong: merge, split, rename, hide, set the day, review."""

from collections.abc import Callable
from functools import partial

from dossier.services.notebook.commands import CommandResult
from dossier.text.typed_days import DAYS_HINT, parse_typed_days, typed_days
from dossier.tui import screens
from dossier.tui.actions.focus import list_in_focus, return_focus
from dossier.tui.actions.reading import reader_callback
from dossier.tui.actions.registry import action
from dossier.tui.rows.actors import ActorListRow
from dossier.tui.rows.notes import NoteRow
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import EventRow
from dossier.tui.state.list_model import item_of
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.workers import run_action
from dossier.tui.workspace import Workspace


@action("merge")
def merge(workspace: Workspace) -> None:
    """Merge the rows selected; comes back as `ActionDone`."""
    widget = list_in_focus(workspace)
    picked = [row.id for row in widget.listing.rows if row.id in widget.picked]
    if len(picked) < 2:
        workspace.show_status("Select two or more rows with space, then merge them.")
        return
    widget.picked = frozenset()
    run_action(workspace, "merge", lambda: workspace.dossier.notebook.merge(picked))


@action("split")
def split(workspace: Workspace) -> None:
    """Split the report of the open article off an event, or a name off an actor."""
    row = list_in_focus(workspace).chosen
    if event_row := item_of(row, EventRow):
        event, open_now = event_row.event, workspace.position.article if workspace.position else ""
        if len(event.articles) < 2:
            workspace.show_status("Only one source reports this event, so there is nothing to split.")
            return
        article = open_now if open_now in event.articles else event.articles[0]
        run_action(workspace, "split", lambda: workspace.dossier.notebook.split(event.id, article))
    elif actor_row := item_of(row, ActorListRow):
        actor = actor_row.row.actor
        if not actor.aliases:
            workspace.show_status(f"{actor.name} has only one name, so there is nothing to split.")
            return
        _prompt(
            workspace,
            "Split off the name",
            actor.aliases[-1],
            lambda name: workspace.dossier.notebook.split(actor.id, name),
            hint=", ".join(actor.aliases),
            take_value=True,
        )


@action("rename")
def rename(workspace: Workspace) -> None:
    """Give an actor another name, or a quotation another speaker."""
    row = list_in_focus(workspace).chosen
    if actor_row := item_of(row, ActorListRow):
        actor = actor_row.row.actor
        _prompt(workspace, "Name", actor.name, lambda name: workspace.dossier.notebook.rename(actor.id, name))
    elif quote_row := item_of(row, QuoteRow):
        quotation = quote_row.quotation
        _prompt(workspace, "Speaker", quote_row.speaker, lambda name: workspace.dossier.notebook.set_speaker(quotation.id, name))
    else:
        workspace.show_status("Select a row to rename first.")


@action("set_day")
def set_day(workspace: Workspace) -> None:
    """Set the day or days of an event."""
    row = item_of(list_in_focus(workspace).chosen, EventRow)
    if row is None:
        workspace.show_status("Select an event first.")
        return
    event = row.event
    read = partial(parse_typed_days, near=event.start)
    now = typed_days(event.start, event.end)
    _prompt(workspace, "Day", now, lambda text: workspace.dossier.notebook.set_day(event.id, *read(text)), hint=DAYS_HINT, check=read)


@action("hide")
def hide(workspace: Workspace) -> None:
    """Hide an actor or event, or remove an entry of the notebook."""
    row = list_in_focus(workspace).chosen
    if row is None:
        workspace.show_status("Select a row to hide first.")
        return
    if note_row := item_of(row, NoteRow):
        entry = note_row.entry
        run_action(workspace, "remove", lambda: workspace.dossier.notebook.remove_entry(entry.id))
    else:
        run_action(workspace, "hide", lambda: workspace.dossier.notebook.hide(row.id))


@action("review")
def review(workspace: Workspace) -> None:
    """Review what was merged, and what is to decide."""
    workspace.app.push_screen(screens.merge_review.MergeReviewScreen(workspace), reader_callback(workspace))


def _prompt(
    workspace: Workspace,
    label: str,
    value: str,
    command: Callable[[str], CommandResult],
    *,
    hint: str = "",
    take_value: bool = False,
    check: Callable[[str], object] | None = None,
) -> None:
    """Ask for a text, then run a command with it; an unchanged or empty one does nothing, or stands for the value with `take_value`."""

    def entered(text: str) -> None:
        return_focus(workspace)
        changed = text.strip() if text != value else ""
        if changed or take_value:
            run_action(workspace, label, lambda: command(changed or value))

    workspace.prompt.open(PromptRequest(label, entered, value, hint, select=True, check=check))
