"""The words that name somebody."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences
from dossier.extraction.syntax.noun_phrases import describe, named_by, noun_phrase, owner_of, whole_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
def test_unnamed(text: str, head: str, printed: str, described: str, parsed: "Callable[[str], Doc]") -> None:
    """The printed span keeps the article, the description drops it and takes "of …", "within …" along, no clause."""
    doc = parsed(text)
    layout = segment_sentences(doc, find_quoted_spans(text))
    token = next(t for t in doc if t.text == head)
    assert (noun_phrase(token, layout).of(text), describe(token, layout)) == (printed, described)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Elena Marsh said so.", "Marsh"),
        ("The mayor, Elena Marsh, said so.", "mayor"),
        ("President of Ukraine Elena Marsh said so.", "President"),
    ],
)
def test_named(text: str, head: str, parsed: "Callable[[str], Doc]") -> None:
    """A head, an apposition and a name behind a title and its country name the person."""
    doc, marks = parsed(text), find_quoted_spans(text)
    cast = CorefResolver(doc, find_actors(doc, marks), marks)
    key = named_by(next(t for t in doc if t.text == head), cast, segment_sentences(doc, marks))
    assert key is not None
    assert cast.name(key).endswith("Elena Marsh")


def test_statements_have_owners(parsed: "Callable[[str], Doc]") -> None:
    """A possessive or "from" tells whose statement it is, and a part of it is the whole."""
    for told in ("Elena Marsh's statement said so.", "A statement from Elena Marsh said so.", "Part of Elena Marsh's statement said so."):
        text = f"{told} Mayor Elena Marsh then left."
        doc, marks = parsed(text), find_quoted_spans(text)
        cast = CorefResolver(doc, find_actors(doc, marks), marks)
        subject = next(t for t in doc if t.dep_ == "nsubj")
        owner = owner_of(whole_of(subject), segment_sentences(doc, marks), cast)
        assert owner is not None
        assert cast.name(owner) == "Elena Marsh"
