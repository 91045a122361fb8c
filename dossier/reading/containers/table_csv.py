"""Rows of a CSV file, whatever separates its cells: with a first line for the spreadsheet, a title above the names, or no names at all."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dossier.reading.containers.table_columns import is_cell, is_column_name

MOST_CELL = 20_000_000
SEPARATORS = ",;\t|"
NEVER = "\x1f"
"""The separator of a table of one column: a control character that no text holds."""
SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?[^\r\n]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
SAMPLE_ROWS = 20
SAMPLE_SIZE = 400_000
"""Rows, and characters, by which the separator is chosen."""
DEEPEST_NAMES = 10
"""Rows above the names of the columns: the name of the search, its day, and so on."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written: its separator, whether cells with separators stand in quotation marks, and whether a mark inside is after
    a backslash instead of doubled.
    """

    separator: str
    quoted: bool = True
    escaped: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its number from 1, its cells by column, an error in place of them, a remark."""

    number: int
    cells: dict[str, object]
    error: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV table: its text below a line for the spreadsheet, its dialect, the names of its columns, and the number of rows above the
    first article. Without names the columns are called by their numbers, and `named` is false.
    """

    text: str
    dialect: Dialect
    names: tuple[str, ...]
    skipped: int
    named: bool = True

    def rows(self) -> Iterator[TableRow]:
        """The rows that are not blank, from the first article on. The rest of a broken table is one error."""
        reader, number = _reader(self.text, self.dialect), 0
        try:
            for number, cells in enumerate(reader, 1):
                if number > self.skipped and any(cell.strip() for cell in cells):
                    surplus = sum(bool(cell.strip()) for cell in cells[len(self.names) :])
                    note = f"The row has {len(cells)} cells for {len(self.names)} columns; the extra ones were skipped." if surplus else ""
                    yield TableRow(number, {name: cell for name, cell in zip(self.names, cells, strict=False) if name}, note=note)
        except csv.Error as error:
            yield TableRow(number + 1, {}, error=f"The table is damaged here ({error}); the rest was skipped.")


def open_csv(text: str) -> CsvTable:
    """The table of a text."""
    csv.field_size_limit(MOST_CELL)
    text = text.replace("\0", "")
    if line := SEP_LINE.match(text):
        text, dialect = text[line.end() :], _dialect(text[line.end() :], line[1])
    else:
        dialect = _dialect(text, SEPARATORS)
    sample = _sample(text, dialect)
    at = _row_of_names(sample)
    if at is None:
        numbers = bool(sample) and _is_numbering(sample[0])
        width = max(map(len, sample), default=0)
        return CsvTable(text, dialect, tuple(str(number + 1) for number in range(width)), int(numbers), named=False)
    return CsvTable(text, dialect, _unique([cell.strip() for cell in sample[at]]), at + 1)


def _reader(text: str, dialect: Dialect) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    if not dialect.quoted:
        return csv.reader(lines, delimiter=dialect.separator, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=dialect.separator, escapechar="\\" if dialect.escaped else None)


def _sample(text: str, dialect: Dialect) -> list[list[str]]:
    """The first rows; the last one is left out where the sample may have cut it."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(_reader(text[:SAMPLE_SIZE], dialect), SAMPLE_ROWS))
    except csv.Error:
        return rows
    return rows[:-1] if len(text) > SAMPLE_SIZE and 1 < len(rows) < SAMPLE_ROWS else rows


def _dialect(text: str, separators: str) -> Dialect:
    """The dialect that gives most columns of known names, then rows of one width, then the widest rows; the plainest of equals."""
    escaped = [False, True] if '\\"' in text[:SAMPLE_SIZE] else [False]
    dialects = [Dialect(sign, escaped=behind_backslash) for behind_backslash in escaped for sign in separators]
    # between tabs, quotation marks may be no more than letters of the text
    dialects += [Dialect(sign, quoted=False) for sign in separators if sign == "\t"]
    scores = {dialect: _score(_sample(text, dialect)) for dialect in dialects}
    best = max(dialects, key=lambda dialect: scores[dialect])
    return best if scores[best][1:] > (0.0, 1) or separators != SEPARATORS else Dialect(NEVER)


def _score(rows: Sequence[Sequence[str]]) -> tuple[int, float, int]:
    """Known names, the share of rows as wide as the row of names, and their width; nothing for rows of one cell."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    heads = [row for row in filled[:DEEPEST_NAMES] if not any(map(is_cell, row))]
    known, names = max(((sum(map(is_column_name, row)), row) for row in heads), key=lambda pair: pair[0], default=(0, ()))
    widths = Counter(len(row) for row in filled)
    width = len(names) if known else max(widths, key=lambda width: (widths[width], width), default=1)
    if width == 1:
        return known, 0.0, 1
    # a tab inside a cell is a separator that quotation marks of the text have swallowed
    swallowed = any("\t" in cell for row in filled for cell in row)
    return known, widths[width] / len(filled) / (1 + swallowed), width


def _row_of_names(rows: Sequence[Sequence[str]]) -> int | None:
    """The row that names the columns: one with two known names, else the first where it can be names; None where there is none."""
    for at, row in enumerate(rows[:DEEPEST_NAMES]):
        if sum(map(is_column_name, row)) > 1 and not any(map(is_cell, row)):
            return at
    if not rows or any(map(is_cell, rows[0])) or _is_numbering(rows[0]):
        return None
    return 0


def _is_numbering(row: Sequence[str]) -> bool:
    """True for the row 0, 1, 2 … that programs write in place of names."""
    return len(row) > 1 and [cell.strip() for cell in row] in ([str(n + first) for n in range(len(row))] for first in (0, 1))


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """The names, a second one of the same words with its number."""
    counts: Counter[str] = Counter()
    unique = []
    for name in names:
        counts[name] += bool(name)
        unique.append(f"{name} ({counts[name]})" if counts[name] > 1 else name)
    return tuple(unique)
