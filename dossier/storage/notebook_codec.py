"""Entries, corrections and searches as rows of the notebook, and back."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from dossier.model.notebook import Anchor, Correction, CorrectionKind, Entry, EntryKind, NoteStatus, anchor_fault, correction_fault
from dossier.model.query import Query
from dossier.model.saved_search import SavedSearch

Row = dict[str, Any]
NOT_UNDERSTOOD = (ValueError, KeyError, TypeError, RecursionError, msgspec.MsgspecError)
"""Errors of a row that this program did not write."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years of the times of entries; at the ends of the calendar a time has none in other time zones."""


def parse_entry(row: Row, tags: Sequence[str], origin: str = "") -> Entry:
    """The entry of a row, with its tags and whose it is."""
    anchor = msgspec.json.decode(row["anchor"], type=Anchor)
    if fault := anchor_fault(anchor):
        raise ValueError(fault)
    return Entry(
        id=row["id"],
        kind=EntryKind(row["kind"]),
        anchor=anchor,
        text=_text(row["text"]),
        tags=tuple(tags),
        status=NoteStatus(row["status"]),
        created=_time(row["created"]),
        changed=_time(row["changed"]),
        origin=origin,
    )


def entry_row(entry: Entry) -> Row:
    """The row of an entry; its tags have rows of their own."""
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "anchor": msgspec.json.encode(entry.anchor).decode(),
        "text": entry.text,
        "status": entry.status.value,
        "created": entry.created.isoformat(),
        "changed": entry.changed.isoformat(),
    }


def parse_search(row: Row) -> SavedSearch:
    """The saved search of a row."""
    query = msgspec.json.decode(row["asked"], type=Query)
    return SavedSearch(row["id"], _text(row["name"]), query, _time(row["created"]), _time(row["changed"]))


def search_row(search: SavedSearch) -> Row:
    """The row of a saved search."""
    return {
        "id": search.id,
        "name": search.name,
        "asked": msgspec.json.encode(search.query).decode(),
        "created": search.created.isoformat(),
        "changed": search.changed.isoformat(),
    }


def parse_correction(row: Row, origin: str = "") -> Correction:
    """The correction of a row, with whose it is."""
    anchors = msgspec.json.decode(row["anchors"], type=tuple[Anchor, ...])
    values = msgspec.json.decode(row["parts"], type=dict[str, str])
    correction = Correction(row["id"], CorrectionKind(row["act"]), anchors, _text(row["value"]), values, origin)
    if fault := correction_fault(correction):
        raise ValueError(fault)
    return correction


def correction_row(correction: Correction) -> Row:
    """The row of a correction."""
    return {
        "id": correction.id,
        "act": correction.act.value,
        "anchors": msgspec.json.encode(correction.anchors).decode(),
        "value": correction.value,
        "parts": json.dumps(correction.values, ensure_ascii=False, sort_keys=True),
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text was expected")
    return value


def _time(value: object) -> datetime:
    """A time stamp with its offset; times without one could not be compared with the others."""
    time = datetime.fromisoformat(_text(value))
    if time.tzinfo is None:
        raise ValueError("a time without its offset")
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise ValueError(f"a time in the year {time.year}")
    return time
