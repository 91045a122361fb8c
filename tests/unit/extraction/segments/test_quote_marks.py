"""Quotation-mark pairing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.extraction.segments.quote_marks import find_quoted_spans


def quoted(text: str) -> list[tuple[str, int, bool]]:
    """The quoted texts, each with its depth and whether it is closed."""
    return [(m.inner.of(text), m.depth, m.closed) for m in find_quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “we wait” and left.", [("we wait", 0, True)]),
        ('She said "we wait" and left.', [("we wait", 0, True)]),
        ("She said „we wait“ and left.", [("we wait", 0, True)]),
        ("She said „we wait” and left.", [("we wait", 0, True)]),
        ("She said «we wait» and left.", [("we wait", 0, True)]),
        ("She said »we wait« and left.", [("we wait", 0, True)]),
        ("She said « we wait » and left.", [("we wait", 0, True)]),
        ("She said ‘we wait’ and left.", [("we wait", 0, True)]),
        ("She said 'we wait' and left.", [("we wait", 0, True)]),
        ("(“we wait”) — ‘no’", [("we wait", 0, True), ("no", 0, True)]),
    ],
)
def test_every_style_of_mark_is_paired(text: str, expected: list[tuple[str, int, bool]]) -> None:
    """Curly, straight, low, angle and single marks pair; inner spans exclude the marks and the spaces next to them."""
    assert quoted(text) == expected


def test_outer_includes_the_marks() -> None:
    """The outer span is the inner one with its marks."""
    text = "He called it “odd”."
    (span,) = find_quoted_spans(text)
    assert span.outer.of(text) == "“odd”"


def test_mixed_curly_and_straight_marks_pair() -> None:
    """A straight mark closes a curly one, and a curly mark a straight one."""
    assert quoted('“We go," he said. "We stay.”') == [("We go,", 0, True), ("We stay.", 0, True)]


def test_nested_marks_count_their_depth() -> None:
    """A quotation in a quotation follows the outer one, with a depth greater by one."""
    assert quoted("“I asked, ‘Why “now”?’ and left,” he said.") == [
        ("I asked, ‘Why “now”?’ and left,", 0, True),
        ("Why “now”?", 1, True),
        ("now", 2, True),
    ]


def test_straight_single_inside_straight_double() -> None:
    """Apostrophes inside a nested single quotation do not close it."""
    text = "\"I'd think, 'Wow, I’m sure they're open.'\" she wrote."
    assert quoted(text) == [("I'd think, 'Wow, I’m sure they're open.'", 0, True), ("Wow, I’m sure they're open.", 1, True)]


@pytest.mark.parametrize(
    "text",
    [
        "The players' union met the dogs' owner; it's theirs, isn't it?",
        "Rock 'n' roll of the '90s and the ’60s: let 'em go.",
        "O'Brien’s and James' sister’s houses",
        "a man 6'2\" tall",
    ],
)
def test_apostrophes_and_inches_are_not_marks(text: str) -> None:
    """Possessives, elisions, decades and inches open no quotation."""
    assert quoted(text) == []


def test_plural_possessive_inside_single_marks() -> None:
    """The apostrophe of a plural does not close a single quotation where a later mark does."""
    assert quoted("'It is the players' day,' he said.") == [("It is the players' day,", 0, True)]


def test_reopened_each_paragraph() -> None:
    """A quotation over several paragraphs is one span in each; only the last is closed."""
    text = "“One goes.\n\n“Two goes.\n\n“Three goes,” he said."
    assert quoted(text) == [("One goes.", 0, False), ("Two goes.", 0, False), ("Three goes,", 0, True)]


def test_closed_only_in_a_later_paragraph() -> None:
    """A quotation that is not reopened in the next paragraphs covers them up to its closing mark."""
    assert quoted("“One goes.\n\nTwo goes.\n\nThree goes,” he said.") == [
        ("One goes.", 0, False),
        ("Two goes.", 0, False),
        ("Three goes,", 0, True),
    ]


def test_an_odd_count_ends_with_its_paragraph() -> None:
    """A mark that is never closed extends to the end of its paragraph and does not affect the next one."""
    assert quoted('He said, "We wait.\n\nShe said, "We go," and went.') == [("We wait.", 0, False), ("We go,", 0, True)]


def test_a_forgotten_closing_mark_inside_a_paragraph() -> None:
    """A quotation that starts before the last was closed is found."""
    assert quoted('said "one and left. "Two go," he said.') == [("Two go,", 0, True)]


def test_misplaced_space() -> None:
    """A straight mark next to a misplaced space still closes the open quotation."""
    assert quoted('"We go," he said, " but not far. " He left.') == [("We go,", 0, True), ("but not far.", 0, True)]


def test_empty_marks_are_left_out() -> None:
    """An empty pair of marks is no quotation."""
    assert quoted('He typed "" and “ ”.') == []


def test_a_span_that_would_cross_another_is_left_out() -> None:
    """Where a stray closing mark ends a quotation from the paragraph before, a guillemet left open before it crosses nothing."""
    assert [(span.outer.start, span.outer.end) for span in find_quoted_spans("“\n\na«”.")] == [(3, 6)]


TEXTS = st.text(alphabet="ab s.,\n“”\"„«»‘’'(", max_size=60)


@given(TEXTS)
def test_spans_are_ordered_and_nested_in_any_text(text: str) -> None:
    """In any text: spans lie in it, inner in outer, in order, properly nested, never over a blank line, and are deterministic."""
    spans = find_quoted_spans(text)
    assert spans == find_quoted_spans(text)
    assert list(spans) == sorted(spans, key=lambda s: (s.outer.start, -s.outer.end))
    for span in spans:
        assert 0 <= span.outer.start <= span.inner.start < span.inner.end <= span.outer.end <= len(text)
        assert "\n\n" not in span.outer.of(text)
        for other in spans:
            crossing = span.outer.start < other.outer.start < span.outer.end < other.outer.end
            assert not crossing


@given(st.lists(st.sampled_from(["“a b”", "plain", '"c d"', "don't", "‘e’"]), max_size=6))
def test_paragraphs_are_independent(parts: list[str]) -> None:
    """Well-formed paragraphs give the same quotations together as each alone."""
    alone = [quotation for part in parts for quotation in quoted(part)]
    assert quoted("\n\n".join(parts)) == alone


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ('“The office calls it "calm", and I call it a storm,” he said.', 'The office calls it "calm", and I call it a storm,'),
        ('“Call it "calm" or "dead",” he said.', 'Call it "calm" or "dead",'),
        ('“He said "wait". We did not,” she said.', 'He said "wait". We did not,'),
        ('„He said "wait", and we did,” she said.', 'He said "wait", and we did,'),
    ],
)
def test_straight_marks_inside_curly_ones_do_not_end_them(text: str, outer: str) -> None:
    """The quotation is whole, and what it quotes stands inside it."""
    spans = find_quoted_spans(text)
    assert [span.inner.of(text) for span in spans if span.depth == 0] == [outer]
    assert [span for span in spans if span.depth == 1]


def test_a_curly_mark_closed_by_a_straight_one_still_is() -> None:
    """Where nothing closes the curly mark afterwards, the straight one does."""
    text = '“We are close," she said, and "nobody knows" more.'
    assert [span.inner.of(text) for span in find_quoted_spans(text)] == ["We are close,", "nobody knows"]
