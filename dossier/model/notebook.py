"""The user's own work: bookmarks, notes, tags and corrections; never derived, never lost."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What a notebook entry is."""

    BOOKMARK = "bookmark"
    NOTE = "note"
    CORRECTION = "correction"


class NoteStatus(StrEnum):
    """How far a note is checked; NONE where its writer did not say."""

    NONE = ""
    TO_VERIFY = "to-verify"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class AnchorKind(StrEnum):
    """What an entry hangs on."""

    ARTICLE = "article"
    PASSAGE = "passage"
    ACTOR = "actor"
    EVENT = "event"
    QUOTATION = "quotation"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an entry hangs, so that it survives better cleaning and extraction rules.

    `sha256` names the article's file, `exact` the words, `prefix` and `suffix` up to 32 characters on either side; `label`
    is what the thing was called when it was anchored. An actor is anchored by its name in `exact`, without an article.
    """

    kind: AnchorKind
    sha256: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the notebook. `id` is a number that is never used twice; `detached` is true where the anchor's article or
    words are no longer there; `target` is the id of the thing it hangs on now, or empty.
    """

    id: int
    kind: EntryKind
    anchor: Anchor
    text: str
    tags: tuple[str, ...]
    status: NoteStatus
    created: datetime
    changed: datetime
    target: str = ""
    detached: bool = False


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of the history: what was done in a sentence, when, and whether it is undone."""

    sentence: str
    at: datetime
    undone: bool


class CorrectionKind(StrEnum):
    """What a correction does."""

    MERGE_ACTORS = "merge actors"
    SPLIT_ACTOR = "split actor"
    RENAME_ACTOR = "rename actor"
    HIDE_ACTOR = "hide actor"
    MERGE_EVENTS = "merge events"
    SPLIT_EVENT = "split event"
    DATE_EVENT = "set the day of an event"
    PLACE_EVENT = "set the place of an event"
    HIDE_EVENT = "hide event"
    MARK_DISTINCT = "keep apart"
    MARK_POSSIBLE = "mark as perhaps the same"
    SET_SPEAKER = "set the speaker"
    SET_METADATA = "set what an article does not tell"


@dataclass(frozen=True, slots=True)
class Correction:
    """A human decision that is replayed over the findings: an act on the things anchored, with a value (a name, a day, a
    place), in the order they were made. `values` carries named parts where one value is not enough. To keep apart, or to mark as
    perhaps the same, is said of the first thing anchored and of the second, which all further anchors name too.
    """

    id: int
    act: CorrectionKind
    anchors: tuple[Anchor, ...]
    value: str = ""
    values: dict[str, str] = field(default_factory=dict)
