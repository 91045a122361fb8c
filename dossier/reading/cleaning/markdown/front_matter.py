"""Front matter: metadata above a Markdown text. What is written gives the same text and metadata when it is read."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import yaml

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.header import without_by
from dossier.reading.cleaning.publication_date import parse_metadata
from dossier.reading.parsed_document import ParsedDocument

YAML = re.compile(r"\s*---[ ]*\n(?P<front>.*?)(?:^|\n)(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
TOML = re.compile(r"\s*\+\+\+[ ]*\n(?P<front>.*?)(?:^|\n)\+\+\+[ ]*(?:\n|$)", re.DOTALL)
KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "outlet": (
        "outlet",
        "source",
        "publisher",
        "publication",
        "site",
        "site_name",
        "sitename",
        "website",
        "newspaper",
        "journal",
        "domain",
    ),
    "byline": ("byline", "author", "authors", "creator", "by", "writer"),
    "language": ("language", "lang", "locale"),
    "url": (
        *("url", "link", "source_url", "sourceurl", "original_url", "canonical_url", "canonical", "permalink", "page_url", "web_url"),
        *("href", "uri", "original", "clipped_from", "source"),
    ),
    "published": (
        *("published", "date_published", "datepublished", "published_at", "publishedat", "published_date", "published_time"),
        *("publication_date", "publish_date", "publishdate", "pub_date", "pubdate", "posted", "issued", "date"),
    ),
}
"""Field -> the keys that hold it, best first, as site programs, web clippers and note programs name them. The day on which a note was made
or changed is none of them.
"""
NOTED = frozenset(
    [
        "created",
        "updated",
        "modified",
        "saved",
        "clipped",
        "added",
        "accessed",
        "retrieved",
        "tags",
        "description",
        "type",
        "status",
        "category",
    ]
)
"""Keys of a note's own, which say nothing of the article."""
ESCAPED_HALVES = re.compile(
    r"(?<!\\)(?P<before>(?:\\\\)*)\\u(?:(?P<high>[dD][89abAB][\da-fA-F]{2})(?:\\u(?P<low>[dD][c-fC-F][\da-fA-F]{2}))?|[dD][c-fC-F][\da-fA-F]{2})"
)
QUOTED = re.compile(r"^([\"'])(.*)\1$")
NESTED = ("params", "extra", "metadata", "meta", "article")
"""Tables of site programs inside the front matter."""
INLINE_FIELD = re.compile(
    r"\s*(?:[-*>]\s+)?(?:\*\*|__)?(?P<key>[A-Za-z][A-Za-z _-]{1,20}?)(?:\*\*|__)?\s*::?(?:\*\*|__)?\s+(?P<value>\S.*)$"
)
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
MOST_INLINE = 12
MOST_DOTS = 200
"""Dots in a line of TOML: the time that Python's reader takes for a dotted key grows with the square of its parts."""
MOST_PARTS, DEEPEST = 100, 2
"""Parts of a list of authors, and lists and tables in one another, that are read."""

# Characters that `markdown.read_markdown` would take for markup.
MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~=%^]|:(?=:))")
OPENING = re.compile(r"^(\s*)([->.=:]|\d{1,3}[.)])")


def as_markdown(metadata: Mapping[str, str], paragraphs: Sequence[str]) -> bytes:
    """UTF-8 Markdown with the non-empty metadata as front matter, and the paragraphs with all markup escaped."""
    front = {key: value for key, value in metadata.items() if value}
    head = f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n" if front else ""
    return (head + "\n\n".join(map(_escape, paragraphs)) + "\n").encode()


def _escape(paragraph: str) -> str:
    """One paragraph on one line in which nothing is a mark: signs after backslashes, the beginnings of tags and entities as entities."""
    line = MARKS.sub(r"\\\1", " ".join(paragraph.split())).replace("&", "&amp;").replace("<", "&lt;")
    if opening := OPENING.match(line):
        sign = opening[2]
        return (
            f"&#{ord(sign[0])};{line[len(opening[1]) + 1 :]}" if len(sign) == 1 else line.replace(sign, f"{sign[:-1]}&#{ord(sign[-1])};", 1)
        )
    return line


def split_front_matter(source: str) -> tuple[ParsedDocument, str]:
    """The metadata above a text as a document without text, and the text below: YAML between lines of "---", TOML between "+++", a JSON
    object, or lines of "Key: value" below the title, as note programs write them. A file that only begins with a horizontal rule has none.

    Raises `UnreadableFile` for front matter that is broken.
    """
    if match := TOML.match(source):
        return _parse_front_matter(_load_toml(match["front"])), source[match.end() :]
    if match := YAML.match(source):
        front = _load_yaml(match["front"])
        if not isinstance(front, dict):
            return ParsedDocument(""), source if front else source[match.end() :]
        return _parse_front_matter(front), source[match.end() :]
    if re.match(r"\s*\{\s*\"", source) and (parts := _split_json(source)):
        return _parse_front_matter(parts[0]), parts[1]
    fields, rest = _split_inline_fields(source)
    return (_parse_front_matter(fields), rest) if fields else (ParsedDocument(""), source)


def split_yaml_block(source: str) -> tuple[ParsedDocument, str] | None:
    """The metadata between lines of "---" at the top of a plain text, and the text below; None without a field that is known.

    A block that is not valid YAML, such as a title with a colon, is read line by line.
    """
    match = YAML.match(source)
    if match is None:
        return None
    try:
        front = _load_yaml(match["front"])
    except UnreadableFile:
        pairs = [line.split(":", 1) for line in match["front"].split("\n") if ":" in line]
        front = {key: QUOTED.sub(r"\2", value.strip()) for key, value in pairs}
    metadata = _parse_front_matter(front) if isinstance(front, dict) else ParsedDocument("")
    return (metadata, source[match.end() :]) if metadata != ParsedDocument("") else None


class _PlainLoader(yaml.SafeLoader):
    """A safe loader that takes the key “<<” for a word: merged tables that name one another grow without end."""

    yaml_implicit_resolvers = {  # noqa: RUF012  the library's
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:merge"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _day_or_words(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    """A day or a time; as it is written where the calendar has no such day."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return loader.construct_scalar(node)


_PlainLoader.add_constructor("tag:yaml.org,2002:timestamp", _day_or_words)


def _load_yaml(front: str) -> Any:
    try:
        return yaml.load(front, _PlainLoader)  # noqa: S506  a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" at its line {line + 2}" if line is not None else ""
        raise UnreadableFile(
            f"The front matter is not valid YAML{where}.", do="Put values with a colon in quotation marks, or remove the front matter."
        ) from error


def _load_toml(front: str) -> dict[str, Any]:
    dotted = next((number for number, line in enumerate(front.split("\n"), 2) if line.count(".") > MOST_DOTS), 0)
    if dotted:
        raise UnreadableFile(f"Line {dotted} of the front matter has more than {MOST_DOTS} dots.", do="Shorten it, or remove it.")
    try:
        # TOML knows no halves of UTF-16 pairs, as programs write them that know JSON
        return tomllib.loads(ESCAPED_HALVES.sub(_whole_character, front) if ESCAPED_HALVES.search(front) else front)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f" at its line {int(line[1]) + 1}" if line else ""
        raise UnreadableFile(
            f"The front matter is not valid TOML{where}.", do="Put strings in quotation marks, or remove the front matter."
        ) from error


def _whole_character(match: re.Match[str]) -> str:
    """The escape of one character for those of a UTF-16 pair; of the replacement character for a half alone."""
    high, low = match["high"], match["low"]
    if not (high and low):
        return rf"{match['before']}\uFFFD"
    return rf"{match['before']}\U{0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00:08X}"


def _split_json(source: str) -> tuple[dict[str, Any], str] | None:
    """A JSON object at the top and the text below it; None where there is none."""
    start = len(source) - len(source.lstrip())
    try:
        front, end = json.JSONDecoder().raw_decode(source, start)
    except (ValueError, RecursionError):
        return None
    return (front, source[end:]) if isinstance(front, dict) and source[end : end + 1] in {"", "\n"} else None


def _split_inline_fields(source: str) -> tuple[dict[str, Any], str]:
    """Lines of "Key: value" at the top or below a heading, with one that names an address or a day among them, and the text without them;
    no fields where there are none.
    """
    lines = source.lstrip("\n").split("\n")
    start = 1 if lines[0].startswith("# ") else 0
    fields: dict[str, Any] = {}
    end = start
    for number, line in enumerate(lines[start : start + MOST_INLINE], start):
        match = INLINE_FIELD.match(line)
        key = _folded(match["key"]) if match else ""
        if key and (key in NOTED or any(key in keys for keys in KEYS.values())):
            fields.setdefault(key, match["value"] if match else "")
            end = number + 1
        elif line.strip():
            break
    document = _parse_front_matter(fields)
    if len(fields) < 2 or not (document.url or document.published):
        return {}, source
    return fields, "\n".join([*lines[:start], *lines[end:]])


def _parse_front_matter(front: Mapping[Any, Any]) -> ParsedDocument:
    """Metadata from the keys of the front matter; unknown keys are ignored."""
    values = {key: value for table in reversed(list(_tables(front))) for key, value in table.items()}
    fields = {name: [values[key] for key in keys if values.get(key) not in (None, "", [])] for name, keys in KEYS.items()}
    urls = [url for value in fields["url"] if (url := _address(value))]
    names = [name for value in fields["outlet"] if (name := _words(value)) and not _address(name)]
    # an outlet that is an address would be another one for each article; its host is the same for all of them
    hosts = [urlsplit(url).hostname or "" for value in fields["outlet"] if (url := _address(value))]
    return ParsedDocument(
        text="",
        title=next(map(_words, fields["title"]), ""),
        outlet=next(iter(names), "") or next((host.removeprefix("www.") for host in hosts if host), ""),
        byline=without_by(next(filter(None, map(_words, fields["byline"])), "")),
        language=next(map(_words, fields["language"]), "").lower()[:2],
        url=next(iter(urls), "") or next(map(_words, fields["url"][:1]), ""),
        published=next((day for value in fields["published"] if (day := parse_metadata(_day(value), "The front matter"))), None),
        is_paraphrase=bool(values.get("restates")),
    )


def _tables(front: Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
    """The front matter with its keys folded, then the tables inside it that site programs make."""
    values = {_folded(str(key)): value for key, value in front.items()}
    yield values
    for key in NESTED:
        if isinstance(values.get(key), dict):
            yield {_folded(str(inner)): value for inner, value in values[key].items()}


def _folded(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip().lower())


def _words(value: object, depth: int = 0) -> str:
    """A value on one line: of a list its parts, of a table its name, of a link its words. What is nested deeper than a list of tables, which
    YAML can repeat without end, is left out.
    """
    if isinstance(value, list):
        parts = (_words(part, depth + 1) for part in value[:MOST_PARTS]) if depth < DEEPEST else ()
        return ", ".join(filter(None, parts))
    if isinstance(value, dict):
        keys = [key for key in ("name", "title", "label") if value.get(key)]
        return _words(value[keys[0]], depth + 1) if keys and depth < DEEPEST else ""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return " ".join(LINK.sub(r"\1", WIKI_LINK.sub(r"\1", str(value))).split())


def _address(value: object) -> str:
    """The address that a value is, or that a link in it leads to; empty without one."""
    if isinstance(value, dict):
        return next((_address(value[key]) for key in ("url", "link", "href") if value.get(key)), "")
    words = str(value).strip() if isinstance(value, str) else ""
    if link := LINK.fullmatch(words):
        words = link[2]
    words = words.strip("<>")
    if re.fullmatch(r"www\.[\w.-]+\.\w+(?:/\S*)?", words):
        words = f"https://{words}"
    return words if re.fullmatch(r"https?://\S+", words) else ""


def _day(value: object) -> object:
    """A day as it is, or as the words of a link."""
    return _words(value) if isinstance(value, str | list) else value
