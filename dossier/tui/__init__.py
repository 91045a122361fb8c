"""The Textual app. What reacts to keys and to results loads after the first paint."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.tui import actions, crash, first_rows, jump, message_handlers, opening, palette, queries

    __all__ = ["actions", "crash", "first_rows", "jump", "message_handlers", "opening", "palette", "queries"]
else:
    __getattr__ = lazy_submodules(__name__)
