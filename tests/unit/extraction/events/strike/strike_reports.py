"""Strike reports with names in place of keys, for the tests of strikes."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.events.parsed_article import ParsedArticle
from dossier.extraction.events.strike.extractor import find_strikes
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.recognizer import find_times
from dossier.model.event import EventMention

FIRST_GROUP = 7


@dataclass
class StrikeReport:
    """An event mention with the names, times and words that its keys and spans refer to."""

    report: EventMention
    attacker: str
    source: str
    times: list[str]
    figures: dict[str, int]
    text: str


Strikes = Callable[[str], list[StrikeReport]]


def find_strike_reports(doc: Doc) -> list[StrikeReport]:
    """The strikes of a parsed text after all earlier stages; groups count from FIRST_GROUP."""
    quoted_spans = find_quoted_spans(doc.text)
    times = find_times(doc, quoted_spans)
    resolver = CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans)
    return [
        StrikeReport(
            report=r,
            attacker=resolver.name(r.attacker) if r.attacker is not None else "",
            source=resolver.name(r.attributed_to) if r.attributed_to is not None else "",
            times=[times[i].text for i in r.time_ids],
            figures={f.name: f.value for f in r.figures},
            text=r.span.of(doc.text),
        )
        for r in find_strikes(ParsedArticle(doc, quoted_spans, times, resolver), FIRST_GROUP)
    ]
