"""Source attribution of statements."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.quotes.credit import attributed_actor
from dossier.extraction.segments.quote_marks import find_quoted_spans

Parsed = Callable[[str], Doc]


@pytest.fixture
def credit(parsed: Parsed) -> Callable[[str, str], str]:
    """Name of the actor who states the part of a text that contains a word."""

    def find(text: str, word: str) -> str:
        doc, quoted_spans = parsed(text), find_quoted_spans(text)
        resolver = CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans)
        states = {resolver.name(k): k for t in doc if (k := resolver.actor_of_name(t)) is not None}
        key = attributed_actor(next(t for t in doc if t.text == word), quoted_spans, resolver, states)
        return resolver.name(key) if key is not None else ""

    return find


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Two men died when a rocket landed, Mayor Peter Otieno said.", "died", "Peter Otieno"),
        ("Governor Anna Weber said on Telegram that rockets had killed two men.", "killed", "Anna Weber"),
        ("According to Governor Anna Weber, two men died.", "died", "Anna Weber"),
        ("“Rockets hit the school. Two men died,” Governor Anna Weber said.", "hit", "Anna Weber"),
        ("Governor Anna Weber spoke on Monday. She said two men died.", "died", "Anna Weber"),
        ("Norway joined the talks. Representatives from Norway acknowledged two men died.", "died", "Norway"),
        ("Governor Anna Weber spoke on Monday. On Tuesday, she said, two men died.", "died", "Anna Weber"),
        ("Two men died when a rocket landed.", "died", ""),
    ],
)
def test_attributed_actor(credit: Callable[[str, str], str], text: str, word: str, name: str) -> None:
    """The governing verb of saying, "according to", the quotation's speaker, a pronoun, a state's representatives, or nobody."""
    assert credit(text, word) == name
