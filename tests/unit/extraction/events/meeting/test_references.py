"""Meetings that a text only refers to, and those before its news: which make a row, and with which day."""

import pytest

from dossier.model.event import Status
from tests.unit.extraction.events.meeting.meeting_reports import Meetings

NEWS = "Foreign Minister Anna Weber met President Carlos Ruiz in Oslo on Tuesday."


@pytest.mark.parametrize(
    "text",
    [
        "A specific date for a meeting between President Carlos Ruiz and Chancellor Anna Weber remains undecided.",
        "No president of Peru has met Chancellor Anna Weber in Oslo since 2010.",
        "There were only occasional meetings between Anna Weber and President Carlos Ruiz on the fringes of international meetings.",
        "President Carlos Ruiz, on a state visit, became the first president in 25 years to meet Chancellor Anna Weber.",
        "President Carlos Ruiz, on a state visit, became the highest official in 25 years to meet Chancellor Anna Weber.",
        "A plea for a meeting between President Carlos Ruiz and Chancellor Anna Weber went unheard.",
        "Peru-Norway Meeting:\n\nFishing quotas rise again, the ministry in Lima announced.",
        "President Carlos Ruiz called Prime Minister Nils Berg a liar.",
        "President Carlos Ruiz spoke to reporters in Oslo on Monday.",
        'Anna Weber received the "Hero of Norway", the highest honour of the land.',
        "Their daughter fled in January and phoned 911.",
        "In her campaign, Anna Weber has met with multiple leaders of the world.",
        "Chancellor Anna Weber and President Carlos Ruiz have spoken by phone five times since 2020.",
        "Chancellor Anna Weber and President Carlos Ruiz have spoken by phone on several occasions.",
        "Chancellor Anna Weber said she will only agree to meet President Carlos Ruiz after a plan is negotiated.",
    ],
)
def test_what_makes_no_row(meetings: Meetings, text: str) -> None:
    """What is open, denied or a habit, what sets somebody apart, and a heading are no meetings of their own."""
    assert meetings(text) == []


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        (
            "President Carlos Ruiz has met Chancellor Anna Weber on several occasions, the last time on Monday in Oslo.",
            Status.OCCURRED,
            "Monday",
        ),
        (
            "President Carlos Ruiz held a meeting scheduled for an hour with Chancellor Anna Weber in Oslo on Monday.",
            Status.OCCURRED,
            "Monday",
        ),
        ("President Carlos Ruiz will only meet Chancellor Anna Weber on Friday in Oslo.", Status.PLANNED, "Friday"),
    ],
)
def test_words_of_counting_planning_and_limiting(meetings: Meetings, text: str, status: Status, day: str) -> None:
    """A dated one of several meetings is reported, what was scheduled by the hour took place, and “only” without a condition limits a plan."""
    (seen,) = meetings(text)
    assert (seen.report.status, seen.times) == (status, [day])


def test_what_sets_somebody_apart_adds_no_row(meetings: Meetings) -> None:
    """Being the first to meet somebody says something of the meeting reported before, and is no plan."""
    (seen,) = meetings(f"{NEWS} Weber became the first minister of Germany in 25 years to meet President Ruiz.")
    assert seen.report.status is Status.OCCURRED


def test_a_meeting_after_a_journey_is_another(meetings: Meetings) -> None:
    """What follows "before travelling" has its own day and place, and gives neither to the meeting before it."""
    first, second = meetings(
        "Foreign Minister Anna Weber is scheduled to meet President Carlos Ruiz on Tuesday before travelling to Oslo for talks with "
        "Defence Minister Nils Berg on Wednesday."
    )
    assert (first.report.places, first.times, first.participants) == ((), ["Tuesday"], {"Anna Weber", "Carlos Ruiz"})
    assert (second.report.places, second.times, second.participants) == (("Oslo", "Norway"), ["Wednesday"], {"Anna Weber", "Nils Berg"})


def test_setting_out_for_a_summit_is_a_plan(meetings: Meetings) -> None:
    """Who heads somewhere to attend a summit has not been there yet; who flew there to meet somebody has met him."""
    planned, held = meetings(
        "President Carlos Ruiz headed to Oslo to attend the summit. Anna Weber flew to Lima to meet Prime Minister Nils Berg on Monday."
    )
    assert planned.report.status is Status.PLANNED
    assert held.report.status is Status.OCCURRED


@pytest.mark.parametrize(
    ("text", "subkind"),
    [
        ("President Carlos Ruiz also spoke to Prime Minister Nils Berg in Oslo after a dispute about trade.", "bilateral"),
        ("Last week, President Carlos Ruiz called Prime Minister Nils Berg to discuss an end to the war.", "call"),
        ("President Carlos Ruiz and Prime Minister Nils Berg kicked off talks in Oslo on an end to the war.", "bilateral"),
        (
            "President Carlos Ruiz and Prime Minister Nils Berg shake hands as they leave after their talks in Oslo on 3 May 2030.",
            "bilateral",
        ),
    ],
)
def test_ways_to_meet(meetings: Meetings, text: str, subkind: str) -> None:
    """Speaking to an officer in a town, a call, talks that two kick off or leave."""
    (seen,) = meetings(text)
    assert seen.participants == {"Carlos Ruiz", "Nils Berg"}
    assert seen.report.subkind == subkind


def test_an_earlier_meeting_has_no_guessed_day(meetings: Meetings) -> None:
    """The day of the news does not date what it recalls; the day is left open."""
    news, recalled = meetings(f"{NEWS}\n\nRelations have improved.\n\nPresident Ruiz had met Prime Minister Nils Berg in Lima.")
    assert news.times == ["Tuesday"]
    assert (recalled.times, recalled.report.time_relation) == ([], "recalled")


def test_others_who_met_some_day(meetings: Meetings) -> None:
    """A later meeting of other people, far from any day, is not dated by the first day of the article."""
    _, other = meetings(f"{NEWS}\n\nFish is dear.\n\nPrime Minister Nils Berg and King Harald Moe met in Bergen for talks about fish.")
    assert other.times == []


def test_the_day_goes_on(meetings: Meetings) -> None:
    """What stands before the talks, or at an hour, is of the same day; so is whom one of them met next."""
    reports = meetings(
        f"{NEWS}\n\nBefore the talks, Prime Minister Nils Berg met King Harald Moe in Bergen.\n\nWeber met Mayor Kenji Mori to discuss fish."
    )
    assert [seen.times for seen in reports] == [["Tuesday"]] * 3


def test_a_state_before_a_house_is_no_place(meetings: Meetings) -> None:
    """The state whose house it is says nothing of where it stands."""
    (seen,) = meetings("Anna Weber and Carlos Ruiz met at the U.S. Mission to International Organizations in Oslo on Monday.")
    assert seen.report.places == ("Oslo", "Norway")


def test_the_two_leaders_are_two(meetings: Meetings) -> None:
    """Leaders who are two are the last pair that met, not somebody and a state named in between."""
    text = (
        "President Carlos Ruiz and Prime Minister Nils Berg met in Lima on Tuesday.\n\nBerg arrived in Lima on Monday after talks with Chilean "
        "leaders in Santiago.\n\nThe two leaders last met in 2029 in New York."
    )
    assert meetings(text)[-1].participants == {"Carlos Ruiz", "Nils Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Anna Weber of Chile flew to Lima on Monday. She and President Carlos Ruiz spoke of trade.\n\nThe two leaders met at the palace.",
        "Prime Minister Anna Weber and President Carlos Ruiz pledged closer ties on Monday.\n\nThe pair spoke to reporters after their meeting in Lima.",
    ],
)
def test_a_pair_without_a_meeting_before_it(meetings: Meetings, text: str) -> None:
    """“The two leaders” and “their” are the two people whom the sentences before name, also where these report no meeting."""
    assert meetings(text)[0].participants == {"Anna Weber", "Carlos Ruiz"}


def test_a_pair_among_three_is_nobody(meetings: Meetings) -> None:
    """Of three people nobody knows who the two leaders are."""
    text = "Anna Weber, Carlos Ruiz and Nils Berg pledged closer ties on Monday.\n\nThe two leaders met in Lima on Monday."
    assert {name for report in meetings(text) for name in report.participants} == set()


def test_a_body_is_no_place(meetings: Meetings) -> None:
    """The summit of a body is where it is said to be, not at the body."""
    for body in ("European Political Community", "G7"):
        (seen,) = meetings(f"Anna Weber and Carlos Ruiz held talks at the {body} summit in Oslo on Monday.")
        assert seen.report.places[:1] == ("Oslo",)


def test_hours_before_the_meeting_something_else_took_place(meetings: Meetings) -> None:
    """“Hours before the meeting, X happened in Y”: neither place is the meeting's; a call that the meeting followed was on another day."""
    reports = meetings(
        "Chancellor Anna Weber met President Carlos Ruiz in Oslo. The meeting occurred on Friday, following a phone call between Ruiz and Prime "
        "Minister Nils Berg.\n\nHours before the meeting, a fire broke out in Lima."
    )
    assert all("Lima" not in seen.report.places for seen in reports)
    assert [seen.times for seen in reports if "Nils Berg" in seen.participants] == [[]]


def test_where_a_meeting_is_described_it_did_not_take_place(meetings: Meetings) -> None:
    """“In X, the meeting was characterized as a reset”: X is where somebody said so."""
    reports = meetings(f"{NEWS}\n\nIn Lima, the meeting was characterized as a reset.")
    assert all("Lima" not in seen.report.places for seen in reports)


def test_separate_meetings_are_several(meetings: Meetings) -> None:
    """“Held separate meetings with X and Y” reports one with each."""
    reports = meetings(
        "On June 4, Chancellor Anna Weber held separate meetings in Oslo with President Carlos Ruiz and Prime Minister Nils Berg."
    )
    assert [seen.participants for seen in reports] == [{"Anna Weber", "Carlos Ruiz"}, {"Anna Weber", "Nils Berg"}]
    assert len({seen.report.group for seen in reports}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "During her talks with President Carlos Ruiz on Monday, Chancellor Anna Weber raised the situation in Peru.",
        "Chancellor Anna Weber met President Carlos Ruiz on Monday. The key topic of the talks was the situation in Peru.",
        "Chancellor Anna Weber met President Carlos Ruiz on Monday, with the war in Peru at the centre of discussions.",
    ],
)
def test_what_is_spoken_of_is_not_where(meetings: Meetings, text: str) -> None:
    """“Raised the situation in X” and “the topic was the situation in X”: they did not meet in X."""
    assert all("Peru" not in seen.report.places for seen in meetings(text))


def test_an_invitation_to_a_summit_is_a_plan(meetings: Meetings) -> None:
    """Whom somebody thanks for an invitation to a summit in X did not meet him in X; that summit is still to come, on its own day."""
    reports = meetings(
        "President Carlos Ruiz thanked Chancellor Anna Weber for inviting him to the summit in Lima this autumn, at their meeting on March 20."
    )
    met = [seen for seen in reports if "Anna Weber" in seen.participants]
    assert [(seen.times, seen.report.places) for seen in met] == [(["March 20"], ())]
    assert all(seen.report.status is Status.PLANNED for seen in reports if seen not in met)


@pytest.mark.parametrize("words", ["which will be held in Lima in May", "scheduled to be held in Lima in May"])
def test_a_summit_that_will_be_held_is_a_plan(meetings: Meetings, words: str) -> None:
    """The verb of the clause about it decides."""
    reports = meetings(f"Chancellor Anna Weber invited President Carlos Ruiz for the leaders' summit {words}.")
    assert all(seen.report.status is Status.PLANNED for seen in reports)


def test_the_day_of_what_follows_a_meeting_is_not_its_own(meetings: Meetings) -> None:
    """“A meeting of ministers, followed by a session on Saturday” is not on Saturday."""
    reports = meetings("The summit in Lima will begin on Friday with a meeting of ministers, followed by the leaders' session on Saturday.")
    assert "Saturday" not in [time for seen in reports for time in seen.times]
