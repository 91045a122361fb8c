"""The Whoosh schema."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dossier.search.analysis import words
from dossier.search.engine import Document, DocumentKind
from dossier.search.whoosh.schema import BREAK, GAP, PlainPositions, Words, fields_of


def test_the_index_holds_the_words_of_the_analysis() -> None:
    """The same words as queries and marks, with a leap between title and text."""
    indexed = [(token.text, token.pos) for token in Words()(f"Harbour talks{BREAK}Côte Bleue", positions=True)]
    assert indexed == [("harbour", 0), ("talks", 1), ("cote", GAP), ("bleue", GAP + 1)]


@given(st.text(max_size=60).filter(lambda text: BREAK not in text))
def test_any_text_gives_the_same_words(text: str) -> None:
    """Through Whoosh's interface nothing is lost."""
    assert tuple(token.text for token in Words()(text)) == words(text)


@given(st.lists(st.integers(0, 2 * GAP), min_size=1))
def test_positions_come_back(positions: list[int]) -> None:
    """As plain numbers, without pickling."""
    stored = PlainPositions()
    assert stored.decode_positions(stored.encode(positions)) == positions
    assert stored.decode_frequency(stored.encode(positions)) == len(positions)


def test_each_kind_has_its_own_words() -> None:
    """Quotations and events do not answer for articles; only articles have a title of their own."""
    article, quotation, event = (fields_of(Document("1", kind, "t", "b", day=date(2031, 1, 1))) for kind in DocumentKind)
    assert (article["text"], article["title"], article["key"]) == (f"t{BREAK}b", "t", "article:1")
    assert (quotation["quote"], event["event"]) == (f"t{BREAK}b", f"t{BREAK}b")
    assert "text" not in quotation
    assert "title" not in event
