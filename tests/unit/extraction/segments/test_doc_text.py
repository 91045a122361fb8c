"""Cached text of a parse."""

from dossier.extraction.nlp import parse
from dossier.extraction.segments.doc_text import text_of


def test_text_is_cached() -> None:
    """Both calls give the text that was parsed, the second the same object."""
    text = "Envoys met in Vantor.\n\nThey met again  on Friday."
    doc = parse(text)
    first = text_of(doc)
    assert first == doc.text == text
    assert text_of(doc) is first
