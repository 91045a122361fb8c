"""Sources: actors, and speakers whom the article leaves unnamed."""

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
    """Printed words, description, and whether the source is an actor, for each source in order."""
    doc, quoted_spans = parsed(text), find_quoted_spans(text)
    segmentation = segment_sentences(doc, quoted_spans)
    by_token = find_sources(
        segmentation,
        [(f, find_cues(f, segmentation)) for f in segmentation.sentences],
        CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans),
    )
    return [(by_token[i].span.of(text), by_token[i].text, by_token[i].key is not None) for i in sorted(by_token)]


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_noun_phrases(text: str, expected: list[tuple[str, str, bool]], parsed: "Callable[[str], Doc]") -> None:
    """Names with titles, appositions and statements resolve to actors; other speakers keep their description without article."""
    assert sources(text, parsed) == expected


def test_a_definite_description_resolves_to_the_one_before(parsed: "Callable[[str], Doc]") -> None:
    """“The diplomat” and “she” resolve to the diplomat mentioned before, with the fullest description."""
    text = "A senior Baltic diplomat said so. The diplomat said more. She said nothing else."
    assert [named for _, named, _ in sources(text, parsed)] == ["senior Baltic diplomat"] * 3


def test_she_is_not_a_man(parsed: "Callable[[str], Doc]") -> None:
    """A pronoun skips a nearer subject of the other gender."""
    text = "Spokeswoman Elena Marsh left early. Mr. Tom Barlow stayed. She said nothing."
    assert sources(text, parsed)[-1] == ("She", "Elena Marsh", True)


def test_another_description_is_another_person(parsed: "Callable[[str], Doc]") -> None:
    """“A naval officer” and “the police officer” are two."""
    text = "A naval officer said so. The police officer said more."
    assert [named for _, named, _ in sources(text, parsed)] == ["naval officer", "police officer"]
