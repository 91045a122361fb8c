"""Meeting reports with names in place of keys, for the tests of meetings."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.events.meeting.extractor import find_meetings
from dossier.extraction.events.parsed_article import ParsedArticle
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.recognizer import find_times
from dossier.model.event import EventMention


@dataclass
class MeetingReport:
    """An event mention with names and times in place of keys."""

    report: EventMention
    participants: set[str]
    times: list[str]


Meetings = Callable[[str], list[MeetingReport]]


def find_meeting_reports(doc: Doc) -> list[MeetingReport]:
    """The meetings of a parsed text after all earlier stages."""
    quoted_spans = find_quoted_spans(doc.text)
    times = find_times(doc, quoted_spans)
    resolver = CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans)
    reports = find_meetings(ParsedArticle(doc, quoted_spans, times, resolver))
    return [MeetingReport(r, {resolver.name(k) for k in r.participants}, [times[i].text for i in r.time_ids]) for r in reports]
