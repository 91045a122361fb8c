"""Message handlers of the main screen: for each message of widgets and workers the function that reacts to it."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.message import Message

from dossier.errors import Cancelled
from dossier.keys.keymap import ARTICLES, SEARCH
from dossier.model.notebook import Entry
from dossier.tui import messages as m
from dossier.tui import opening, queries, screens
from dossier.tui import work_results as r
from dossier.tui.actions.add import ask_for_notes, show_batch, show_done
from dossier.tui.actions.copy import copy_to_clipboard
from dossier.tui.actions.filters import recall_history, remove_filter, toggle_days
from dossier.tui.actions.ingest_report import show_ingest_results
from dossier.tui.actions.left_off import begin_restoring, finish_restoring, selected_row
from dossier.tui.actions.navigation import finish_jump
from dossier.tui.actions.notes import save_draft, set_next_status
from dossier.tui.actions.open import open_row, show_row
from dossier.tui.actions.read_state import SINCE, note_reading
from dossier.tui.actions.reading import reader_callback
from dossier.tui.actions.results import finish_opening, follow_contents, show_contents, show_result
from dossier.tui.actions.search import ask_query, enter_query, offer_other_reading
from dossier.tui.actions.watch.check import ask_or_check, show_checked
from dossier.tui.chrome import refresh_chrome
from dossier.tui.first_rows import drop_first_rows, end_first_rows, was_used
from dossier.tui.rows.ingest_report import synced_words
from dossier.tui.rows.notes import new_note_words
from dossier.tui.style.roles import style_roles
from dossier.tui.text.placeholders import failure, loading, stopped_reading
from dossier.tui.workspace import Workspace

HANDLERS: dict[type[Message], Callable[[Workspace, Any], None]] = {}
"""The handler of each message type; filled by `handles`."""

MessageT = TypeVar("MessageT", bound=Message)
Handler = Callable[[Workspace, MessageT], None]


def handles(kind: type[MessageT]) -> Callable[[Handler[MessageT]], Handler[MessageT]]:
    """Register the decorated function as the handler of a message type."""

    def register(handler: Handler[MessageT]) -> Handler[MessageT]:
        HANDLERS[kind] = handler
        return handler

    return register


# ---------------------------------------------------------------------- intents
@handles(m.RowShown)
def on_row_shown(workspace: Workspace, message: m.RowShown) -> None:
    """Show in the reader what the row rests on."""
    show_row(workspace, message.pane, message.row)


@handles(m.RowOpened)
def on_row_opened(workspace: Workspace, message: m.RowOpened) -> None:
    """Open the row."""
    open_row(workspace, message.pane, message.row)


@handles(m.ChipClicked)
def on_chip_clicked(workspace: Workspace, message: m.ChipClicked) -> None:
    """Remove the filter."""
    remove_filter(workspace, message.filter)


@handles(m.MonthClicked)
def on_month_clicked(workspace: Workspace, message: m.MonthClicked) -> None:
    """Narrow to the month, or widen again."""
    toggle_days(workspace, message.days)


@handles(m.QueryTyped)
def on_query_typed(workspace: Workspace, message: m.QueryTyped) -> None:
    """Search while typing, and look up completions."""
    workspace.current_query = workspace.current_query.with_text(message.text)
    if workspace.loaded:
        queries.complete(workspace, workspace.dossier, message.text, workspace.search_box.cursor_position)


@handles(m.QueryEntered)
def on_query_entered(workspace: Workspace, message: m.QueryEntered) -> None:
    """Search, and leave the search box."""
    enter_query(workspace, message.text)


@handles(m.PassageMarked)
def on_passage_marked(workspace: Workspace, _message: m.PassageMarked) -> None:
    """Show the keys for the passage."""
    refresh_chrome(workspace)


@handles(m.NoteTyped)
def on_note_typed(workspace: Workspace, _message: m.NoteTyped) -> None:
    """Save the note while it is typed."""
    save_draft(workspace)


# ---------------------------------------------------------------------- loading
@handles(m.LoadProgress)
def on_load_progress(workspace: Workspace, message: m.LoadProgress) -> None:
    """Show the progress in the list while there is nothing else to show, else in the footer."""
    look = style_roles(workspace.app)
    drop_first_rows(workspace)
    if workspace.contents is None:
        lines = loading(look, message.stage, message.done, message.total, message.file)
        workspace.lists[workspace.pane].show_placeholder(lines)
    else:
        workspace.show_status(f"{message.stage} {message.done:,} of {message.total:,}  {message.file}  {look.key('back')} stops")


@handles(m.DossierLoaded)
def on_dossier_loaded(workspace: Workspace, message: m.DossierLoaded) -> None:
    """Ask the first query, recall earlier searches, and show the notices."""
    if workspace.host.restores and not was_used(workspace):
        begin_restoring(workspace)
    workspace.loaded = True
    workspace.ask_again()
    recall_history(workspace)
    if sentences := [sentence for sentence in (workspace.host.first_message, *message.notices) if sentence]:
        workspace.show_status(" ".join(sentences))


@handles(r.SeedsLooked)
def on_seeds_looked(workspace: Workspace, message: r.SeedsLooked) -> None:
    """Read what has changed in seeds/, once it is there as a whole."""
    if workspace.ingesting:
        return
    is_due = workspace.seed_watch.take(message.look, message.seconds)
    if message.look.status.any and (is_due or message.at_once):
        workspace.cancel_event.clear()
        workspace.ingesting = True
        queries.sync_seeds(workspace, workspace.dossier, workspace.cancel_event.is_set)


@handles(r.SeedsSynced)
def on_seeds_synced(workspace: Workspace, message: r.SeedsSynced) -> None:
    """Show the dossier as it is after files in seeds/ have changed."""
    workspace.ingesting = False
    workspace.articles_changed = True
    show_result(workspace, synced_words(message.results), undoable=False)


# ---------------------------------------------------------------------- results of a query
@handles(r.ResultsReady)
def on_results_ready(workspace: Workspace, message: r.ResultsReady) -> None:
    """Show a result, unless another query is current by now."""
    if message.query != workspace.current_query:
        return
    is_first, had_first_rows = workspace.contents is None, workspace.first_rows is not None
    other_row = show_contents(workspace, message.contents)
    workspace.contents_shown.publish(message.contents)
    if is_first:
        end_first_rows(workspace)
        finish_opening(workspace)
    if workspace.ingest_results:
        show_ingest_results(workspace)
        refresh_chrome(workspace)
    elif not (finish_jump(workspace) or finish_restoring(workspace)):
        follow_contents(workspace, other_row=other_row)
    if is_first and not had_first_rows:
        opening.store_first_rows(workspace, workspace.dossier, message.contents, selected_row(workspace))
    offer_other_reading(workspace)
    workspace.greet(message.contents.result.totals.articles)


@handles(r.SnippetsReady)
def on_snippets_ready(workspace: Workspace, message: r.SnippetsReady) -> None:
    """Show more articles with their snippets, for the result that is shown."""
    contents = workspace.contents
    if contents is None or not message.query == workspace.current_query == contents.result.query:
        return
    workspace.contents = contents.with_list(ARTICLES, message.listing)
    if not workspace.ingest_results:
        workspace.lists[ARTICLES].show(message.listing)


@handles(m.ListFiltered)
def on_list_filtered(workspace: Workspace, _message: m.ListFiltered) -> None:
    """Renew the border of the list."""
    refresh_chrome(workspace)


@handles(r.CompletionsReady)
def on_completions_ready(workspace: Workspace, message: r.CompletionsReady) -> None:
    """Offer completions where the search box still holds the text that they are for."""
    text, search_box = message.text, workspace.search_box
    if text == search_box.value and workspace.focused_pane == SEARCH and search_box.has_focus and text.strip():
        others = tuple(completion for completion in message.completions if completion.text.strip() != text.strip())
        workspace.completions.offer(others, text)
    else:
        workspace.completions.offer((), "")


@handles(r.ArticleReady)
def on_article_ready(workspace: Workspace, message: r.ArticleReady) -> None:
    """Show an article, unless another one was requested since."""
    if message.request == workspace.article_request:
        before = workspace.reader.view
        workspace.reader.show(message.view, message.position)
        if before is None or before.article.id != message.view.article.id:
            note_reading(workspace)
        refresh_chrome(workspace)


@handles(r.ReadStateChanged)
def on_read_state_changed(workspace: Workspace, message: r.ReadStateChanged) -> None:
    """Draw the articles with the marks of now."""
    workspace.lists[ARTICLES].redraw()
    if message.sentence:
        workspace.show_status(message.sentence)


# ---------------------------------------------------------------------- results of commands
@handles(m.ActionDone)
def on_action_done(workspace: Workspace, message: m.ActionDone) -> None:
    """Show the sentence of a command, and the dossier as it is after it."""
    show_result(workspace, message.result.sentence, undoable=message.undoable)


@handles(r.NoteChanged)
def on_note_changed(workspace: Workspace, message: r.NoteChanged) -> None:
    """Say that a note was saved."""
    show_result(workspace, "Saved the note." if message.entry.text else "")


@handles(r.NoteClosed)
def on_note_closed(workspace: Workspace, message: r.NoteClosed) -> None:
    """Say that the note was saved, or removed since it was empty."""
    outcome = message.outcome
    if isinstance(outcome, Entry):
        show_result(workspace, "Saved the note." if outcome.text else "")
    else:
        show_result(workspace, outcome.sentence if outcome else "")


@handles(r.NoteStatusChanged)
def on_note_status_changed(workspace: Workspace, message: r.NoteStatusChanged) -> None:
    """Show a note's status, also in the note editor."""
    entry, draft = message.entry, workspace.note_editor.draft
    if draft is not None and draft.entry is not None and draft.entry.id == entry.id:
        draft.entry = entry
        workspace.note_editor.update_head()
    show_result(workspace, f"Note status: {entry.status}." if entry.status else "Removed the note's status.")


@handles(r.NoteSaved)
def on_note_saved(workspace: Workspace, _message: r.NoteSaved) -> None:
    """Show that the open note is saved."""
    workspace.note_editor.show_saved()


@handles(r.NoteAnchored)
def on_note_anchored(workspace: Workspace, message: r.NoteAnchored) -> None:
    """Show the anchor of the note that is begun."""
    draft = workspace.note_editor.draft
    if draft is not None and draft.entry is None and workspace.labels is not None:
        workspace.note_editor.update_head(new_note_words(message.anchor, workspace.labels))


@handles(r.NoteReadyForStatus)
def on_note_ready_for_status(workspace: Workspace, message: r.NoteReadyForStatus) -> None:
    """Give the open note its next status, now that it is saved."""
    set_next_status(workspace, message.entry)


@handles(r.CopyReady)
def on_copy_ready(workspace: Workspace, message: r.CopyReady) -> None:
    """Copy a text that was looked up."""
    copy_to_clipboard(workspace, message.label, message.text)


@handles(r.Copied)
def on_copied(workspace: Workspace, message: r.Copied) -> None:
    """Say what was copied."""
    workspace.show_status(message.sentence)


# ---------------------------------------------------------------------- overlays
@handles(r.ExplanationReady)
def on_explanation_ready(workspace: Workspace, message: r.ExplanationReady) -> None:
    """Show an explanation."""
    if workspace.labels is not None:
        screen = screens.explanation.ExplanationScreen(workspace, message.explanation, workspace.labels)
        workspace.app.push_screen(screen, reader_callback(workspace))


@handles(r.ComparisonReady)
def on_comparison_ready(workspace: Workspace, message: r.ComparisonReady) -> None:
    """Show a comparison, beginning with the article that is open."""
    comparison = message.comparison
    if comparison is None:
        workspace.show_status("Only one source, so there is nothing to compare.")
        return
    open_article = workspace.position.article if workspace.position else ""
    start = comparison.ident if comparison.kind == "quotation" else open_article
    workspace.app.push_screen(screens.compare.CompareScreen(workspace, comparison, start), reader_callback(workspace))


@handles(r.ProfileReady)
def on_profile_ready(workspace: Workspace, message: r.ProfileReady) -> None:
    """Show an actor's page."""
    workspace.app.push_screen(screens.profile.ProfileScreen(workspace, message.layout), reader_callback(workspace))


@handles(r.SavedSearchReady)
def on_saved_search_ready(workspace: Workspace, message: r.SavedSearchReady) -> None:
    """Run the query of a saved search."""
    ask_query(workspace, message.query)


@handles(r.SearchNewsReady)
def on_search_news_ready(workspace: Workspace, message: r.SearchNewsReady) -> None:
    """Say beside what is new how many saved searches have some of it, unless something else is said by now."""
    said = workspace.footer.message
    if not said or said.endswith(SINCE):
        key = style_roles(workspace.app).key("searches")
        count = "1 saved search has" if message.searches == 1 else f"{message.searches} saved searches have"
        workspace.show_status(f"{said} {count} new results.  {key} shows them".strip())


@handles(r.SearchHistoryReady)
def on_search_history_ready(workspace: Workspace, message: r.SearchHistoryReady) -> None:
    """Put earlier searches before those made since."""
    since = (text for text in workspace.search_box.history if text not in message.texts)
    workspace.search_box.history = [*message.texts, *since]


# ---------------------------------------------------------------------- adding articles
@handles(r.IngestBatch)
def on_ingest_batch(workspace: Workspace, message: r.IngestBatch) -> None:
    """Show the results of a batch."""
    show_batch(workspace, message.results)


@handles(r.NotesOffered)
def on_notes_offered(workspace: Workspace, message: r.NotesOffered) -> None:
    """Show what the bundles bring, and ask."""
    workspace.ingesting = False
    ask_for_notes(workspace, message)


@handles(r.IngestDone)
def on_ingest_done(workspace: Workspace, message: r.IngestDone) -> None:
    """Show the results of all files."""
    workspace.ingesting = False
    show_done(workspace, message.results)


# ---------------------------------------------------------------------- watched feeds
@handles(r.AddressesListed)
def on_addresses_listed(workspace: Workspace, message: r.AddressesListed) -> None:
    """Check the addresses, or ask for the network first."""
    ask_or_check(workspace, message.addresses, at_once=message.at_once)


@handles(r.FeedsChecked)
def on_feeds_checked(workspace: Workspace, message: r.FeedsChecked) -> None:
    """Say what came of a check."""
    if not message.background:
        workspace.ingesting = False
        workspace.cancel_event.clear()
    show_checked(workspace, message.checks, background=message.background)


# ---------------------------------------------------------------------- failures
@handles(m.WorkFailed)
def on_work_failed(workspace: Workspace, message: m.WorkFailed) -> None:
    """Show an error in the footer."""
    drop_first_rows(workspace)  # the rest may not come
    workspace.show_status(f"! {message.error}")
    refresh_chrome(workspace)


@handles(m.IngestFailed)
def on_ingest_failed(workspace: Workspace, message: m.IngestFailed) -> None:
    """Show why articles could not be added."""
    workspace.ingesting = False
    on_work_failed(workspace, message)


@handles(m.OpenFailed)
def on_open_failed(workspace: Workspace, message: m.OpenFailed) -> None:
    """Show in the list why the dossier could not be opened, or that loading was stopped."""
    drop_first_rows(workspace)
    look, widget = style_roles(workspace.app), workspace.lists[workspace.pane]
    if isinstance(message.error, Cancelled):
        widget.show_placeholder(stopped_reading(look))
    else:
        widget.show_placeholder(failure(look, "Could not open this dossier", message.error, widget.size.width, "Where"))
