"""The other reading of a query: offered where it has more articles, and only there. All people are made up."""

import pytest

from dossier.api import Dossier
from dossier.model.query import Query
from dossier.search.parser import parse
from dossier.services.query.other_reading import BESIDE_SAID, find_other_reading

NAMES = (" orla brandt", " tomas kerr", " o brandt")


@pytest.mark.parametrize(
    ("text", "found", "other"),
    [
        ('said:"Orla Brandt" draft', 0, 'said:"Orla Brandt" text:draft'),
        ('said:kerr "the draft" tru*', 0, 'said:kerr text:"the draft" text:tru*'),
        ('said:"Orla Brandt" draft', 1, ""),
        ("said:kerr text:draft", 0, ""),
        ("brandt", 3, "actor:brandt"),
        ("Orla Brandt", 3, 'actor:"Orla Brandt"'),
        ('"Orla Brandt"', 3, 'actor:"Orla Brandt"'),
        ("bran", 0, "actor:bran"),
        ("brandt", 9, ""),
        ("brandt draft", 0, ""),
        ("brandt OR kerr", 0, ""),
        ("-brandt", 0, ""),
        ("actor:brandt", 0, "brandt"),
        ('actor:"orla brandt"', 0, '"orla brandt"'),
        ("actor:brandt draft", 0, ""),
        ("type:strike", 0, ""),
        ("", 0, ""),
    ],
)
def test_the_reading_that_is_offered(text: str, found: int, other: str) -> None:
    """Words beside said: are looked for anywhere, words of a name as the actor's, an actor's as words; 9 articles have each of them."""
    reading = find_other_reading(text, parse(text).tree, found, lambda _word: NAMES, lambda _query: 9)
    assert (reading.query if reading else "") == other
    if reading and "said:" in text:
        assert reading.why == BESIDE_SAID


def test_its_number_is_that_of_its_answer(sample: Dossier) -> None:
    """What is offered is asked as it stands, and has as many articles as the offer says."""
    offers = [
        reading
        for row in sample.query.search(Query()).actors
        for text in (row.actor.name, row.actor.name.split()[-1], f'said:"{row.actor.name}" agreement')
        if (reading := sample.query.search(Query(text)).other_reading)
    ]
    assert {offer.query.partition(":")[0] for offer in offers} >= {"actor", "said"}
    for offer in offers:
        assert len(sample.query.search(Query(offer.query)).articles) == offer.articles
