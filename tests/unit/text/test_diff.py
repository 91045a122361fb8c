"""Word diff of two wordings of one quotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.comparison import DiffKind, DiffRun
from dossier.text.diff import word_diff

FIRST = "The ships sail at dawn, and the bridge stays open."


@pytest.mark.parametrize(
    ("other", "runs"),
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
def test_differences_from_the_first_wording(other: str, runs: tuple[DiffRun, ...]) -> None:
    """Words dropped, added and changed are runs of their own; case and punctuation are no difference."""
    assert word_diff(FIRST, other) == runs


@given(st.text(alphabet="ab c,.’-'é", max_size=40), st.text(alphabet="ab c,.’-'é", max_size=40))
def test_the_runs_make_up_the_wording(first: str, other: str) -> None:
    """Nothing of the other wording is lost or moved, for any two texts."""
    runs = word_diff(first, other)
    assert "".join(run.text for run in runs if run.mark is not DiffKind.DROPPED) == other
    assert all(run.text for run in runs)
