"""tantivy schema: the fields of the three indexes, one a kind of document, with our words in place of tantivy's tokenizers.

Each kind has an index of its own, since tantivy counts documents and their mean length over a whole index, and quotations would make
articles seem long.
"""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import tantivy

from dossier.search.engine import Document
from dossier.search.nearness import BREAK

# Incremented whenever fields, analysis or entries change, so that older indexes are rebuilt.
SCHEMA_VERSION = 3
ANALYZER = "words"
NUMBER_DIGITS, DAY_DIGITS, DIGEST_DIGITS = 10, 7, 16
ID_END = "\x1f"
"""Between the id and the rest of an entry."""


class IndexEntry(NamedTuple):
    """A document in one of the indexes: its id, its digest, and its day as an ordinal, 0 where it has none."""

    id: str
    digest: str
    day: int


def our_schema() -> tantivy.Schema:
    """The fields: `text` has the words of title and text, stored to verify near words, `title` those of the title; `number` is unique
    within the index; `entry` is id, number, day and digest in one term, so that all are read from the dictionary of terms, or one by its id.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name=ANALYZER)
    builder.add_text_field("title", tokenizer_name=ANALYZER)
    for name in ("entry", "source"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    return builder.build()


def create_index(folder: Path | None) -> tantivy.Index:
    """A new, empty index in a folder, or in memory alone."""
    return _with_analyzer(tantivy.Index(our_schema(), path=str(folder) if folder else None, reuse=False))


def open_index(folder: Path) -> tantivy.Index:
    """The index in a folder."""
    return _with_analyzer(tantivy.Index.open(str(folder)))


def our_version() -> str:
    """Version string in the stamp: schema and tantivy's release; an index with another one is rebuilt."""
    return f"{SCHEMA_VERSION} tantivy {version('tantivy')}"


def to_tantivy(number: int, document: Document, title: Sequence[str], body: Sequence[str]) -> tantivy.Document:
    """A document as tantivy takes it, from the words of title and text."""
    made = tantivy.Document()
    made.add_text("text", " ".join((*title, BREAK, *body)))
    made.add_text("title", " ".join(title))
    made.add_text("entry", f"{document.id}{ID_END}{number:0{NUMBER_DIGITS}}{document.ordinal:0{DAY_DIGITS}}{document.digest}")
    made.add_text("source", _without_surrogates(document.source))
    made.add_unsigned("number", number)
    made.add_integer("day", document.ordinal)
    return made


def entry_of(document: Document) -> IndexEntry:
    """A document's entry."""
    return IndexEntry(document.id, document.digest, document.ordinal)


def split_entry(term: str) -> tuple[int, IndexEntry]:
    """Number and entry from a term of the field `entry`."""
    id_, _, rest = term.rpartition(ID_END)
    day = NUMBER_DIGITS + DAY_DIGITS
    return int(rest[:NUMBER_DIGITS]), IndexEntry(id_, rest[day:], int(rest[NUMBER_DIGITS:day]))


def _with_analyzer(index: tantivy.Index) -> tantivy.Index:
    """The index, set to split the words that we join by blanks; tantivy does not keep that in the files."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer(ANALYZER, builder.filter(tantivy.Filter.custom_stopword([BREAK])).build())
    return index


def _without_surrogates(text: str) -> str:
    """Text that can be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
