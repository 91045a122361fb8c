"""Pieces of a typed query, with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.search.lexer import Kind, pieces


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a b", [(Kind.WORD, "a"), (Kind.WORD, "b")]),
        ("a-b -c", [(Kind.WORD, "a-b"), (Kind.NOT, "-"), (Kind.WORD, "c")]),
        ("--a", [(Kind.NOT, "--"), (Kind.WORD, "a")]),
        ("a OR b", [(Kind.WORD, "a"), (Kind.OR, "OR"), (Kind.WORD, "b")]),
        ("or ORB", [(Kind.WORD, "or"), (Kind.WORD, "ORB")]),
        ("said:OR", [(Kind.FIELD, "said"), (Kind.WORD, "OR")]),
        ('-said:"a b"~3', [(Kind.NOT, "-"), (Kind.FIELD, "said"), (Kind.PHRASE, "a b")]),
        ("(a)", [(Kind.OPEN, "("), (Kind.WORD, "a"), (Kind.CLOSE, ")")]),
        ("10:30 http://a", [(Kind.WORD, "10:30"), (Kind.WORD, "http://a")]),
        ("«a b»", [(Kind.PHRASE, "a b")]),
    ],
)
def test_pieces(typed: str, expected: list[tuple[Kind, str]]):
    """A minus and a field count at the start of a word only; operators in capitals only."""
    assert [(piece.kind, piece.text) for piece in pieces(typed)] == expected


def test_a_phrase_says_whether_it_is_closed_and_how_near():
    """So that a half-typed one is told from a whole one."""
    assert [(p.closed, p.near) for p in pieces('"a b"~5 "c"~ "d" "e')] == [(True, "~5"), (True, "~"), (True, ""), (False, "")]


@given(st.text(max_size=60))
def test_pieces_cover_all_but_the_blanks(typed: str):
    """Whatever is typed: in order, none empty, and nothing but blanks between them."""
    end = 0
    for piece in pieces(typed):
        assert not typed[end : piece.at.start].strip()
        assert len(piece.at) > 0
        end = piece.at.end
    assert not typed[end:].strip()
