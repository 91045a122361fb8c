"""How far two words are apart in letters."""


def letters(word: str) -> int:
    """The letters of a word as bits; words that differ in n bits are at least n / 2 edits apart."""
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 63)
    return mask


def distance(one: str, other: str, most: int) -> int | None:
    """Edits from one word to the other: letters changed, missing, added, or two neighbours swapped; None above `most`.

    Optimal string alignment, in a band of `most` letters on either side of the diagonal.
    """
    if abs(len(one) - len(other)) > most:
        return None
    far = most + 1
    before: list[int] = []
    row = [min(column, far) for column in range(len(other) + 1)]
    for at, letter in enumerate(one, 1):
        older, before, row = before, row, [far] * (len(other) + 1)
        if at <= most:
            row[0] = at
        for column in range(max(1, at - most), min(len(other), at + most) + 1):
            cost = min(row[column - 1] + 1, before[column] + 1, before[column - 1] + (letter != other[column - 1]))
            if at > 1 < column and letter == other[column - 2] and one[at - 2] == other[column - 1]:
                cost = min(cost, older[column - 2] + 1)
            row[column] = min(cost, far)
        if min(row) > most and (not before or min(before) > most):
            return None
    return row[-1] if row[-1] <= most else None
