"""Tables of articles (JSON lines, CSV): each row becomes a text, its other columns the metadata."""

import ast
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import BinaryIO
from urllib.parse import urlsplit

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, decode
from dossier.reading.cleaning.html_blocks import blocks_of, is_markup
from dossier.reading.cleaning.markdown.front_matter import as_markdown
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.containers.entry import ContainerEntry, file_name
from dossier.reading.containers.table_columns import (
    ColumnsOfField,
    check_columns,
    column_of_running_text,
    columns_by_content,
    columns_by_field,
    no_text_column,
)
from dossier.reading.containers.table_csv import TableRow, open_csv
from dossier.reading.containers.table_days import SERIAL, SINCE_1904, DayCell, DayOrder, day_orders, is_empty, parse_cell, why_no_day
from dossier.reading.containers.table_language import language_code
from dossier.reading.network.urls import is_address

MOST_BYTES = 200_000_000
SAMPLE = 200
"""Rows by whose contents columns without known names are recognised."""
LONGEST_LIST = 10_000
"""Characters of a list in a cell."""
NAMES = ("title", "name", "label", "uri", "text")
"""Keys of an object in a cell that hold its name, best first."""
JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")


def read_table(file: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The rows as Markdown with front matter. `columns` maps fields to columns whose names are not recognised.

    Raises `UnreadableFile` where no column holds text, listing the columns.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"The table is larger than {MOST_BYTES // 1_000_000} MB.", do="Split it.")
    text = decode(data).lstrip("\ufeff") if data.strip() else ""
    table = _json_table(text, columns) if name.lower().endswith(JSON_SUFFIXES) else _csv_table(text, columns)
    orders = day_orders(table.day_cells())
    stem, remark, has_rows = name.rpartition(".")[0], table.remark, False
    for row in table.rows():
        has_rows = True
        if row.error:
            yield ContainerEntry("", error=row.error, shown=f"row {row.number}")
            continue
        yield _RowReader(row, table.columns_of(row), orders, stem).entry(remark)
        remark = ""
    if not has_rows:
        raise UnreadableFile("The table has no rows.")


@dataclass(frozen=True)
class _Table:
    """A table: its rows, which can be read again and again, the columns of a row's fields, and a remark on how they were recognised."""

    rows: Callable[[], Iterator[TableRow]]
    columns_of: Callable[[TableRow], ColumnsOfField]
    remark: str = ""

    def day_cells(self) -> Iterator[DayCell]:
        """Each row's days, with what else of the row may prove their order or count."""
        for row in self.rows():
            columns = self.columns_of(row)
            text = " ".join(_first_cell(row, columns, field) for field in ("title", "text"))
            for column in columns.get("date", ()):
                if day := cell_text(row.cells.get(column)):
                    yield DayCell(column, day, _first_cell(row, columns, "url"), text)


def _csv_table(text: str, chosen: Mapping[str, str]) -> _Table:
    """A CSV table. Raises `UnreadableFile` where no column holds the text."""
    table = open_csv(text)
    first_rows = [row.cells for row in islice(table.rows(), SAMPLE) if not row.error]
    if not first_rows:
        return _Table(table.rows, lambda _: {})
    check_columns([name for name in table.names if name], chosen)
    by_field, remark = dict(columns_by_field(table.names, chosen)), ""
    if not table.named:
        by_content = columns_by_content(first_rows, [name for name in table.names if name not in chosen.values()])
        by_field = {**by_content, **{field: (name,) for field, name in chosen.items()}}
        listed = ", ".join(
            f"column {by_field[field][0]} as the {field}" for field in ("title", "text", "date", "url") if by_field.get(field)
        )
        remark = f"It has no header row; read {listed}." if not chosen else ""
        if not by_field.get("text"):
            raise UnreadableFile("It has no header row.", do="Add one with names such as title, text, date, outlet.")
    elif not by_field.get("text"):
        running = column_of_running_text(first_rows, table.names)
        if not running:
            raise no_text_column([name for name in table.names if name])
        by_field["text"] = (running,)
        remark = f"Read the column “{running}” as the text; choose another with “--column text=NAME”."
    return _Table(table.rows, lambda _: by_field, remark)


def _json_table(text: str, chosen: Mapping[str, str]) -> _Table:
    """JSON lines. Raises `UnreadableFile` where the first object has none that holds the text."""
    by_names: dict[tuple[str, ...], ColumnsOfField] = {}

    def columns_of(row: TableRow) -> ColumnsOfField:
        names = tuple(row.cells)
        if names not in by_names:
            by_names[names] = columns_by_field(names, chosen)
        return by_names[names]

    first = next((row for row in _read_json_lines(text) if not row.error), None)
    if first:
        check_columns(list(first.cells), chosen)
        if not columns_of(first).get("text"):
            raise no_text_column([name for name in first.cells if "." not in name])
    return _Table(lambda: _read_json_lines(text), columns_of)


@dataclass(frozen=True)
class _RowReader:
    """Reader of one row: the columns of its fields, and how its days are written."""

    row: TableRow
    columns: ColumnsOfField
    orders: Mapping[str, DayOrder]
    stem: str

    def entry(self, remark: str) -> ContainerEntry:
        """The row as Markdown, or the reason why there is none; `remark` is one on the whole table."""
        paragraphs = self._paragraphs
        if not any(ch.isalpha() for part in paragraphs for ch in part):
            return ContainerEntry("", error="The row has no text.", shown=f"row {self.row.number}")
        day, why = self._day()
        metadata = {
            "title": html.unescape(_first_cell(self.row, self.columns, "title")),
            "outlet": self._outlet(),
            "author": html.unescape(_first_cell(self.row, self.columns, "author")),
            "date": day,
            "url": self._address(),
            "language": language_code(_first_cell(self.row, self.columns, "language")),
        }
        name = file_name(metadata["title"], ".md", f"{self.stem} {self.row.number}")
        note = " ".join(filter(None, (remark, self.row.note, why)))
        return ContainerEntry(name, as_markdown(metadata, paragraphs), note=note, shown=f"row {self.row.number}")

    @cached_property
    def _paragraphs(self) -> Sequence[str]:
        """The text of the row, below an opening paragraph from a column of its own."""
        body, lead = (self._paragraphs_of(field) for field in ("text", "lead"))
        words = " ".join(" ".join(body).split())
        return [*(part for part in lead if " ".join(part.split()) not in words), *body]

    def _paragraphs_of(self, field: str) -> Sequence[str]:
        bodies = (str(self.row.cells.get(column) or "") for column in self.columns.get(field, ()))
        body = next((body for body in bodies if not is_empty(body)), "")
        return blocks_of(body) if is_markup(body) else paragraphs_of(clean(body))

    def _day(self) -> tuple[str, str]:
        """The day as ISO, or the cell as it is, with a sentence where it is not understood."""
        cells = [(column, day) for column in self.columns.get("date", ()) if (day := cell_text(self.row.cells.get(column)))]
        for column, cell in cells:
            order = self.orders.get(column, DayOrder())
            if parsed := parse_cell(cell, order):
                since_1904 = SERIAL.match(cell) and order.epoch == SINCE_1904
                return (
                    parsed.isoformat(),
                    f"The day {cell} was counted from 1904 because the texts mention those years." if since_1904 else "",
                )
        return next(((cell, why_no_day(cell, column, self.orders.get(column, DayOrder()))) for column, cell in cells), ("", ""))

    def _outlet(self) -> str:
        """The outlet's name; the host where there is only an address."""
        cells = _cells(self.row, self.columns, "outlet")
        names = [cell for cell in cells if not is_address(cell)]
        return html.unescape(next(iter(names or map(_host, cells)), "").removeprefix("www."))

    def _address(self) -> str:
        cells = [cell for cell in _cells(self.row, self.columns, "url") if not cell.isdigit()]
        outlets = _cells(self.row, self.columns, "outlet")
        return next((cell for cell in (*cells, *outlets) if is_address(cell)), next(iter(cells), ""))


def _read_json_lines(text: str) -> Iterator[TableRow]:
    """Numbered objects, one a line; an error message for a line that is not one."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield TableRow(number, {}, error="The line is not JSON.")
            continue
        yield TableRow(number, flatten(row)) if isinstance(row, dict) else TableRow(number, {}, error="The line is not a JSON object.")


def flatten(row: Mapping[str, object]) -> dict[str, object]:
    """An object with the values of the objects in it beside them ("source.title")."""
    inner = {f"{key}.{name}": part for key, value in row.items() if isinstance(value, dict) for name, part in value.items()}
    return {**row, **inner}


def _first_cell(row: TableRow, columns: ColumnsOfField, field: str) -> str:
    """A field's value on one line."""
    return next(iter(_cells(row, columns, field)), "")


def _cells(row: TableRow, columns: ColumnsOfField, field: str) -> list[str]:
    """The values of a field's columns that are not empty, each on one line, best column first."""
    return [text for column in columns.get(field, ()) if (text := cell_text(row.cells.get(column)))]


def cell_text(value: object) -> str:
    """A cell on one line, empty where it says that there is no value; of an object its name, of a list its parts."""
    if isinstance(value, dict):
        return next((cell_text(value[key]) for key in NAMES if value.get(key)), "")
    if isinstance(value, list):
        return _joined(filter(None, map(cell_text, value)))
    text = " ".join(clean(str(value)).split()) if value is not None else ""
    if text.startswith("[") and text.endswith("]") and (parts := _list_in(text)) is not None:
        return cell_text(parts)
    return "" if is_empty(text) else text


def _list_in(text: str) -> list[object] | None:
    """The list that a program wrote into a cell, as JSON or as Python writes it; None where the text is no list."""
    for parse in (json.loads, ast.literal_eval):
        try:
            parts = parse(text[:LONGEST_LIST])
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return parts if isinstance(parts, list) else None
    return None


def _joined(parts: Iterable[str]) -> str:
    """Parts of a list in a row; names that contain commas are separated by semicolons."""
    parts = list(parts)
    return ("; " if any("," in part for part in parts) else ", ").join(parts)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return re.sub(r"^\w+://", "", address).partition("/")[0]
