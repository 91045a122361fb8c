"""The text of a parse, put together once."""

from dossier.extraction.nlp import parse
from dossier.extraction.segments.doc_text import text_of


def test_the_text_is_the_parses_own_and_kept() -> None:
    """The first and the second asking give the text that was parsed, the second the same object."""
    text = "Envoys met in Vantor.\n\nThey met again  on Friday."
    doc = parse(text)
    first = text_of(doc)
    assert first == doc.text == text
    assert text_of(doc) is first
