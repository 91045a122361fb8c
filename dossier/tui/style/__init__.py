"""Style roles, glyphs and themes; and filters of all that is drawn, which load with the first line."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.tui.style import ascii_filter, safe_filter

    __all__ = ["ascii_filter", "safe_filter"]
else:
    __getattr__ = lazy_submodules(__name__)
