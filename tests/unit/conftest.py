"""Fixtures of the unit tests: parses, cached for the whole session since parsing is the slow part."""

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.nlp import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@pytest.fixture(scope="session")
def parsed() -> "Callable[[str], Doc]":
    """The real parse of a text, computed once a session for each text."""
    return lru_cache(maxsize=None)(parse)
