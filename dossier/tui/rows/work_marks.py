"""Marks of the user's work on a row: a bookmark, a note."""

from collections.abc import Collection

from dossier.model.notebook import EntryKind
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import Part


def work_marks(kinds: Collection[EntryKind], look: StyleRoles) -> list[Part]:
    """The signs for the kinds of entries that the notebook has on an item, each with a blank."""
    signs = {EntryKind.BOOKMARK: look.glyphs.bookmark, EntryKind.NOTE: look.glyphs.note}
    return [(f"{sign} ", "accent") for kind, sign in signs.items() if kind in kinds]
