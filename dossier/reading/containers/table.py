"""Tables of articles (JSON lines, CSV): each row becomes a text, its other columns the metadata."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, decode
from dossier.reading.cleaning.front_matter import as_markdown
from dossier.reading.cleaning.html_blocks import blocks_of, is_markup
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.containers.entry import ContainerEntry, file_name

MOST_BYTES = 200_000_000
MOST_CELL = 20_000_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "fulltext",
        "maintext",
        "articletext",
        "articlebody",
        "article",
        "story",
        "bodytext",
        "description",
        "summary",
    ),
    "title": ("title", "headline", "heading", "head", "subject"),
    "outlet": ("outlet", "source", "publisher", "publication", "site", "sitename", "sourcename", "medianame", "newspaper", "domain"),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "date": (
        "published",
        "date",
        "publishedat",
        "datepublished",
        "publisheddate",
        "publicationdate",
        "publishdate",
        "pubdate",
        "datetime",
        "timestamp",
    ),
    "url": ("url", "link", "sourceurl", "articleurl", "permalink", "address", "webpage"),
    "language": ("language", "lang"),
}
"""Field -> column names that hold it, best first; compared without case, spaces and punctuation."""
NAMES = ("title", "name", "label", "uri", "text")


def read_table(file: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The rows as Markdown with front matter. `columns` maps fields to columns whose names are not recognised.

    Raises `UnreadableFile` where no column holds text, listing the columns.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"The table is larger than {MOST_BYTES // 1_000_000} MB.", do="Split it.")
    text = decode(data).lstrip("\ufeff") if data.strip() else ""
    rows = _read_json_lines(text) if name.lower().endswith((".jsonl", ".ndjson", ".json")) else _read_csv(text)
    stem, column_of = name.rpartition(".")[0], None
    for number, row in rows:
        if isinstance(row, str):
            yield ContainerEntry("", error=row, shown=f"row {number}")
            continue
        if column_of is None:
            column_of = _columns_by_field(row, columns)
        yield _entry_of(
            row, column_of if name.lower().endswith((".csv", ".tsv")) else _columns_by_field(row, columns, must=False), number, stem
        )
    if column_of is None:
        raise UnreadableFile("The table holds no rows.")


def _entry_of(row: Mapping[str, Any], column_of: Mapping[str, str], number: int, stem: str) -> ContainerEntry:
    metadata = {field: _cell_text(row.get(column)) for field, column in column_of.items() if field != "text"}
    body = str(row.get(column_of.get("text", "")) or "")
    paragraphs = blocks_of(body) if is_markup(body) else paragraphs_of(clean(body))
    if not any(ch.isalpha() for part in paragraphs for ch in part):
        return ContainerEntry("", error="The row has no text.", shown=f"row {number}")
    metadata["date"] = _day(metadata.get("date", ""))
    metadata["language"] = metadata.get("language", "")[:2]
    return ContainerEntry(
        file_name(metadata.get("title", ""), ".md", f"{stem} {number}"), as_markdown(metadata, paragraphs), shown=f"row {number}"
    )


def _read_json_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Numbered objects, one a line; for a line that is not one, an error message."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield number, "The line is no JSON."
            continue
        yield number, row if isinstance(row, dict) else "The line is no JSON object."


def _read_csv(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Numbered rows keyed by the names in the first; the separator is the commonest in the first line."""
    csv.field_size_limit(MOST_CELL)
    head = text.partition("\n")[0]
    separator = max(",;\t|", key=head.count)
    reader = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator)
    number = 1
    try:
        for row in reader:
            number += 1
            yield number, {str(key): value for key, value in row.items() if key}
    except csv.Error as error:
        yield number + 1, f"The table is broken here ({error}); the rest is not taken."


def _columns_by_field(row: Mapping[str, Any], columns: Mapping[str, str], *, must: bool = True) -> dict[str, str]:
    """Field -> the column that holds it. Raises `UnreadableFile` where `must` is set and none holds text."""
    by_folded_name = {re.sub(r"[\W_]+", "", column).casefold(): column for column in reversed(list(row))}
    for column in columns.values():
        if must and column not in row:
            raise UnreadableFile(f"It has no column “{column}”.", do=f"Its columns are: {', '.join(row)}.")
    by_field = {field: next((by_folded_name[n] for n in names if n in by_folded_name), "") for field, names in COLUMNS.items()}
    by_field = {field: column for field, column in {**by_field, **columns}.items() if column}
    if must and "text" not in by_field:
        listed = ", ".join(list(row)[:20])
        raise UnreadableFile(
            f"None of its columns ({listed}) is known to hold the text.", do="Say which does: “dossier add FILE --column text=NAME”."
        )
    return by_field


def _cell_text(value: object) -> str:
    """A cell on one line; of an object its name, of a list its parts."""
    if isinstance(value, dict):
        return next((_cell_text(value[key]) for key in NAMES if value.get(key)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_cell_text, value)))
    return " ".join(clean(str(value)).split()) if value is not None else ""


def _day(words: str) -> str:
    """A date as ISO: of a moment in seconds or milliseconds since 1970, or of eight digits, the day; anything else as it is."""
    if re.fullmatch(r"\d{10}|\d{13}", words):
        seconds = int(words) / (1000 if len(words) == 13 else 1)
        return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date().isoformat()
    if compact := re.match(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$", words):
        return "-".join(compact.groups())
    return words
