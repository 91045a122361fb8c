"""The word lists: each loads, once, and says where it comes from."""

import re
from importlib.resources import files

import pytest

from dossier.extraction.lexicon.lists import load_lexicon, word_set

LISTS = sorted(
    f.name.removesuffix(".toml") for f in files("dossier.extraction.lexicon").joinpath("data").iterdir() if f.name.endswith(".toml")
)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_loads_and_says_where_it_comes_from(name: str) -> None:
    """A list is valid TOML, holds something, and its first lines say where the words come from."""
    head = files("dossier.extraction.lexicon").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")[:1200].lower()
    assert load_lexicon(name)
    assert head.startswith("#")
    assert re.search(r"source|drawn up|written for|our own|after ", head)


def test_a_list_is_read_once() -> None:
    """Callers share one dictionary, so that looking a word up costs nothing."""
    assert load_lexicon("states") is load_lexicon("states")


def test_words_of_a_list_come_as_a_set() -> None:
    """A key of a list is a frozen set of its words."""
    assert "envoy" in word_set("roles", "office")


def test_the_states_are_complete() -> None:
    """The 193 members of the United Nations are there, each name once, with adjectives where English has one."""
    states = load_lexicon("states")["state"]
    assert len(states) >= 193
    assert len({row["name"] for row in states}) == len(states)
