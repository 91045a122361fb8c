"""Anchors are located in a text that changed."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, SourceReport, Status
from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.strike import STRIKE
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.span import Span
from dossier.text.anchors import CONTEXT, event_label, find_event_at, locate, make_anchor


def article(text: str) -> Article:
    """An article of that text."""
    return Article("a", "a.txt", "hash", "", "", "", "en", PublicationDay(None, DateBasis.UNKNOWN, ""), text)


@given(st.text(alphabet="ab \n", min_size=1, max_size=90), st.data())
def test_an_anchor_is_located_at_its_own_words(text: str, data: st.DataObject) -> None:
    """In its own text it is located at the same words, and at the same span where their context is unique."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = make_anchor(article(text), span, AnchorKind.PASSAGE, "label")
    located = locate(anchor, text)
    assert located is not None
    assert located.of(text) == span.of(text) == anchor.exact
    around = Span(max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)).of(text)
    if text.count(around) == 1:
        assert located == span


def test_context_decides_between_two_occurrences() -> None:
    """The same words with another context are not taken, also after a paragraph was inserted before them."""
    text = "He said yes to Kerr. She said yes to Varda."
    start = text.rindex("yes")
    anchor = make_anchor(article(text), Span(start, start + 3), AnchorKind.PASSAGE, "")
    changed = "They all said yes at once.\n\n" + text
    located = locate(anchor, changed)
    assert located is not None
    assert changed[located.start :] == "yes to Varda."


def test_words_are_located_across_other_line_ends() -> None:
    """A passage of two paragraphs is found where they are one by now, or are parted in another place."""
    text = "The quay was closed.\n\nNobody was hurt, the mayor said.\n\nThe quay was closed."
    anchor = make_anchor(article(text), Span(0, text.index(", the")), AnchorKind.PASSAGE, "")
    for changed in (text.replace("\n\n", " "), text.replace("\n\n", "\n"), "A subhead\n\n" + text.replace("was hurt", "was\nhurt")):
        located = locate(anchor, changed)
        assert located is not None
        assert located.of(changed).split() == anchor.exact.split()
    assert locate(anchor, "Rain fell all day, the mayor said.\n\nThe quay was closed.") is None


def test_missing_words_are_not_located() -> None:
    """Nor is an anchor without words."""
    assert locate(Anchor(AnchorKind.PASSAGE, exact="gone"), "A text.") is None
    assert locate(Anchor(AnchorKind.DOSSIER), "A text.") is None


STATEMENT = "The depot burned for a day. A drone killed two people there on Thursday, Varda said. Ferries run again on Sunday."


def test_words_that_were_edited_are_located_between_their_neighbours() -> None:
    """Also at either end of the text; the span is that of the new words."""
    for words, edited in (
        ("A drone killed two people there on Thursday, Varda said.", "A drone killed three people there late on Thursday, Varda said."),
        ("The depot burned for a day.", "The depot burned for two days."),
        ("Ferries run again on Sunday.", "Ferries run again on Monday."),
    ):
        start = STATEMENT.index(words)
        anchor = make_anchor(article(STATEMENT), Span(start, start + len(words)), AnchorKind.PASSAGE, "")
        changed = STATEMENT.replace(words, edited)
        located = locate(anchor, changed)
        assert located is not None
        assert located.of(changed).strip() == edited


def test_other_words_at_the_same_place_are_not_taken() -> None:
    """Words that have nothing in common with the anchor's, and a passage that was cut out."""
    words = "A drone killed two people there on Thursday, Varda said."
    start = STATEMENT.index(words)
    anchor = make_anchor(article(STATEMENT), Span(start, start + len(words)), AnchorKind.PASSAGE, "")
    assert locate(anchor, STATEMENT.replace(words, "Bakers sold out before noon.")) is None
    assert locate(anchor, STATEMENT.replace(f"{words} ", "")) is None


def event(place: str, span: Span, kind: str = MEETING.name) -> Event:
    """An event with one report, in article “a”."""
    report = SourceReport("a", span, "", Status.OCCURRED, None, None, "", place, (), None, "", (), None)
    ident = f"{kind}{place}{span.start}"
    return Event(ident, kind, "", Status.OCCURRED, None, None, "", True, "", place, (), None, "", "", (), (report,))  # noqa: FBT003  # one of many fields


def test_the_label_decides_between_events_of_one_sentence() -> None:
    """Kind, place and day of the label decide; where none of them fits, the first event is taken."""
    span = Span(10, 50)
    events = [
        event("Velmar", span),
        event("Kerrin Hall, Velmar", span),
        event("Velmar", span, STRIKE.name),
        event("Velmar", Span(60, 90)),
    ]
    for anchored in events[:3]:
        assert find_event_at(events, "a", span, event_label(anchored)) == anchored
    assert find_event_at(events, "a", span, "meeting, elsewhere, 2031-01-01") == events[0]
    assert find_event_at(events, "b", span, event_label(events[0])) is None
