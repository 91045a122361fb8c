"""Anchors find their words again in a text that changed."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, EventKind, SourceReport, Status
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.span import Span
from dossier.text.anchors import CONTEXT, event_label, find_event_at, locate, make_anchor


def article(text: str) -> Article:
    """An article of that text."""
    return Article("a", "a.txt", "hash", "", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), text)


@given(st.text(alphabet="ab \n", min_size=1, max_size=90), st.data())
def test_an_anchor_finds_its_own_words(text: str, data: st.DataObject) -> None:
    """In the text it was made from it stands on the same words, and on the very place where the surroundings tell them apart."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = make_anchor(article(text), span, AnchorKind.PASSAGE, "label")
    found = locate(anchor, text)
    assert found is not None
    assert found.of(text) == span.of(text) == anchor.exact
    around = Span(max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)).of(text)
    if text.count(around) == 1:
        assert found == span


def test_of_two_like_places_the_surroundings_decide() -> None:
    """The same words elsewhere are passed over, also after a paragraph was put before them."""
    text = "He said yes to Kerr. She said yes to Varda."
    at = text.rindex("yes")
    anchor = make_anchor(article(text), Span(at, at + 3), AnchorKind.PASSAGE, "")
    changed = "They all said yes at once.\n\n" + text
    found = locate(anchor, changed)
    assert found is not None
    assert changed[found.start :] == "yes to Varda."


def test_words_that_are_gone_are_not_found() -> None:
    """Nor is an anchor without words."""
    assert locate(Anchor(AnchorKind.PASSAGE, exact="gone"), "A text.") is None
    assert locate(Anchor(AnchorKind.DOSSIER), "A text.") is None


def event(place: str, span: Span, kind: EventKind = EventKind.MEETING) -> Event:
    """An event told once, in article “a”."""
    report = SourceReport("a", span, "", Status.OCCURRED, None, None, "", place, (), None, "", (), None)
    ident = f"{kind}{place}{span.start}"
    return Event(ident, kind, "", Status.OCCURRED, None, None, "", True, "", place, (), None, "", "", (), (report,))  # noqa: FBT003  # one of many fields


def test_of_several_events_in_one_sentence_the_one_that_was_anchored_is_found_again() -> None:
    """Kind, place and day that the label names decide; where none fits, whatever is told there."""
    span = Span(10, 50)
    told = [
        event("Velmar", span),
        event("Kerrin Hall, Velmar", span),
        event("Velmar", span, EventKind.STRIKE),
        event("Velmar", Span(60, 90)),
    ]
    for one in told[:3]:
        assert find_event_at(told, "a", span, event_label(one)) == one
    assert find_event_at(told, "a", span, "meeting, elsewhere, 2031-01-01") == told[0]
    assert find_event_at(told, "b", span, event_label(told[0])) is None
