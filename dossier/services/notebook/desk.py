"""The user's side of an open dossier: acts on its notebook, each followed by what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.model.notebook import NoteStatus
from dossier.services.ingest.text_methods import select_method
from dossier.services.notebook.service import NotebookService
from dossier.services.review.decide import decide
from dossier.services.review.merge_candidates import find_candidate, list_candidates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dossier.api import Dossier
    from dossier.model.ingest import ArticleMetadata
    from dossier.model.merge_review import MergeCandidate, MergeDecision
    from dossier.model.notebook import Anchor, AnchorKind, Entry, HistoryEntry
    from dossier.model.span import Span
    from dossier.services.notebook.service import CommandResult


class Desk:
    """Every act of the user on one dossier. All methods may be called from worker threads; each is one step to undo."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @property
    def work(self) -> NotebookService:
        """Acts on the notebook, by the facts as they are now."""
        return NotebookService(self.dossier.notebook, self.dossier.answers.held)

    def _done(self, done: CommandResult) -> CommandResult:
        """After a correction the findings are made anew."""
        if done.changed:
            self.dossier.corrected()
        return done

    def set_article(self, article: str, told: ArticleMetadata) -> CommandResult:
        """Keeps what the user says of an article."""
        return self._done(self.work.set_article(article, told))

    def reread(self, article: str, method: str) -> CommandResult:
        """Reads an article by another method from now on."""
        dossier = self.dossier
        return self._done(select_method(self.work, dossier.article(article), method, dossier.layout.seeds, dossier.settings.language))

    def anchor_of(self, kind: AnchorKind, ident: str = "", article: str = "", span: Span | None = None) -> Anchor:
        """An anchor on a thing or a passage."""
        return self.work.anchor_of(kind, ident, article, span)

    def entries(self) -> tuple[Entry, ...]:
        """The notebook, last changed first."""
        return self.work.entries()

    def bookmark(self, anchor: Anchor) -> CommandResult:
        """Sets a bookmark or takes it away."""
        return self.work.bookmark(anchor)

    def note(self, anchor: Anchor, text: str, tags: Sequence[str] = (), status: NoteStatus = NoteStatus.NONE) -> Entry:
        """Writes a note."""
        return self.work.note(anchor, text, tags, status)

    def edit_note(self, number: int, text: str | None = None, tags: Sequence[str] | None = None, status: NoteStatus | None = None) -> Entry:
        """Changes a note; what is None stays."""
        return self.work.edit_note(number, text, tags, status)

    def remove_entry(self, number: int) -> CommandResult:
        """Takes an entry of the notebook out."""
        return self.work.remove_entry(number)

    def tag(self, anchor: Anchor, tags: Sequence[str]) -> CommandResult:
        """Adds tags to a thing, or takes them away where it has them all."""
        return self.work.tag(anchor, tags)

    def merge(self, idents: Sequence[str]) -> CommandResult:
        """Joins actors, or events."""
        return self._done(self.work.merge(idents))

    def split(self, ident: str, part: str = "") -> CommandResult:
        """Sets an alias of an actor, or an article's report of an event, apart."""
        return self._done(self.work.split(ident, part))

    def rename(self, ident: str, name: str) -> CommandResult:
        """Gives an actor another name."""
        return self._done(self.work.rename(ident, name))

    def hide(self, ident: str) -> CommandResult:
        """Takes an actor or event out of the lists."""
        return self._done(self.work.hide(ident))

    def set_day(self, ident: str, start: date, end: date | None = None) -> CommandResult:
        """Sets the days of an event."""
        return self._done(self.work.set_day(ident, start, end))

    def take_reading(self, ident: str, number: int) -> CommandResult:
        """Sets the days of an event to those of a reading of the words that date it, by its number in `why`, from 1 on."""
        return self._done(self.work.take_reading(ident, number))

    def set_place(self, ident: str, place: str) -> CommandResult:
        """Sets the place of an event."""
        return self._done(self.work.set_place(ident, place))

    def set_speaker(self, ident: str, speaker: str) -> CommandResult:
        """Says whose a quotation is."""
        return self._done(self.work.set_speaker(ident, speaker))

    def joins(self) -> tuple[MergeCandidate, ...]:
        """What was joined, what perhaps belongs together, and what the user decided: to decide first, the strongest first."""
        return list_candidates(self.dossier.answers.held, self.dossier.notebook.corrections())

    def join(self, ident: str) -> MergeCandidate:
        """The join whose id begins so."""
        return find_candidate(self.joins(), ident)

    def decide(self, ident: str, decision: MergeDecision) -> CommandResult:
        """Answers whether a join is one and the same; `ident` may be the beginning of its id."""
        return self._done(decide(self.work, self.join(ident), decision))

    def undo(self) -> CommandResult:
        """Takes the last act back."""
        return self._done(self.work.undo())

    def redo(self) -> CommandResult:
        """Does the act undone last again."""
        return self._done(self.work.redo())

    def history(self) -> tuple[HistoryEntry, ...]:
        """The acts, newest first, each with when it was made and whether it is undone."""
        return self.dossier.notebook.history()
