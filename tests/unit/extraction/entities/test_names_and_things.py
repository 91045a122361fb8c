"""Names that look like something else, and things that look like names. All names are made up."""

import pytest

from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.nlp import parse
from dossier.model.actor import ActorKind

PERSON, BODY = ActorKind.PERSON, ActorKind.ORGANISATION


def kinds(text: str) -> dict[str, ActorKind]:
    """The kind of each actor of a text by name."""
    return {actor.name: actor.kind for actor in find_actors(parse(text))}


def mentions(text: str, name: str) -> list[str]:
    """The mentions of one actor of a text as printed."""
    return next(([m.text for m in actor.mentions] for actor in find_actors(parse(text)) if actor.name == name), [])


def test_a_surname_that_is_a_word_for_a_law() -> None:
    """Without an article, as the doer of something, it is a person's; the next mention of the full name too."""
    assert mentions("Aaron Law won the seat in June. The party of Aaron Law cheered.", "Aaron Law") == ["Aaron Law", "Aaron Law"]


def test_a_law_named_after_somebody_is_no_person() -> None:
    """It has an article."""
    assert PERSON not in kinds("The Aaron Law won support in June.").values()


def test_a_surname_like_a_preposition() -> None:
    """“To” is a name where the parse takes it for one."""
    assert kinds("The seat went to Peter To, who thanked his voters.").get("Peter To") is PERSON


def test_a_make_is_no_relative() -> None:
    """A word with an article throughout does not belong to the person whose surname it seems to be."""
    text = "Karl Moss drew a Roe Zenit. The Zenit is loud. He liked the Zenit. They sold the Zenit in 1990."
    assert "Zenit" not in mentions(text, "Roe Zenit")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She left its armed group the Sea Falcons in June.", "Sea Falcons"),
        ("She studies at Halwell. Ann Orr is a professor at Halwell University.", "Halwell University"),
        ("The 93rd Mechanized Brigade held the village. The brigade lost two men.", "93rd Mechanized Brigade"),
        ("In June the QDP party asked for a vote.", "QDP"),
    ],
)
def test_a_body_by_what_stands_beside_it(text: str, name: str) -> None:
    """A noun for a body, an office at it, an ordinal."""
    assert kinds(text).get(name) is BODY


def test_a_body_at_which_something_happens_is_a_place() -> None:
    """Nobody works for it here."""
    assert "Halwell University" not in kinds("The concert took place at Halwell University on Monday.")


def test_a_body_without_its_complement_is_the_same() -> None:
    """The short name is the beginning of the long one; a branch of a party is another body."""
    text = "The Halwell Foundation for Sea Research said so on Monday. The Halwell Foundation added that it was sure."
    assert len(mentions(text, "Halwell Foundation for Sea Research")) == 2
    assert "Harbour Party" in kinds("The Harbour Party lost. The Harbour Party of Quito won. The Harbour Party complained.")


def test_ministries_and_fields_alone_are_no_actors() -> None:
    """“Foreign Ministries” of two states, and “Foreign Affairs”, name no body."""
    text = "The talks between the heads of the United States and Russian Foreign Ministries lasted an hour. A meeting was held with the ministers of Foreign Affairs and Defense."
    assert not kinds(text).keys() & {"Ministries", "Affairs", "Foreign Ministries"}
