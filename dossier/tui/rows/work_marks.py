"""Marks of the user's work on a row: a bookmark, a note; and that it is unread or new."""

from collections.abc import Collection

from dossier.model.notebook import EntryKind
from dossier.services.notebook.read_state import ReadMark
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part


def work_marks(kinds: Collection[EntryKind], look: StyleRoles) -> list[Part]:
    """The signs for the kinds of entries that the notebook has on an item, each with a blank."""
    signs = {EntryKind.BOOKMARK: look.glyphs.bookmark, EntryKind.NOTE: look.glyphs.note}
    return [(f"{sign} ", "accent") for kind, sign in signs.items() if kind in kinds]


def read_mark(mark: ReadMark, look: StyleRoles) -> list[Part]:
    """The sign of an unread article; blanks for a read one, so that titles stay in line; nothing where no article is marked."""
    if mark is ReadMark.NONE:
        return []
    return [(f"{look.glyphs.unread} ", "accent")] if mark in {ReadMark.UNREAD, ReadMark.NEW} else [("  ", "")]


def new_mark(look: StyleRoles, *, is_new: bool) -> list[Part]:
    """The sign of a row that is new since its list was last looked at."""
    return [(f"{look.glyphs.unread} ", "accent")] if is_new else []
