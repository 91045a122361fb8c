"""The user's own work: bookmarks, notes, tags and corrections. It is never derived."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """Kind of a notebook entry."""

    BOOKMARK = "bookmark"
    NOTE = "note"
    CORRECTION = "correction"


class NoteStatus(StrEnum):
    """Verification status of a note; NONE where it has none."""

    NONE = ""
    TO_VERIFY = "to-verify"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class AnchorKind(StrEnum):
    """Kind of item that an entry is attached to."""

    ARTICLE = "article"
    PASSAGE = "passage"
    ACTOR = "actor"
    EVENT = "event"
    QUOTATION = "quotation"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Anchor of an entry, which survives changes of the text and of the extraction rules (after the W3C text-quote selector).

    `sha256` is that of the article's file, `exact` the words, `prefix` and `suffix` up to 32 characters on either side;
    `label` is the name of the item when it was anchored. An actor is anchored by its name in `exact`, without an article.
    """

    kind: AnchorKind
    sha256: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the notebook.

    `id` is a number that is never used twice. `origin` names whose it is: empty for the user's own, else the bundle that it came with. `target` is the id of the item that the anchor resolves to now, or empty;
    `detached` is true where its article or words are gone.
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
    origin: str = ""


@dataclass(frozen=True, slots=True)
class RemovedNote:
    """An entry that was removed and is still in the history, from which undo could bring it back."""

    entry: Entry
    removed: datetime


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One command in the undo history, described by a sentence."""

    sentence: str
    at: datetime
    undone: bool


class CorrectionKind(StrEnum):
    """Kind of a correction."""

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
    """A decision of the user that is replayed over the findings: its kind `act`, the items anchored, and a value (a name, day, place).

    `values` has named values where one is not enough. MARK_DISTINCT and MARK_POSSIBLE concern the item of the first anchor
    and the item of all further anchors. `origin` is as with an entry.
    """

    id: int
    act: CorrectionKind
    anchors: tuple[Anchor, ...]
    value: str = ""
    values: dict[str, str] = field(default_factory=dict)
    origin: str = ""


def decided_by(correction: Correction) -> str:
    """Who made a correction, as the beginning of a sentence: “You”, or the name of the bundle that it came with."""
    return f"“{correction.origin}”" if correction.origin else "You"


SHA256 = re.compile("[0-9a-f]{64}")
NAMING = frozenset({CorrectionKind.SPLIT_ACTOR, CorrectionKind.RENAME_ACTOR, CorrectionKind.PLACE_EVENT, CorrectionKind.SET_SPEAKER})
"""The corrections whose value is a name."""


def anchor_fault(anchor: Anchor) -> str:
    """Why this program did not make an anchor, in words; empty for one that it may have made."""
    return "" if not anchor.sha256 or SHA256.fullmatch(anchor.sha256) else "the hash of its article is not valid"


def correction_fault(correction: Correction) -> str:
    """Why a correction cannot be applied to any findings, in words; empty for one that this program may have written."""
    if not correction.anchors:
        return "it refers to nothing"
    if fault := next(filter(None, map(anchor_fault, correction.anchors)), ""):
        return fault
    if correction.act in NAMING and not correction.value.strip():
        return "its name is empty"
    days: tuple[str, ...] = ()
    if correction.act is CorrectionKind.DATE_EVENT:
        first, _, last = correction.value.partition("..")
        days = (first, last or first)
    elif correction.act is CorrectionKind.SET_METADATA and (day := correction.values.get("published", "")):
        days = (day,)
    try:
        dates = [date.fromisoformat(day) for day in days]
    except ValueError:
        return "its day is not a date"
    # at the ends of the calendar days cannot be counted on
    if not all(date.min.year < day.year < date.max.year for day in dates):
        return "its day is out of range"
    return "" if dates == sorted(dates) else "its last day is before its first"
