"""Read a file into an article: the reader for its kind, its hash, and the date in its name."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dossier.errors import UnreadableFile, UnsafeFile
from dossier.model.article import Article, PublicationDay
from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.language_id import language_of
from dossier.reading.cleaning.publication_date import from_filename, parse_metadata, unknown_day
from dossier.reading.other_kinds import advice_on, group_of
from dossier.reading.parsed_document import ParsedDocument
from dossier.reading.registry import KINDS, SIDECAR_SUFFIX, get_reader, text_methods
from dossier.reading.version_record import METADATA, METADATA_BEFORE, earlier_hashes, parse_sidecar
from dossier.runtime.safe_files import SafeFolder, open_regular

MOST_CHARACTERS = 500_000
MOST_BYTES = 50_000_000
LONGEST_REASON = 120
"""Characters of a library's own words on what it failed on."""
SOUND_FILE = "Open it in the program that made it and save it again, or save its text."
LARGEST_SIDECAR = 1_000_000
"""Bytes; a larger file beside another is not its sidecar."""


def read(path: Path, *, name: str | None = None, language: str = "en", method: str = "", files: SafeFolder | None = None) -> Article:
    """Read the article in a file; `name` is its name under seeds/ where that differs from the file's own, and `language` the default for
    a text whose language cannot be identified. `method` selects a text-extraction method other than the default (see
    `registry.METHODS`). `files` is the folder of the dossier that the file lies in; without it, the user named the file.

    Raises `UnreadableFile`, with the path as `where`, for anything that cannot become an article.
    """
    data, sidecar = bytes_of(path, name=name, files=files), sidecar_of(path, files)
    article = _build_article(data, name or path.name, where=str(path), language=language, method=method)
    return _fill_from_sidecar(article, parse_sidecar(sidecar))


def bytes_of(path: Path, *, name: str | None = None, files: SafeFolder | None = None) -> bytes:
    """The bytes of a file that is of a kind that is read and not too large; raises `UnreadableFile` as `read` does."""
    try:
        if files is None and not path.exists():
            raise UnreadableFile("There is no such file.", where=str(path))
        _check_kind(name or path.name, where=str(path))
        if path.is_dir():
            raise UnreadableFile("This is a folder, not a file.", where=str(path))
        with open_regular(path) if files is None else files.open(path) as file:
            if os.fstat(file.fileno()).st_size > MOST_BYTES:
                raise UnreadableFile(
                    f"The file is larger than {MOST_BYTES // 1_000_000} MB.", where=str(path), do="Split it into articles."
                )
            return file.read(MOST_BYTES)
    except UnsafeFile as error:
        raise UnreadableFile(error.what, where=str(path), do=error.do) from error
    except FileNotFoundError as error:
        raise UnreadableFile("The file disappeared while it was being read.", where=str(path)) from error
    except PermissionError as error:
        raise UnreadableFile("You do not have permission to read this file.", where=str(path)) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"The file cannot be read ({error}).", where=str(path)) from error


def sidecar_of(path: Path, files: SafeFolder | None = None) -> bytes:
    """The bytes of the sidecar beside a file; empty without one, and for one that is too large, a link or no file."""
    sidecar = path.absolute().with_name(path.name + SIDECAR_SUFFIX)
    try:
        return (files or SafeFolder(sidecar.parent)).read(sidecar, LARGEST_SIDECAR)
    except (OSError, UnsafeFile):
        return b""


def read_bytes(data: bytes, name: str, *, language: str = "en", sidecar: bytes = b"") -> Article:
    """The article in the bytes of a file called `name` under seeds/ (its suffix gives the format), as `read` gives it; `sidecar` is the
    JSON record of its origin. Raises `UnreadableFile`.
    """
    return _fill_from_sidecar(_build_article(data, name, where=name, language=language), parse_sidecar(sidecar))


def _build_article(data: bytes, name: str, where: str, language: str = "en", method: str = "") -> Article:
    try:
        return _article_in(data, name, where, language, method)
    except UnreadableFile:
        raise
    except Exception as error:
        # whatever a library makes of a damaged file, only this file is set aside
        raise UnreadableFile(_damaged_message(error), where=where, do=SOUND_FILE) from error


def _article_in(data: bytes, name: str, where: str, language: str, method: str) -> Article:
    _check_kind(name, where)
    if not data.strip():
        raise UnreadableFile("The file is empty.", where=where)
    try:
        document = _parse(data, name, method)
    except UnreadableFile as error:
        raise UnreadableFile(error.what, where=where, do=error.do) from error
    if len(document.text) > MOST_CHARACTERS:
        raise UnreadableFile(_too_long_message(), where=where, do="Split it into articles.")
    if not any(ch.isalpha() for ch in document.text):
        raise UnreadableFile("No article text found in this file.", where=where)
    sha256 = hashlib.sha256(data).hexdigest()
    return Article(
        id=sha256[:12],
        file=name,
        sha256=sha256,
        title=document.title,
        outlet=document.outlet,
        byline=document.byline,
        language=_one_line(document.language) or language_of(document.text, language),
        published=_clean_explanation(_publication_day(document, name)),
        text=document.text,
        captions=document.captions,
        boilerplate=document.boilerplate,
        url=document.url,
        dateline=document.dateline,
        is_paraphrase=document.is_paraphrase,
        method=method,
    )


def _damaged_message(error: Exception) -> str:
    """A sentence on a file that a reader or its library failed on."""
    if isinstance(error, RecursionError):
        return "It is nested too deeply to be an article."
    return f"It is damaged, or its suffix does not match its contents ({type(error).__name__}: {' '.join(str(error).split())[:LONGEST_REASON]})."


def _parse(data: bytes, name: str, method: str) -> ParsedDocument:
    """Parse a file with the reader of its kind. Raises `UnreadableFile` for a method that this kind does not have."""
    reader = get_reader(PurePosixPath(name).suffix)
    if not method:
        return _strip_escapes(reader(data))
    methods = [methods for methods, _ in text_methods(name)]
    if method not in methods:
        do = f"Methods: {', '.join(methods)}." if methods else "There is only one way to read files of this kind."
        raise UnreadableFile(f"It cannot be read by “{method}”.", do=do)
    return _strip_escapes(reader(data, method))


def _strip_escapes(document: ParsedDocument) -> ParsedDocument:
    """The document without control characters and terminal escapes, whether or not the format's own reader removed them."""
    return replace(
        document,
        text=clean(document.text),
        title=_one_line(document.title),
        outlet=_one_line(document.outlet),
        byline=_one_line(document.byline),
        url=_one_line(document.url),
        dateline=_one_line(document.dateline),
        captions=tuple(map(clean, document.captions)),
        boilerplate=tuple(map(clean, document.boilerplate)),
    )


def _fill_from_sidecar(article: Article, source: Mapping[str, object]) -> Article:
    """The article with metadata from the sidecar where the file itself lacks them."""
    address = _one_line(source.get("url"))
    metadata = source.get(METADATA, source.get(METADATA_BEFORE))
    fields = {key: _one_line(metadata.get(key)) for key in ("title", "outlet", "author", "date")} if isinstance(metadata, dict) else {}
    metadata_day = parse_metadata(fields.get("date"), "The article's metadata") if article.published.day is None else None
    return replace(
        article,
        title=article.title or fields.get("title", ""),
        outlet=article.outlet or fields.get("outlet", ""),
        byline=article.byline or fields.get("author", ""),
        url=article.url or (address if address.startswith(("http://", "https://")) else ""),
        published=metadata_day or article.published,
        earlier=earlier_hashes(source),
    )


def _one_line(value: object) -> str:
    """Untrusted text on one line; empty for a value that is not text."""
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def _publication_day(document: ParsedDocument, name: str) -> PublicationDay:
    """The day from metadata or text, else from the file's name; where neither has one, an unknown day with the reason."""
    if document.published and document.published.day:
        return document.published
    return from_filename(name) or document.published or unknown_day()


def _clean_explanation(published: PublicationDay) -> PublicationDay:
    """The day with a clean explanation: it quotes lines of the text."""
    return replace(published, explanation=_one_line(published.explanation))


def _check_kind(name: str, where: str) -> None:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in KINDS:
        kind = f"Files of the kind {suffix}" if suffix else "Files without a suffix"
        advice = advice_on(group_of(name))
        do = f"{advice[:1].upper()}{advice[1:]}. " if advice else ""
        raise UnreadableFile(f"{kind} are not supported.", where=where, do=f"{do}Supported: {', '.join(sorted(KINDS))}.")


def _too_long_message() -> str:
    return f"The text is longer than {MOST_CHARACTERS:,} characters."
