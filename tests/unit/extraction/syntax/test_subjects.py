"""Subjects of verbs."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences
from dossier.extraction.syntax.subjects import by_phrases, can_speak, direct_subjects, is_predicate, passive, subject_of

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Elena Marsh said so.", "said", "Marsh"),
        ("Elena Marsh rose and said so.", "said", "Marsh"),
        ("Elena Marsh rejected it, calling it odd.", "calling", "Marsh"),
        ("Elena Marsh went on to say so.", "say", "Marsh"),
        ("Elena Marsh, who said so, left.", "said", "Marsh"),
        ("The plan was described by Elena Marsh as odd.", "described", "Marsh"),
        ("The plan was described as odd.", "described", None),
        ("Elena Marsh was quoted as saying so.", "saying", "Marsh"),
        ("It was said that the plan failed.", "said", None),
        ("Elena Marsh released a statement saying so.", "saying", "Marsh"),
        ("Elena Marsh said the plan still stood, calling it fair.", "calling", "Marsh"),
    ],
)
def test_subject_of(text: str, verb: str, subject: str | None, parsed: Parsed) -> None:
    """The subject is found for active, conjoined, participle, infinitive, relative, passive and quoting verbs."""
    doc = parsed(text)
    token = subject_of(next(t for t in doc if t.text == verb), segment_sentences(doc, find_quoted_spans(text)))
    assert (token.text if token is not None else None) == subject


@pytest.mark.parametrize(
    ("text", "verb", "subjects"),
    [
        ("Elena Marsh left.", "left", ["Marsh"]),
        ("The plan was rejected by Elena Marsh.", "rejected", ["plan"]),
        ("The envoy who left returned.", "left", ["envoy"]),
        ("Elena Marsh rose and left.", "left", []),
    ],
)
def test_direct_subjects(text: str, verb: str, subjects: list[str], parsed: Parsed) -> None:
    """Only the subjects of the verb itself, active or passive, with the noun in place of a relative pronoun."""
    assert [t.text for t in direct_subjects(next(t for t in parsed(text) if t.text == verb))] == subjects


def test_by_phrases(parsed: Parsed) -> None:
    """The agent of a passive verb is the object of its "by"."""
    doc = parsed("The plan was rejected by Elena Marsh.")
    (by,) = by_phrases(next(t for t in doc if t.text == "rejected"))
    assert [t.text for t in by.children if t.dep_ == "pobj"] == ["Marsh"]


def test_passive(parsed: Parsed) -> None:
    """The passive is found; a perfect tense is not passive."""
    doc = parsed("The man was told. The man has told us.")
    assert [passive(t) for t in doc if t.text == "told"] == [True, False]


def test_can_speak(parsed: Parsed) -> None:
    """Names, people, bodies and texts can speak; demands cannot."""
    doc = parsed("Marsh, the resident, the ministry, one of the guests and the statement met the demand.")
    speakers = {t.text for t in doc if t.pos_ in {"NOUN", "PROPN", "NUM"} and can_speak(t)}
    assert speakers >= {"Marsh", "resident", "ministry", "statement", "one"}
    assert "demand" not in speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a brazen attack.", True),
        ("Elena Marsh called the strikes a brazen attack.", True),
        ("Elena Marsh described the strikes as a brazen attack.", True),
        ("Elena Marsh died in what they call an attack.", False),
        ("Elena Marsh condemned the attack.", False),
        ("Elena Marsh died in the attack.", False),
    ],
)
def test_predicate(parsed: Parsed, text: str, expected: bool) -> None:  # noqa: FBT001 a case of the table
    """What something is, or is called, is a predicate."""
    assert is_predicate(next(t for t in parsed(text) if t.text == "attack")) is expected
