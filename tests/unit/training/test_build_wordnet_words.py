"""Classes of words from a wordnet: which words of its synsets belong to a list."""

from pathlib import Path
from typing import Any

import pytest

builder = pytest.importorskip(
    "training.build_wordnet_words", reason="the training scripts are not here; they come with the repository only"
)

NOUNS = """
1-n:
  members: [zon, Zonia, zon of peace, bulp]
2-n:
  hypernym: [1-n]
  members: [red zon, field-zon, trill]
3-n:
  hypernym: [2-n]
  members: [bulp, quent]
4-n:
  members: [trill]
"""


@pytest.fixture
def synsets(tmp_path: Path) -> Any:
    """The synsets of a small wordnet, beside files that have none."""
    (tmp_path / "noun.artifact.yaml").write_text(NOUNS, encoding="utf-8")
    (tmp_path / "entries-z.yaml").write_text("zon: {n: {sense: []}}", encoding="utf-8")
    return builder.read_synsets(tmp_path)


def test_a_list_has_the_single_words_of_its_synsets(synsets: Any) -> None:
    """Names with a capital, phrases and what is below are left out."""
    assert builder.words_of(builder.WordClass("", ("1-n",)), synsets) == ["bulp", "zon"]
    assert builder.words_of(builder.WordClass("", ("1-n", "4-n")), synsets) == ["bulp", "trill", "zon"]


def test_a_deep_list_has_what_is_below_without_another_sense(synsets: Any) -> None:
    """Phrases belong to it; “bulp” and “trill” have two senses each."""
    assert builder.words_of(builder.WordClass("", ("1-n",), is_deep=True), synsets) == [
        "field-zon",
        "quent",
        "red zon",
        "zon",
        "zon of peace",
    ]


def test_an_unknown_synset_is_an_error(synsets: Any) -> None:
    """A list never becomes shorter without anybody noticing."""
    with pytest.raises(KeyError):
        builder.words_of(builder.WordClass("", ("9-n",)), synsets)
