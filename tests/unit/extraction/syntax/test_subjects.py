"""Whose act a verb is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences
from dossier.extraction.syntax.subjects import can_speak, passive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
def test_the_subject(text: str, verb: str, subject: str | None, parsed: "Callable[[str], Doc]") -> None:
    """Active, conjoined, participle, infinitive, relative, passive and quoting verbs lead to whoever acts."""
    doc = parsed(text)
    found = subject_of(next(t for t in doc if t.text == verb), segment_sentences(doc, find_quoted_spans(text)))
    assert (found.text if found is not None else None) == subject


def test_passives(parsed: "Callable[[str], Doc]") -> None:
    """A past participle behind a noun is passive, a perfect is not."""
    doc = parsed("The man was told. The man has told us.")
    assert [passive(t) for t in doc if t.text == "told"] == [True, False]


def test_who_can_speak(parsed: "Callable[[str], Doc]") -> None:
    """Names, people, bodies and texts speak; demands and talks do not."""
    doc = parsed("Marsh, the resident, the ministry, one of the guests and the statement met the demand.")
    spoken = {t.text for t in doc if t.pos_ in {"NOUN", "PROPN", "NUM"} and can_speak(t)}
    assert spoken >= {"Marsh", "resident", "ministry", "statement", "one"}
    assert "demand" not in spoken
