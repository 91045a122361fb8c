"""Documents as rows of the tables."""

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b

from dossier.search.analysis import words
from dossier.search.engine import Document, DocumentKind
from dossier.search.nearness import BREAK
from dossier.search.scoring import length_step

KINDS = {kind: number for number, kind in enumerate(DocumentKind)}
LONGEST_WORD, LONGEST_NAME = 200, 500
"""Characters. An entry of an index has at most 2,700 bytes; longer words are compared by their beginning and a hash."""
LARGEST_FREQUENCY = 32_767
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of `documents`, in the order of its columns."""

    doc: int
    kind: int
    id: str
    day: int
    digest: str
    source: str
    tokens: str
    words: list[str]
    title_words: list[str]
    frequencies: list[int]
    title_frequencies: list[int]
    length: int
    title_length: int
    length_step: int
    title_step: int
    block: int


def doc_of(kind: DocumentKind, id_: str) -> int:
    """The key of a document: 64 bits of a hash, by which it is assigned to a shard."""
    digest = blake2b(f"{kind.value}:{id_}".encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True)


def term_of(word: str) -> str:
    """A word as it is indexed."""
    if len(word) <= LONGEST_WORD:
        return word
    return f"{word[:LONGEST_WORD]}…{blake2b(word.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def name_of(text: str) -> str:
    """The name of an outlet as it is indexed."""
    return UNSTORABLE.sub("?", " ".join(text.split()))[:LONGEST_NAME]


def to_row(document: Document, block: int) -> DocumentRow:
    """The row of a document; `block` is the number of the batch that it is written with."""
    title, body = [term_of(word) for word in words(document.title)], [term_of(word) for word in words(document.body)]
    # only articles are searched by their title
    is_article = document.kind is DocumentKind.ARTICLE
    in_text, in_title = Counter(title + body), Counter(title if is_article else ())
    length, title_length = len(title) + len(body), in_title.total()
    return DocumentRow(
        doc=doc_of(document.kind, document.id),
        kind=KINDS[document.kind],
        id=UNSTORABLE.sub("?", document.id),
        day=document.ordinal,
        digest=document.digest,
        source=name_of(document.source),
        tokens=f" {' '.join((*title, BREAK, *body))} ",
        words=list(in_text),
        title_words=list(in_title),
        frequencies=[min(count, LARGEST_FREQUENCY) for count in in_text.values()],
        title_frequencies=[min(in_title[word], LARGEST_FREQUENCY) for word in in_text],
        length=length,
        title_length=title_length,
        length_step=length_step(length),
        title_step=length_step(title_length),
        block=block,
    )
