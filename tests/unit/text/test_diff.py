"""Two wordings of one quotation, aligned by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.comparison import DiffKind, DiffRun
from dossier.text.diff import word_diff

FIRST = "The ships sail at dawn, and the bridge stays open."


@pytest.mark.parametrize(
    ("other", "pieces"),
    [
        (FIRST, (DiffRun(FIRST),)),
        ("the ships sail at dawn and the bridge stays open", (DiffRun("the ships sail at dawn and the bridge stays open"),)),
        (
            "The ships sail at noon, and the bridge stays open.",
            (DiffRun("The ships sail at "), DiffRun("noon", DiffKind.CHANGED, "dawn"), DiffRun(", and the bridge stays open.")),
        ),
        ("The ships sail at dawn,", (DiffRun("The ships sail at dawn,"), DiffRun("and the bridge stays open", DiffKind.DROPPED))),
        (
            "The ships now sail at dawn, and the bridge stays open.",
            (DiffRun("The ships "), DiffRun("now", DiffKind.ADDED), DiffRun(" sail at dawn, and the bridge stays open.")),
        ),
    ],
)
def test_a_wording_is_told_from_the_first(other: str, pieces: tuple[DiffRun, ...]) -> None:
    """Words dropped, added and changed are set apart; case and punctuation are no difference."""
    assert word_diff(FIRST, other) == pieces


@given(st.text(alphabet="ab c,.’-'é", max_size=40), st.text(alphabet="ab c,.’-'é", max_size=40))
def test_the_pieces_make_up_the_wording(first: str, other: str) -> None:
    """Nothing of the other wording is lost or moved, whatever the two texts are."""
    pieces = word_diff(first, other)
    assert "".join(p.text for p in pieces if p.mark is not DiffKind.DROPPED) == other
    assert all(p.text for p in pieces)
