"""The fixture that the tests of meetings share."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tests.unit.extraction.events.meeting.meeting_reports import Meetings, find_meeting_reports


@pytest.fixture
def meetings(parsed: Callable[[str], Doc]) -> Meetings:
    """Function that gives the meetings of a text."""
    return lambda text: find_meeting_reports(parsed(text))
