"""Pairing of quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.extraction.segments.quote_marks import find_quoted_spans


def inside(text: str) -> list[tuple[str, int, bool]]:
    """The stretches found, each with its depth and whether it is closed."""
    return [(m.inner.of(text), m.depth, m.closed) for m in find_quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "found"),
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
def test_every_style_of_mark_is_paired(text: str, found: list[tuple[str, int, bool]]) -> None:
    """Curly, straight, low, angle and single marks pair, and inner spans leave marks and padding out."""
    assert inside(text) == found


def test_outer_holds_the_marks() -> None:
    """The outer span is the inner one with its marks."""
    text = "He called it “odd”."
    (mark,) = find_quoted_spans(text)
    assert mark.outer.of(text) == "“odd”"


def test_mixed_curly_and_straight_marks_pair() -> None:
    """A curly mark may be closed by a straight one and the other way round."""
    assert inside('“We go," he said. "We stay.”') == [("We go,", 0, True), ("We stay.", 0, True)]


def test_nested_marks_count_their_depth() -> None:
    """A quotation in a quotation is found inside the outer one, one deeper."""
    assert inside("“I asked, ‘Why “now”?’ and left,” he said.") == [
        ("I asked, ‘Why “now”?’ and left,", 0, True),
        ("Why “now”?", 1, True),
        ("now", 2, True),
    ]


def test_straight_single_inside_straight_double() -> None:
    """Apostrophes inside a nested single quotation do not close it."""
    text = "\"I'd think, 'Wow, I’m sure they're open.'\" she wrote."
    assert inside(text) == [("I'd think, 'Wow, I’m sure they're open.'", 0, True), ("Wow, I’m sure they're open.", 1, True)]


@pytest.mark.parametrize(
    "text",
    [
        "The players' union met the dogs' owner; it's theirs, isn't it?",
        "Rock 'n' roll of the '90s and the ’60s: let 'em go.",
        "O'Brien’s and James' sister’s houses",
        "a man 6'2\" tall",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    """Possessives, elisions, decades and inches open nothing."""
    assert inside(text) == []


def test_plural_possessive_inside_single_marks() -> None:
    """The apostrophe of a plural does not close a single quotation that a later mark closes."""
    assert inside("'It is the players' day,' he said.") == [("It is the players' day,", 0, True)]


def test_reopened_each_paragraph() -> None:
    """A quotation over several paragraphs is one stretch a paragraph; all but the last are not closed."""
    text = "“One goes.\n\n“Two goes.\n\n“Three goes,” he said."
    assert inside(text) == [("One goes.", 0, False), ("Two goes.", 0, False), ("Three goes,", 0, True)]


def test_closed_only_in_a_later_paragraph() -> None:
    """A quotation that runs on without being reopened covers the paragraphs up to its closing mark."""
    assert inside("“One goes.\n\nTwo goes.\n\nThree goes,” he said.") == [
        ("One goes.", 0, False),
        ("Two goes.", 0, False),
        ("Three goes,", 0, True),
    ]


def test_an_odd_count_ends_with_its_paragraph() -> None:
    """A mark that is never closed runs to the end of its paragraph and leaves the next one alone."""
    assert inside('He said, "We wait.\n\nShe said, "We go," and went.') == [("We wait.", 0, False), ("We go,", 0, True)]


def test_a_forgotten_closing_mark_inside_a_paragraph() -> None:
    """Where a new quotation starts before the last was closed, the new one is read rightly."""
    assert inside('said "one and left. "Two go," he said.') == [("Two go,", 0, True)]


def test_space_on_the_wrong_side() -> None:
    """A straight mark beside a misplaced space still closes what is open."""
    assert inside('"We go," he said, " but not far. " He left.') == [("We go,", 0, True), ("but not far.", 0, True)]


def test_empty_marks_are_left_out() -> None:
    """Marks around nothing are no quotation."""
    assert inside('He typed "" and “ ”.') == []


TEXTS = st.text(alphabet="ab s.,\n“”\"„«»‘’'(", max_size=60)


@given(TEXTS)
def test_any_text_gives_sound_spans(text: str) -> None:
    """Whatever the text: spans lie in it, inner in outer, in order, properly nested, never over a blank line, and again the same."""
    marks = find_quoted_spans(text)
    assert marks == find_quoted_spans(text)
    assert list(marks) == sorted(marks, key=lambda m: (m.outer.start, -m.outer.end))
    for mark in marks:
        assert 0 <= mark.outer.start <= mark.inner.start < mark.inner.end <= mark.outer.end <= len(text)
        assert "\n\n" not in mark.outer.of(text)
        for other in marks:
            crossing = mark.outer.start < other.outer.start < mark.outer.end < other.outer.end
            assert not crossing


@given(st.lists(st.sampled_from(["“a b”", "plain", '"c d"', "don't", "‘e’"]), max_size=6))
def test_paragraphs_do_not_touch_each_other(parts: list[str]) -> None:
    """Well-formed paragraphs give the marks that each gives alone."""
    alone = [found for part in parts for found in inside(part)]
    assert inside("\n\n".join(parts)) == alone


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
