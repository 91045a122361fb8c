"""Articles among the objects of a JSON file: recognised by their text and its neighbouring fields, and turned into flat rows."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dossier.reading.cleaning.html_blocks import is_markup
from dossier.reading.containers.table_columns import columns_by_field

DEEPEST = 8
"""Levels of lists and objects in which articles are looked for."""
FEWEST_WORDS = 8
"""Words of a text that is an article's rather than a label."""
# objects that only wrap an article's fields: of search engines, of APIs in the form of JSON:API, of newspapers' APIs
WRAPPERS = frozenset(["source", "fields", "attributes", "node", "data", "article", "item", "document", "doc", "properties", "story"])
# keys under which programs write a value with its markup or its label
VALUES = ("rendered", "text", "plain", "html", "value", "main", "content", "$t", "#text", "_text", "$", "raw")
TEXT = re.compile(r".*(?:text|body|contents?|encoded|html|paragraphs?|article|story|transcript|inhalt|texte|texto|testo|tekst)$")
TEASER = re.compile(r".*(?:description|summary|abstract|excerpt|snippet|lead)$")
"""Keys of a text that any object may have; one that is an article has a title as well, and a day or an address."""
TITLE = re.compile(r"(?:.*(?:title|titel|titre|titulo|titolo|headline|heading|subject))$")
AUTHOR = re.compile(r"(?:authors?|byline|creator|writer)$")
ORIGIN = re.compile(r".*(?:date|datum|fecha|published|publishedat|pubdate|timestamp)$|(?:.{0,12}(?:url|link|permalink))$")
DAY = re.compile(r"(?:date|published|publishedat|datepublished|publicationdate|pubdate)$")
WHOLE = frozenset(["headline", "articlebody", "maintext", "fulltext", "articletext"])
"""Keys by which an object that stands in no list is known as an article."""
# what distinguishes an entry of a bibliography from an article (CSL-JSON 1.0.2)
REFERENCE = frozenset(["container-title", "issued", "DOI", "ISSN", "ISBN", "citation-key"])
FEED = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")


def article_lists(value: Any) -> Iterator[list[dict[str, Any]]]:
    """The lists of articles in a JSON value as plain rows, outermost first; what stands inside an article is not looked at again."""
    if isinstance(value, dict) and FEED.match(str(value.get("version") or "")):
        rows = [_feed_row(item, value) for item in _objects(value.get("items"))]
    elif isinstance(value, list):
        rows = _article_rows(value)
    else:
        row = _article_row(value) if isinstance(value, dict) else None
        rows = [_named_row(row)] if row and _is_whole(row) else []
    if rows:
        yield rows
    else:
        yield from _inner_lists(value, 1)


def _inner_lists(value: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    if depth > DEEPEST:
        return
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        rows = _article_rows(inner) if isinstance(inner, list) else []
        row = _article_row(inner) if isinstance(inner, dict) else None
        if rows or (row and _is_whole(row)):
            yield _with_outlet(rows or [_named_row(row or {})], value)
        else:
            yield from _inner_lists(inner, depth + 1)


def _article_rows(items: list[Any]) -> list[dict[str, Any]]:
    """The articles of a list, and those of its objects that have a place for a text which is empty; nothing where none is an article."""
    if not any(_article_row(item) for item in _objects(items)):
        return []
    rows = [plain_row(item) for item in _objects(items)]
    return [_named_row(row) for row in rows if any(TEXT.match(_folded(key)) or TEASER.match(_folded(key)) for key in row)]


def _named_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row with names that tables know for its title, text and address; an author who is only a number is left out."""
    named = {key: value for key, value in row.items() if not (AUTHOR.match(_folded(key)) and isinstance(value, int))}
    known = columns_by_field(list(named), {})
    if not known.get("title") and isinstance(named.get("name"), str):
        named["title"] = named["name"]
    if not known.get("text"):
        texts = [value for key, value in named.items() if isinstance(value, str) and TEXT.match(_folded(key))]
        named["text"] = max(texts, key=len, default="")
    if not known.get("url") and str(named.get("mainEntityOfPage") or "").startswith("http"):
        named["url"] = named["mainEntityOfPage"]
    return named


def _with_outlet(rows: list[dict[str, Any]], around: Any) -> list[dict[str, Any]]:
    """The rows of a feed that was turned into JSON, with the feed's title as the outlet of those that name none."""
    feeds = [around[key] for key in ("feed", "channel") if isinstance(around.get(key), dict)] if isinstance(around, dict) else []
    title = feeds[0].get("title") if feeds else None
    if not isinstance(title, str) or not title:
        return rows
    return [row if columns_by_field(list(row), {}).get("outlet") else {**row, "outlet": title} for row in rows]


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _article_row(item: Mapping[str, Any]) -> dict[str, Any] | None:
    """An object as a plain row where it is an article: a text, and a title, day or address beside it; None for any other object."""
    row = plain_row(item)
    if REFERENCE & row.keys() or isinstance(row.get("issued"), dict):
        return None
    keys = {_folded(key): value for key, value in row.items() if value}
    has_text, has_teaser = (any(pattern.match(key) and _is_text(value) for key, value in keys.items()) for pattern in (TEXT, TEASER))
    has_origin, has_day = (any(pattern.match(key) for key in keys) for pattern in (ORIGIN, DAY))
    # anything may have a name; one with a day beside it is an article's
    has_title = any(TITLE.match(key) for key in keys) or ("name" in keys and has_day)
    is_article = (has_text and (has_title or has_origin)) or (has_teaser and has_title and has_origin)
    return row if is_article else None


def _is_whole(row: Mapping[str, Any]) -> bool:
    """True for the row of an object that stands alone and is an article, not a record of something else that has a description."""
    keys = {_folded(key): value for key, value in row.items()}
    long = any(TEXT.match(key) and isinstance(value, str) and len(value.split()) >= FEWEST_WORDS * 2 for key, value in keys.items())
    return bool(WHOLE & keys.keys()) or (long and any(TITLE.match(key) for key in keys))


def plain_row(item: Mapping[str, Any]) -> dict[str, Any]:
    """An object without wrappers: the fields of its wrappers are its own, values with markup are their words, texts in parts are joined."""
    row: dict[str, Any] = {}
    for key, value in item.items():
        name = _folded(key)
        if isinstance(value, dict) and name in WRAPPERS and _has_fields(value):
            row = {**{k: v for k, v in plain_row(value).items() if k not in row}, **row}
        elif isinstance(value, dict) and (inner := next((value[k] for k in VALUES if isinstance(value.get(k), str)), None)) is not None:
            row[key] = inner
        elif isinstance(value, list) and TEXT.match(name) and value:
            row[key] = _joined(value)
        else:
            row[key] = value
    return row


def _has_fields(value: Mapping[str, Any]) -> bool:
    """True for a wrapper around an article, not for an outlet or a rendered value: it has a text among its fields."""
    return any(TEXT.match(_folded(key)) and (_is_text(inner) or isinstance(inner, list)) for key, inner in value.items()) and len(value) > 1


def _joined(parts: list[Any]) -> Any:
    """Paragraphs, or blocks with a text each, as one text; a list of other values as it is."""
    texts = [
        part if isinstance(part, str) else next((part[k] for k in VALUES if isinstance(part.get(k), str)), "")
        for part in parts
        if part and isinstance(part, str | dict)
    ]
    texts = [text for text in texts if text]
    if not texts:
        return parts
    return ("" if all(is_markup(text) for text in texts) else "\n\n").join(texts)


def _is_text(value: Any) -> bool:
    words = value.split() if isinstance(value, str) else []
    # scripts without spaces: characters count
    return len(words) >= FEWEST_WORDS or (isinstance(value, str) and sum(ch > "\u2e80" for ch in value) >= FEWEST_WORDS * 2)


def _feed_row(item: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    """An item of a JSON Feed (versions 1 and 1.1) as a plain row."""
    authors = item.get("authors") or ([item["author"]] if item.get("author") else feed.get("authors") or [])
    texts = [str(item.get(key) or "") for key in ("content_text", "content_html", "summary")]
    return {
        "title": item.get("title") or "",
        "text": next((text for text in texts if text.strip()), ""),
        "outlet": feed.get("title") or "",
        "author": authors,
        "date": item.get("date_published") or item.get("date_modified") or "",
        "url": item.get("url") or item.get("external_url") or "",
        "language": item.get("language") or feed.get("language") or "",
    }


def _folded(key: str) -> str:
    return re.sub(r"[\W_]+", "", str(key)).casefold()
