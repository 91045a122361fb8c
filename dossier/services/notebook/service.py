"""Notebook service: the user's bookmarks, notes, tags and corrections, each a command that can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from dossier.errors import ChangedMeanwhile, DossierError
from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.ingest import ArticleMetadata
from dossier.model.notebook import Anchor, AnchorKind, CorrectionKind, Entry, EntryKind, HistoryEntry, NoteStatus, RemovedNote
from dossier.model.span import Span
from dossier.phrases.plural import pluralize
from dossier.services.notebook.anchors import anchor_of
from dossier.services.notebook.article_details import set_metadata
from dossier.services.notebook.changes import changed_note, clean_tags, require_unchanged
from dossier.services.notebook.commands import CommandResult, add_correction
from dossier.services.notebook.forget import forget_notes, removed_notes
from dossier.services.notebook.restore import restore_notebook
from dossier.services.notebook.saved_searches import SavedSearches
from dossier.services.query.service import QueryService
from dossier.services.review.date_candidates import date_candidates
from dossier.services.snapshot import Snapshot
from dossier.services.snapshot_source import SnapshotSource
from dossier.services.state import DossierState
from dossier.storage.backups import Backup
from dossier.text.anchors import make_anchor

BLANK = datetime(1970, 1, 1, tzinfo=UTC)
"""The times of an entry until the notebook sets them."""
QUOTED = 40
"""Characters of a quotation in a sentence."""


class NotebookService:
    """Commands on one notebook. Each returns a sentence for the user and is one step to undo; corrections invalidate the findings.

    All methods may be called from worker threads.
    """

    def __init__(self, state: DossierState, snapshots: SnapshotSource, query: QueryService) -> None:
        self._state, self._snapshots, self._query = state, snapshots, query
        self.searches = SavedSearches(state, query)

    @property
    def _snapshot(self) -> Snapshot:
        return self._snapshots.snapshot

    def anchor_of(self, kind: AnchorKind, ident: str = "", article: str = "", span: Span | None = None) -> Anchor:
        """An anchor on an article, actor, event or quotation (by id), on a passage of an article, or on the dossier."""
        return anchor_of(self._snapshot, kind, ident, article, span)

    def entries(self) -> tuple[Entry, ...]:  # forwards: the notebook's users need not know that queries keep its entries
        """Every entry with the item that it is attached to now, last changed first."""
        return self._query.view().notes.entries()

    def history(self) -> tuple[HistoryEntry, ...]:  # forwards: the store is not handed out
        """The commands, newest first, each with its time and whether it is undone."""
        # commands of the searches are in it too, which no caller should have to know
        return self._state.notebook.history()

    def bookmark(self, anchor: Anchor) -> CommandResult:
        """Sets a bookmark, or removes the one that is set. Raises ChangedMeanwhile where another program changed it too."""
        notebook = self._state.notebook
        seen = _bookmark(notebook.entries(), anchor)
        with notebook.command():
            entry = _bookmark(notebook.entries(), anchor)
            if seen is None and entry is not None:
                return CommandResult(f"{_name(anchor)} was bookmarked by another program in the meantime.", entry)
            if seen is None:
                sentence = f"Bookmarked {_name(anchor)}."
                return CommandResult(sentence, notebook.add_entry(_entry(EntryKind.BOOKMARK, anchor), sentence))
            require_unchanged(seen, entry)
            notebook.remove_entry(seen.id, sentence := f"Removed the bookmark on {_name(anchor)}{_tagged(seen)}.")
            return CommandResult(sentence)

    def note(self, anchor: Anchor, text: str, tags: Sequence[str] = (), status: NoteStatus = NoteStatus.NONE) -> Entry:
        """Writes a note."""
        entry = replace(_entry(EntryKind.NOTE, anchor), text=text, tags=clean_tags(tags), status=status)
        return self._state.notebook.add_entry(entry, f"Noted on {_name(anchor)}.")

    def edit_note(
        self,
        number: int,
        text: str | None = None,
        tags: Sequence[str] | None = None,
        status: NoteStatus | None = None,
        *,
        seen: Entry | None = None,
    ) -> Entry:
        """Changes a note; what is None stays. `seen` is the note as the user saw it, by default as it is now.

        Tags that another program added or removed since are kept so. Raises ChangedMeanwhile, with nothing changed, where it changed
        the text or the status that is to be replaced.
        """
        notebook = self._state.notebook
        seen = seen or notebook.entry(number)
        with notebook.command():
            entry = self._still_there(seen)
            new = changed_note(seen, entry, text, None if tags is None else clean_tags(tags), status)
            typed = text is not None and tags is None and status is None
            return entry if new == entry else notebook.change_entry(new, f"Changed the note on {_name(entry.anchor)}.", join=typed)

    def remove_entry(self, number: int) -> CommandResult:
        """Removes an entry of the notebook. Raises ChangedMeanwhile where another program changed it too."""
        notebook = self._state.notebook
        seen = notebook.entry(number)
        with notebook.command():
            require_unchanged(seen, self._still_there(seen))
            notebook.remove_entry(number, sentence := f"Removed the {seen.kind.value} on {_name(seen.anchor)}{_tagged(seen)}.")
            return CommandResult(sentence)

    def _still_there(self, seen: Entry) -> Entry:
        """The entry as it is now. Raises ChangedMeanwhile where it has gone."""
        try:
            return self._state.notebook.entry(seen.id)
        except DossierError as error:
            raise ChangedMeanwhile(f"The {seen.kind.value} {seen.id} was removed in the meantime.", do="Undo restores it.") from error

    def tag(self, anchor: Anchor, tags: Sequence[str]) -> CommandResult:
        """Adds tags to an item: to its newest entry, or to a new bookmark. If its entries together have all of the tags, removes them."""
        wanted, notebook = clean_tags(tags), self._state.notebook
        if not wanted:
            raise DossierError("No tag was given.", do="A tag is a word such as “verify”.")
        removes = set(wanted) <= _tags_of(_entries_of(notebook.entries(), anchor))
        words = " ".join(f"#{t}" for t in wanted)
        sentence = f"Removed {words} from {_name(anchor)}." if removes else f"Tagged {_name(anchor)} {words}."
        with notebook.command():
            entries = _entries_of(notebook.entries(), anchor)
            if removes:
                for entry in (e for e in entries if not set(wanted).isdisjoint(e.tags)):
                    notebook.change_entry(replace(entry, tags=tuple(t for t in entry.tags if t not in wanted)), sentence)
                return CommandResult(sentence)
            if not entries:
                bookmark = replace(_entry(EntryKind.BOOKMARK, anchor), tags=wanted)
                return CommandResult(sentence, notebook.add_entry(bookmark, sentence))
            missing = (t for t in wanted if t not in _tags_of(entries))
            new = tuple(dict.fromkeys((*entries[0].tags, *missing)))
            return CommandResult(sentence, notebook.change_entry(replace(entries[0], tags=new), sentence))

    def correct(
        self, kind: CorrectionKind, anchors: Sequence[Anchor], sentence: str, value: str = "", values: Mapping[str, str] | None = None
    ) -> CommandResult:
        """Stores a correction and invalidates the findings. Raises ChangedMeanwhile where another program corrected the same item since
        the findings were loaded.
        """
        with self._snapshots.correcting() as known:
            return add_correction(self._state.notebook, kind, tuple(anchors), sentence, value, values, known=known)

    def _changed(self, result: CommandResult) -> CommandResult:
        if result.changed:
            self._snapshots.invalidate_findings()
        return result

    def merge(self, idents: Sequence[str]) -> CommandResult:
        """Merges actors, or events, into one."""
        items = [self._snapshot.find_item(ident) for ident in dict.fromkeys(idents)]
        if len(items) < 2 or not any(all(isinstance(item, kind) for item in items) for kind in (Actor, Event)):
            raise DossierError("Choose two or more actors, or two or more events, to merge.", do="Select them first.")
        if isinstance(items[0], Actor):
            anchor_kind, correction_kind = AnchorKind.ACTOR, CorrectionKind.MERGE_ACTORS
        else:
            anchor_kind, correction_kind = AnchorKind.EVENT, CorrectionKind.MERGE_EVENTS
        anchors = [self.anchor_of(anchor_kind, item.id) for item in items]
        sentence = f"Merged {' and '.join(a.label for a in anchors)}."
        kinds = dict.fromkeys(str(item.kind) for item in items if isinstance(item, Actor | Event))
        if len(kinds) > 1:
            sentence += f" Note that they are not of one kind: {', '.join(kinds)}."
        return self.correct(correction_kind, anchors, sentence)

    def split(self, ident: str, part: str = "") -> CommandResult:
        """Splits off what one alias (of an actor) or one article (of an event) stands for."""
        item = self._snapshot.find_item(ident)
        if isinstance(item, Actor):
            return self._split_actor(item, part)
        if isinstance(item, Event):
            return self._split_event(item, part)
        raise DossierError("Only actors and events can be split.")

    def _split_actor(self, actor: Actor, alias: str) -> CommandResult:
        forms = {m.text.casefold() for m in actor.mentions}
        if alias.casefold() not in forms or len(forms) < 2:
            do = f"Its names are {', '.join((actor.name, *actor.aliases))}."
            raise DossierError(f"“{alias}” is not a name of {actor.name}.", do=do)
        anchors = [self.anchor_of(AnchorKind.ACTOR, actor.id)]
        return self.correct(CorrectionKind.SPLIT_ACTOR, anchors, f"Split “{alias}” off {actor.name}.", alias)

    def _split_event(self, event: Event, part: str) -> CommandResult:
        snapshot = self._snapshot
        article = snapshot.article(part or event.articles[-1])
        report = next((r for r in event.reports if r.article == article.id), None)
        if report is None or len(event.articles) < 2:
            raise DossierError("Only events reported by several articles can be split.", do="Name one of them.")
        rest = next(r for r in event.reports if r.article != article.id)
        label = snapshot.label_of(event)
        anchors = [make_anchor(snapshot.article(r.article), r.span, AnchorKind.EVENT, label) for r in (report, rest)]
        return self.correct(CorrectionKind.SPLIT_EVENT, anchors, f"Split off the report of {snapshot.title_of(article.id)}.")

    def rename(self, ident: str, name: str) -> CommandResult:
        """Gives an actor another name."""
        actor = self._snapshot.actor(ident)
        if not name.strip():
            raise DossierError("A name cannot be empty.")
        other = next((each for each in self._snapshot.actors_called(name.strip()) if each.id != ident), None)
        if other:
            raise DossierError(f"Another actor is already called {other.name}.", do=f"To merge the two: dossier merge {other.id} {ident}")
        return self.correct(
            CorrectionKind.RENAME_ACTOR,
            [self.anchor_of(AnchorKind.ACTOR, ident)],
            f"{actor.name} is now called {name.strip()}.",
            name.strip(),
        )

    def hide(self, ident: str) -> CommandResult:
        """Hides an actor or an event from every list; undo brings it back."""
        item = self._snapshot.find_item(ident)
        if isinstance(item, Actor):
            return self.correct(CorrectionKind.HIDE_ACTOR, [self.anchor_of(AnchorKind.ACTOR, ident)], f"Hid {item.name}.")
        if isinstance(item, Event):
            sentence = f"Hid {self._snapshot.label_of(item)}."
            return self.correct(CorrectionKind.HIDE_EVENT, [self.anchor_of(AnchorKind.EVENT, ident)], sentence)
        raise DossierError("Only actors and events can be hidden.")

    def set_day(self, ident: str, start: date, end: date | None = None) -> CommandResult:
        """Sets the days of an event."""
        event = self._snapshot.event(ident)
        last = end or start
        if last < start:
            raise DossierError("The last date is before the first.", do="Give the earlier date first.")
        value = start.isoformat() if last == start else f"{start.isoformat()}..{last.isoformat()}"
        return self.correct(
            CorrectionKind.DATE_EVENT,
            [self.anchor_of(AnchorKind.EVENT, ident)],
            f"Set the date of {self._snapshot.label_of(event)} to {value}.",
            value,
        )

    def choose_date(self, ident: str, number: int) -> CommandResult:
        """Sets the days of an event to those of one date candidate, by its number in the explanation, from 1 on. Raises DossierError
        where there is no such candidate.
        """
        candidates = date_candidates(self._snapshot.event(ident))
        if not 1 <= number <= len(candidates):
            do = f"It has {pluralize(len(candidates), 'reading')}." if candidates else "Its date has no other reading; set one by hand."
            raise DossierError(f"There is no reading {number} of this date.", do=do)
        candidate = candidates[number - 1]
        if candidate.chosen:
            raise DossierError("This reading is already in use.", do="Choose another.")
        return self.set_day(ident, candidate.start, candidate.end)

    def set_place(self, ident: str, place: str) -> CommandResult:
        """Sets the place of an event."""
        event = self._snapshot.event(ident)
        if not place.strip():
            raise DossierError("A place cannot be empty.")
        return self.correct(
            CorrectionKind.PLACE_EVENT,
            [self.anchor_of(AnchorKind.EVENT, ident)],
            f"Set the place of {self._snapshot.label_of(event)} to {place}.",
            place.strip(),
        )

    def set_speaker(self, ident: str, speaker: str) -> CommandResult:
        """Sets the speaker of a quotation: the id or name of an actor, or any other name."""
        quotation = self._snapshot.quotation(ident)
        if not speaker.strip():
            raise DossierError("A speaker cannot be empty.")
        actor = next((a for a in self._snapshot.findings.actors if speaker in {a.id, a.name, *a.aliases}), None)
        name = actor.name if actor else speaker
        anchor = self.anchor_of(AnchorKind.QUOTATION, quotation.id)
        return self.correct(CorrectionKind.SET_SPEAKER, [anchor], f"Set the speaker of “{quotation.text[:QUOTED]}” to {name}.", name)

    def set_articles(self, idents: Sequence[str], metadata: ArticleMetadata) -> CommandResult:
        """Sets title, outlet, publication day and language of articles, as one step to undo; what is empty stays."""
        articles = [self._snapshot.article(ident) for ident in dict.fromkeys(idents)]
        with self._snapshots.correcting() as known:
            return set_metadata(self._state.notebook, articles, metadata, known=known)

    def removed(self) -> tuple[RemovedNote, ...]:
        """The removed entries that the history still holds, the one removed last first."""
        return removed_notes(self._state.notebook)

    def forget(self, numbers: Sequence[int] = ()) -> CommandResult:
        """Forgets removed entries for good, or what the entries of those numbers were before; nothing takes that back."""
        return forget_notes(self._state.notebook, numbers)

    def back_up(self) -> CommandResult:
        """Makes a backup of the notebook now."""
        return CommandResult(f"Backed the notebook up as {self._state.notebook.back_up().path}.")

    def backups(self) -> tuple[Backup, ...]:
        """The backups of the notebook, newest first."""
        return self._state.notebook.backups.all()

    def restore(self, name: str) -> CommandResult:
        """Brings the notebook back to a backup: its name, “latest”, or the path of a notebook or of a journal. Undo reverses it."""
        result = restore_notebook(self._state.notebook, name)
        self._snapshots.invalidate_findings()
        return result

    def undo(self) -> CommandResult:
        """Undoes the last command."""
        sentence = self._state.notebook.undo()
        return self._changed(CommandResult(f"Undone: {sentence}", changed=True) if sentence else CommandResult("Nothing to undo."))

    def redo(self) -> CommandResult:
        """Does the command that was undone last again."""
        sentence = self._state.notebook.redo()
        return self._changed(CommandResult(f"Redone: {sentence}", changed=True) if sentence else CommandResult("Nothing to redo."))


def _bookmark(entries: Sequence[Entry], anchor: Anchor) -> Entry | None:
    return next((entry for entry in _entries_of(entries, anchor) if entry.kind is EntryKind.BOOKMARK), None)


def _entries_of(entries: Sequence[Entry], anchor: Anchor) -> list[Entry]:
    return [entry for entry in entries if entry.anchor.exact == anchor.exact and entry.anchor == anchor]


def _tags_of(entries: Sequence[Entry]) -> set[str]:
    return {tag for entry in entries for tag in entry.tags}


def _tagged(entry: Entry) -> str:
    """“, tagged #one #two”, or nothing."""
    return f", tagged {' '.join(f'#{tag}' for tag in entry.tags)}" if entry.tags else ""


def _name(anchor: Anchor) -> str:
    return anchor.label or anchor.exact or "the dossier"


def _entry(kind: EntryKind, anchor: Anchor) -> Entry:
    return Entry(0, kind, anchor, "", (), NoteStatus.NONE, BLANK, BLANK)
