"""Blocking, contradictions, scores and clusters of event records."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.events.blocking import RecordBlocks
from dossier.linking.events.corpus import collect_evidence
from dossier.linking.events.dating import EventDates, overlap
from dossier.linking.events.records import EventRecord
from dossier.linking.events.rules import (
    PlaceMatch,
    cluster_greedily,
    compare_places,
    compatible_places,
    contradicts,
    match_score,
    took_place_before_plan,
)
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import EventMention, Status
from dossier.model.event_kinds.meeting import GATHERING, MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.span import Span
from tests.unit.linking.builders import DAY, make_record, on


def test_compatible_places() -> None:
    """A town lies in its state; two names of one airport are one; two towns of a state are not compatible."""
    assert compatible_places(("Quito", "Ecuador"), ("Ecuador",))
    assert compatible_places(("Quito International Airport",), ("Quito airport",))
    assert not compatible_places(("Quito", "Ecuador"), ("Guayaquil", "Ecuador"))
    assert compatible_places(("Ecuador",), ("Qwrtz Hall", "Quito"))  # by the world list
    assert compatible_places(("Joint Base Qwrtz",), ("Quito", "Ecuador"))  # a venue that no list has
    assert not compatible_places(("Joint Base Qwrtz", "Peru"), ("Quito", "Ecuador"))
    assert not compatible_places(("Joint Base Qwrtz",), ("Fort Zwxq",))


def test_a_place_that_may_be_the_same_is_no_evidence() -> None:
    """That an unlisted venue may lie in a town counts neither against nor for one event."""
    assert compare_places(replace(make_record(), place=("Joint Base Qwrtz",)), make_record(1)) is PlaceMatch.NONE


def test_a_place_in_a_country_is_evidence() -> None:
    """A town and its country match, though only the world list knows that the one lies in the other."""
    assert compare_places(replace(make_record(), place=("Quito",)), replace(make_record(1), place=("Ecuador",))) is PlaceMatch.CONTAINED


def test_undated_plan_of_one_article() -> None:
    """“Talks will continue in Quito” without parties is the round that the article announces for a day; talks elsewhere are not."""
    plan = replace(make_record(), status=Status.PLANNED)
    bare = replace(plan, key=("a", "a", 500, 2), dates=EventDates(), persons=frozenset(), bodies=frozenset(), unaffiliated=frozenset())
    assert len(cluster_greedily([plan, bare])) == 1
    assert len(cluster_greedily([plan, replace(bare, place=("Lima", "Peru"))])) == 2


def test_a_plan_that_was_announced_later_is_of_another_event() -> None:
    """What took place a month before a visit is announced is not that visit; what was planned for its day, or announced before, may be."""
    event = make_record()
    plan = replace(make_record(1), status=Status.PLANNED, dates=EventDates(), published=DAY + timedelta(days=30))
    assert took_place_before_plan(event, plan)
    assert took_place_before_plan(plan, event)
    assert not took_place_before_plan(event, replace(plan, published=DAY - timedelta(days=2)))
    assert not took_place_before_plan(event, replace(plan, dates=event.dates))
    assert not took_place_before_plan(event, replace(plan, status=Status.OCCURRED))
    unknown = PublicationDay(None, DateBasis.UNKNOWN, "")
    articles = [Article(each.article, "", "", "", "", "", "en", unknown, "") for each in (event, plan)]
    blocks = RecordBlocks(collect_evidence(articles, {}))
    blocks.update([], [event, plan])
    assert list(blocks.near(event.key)) == []
    assert not blocks.share(event.key, plan.key)
    blocks.update([plan.key], [replace(plan, published=DAY)])
    assert list(blocks.near(event.key)) == [plan.key]


def test_contradictions() -> None:
    """Other days, towns, persons, rounds, or a call beside a meeting cannot be one event."""
    record, second = make_record(), make_record(1)
    assert not contradicts(record, second)
    for other in (
        replace(second, dates=on(3)),
        replace(second, place=("Lima", "Peru")),
        replace(second, persons=frozenset({"cy"})),
        replace(second, is_call=True),
        replace(second, kind=STRIKE.name),
    ):
        assert contradicts(record, other)
    assert contradicts(replace(record, series="first round"), replace(second, series="second round"))


def test_one_meeting_in_two_countries() -> None:
    """Two people who meet on a day do so in one place, though one article takes a country that its sentence speaks of for it. Two towns are two
    meetings, and so are two countries on days that are guessed.
    """
    one = replace(make_record(), place=("Peru",))
    other = replace(make_record(1), place=("Norway",))
    assert not contradicts(one, other)
    assert contradicts(one, replace(other, dates=on(sure=False)))
    assert contradicts(one, replace(other, persons=frozenset({"ann", "cy"})))
    assert contradicts(replace(one, place=("Lima", "Peru")), replace(other, place=("Oslo", "Norway")))


def test_lists_of_guests_of_one_gathering() -> None:
    """Of many who came to a summit two articles name others; a third that shares somebody with both makes the three one. Not on a day that is
    guessed, nor where nobody is shared.
    """
    first = replace(make_record(), persons=frozenset({"ann", "bob"}))
    middle = replace(make_record(1), persons=frozenset({"bob", "cy", "dee"}))
    last = replace(make_record(2), persons=frozenset({"cy", "eve"}))
    assert contradicts(first, last)
    assert len(cluster_greedily([first, middle, last])) == 1
    assert len(cluster_greedily([first, middle, replace(last, dates=on(sure=False))])) == 2
    assert len(cluster_greedily([first, last])) == 2


def test_summit_and_the_meeting_of_two_beside_it() -> None:
    """The summit of a body is neither in one article nor across the meeting of two people on its day, but may be one with a meeting of many."""
    summit = replace(make_record(), series=GATHERING)
    pair = replace(make_record(1), persons=frozenset({"ann", "bob"}))
    assert contradicts(summit, pair)
    assert contradicts(pair, summit)
    assert not contradicts(summit, replace(pair, persons=frozenset({"ann", "bob", "cy"})))
    assert not contradicts(replace(summit, series=""), pair)


def test_attackers_of_one_side() -> None:
    """A state and its army are one attacker; two states are not."""
    strike = replace(make_record(), kind=STRIKE.name, persons=frozenset(), attacker="freedonia", attacker_side="Freedonia")
    army = replace(strike, key=("1.txt", "a1", 0, 0), article="a1", attacker="army")
    assert not contradicts(strike, army)
    assert contradicts(strike, replace(army, attacker_side="Sylvania"))
    assert contradicts(replace(strike, attacker_side=""), replace(army, attacker_side=""))


def test_a_region_in_two_spellings() -> None:
    """It is the same place."""
    left, right = (
        replace(make_record(n), place=(name,)) for n, name in enumerate(("Marva-Tolestan province", "Marva and Tolistan province"))
    )
    assert not contradicts(left, right)
    assert compare_places(left, right) is PlaceMatch.SAME


def test_a_town_without_its_country() -> None:
    """Two strikes in a town whose country no article gives are in the same place, two meetings only may be; a country alone is no town."""
    left, right = (replace(make_record(n), place=("Qwrtzville",), kind=STRIKE.name) for n in range(2))
    assert compare_places(left, right) is PlaceMatch.SAME
    assert compare_places(replace(left, kind=MEETING.name), replace(right, kind=MEETING.name)) is PlaceMatch.CONTAINED
    assert compare_places(replace(left, place=("Peru",)), replace(right, place=("Peru",))) is PlaceMatch.CONTAINED


def test_an_undated_plan_in_the_country() -> None:
    """A plan of nobody named, without a day, in the country of the article's other plan is the same one."""
    plan = replace(make_record(), status=Status.PLANNED)
    bare = replace(plan, key=("0.txt", "a0", 9, 1), persons=frozenset(), place=("Ecuador",), dates=EventDates())
    assert match_score(plan, bare) > 0
    assert match_score(plan, replace(bare, dates=on(), place=("Peru",))) == 0


def test_two_meetings_of_one_person_in_an_article() -> None:
    """An article that has Ann meet Bob and Ann meet Cy reports two meetings; two articles may each name a part of one delegation."""
    record = make_record()
    second = replace(record, key=("0.txt", "a0", 90, 1), persons=frozenset({"ann", "cy"}))
    assert contradicts(record, second)
    assert not contradicts(record, replace(second, persons=frozenset({"ann"})))
    assert not contradicts(record, replace(second, article="a1"))


def test_the_guessed_day_of_a_strike_contradicts_no_day_of_its_own_article() -> None:
    """A lead without a day, dated by its publication, may report the strike that the article dates later on; a meeting has its own day."""
    sure = replace(make_record(), kind=STRIKE.name)
    guess = replace(sure, key=("0.txt", "a0", 90, 1), dates=on(2, sure=False))
    assert not contradicts(sure, guess)
    assert contradicts(sure, replace(guess, dates=on(2)))
    assert contradicts(make_record(), replace(guess, kind=MEETING.name))


def test_a_plan_with_its_day_and_one_without() -> None:
    """In the news of the same days, or in one article, they are one where both name the states and the town."""
    plan = replace(make_record(), persons=frozenset(), bodies=frozenset({"chile", "peru"}), status=Status.PLANNED)
    undated = replace(plan, key=("1.txt", "a1", 0, 0), article="a1", dates=EventDates())
    assert len(cluster_greedily([plan, undated])) == 1
    assert len(cluster_greedily([plan, replace(undated, key=("0.txt", "a0", 90, 1), article="a0")])) == 1
    for other in (
        replace(undated, place=()),
        replace(undated, bodies=frozenset({"chile", "norway"})),
        replace(undated, published=DAY + timedelta(days=9)),
        replace(undated, status=Status.OCCURRED),
    ):
        assert len(cluster_greedily([plan, other])) == 2


def test_the_same_toll_in_a_town_and_its_region() -> None:
    """One article gives the toll for the region, then for the town, the second time without a day: one strike."""
    region = replace(make_record(), kind=STRIKE.name, place=("Ecuador",), persons=frozenset(), figures={"killed": 9})
    town = replace(region, key=("0.txt", "a0", 90, 1), place=("Quito", "Ecuador"), dates=on(sure=False))
    assert len(cluster_greedily([region, town])) == 1
    for other in ({"killed": 8}, {"killed": 9, "wounded": 2}, {"killed": 1}):
        first = replace(
            region, figures={"killed": other["killed"], "wounded": 3} if len(other) > 1 else {"killed": 9 if other["killed"] > 1 else 1}
        )
        assert len(cluster_greedily([first, replace(town, figures=other)])) == 2


def test_a_meeting_and_the_next_one_that_an_article_announces() -> None:
    """An article that reports a meeting and the plan of another means two, unless the plan has the same day."""
    held = make_record()
    plan = replace(held, key=("0.txt", "a0", 90, 1), status=Status.PLANNED, dates=EventDates(), place=(), series="second round")
    assert contradicts(held, plan)
    assert not contradicts(held, replace(plan, dates=on()))
    assert not contradicts(held, replace(plan, article="a1"))


def test_different_delegates_of_the_same_states() -> None:
    """Two articles may name other delegates of the same states."""
    states = replace(make_record(), bodies=frozenset({"chile", "peru"}))
    assert not contradicts(states, replace(make_record(1), persons=frozenset({"cy"}), represented_states=frozenset({"chile"})))


def test_states_count_less_than_persons() -> None:
    """One shared person outweighs one shared state; a shared state alone links nothing."""
    person = match_score(make_record(), replace(make_record(1), place=()))
    first, second = (replace(make_record(n), place=(), persons=frozenset(), bodies=frozenset({"chile"})) for n in (0, 1))
    assert person > match_score(first, second) == 0


def test_undated_retelling() -> None:
    """Without a day two persons, or a person and the town, must agree."""
    undated = replace(make_record(1), dates=EventDates())
    assert match_score(make_record(), undated) > 0
    assert match_score(make_record(), replace(undated, persons=frozenset({"ann"}), place=())) == 0


def test_repetition_inside_one_article_is_linked() -> None:
    """Two groups of one article are linked only where the same two persons met on no other day."""
    first, second = make_record(), replace(make_record(), key=("0.txt", "a0", 90, 1))
    assert len(cluster_greedily([first, second])) == 1
    assert len(cluster_greedily([first, replace(second, persons=frozenset({"ann"}))])) == 2


records = st.builds(
    lambda n, offset, sure, place, persons: replace(make_record(n), dates=on(offset, sure=sure), place=place, persons=frozenset(persons)),
    st.integers(0, 9),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from([(), ("Quito", "Ecuador"), ("Ecuador",), ("Lima", "Peru")]),
    st.sets(st.sampled_from(["ann", "bob", "cy", "dee"]), max_size=3),
)


@given(records, records)
def test_symmetric(left: EventRecord, right: EventRecord) -> None:
    """The order of two records does not matter."""
    assert contradicts(left, right) == contradicts(right, left)
    assert match_score(left, right) == match_score(right, left)


@given(st.lists(records, max_size=7, unique_by=lambda r: r.article), st.randoms())
def test_clusters_have_no_contradictions(all_records: list[EventRecord], random: Random) -> None:
    """No cluster has two records that contradict each other, unless in who came to one gathering; every record is in one cluster, and order does
    not matter.
    """
    clusters = cluster_greedily(all_records)
    pairs = ((a, b) for c in clusters for i, a in enumerate(c) for b in c[i + 1 :])
    assert all(not contradicts(a, b) or (overlap(a.dates, b.dates) and a.place[:1] == b.place[:1] != ()) for a, b in pairs)
    assert sorted(r.key for c in clusters for r in c) == sorted(r.key for r in all_records)
    shuffled = list(all_records)
    random.shuffle(shuffled)
    assert cluster_greedily(shuffled) == clusters


def test_one_plan_in_two_sentences_of_an_article() -> None:
    """Two sentences of one article that plan the same states' meeting for one day are about one meeting."""
    plan = replace(make_record(), persons=frozenset(), bodies=frozenset({"chile", "peru"}), status=Status.PLANNED)
    second = replace(plan, key=("0.txt", "a0", 90, 1), place=())
    assert len(cluster_greedily([plan, second])) == 1
    assert len(cluster_greedily([plan, replace(second, dates=on(3))])) == 2
    assert len(cluster_greedily([plan, replace(second, bodies=frozenset({"chile", "norway"}))])) == 2


def test_attacks_in_one_town() -> None:
    """A venue in a town and the town alone are the same place for attacks, but not for meetings, of which there may be many."""
    venue, town = (replace(make_record(n), place=place) for n, place in ((0, ("Qwrtz Barracks", "Puno")), (1, ("Puno",))))
    assert compare_places(venue, town) is PlaceMatch.CONTAINED
    assert compare_places(replace(venue, kind=STRIKE.name), replace(town, kind=STRIKE.name)) is PlaceMatch.SAME


def test_town_of_several_countries_in_its_region() -> None:
    """A town lies in the region that is named for it, also where its name alone would stand for a town elsewhere."""
    assert (
        compare_places(replace(make_record(), place=("Amalfi",)), replace(make_record(1), place=("Antioquia", "northern Colombia")))
        is PlaceMatch.CONTAINED
    )


def test_a_village_in_two_spellings() -> None:
    """A village that no list has is one in either spelling, and may lie in a township; two villages are two."""
    village, other = ("Zar Mi Qwen village",), ("Zarmiqwen", "Ecuador")
    assert compatible_places(village, other)
    assert compare_places(replace(make_record(), place=village), replace(make_record(1), place=other)) is PlaceMatch.SAME
    assert compatible_places(village, ("Qwrtz township",))
    assert not compatible_places(village, ("Qwrtz village",))


def test_a_plan_for_the_day_before() -> None:
    """A plan for today and talks of tomorrow are one meeting of two articles; two meetings that took place are not."""
    plan, held = replace(make_record(), status=Status.PLANNED), replace(make_record(1), dates=on(1))
    assert not contradicts(plan, held)
    assert match_score(plan, held) > 0
    assert contradicts(make_record(), held)
    assert contradicts(plan, replace(held, persons=frozenset({"ann"})))


def test_two_hosts_of_one_state() -> None:
    """Who meets a president and a premier of one state meets them one after the other, and so who meets people of two states, unless these take part."""
    states = frozenset({"a", "b"})
    record, second = replace(make_record(), represented_states=states), replace(make_record(1), represented_states=states)
    assert contradicts(record, replace(second, persons=frozenset({"ann", "cy"})))
    other = replace(second, persons=frozenset({"ann", "cy"}), represented_states=frozenset({"a", "c"}))
    assert contradicts(record, other)
    assert not contradicts(record, replace(other, bodies=frozenset({"b"})))


def test_an_act_reported_again() -> None:
    """A caption and the text on one target are one attack; other targets, and two counts, are two."""
    text = replace(make_record(), kind=STRIKE.name, persons=frozenset(), weapon="bomb", mentions=(struck("the grain market"),))
    caption = replace(text, key=("0.txt", "a0", 500, 1), dates=EventDates(), mentions=(struck("a large market"),))
    assert len(cluster_greedily([text, caption])) == 1
    assert len(cluster_greedily([text, replace(caption, mentions=(struck("the harbour"),))])) == 2
    assert len(cluster_greedily([replace(text, figures={"killed": 2}), replace(caption, figures={"killed": 3})])) == 2


def struck(target: str) -> EventMention:
    """A mention of an attack on a target."""
    return EventMention(STRIKE.name, "", Status.OCCURRED, Span(0, 5), 0, target=target)
