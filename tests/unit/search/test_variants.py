"""Spelling variants: other spellings, compounds in one word or two, figures with thousands."""

import pytest

from dossier.search.variants import compound_variants, joins, name_variants, spellings, splits, word_variants


@pytest.mark.parametrize(
    ("word", "other"),
    [("defence", "defense"), ("organized", "organised"), ("centre", "center"), ("programmes", "programs"), ("metre", "meter"), ("kiev", "kyiv"),
     ("odessa", "odesa"), ("bombay", "mumbai"), ("peking", "beijing"), ("kharkov", "kharkiv"), ("danzig", "gdansk")],
)  # fmt: skip
def test_spellings_of_each_other(word: str, other: str) -> None:
    """British and American, old and new names of towns; both ways."""
    assert other in spellings(word)
    assert word in spellings(other)


def test_a_spelling_of_one_sense_does_not_find_the_others() -> None:
    """A cheque is a check, a check mostly no cheque; a word of no list has no other spelling."""
    assert (spellings("check"), spellings("cheque")) == (("cheque",), ())
    assert spellings("reading") == spellings("nice") == spellings("qwxz") == ()


def test_inflected_forms_are_spelled_both_ways() -> None:
    """Whichever form was typed."""
    assert {"organise", "organizes", "organising", "organized"} <= set(word_variants("organize").words)
    assert word_variants("organize").words[0] == "organize"


@pytest.mark.parametrize(
    ("word", "parts"),
    [("ceasefire", ("cease", "fire")), ("airstrike", ("air", "strikes")), ("cooperation", ("co", "operation")), ("email", ("e", "mail")),
     ("standoff", ("stand", "off")), ("covid19", ("covid", "19")), ("f16", ("f", "16"))],
)  # fmt: skip
def test_compounds_are_parted(word: str, parts: tuple[str, ...]) -> None:
    """Into two words, the last one inflected."""
    assert parts in word_variants(word).phrases({*parts})


@pytest.mark.parametrize(
    "parts", ["in to", "may be", "an other", "with out", "every one", "spa in", "man age", "under stand", "there fore", "now here"]
)
def test_words_that_only_look_like_compounds_are_not(parts: str) -> None:
    """Function words stand beside one another all the time, and short ends are those of other words."""
    assert word_variants(parts.replace(" ", "")).phrases({*parts.split()}) == ()


def test_parts_are_joined() -> None:
    """Some or all of them; the last one inflected."""
    assert "ceasefires" in compound_variants(("cease", "fire")).words
    assert compound_variants(("cease", "fire")).phrases({"cease", "fire", "fires"}) == (("cease", "fire"), ("cease", "fires"))
    assert set(joins(("a", "b", "c"))) == {("abc",), ("ab", "c"), ("a", "bc")}
    assert joins(("a",)) == joins(("a", "b", "c", "d", "e")) == ()


def test_figures_with_and_without_thousands() -> None:
    """Also the Indian way; days, versions and other numbers are not joined."""
    assert splits("1400") == (("1", "400"),)
    assert splits("1234567") == (("1", "234", "567"), ("12", "34", "567"))
    assert splits("400") == splits("0400") == ()
    assert joins(("12", "500")) == (("12500",),)
    assert ("12500", "strong") in joins(("12", "500", "strong"))
    assert joins(("2026", "02", "03")) == joins(("1", "40")) == ()


def test_names_have_spellings_and_no_forms() -> None:
    """Of one word or a compound."""
    assert set(name_variants(("defence",)).words) == {"defence", "defense"}
    assert name_variants(("north", "port")).words == ("northport",)
