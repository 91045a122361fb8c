"""Anchors find their words again in a text that changed."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.anchor import CONTEXT, anchor_to, locate
from dossier.model.article import Article, Basis, PublicationDay
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.span import Span


def article(text: str) -> Article:
    """An article of that text."""
    return Article("a", "a.txt", "hash", "", "", "", "en", PublicationDay(None, Basis.UNKNOWN, ""), text)


@given(st.text(alphabet="ab \n", min_size=1, max_size=90), st.data())
def test_an_anchor_finds_its_own_words(text: str, data: st.DataObject):
    """In the text it was made from it stands on the same words, and on the very place where the surroundings tell them apart."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = anchor_to(article(text), span, AnchorKind.PASSAGE, "label")
    found = locate(anchor, text)
    assert found is not None
    assert found.of(text) == span.of(text) == anchor.exact
    around = Span(max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)).of(text)
    if text.count(around) == 1:
        assert found == span


def test_of_two_like_places_the_surroundings_decide():
    """The same words elsewhere are passed over, also after a paragraph was put before them."""
    text = "He said yes to Kerr. She said yes to Varda."
    at = text.rindex("yes")
    anchor = anchor_to(article(text), Span(at, at + 3), AnchorKind.PASSAGE, "")
    changed = "They all said yes at once.\n\n" + text
    found = locate(anchor, changed)
    assert found is not None
    assert changed[found.start :] == "yes to Varda."


def test_words_that_are_gone_are_not_found():
    """Nor is an anchor without words."""
    assert locate(Anchor(AnchorKind.PASSAGE, exact="gone"), "A text.") is None
    assert locate(Anchor(AnchorKind.DOSSIER), "A text.") is None
