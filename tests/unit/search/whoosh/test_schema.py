"""The Whoosh schema."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dossier.search.analysis import words
from dossier.search.engine import Document, DocumentKind
from dossier.search.whoosh.schema import GAP, PlainPositions, fields_of


def test_the_index_holds_the_words_of_the_analysis() -> None:
    """The same words as queries and marks, with a leap between title and text."""
    stored = PlainPositions()
    fields = fields_of(Document("1", title="Harbour talks", body="Côte Bleue talks"))
    indexed = {word: stored.decode_positions(value) for word, _, _, value in stored.word_values(fields["text"], None)}
    assert indexed == {"harbour": [0], "talks": [1, GAP + 2], "cote": [GAP], "bleue": [GAP + 1]}
    assert (fields["length"], fields["title_length"]) == (5, 2)


@given(st.text(max_size=60))
def test_any_text_gives_the_same_words(text: str) -> None:
    """Through Whoosh's interface nothing is lost."""
    stored = PlainPositions()
    values = list(stored.word_values(fields_of(Document("1", body=text))["text"], None))
    assert sorted(word for word, frequency, _, _ in values for _ in range(frequency)) == sorted(words(text))


@given(st.lists(st.integers(0, 2 * GAP), min_size=1))
def test_positions_come_back(positions: list[int]) -> None:
    """As plain numbers, without pickling."""
    stored = PlainPositions()
    assert stored.decode_positions(stored.encode(positions)) == positions
    assert stored.decode_frequency(stored.encode(positions)) == len(positions)


def test_each_kind_has_its_own_words() -> None:
    """Quotations and events do not answer for articles; only articles have a title of their own."""
    article, quotation, event = (fields_of(Document("1", kind, "t", "b", day=date(2031, 1, 1))) for kind in DocumentKind)
    assert (article["text"], article["title"], article["key"]) == ((("t",), ("b",)), (("t",),), "article:1")
    assert (quotation["quote"], event["event"]) == ((("t",), ("b",)), (("t",), ("b",)))
    assert "text" not in quotation
    assert "title" not in event
