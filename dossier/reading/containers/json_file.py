"""JSON files (.json, .jsonl, .ndjson): the articles in them, wherever the lists stand that hold them; JSON Feed; chats."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import decode, join_surrogates
from dossier.reading.containers.chats.chat_json import chats_in
from dossier.reading.containers.chats.messages import chat_entries
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.json_records import article_lists
from dossier.reading.containers.table import read_table

MOST_BYTES = 200_000_000
MOST_DAMAGED = 100
"""Lines that are no JSON, more than those that are some; a file with more of them does not consist of JSON lines."""
Damage = tuple[str, str]
"""A damaged part: where it is, and a sentence."""
LINES = (".jsonl", ".ndjson")


def read_json_file(file: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[ContainerEntry]:
    """The articles as Markdown with front matter, as the rows of a table, those of a chat day by day; `name` may hold the folders around
    the file, whose names may be those of chats. A skipped entry for a .json file without any: such files hold
    anything. What is damaged costs itself only. Raises `UnreadableFile` for a file that is too large or no JSON at all.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"The file is larger than {MOST_BYTES // 1_000_000} MB.", do="Split it.")
    stem = name.rpartition("/")[2].rpartition(".")[0]
    value, damage = load_json(data)
    if chats := chats_in(value):
        for chat in chats:
            yield from chat_entries(chat, name)
        return
    rows = [row for articles in article_lists(value) for row in articles]
    if not rows and columns and isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
    if rows:
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        yield from read_table(io.BytesIO(join_surrogates(lines).encode()), f"{stem}.jsonl", columns)
    elif name.lower().endswith(LINES):
        # its lines may be named in another way: the table says which names it knows
        yield from read_table(io.BytesIO(data), name, columns)
        return
    else:
        yield ContainerEntry("", skipped=True, shown="")
    for shown, why in damage:
        yield ContainerEntry("", error=why, shown=shown)


def holds_articles(data: bytes) -> bool:
    """True for the bytes of a JSON file with articles or the messages of a chat in it."""
    try:
        value = load_json(data)[0]
        return bool(chats_in(value)) or next(article_lists(value), None) is not None
    except UnreadableFile:
        return False


def load_json(data: bytes) -> tuple[Any, list[Damage]]:
    """The value of a JSON file, and its damaged parts. Values one after another or one a line make a list, and of a list that is
    cut off what came before is taken. Raises `UnreadableFile` for a file without any JSON.
    """
    text = decode(data).lstrip("\ufeff") if data.strip() else ""
    try:
        return json.loads(text), []
    except RecursionError as error:
        raise UnreadableFile("The objects in this file are nested too deeply.") from error
    except ValueError:
        pass
    values, damage = _load_lines(text)
    if not values:
        values, damage = _load_sequence(text)
    if not values:
        raise UnreadableFile("This is not JSON, or it is damaged.", do="Export it again.")
    return values, damage


def _load_lines(text: str) -> tuple[list[Any], list[Damage]]:
    """The values of JSON lines, and the lines that are no JSON; nothing where the first line is not."""
    values, damage = list[Any](), list[Damage]()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value, why = None, "The line is not JSON."
        else:
            why = "" if isinstance(value, dict | list) else "The line is not a JSON object."
        if not why:
            values.append(value)
        else:
            damage.append((f"row {number}", why))
            if not values or len(damage) > MOST_DAMAGED + len(values):
                return [], []
    return values, damage


def _load_sequence(text: str) -> tuple[list[Any], list[Damage]]:
    """The objects that stand one after another in a text, separated by white space or commas, up to the first that is damaged."""
    decoder, values = json.JSONDecoder(), list[Any]()
    start = re.match(r"[^{]*", text)
    at = start.end() if start else 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            line = text.count("\n", 0, at) + 1
            return values, [
                (f"line {line}", "The file is damaged in the object that starts here; objects before it were read, the rest was skipped.")
            ]
        values.append(value)
        at += len(re.match(r"[\s,\]\x1e]*", text[at : at + 10_000]).group())  # type: ignore[union-attr]
        if at < len(text) and text[at] != "{":
            break
    return values, []
