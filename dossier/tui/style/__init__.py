"""Style roles, glyphs and themes; and a filter for terminals that show ASCII only, which loads where it is needed."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.tui.style import ascii_filter

    __all__ = ["ascii_filter"]
else:
    __getattr__ = lazy_submodules(__name__)
