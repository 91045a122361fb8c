"""Place phrases, and the one that belongs to an event."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from dossier.extraction.events.location import place_of
from dossier.extraction.events.place_phrases import PlacePhrase, find_places
from dossier.extraction.lexicon.geography import state_named, state_of_city
from dossier.extraction.nlp import parse

Parsed = Callable[[str], Doc]


def place_names(trigger: Token, places: tuple[PlacePhrase, ...]) -> tuple[str, ...]:
    """Names of the event's place, from specific to wide; empty where it has none."""
    place = place_of(trigger, places)
    return place.names if place is not None else ()


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("Oslo", "Norway"), "They met in Oslo on Monday."),
        (("Mazar-i-Sharif", "Afghanistan"), "They met in Mazar-i-Sharif, Afghanistan, on Monday."),
        (("Opera House", "Vienna", "Austria"), "They met at the Opera House in Vienna on Monday."),
        (("Vienna", "Austria"), "They met in Vienna, Austria, on Monday."),
        (("United Arab Emirates",), "They met in the UAE on Monday."),
        (("Nairobi", "Kenya"), "They met on the sidelines of the Green Forum in Nairobi."),
        (("Casa Rosada", "Buenos Aires", "Argentina"), "They met at the Casa Rosada on Monday."),
        (("Lima Airport", "Lima", "Peru"), "They met at Lima Airport on Monday."),
        (("Texas", "United States"), "They met in Texas on Monday."),
        (("eastern Ukraine",), "Troops met in eastern Ukraine on Monday."),
    ],
)
def test_place_from_specific_to_wide(parsed: Parsed, expected: tuple[str, ...], text: str) -> None:
    """A venue comes before its town, a town before its state; a capital is followed by its state."""
    doc = parsed(text)
    met = next(t for t in doc if t.text == "met")
    assert expected == place_names(met, find_places(doc))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ((), "They met for a summit at which they discussed the war in Ukraine."),
        ((), "They met amid the conflict between rebels and soldiers in Sudan."),
        ((), "They met Anna Weber, a commander in Chile’s navy."),
        ((), "Chile’s leader signed the book at the plant, where he met Anna Weber."),
        (("Lima", "Peru"), "They met Anna Weber, the foreign minister, in Lima."),
        (("Lima", "Peru"), "They met in Lima to discuss the war in Ukraine."),
    ],
)
def test_where_something_else_is(parsed: Parsed, expected: tuple[str, ...], text: str) -> None:
    """Where a war is, or what somebody is who takes part, says nothing about where they meet; nor does what belongs to a state."""
    doc = parsed(text)
    met = next(t for t in doc if t.text == "met")
    assert expected == place_names(met, find_places(doc))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("Dar es Salaam", "Tanzania"), "The envoys met in Dar es Salaam on Monday."),
        (("Paris", "France"), "The envoys met in Paris and London on Monday."),
    ],
)
def test_town_with_words_in_lower_case(parsed: Parsed, expected: tuple[str, ...], text: str) -> None:
    """A listed name of several words is the place, and not its first word; “and” joins two places."""
    doc = parsed(text)
    met = next(t for t in doc if t.text == "met")
    assert expected == place_names(met, find_places(doc))


def test_whose_clock_is_no_place(parsed: Parsed) -> None:
    """The town in “Moscow time” is not where something was; “in Moscow time and again” is."""
    assert find_places(parsed("The ship was hit at 11:30 Moscow time on Monday.")) == ()
    assert [p.names[0] for p in find_places(parsed("The envoys met in Moscow time and again."))] == ["Moscow"]


def test_states_that_act_are_no_place(parsed: Parsed) -> None:
    """The agent in “Norway struck” is no place."""
    doc = parsed("Norway struck a deal with Chile.")
    struck = next(t for t in doc if t.text == "struck")
    assert place_names(struck, find_places(doc)) == ()


def test_brokered_by_is_no_place(parsed: Parsed) -> None:
    """The state in "US-brokered" is an agent, not a place."""
    doc = parsed("There was progress in the US-brokered talks in Abu Dhabi.")
    talks = next(t for t in doc if t.text == "talks")
    assert place_names(talks, find_places(doc)) == ("Abu Dhabi", "United Arab Emirates")


def test_place_before_the_noun(parsed: Parsed) -> None:
    """Talks called “the Geneva talks” were in Geneva, not where the speaker was."""
    doc = parsed("She told reporters in Lima that the Geneva talks went well.")
    talks = next(t for t in doc if t.text == "talks")
    assert place_names(talks, find_places(doc))[0] == "Geneva"


def test_where_refers_to_the_place_before(parsed: Parsed) -> None:
    """The clause “visited X, where he held talks” puts the talks in X."""
    doc = parsed("The envoy visited Riyadh on Monday, where he held talks with the prince.")
    talks = next(t for t in doc if t.text == "talks")
    assert place_names(talks, find_places(doc)) == ("Riyadh", "Saudi Arabia")


def test_goal_of_a_journey(parsed: Parsed) -> None:
    """Delegations sent to a town for talks hold them there."""
    doc = parsed("They agreed to send delegations to Doha for talks.")
    talks = next(t for t in doc if t.text == "talks")
    assert place_names(talks, find_places(doc)) == ("Doha", "Qatar")


def test_opening_of_a_sentence_only_where_allowed(parsed: Parsed) -> None:
    """The opening “In X, a spokesman said …” sets the place of an attack, not of a meeting abroad."""
    doc = parsed("In Lima, a spokesman said the ministers met on Monday.")
    met = next(t for t in doc if t.text == "met")
    places = find_places(doc)
    assert place_of(met, places, use_opening=False) is None
    assert place_names(met, places) == ("Lima", "Peru")


def test_region_and_village(parsed: Parsed) -> None:
    """A village is followed by its district."""
    doc = parsed("A car burned in the village of Tarvo, Lendsky district.")
    assert find_places(doc)[-1].names == ("Tarvo", "Lendsky district")


def test_persons_are_no_places(parsed: Parsed) -> None:
    """Tokens that name persons are skipped."""
    doc = parsed("They believe in Paris Hall.")
    assert all("Paris" not in p.names for p in find_places(doc, frozenset(t.i for t in doc if t.text in {"Paris", "Hall"})))


def test_world_names() -> None:
    """Variants of a state's name and its cities resolve to one short name."""
    assert {state_named(n) for n in ("UK", "the United Kingdom", "Britain")} == {"United Kingdom"}
    assert state_named("Atlantis") is None
    assert state_of_city("Istanbul") == "Turkey"
    assert state_of_city("Nowhere") is None


@given(
    st.lists(st.sampled_from(["in", "the", "Vienna", "Kenya", ",", "of", "village", "at", "Hall", "met", "'s", "and", "-"]), max_size=14)
)
def test_spans_lie_in_the_text(tokens: list[str]) -> None:
    """For any text, every phrase has a valid span and phrases do not overlap."""
    doc = parse(" ".join(tokens))
    places = find_places(doc)
    assert all(0 <= p.span.start < p.span.end <= len(doc.text) and p.names for p in places)
    assert all(a.span.end <= b.span.start for a, b in pairwise(places))


def test_the_destination_of_a_journey_to_meet(parsed: Parsed) -> None:
    """A meeting is where the journey goes whose purpose it is."""
    doc = parsed("He plans a trip to Oslo to meet the ministers.")
    assert place_names(next(t for t in doc if t.text == "meet"), find_places(doc)) == ("Oslo", "Norway")


def test_a_place_in_a_side_clause(parsed: Parsed) -> None:
    """Where something else is so, in a clause with “as”, is not where the event was."""
    doc = parsed("The strikes came as tensions in Lima are high.")
    strikes = next(t for t in doc if t.text == "strikes")
    assert place_names(strikes, find_places(doc)) == ()


def test_a_region_of_two_names(parsed: Parsed) -> None:
    """“The X and Y province” is one region, “the X and Y provinces” are two."""
    first, *_ = find_places(parsed("They met in the Marva and Tolestan province on Monday."))
    assert first.names[0] == "Marva and Tolestan province"
    assert all("Marva and" not in p.names[0] for p in find_places(parsed("They met in the Marva and Tolestan provinces on Monday.")))


def test_half_of_a_name_with_a_hyphen(parsed: Parsed) -> None:
    """The second half of “Delhi-Mumbai” is no place by itself; a name after an Arabic article is."""
    assert find_places(parsed("The Delhi-Mumbai train was hit.")) == ()
    assert [p.names[0] for p in find_places(parsed("They met near Al-Qaim on Monday."))] == ["Al-Qaim"]
