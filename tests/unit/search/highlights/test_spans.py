"""Marks: where a query matches a text, in the text's own characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model.span import Span
from dossier.search.highlights.spans import Part, matches_text, spans
from dossier.search.parser import parse
from dossier.search.syntax import And, Field, InQuotation, Node, Phrase, Value, Word

TEXT = "Harbour talks opened. The security guarantees matter; guarantees of security do not. Striking Port O’Shea, drones struck. U.S. envoys’ talks"


def marked(query: str | Node, text: str = TEXT, part: Part = Part.BODY) -> list[str]:
    """The words that are marked."""
    tree = parse(query).tree if isinstance(query, str) else query
    return [span.of(text) for span in spans(tree, text, part)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("talks", ["talks", "talks"]),
        ('"security guarantees"', ["security guarantees"]),
        ('"guarantees security"', []),
        ('"guarantees security"~1', ["security guarantees", "guarantees of security"]),
        ("strike", ["Striking", "struck"]),
        ('"strike"', []),
        ("secur*", ["security", "security"]),
        ("*ou*", ["Harbour"]),
        ("securty~", ["security", "security"]),
        ("o'shea", ["O’Shea"]),
        ("us", ["U.S."]),
        ("talks -drones", ["talks", "talks"]),
        ("(harbour OR drones) nowhere", ["Harbour", "drones"]),
        ("text:harbour", ["Harbour"]),
        ("title:harbour", []),
        ("source:harbour said:harbour", []),
        ("", []),
    ],
)
def test_marks_are_the_words_that_answer(query: str, expected: list[str]) -> None:
    """True phrases only, every form of a bare word, nothing that is taken away, nothing of fields that are no text."""
    assert marked(query) == expected


def test_a_title_is_marked_for_its_own_field_too() -> None:
    """`title:` marks the title and not the text."""
    assert marked("title:talks", part=Part.TITLE) == ["talks", "talks"]


def test_marks_that_overlap_are_one() -> None:
    """So that the count of hits is the count of marks."""
    assert marked('"security guarantees" guarantees') == ["security guarantees", "guarantees"]


def test_words_beside_a_speaker_are_marked_in_the_quotations() -> None:
    """Only inside the quotations that answer, while text: marks anywhere."""
    beside = InQuotation(And((Field("said", Word("brandt")), Word("guarantees"))))
    inside = Span(TEXT.index("guarantees of"), TEXT.index("Striking"))
    assert [span.of(TEXT) for span in spans(beside, TEXT, quoted=[inside])] == ["guarantees"]
    assert [span.start for span in spans(beside, TEXT, quoted=[inside])] == [inside.start]
    assert spans(beside, TEXT) == ()
    assert spans(beside, TEXT, Part.TITLE, [inside]) == ()


def test_a_short_text_holds_exact_words() -> None:
    """Names and places have no inflected forms; a value is compared whole."""
    assert matches_text(Word("port"), "Port O’Shea")
    assert matches_text(Phrase(("port", "o")), "Port O’Shea")
    assert not matches_text(Word("ports"), "Port O’Shea")
    assert matches_text(Value("to-verify"), "To verify")
    assert not matches_text(Value("verify"), "To verify")


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=80))
def test_marks_lie_in_the_text_in_order(query: str, text: str) -> None:
    """For any query and text: highlights never overlap and never leave the text."""
    end = 0
    for span in spans(parse(query).tree, text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
