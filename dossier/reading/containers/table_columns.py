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
SENTENCE = re.compile(r"(?:\S+\s+){4}\S.*[.!?…][\"'”’»)]*$")
LONGEST_NAME = 100
"""Characters; a longer cell is no name of a column."""
PUBLISHED_WORDS = frozenset(
    ["published", "publication", "publish", "publishing", "pub", "posted", "issued", "released", "release", "printed"]
)
DAY_WORDS = frozenset(["date", "day", "time", "datetime", "timestamp", "on", "at", "of", "utc", "gmt", "local", "first", "article", "iso"])
"""Words of which the name of a column of publication days is made ("Published date/time (UTC)")."""
Row = Mapping[str, object]
ColumnsOfField = Mapping[str, tuple[str, ...]]
"""Field -> the columns that may hold it, best first; `lead` is an opening paragraph that stands in a column of its own."""


@cache
def column_names() -> Mapping[str, tuple[str, ...]]:
    """Field -> names of columns that hold it, best first, from the data file next to this module."""
    return {field: tuple(names) for field, names in _data()["names"].items()}


def is_column_name(cell: str) -> bool:
    """True for a cell that is a known name of a column."""
    return any(_rank(cell, field) is not None for field in _folded_names())


def is_cell(text: str) -> bool:
    """True for what can only be a cell and no name of a column: running text, a sentence, a day, an address."""
    text = text.strip()
    return len(text) > LONGEST_NAME or is_address(text) or is_day(text) or bool(SENTENCE.search(text))


def columns_by_field(names: Sequence[str], chosen: Mapping[str, str]) -> ColumnsOfField:
    """The columns of each field by their names; a column that the user has `chosen` for a field is the only one of it."""
    by_field: dict[str, tuple[str, ...]] = {}
    known_names = _folded_names()
    whole = {name for name in names if any(rank is not None and rank[0] == 0 for rank in (_rank(name, f) for f in known_names))}
    for field in known_names:
        ranked = [(rank, name) for name in names if (rank := _rank(name, field)) is not None and (rank[0] == 0 or name not in whole)]
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
    do = "Say which one does with “dossier add FILE --column text=NAME”; this needs a header row."
    if columns_by_field(names, {}).get("url"):
        do += " If the table only lists URLs, add the pages with “dossier add URL...”."
    return UnreadableFile(f"None of its columns ({listed}) is recognised as the text.", do=do)


def column_of_running_text(rows: Iterable[Row], names: Sequence[str]) -> str:
    """The one column whose cells are running text; empty where none or more than one is."""
    rows = list(rows)
    long = [name for name in names if _middle_length(rows, name) >= LONG]
    return long[0] if len(long) == 1 else ""


def columns_by_content(rows: Iterable[Row], names: Sequence[str]) -> ColumnsOfField:
    """The columns of a table without names: the longest cells are the text, then days, addresses, and the longest of the rest the title."""
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
    # titles are longer than the names of outlets and authors, and not all the same
    words = max(
        (name for name in rest if any(" " in cell for cell in _cells(rows, name))), key=lambda n: _middle_length(rows, n), default=""
    )
    if words:
        take("title", words)
    return by_field


def _cells(rows: Sequence[Row], name: str) -> list[str]:
    """The cells of a column that are not empty."""
    return [text for row in rows if (text := str(row.get(name) or "").strip())]


def _middle_length(rows: Sequence[Row], name: str) -> float:
    return median([len(cell) for cell in _cells(rows, name)] or [0])


def _rank(name: str, field: str) -> tuple[int, int] | None:
    """How well a column's name fits a field: 0 as it is known, 1 after a prefix, 2 for a day by its words alone, then the place in the list
    of names. None where it does not.
    """
    known = _folded_names()[field]
    words = re.sub(r"(?<=[^\W\d_])(?=[A-Z][a-zà-ÿ])", " ", re.sub(r"\([^()]*\)", " ", name))
    parts = re.sub(r"[\W_]+", " ", _plain(words)).split()
    if "".join(parts) in known:
        return 0, known["".join(parts)]
    if field == "date" and set(parts) <= DAY_WORDS | PUBLISHED_WORDS and set(parts) & PUBLISHED_WORDS:
        return 2, 0
    while len(parts) > 1 and parts[0] in _data()["prefixes"]:
        parts = parts[1:]
        if "".join(parts) in known:
            return 1, known["".join(parts)]
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
