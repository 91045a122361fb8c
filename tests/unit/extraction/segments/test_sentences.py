"""Sentence segmentation: the reporter's sentences, each quotation a single unit."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import ends_sentence, segment_sentences

Parsed = Callable[[str], Doc]


def shapes(text: str, parsed: Parsed) -> list[tuple[str, tuple[int, ...]]]:
    """The reporter's words of each sentence and the indices of its quotations."""
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    return [(" ".join(t.text for t in s.tokens), s.quotes) for s in segmentation.sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
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
def test_sentences_end_outside_the_marks_only(text: str, sentences: list[tuple[str, tuple[int, ...]]], parsed: Parsed) -> None:
    """Full stops inside a quotation end no sentence, unless the quotation ends with one and no attribution follows."""
    assert shapes(text, parsed) == sentences


def test_words_before_and_after(parsed: Parsed) -> None:
    """The reporter's words before and after a quotation are separated."""
    text = "She called it “a mess” on Monday."
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    (sentence,) = segmentation.sentences
    assert [t.text for t in segmentation.before(sentence, 0)] == ["She", "called", "it"]
    assert [t.text for t in segmentation.after(sentence, 0)] == ["on", "Monday", "."]
    assert not sentence.bare


def test_every_word_is_in_one_sentence_or_in_a_quotation(parsed: Parsed) -> None:
    """No token is lost or counted twice."""
    text = "A goes. “B goes,” said C. D went “e” f.\n\n“G.” H!"
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    reported = [t.i for s in segmentation.sentences for t in s.tokens]
    quoted = [t.i for t in segmentation.doc if not segmentation.outside(t)]
    assert sorted(reported + quoted) == [t.i for t in segmentation.doc if not t.is_space]


@pytest.mark.parametrize(("words", "ends"), [("We go.", True), ("We go!”", True), ("We go,", False), ("We go...", False), ("[.]", True)])
def test_ends_sentence(words: str, ends: bool) -> None:  # noqa: FBT001  a table of cases
    """Full stop, question and exclamation mark end a sentence, also before closing marks; ellipses and commas do not."""
    assert ends_sentence(words) is ends
