"""State of the app: list contents, labels, history, the note being written. What an open article needs loads after the first paint."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.tui.state import passage_cursor

    __all__ = ["passage_cursor"]
else:
    __getattr__ = lazy_submodules(__name__)
