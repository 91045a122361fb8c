"""The cursor of the reader: which sentences it steps through, and what a selection takes in."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.span import Span
from dossier.tui.state.passage_cursor import PassageCursor, sentence_at, sentences_in, word_at

TEXT = "One came. Two went.\n\nA subhead\n\nThree stayed.  Four slept.\n"
PARAGRAPHS = (Span(0, 19), Span(21, 30), Span(32, 58))
SENTENCES = (Span(0, 9), Span(9, 31), Span(32, 46), Span(46, 59))


def words(*spans: Span) -> list[str]:
    """The words of spans of the text."""
    return [span.of(TEXT) for span in spans]


def test_the_cursor_steps_through_sentences_of_one_paragraph_each() -> None:
    """A sentence that the parser let run on into a subhead is parted there, and blanks are left out."""
    steps = sentences_in(TEXT, SENTENCES, PARAGRAPHS)
    assert words(*steps) == ["One came.", "Two went.", "A subhead", "Three stayed.", "Four slept."]
    assert words(*sentences_in(TEXT, (), PARAGRAPHS)) == ["One came. Two went.", "A subhead", "Three stayed.  Four slept."]


def test_a_selection_grows_and_shrinks_at_the_cursor() -> None:
    """It is whole sentences from the one where it began, in both directions, and the cursor stays at the ends of the text."""
    steps = sentences_in(TEXT, SENTENCES, PARAGRAPHS)
    cursor = PassageCursor(steps[1], steps[1])
    down = cursor.moved(steps, 1).moved(steps, 1)
    assert words(down.span) == ["Two went.\n\nA subhead\n\nThree stayed."]
    assert words(down.moved(steps, -1).span) == ["Two went.\n\nA subhead"]
    up = cursor.moved(steps, -1)
    assert words(up.span) == ["One came. Two went."]
    assert up.moved(steps, -1) == up
    last = PassageCursor(steps[-1])
    assert last.moved(steps, 1) == last


def test_from_a_word_a_selection_goes_to_the_end_of_its_sentence() -> None:
    """So a selection by mouse can be completed by key."""
    steps = sentences_in(TEXT, SENTENCES, PARAGRAPHS)
    cursor = PassageCursor(word_at(TEXT, 33), word_at(TEXT, 33))
    assert words(cursor.span) == ["Three"]
    assert words(cursor.moved(steps, 1).span) == ["Three stayed."]


def test_words_are_those_of_each_script() -> None:
    """An apostrophe or hyphen within a word is part of it; a script without blanks goes by the character."""
    text = "The mayor's co-author 会谈已 said."
    assert [word_at(text, text.index(part)).of(text) for part in ("ayor", "uthor", "谈", " said", ".")] == [
        "mayor's",
        "co-author",
        "谈",
        " ",
        ".",
    ]


@given(st.text(alphabet="ab. \n", max_size=60), st.integers(0, 59))
def test_every_offset_has_a_word_around_it(text: str, offset: int) -> None:
    """No offset is outside of its own word."""
    if offset < len(text):
        assert word_at(text, offset).start <= offset < word_at(text, offset).end


def test_a_sentence_is_near_every_offset() -> None:
    """Between two sentences it is the next one, after the last the last one; in an empty text there is none."""
    steps = sentences_in(TEXT, SENTENCES, PARAGRAPHS)
    assert [sentence_at(steps, offset) for offset in (0, 9, 20, 400)] == [steps[0], steps[1], steps[2], steps[-1]]
    assert sentence_at((), 3) is None
