"""Copying text, citation, quotation or JSON of what is in focus."""

import re

from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, READER, TIMELINE
from dossier.model.article import Article
from dossier.model.span import Span
from dossier.phrases.core import NO_DAY, weekday_and_day
from dossier.tui.actions.focus import list_in_focus, quotation_in_focus
from dossier.tui.actions.registry import action
from dossier.tui.platform.clipboard import send, store
from dossier.tui.queries import look_up_facts
from dossier.tui.rows.actors import ActorListRow
from dossier.tui.rows.notes import NoteRow
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import EventRow
from dossier.tui.state.list_model import item_of
from dossier.tui.text.phrases import join_parts, outlet_of, paragraph_of, speaker_of, title_of
from dossier.tui.work_results import Copied
from dossier.tui.workers import run_in_thread
from dossier.tui.workspace import Workspace

LINE_TYPES = {ACTORS: "actor", TIMELINE: "event", ARTICLES: "article", QUOTES: "quote", NOTES: "note"}
"""The `type` of a line of the facts format for a row of each list."""


def copy_to_clipboard(workspace: Workspace, label: str, text: str) -> None:
    """Send a text to the clipboard, and store it in a worker; comes back as `Copied`."""
    send(workspace.app, text)
    run_in_thread(workspace, "copy", lambda: Copied(store(label, text)))


def _passage_in_focus(workspace: Workspace) -> tuple[Article, int, str] | None:
    """The article that a copy is made of, the offset of the passage in it (-1 for the whole article), and the text."""
    labels = workspace.labels
    if labels is None:
        return None
    row = list_in_focus(workspace).chosen
    if workspace.focused_pane != READER and row is not None:
        if quote_row := item_of(row, QuoteRow):
            quotation = quote_row.quotation
            return labels.articles[quotation.article], quotation.span.start, quotation.text
        if workspace.focused_pane == ARTICLES and row.id in labels.articles:
            return labels.articles[row.id], -1, labels.articles[row.id].text
        event_row = item_of(row, EventRow)
        if event_row and workspace.position is not None:
            event, article = event_row.event, workspace.position.article
            report = next((r for r in event.reports if r.article == article), event.reports[0])
            return labels.articles[report.article], report.span.start, report.text
    view, span = workspace.reader.view, workspace.reader.current_passage()
    if view is None:
        return None
    return view.article, span.start if span else -1, span.of(view.article.text) if span else view.article.text


@action("copy_text")
def copy_text(workspace: Workspace) -> None:
    """Copy the name of an actor, the words of a note, or a text."""
    row = list_in_focus(workspace).chosen
    if workspace.focused_pane == ACTORS and (actor_row := item_of(row, ActorListRow)):
        copy_to_clipboard(workspace, "the name", actor_row.row.actor.name)
    elif workspace.focused_pane == NOTES and (note_row := item_of(row, NoteRow)):
        copy_to_clipboard(workspace, "the note", note_row.entry.text or note_row.first_line)
    elif passage := _passage_in_focus(workspace):
        copy_to_clipboard(workspace, "the text", passage[2])


@action("copy_citation")
def copy_citation(workspace: Workspace) -> None:
    """Copy title, outlet, day, paragraph and address, after the words of a passage that is marked in the reader."""
    passage = _passage_in_focus(workspace)
    if passage is None or workspace.labels is None:
        return
    article, offset, _ = passage
    published = workspace.labels.published.get(article.id)
    day = weekday_and_day(published.day) if published and published.day else NO_DAY
    span = workspace.reader.marked_passage if workspace.focused_pane == READER else None
    where = _paragraphs(article, span or Span(offset, offset + 1)) if offset >= 0 else ""
    citation = ", ".join(filter(None, (f"“{title_of(article)}”", outlet_of(article), day, where, article.url)))
    words = f"“{_single_marks(' '.join(span.of(article.text).split()))}” – " if span else ""
    copy_to_clipboard(workspace, "the passage with its citation" if span else "the citation", f"{words}{citation}")


def _paragraphs(article: Article, span: Span) -> str:
    """“paragraph 3”, “paragraphs 3–4”; empty for a subhead."""
    first, last = paragraph_of(article, span.start), paragraph_of(article, span.end - 1)
    if not first or not last or first == last:
        return f"paragraph {first or last}" if first or last else ""
    return f"paragraphs {first}–{last}"


def _single_marks(text: str) -> str:
    """Words with their quotation marks made single, to stand between double ones."""
    return re.sub(r'"([^"]*)"', r"‘\1’", text).translate(str.maketrans("“”", "‘’"))


@action("copy_quotation")
def copy_quotation(workspace: Workspace) -> None:
    """Copy a quotation with its speaker, channel, outlet and day."""
    quotation, labels = quotation_in_focus(workspace), workspace.labels
    if quotation is None or labels is None:
        workspace.show_status("Select a quote first.")
        return
    published = labels.published.get(quotation.article)
    day = weekday_and_day(published.day) if published and published.day else ""
    source = ", ".join(filter(None, (outlet_of(labels.articles[quotation.article]), day)))
    attribution = join_parts((speaker_of(quotation, labels), quotation.channel, source))
    copy_to_clipboard(workspace, "the quote", f"“{quotation.text}” – {attribution}")


@action("copy_json")
def copy_json(workspace: Workspace) -> None:
    """Copy what is in focus as a line of the facts format; comes back as `CopyReady`."""
    pane = workspace.focused_pane
    row = list_in_focus(workspace).chosen
    if pane == READER and workspace.reader.view:
        look_up_facts(workspace, workspace.dossier, "article", workspace.reader.view.article.id)
    elif pane in LINE_TYPES and row is not None:
        quote_row = item_of(row, QuoteRow)
        look_up_facts(workspace, workspace.dossier, LINE_TYPES[pane], row.id, quote_row.quotation.same_as if quote_row else ())
