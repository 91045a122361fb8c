"""Whether "he" or "she" can stand for a person."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.coref.gender import fits, genders
from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mrs. Elena Marsh left.", "female"),
        ("Spokesman Tom Barlow left.", "male"),
        ("Elena Marsh, a spokeswoman for the crew, left.", "female"),
        ("Elena Marsh left.", ""),
    ],
)
def test_words_beside_the_name_tell(text: str, gender: str, parsed: "Callable[[str], Doc]") -> None:
    """Titles and nouns in apposition tell the gender; without one nothing is assumed."""
    doc, marks = parsed(text), find_quoted_spans(text)
    actors = find_actors(doc, marks)
    person = next(a for a in actors if a.name.endswith(("Marsh", "Barlow")))
    assert genders(segment_sentences(doc, marks), CorefResolver(doc, actors, marks)).get(person.key, "") == gender


def test_pronouns_fit_unless_the_gender_is_the_other(parsed: "Callable[[str], Doc]") -> None:
    """She fits a woman and somebody of whom nothing is told, not a man."""
    she = next(t for t in parsed("Then she left.") if t.lower_ == "she")
    assert [fits(she, gender) for gender in ("female", "", "male")] == [True, True, False]
