"""Cached text and named entities of a parse: spaCy makes both from all tokens at every access."""

from typing import TYPE_CHECKING

from dossier.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

_KEY, _ENTITIES = "dossier.text", "dossier.entities"


def text_of(doc: "Doc") -> str:
    """Same as `doc.text`, cached in `doc.user_data` by the first call."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text


def entity_at(doc: "Doc", i: int) -> "SpacySpan | None":
    """The model's named entity around a token, or None; the entities are cached as the text is."""
    if _ENTITIES not in doc.user_data:
        doc.user_data[_ENTITIES] = {token: entity for entity in doc.ents for token in range(entity.start, entity.end)}
    entities: dict[int, SpacySpan] = doc.user_data[_ENTITIES]
    return entities.get(i)


def token_span(doc: "Doc", start: int, end: int) -> Span:
    """Characters of tokens `start` up to, not including, `end`."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))
