"""The user's work: bookmarks, notes, tags, copies, undo; and what comes back from every act."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.widgets import TextArea

from dossier.errors import Cancelled
from dossier.keys.keymap import ACTORS, ARTICLES, NOTE, NOTES, QUOTES, READER, TIMELINE
from dossier.model.article import Article
from dossier.model.notebook import Anchor, AnchorKind, Entry, EntryKind, NoteStatus
from dossier.tui import workers
from dossier.tui.actions.open import quotation_in_focus
from dossier.tui.chrome import list_in_focus, refresh_chrome
from dossier.tui.keys.field_completion import FieldCompletion, complete_tags
from dossier.tui.messages import Failed, Finished
from dossier.tui.rows.notes import NoteRow, anchor_words, begun_on
from dossier.tui.rows.quotes import QuoteRow
from dossier.tui.rows.timeline import EventRow
from dossier.tui.state.note_draft import NoteDraft
from dossier.tui.style.roles import style_roles
from dossier.tui.text.phrases import day_in_year, joined, outlet_of, paragraph_of, title_of
from dossier.tui.text.placeholders import failure, stopped_reading
from dossier.tui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

LONG = ("add", "catch up")
"""Work that takes its time and can be stopped."""
KINDS = {ACTORS: AnchorKind.ACTOR, TIMELINE: AnchorKind.EVENT, ARTICLES: AnchorKind.ARTICLE, QUOTES: AnchorKind.QUOTATION}


def anchor_maker(screen: "MainScreen") -> Callable[[], Anchor] | None:
    """What makes the anchor of what is in focus, in a worker: the selected row's thing, the passage in the reader, a note's own."""
    dossier, pane = screen.dossier, screen.in_focus
    if pane == READER:
        page, span = screen.reader.page, screen.reader.here()
        if page is None:
            return None
        article = page.article.id
        kind = AnchorKind.PASSAGE if span else AnchorKind.ARTICLE
        return lambda: dossier.desk.anchor_of(kind, "", article, span)
    chosen = list_in_focus(screen).chosen
    if chosen is None:
        return lambda: dossier.desk.anchor_of(AnchorKind.DOSSIER)
    if isinstance(chosen.item, NoteRow):
        anchor = chosen.item.entry.anchor
        return lambda: anchor
    ident = chosen.id
    return lambda: dossier.desk.anchor_of(KINDS[pane], ident)


def _bookmark(screen: "MainScreen") -> None:
    if make := anchor_maker(screen):
        workers.run_action(screen, "bookmark", lambda: screen.dossier.desk.bookmark(make()))


def _tag(screen: "MainScreen") -> None:
    make = anchor_maker(screen)
    if make is None:
        return
    chosen = list_in_focus(screen).chosen
    entry = chosen.item.entry if chosen is not None and isinstance(chosen.item, NoteRow) and screen.in_focus == NOTES else None

    board = screen.contents
    known = [tag for kept in (board.result.notes if board else ()) for tag in kept.tags]

    def grow(text: str) -> FieldCompletion:
        return complete_tags(text, known)

    def done(text: str) -> None:
        tags = text.replace("#", " ").split()
        give_back_focus(screen)
        if tags and entry is not None:
            wanted = tuple(dict.fromkeys((*entry.tags, *tags))) if not set(tags) <= set(entry.tags) else tuple(set(entry.tags) - set(tags))
            workers.run_action(screen, "tag", lambda: screen.dossier.desk.edit_note(entry.id, tags=wanted))
        elif tags:
            workers.run_action(screen, "tag", lambda: screen.dossier.desk.tag(make(), tags))

    screen.prompt.open(
        PromptRequest("tag", done, hint="words parted by blanks; a tag that is there is taken away; tab completes", grow=grow)
    )


def give_back_focus(screen: "MainScreen") -> None:
    """After a prompt the focus goes back to where it was."""
    if screen.has_class("-reading"):
        screen.set_focus(screen.reader)
    else:
        screen.set_focus(screen.lists[screen.pane])


def _note(screen: "MainScreen") -> None:
    chosen = list_in_focus(screen).chosen
    if screen.in_focus == NOTES and chosen is not None and isinstance(chosen.item, NoteRow) and chosen.item.entry.kind is EntryKind.NOTE:
        edit_entry(screen, chosen.item.entry)
    elif make := anchor_maker(screen):
        # open at once, before the next letter; what the note hangs on is worked out meanwhile
        screen.add_class("-reading")
        screen.note.open(NoteDraft(screen.dossier.desk, make), "…")
        workers.run_in_thread(screen, "anchor", lambda: Finished("anchor", make()))


def edit_entry(screen: "MainScreen", entry: Entry) -> None:
    """Open a note under the reader; a bookmark's own words can be written there too."""
    if entry.kind is EntryKind.CORRECTION or screen.labels is None:
        return
    screen.add_class("-reading")
    writing = NoteDraft(screen.dossier.desk, lambda: entry.anchor, entry, entry.text)
    screen.note.open(writing, anchor_words(entry, screen.labels))


def _anchored(screen: "MainScreen", anchor: Anchor) -> None:
    """Say what the note that is being begun hangs on."""
    if screen.note.draft is not None and screen.note.draft.entry is None and screen.labels is not None:
        screen.note.restate(begun_on(anchor, screen.labels))


def note_typed(screen: "MainScreen", _text: str) -> None:
    """Keep a note as it is typed."""
    writing = screen.note.draft
    if writing is not None:
        workers.run_in_thread(screen, "save", lambda: Finished("save", writing.keep()), "save")


def _status(screen: "MainScreen") -> None:
    """The note's next status, in a round: none, to verify, confirmed, rejected."""
    chosen = list_in_focus(screen).chosen
    selected = chosen.item.entry if chosen is not None and isinstance(chosen.item, NoteRow) else None
    writing = screen.note.draft if screen.in_focus == NOTE else None
    if writing is not None:
        screen.note.query_one(TextArea).call_later(_mark_written, screen, writing)
        return
    _mark(screen, selected)


def _mark_written(screen: "MainScreen", writing: NoteDraft) -> None:
    """The note that is being written gets its next status, once it has a word to keep."""
    workers.run_in_thread(screen, "status", lambda: Finished("mark", writing.keep()))


def _mark(screen: "MainScreen", entry: Entry | None) -> None:
    if entry is None or entry.kind is not EntryKind.NOTE:
        screen.show_status(f"Only a note has a status; {style_roles(screen.app).key('note')} writes one.")
        return
    every = tuple(NoteStatus)
    status = every[(every.index(entry.status) + 1) % len(every)]
    workers.run_action(screen, "status", lambda: screen.dossier.desk.edit_note(entry.id, status=status))


def _note_done(screen: "MainScreen") -> None:
    """Close the note; one that was left empty is taken away."""
    if screen.has_class("-narrow") or screen.position is not None:
        screen.remove_class("-reading")
    screen.set_focus(screen.lists[screen.pane])
    screen.note.close(lambda writing: workers.run_action(screen, "close note", writing.close))


def _note_editor(screen: "MainScreen") -> None:
    """Write the note in the user's own editor, or go on writing the selected one there."""
    from dossier.tui.platform.editor import EditorBuffer, edit  # noqa: PLC0415  # seldom needed

    chosen = list_in_focus(screen).chosen
    entry = chosen.item.entry if chosen is not None and isinstance(chosen.item, NoteRow) and screen.in_focus == NOTES else None
    make, desk = anchor_maker(screen), screen.dossier.desk
    if make is None or (entry is not None and entry.kind is EntryKind.CORRECTION):
        screen.show_status("There is nothing here to write a note on.")
        return
    edited = edit(screen.app, EditorBuffer(entry.text, entry.tags, entry.status) if entry else EditorBuffer())
    page = edited.page
    if page is not None and entry is not None:
        workers.run_action(screen, "edit note", lambda: desk.edit_note(entry.id, page.text, page.tags, page.status))
    elif page is not None:
        workers.run_action(screen, "write note", lambda: desk.note(make(), page.text, page.tags, page.status))
    if edited.told:
        screen.show_status(edited.told)


def _undo(screen: "MainScreen") -> None:
    workers.run_action(screen, "undo", screen.dossier.desk.undo)


def _redo(screen: "MainScreen") -> None:
    workers.run_action(screen, "redo", screen.dossier.desk.redo)


def work_done(screen: "MainScreen", message: Finished) -> None:
    """Say what an act did, and show the dossier as it is after it."""
    what, result = message.what, message.result
    if what == "part":
        from dossier.tui.actions.add import part_came  # noqa: PLC0415  # the two rooms know each other

        part_came(screen, result)
        return
    screen.busy = screen.busy and what not in LONG
    if what in {"save", "anchor", "mark"}:
        _note_went_on(screen, what, result)
        return
    if what == "copy":
        screen.show_status(result)
        return
    if _laid_open(screen, what, result):
        return
    sentence = getattr(result, "sentence", "") if what != "catch up" else "The articles in seeds/ had changed; all is up to date."
    if not sentence and isinstance(result, Entry):
        sentence = _kept(screen, what, result)
    if sentence:
        again = (
            "" if what in {"undo", "redo"} or sentence.startswith("There is nothing") else f"  {style_roles(screen.app).key('undo')} undo"
        )
        screen.show_status(sentence + again)
    screen.refresh_all()


def _laid_open(screen: "MainScreen", what: str, result: Any) -> bool:
    """Show what was looked up, where that is what a worker brings; false for the outcome of an act."""
    if what == "why":
        from dossier.tui.screens.explanation import open_why  # noqa: PLC0415  # opened seldom

        open_why(screen, *result)
        return True
    if what in {"ask the search", "recall searches"}:
        from dossier.tui.actions.filters import searches_came  # noqa: PLC0415  # the two rooms know each other

        searches_came(screen, result)
        return True
    if what == "compare":
        from dossier.tui.actions.compare import comparison_came  # noqa: PLC0415  # opened seldom

        comparison_came(screen, result)
        return True
    if what == "profile":
        from dossier.tui.actions.profile import profile_came  # noqa: PLC0415  # opened seldom

        profile_came(screen, result)
        return True
    if what == "add":
        from dossier.tui.actions.add import all_came  # noqa: PLC0415  # the two rooms know each other

        all_came(screen, result)
        return True
    return False


def _note_went_on(screen: "MainScreen", what: str, result: Any) -> None:
    """What became of the note that is being written: kept, anchored, or ready for another status."""
    if what == "save":
        screen.note.saved()
    elif what == "anchor":
        _anchored(screen, result)
    else:
        _mark(screen, result)


def _kept(screen: "MainScreen", what: str, entry: Entry) -> str:
    """What is said of a note that was written or has another status."""
    if what != "status":
        return "Kept the note." if entry.text else ""
    writing = screen.note.draft
    if writing is not None and writing.entry is not None and writing.entry.id == entry.id:
        writing.entry = entry
        screen.note.restate()
    return f"The note is marked {entry.status}." if entry.status else "The note has no status now."


def work_failed(screen: "MainScreen", message: Failed) -> None:
    """Say in place what went wrong: in the footer for an act, in the list where the dossier could not be opened."""
    look = style_roles(screen.app)
    screen.busy = screen.busy and message.what not in LONG
    if message.what == "open the dossier":
        widget = screen.lists[screen.pane]
        stopped = isinstance(message.error, Cancelled)
        widget.say(
            stopped_reading(look)
            if stopped
            else failure(look, "This dossier could not be opened", message.error, widget.size.width, "Where")
        )
        return
    screen.show_status(f"! {message.error}")
    refresh_chrome(screen)


def _citation(article: Article, names_day: str, paragraph: int) -> str:
    """Title, outlet, day, paragraph, address."""
    where = f"paragraph {paragraph}" if paragraph else ""
    return ", ".join(filter(None, (f"“{title_of(article)}”", outlet_of(article), names_day, where, article.url)))


def _article_in_focus(screen: "MainScreen") -> tuple[Article, int, str] | None:
    """The article that a copy is of, with the offset and the words meant."""
    names = screen.labels
    if names is None:
        return None
    chosen = list_in_focus(screen).chosen
    if screen.in_focus != READER and chosen is not None:
        if isinstance(chosen.item, QuoteRow):
            quotation = chosen.item.quotation
            return names.articles[quotation.article], quotation.span.start, quotation.text
        if screen.in_focus == ARTICLES and chosen.id in names.articles:
            return names.articles[chosen.id], -1, names.articles[chosen.id].text
        if isinstance(chosen.item, EventRow) and screen.position is not None:
            event = chosen.item.event
            report = next((r for r in event.reports if r.article == screen.position.article), event.reports[0])
            return names.articles[report.article], report.span.start, report.text
    page, span = screen.reader.page, screen.reader.here()
    if page is None:
        return None
    return page.article, span.start if span else -1, span.of(page.article.text) if span else page.article.text


def _copy(screen: "MainScreen", what: str, text: str) -> None:
    from dossier.tui.platform.clipboard import keep, send  # noqa: PLC0415  # seldom needed

    send(screen.app, text)
    workers.run_in_thread(screen, "copy", lambda: Finished("copy", keep(what, text)))


def _copy_text(screen: "MainScreen") -> None:
    chosen = list_in_focus(screen).chosen
    if screen.in_focus == ACTORS and chosen is not None:
        _copy(screen, "the name", chosen.item.row.actor.name)
    elif screen.in_focus == NOTES and chosen is not None and isinstance(chosen.item, NoteRow):
        _copy(screen, "the note", chosen.item.entry.text or chosen.item.head)
    elif found := _article_in_focus(screen):
        _copy(screen, "the text", found[2])


def _copy_citation(screen: "MainScreen") -> None:
    found = _article_in_focus(screen)
    if found and screen.labels:
        published = screen.labels.published.get(found[0].id)
        day = day_in_year(published.day) if published and published.day else "no day given"
        number = paragraph_of(found[0], found[1]) if found[1] >= 0 else 0
        _copy(screen, "the citation", _citation(found[0], day, number))


def _copy_quotation(screen: "MainScreen") -> None:
    quotation = quotation_in_focus(screen)
    if quotation is None or screen.labels is None:
        screen.show_status("No quotation is selected.")
        return
    names = screen.labels
    article, published = names.articles[quotation.article], names.published.get(quotation.article)
    speaker = names.name(quotation.speaker) or quotation.speaker_text or "speaker not told"
    day = day_in_year(published.day) if published and published.day else ""
    said = joined((speaker, quotation.channel, ", ".join(filter(None, (outlet_of(article), day)))))
    _copy(screen, "the quotation", f"“{quotation.text}” – {said}")


def _copy_json(screen: "MainScreen") -> None:
    import msgspec  # noqa: PLC0415  # seldom needed

    chosen = list_in_focus(screen).chosen
    thing: object = screen.reader.page.article if screen.in_focus == READER and screen.reader.page else None
    if screen.in_focus != READER and chosen is not None:
        of = chosen.item
        thing = getattr(of, "event", None) or getattr(of, "quotation", None) or getattr(of, "entry", None) or getattr(of, "article", None)
        thing = thing or getattr(getattr(of, "row", None), "actor", None)
    if thing is not None:
        plain = json.loads(msgspec.json.encode(thing))
        _copy(screen, "the JSON", json.dumps(plain, ensure_ascii=False, indent=2))


ACTS: "dict[str, Callable[[MainScreen], None]]" = {
    "bookmark": _bookmark,
    "note": _note,
    "note_editor": _note_editor,
    "status": _status,
    "note_status": _status,
    "done": _note_done,
    "tag": _tag,
    "undo": _undo,
    "redo": _redo,
    "copy_text": _copy_text,
    "copy_citation": _copy_citation,
    "copy_quotation": _copy_quotation,
    "copy_json": _copy_json,
}
