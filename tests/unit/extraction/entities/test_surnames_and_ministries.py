"""Names that several actors share, and names of one public body: who is meant, and what stays open."""

from datetime import date

import pytest

from dossier.extraction.pipeline import extract
from dossier.model.article import Article, DateBasis, PublicationDay


def names_in(text: str) -> dict[str, list[str]]:
    """The mentions of each actor of a text as printed."""
    article = Article("a", "a.txt", "", "", "", "", "en", PublicationDay(date(2031, 5, 7), DateBasis.STATED, ""), text)
    return {actor.name: [m.text for m in actor.mentions] for actor in extract(article).actors}


def test_a_shared_surname_belongs_to_the_person_named_last() -> None:
    """Each of two people is meant near their full name."""
    names = names_in(
        "Paul Aker, the mayor of Tolmar, spoke on Monday.\n\nAker said the port was closed.\n\n"
        "Mary Aker, a judge in Quito, disagreed.\n\nAker said the law was clear."
    )
    assert names["Paul Aker"] == ["Paul Aker", "Aker"]
    assert names["Mary Aker"] == ["Mary Aker", "Aker"]


def test_a_surname_stays_open_where_both_are_named_together() -> None:
    """Nothing says which of them left."""
    names = names_in("Paul Johnson, the mayor, met Mary Johnson, a judge, in Lisbon. Johnson left early.")
    assert names["Paul Johnson"] == ["Paul Johnson"]
    assert names["Mary Johnson"] == ["Mary Johnson"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "The Ministry of Defence of Norway said so. Norway's Defence Ministry added that the Norwegian Ministry of Defence would act.",
            ["Ministry of Defence of Norway", "Defence Ministry", "Norwegian Ministry of Defence"],
        ),
        (
            "The Office of the President of Peru issued a statement. The Peruvian President's Office said talks will resume.",
            ["Office of the President of Peru", "Peruvian President's Office"],
        ),
    ],
)
def test_a_public_body_has_its_words_in_any_order(text: str, mentions: list[str]) -> None:
    """With its state before it, behind it, or as an adjective."""
    assert mentions in names_in(text).values()


def test_ministries_of_two_states_stay_apart() -> None:
    """Their own names are the same."""
    names = names_in("The Ministry of Finance of Chile and the Peruvian Finance Ministry signed a pact, Chile's Ministry of Finance said.")
    assert names["Ministry of Finance of Chile"] == ["Ministry of Finance of Chile", "Ministry of Finance"]
    assert names["Peruvian Finance Ministry"] == ["Peruvian Finance Ministry"]


def test_a_time_behind_a_town_is_no_part_of_its_name() -> None:
    """“Hours later” after a town makes no actor."""
    assert names_in("A drone attack on Kharkiv hours later wounded two people. A strike on Odesa minutes earlier killed one.") == {}
