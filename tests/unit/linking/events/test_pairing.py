"""What speaks for and against one event."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dossier.linking.events.dating import EventDates
from dossier.linking.events.pairing import EventRecord, cluster_records, compatible_places, contradicts, match_score
from dossier.model.event import EventKind, Status
from tests.unit.linking.event_records import on, telling


def test_places_near_each_other() -> None:
    """A town lies in its state; two names of one airport are one; two towns of a state are not near."""
    assert compatible_places(("Quito", "Ecuador"), ("Ecuador",))
    assert compatible_places(("Quito International Airport",), ("Quito airport",))
    assert not compatible_places(("Quito", "Ecuador"), ("Guayaquil", "Ecuador"))


def test_against() -> None:
    """Other days, towns, persons, rounds, or a call beside a meeting cannot be one event."""
    one = telling()
    assert not contradicts(one, telling(1))
    for other in (
        telling(1, days=on(3)),
        telling(1, place=("Lima", "Peru")),
        telling(1, persons=frozenset({"cy"})),
        telling(1, call=True),
        telling(1, kind=EventKind.STRIKE),
    ):
        assert contradicts(one, other)
    assert contradicts(replace(one, series="first round"), telling(1, series="second round"))


def test_delegates_named_differently() -> None:
    """Two articles may name other delegates of the same states."""
    one = telling(bodies=frozenset({"chile", "peru"}))
    assert not contradicts(one, telling(1, persons=frozenset({"cy"}), sides=frozenset({"chile"})))


def test_states_count_less_than_persons() -> None:
    """One shared person outweighs one shared state; a shared state alone joins nothing."""
    apart = {"place": (), "persons": frozenset()}
    person = match_score(telling(), telling(1, place=()))
    state = match_score(telling(**apart, bodies=frozenset({"chile"})), telling(1, **apart, bodies=frozenset({"chile"})))
    assert person > state == 0


def test_undated_retelling() -> None:
    """Without a day two persons, or a person and the town, must agree."""
    undated = telling(1, days=EventDates())
    assert match_score(telling(), undated) > 0
    assert match_score(telling(), replace(undated, persons=frozenset({"ann"}), place=())) == 0


def test_inside_one_article_repetition_joins() -> None:
    """Extraction's groups of one article are joined only where the same two persons met on no other day."""
    one, other = telling(), replace(telling(), key=("0.txt", "a0", 90, 1))
    assert len(cluster_records([one, other])) == 1
    assert len(cluster_records([one, replace(other, persons=frozenset({"ann"}))])) == 2


tellings = st.builds(
    lambda n, offset, sure, place, persons: telling(n, days=on(offset, sure=sure), place=place, persons=frozenset(persons)),
    st.integers(0, 9),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from([(), ("Quito", "Ecuador"), ("Ecuador",), ("Lima", "Peru")]),
    st.sets(st.sampled_from(["ann", "bob", "cy", "dee"]), max_size=3),
)


@given(tellings, tellings)
def test_symmetric(one: EventRecord, other: EventRecord) -> None:
    """Which of two tellings comes first does not matter."""
    assert contradicts(one, other) == contradicts(other, one)
    assert match_score(one, other) == match_score(other, one)


@given(st.lists(tellings, max_size=7, unique_by=lambda t: t.article), st.randoms())
def test_groups_hold_nothing_against_each_other(all_of_them: list[EventRecord], random: object) -> None:
    """No group holds two tellings that contradict each other, every telling is in one group, and order does not matter."""
    groups = cluster_records(all_of_them)
    assert all(not contradicts(a, b) for g in groups for i, a in enumerate(g) for b in g[i + 1 :])
    assert sorted(t.key for g in groups for t in g) == sorted(t.key for t in all_of_them)
    shuffled = list(all_of_them)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cluster_records(shuffled) == groups


def test_one_plan_told_twice_in_an_article() -> None:
    """Two sentences of one article that plan the same states' meeting for one day tell of one meeting."""
    plan = telling(persons=frozenset(), bodies=frozenset({"chile", "peru"}), status=Status.PLANNED)
    again = replace(plan, key=("0.txt", "a0", 90, 1), place=())
    assert len(cluster_records([plan, again])) == 1
    assert len(cluster_records([plan, replace(again, days=on(3))])) == 2
    assert len(cluster_records([plan, replace(again, bodies=frozenset({"chile", "norway"}))])) == 2
