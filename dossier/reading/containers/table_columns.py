"""Columns of a table: which of them hold the fields of an article, known by their names or, where there are none, by their contents."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from statistics import median

from dossier.errors import UnreadableFile
from dossier.reading.containers.table_days import is_day
from dossier.reading.network.urls import is_address

FIELDS = ("text", "title", "outlet", "author", "date", "url", "language")
LONG = 200
"""Characters in the middle cell of a column that holds running text."""
SHORT_TEXT = 60
"""The same where the table has no names, so that only the longest column can be the text."""
LONGEST_NAME = 100
"""Characters; a longer cell is no name of a column."""
Row = Mapping[str, object]
ColumnsOfField = Mapping[str, tuple[str, ...]]
"""Field -> the columns that may hold it, best first; `lead` is an opening paragraph that stands in a column of its own."""


@cache
def column_names() -> Mapping[str, tuple[str, ...]]:
    """Field -> names of columns that hold it, best first, from the data file next to this module."""
    return {field: tuple(names) for field, names in _data()["names"].items()}


def is_column_name(cell: str) -> bool:
    """True for a cell that is a known name of a column."""
    return any(_rank(cell, names) is not None for names in _folded_names().values())


def is_cell(text: str) -> bool:
    """True for what can only be a cell and no name of a column: running text, a day, an address."""
    text = text.strip()
    return len(text) > LONGEST_NAME or is_address(text) or is_day(text)


def columns_by_field(names: Sequence[str], chosen: Mapping[str, str]) -> ColumnsOfField:
    """The columns of each field by their names; a column that the user has `chosen` for a field is the only one of it."""
    by_field: dict[str, tuple[str, ...]] = {}
    for field, known in _folded_names().items():
        ranked = [(rank, name) for name in names if (rank := _rank(name, known)) is not None]
        by_field[field] = tuple(name for _, name in sorted(ranked, key=lambda pair: pair[0]))
    for field, name in chosen.items():
        by_field[field] = (name,)
        if field == "text":
            by_field["lead"] = ()
    return by_field


def check_columns(names: Sequence[str], chosen: Mapping[str, str]) -> None:
    """Raises `UnreadableFile` where a column that the user has chosen is not there."""
    for column in chosen.values():
        if column not in names:
            raise UnreadableFile(f"It has no column “{column}”.", do=f"Its columns are: {', '.join(names)}.")


def no_text_column(names: Sequence[str]) -> UnreadableFile:
    """The error for a table of which no column is known to hold the text, with the names of its columns."""
    listed = ", ".join(list(names)[:20])
    return UnreadableFile(
        f"None of its columns ({listed}) is known to hold the text.",
        do="Say which does: “dossier add FILE --column text=NAME”; the first line must name the columns.",
    )


def column_of_running_text(rows: Iterable[Row], names: Sequence[str]) -> str:
    """The one column whose cells are running text; empty where none or more than one is."""
    rows = list(rows)
    long = [name for name in names if _middle_length(rows, name) >= LONG]
    return long[0] if len(long) == 1 else ""


def columns_by_content(rows: Iterable[Row], names: Sequence[str]) -> ColumnsOfField:
    """The columns of a table without names: the longest cells are the text, then days, addresses, and the first of the rest the title."""
    rows = list(rows)
    by_field: dict[str, tuple[str, ...]] = {}
    rest = list(names)

    def take(field: str, name: str) -> None:
        by_field[field] = (name,)
        rest.remove(name)

    longest = max(rest, key=lambda name: _middle_length(rows, name), default="")
    if longest and _middle_length(rows, longest) >= SHORT_TEXT:
        take("text", longest)
    for field, fits in (("date", is_day), ("url", is_address)):
        fitting = next((name for name in rest if (cells := _cells(rows, name)) and all(map(fits, cells))), "")
        if fitting:
            take(field, fitting)
    words = next((name for name in rest if any(" " in cell for cell in _cells(rows, name)) and _middle_length(rows, name) > 0), "")
    if words:
        take("title", words)
    return by_field


def _cells(rows: Sequence[Row], name: str) -> list[str]:
    """The cells of a column that are not empty."""
    return [text for row in rows if (text := str(row.get(name) or "").strip())]


def _middle_length(rows: Sequence[Row], name: str) -> float:
    return median([len(cell) for cell in _cells(rows, name)] or [0])


def _rank(name: str, known: Mapping[str, int]) -> tuple[bool, int] | None:
    """How well a column's name fits the known ones of a field: as it stands before one with a prefix, then by their order. None where it
    does not.
    """
    words = re.sub(r"(?<=[^\W\d_])(?=[A-Z][a-zà-ÿ])", " ", name)
    parts = re.sub(r"[\W_]+", " ", _plain(words)).split()
    whole = "".join(parts)
    if whole in known:
        return False, known[whole]
    while len(parts) > 1 and parts[0] in _data()["prefixes"]:
        parts = parts[1:]
        if "".join(parts) in known:
            return True, known["".join(parts)]
    return None


@cache
def _folded_names() -> Mapping[str, Mapping[str, int]]:
    """Field -> folded name -> its place in the list."""
    return {field: {_plain(name): place for place, name in enumerate(names)} for field, names in column_names().items()}


def _plain(name: str) -> str:
    """Lower case, without accents on Latin letters."""
    letters = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize("NFC", re.sub(r"(?<=[A-Za-z])[\u0300-\u036f]+", "", letters)).casefold()


@cache
def _data() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files("dossier.reading.containers").joinpath("data/columns.toml").read_text(encoding="utf-8")
    data: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(text)
    return data
