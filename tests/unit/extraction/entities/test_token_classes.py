"""Token classes: pattern notation."""

import pytest

from dossier.extraction.entities.token_classes import TokenClass, class_pattern, one_of
from dossier.extraction.entities.token_rows import Chunk, ParagraphChunks


def row(*kinds: TokenClass) -> ParagraphChunks:
    """A paragraph of one-token chunks with these classes."""
    return ParagraphChunks(tuple(Chunk(kind, i, i + 1) for i, kind in enumerate(kinds)), "".join(kinds))


def test_every_class_has_its_own_letter() -> None:
    """A class is one letter, so that a position in the string of classes is the index of a chunk."""
    assert all(len(member) == 1 for member in TokenClass)
    assert len(set("".join(TokenClass))) == len(TokenClass)


def test_pattern_matches_classes() -> None:
    """A name in angle brackets matches a chunk of that class, punctuation included, with the operators of regular expressions."""
    pattern = class_pattern("<OPEN_BRACKET><TITLE><NAME>+<CLOSE_BRACKET>")
    classes = row(TokenClass.OPEN_BRACKET, TokenClass.TITLE, TokenClass.NAME, TokenClass.NAME, TokenClass.CLOSE_BRACKET).classes
    assert pattern.fullmatch(classes)
    assert not pattern.fullmatch(classes[:-1])


def test_one_of_matches_each_of_its_classes_only() -> None:
    """The part that `one_of` gives matches each of the classes and no other, punctuation included."""
    marks = {TokenClass.COMMA, TokenClass.DASH, TokenClass.OTHER, TokenClass.OPEN_BRACKET}
    pattern = class_pattern(one_of(marks))
    assert {member for member in TokenClass if pattern.fullmatch(member)} == marks


def test_unknown_class_is_an_error() -> None:
    """A misspelt class fails where the pattern is compiled."""
    with pytest.raises(KeyError):
        class_pattern("<NAMES>")


def test_class_outside_of_the_paragraph_is_empty() -> None:
    """Before the first chunk and after the last the class is empty, so that a context needs no bounds check."""
    paragraph = row(TokenClass.TITLE, TokenClass.NAME)
    assert [paragraph.class_at(i) for i in (-1, 0, 1, 2)] == ["", TokenClass.TITLE, TokenClass.NAME, ""]
