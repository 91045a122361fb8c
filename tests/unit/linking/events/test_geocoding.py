"""Geocoding of events: what else the article names settles which place is meant. The reports are made up."""

from datetime import date

import pytest

from dossier.linking.events.geocoding import Geocoder, event_location, locate_as_set
from dossier.model.actor import ActorKind, EntityCluster, Mention
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import SourceReport, Status
from dossier.model.facts import Facts
from dossier.model.place import Location
from dossier.model.span import Span

DAY = date(2031, 5, 6)


def locate(names: tuple[str, ...], text: str, *states: str) -> Location | None:
    """What names stand for in an article of that text with these states among its actors."""
    article = Article("a", "a.txt", "a", "", "", "", "en", PublicationDay(DAY, DateBasis.GIVEN, ""), text)
    actors = tuple(EntityCluster(i, name, ActorKind.STATE, (Mention(Span(0, 1), name),)) for i, name in enumerate(states))
    return Geocoder().locate(article, Facts("a", actors), names)


def place_of(location: Location | None) -> str:
    """The full name of what a location stands for, empty where it is open."""
    return location.place.full_name if location is not None and location.place is not None else ""


@pytest.mark.parametrize(
    ("text", "states", "names", "expected"),
    [
        ("The envoys met in Tripoli.", ("Lebanon",), ("Tripoli",), "Tripoli, North Lebanon, Lebanon"),
        ("The envoys met in Tripoli.", ("Libya",), ("Tripoli",), "Tripoli, Libya"),
        (
            "A shell hit Springfield, officials in Chicago, Illinois, said.",
            ("United States",),
            ("Springfield",),
            "Springfield, Illinois, United States",
        ),
        ("A shell hit Springfield.", ("United States",), ("Springfield",), ""),
        ("A shell hit Qwrtzpl.", ("Norway",), ("Qwrtzpl",), ""),
    ],
)
def test_the_article_settles_a_name(text: str, states: tuple[str, ...], names: tuple[str, ...], expected: str) -> None:
    """States among the actors first, then every place that the text names; where both leave it open, no place is made up."""
    location = locate(names, text, *states)
    assert place_of(location) == expected
    assert location is not None
    assert location.explanation.endswith(".")
    assert (location.coordinates is None) == (not expected)


def test_no_name_has_no_location() -> None:
    """An event without a place."""
    assert locate((), "They met.") is None


def test_a_country_has_no_coordinates() -> None:
    """A point in the middle of a country would show a place that nobody named."""
    location = locate(("Norway",), "They met in Norway.", "Norway")
    assert place_of(location) == "Norway"
    assert location is not None
    assert location.coordinates is None


def report(place: str, location: Location | None) -> SourceReport:
    """A report of an event in a place."""
    return SourceReport("a", Span(0, 1), "x", Status.OCCURRED, DAY, DAY, "day", place, (), None, "", (), None, location=location)


def test_an_event_has_the_location_of_the_report_that_gives_its_place() -> None:
    """Where that one is open, another report's place stands in, coarser as it may be."""
    bergen, norway, unknown = (locate(names, "Norway", "Norway") for names in (("Bergen", "Norway"), ("Norway",), ("Qwrtzpl",)))
    assert event_location("Bergen, Norway", [report("Norway", norway), report("Bergen, Norway", bergen)]) == bergen
    assert event_location("Qwrtzpl", [report("Qwrtzpl", unknown), report("Norway", norway)]) == norway
    assert event_location("Qwrtzpl", [report("Qwrtzpl", unknown)]) == unknown
    assert event_location("", [report("", None)]) is None


def test_a_place_that_the_user_sets_is_located_too() -> None:
    """By itself, or by the country of what the reports say."""
    lebanon = locate(("Lebanon",), "Lebanon", "Lebanon")
    located = locate_as_set("Tripoli", [report("Lebanon", lebanon)])
    assert place_of(located) == "Tripoli, North Lebanon, Lebanon"
    assert located is not None
    assert located.explanation.startswith("You set this place.")
    assert place_of(locate_as_set("Bergen, Norway", [report("", None)])) == "Bergen, Vestland, Norway"
    assert place_of(locate_as_set("Qwrtzpl", ())) == ""
    assert locate_as_set("", ()) is None
