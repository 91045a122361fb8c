"""Plans and the meetings that they became, and meetings whose parties are named in two ways."""

import pytest

from dossier.model.event import Status
from tests.unit.extraction.events.meeting.meeting_reports import Meetings

MET = "President Ann Lind of Peru met President Bo Roe of Chile in Lima on Monday."


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"{MET}\n\nAfter talks with Lind, the two leaders will make statements to the press.", 1),
        (f"President Ann Lind will meet Bo Roe, officials said.\n\nThe day was hot.\n\n{MET}", 1),
        ("President Ann Lind received the president of Chile in Lima on Monday, where both leaders will hold a meeting.", 1),
        (f"{MET}\n\nMany watched it.\n\nLind will meet Roe again on Friday.", 2),
        (f"{MET}\n\nMany watched it.\n\nLind is to hold talks with farmers.", 2),
        (f"{MET}\n\nMany watched it.\n\nLind will meet President Cy Falk of Ecuador.", 2),
    ],
)
def test_a_plan_and_what_became_of_it(meetings: Meetings, text: str, rows: int) -> None:
    """An undated plan of those who met is the meeting; another time, other people and farmers are another."""
    assert len({seen.report.group for seen in meetings(text)}) == rows


def test_the_plan_stays_marked(meetings: Meetings) -> None:
    """The mention that planned the meeting is still seen to plan it."""
    reports = meetings(f"President Ann Lind will meet Bo Roe at the Opera House in Lima, officials said.\n\nThe day was hot.\n\n{MET}")
    assert [seen.report.status for seen in reports] == [Status.PLANNED, Status.OCCURRED]


def test_ministers_by_their_states(meetings: Meetings) -> None:
    """“The Peruvian and Chilean foreign ministers” are the two persons who hold these offices."""
    text = (
        "Peruvian and Chilean foreign ministers met in Quito on Monday.\n\nThe hall was full.\n\n"
        "Peru's Foreign Minister Ann Lind and Chile's Foreign Minister Bo Roe met in Quito on Monday for the first time."
    )
    reports = meetings(text)
    assert {seen.report.group for seen in reports} == {0}
    assert {name for seen in reports for name in seen.participants} >= {"Ann Lind", "Bo Roe", "Peru", "Chile"}


def test_a_summit_named_twice(meetings: Meetings) -> None:
    """“The leaders' summit” is one plan, dated by its own sentence and not by the day on which ministers prepared it."""
    text = (
        "ASEAN ministers met in Quito on Tuesday to prepare for the upcoming leaders' summit, chaired by Ann Lind.\n\n"
        "The ASEAN leaders' summit will begin on Wednesday."
    )
    planned = [seen for seen in meetings(text) if seen.report.status is Status.PLANNED]
    assert len({seen.report.group for seen in planned}) == 1
    assert {day for seen in planned for day in seen.times} == {"Wednesday"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru and Chile agree to end the war after talks in Quito.", Status.OCCURRED),
        ("President Ann Lind of Peru would say more after she meets President Bo Roe of Chile, her office said.", Status.PLANNED),
    ],
)
def test_what_came_of_talks(meetings: Meetings, text: str, status: Status) -> None:
    """Talks after which parties agreed took place; those after which somebody would speak are to come."""
    assert {seen.report.status for seen in meetings(text)} == {status}


def test_an_agreement_to_resume_is_no_meeting(meetings: Meetings) -> None:
    """“Agreed to resume talks”, without a day or a place to come, makes no row."""
    assert meetings("President Ann Lind of Peru and President Bo Roe of Chile agreed to resume talks earlier this year.") == []


def test_parties_of_an_agreement_are_none_of_the_summit(meetings: Meetings) -> None:
    """Those with whom somebody signed agreements on the way to a summit do not take part in it by that."""
    text = "During his visit to Quito for the ASEAN summit, Bo Roe signed agreements with Peru and Chile."
    assert not {name for seen in meetings(text) for name in seen.participants} & {"Peru", "Chile"}


def test_who_arrives_for_talks(meetings: Meetings) -> None:
    """Who is greeted as he arrives for talks takes part in them."""
    (talks,) = meetings(
        "Prime Minister Ann Lind of Peru greeted Chilean President Bo Roe as he arrives at the Opera House in Lima for talks."
    )
    assert talks.participants >= {"Ann Lind", "Bo Roe"}


def test_news_beside_a_meeting_of_last_year(meetings: Meetings) -> None:
    """A meeting with a place of its own is not the one of last July that one of its parties is said to have had."""
    text = "President Bo Roe and President Ann Lind met in Quito last July.\n\nRoe met earlier with President Cy Falk at the Opera House in Lima."
    assert len({seen.report.group for seen in meetings(text)}) == 2


def test_their_people_are_others(meetings: Meetings) -> None:
    """“Our teams will meet” is said of other people than those who met."""
    text = 'President Bo Roe met President Ann Lind in Lima. "We agreed that our teams will meet immediately," Roe said.'
    assert len(meetings(text)) == 1
