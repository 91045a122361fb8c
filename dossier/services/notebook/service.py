"""The user's work: bookmarks, notes, tags, corrections, undo. Every act returns a sentence that says what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from dossier.errors import DossierError
from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.ingest import ArticleMetadata
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, Entry, EntryKind, NoteStatus
from dossier.model.span import Span
from dossier.phrases.core import pluralize
from dossier.runtime.config import LANGUAGE
from dossier.services.review.explanations import date_candidates
from dossier.services.snapshot import Snapshot
from dossier.storage.notebook import Notebook
from dossier.text.anchors import locate, make_anchor

BLANK = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What an act did: a sentence for the user, the entry it left where there is one, and whether the findings changed."""

    sentence: str
    entry: Entry | None = None
    changed: bool = False


class NotebookService:
    """Acts on one notebook, over what the dossier holds now."""

    def __init__(self, notebook: Notebook, holdings: Snapshot) -> None:
        self.notebook, self.holdings = notebook, holdings

    def anchor_of(self, kind: AnchorKind, ident: str = "", article: str = "", span: Span | None = None) -> Anchor:
        """An anchor on an article, actor, event, quotation (by id) or on a passage of an article."""
        held = self.holdings
        if kind is AnchorKind.PASSAGE and span is not None:
            told = held.article(article)
            return make_anchor(told, span, kind, held.title_of(article))
        if kind is AnchorKind.ARTICLE:
            return Anchor(kind, sha256=held.article(ident or article).sha256, label=held.title_of(ident or article))
        if kind is AnchorKind.ACTOR:
            return Anchor(kind, exact=held.actor(ident).name, label=held.actor(ident).name)
        if kind is AnchorKind.EVENT:
            event = held.event(ident)
            return make_anchor(held.article(event.reports[0].article), event.reports[0].span, kind, held.label_of(event))
        if kind is AnchorKind.QUOTATION:
            quotation = held.quotation(ident)
            return make_anchor(held.article(quotation.article), quotation.span, kind, f"{quotation.speaker_text}: “{quotation.text[:40]}”")
        return Anchor(AnchorKind.DOSSIER, label=held.title)

    def entries(self) -> tuple[Entry, ...]:
        """Every entry with what it hangs on now, last changed first."""
        return tuple(self._placed(entry) for entry in self.notebook.entries())

    def _placed(self, entry: Entry) -> Entry:
        """The entry with its target's id, or detached where article or words are gone."""
        held, anchor = self.holdings, entry.anchor
        if anchor.kind is AnchorKind.DOSSIER:
            return entry
        if anchor.kind is AnchorKind.ACTOR:
            actor = held.actor_named(anchor.exact)
            return replace(entry, target=actor.id) if actor else replace(entry, detached=True)
        article = held.by_hash.get(anchor.sha256)
        if article is None:
            return replace(entry, detached=True)
        if anchor.kind is AnchorKind.ARTICLE:
            return replace(entry, target=article.id)
        place = locate(anchor, article.text)
        if place is None:
            return replace(entry, detached=True)
        return replace(entry, target=held.item_at(anchor.kind, article.id, place, anchor.label) or article.id)

    def bookmark(self, anchor: Anchor) -> CommandResult:
        """Sets a bookmark, or takes it away where one is set."""
        old = next((e for e in self.notebook.entries() if e.kind is EntryKind.BOOKMARK and e.anchor == anchor), None)
        if old:
            tagged = f", tagged {' '.join(f'#{t}' for t in old.tags)}" if old.tags else ""
            sentence = f"Removed the bookmark on {_name(anchor)}{tagged}."
            self.notebook.remove_entry(old.id, sentence)
            return CommandResult(sentence)
        sentence = f"Bookmarked {_name(anchor)}."
        return CommandResult(sentence, self.notebook.add_entry(_entry(EntryKind.BOOKMARK, anchor), sentence))

    def note(self, anchor: Anchor, text: str, tags: Sequence[str] = (), status: NoteStatus = NoteStatus.NONE) -> Entry:
        """Writes a note."""
        entry = replace(_entry(EntryKind.NOTE, anchor), text=text, tags=clean_tags(tags), status=status)
        return self.notebook.add_entry(entry, f"Noted on {_name(anchor)}.")

    def edit_note(self, number: int, text: str | None = None, tags: Sequence[str] | None = None, status: NoteStatus | None = None) -> Entry:
        """Changes a note; what is None stays."""
        old = self.notebook.entry(number)
        new = replace(
            old,
            text=old.text if text is None else text,
            tags=old.tags if tags is None else clean_tags(tags),
            status=old.status if status is None else status,
        )
        typed = text is not None and tags is None and status is None
        return old if new == old else self.notebook.change_entry(new, f"Changed the note on {_name(old.anchor)}.", join=typed)

    def remove_entry(self, number: int) -> CommandResult:
        """Takes an entry of the notebook out."""
        entry = self.notebook.entry(number)
        sentence = f"Removed the {entry.kind.value} on {_name(entry.anchor)}."
        self.notebook.remove_entry(number, sentence)
        return CommandResult(sentence)

    def tag(self, anchor: Anchor, tags: Sequence[str]) -> CommandResult:
        """Adds tags to the bookmark or note on a thing, which is bookmarked where it is not yet; tags that are all there are taken away."""
        wanted = clean_tags(tags)
        if not wanted:
            raise DossierError("No tag was given.", do="A tag is a word such as “verify”.")
        mine = [e for e in self.notebook.entries() if e.anchor == anchor]
        old = next(iter(mine), None)
        told = " ".join(f"#{t}" for t in wanted)
        if old is None:
            sentence = f"Tagged {_name(anchor)} {told}."
            return CommandResult(sentence, self.notebook.add_entry(replace(_entry(EntryKind.BOOKMARK, anchor), tags=wanted), sentence))
        if set(wanted) <= set(old.tags):
            sentence = f"Removed {told} from {_name(anchor)}."
            return CommandResult(
                sentence, self.notebook.change_entry(replace(old, tags=tuple(t for t in old.tags if t not in wanted)), sentence)
            )
        sentence = f"Tagged {_name(anchor)} {told}."
        return CommandResult(sentence, self.notebook.change_entry(replace(old, tags=tuple(dict.fromkeys((*old.tags, *wanted)))), sentence))

    def correct(
        self, act: CorrectionKind, anchors: Sequence[Anchor], sentence: str, value: str = "", values: dict[str, str] | None = None
    ) -> CommandResult:
        """Keeps a correction; the findings must then be made anew."""
        self.notebook.add_correction(Correction(0, act, tuple(anchors), value, values or {}), sentence)
        return CommandResult(sentence, changed=True)

    def merge(self, idents: Sequence[str]) -> CommandResult:
        """Joins actors, or events, into one."""
        things = [self.holdings.find_item(i) for i in dict.fromkeys(idents)]
        kinds = {type(t) for t in things}
        if len(things) < 2 or len(kinds) > 1 or not kinds <= {Actor, Event}:
            raise DossierError("Two or more actors, or two or more events, can be joined.", do="Select them first.")
        kind, act = (AnchorKind.ACTOR, CorrectionKind.MERGE_ACTORS) if Actor in kinds else (AnchorKind.EVENT, CorrectionKind.MERGE_EVENTS)
        anchors = [self.anchor_of(kind, t.id) for t in things]
        return self.correct(act, anchors, f"Joined {' and '.join(a.label for a in anchors)}.")

    def split(self, ident: str, part: str) -> CommandResult:
        """Sets apart what one alias (of an actor) or one article (of an event) stands for."""
        thing = self.holdings.find_item(ident)
        if isinstance(thing, Actor):
            if part.casefold() not in {m.text.casefold() for m in thing.mentions} or len({m.text.casefold() for m in thing.mentions}) < 2:
                raise DossierError(
                    f"No part of {thing.name} is printed as “{part}”.", do=f"Its forms are {', '.join((thing.name, *thing.aliases))}."
                )
            return self.correct(
                CorrectionKind.SPLIT_ACTOR, [self.anchor_of(AnchorKind.ACTOR, ident)], f"Set “{part}” apart from {thing.name}.", part
            )
        if isinstance(thing, Event):
            article = self.holdings.article(part or thing.articles[-1])
            report = next((r for r in thing.reports if r.article == article.id), None)
            if report is None or len(thing.articles) < 2:
                raise DossierError("An event can be split where several articles tell of it.", do="Name one of them.")
            label = self.holdings.label_of(thing)
            rest = next(r for r in thing.reports if r.article != article.id)
            anchors = [make_anchor(self.holdings.article(r.article), r.span, AnchorKind.EVENT, label) for r in (report, rest)]
            return self.correct(CorrectionKind.SPLIT_EVENT, anchors, f"Set the report of {self.holdings.title_of(article.id)} apart.")
        raise DossierError("An actor or an event can be split.")

    def rename(self, ident: str, name: str) -> CommandResult:
        """Gives an actor another name."""
        actor = self.holdings.actor(ident)
        if not name.strip():
            raise DossierError("A name cannot be empty.")
        other = next((a for a in self.holdings.findings.actors if a.name == name.strip() and a.id != ident), None)
        if other:
            raise DossierError(f"Another actor is called {other.name} already.", do=f"Join the two: dossier merge {other.id} {ident}")
        return self.correct(
            CorrectionKind.RENAME_ACTOR,
            [self.anchor_of(AnchorKind.ACTOR, ident)],
            f"{actor.name} is now called {name.strip()}.",
            name.strip(),
        )

    def hide(self, ident: str) -> CommandResult:
        """Takes an actor or an event out of every list; undo brings it back."""
        thing = self.holdings.find_item(ident)
        if isinstance(thing, Actor):
            return self.correct(CorrectionKind.HIDE_ACTOR, [self.anchor_of(AnchorKind.ACTOR, ident)], f"Hid {thing.name}.")
        if isinstance(thing, Event):
            return self.correct(
                CorrectionKind.HIDE_EVENT, [self.anchor_of(AnchorKind.EVENT, ident)], f"Hid {self.holdings.label_of(thing)}."
            )
        raise DossierError("An actor or an event can be hidden.")

    def set_day(self, ident: str, start: date, end: date | None = None) -> CommandResult:
        """Sets the days of an event."""
        event = self.holdings.event(ident)
        last = end or start
        if last < start:
            raise DossierError("The last day lies before the first.", do="Give the earlier day first.")
        value = start.isoformat() if last == start else f"{start.isoformat()}..{last.isoformat()}"
        return self.correct(
            CorrectionKind.DATE_EVENT,
            [self.anchor_of(AnchorKind.EVENT, ident)],
            f"Set the day of {self.holdings.label_of(event)} to {value}.",
            value,
        )

    def take_reading(self, ident: str, number: int) -> CommandResult:
        """Sets the days of an event to those of one reading of the words that date it. DossierError where there is no such reading."""
        readings = date_candidates(self.holdings.event(ident))
        if not 1 <= number <= len(readings):
            many = f"It has {pluralize(len(readings), 'reading')}." if readings else "Its day has no other reading; set one by hand."
            raise DossierError(f"There is no reading {number} of this day.", do=many)
        reading = readings[number - 1]
        if reading.chosen:
            raise DossierError("This reading is the one taken already.", do="Choose another.")
        return self.set_day(ident, reading.start, reading.end)

    def set_place(self, ident: str, place: str) -> CommandResult:
        """Sets the place of an event."""
        event = self.holdings.event(ident)
        if not place.strip():
            raise DossierError("A place cannot be empty.")
        return self.correct(
            CorrectionKind.PLACE_EVENT,
            [self.anchor_of(AnchorKind.EVENT, ident)],
            f"Set the place of {self.holdings.label_of(event)} to {place}.",
            place.strip(),
        )

    def set_speaker(self, ident: str, speaker: str) -> CommandResult:
        """Says whose a quotation is: the id or name of an actor, or any other name."""
        quotation = self.holdings.quotation(ident)
        if not speaker.strip():
            raise DossierError("A speaker cannot be empty.")
        actor = next((a for a in self.holdings.findings.actors if speaker in {a.id, a.name, *a.aliases}), None)
        name = actor.name if actor else speaker
        anchor = self.anchor_of(AnchorKind.QUOTATION, quotation.id)
        return self.correct(CorrectionKind.SET_SPEAKER, [anchor], f"Set the speaker of “{quotation.text[:40]}” to {name}.", name)

    def set_article(self, ident: str, told: ArticleMetadata) -> CommandResult:
        """Keeps what the user says of an article: title, outlet, publication day, language."""
        values = {k: v for k in ("title", "outlet", "published", "language") if (v := getattr(told, k))}
        if not values:
            raise DossierError("Nothing was said of the article.", do="Give --title, --outlet, --published or --language.")
        if "published" in values:
            try:
                date.fromisoformat(values["published"])
            except ValueError as error:
                raise DossierError(f"“{values['published']}” is no day.", do="Write it as 2026-02-05.") from error
        if "language" in values and not LANGUAGE.fullmatch(values["language"]):
            raise DossierError(f"“{values['language']}” is no language code.", do="Write two letters, such as en.")
        title = self.holdings.title_of(ident)
        said = ", ".join(f"{k} {v}" for k, v in values.items())
        return self.correct(
            CorrectionKind.SET_METADATA, [self.anchor_of(AnchorKind.ARTICLE, ident)], f"Set of {title}: {said}.", values=values
        )

    def undo(self) -> CommandResult:
        """Takes the last act back."""
        sentence = self.notebook.undo()
        return CommandResult(f"Undone: {sentence}", changed=True) if sentence else CommandResult("There is nothing to undo.")

    def redo(self) -> CommandResult:
        """Does the act undone last again."""
        sentence = self.notebook.redo()
        return CommandResult(f"Done again: {sentence}", changed=True) if sentence else CommandResult("There is nothing to do again.")


def clean_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Tags without marks and blanks, each once, in the order given."""
    words = (word.strip().lstrip("#").strip(",;") for tag in tags for word in tag.replace(",", " ").split())
    return tuple(dict.fromkeys(w for w in words if w))


def _name(anchor: Anchor) -> str:
    return anchor.label or anchor.exact or "the dossier"


def _entry(kind: EntryKind, anchor: Anchor) -> Entry:
    return Entry(0, kind, anchor, "", (), NoteStatus.NONE, BLANK, BLANK)
