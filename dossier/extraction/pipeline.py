"""extract(article) -> Facts: the way through the rooms of extraction."""

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.events.meeting.extractor import find_meetings
from dossier.extraction.events.strike.extractor import find_strikes
from dossier.extraction.nlp import parse
from dossier.extraction.quotes.extractor import find_quotations
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.recognizer import dates_in_captions, find_times
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.span import Span


def extract(article: Article, model: str = "") -> Facts:
    """The facts of one article, whatever other articles there are; deterministic for a text and a model."""
    doc = parse(article.text, model)
    marks = find_quoted_spans(article.text)
    times = find_times(doc, marks)
    actors = find_actors(doc, marks)
    cast = CorefResolver(doc, actors, marks)
    meetings = find_meetings(doc, marks, times, cast)
    strikes = find_strikes(doc, marks, times, cast, first_group=1 + max((r.group for r in meetings), default=-1))
    return Facts(
        article=article.id,
        actors=actors,
        times=times,
        quotations=find_quotations(doc, marks, cast),
        event_mentions=tuple(sorted((*meetings, *strikes), key=lambda r: (r.span, r.kind, r.group))),
        earliest_publication=dates_in_captions(article.captions),
        sentences=tuple(Span(s.start_char, s.end_char) for s in doc.sents),
    )
