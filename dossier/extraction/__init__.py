"""Extraction: an Article becomes Facts (actors, times, quotations, meetings, strikes).

`extract` is imported on first use, since it imports spaCy.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.extraction.pipeline import extract as extract

__all__ = ["extract"]

__getattr__ = lazy_attributes(__name__, {"extract": "pipeline.extract"})
