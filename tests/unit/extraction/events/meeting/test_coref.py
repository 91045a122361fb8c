"""Within-document coreference of meeting mentions."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dossier.extraction.events.meeting.coref import group_mentions
from dossier.extraction.events.meeting.meeting_mention import MeetingMention
from dossier.model.event import Status
from dossier.model.span import Span
from dossier.model.time import TimeExpression
from tests.unit.extraction.events.meeting.meeting_reports import Meetings

ANN, BOB, CY = 0, 1, 2
TIMES = (
    TimeExpression(Span(0, 6), "Monday", "weekday", weekday=0),
    TimeExpression(Span(7, 13), "Friday", "weekday", weekday=4),
    TimeExpression(Span(14, 24), "last month", "unit", amount=-1, unit="month"),
)


def mention(at: int = 0, participants: tuple[int, ...] = (ANN, BOB), **fields: object) -> MeetingMention:
    """A mention in the paragraph `at`."""
    base = MeetingMention(
        token_index=at * 10,
        sentence=Span(at * 100, at * 100 + 90),
        paragraph=at,
        subkind="",
        status=Status.OCCURRED,
        participants=participants,
        persons=frozenset(participants),
        organisations=frozenset(),
        places=(),
        time_ids=(),
        narrative_time_ids=(),
        day_index=0,
        duration=0,
        series="",
        definite=False,
        is_new=False,
        quoted=False,
        called_off=False,
        has_unnamed_party=False,
        attributed_to=None,
        explanation="",
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def sizes(*mentions: MeetingMention) -> list[int]:
    """Number of mentions in each group."""
    return [len(group) for group in group_mentions(mentions, TIMES)]


def test_same_persons_again() -> None:
    """Two persons mentioned again are the same meeting; a mention that adds nothing is dropped."""
    assert sizes(mention(time_ids=(0,)), mention(1, places=("Lima",))) == [2]
    assert sizes(mention(time_ids=(0,)), mention(1)) == [1]


def test_other_days_and_places_stay_separate() -> None:
    """Another weekday, another town, another month, a call, other people: each is a separate meeting."""
    first = mention(time_ids=(0,), places=("Lima", "Peru"))
    assert sizes(first, mention(1, time_ids=(1,))) == [1, 1]
    assert sizes(first, mention(1, places=("Oslo", "Norway"))) == [1, 1]
    assert sizes(first, mention(1, time_ids=(2,), participants=())) == [1]
    assert sizes(first, mention(1, time_ids=(2,), places=("Peru",), participants=(CY,))) == [1, 1]
    assert sizes(first, mention(1, subkind="call")) == [1, 1]
    assert sizes(first, mention(1, participants=(ANN, CY), time_ids=(1,))) == [1, 1]


def test_one_person_two_partners() -> None:
    """A person who meets one partner on Monday and another on Monday has two meetings."""
    assert sizes(mention(time_ids=(0,), places=("Lima",)), mention(1, participants=(ANN, CY), time_ids=(0,), places=("Lima",))) == [1, 1]


def test_reference_back() -> None:
    """A definite mention refers to the meeting of its sentence, its paragraph, else of the lead."""
    lead, later = mention(time_ids=(0,)), mention(3, participants=(BOB, CY), time_ids=(1,))
    groups = group_mentions([lead, later, mention(4, participants=(), definite=True, duration=2)], TIMES)
    assert [m.duration for m in groups[0]] == [0, 2]
    groups = group_mentions([lead, later, mention(3, participants=(), definite=True, duration=2)], TIMES)
    assert [m.duration for m in groups[1]] == [0, 2]


def test_rounds() -> None:
    """Two rounds with different numbers are two meetings."""
    assert sizes(mention(series="first round", time_ids=(0,)), mention(1, series="second round", time_ids=(0,))) == [1, 1]


def test_mentions_that_start_no_group() -> None:
    """A roster, a passing mention, a bare "met" without two persons and a weak noun with one party start no group."""
    assert sizes(mention(roster=True)) == []
    assert sizes(mention(passing=True)) == []
    assert sizes(mention(bare_verb=True, persons=frozenset({ANN}))) == []
    assert sizes(mention(bare_verb=True)) == [1]
    assert sizes(mention(bare_verb=True, time_ids=(0,))) == [1]
    assert sizes(mention(participants=(ANN,), weak=True, places=("Lima",))) == []
    assert sizes(mention(participants=())) == []


def test_planned_and_past_stay_separate() -> None:
    """A further meeting that is planned is not the one in the news."""
    past = mention(time_ids=(0,), places=("Lima",))
    assert sizes(past, mention(0, time_ids=(1,), places=("Lima",), status=Status.PLANNED, is_new=True)) == [1, 1]


mentions = st.builds(
    lambda at, participants, time_ids, definite, places: mention(
        at, tuple(sorted(participants)), time_ids=time_ids, definite=definite, places=places
    ),
    st.integers(0, 4),
    st.sets(st.sampled_from([ANN, BOB, CY])),
    st.sampled_from([(), (0,), (1,), (2,)]),
    st.booleans(),
    st.sampled_from([(), ("Lima", "Peru"), ("Oslo",)]),
)


@given(st.lists(mentions, max_size=8))
def test_every_mention_once(drawn: list[MeetingMention]) -> None:
    """No mention is in two groups, and each group begins with a mention that can start one."""
    groups = group_mentions(drawn, TIMES)
    grouped = [id(m) for g in groups for m in g]
    assert len(grouped) == len(set(grouped)) <= len(drawn)
    assert all(g[0].can_start_group for g in groups)


def test_a_discussion_of_other_people(meetings: Meetings) -> None:
    """“Their discussion” of three, of whom one was in the meeting told before, is another meeting."""
    reports = meetings(
        "Anna Weber and Carlos Ruiz met in Lima on Saturday.\n\n"
        "Weber, Kenji Mori and Peter Otieno spent most of their 50-minute discussion on the issue, an official said."
    )
    assert len({r.report.group for r in reports}) == 2
    assert all("Kenji Mori" not in r.participants or "Carlos Ruiz" not in r.participants for r in reports)


def test_others_who_took_part(meetings: Meetings) -> None:
    """Those who “took part in the talks” were at the meeting told before."""
    reports = meetings("Anna Weber met Carlos Ruiz in Lima on Saturday. Kenji Mori and Peter Otieno took part in the talks.")
    assert {r.report.group for r in reports} == {0}


def test_who_met_somebody_unknown_last_year_met_another_now(meetings: Meetings) -> None:
    """The meeting with a person who is no actor of the text, on a day of its own, is not that of another two."""
    reports = meetings(
        "President Ann Lind of Peru met with Falk in October 2023 in Quito.\n\nLind said that her talks with Chilean President Bo Roe would go on."
    )
    assert all("Bo Roe" not in seen.participants for seen in reports if "October 2023" in seen.times)
