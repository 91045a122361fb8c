"""The derived part of a dossier: all that can be rebuilt from seeds/.

The name below is imported on first use: the app paints before it opens the index.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.services.derived.index import DerivedIndex as DerivedIndex

__all__ = ["DerivedIndex"]

__getattr__ = lazy_attributes(__name__, {"DerivedIndex": "index.DerivedIndex"})
