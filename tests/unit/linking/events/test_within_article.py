"""Repetitions within one article: what repeats its news, and what is set apart from it."""

from dataclasses import replace
from typing import Any

from dossier.linking.events.dating import EventDates
from dossier.linking.events.records import EventRecord
from dossier.linking.events.within_article import join_repetitions
from dossier.model.event import DateEvidence, EventMention, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.span import Span
from tests.unit.linking.builders import DAY, make_record, on

NOBODY = frozenset[str]()


def strike(start: int, **fields: Any) -> EventRecord:
    """A strike that the article reports at an offset, without details."""
    bare: dict[str, Any] = {
        "persons": NOBODY,
        "bodies": NOBODY,
        "unaffiliated": NOBODY,
        "place": (),
        "dates": EventDates(),
        "is_lead": start == 0,
    }
    return replace(at(start, STRIKE.name), kind=STRIKE.name, **{**bare, **fields})


def at(start: int, kind: str = MEETING.name, **mention: Any) -> EventRecord:
    """A meeting of Ann and Bob in Quito on a sure day, reported at an offset."""
    reported = replace(EventMention(kind, "", Status.OCCURRED, Span(start, start + 50), 0), **mention)
    return replace(make_record(), key=("a.txt", "a", start, 0), mentions=(reported,))


def starts(*records: EventRecord) -> list[list[int]]:
    """The offsets of the records of each event."""
    return [[record.key[2] for record in cluster] for cluster in join_repetitions([[record] for record in records])]


def set_apart(record: EventRecord) -> EventRecord:
    """The record, its words setting it apart from what comes before."""
    return replace(record, mentions=tuple(replace(mention, is_another=True) for mention in record.mentions))


LEAD = strike(0, place=("Quito", "Ecuador"), dates=on(), attacker="army", attacker_side="Ecuador", weapon="drone", figures={"killed": 3})


def test_a_strike_without_details_repeats_the_news() -> None:
    """Without a day, a place or an attacker of its own, or with those of the news, a strike is the one reported before."""
    assert starts(LEAD, strike(400)) == [[0, 400]]
    assert starts(LEAD, strike(400, dates=on(sure=False), place=("Quito",))) == [[0, 400]]
    assert starts(LEAD, strike(400, dates=on(), attacker="army", attacker_side="Ecuador")) == [[0, 400]]
    assert starts(LEAD, strike(400, figures={"wounded": 5})) == [[0, 400]]


def test_a_strike_with_details_of_its_own_is_another() -> None:
    """Another day, place or attacker, or words such as “another”, make it another strike."""
    assert starts(LEAD, strike(400, dates=on(-3))) == [[0], [400]]
    assert starts(LEAD, strike(400, place=("Guayaquil", "Ecuador"))) == [[0], [400]]
    assert starts(LEAD, strike(400, attacker="rebels", attacker_side="rebels", weapon="drone")) == [[0], [400]]
    assert starts(LEAD, set_apart(strike(400))) == [[0], [400]]
    assert starts(LEAD, replace(strike(400), mentions=at(400, STRIKE.name, time_relation="recalled").mentions)) == [[0], [400]]


def test_other_figures_alone_make_no_other_strike() -> None:
    """Five dead in a later sentence without a day, place or attacker are those of the news; with one they are of another strike."""
    assert starts(LEAD, strike(400, figures={"killed": 5})) == [[0, 400]]
    assert starts(LEAD, strike(400, figures={"killed": 5}, place=("Quito", "Ecuador"))) == [[0], [400]]


def test_other_figures_by_another_weapon_make_another_strike() -> None:
    """Five whom gunmen killed are not the three whom a drone killed."""
    assert starts(LEAD, strike(400, figures={"killed": 5}, weapon="gun")) == [[0], [400]]
    assert starts(LEAD, strike(400, figures={"killed": 5}, weapon="drone")) == [[0, 400]]


def test_an_attacker_alone_is_not_enough() -> None:
    """Soldiers who killed somebody need not have attacked what the news is about, unless they used the same weapon or hit the same target."""
    nameless = replace(LEAD, attacker=None, attacker_side="")
    shot = strike(400, attacker="army", attacker_side="Ecuador", weapon="gun")
    assert starts(nameless, shot) == [[0], [400]]
    assert starts(nameless, replace(shot, weapon="drone")) == [[0, 400]]


def test_a_month_is_no_day_of_the_news() -> None:
    """A strike of the same month is not that of the news: the article may recall any."""
    month = EventDates(on().start, on(20).end, "month", sure=True)
    assert starts(LEAD, strike(400, dates=month)) == [[0], [400]]


def test_a_day_that_the_text_gives_is_no_other() -> None:
    """“On Sunday” is not Monday, though nothing says that the strike was then; the publication day may be a day off, and a night has two days."""
    given = DateEvidence("a", "Sunday", None, DAY, "", "", DAY, DAY)
    sunday = replace(on(-1, sure=False), evidence=(given,))
    news = replace(LEAD, dates=replace(on(), evidence=(replace(given, words="Monday"),)))
    assert starts(news, strike(400, dates=sunday)) == [[0], [400]]
    night = replace(sunday, evidence=(replace(given, words="last night"),))
    assert starts(news, strike(400, dates=night)) == [[0, 400]]
    assert starts(news, strike(400, dates=replace(sunday, evidence=(replace(given, words=""),)))) == [[0, 400]]


def test_a_repetition_joins_the_news_before_it() -> None:
    """Of two strikes it repeats the one that was mentioned last; a place of its own joins it to a lead without one, not to a later strike."""
    second = set_apart(strike(200, place=("Guayaquil", "Ecuador"), dates=on(-2)))
    assert starts(LEAD, second, strike(400)) == [[0], [200, 400]]
    unplaced = set_apart(strike(200, weapon="gun"))
    assert starts(strike(0, weapon="drone"), unplaced, strike(400, place=("Guayaquil", "Ecuador"), weapon="gun")) == [[0, 400], [200]]


def test_a_meeting_of_nobody_new_repeats_the_news() -> None:
    """Talks of the same people, of the states for which they act, or of nobody named on the same day are the meeting reported before."""
    meeting = replace(at(0), represented_states=frozenset({"peru", "ecuador"}), is_lead=True)
    nameless = replace(at(400), persons=NOBODY, unaffiliated=NOBODY, place=())
    undated = replace(nameless, dates=EventDates())
    assert starts(meeting, replace(at(400), persons=frozenset({"ann"}), place=(), dates=on(sure=False))) == [[0, 400]]
    assert starts(meeting, replace(undated, bodies=frozenset({"peru", "ecuador"}))) == [[0, 400]]
    assert starts(meeting, nameless) == [[0, 400]]
    assert starts(meeting, undated) == [[0], [400]]
    assert starts(meeting, replace(undated, bodies=frozenset({"chile", "ecuador"}))) == [[0], [400]]
    states = replace(
        meeting, persons=NOBODY, unaffiliated=NOBODY, represented_states=NOBODY, bodies=frozenset({"chile", "peru", "ecuador"})
    )
    leaders = replace(at(400), unaffiliated=NOBODY, represented_states=frozenset({"peru", "ecuador"}))
    assert starts(states, leaders) == [[0, 400]]
    assert starts(states, replace(leaders, represented_states=frozenset({"peru", "norway"}))) == [[0], [400]]
    assert starts(meeting, set_apart(nameless)) == [[0], [400]]


def test_the_same_target_is_the_same_strike() -> None:
    """A bus stop at a crossing that no list has is the bus stop in the town of the news."""
    stop = replace(LEAD, mentions=at(0, STRIKE.name, target="a bus stop").mentions)
    crossing = strike(400, place=("Zwxq Junction",))
    assert starts(stop, crossing) == [[0], [400]]
    assert starts(stop, replace(crossing, mentions=at(400, STRIKE.name, target="the bus stop").mentions)) == [[0, 400]]


def test_each_names_the_person_of_the_state_that_the_other_names() -> None:
    """“Minister X will meet officials of B” and “B's Y is due to meet officials of A” are one meeting; a second minister of B is another."""
    ours = replace(at(0), persons=frozenset({"p1"}), represented_states=frozenset({"sa"}), bodies=frozenset({"sb"}))
    theirs = replace(at(9), persons=frozenset({"p2"}), represented_states=frozenset({"sb"}), bodies=frozenset({"sa"}))
    other = replace(theirs, bodies=frozenset({"sc"}))
    assert starts(ours, theirs) == [[0, 9]]
    assert starts(ours, other) == [[0], [9]]
