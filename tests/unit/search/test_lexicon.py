"""The words of a dossier: completion, forms, shapes and near spellings."""

from collections import Counter
from random import Random

import pytest

from dossier.search import lexicon
from dossier.search.lexicon import EXPANSIONS, Lexicon
from dossier.search.syntax import AnyOf, Field, Fuzzy, Phrase, Prefix, Wildcard, Word

LEXICON = Lexicon.of({"strike": 5, "strikes": 9, "struck": 2, "string": 1, "verhal": 4, "verhalen": 1, "veral": 1, "talks": 3})


def test_completions_come_by_frequency() -> None:
    """The most frequent first, and no more than the limit."""
    assert LEXICON.complete("str", limit=3) == (("strikes", 9), ("strike", 5), ("struck", 2))
    assert LEXICON.complete("zz") == ()


def test_forms_are_those_that_the_dossier_holds() -> None:
    """The word itself is first, also where no article holds it."""
    assert LEXICON.forms("strike") == ("strike", "strikes", "struck")
    assert LEXICON.forms("striking") == ("striking", "strikes", "strike", "struck")


def test_near_spellings_come_nearest_first() -> None:
    """Then the most frequent."""
    assert LEXICON.near("verhal", 2) == (("verhal", 0), ("veral", 1), ("verhalen", 2))


def test_the_words_that_may_be_meant_are_others() -> None:
    """With its count, for the sentence that is shown where nothing was found."""
    assert LEXICON.suggest("verhall") == (("verhal", 4), ("veral", 1), ("verhalen", 1))
    assert LEXICON.suggest("qqqqqq") == LEXICON.suggest("ve") == ()


def test_signs_become_words() -> None:
    """Engines get plain words only; a leaf without operators is left as it is."""
    assert LEXICON.expand(Word("strike")) == AnyOf(("strike", "strikes", "struck"))
    assert LEXICON.expand(Prefix("stri")) == AnyOf(("strike", "strikes", "string"))
    assert LEXICON.expand(Wildcard("*s")) == AnyOf(("strikes", "talks"))
    assert LEXICON.expand(Wildcard("st*k*")) == AnyOf(("strike", "strikes", "struck"))
    assert LEXICON.expand(Fuzzy("veerhal", 1)) == AnyOf(("verhal",))
    assert LEXICON.expand(Phrase(("strike",))) == Phrase(("strike",))
    assert LEXICON.expand(Field("title", Word("strike"))) == Field("title", AnyOf(("strike", "strikes", "struck")))


def test_a_prefix_of_very_many_words_keeps_the_most_frequent() -> None:
    """A one-letter prefix of a large dossier stays answerable."""
    many = Lexicon.of({f"w{number}": number for number in range(EXPANSIONS + 10)})
    words = many.expand(Prefix("w"))
    assert isinstance(words, AnyOf)
    assert len(words.words) == EXPANSIONS
    assert "w3" not in words.words


@pytest.mark.parametrize("few", [2, 1000])
def test_a_lexicon_follows_articles_that_come_and_go(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Words, frequencies and near spellings are those of a new lexicon of the same articles, whether few words change or many."""
    monkeypatch.setattr(lexicon, "FEW_WORDS", few)
    chance = Random(1)  # noqa: S311  no secret
    articles: list[dict[str, int]] = []
    followed = Lexicon.of({})
    for _ in range(60):
        gone = [articles.pop(chance.randrange(len(articles))) for _ in range(chance.randrange(3)) if articles]
        new = [{"".join(chance.choices("abc", k=3)): chance.randrange(1, 4) for _ in range(4)} for _ in range(chance.randrange(3))]
        articles += new
        followed = followed.with_changes(new, gone)
        counts: Counter[str] = Counter()
        for words in articles:
            counts.update(words)
        fresh = Lexicon.of(counts)
        assert (dict(followed.counts), followed.ordered) == (counts, fresh.ordered)
        assert [followed.near("abc", 1), followed.beginning("a")] == [fresh.near("abc", 1), fresh.beginning("a")]
