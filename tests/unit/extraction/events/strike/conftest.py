"""The fixture that the tests of strikes share."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tests.unit.extraction.events.strike.strike_reports import Strikes, find_strike_reports


@pytest.fixture
def strikes(parsed: Callable[[str], Doc]) -> Strikes:
    """Function that gives the strike reports of a text."""
    return lambda text: find_strike_reports(parsed(text))
