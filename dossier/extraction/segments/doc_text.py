"""Cached text of a parse: spaCy joins `doc.text` from all tokens at every access."""

from typing import TYPE_CHECKING

from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "dossier.text"


def text_of(doc: "Doc") -> str:
    """Same as `doc.text`, cached in `doc.user_data` by the first call."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text


def token_span(doc: "Doc", start: int, end: int) -> Span:
    """Characters of tokens `start` up to, not including, `end`."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))
