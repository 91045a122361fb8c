"""A file becomes an article: the reader for its kind, its hash, and what its name says of the day."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dossier.errors import UnreadableFile
from dossier.model.article import Article, PublicationDay
from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.language_id import language_of
from dossier.reading.cleaning.publication_date import from_filename, parse_metadata, unknown_day
from dossier.reading.parsed_document import ParsedDocument
from dossier.reading.registry import KINDS, SIDECAR_SUFFIX, get_reader, text_methods

MOST_CHARACTERS = 500_000
MOST_BYTES = 50_000_000


def read(path: Path, *, name: str | None = None, language: str = "en", method: str = "") -> Article:
    """The article in a file; `name` is what it is called under seeds/, where that is not the file's own name, and `language` that of
    a text which does not tell it. `method` names another than the usual way of taking its text out (see `kinds.METHODS`).

    Raises `UnreadableFile` for anything that cannot become an article, with the path as where.
    """
    data = bytes_of(path, name=name)
    return _completed(_article(data, name or path.name, where=str(path), language=language, method=method), read_sidecar(path))


def bytes_of(path: Path, *, name: str | None = None) -> bytes:
    """The bytes of a file that is of a kind that is read and not too large; raises `UnreadableFile` as `read` does."""
    try:
        if not path.exists():
            raise UnreadableFile("There is no such file.", where=str(path))
        _check_kind(name or path.name, where=str(path))
        if path.is_dir():
            raise UnreadableFile("This is a folder, not a file.", where=str(path))
        if not path.is_file():
            raise UnreadableFile("This is no ordinary file.", where=str(path))
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(f"The file is larger than {MOST_BYTES // 1_000_000} MB.", where=str(path), do="Split it into articles.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("The file vanished while it was read.", where=str(path)) from error
    except PermissionError as error:
        raise UnreadableFile("There is no permission to read this file.", where=str(path)) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"The file cannot be read ({error}).", where=str(path)) from error
    return data


def read_bytes(data: bytes, name: str, *, language: str = "en", sidecar: bytes = b"") -> Article:
    """The article in the bytes of a file called `name` under seeds/ (its suffix tells the format), as `read` gives it; `sidecar` is the
    JSON record of its origin. Raises `UnreadableFile`.
    """
    return _completed(_article(data, name, where=name, language=language), _parse_sidecar(sidecar))


def _article(data: bytes, name: str, where: str, language: str = "en", method: str = "") -> Article:
    _check_kind(name, where)
    if not data.strip():
        raise UnreadableFile("The file is empty.", where=where)
    try:
        draft = _draft(data, name, method)
    except UnreadableFile as error:
        raise UnreadableFile(error.what, where=where, do=error.do) from error
    if len(draft.text) > MOST_CHARACTERS:
        raise UnreadableFile(_too_long(), where=where, do="Split it into articles.")
    if not any(ch.isalpha() for ch in draft.text):
        raise UnreadableFile("No article text is found in this file.", where=where)
    sha256 = hashlib.sha256(data).hexdigest()
    return Article(
        id=sha256[:12],
        file=name,
        sha256=sha256,
        title=draft.title,
        outlet=draft.outlet,
        byline=draft.byline,
        language=draft.language or language_of(draft.text, language),
        published=_published(draft, name),
        text=draft.text,
        captions=draft.captions,
        boilerplate=draft.boilerplate,
        url=draft.url,
        dateline=draft.dateline,
        is_paraphrase=draft.is_paraphrase,
        method=method,
    )


def _draft(data: bytes, name: str, method: str) -> ParsedDocument:
    """What the reader of its kind makes of a file. Raises `UnreadableFile` for a method that files of this kind cannot be read by."""
    reader = get_reader(PurePosixPath(name).suffix)
    if not method:
        return _cleaned(reader(data))
    known = [known for known, _ in text_methods(name)]
    if method not in known:
        do = f"The methods for it are {', '.join(known)}." if known else "Files of its kind are read in one way only."
        raise UnreadableFile(f"It cannot be read by “{method}”.", do=do)
    return _cleaned(reader(data, method))


def _cleaned(draft: ParsedDocument) -> ParsedDocument:
    """The draft without anything that steers a terminal, whatever way it came past the format's own reader."""
    return replace(
        draft,
        text=clean(draft.text),
        title=_line(draft.title),
        outlet=_line(draft.outlet),
        byline=_line(draft.byline),
        url=_line(draft.url),
        dateline=_line(draft.dateline),
        captions=tuple(map(clean, draft.captions)),
        boilerplate=tuple(map(clean, draft.boilerplate)),
    )


def read_sidecar(path: Path) -> dict[str, object]:
    """What the file beside one tells of where it came from: fetched, out of a web archive, attached to a mail; empty without such a file."""
    try:
        return _parse_sidecar(path.with_name(path.name + SIDECAR_SUFFIX).read_bytes())
    except OSError:
        return {}


def _parse_sidecar(data: bytes) -> dict[str, object]:
    """The record in a sidecar's bytes; empty for anything that is not a JSON object."""
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def _completed(article: Article, source: Mapping[str, object]) -> Article:
    """The article with what is known beside its file, where the file itself does not tell it."""
    address = _line(source.get("url"))
    told = source.get("told")
    said = {key: _line(told.get(key)) for key in ("title", "outlet", "author", "date")} if isinstance(told, dict) else {}
    given = parse_metadata(said.get("date"), "What the article came with") if article.published.day is None else None
    return replace(
        article,
        title=article.title or said.get("title", ""),
        outlet=article.outlet or said.get("outlet", ""),
        byline=article.byline or said.get("author", ""),
        url=article.url or (address if address.startswith(("http://", "https://")) else ""),
        published=given or article.published,
    )


def _line(value: object) -> str:
    """Words of a file that anybody may have written, on one line; empty for what are no words."""
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def _published(draft: ParsedDocument, name: str) -> PublicationDay:
    """The day by metadata or text, else by the file's name; where neither tells, why not."""
    if draft.published and draft.published.day:
        return draft.published
    return from_filename(name) or draft.published or unknown_day()


def _check_kind(name: str, where: str) -> None:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in KINDS:
        kind = f"Files of the kind {suffix}" if suffix else "Files without a suffix"
        raise UnreadableFile(f"{kind} are not read.", where=where, do=f"These are: {', '.join(sorted(KINDS))}.")


def _too_long() -> str:
    return f"The text is longer than {MOST_CHARACTERS:,} characters."
