"""The reporter's sentences, with quotations as one piece each."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import ends_sentence, segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


def shapes(text: str, parsed: "Callable[[str], Doc]") -> list[tuple[str, tuple[int, ...]]]:
    """The reporter's words of each frame and the numbers of its quotations."""
    layout = segment_sentences(parsed(text), find_quoted_spans(text))
    return [(" ".join(t.text for t in f.tokens), f.quotes) for f in layout.sentences]


@pytest.mark.parametrize(
    ("text", "frames"),
    [
        ("“One. Two.” Then she left.", [("", (0,)), ("Then she left .", ())]),
        ("“One. Two,” she said. “Three.”", [("she said .", (0,)), ("", (1,))]),
        ("“Why? Why?” Marsh asked.", [("Marsh asked .", (0,))]),
        ("“We go.” Marsh said.", [("Marsh said .", (0,))]),
        ("She said “We go.” Barlow said “We stay.”", [("She said", (0,)), ("Barlow said", (1,))]),
        ("She read: “One. Two.”", [("She read :", (0,))]),
        ("One goes.\n\nTwo goes.", [("One goes .", ()), ("Two goes .", ())]),
    ],
)
def test_sentences_end_outside_the_marks_only(text: str, frames: list[tuple[str, tuple[int, ...]]], parsed: "Callable[[str], Doc]") -> None:
    """Full stops inside a quotation part no sentence, unless the quotation ends one and nothing attributes it behind."""
    assert shapes(text, parsed) == frames


def test_words_before_and_behind(parsed: "Callable[[str], Doc]") -> None:
    """The reporter's words on either side of a quotation are told apart."""
    text = "She called it “a mess” on Monday."
    layout = segment_sentences(parsed(text), find_quoted_spans(text))
    (frame,) = layout.sentences
    assert [t.text for t in layout.before(frame, 0)] == ["She", "called", "it"]
    assert [t.text for t in layout.after(frame, 0)] == ["on", "Monday", "."]
    assert not frame.bare


def test_every_word_is_in_one_frame_or_in_a_quotation(parsed: "Callable[[str], Doc]") -> None:
    """Nothing is lost and nothing counted twice."""
    text = "A goes. “B goes,” said C. D went “e” f.\n\n“G.” H!"
    layout = segment_sentences(parsed(text), find_quoted_spans(text))
    framed = [t.i for f in layout.sentences for t in f.tokens]
    inside = [t.i for t in layout.doc if not layout.outside(t)]
    assert sorted(framed + inside) == [t.i for t in layout.doc if not t.is_space]


@pytest.mark.parametrize(("words", "ends"), [("We go.", True), ("We go!”", True), ("We go,", False), ("We go...", False), ("[.]", True)])
def test_what_ends_a_sentence(words: str, ends: bool) -> None:  # noqa: FBT001  a table of cases
    """Full stop, question and exclamation mark end one, through closing marks; dots and commas do not."""
    assert ends_sentence(words) is ends
