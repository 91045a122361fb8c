"""Actions of the main screen: importing this package registers the action of every key and the commands of the palette."""

from dossier.tui.actions import (
    add,
    articles,
    copy,
    corrections,
    export,
    filters,
    left_off,
    navigation,
    new_dossier,
    notes,
    open,  # noqa: A004  # a module of actions that open things
    palette_commands,
    profile,
    read_state,
    search,
    undo,
    watch,
)
from dossier.tui.actions.registry import ACTIONS

__all__ = [
    "ACTIONS",
    "add",
    "articles",
    "copy",
    "corrections",
    "export",
    "filters",
    "left_off",
    "navigation",
    "new_dossier",
    "notes",
    "open",
    "palette_commands",
    "profile",
    "read_state",
    "search",
    "undo",
    "watch",
]
