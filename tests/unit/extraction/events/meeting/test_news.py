"""The meeting that an article is about, where no sentence that names it says who met."""

import pytest

from tests.unit.extraction.events.meeting.meeting_reports import Meetings

SIGNED = "President Ann Lind of Peru signed a pact with Chilean President Bo Roe on Monday."


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (f"{SIGNED}\n\nThe agreement was sealed at a summit in Lima on Monday during a rare visit.", ["Monday"]),
        (f"{SIGNED}\n\nIt was a fundamental document, Lind said at the outset of the talks.", ["Monday"]),
        ("President Ann Lind appeared to catch President Bo Roe of Chile off guard during a meeting in Quito on Friday.", ["Friday"]),
    ],
)
def test_those_whom_the_opening_brings_together(meetings: Meetings, text: str, times: list[str]) -> None:
    """The summit and the talks are of the two heads of state whom a sentence before, or their own, brings together."""
    (seen,) = meetings(text)
    assert ({"Ann Lind", "Bo Roe"} <= seen.participants, seen.times) == (True, times)


@pytest.mark.parametrize(
    "text",
    [
        "President Ann Lind and Prime Minister Bo Roe signed a bill on Monday.\n\nThe talks will go on.",
        "President Ann Lind of Peru spoke of President Bo Roe of Chile, President Cy Falk of Ecuador and President Di Moe of Cuba.\n\nThe talks were hard.",
        f"{SIGNED}\n\nIt was hot.\n\nIt rained.\n\nIt snowed.\n\nIt was dry.\n\nThe talks between the unions were hard.",
        f"{SIGNED}\n\nMore talks will be needed.",
    ],
)
def test_nobody_is_made_to_meet(meetings: Meetings, text: str) -> None:
    """People who may be of one state, a list of several, far away, and talks that are still needed make no meeting."""
    assert not meetings(text)
