"""Word lists: each loads once and states its source."""

import re
from importlib.resources import files

import pytest

from dossier.extraction.lexicon.lists import load_lexicon, row_names, word_set

LISTS = sorted(
    f.name.removesuffix(".toml") for f in files("dossier.extraction.lexicon").joinpath("data").iterdir() if f.name.endswith(".toml")
)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_loads_and_states_its_source(name: str) -> None:
    """A list is valid TOML, is not empty, and its first lines state the source of its words."""
    head = files("dossier.extraction.lexicon").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")[:1200].lower()
    assert load_lexicon(name)
    assert head.startswith("#")
    assert re.search(r"source|drawn up|written for|our own|after ", head)


def test_a_list_is_read_once() -> None:
    """Callers share one dictionary, so that look-ups are cheap."""
    assert load_lexicon("states") is load_lexicon("states")


def test_word_set_is_a_frozen_set() -> None:
    """A key of a list gives a frozen set of its words."""
    assert isinstance(word_set("roles", "office"), frozenset)
    assert "envoy" in word_set("roles", "office")


def test_the_states_are_complete() -> None:
    """All 193 members of the United Nations are listed, each name once."""
    states = load_lexicon("states")["state"]
    assert len(states) >= 193
    assert len({row["name"] for row in states}) == len(states)


def test_the_regions_have_all_words_for_the_country() -> None:
    """Those of one word that the wordnet has below “rural area” are words for regions."""
    words = {word for word in word_set("wordnet", "rural_areas") if " " not in word}
    assert words
    assert words <= word_set("places", "regions")


def test_row_names() -> None:
    """The names of a row are its main name, its other names and its long forms, as far as it has them."""
    assert row_names({"name": "Freedonia", "also": ["Fredonia"], "long": ["Republic of Freedonia"], "capital": ["Northtown"]}) == (
        "Freedonia",
        "Fredonia",
        "Republic of Freedonia",
    )
    assert row_names({"name": "Freedonia"}) == ("Freedonia",)
