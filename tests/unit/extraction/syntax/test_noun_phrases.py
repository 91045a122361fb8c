"""Noun phrases that refer to an actor."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences
from dossier.extraction.syntax.noun_phrases import describe, named_by, noun_phrase, owner_of, whole_of

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "head", "printed", "described"),
    [
        ("A senior harbour official said so.", "official", "A senior harbour official", "senior harbour official"),
        ("A source within the city ministry said so.", "source", "A source", "source within the city ministry"),
        ("One of the guests said so.", "One", "One", "One of the guests"),
        ("The town's oldest fisherman, who is 90, said so.", "fisherman", "The town's oldest fisherman", "town's oldest fisherman"),
        ("Our study said so.", "study", "Our study", "study"),
    ],
)
def test_unnamed_source(text: str, head: str, printed: str, described: str, parsed: Parsed) -> None:
    """The printed span includes the article; the description excludes it and includes "of …" and "within …", but no clause."""
    doc = parsed(text)
    segmentation = segment_sentences(doc, find_quoted_spans(text))
    token = next(t for t in doc if t.text == head)
    assert (noun_phrase(token, segmentation).of(text), describe(token, segmentation)) == (printed, described)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Elena Marsh said so.", "Marsh"),
        ("The mayor, Elena Marsh, said so.", "mayor"),
        ("President of Ukraine Elena Marsh said so.", "President"),
    ],
)
def test_named_by(text: str, head: str, parsed: Parsed) -> None:
    """The person is named by the head, by an apposition, and by a name after a title and its country."""
    doc, quoted_spans = parsed(text), find_quoted_spans(text)
    resolver = CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans)
    key = named_by(next(t for t in doc if t.text == head), resolver, segment_sentences(doc, quoted_spans))
    assert key is not None
    assert resolver.name(key).endswith("Elena Marsh")


def test_owner_of_a_statement(parsed: Parsed) -> None:
    """The owner of a statement is its possessive or follows "from"; "part of the statement" counts as the statement."""
    for sentence in (
        "Elena Marsh's statement said so.",
        "A statement from Elena Marsh said so.",
        "Part of Elena Marsh's statement said so.",
    ):
        text = f"{sentence} Mayor Elena Marsh then left."
        doc, quoted_spans = parsed(text), find_quoted_spans(text)
        resolver = CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans)
        subject = next(t for t in doc if t.dep_ == "nsubj")
        owner = owner_of(whole_of(subject), segment_sentences(doc, quoted_spans), resolver)
        assert owner is not None
        assert resolver.name(owner) == "Elena Marsh"
