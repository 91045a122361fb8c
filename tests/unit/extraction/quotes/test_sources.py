"""Sources: actors, and people whom the article leaves unnamed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.quotes.cues import find_cues
from dossier.extraction.quotes.sources import find_sources
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


def sources(text: str, parsed: "Callable[[str], Doc]") -> list[tuple[str, str, bool]]:
    """Printed words, naming, and whether an actor is meant, for each source in order."""
    doc, marks = parsed(text), find_quoted_spans(text)
    layout = segment_sentences(doc, marks)
    found = find_sources(layout, [(f, find_cues(f, layout)) for f in layout.sentences], CorefResolver(doc, find_actors(doc, marks), marks))
    return [(found[i].span.of(text), found[i].text, found[i].key is not None) for i in sorted(found)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mayor Elena Marsh said so.", [("Mayor Elena Marsh", "Elena Marsh", True)]),
        ("The mayor, Elena Marsh, said so.", [("The mayor, Elena Marsh", "Elena Marsh", True)]),
        ("A senior diplomat said so.", [("A senior diplomat", "senior diplomat", False)]),
        ("A source within the city ministry said so.", [("A source", "source within the city ministry", False)]),
        ("Both sides said so.", [("Both sides", "Both sides", False)]),
        ("Elena Marsh's statement said so.", [("Elena Marsh's statement", "Elena Marsh", True)]),
        ("Part of Elena Marsh's statement read so.", [("Elena Marsh's statement", "Elena Marsh", True)]),
    ],
)
def test_noun_phrases(text: str, found: list[tuple[str, str, bool]], parsed: "Callable[[str], Doc]") -> None:
    """Names with titles, appositions and statements lead to actors; other people keep their description without article."""
    assert sources(text, parsed) == found


def test_the_definite_description_is_the_one_before(parsed: "Callable[[str], Doc]") -> None:
    """“The diplomat” and “she” are the diplomat told of before, under the fullest description."""
    text = "A senior Baltic diplomat said so. The diplomat said more. She said nothing else."
    assert [named for _, named, _ in sources(text, parsed)] == ["senior Baltic diplomat"] * 3


def test_she_is_not_a_man(parsed: "Callable[[str], Doc]") -> None:
    """A pronoun passes over a nearer subject of the other gender."""
    text = "Spokeswoman Elena Marsh left early. Mr. Tom Barlow stayed. She said nothing."
    assert sources(text, parsed)[-1] == ("She", "Elena Marsh", True)


def test_another_description_is_another_person(parsed: "Callable[[str], Doc]") -> None:
    """“A naval officer” and “the police officer” are two."""
    text = "A naval officer said so. The police officer said more."
    assert [named for _, named, _ in sources(text, parsed)] == ["naval officer", "police officer"]
