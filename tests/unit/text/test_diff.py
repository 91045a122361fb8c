"""Two wordings of one quotation, aligned by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.comparison import Mark, Piece
from dossier.text.diff import aligned

FIRST = "The ships sail at dawn, and the bridge stays open."


@pytest.mark.parametrize(
    ("other", "pieces"),
    [
        (FIRST, (Piece(FIRST),)),
        ("the ships sail at dawn and the bridge stays open", (Piece("the ships sail at dawn and the bridge stays open"),)),
        (
            "The ships sail at noon, and the bridge stays open.",
            (Piece("The ships sail at "), Piece("noon", Mark.CHANGED, "dawn"), Piece(", and the bridge stays open.")),
        ),
        ("The ships sail at dawn,", (Piece("The ships sail at dawn,"), Piece("and the bridge stays open", Mark.DROPPED))),
        (
            "The ships now sail at dawn, and the bridge stays open.",
            (Piece("The ships "), Piece("now", Mark.ADDED), Piece(" sail at dawn, and the bridge stays open.")),
        ),
    ],
)
def test_a_wording_is_told_from_the_first(other: str, pieces: tuple[Piece, ...]):
    """Words dropped, added and changed are set apart; case and punctuation are no difference."""
    assert aligned(FIRST, other) == pieces


@given(st.text(alphabet="ab c,.’-'é", max_size=40), st.text(alphabet="ab c,.’-'é", max_size=40))
def test_the_pieces_make_up_the_wording(first: str, other: str):
    """Nothing of the other wording is lost or moved, whatever the two texts are."""
    pieces = aligned(first, other)
    assert "".join(p.text for p in pieces if p.mark is not Mark.DROPPED) == other
    assert all(p.text for p in pieces)
