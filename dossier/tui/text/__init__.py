"""Text of the app: lines, borders, placeholders, articles laid out. What knows the model loads after the first paint."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.tui.text import placeholders, result_summary

    __all__ = ["placeholders", "result_summary"]
else:
    __getattr__ = lazy_submodules(__name__)
