"""Whoosh schema: the index's fields, with our words in place of Whoosh's analyzers."""

from array import array
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema
from whoosh.formats import Positions

from dossier.search.analysis import words
from dossier.search.engine import Document, DocumentKind

# Incremented whenever fields, analysis or keys change, so that older indexes are rebuilt.
SCHEMA_VERSION = 3
# No phrase and no near words reach from a title into a text.
GAP = 10_000_000
BODIES = {DocumentKind.ARTICLE: "text", DocumentKind.QUOTATION: "quote", DocumentKind.EVENT: "event"}


class PlainPositions(Positions):  # type: ignore[misc] # Whoosh has no types; its fields ask for one of its formats
    """Positions as plain integers, of words that are split already. Whoosh would make an object of each word and pickle each list, which is
    slow and needs unpickling.
    """

    def word_values(self, value: Sequence[Sequence[str]], _: Any, **__: Any) -> Iterator[tuple[str, int, float, bytes]]:
        """Each word of these parts of a text, with its frequency, its weight and its encoded positions, which jump between the parts."""
        positions: dict[str, list[int]] = {}
        for number, part in enumerate(value):
            for position, word in enumerate(part, number * GAP):
                positions.setdefault(word, []).append(position)
        for word, word_positions in positions.items():
            yield word, len(word_positions), float(len(word_positions)), self.encode(word_positions)

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
    columns for the rest, lengths in words. No text is stored.
    """

    def text() -> TEXT:
        field = TEXT(phrase=True, chars=False, stored=False, spelling=False)
        field.format = PlainPositions()
        return field

    return Schema(
        key=ID(unique=True, sortable=True),
        text=text(),
        title=text(),
        quote=text(),
        event=text(),
        source=COLUMN(VarBytesColumn()),
        digest=COLUMN(VarBytesColumn()),
        day=COLUMN(NumericColumn("i", default=0)),
        length=COLUMN(NumericColumn("I", default=0)),
        title_length=COLUMN(NumericColumn("I", default=0)),
    )


def our_version() -> str:
    """Version string in the stamp: schema and Whoosh's release; an index with another one is rebuilt."""
    return f"{SCHEMA_VERSION} Whoosh-Reloaded {version('Whoosh-Reloaded')}"


def key_of(kind: DocumentKind, id_: str) -> str:
    """The key of a document."""
    return f"{kind.value}:{id_}"


def fields_of(document: Document) -> dict[str, Any]:
    """A document as keyword arguments for Whoosh."""
    title, body = words(document.title), words(document.body)
    fields: dict[str, Any] = {
        "key": key_of(document.kind, document.id),
        BODIES[document.kind]: (title, body),
        "source": document.source.encode("utf-8", "replace"),
        "digest": document.digest.encode("ascii"),
        "day": document.ordinal,
        "length": len(title) + len(body),
    }
    if document.kind is DocumentKind.ARTICLE:
        fields |= {"title": (title,), "title_length": len(title)}
    return fields
