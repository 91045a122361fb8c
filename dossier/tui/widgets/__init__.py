"""Widgets of the app. Those that the first paint does not show load after it."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.tui.widgets import article_lines, completions, note_editor, prompt

    __all__ = ["article_lines", "completions", "note_editor", "prompt"]
else:
    __getattr__ = lazy_submodules(__name__)
