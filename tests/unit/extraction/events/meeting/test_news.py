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


@pytest.mark.parametrize(
    "text",
    [
        "President Ann Lind of Peru called for a truce at a press conference with Chilean President Bo Roe on Monday.",
        "President Ann Lind of Peru said so on Monday at a joint news conference alongside President Bo Roe of Chile.",
        "President Ann Lind of Peru, who met with Cy Falk in 2021, came to see Chilean President Bo Roe. Lind will report on her talks with Roe.",
    ],
)
def test_those_who_speak_side_by_side_met(meetings: Meetings, text: str) -> None:
    """A press conference of two presidents is evidence of their meeting, and so are talks to be reported on; not with whom one met years before."""
    assert {"Ann Lind", "Bo Roe"} in [seen.participants for seen in meetings(text)]


@pytest.mark.parametrize(
    "opening",
    [
        "President Ann Lind of Peru criticised Chilean President Bo Roe on Monday.",
        "President Ann Lind of Peru said Chilean President Bo Roe was a liar.",
    ],
)
def test_who_only_speaks_of_another_does_not_meet(meetings: Meetings, opening: str) -> None:
    """An opening that names two presidents brings them together only where it has them in one list, "with" each other, or receiving each other."""
    assert [seen.participants for seen in meetings(f"{opening}\n\nThe meeting in Quito on Monday was hard.")] == [set()]
    met = "President Ann Lind of Peru and Chilean President Bo Roe signed a pact on Monday."
    assert [seen.participants for seen in meetings(f"{met}\n\nThe meeting in Quito on Monday was hard.")] == [{"Ann Lind", "Bo Roe"}]


@pytest.mark.parametrize(
    "later",
    [
        "Lind missed the talks with unions in Quito on Monday.",
        "The meeting of the security cabinet in Quito on Monday was short.",
        "Lind gave a press conference with reporters in Quito on Monday.",
        "The two banks issued a joint statement in Quito on Monday.",
    ],
)
def test_a_meeting_of_others_is_not_theirs(meetings: Meetings, later: str) -> None:
    """Whom the opening brings together did not meet where the word for the meeting says who did."""
    together = "President Ann Lind of Peru and Chilean President Bo Roe were both ill."
    assert not any("Bo Roe" in seen.participants for seen in meetings(f"{together}\n\n{later}"))


def test_a_press_conference_of_one_state_is_none(meetings: Meetings) -> None:
    """A minister beside his own president met nobody, nor did one who speaks to reporters."""
    assert not meetings("President Ann Lind of Peru spoke at a press conference with Peru's Finance Minister Bo Roe on Monday.")
    assert not meetings("President Ann Lind of Peru gave a press conference on Monday.")
