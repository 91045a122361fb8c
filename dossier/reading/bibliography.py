"""Bibliography import (CSL-JSON, RIS, BibTeX): metadata for articles that are already in the dossier."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, decode
from dossier.reading.cleaning.publication_date import parse_day
from dossier.reading.registry import REFERENCES

MOST_BYTES = 50_000_000
WHAT_TO_DO = "Give each article a “text” and, if known, a “title”, “date”, “source” and “url”."
TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {1,2}- ?(?P<value>.*)$")
# RIS tags in order of preference (Research Information Systems' list, as reference managers write it).
RIS = {
    "title": ("TI", "T1", "CT"),
    "outlet": ("T2", "JO", "JF", "JA", "PB"),
    "day": ("DA", "Y1", "PY"),
    "url": ("UR", "L1", "L2"),
    "language": ("LA",),
}
BIB = {
    "title": ("title",),
    "outlet": ("journaltitle", "journal", "organization", "publisher", "howpublished"),
    "day": ("date",),
    "url": ("url",),
    "language": ("langid", "language"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """Metadata of one bibliography entry; fields are empty where the entry lacks them. `day` is a whole ISO day or empty."""

    title: str = ""
    outlet: str = ""
    day: str = ""
    url: str = ""
    language: str = ""


def is_bibliography(name: str) -> bool:
    """True for the name of a bibliography."""
    return PurePath(name).suffix.lower() in REFERENCES


def read_references(data: bytes, name: str) -> tuple[Reference, ...]:
    """Parse a bibliography; the suffix of `name` gives the format. Raises `UnreadableFile` for one that is broken, too large or empty."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"The bibliography is larger than {MOST_BYTES // 1_000_000} MB.", do="Split it.")
    text = decode(data).lstrip("\ufeff") if data.strip() else ""
    reader = {"csl": _parse_csl, "ris": _parse_ris, "bibtex": _parse_bibtex}[REFERENCES[PurePath(name).suffix.lower()]]
    references = tuple(reference for reference in reader(text) if reference.title or reference.url)
    if not references:
        if REFERENCES[PurePath(name).suffix.lower()] == "csl":
            raise UnreadableFile("It contains neither articles nor bibliography entries.", do=WHAT_TO_DO)
        raise UnreadableFile("This bibliography has no entry with a title or URL.")
    return references


def _parse_csl(text: str) -> Iterator[Reference]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("This is not JSON.") from error
    entries = entries.get("items", [entries]) if isinstance(entries, dict) else entries
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            fields = {
                "title": entry.get("title"),
                "outlet": entry.get("container-title") or entry.get("publisher"),
                "url": entry.get("URL"),
            }
            yield _build_reference(fields | {"language": entry.get("language"), "day": _issued_date(entry.get("issued"))})


def _issued_date(value: Any) -> str:
    """A CSL date as words; of its parts only a whole day."""
    parts = (value.get("date-parts") or [[]])[0] if isinstance(value, dict) else []
    if isinstance(parts, list) and len(parts) == 3:
        return "-".join(f"{int(part):02}" if str(part).isdigit() else "" for part in parts)
    return str(value.get("raw") or value.get("literal") or "") if isinstance(value, dict) else ""


def _parse_ris(text: str) -> Iterator[Reference]:
    entry: dict[str, str] = {}
    for line in text.split("\n"):
        if not (match := TAG.match(line.strip("\r"))):
            continue
        if match["tag"] == "ER":
            yield _build_reference({field: next((entry[tag] for tag in tags if entry.get(tag)), "") for field, tags in RIS.items()})
            entry = {}
        else:
            entry.setdefault(match["tag"], match["value"])


def _parse_bibtex(text: str) -> Iterator[Reference]:
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415  as with every large reader
    from bibtexparser.middlewares import LatexDecodingMiddleware  # noqa: PLC0415

    # the library would log a line to the terminal for each entry that it cannot parse
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    for entry in library.entries:
        fields = {key.lower(): re.sub(r"[{}]", "", str(field.value)) for key, field in entry.fields_dict.items()}
        yield _build_reference({field: next((fields[key] for key in keys if fields.get(key)), "") for field, keys in BIB.items()})


def _build_reference(fields: dict[str, Any]) -> Reference:
    words = {key: " ".join(clean(str(value or "")).split()) for key, value in fields.items()}
    # RIS writes 2031/05/07/, with free text about the date after the last slash
    day = parse_day(words["day"].rstrip("/").split("T")[0].strip())
    language = re.match(r"[A-Za-z]{2}(?=$|[-_])", words["language"])
    return Reference(
        words["title"], words["outlet"], day.isoformat() if day else "", words["url"], language.group().lower() if language else ""
    )
