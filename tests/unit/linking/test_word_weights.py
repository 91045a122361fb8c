"""Weights of words: the rarer a word is in English, the more it says about the subject of a text."""

import pytest

from dossier.linking.word_weights import RAREST, word_weight


@pytest.mark.parametrize(("common", "rare"), [("that", "police"), ("police", "ceasefire"), ("said", "minister"), ("people", "missile")])
def test_rarer_words_weigh_more(common: str, rare: str) -> None:
    """Function words weigh next to nothing, words of the news more, those of few subjects most."""
    assert 0 <= word_weight(common) < word_weight(rare) < RAREST


def test_words_that_are_not_listed_are_rare() -> None:
    """Made-up words and most names have the highest weight; words are looked up case-folded."""
    assert word_weight("qorvanti") == RAREST
    assert word_weight("That") == RAREST
