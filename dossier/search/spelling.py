"""How far two words are apart in letters."""


def letters(word: str) -> int:
    """The letters of a word as bits; words that differ in n bits are at least n / 2 edits apart."""
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 63)
    return mask


def distance(word: str, other: str, most: int) -> int | None:
    """Edits from one word to the other: letters changed, missing, added, or two neighbours swapped; None above `most`.

    Optimal string alignment, in a band of `most` letters on either side of the diagonal.
    """
    if abs(len(word) - len(other)) > most:
        return None
    too_many = most + 1
    previous: list[int] = []
    row = [min(column, too_many) for column in range(len(other) + 1)]
    for row_number, letter in enumerate(word, 1):
        before_previous, previous, row = previous, row, [too_many] * (len(other) + 1)
        if row_number <= most:
            row[0] = row_number
        for column in range(max(1, row_number - most), min(len(other), row_number + most) + 1):
            cost = min(row[column - 1] + 1, previous[column] + 1, previous[column - 1] + (letter != other[column - 1]))
            if row_number > 1 < column and letter == other[column - 2] and word[row_number - 2] == other[column - 1]:
                cost = min(cost, before_previous[column - 2] + 1)
            row[column] = min(cost, too_many)
        if min(row) > most and (not previous or min(previous) > most):
            return None
    return row[-1] if row[-1] <= most else None
