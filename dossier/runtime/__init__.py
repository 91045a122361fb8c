"""The user's environment: settings, paths, recently opened dossiers, crash reports."""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_submodules

if TYPE_CHECKING:
    from dossier.runtime import recents

    __all__ = ["recents"]
else:
    __getattr__ = lazy_submodules(__name__)
