"""Notes: bookmarks, tags, notes and their status, in the app or in the user's own editor."""

from textual.widgets import TextArea

from dossier.keys.keymap import NOTE, NOTES
from dossier.model.notebook import Entry, EntryKind, NoteStatus
from dossier.tui.actions.focus import anchor_in_focus, return_focus, selected_entry
from dossier.tui.actions.registry import action
from dossier.tui.keys.field_completion import FieldCompletion, complete_tags
from dossier.tui.platform.editor import EditorBuffer, edit
from dossier.tui.rows.notes import anchor_words
from dossier.tui.state.note_draft import NoteDraft, save_edited
from dossier.tui.style.roles import style_roles
from dossier.tui.widgets.prompt import PromptRequest
from dossier.tui.work_results import NoteAnchored, NoteChanged, NoteClosed, NoteReadyForStatus, NoteSaved, NoteStatusChanged
from dossier.tui.workers import run_action, run_in_thread
from dossier.tui.workspace import Workspace


@action("bookmark")
def bookmark(workspace: Workspace) -> None:
    """Bookmark what is in focus, or remove its bookmark."""
    if make_anchor := anchor_in_focus(workspace):
        run_action(workspace, "bookmark", lambda: workspace.dossier.notebook.bookmark(make_anchor()))


@action("tag")
def tag(workspace: Workspace) -> None:
    """Ask for tags, and add them to what is in focus, or remove them where it has them all."""
    make_anchor = anchor_in_focus(workspace)
    if make_anchor is None:
        return
    entry = selected_entry(workspace) if workspace.focused_pane == NOTES else None
    known_tags = [tag for note in (workspace.contents.result.notes if workspace.contents else ()) for tag in note.tags]

    def complete(text: str) -> FieldCompletion:
        return complete_tags(text, known_tags)

    def entered(text: str) -> None:
        tags = text.replace("#", " ").split()
        return_focus(workspace)
        if tags and entry is not None:
            new = tuple(dict.fromkeys((*entry.tags, *tags))) if not set(tags) <= set(entry.tags) else tuple(set(entry.tags) - set(tags))
            run_in_thread(
                workspace, "tag the note", lambda: NoteChanged(workspace.dossier.notebook.edit_note(entry.id, tags=new, seen=entry))
            )
        elif tags:
            run_action(workspace, "tag", lambda: workspace.dossier.notebook.tag(make_anchor(), tags))

    hint = "tags, separated by spaces; repeat one to remove it; tab completes"
    workspace.prompt.open(PromptRequest("Tags", entered, hint=hint, complete=complete))


@action("note")
def write_note(workspace: Workspace) -> None:
    """Begin a note on what is in focus, or edit the selected one."""
    entry = selected_entry(workspace) if workspace.focused_pane == NOTES else None
    if entry is not None and entry.kind is EntryKind.NOTE:
        edit_entry(workspace, entry)
    elif make_anchor := anchor_in_focus(workspace):
        # open at once, before the next letter; the anchor is found meanwhile
        workspace.add_class("-reading")
        workspace.note_editor.open(NoteDraft(workspace.dossier.notebook, make_anchor), "…")
        run_in_thread(workspace, "anchor", lambda: NoteAnchored(make_anchor()))


def edit_entry(workspace: Workspace, entry: Entry) -> None:
    """Open a note in the note editor; a text can be written to a bookmark there too."""
    if entry.kind is EntryKind.CORRECTION or workspace.labels is None:
        return
    workspace.add_class("-reading")
    draft = NoteDraft(workspace.dossier.notebook, lambda: entry.anchor, entry, entry.text)
    workspace.note_editor.open(draft, anchor_words(entry, workspace.labels))


def save_draft(workspace: Workspace) -> None:
    """Save the note as it is typed so far."""
    draft = workspace.note_editor.draft
    if draft is not None:
        run_in_thread(workspace, "save", lambda: NoteSaved(draft.save()))


@action("status")
@action("note_status")
def next_status(workspace: Workspace) -> None:
    """Give the note its next status, round and round: none, to verify, confirmed, rejected."""
    draft = workspace.note_editor.draft if workspace.focused_pane == NOTE else None
    if draft is not None:
        # once the letters on their way are in the note; without a word there is no note to have a status
        workspace.note_editor.query_one(TextArea).call_later(_save_for_status, workspace, draft)
    else:
        set_next_status(workspace, selected_entry(workspace))


def _save_for_status(workspace: Workspace, draft: NoteDraft) -> None:
    run_in_thread(workspace, "status", lambda: NoteReadyForStatus(draft.save()))


def set_next_status(workspace: Workspace, entry: Entry | None) -> None:
    """Give an entry its next status, where it is a note."""
    if entry is None or entry.kind is not EntryKind.NOTE:
        workspace.show_status(f"Only notes have a status; {style_roles(workspace.app).key('note')} writes one.")
        return
    statuses = tuple(NoteStatus)
    status = statuses[(statuses.index(entry.status) + 1) % len(statuses)]
    run_in_thread(
        workspace, "set the status", lambda: NoteStatusChanged(workspace.dossier.notebook.edit_note(entry.id, status=status, seen=entry))
    )


@action("done")
def close_note(workspace: Workspace) -> None:
    """Close the note, and go back to the reader or the list; an empty one is removed."""
    from_reader = workspace.note_editor.opened_from is workspace.reader
    if not from_reader and (workspace.has_class("-narrow") or workspace.position is not None):
        workspace.remove_class("-reading")
    workspace.set_focus(workspace.reader if from_reader else workspace.lists[workspace.pane])
    workspace.note_editor.close(lambda draft: run_in_thread(workspace, "close note", lambda: NoteClosed(draft.close())))


@action("note_editor")
def write_in_own_editor(workspace: Workspace) -> None:
    """Write the note in the user's own editor, or edit the selected one there."""
    entry = selected_entry(workspace) if workspace.focused_pane == NOTES else None
    make_anchor = anchor_in_focus(workspace)
    if make_anchor is None or (entry is not None and entry.kind is EntryKind.CORRECTION):
        workspace.show_status("There is nothing here to attach a note to.")
        return
    edited = edit(workspace.app, EditorBuffer(entry.text, entry.tags, entry.status) if entry else EditorBuffer())
    note = edited.buffer
    if note is not None and entry is not None:
        run_in_thread(
            workspace,
            "edit note",
            lambda: NoteChanged(save_edited(workspace.dossier.notebook, entry, note.text, note.tags, note.status)),
        )
    elif note is not None:
        run_in_thread(
            workspace, "write note", lambda: NoteChanged(workspace.dossier.notebook.note(make_anchor(), note.text, note.tags, note.status))
        )
    if edited.message:
        workspace.show_status(edited.message)
