"""The text of a parse, put together once: spaCy joins it anew from all tokens each time that `doc.text` is asked for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "dossier.text"


def text_of(doc: "Doc") -> str:
    """The same as `doc.text`, kept with the parse (in `doc.user_data`) after the first call."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text
