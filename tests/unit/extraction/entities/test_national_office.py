"""Sides of national offices whose words name no state. All people are made up."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.entities.recognizer import find_actors

Parsed = Callable[[str], Doc]


def sides(doc: Doc, name: str, outlet: str = "") -> set[str]:
    """The names of the affiliations of the actor called `name`."""
    return {side.name for actor in find_actors(doc, outlet=outlet) if actor.name == name for side in actor.affiliations}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Nepal's army said so. Colonel Ram Thapa, a spokesman for the army, said the rest.", "Nepal"),
        ("The Norwegian foreign ministry wrote on Monday.\n\n“We wait,” Foreign Minister Ola Brenn said.", "Norway"),
        ("Nepal's army and Peru's army said so. Colonel Ram Thapa, a spokesman for the army, said the rest.", ""),
        ("The Norwegian foreign ministry wrote on Monday.\n\n“We wait,” Health Minister Ola Brenn said.", ""),
    ],
)
def test_body_named_elsewhere(parsed: Parsed, text: str, side: str) -> None:
    """A role that serves a body acts for the only state whose body of that name the article has."""
    assert sides(parsed(text), "Ram Thapa" if "Thapa" in text else "Ola Brenn") == ({side} if side else set())


def test_state_of_the_sentence_before(parsed: Parsed) -> None:
    """An office that a state has once belongs to the only state of the paragraph whose body it names; that of a company does not."""
    before = "A meeting of Norway's National Security Council was convened on Wednesday."
    assert sides(parsed(f"{before} Defence Minister Kari Moen spoke there."), "Kari Moen") == {"Norway"}
    assert sides(parsed(f"{before} Company president Kari Moen spoke there."), "Kari Moen") == set()
    assert sides(parsed("It rained in Norway. Defence Minister Kari Moen spoke there."), "Kari Moen") == set()


def test_host_of_a_visit(parsed: Parsed) -> None:
    """Who is met in a capital, or in the state that somebody leaves for, holds that state's offices; the visitor does not."""
    doc = parsed("In Oslo, the chair Jane Low will meet with President Kari Moen, and Deputy Prime Minister for Trade Siri Dal.")
    assert sides(doc, "Kari Moen") == sides(doc, "Siri Dal") == {"Norway"}
    assert sides(parsed("He left for Nepal for a summit with President Hari Thapa."), "Hari Thapa") == {"Nepal"}
    assert sides(parsed("President Hari Thapa left for Nepal."), "Hari Thapa") == set()


def test_state_of_the_outlet(parsed: Parsed) -> None:
    """What a ministry or presidency publishes is about its own state's officers; what a newspaper does is not."""
    doc = parsed("Kathmandu — The President of the Republic, Hari Thapa, today received them with the adviser to the President, Asha Rana.")
    assert sides(doc, "Hari Thapa", "Presidency of Nepal") == sides(doc, "Asha Rana", "Presidency of Nepal") == {"Nepal"}
    assert sides(doc, "Hari Thapa", "Nepal Weekly") == set()


def test_two_delegations_of_a_sentence(parsed: Parsed) -> None:
    """Who leads a delegation acts for the state of the one named last before."""
    doc = parsed("The Peruvian team was led by Defence Minister Ana Roe, while the Chilean side was headed by Ports Minister Luis Moy.")
    assert sides(doc, "Ana Roe") == {"Peru"}
    assert sides(doc, "Luis Moy") == {"Chile"}
