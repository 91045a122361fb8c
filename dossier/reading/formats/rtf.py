"""Rich text (.rtf): text from striprtf, title and author from the document's info group."""

import re
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.reading.cleaning.encoding import clean, truncate
from dossier.reading.cleaning.office_metadata import build_document
from dossier.reading.cleaning.paragraphs import paragraphs_of
from dossier.reading.parsed_document import ParsedDocument

if TYPE_CHECKING:
    from collections.abc import Callable

CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
METADATA = re.compile(r"\{\\(?P<key>title|author)\s(?P<value>[^{}]{1,500})\}")


def read_rtf(data: bytes) -> ParsedDocument:
    """Read a rich text document; raises `UnreadableFile` where it is not one or is broken."""
    from striprtf import striprtf  # noqa: PLC0415  as with every large reader

    rtf_to_text: Callable[..., str] = striprtf.rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile("This is no RTF document.", do="Save it as RTF, or as text.")
    code_page = CODE_PAGE.search(data[:2000])
    encoding = f"cp{code_page[1].decode()}" if code_page else "cp1252"
    source = data.decode("latin-1")
    try:
        text = rtf_to_text(source, encoding=_supported_encoding(encoding), errors="replace")
    except (ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableFile("This RTF document is broken.", do="Open it in its program and save it anew.") from error
    fields = {m["key"]: _decode_value(m["value"], rtf_to_text, encoding) for m in METADATA.finditer(source[:20_000])}
    author = fields.get("author", "")
    return build_document(
        paragraphs_of(clean(truncate(text))), ParsedDocument("", title=fields.get("title", ""), byline=author if " " in author else "")
    )


def _supported_encoding(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _decode_value(value: str, strip: "Callable[..., str]", encoding: str) -> str:
    return " ".join(strip("{\\rtf1 " + value + "}", encoding=_supported_encoding(encoding), errors="replace").split())
