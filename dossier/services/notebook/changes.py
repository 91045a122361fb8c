"""Changes of entries that another program may have changed since the user saw them: merged where they touch different parts, else refused."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.errors import ChangedMeanwhile
from dossier.model.notebook import Entry, NoteStatus

LOOK_AGAIN = "Nothing was changed. Check the current state, then try again."


def clean_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Tags without marks and blanks, each once, in the order given."""
    words = (word.strip().lstrip("#").strip(",;") for tag in tags for word in tag.replace(",", " ").split())
    return tuple(dict.fromkeys(w for w in words if w))


def changed_note(seen: Entry, entry: Entry, text: str | None, tags: Sequence[str] | None, status: NoteStatus | None) -> Entry:
    """The note `entry` with the user's changes of the note as `seen`; what is None stays.

    Tags are added and removed one by one. Raises ChangedMeanwhile where the text or the status to be replaced is no longer as it was seen.
    """
    if text is not None and entry.text not in {seen.text, text}:
        raise _changed_meanwhile(entry, "text")
    if status is not None and entry.status not in {seen.status, status}:
        raise _changed_meanwhile(entry, "status")
    if tags is not None:
        others = [tag for tag in entry.tags if tag not in seen.tags]
        tags = [tag for tag in (*tags, *others) if tag in entry.tags or tag not in seen.tags]
    return replace(
        entry,
        text=entry.text if text is None else text,
        tags=entry.tags if tags is None else tuple(dict.fromkeys(tags)),
        status=entry.status if status is None else status,
    )


def require_unchanged(seen: Entry, entry: Entry | None) -> None:
    """Raises ChangedMeanwhile where an entry is no longer as the user saw it."""
    if entry is None:
        raise ChangedMeanwhile(f"The {seen.kind.value} was removed by another program in the meantime.")
    if (entry.text, entry.tags, entry.status) != (seen.text, seen.tags, seen.status):
        raise _changed_meanwhile(entry, "text" if entry.text != seen.text else "tags" if entry.tags != seen.tags else "status")


def _changed_meanwhile(entry: Entry, part: str) -> ChangedMeanwhile:
    return ChangedMeanwhile(f"The {part} of {entry.kind.value} {entry.id} was changed by another program in the meantime.", do=LOOK_AGAIN)
