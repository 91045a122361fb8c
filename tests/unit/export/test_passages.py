"""Marked passages: no text lost, marks always nested, also where passages overlap."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.export.passages import Close, Open, Passage, pieces
from dossier.model.span import Span

TEXT = "abcdefghijklmnopqrstuvwxyz"
SPANS = st.tuples(st.integers(0, 26), st.integers(0, 26)).map(lambda t: Span(min(t), max(t)))


def passage(span: Span) -> Passage:
    """A passage known by its span."""
    return Passage(span, (f"{span.start}-{span.end}",), "meeting", "#x", "label")


@given(SPANS, st.lists(SPANS, max_size=8))
def test_the_text_stays_and_marks_nest(within: Span, spans: list[Span]) -> None:
    """The text between marks is the text; each mark closes before the one around it."""
    parts = pieces(TEXT, within, [passage(s) for s in spans])
    assert "".join(p for p in parts if isinstance(p, str)) == within.of(TEXT)
    stack: list[Passage] = []
    for piece in parts:
        if isinstance(piece, Open):
            stack.append(piece.passage)
        elif isinstance(piece, Close):
            assert stack.pop() == piece.passage
    assert stack == []


@given(st.lists(SPANS, max_size=8))
def test_every_letter_is_marked_by_just_the_passages_that_hold_it(spans: list[Span]) -> None:
    """Also where they overlap, and each begins once."""
    parts = pieces(TEXT, Span(0, 26), [passage(s) for s in spans])
    at, open_passages = 0, []
    for piece in parts:
        if isinstance(piece, Open):
            open_passages.append(piece.passage.span)
        elif isinstance(piece, Close):
            open_passages.remove(piece.passage.span)
        else:
            for place in range(at, at + len(piece)):
                assert sorted(open_passages) == sorted(s for s in spans if s.start <= place < s.end)
            at += len(piece)
    firsts = [p.passage.span for p in parts if isinstance(p, Open) and p.first]
    assert sorted(firsts) == sorted(s for s in spans if s.start < s.end)
