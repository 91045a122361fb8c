"""Inflected forms of English words."""

import pytest

from dossier.search.inflection import forms


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("strike", {"strikes", "struck", "striking"}),
        ("struck", {"strike", "strikes", "striking"}),
        ("talks", {"talk", "talked", "talking"}),
        ("city", {"cities"}),
        ("cities", {"city"}),
        ("planned", {"plan", "plans", "planning"}),
        ("agreeing", {"agree", "agreed", "agrees"}),
        ("refused", {"refuse", "refuses", "refusing"}),
        ("crisis", {"crises"}),
        ("meeting", {"meetings", "met", "meet"}),
        ("wounded", {"wound", "wounds", "wounding"}),
        ("spokesmen", {"spokesman"}),
        ("dying", {"die", "died"}),
        ("passes", {"pass", "passed"}),
        ("carried", {"carry", "carries"}),
    ],
)
def test_a_word_leads_to_its_forms(word: str, others: set[str]) -> None:
    """Regular words by rule, irregular ones by the list, from any form to the others."""
    assert others <= set(forms(word))


@pytest.mark.parametrize(("word", "wrong"), [("news", "new"), ("king", "k"), ("hoped", "hop"), ("this", "thi"), ("class", "clas")])
def test_a_word_that_only_looks_inflected_stays_itself(word: str, wrong: str) -> None:
    """Spellings that are not forms are not searched for."""
    assert wrong not in forms(word)


def test_the_word_itself_comes_first() -> None:
    """Also where it has no forms: short, with digits, or in another alphabet."""
    for word in ("strikes", "eu", "t72", "мир", "停"):
        assert forms(word)[0] == word
    assert forms("мир") == ("мир",)
