"""Distances between words."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.search.spelling import distance, letters

WORDS = st.text(alphabet="abcde", max_size=8)


def test_changed_missing_added_and_swapped_letters_are_one_edit_each() -> None:
    """The four edits that a reader makes."""
    assert [distance("verhal", other, 2) for other in ("verhal", "verhol", "verhl", "verhaal", "vehral", "erhol")] == [0, 1, 1, 1, 1, 2]


def test_more_than_the_most_is_none() -> None:
    """Words far apart have no distance."""
    assert distance("verhal", "marlow", 2) is None
    assert distance("a", "abcd", 2) is None


@given(WORDS, WORDS, st.integers(0, 4))
def test_the_band_gives_what_the_whole_table_gives(word: str, other: str, most: int) -> None:
    """Cutting the table short changes no answer, and the distance is the same both ways."""
    whole = _table(word, other)
    assert distance(word, other, most) == (whole if whole <= most else None)
    assert distance(word, other, most) == distance(other, word, most)


@given(WORDS, WORDS)
def test_words_with_other_letters_are_far_apart(word: str, other: str) -> None:
    """The quick look at letters never shuts out a near word."""
    assert (letters(word) ^ letters(other)).bit_count() <= 2 * _table(word, other)


def _table(word: str, other: str) -> int:
    """The distance by the textbook's whole table."""
    rows = [[max(i, j) if not (i and j) else 0 for j in range(len(other) + 1)] for i in range(len(word) + 1)]
    for i, a in enumerate(word, 1):
        for j, b in enumerate(other, 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 < j and a == other[j - 2] and b == word[i - 2]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]
