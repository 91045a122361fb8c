"""What the tests of extraction share: a whole text's strikes with names in place of keys."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from spacy.tokens import Doc

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.events.strike.extractor import find_strikes
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.recognizer import find_times
from dossier.model.event import EventMention


@dataclass
class SeenStrike:
    """A report with names in place of keys."""

    report: EventMention
    attacker: str
    says: str
    when: list[str]
    figures: dict[str, int]
    text: str


@pytest.fixture
def strikes(parsed: Callable[[str], Doc]) -> Callable[[str], list[SeenStrike]]:
    """What the text reports of strikes."""

    def find(text: str) -> list[SeenStrike]:
        doc, marks = parsed(text), find_quoted_spans(text)
        times = find_times(doc, marks)
        cast = CorefResolver(doc, find_actors(doc, marks), marks)
        return [
            SeenStrike(
                r,
                cast.name(r.attacker) if r.attacker is not None else "",
                cast.name(r.attributed_to) if r.attributed_to is not None else "",
                [times[i].text for i in r.time_ids],
                {f.name.value: f.value for f in r.figures},
                r.span.of(text),
            )
            for r in find_strikes(doc, marks, times, cast, first_group=7)
        ]

    return find
