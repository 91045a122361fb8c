"""Commands on the notebook as rows of its history."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dossier.model.notebook import HistoryEntry
from dossier.storage.notebook_codec import NOT_UNDERSTOOD, Row


@dataclass(slots=True)
class NotebookCommand:
    """A command under way: its sentence for the history, and each changed row as table, number, row before, row after."""

    sentence: str = ""
    join_entry: int | None = None
    in_history: bool = True
    changes: list[list[Any]] = field(default_factory=list)


def now() -> datetime:
    """The current time, to the second."""
    return datetime.now(tz=UTC).replace(microsecond=0)


def history_entry(row: Row) -> HistoryEntry:
    """The row as an entry of the history."""
    return HistoryEntry(str(row["sentence"]), datetime.fromisoformat(row["made"]), bool(row["undone"]))


def join_changes(last: Row, command: NotebookCommand) -> Row | None:
    """The last row of the history with the change of the command added, where both change the text of one entry and nothing else."""
    if command.join_entry is None:
        return None
    try:
        earlier = json.loads(last["changes"])
        tag_rows = [row for table, _, before, after in earlier[1:] if table == "tag" for row in (before, after) if row]
        # a note may have been created with tags, which stay as they are while it is typed
        is_joined = (
            _changes_only(earlier[:1], command.join_entry)
            and _changes_only(command.changes, command.join_entry)
            and all(table == "tag" for table, *_ in earlier[1:])
            and all(row["entry"] == command.join_entry for row in tag_rows)
        )
    except NOT_UNDERSTOOD:
        return None
    if not is_joined:
        return None
    changes = [["entry", command.join_entry, earlier[0][2], command.changes[0][3]], *earlier[1:]]
    return {**last, "sentence": command.sentence, "changes": json.dumps(changes, ensure_ascii=False)}


def _changes_only(changes: list[list[Any]], number: int | None) -> bool:
    """True where the changes of a command are one change of the entry with that number."""
    return len(changes) == 1 and changes[0][0] == "entry" and changes[0][1] == number and changes[0][3] is not None
