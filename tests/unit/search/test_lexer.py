"""Pieces of a typed query, with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.search.lexer import TokenKind, tokenize


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a b", [(TokenKind.WORD, "a"), (TokenKind.WORD, "b")]),
        ("a-b -c", [(TokenKind.WORD, "a-b"), (TokenKind.NOT, "-"), (TokenKind.WORD, "c")]),
        ("--a", [(TokenKind.NOT, "--"), (TokenKind.WORD, "a")]),
        ("a OR b", [(TokenKind.WORD, "a"), (TokenKind.OR, "OR"), (TokenKind.WORD, "b")]),
        ("or ORB", [(TokenKind.WORD, "or"), (TokenKind.WORD, "ORB")]),
        ("said:OR", [(TokenKind.FIELD, "said"), (TokenKind.WORD, "OR")]),
        ('-said:"a b"~3', [(TokenKind.NOT, "-"), (TokenKind.FIELD, "said"), (TokenKind.PHRASE, "a b")]),
        ("(a)", [(TokenKind.OPEN, "("), (TokenKind.WORD, "a"), (TokenKind.CLOSE, ")")]),
        ("10:30 http://a", [(TokenKind.WORD, "10:30"), (TokenKind.WORD, "http://a")]),
        ("«a b»", [(TokenKind.PHRASE, "a b")]),
    ],
)
def test_pieces(typed: str, expected: list[tuple[TokenKind, str]]) -> None:
    """A minus and a field count at the start of a word only; operators in capitals only."""
    assert [(piece.kind, piece.text) for piece in tokenize(typed)] == expected


def test_a_phrase_says_whether_it_is_closed_and_how_near() -> None:
    """So that an incomplete phrase is distinguished from a complete one."""
    assert [(p.closed, p.near) for p in tokenize('"a b"~5 "c"~ "d" "e')] == [(True, "~5"), (True, "~"), (True, ""), (False, "")]


@given(st.text(max_size=60))
def test_pieces_cover_all_but_the_blanks(typed: str) -> None:
    """For any text: in order, none empty, and nothing but blanks between them."""
    end = 0
    for piece in tokenize(typed):
        assert not typed[end : piece.at.start].strip()
        assert len(piece.at) > 0
        end = piece.at.end
    assert not typed[end:].strip()
