"""Gender agreement of pronouns."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.coref.gender import fits, genders
from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mrs. Elena Marsh left.", "female"),
        ("Spokesman Tom Barlow left.", "male"),
        ("Elena Marsh, a spokeswoman for the crew, left.", "female"),
        ("Elena Marsh left.", ""),
    ],
)
def test_gender_by_adjacent_words(text: str, gender: str, parsed: Parsed) -> None:
    """Titles and nouns in apposition imply the gender; without one it is unknown."""
    doc, quoted_spans = parsed(text), find_quoted_spans(text)
    actors = find_actors(doc, quoted_spans)
    person = next(a for a in actors if a.name.endswith(("Marsh", "Barlow")))
    assert genders(segment_sentences(doc, quoted_spans), CorefResolver(doc, actors, quoted_spans)).get(person.key, "") == gender


def test_pronoun_fits_unless_the_other_gender_is_known(parsed: Parsed) -> None:
    """The pronoun "she" fits a woman and a person of unknown gender, not a man."""
    she = next(t for t in parsed("Then she left.") if t.lower_ == "she")
    assert [fits(she, gender) for gender in ("female", "", "male")] == [True, True, False]
