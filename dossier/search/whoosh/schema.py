"""Whoosh schema: the index's fields, with our tokenizer in place of Whoosh's analyzers."""

from array import array
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema
from whoosh.formats import Positions

from dossier.search.analysis import words
from dossier.search.engine import Document, DocumentKind

# Incremented whenever fields, analysis or keys change, so that older indexes are rebuilt.
SCHEMA_VERSION = 1
BREAK = "\x1e"
# No phrase and no near words reach from a title into a text.
GAP = 10_000_000
TITLE_WEIGHT = 2.0
BODIES = {DocumentKind.ARTICLE: "text", DocumentKind.QUOTATION: "quote", DocumentKind.EVENT: "event"}


class Words(Tokenizer):  # type: ignore[misc] # Whoosh has no types; its fields ask for one of its tokenizers
    """Adapter from `analysis.words` to Whoosh's tokenizer interface; positions jump at a break."""

    def __call__(self, value: str, positions: bool = False, mode: str = "", **_: Any) -> Iterator[Token]:  # noqa: FBT001, FBT002 - Whoosh's own signature
        """Yield the same token object again and again, as Whoosh's own tokenizers do."""
        token = Token(positions, mode=mode)
        token.boost, token.stopped = 1.0, False
        start = 0
        for part in value.split(BREAK):
            for place, word in enumerate(words(part), start):
                token.text, token.pos = word, place
                yield token
            start += GAP


class PlainPositions(Positions):  # type: ignore[misc] # as above
    """Positions as plain integers; Whoosh would pickle each list, which is slow and needs unpickling."""

    def encode(self, poslist: list[int]) -> bytes:
        """Positions as bytes."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Positions from bytes."""
        positions = array("I")
        positions.frombytes(valuestring)
        return positions.tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions there are."""
        return len(valuestring) // array("I").itemsize


def our_schema() -> Schema:
    """The fields: `key` is kind and id; words of articles (title and text together, and the title alone), of quotations and of events;
    columns for the rest. No text is stored.
    """

    def text() -> TEXT:
        field = TEXT(analyzer=Words(), phrase=True, chars=False, stored=False, spelling=False)
        field.format = PlainPositions()
        return field

    return Schema(
        key=ID(unique=True, sortable=True),
        text=text(),
        title=text(),
        quote=text(),
        event=text(),
        source=COLUMN(VarBytesColumn()),
        actors=COLUMN(VarBytesColumn()),
        digest=COLUMN(VarBytesColumn()),
        day=COLUMN(NumericColumn("i", default=0)),
    )


def our_version() -> str:
    """Version string in the stamp: schema and Whoosh's release; an index with another one is rebuilt."""
    return f"{SCHEMA_VERSION} Whoosh-Reloaded {version('Whoosh-Reloaded')}"


def key_of(kind: DocumentKind, id_: str) -> str:
    """The key of a document."""
    return f"{kind.value}:{id_}"


def fields_of(document: Document) -> dict[str, Any]:
    """A document as keyword arguments for Whoosh."""
    body = f"{document.title}{BREAK}{document.body}"
    fields: dict[str, Any] = {
        "key": key_of(document.kind, document.id),
        BODIES[document.kind]: body,
        "source": document.source.encode("utf-8", "replace"),
        "actors": "\n".join(" ".join(name.split()) for name in document.actors).encode("utf-8", "replace"),
        "digest": document.digest.encode("ascii"),
        "day": document.day.toordinal() if document.day else 0,
    }
    if document.kind is DocumentKind.ARTICLE:
        fields["title"] = document.title
    return fields
