"""SQLite: the derived facts and the user's notebook.

`Notebook` is imported on first use: reading articles needs none.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.storage.notebook import Notebook as Notebook

__all__ = ["Notebook"]

__getattr__ = lazy_attributes(__name__, {"Notebook": "notebook.Notebook"})
