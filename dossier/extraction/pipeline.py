"""Extraction pipeline: runs the stages in order, `extract(article) -> Facts`."""

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.events.cumulative import find_cumulative_figures
from dossier.extraction.events.extractors import find_events
from dossier.extraction.events.parsed_article import ParsedArticle
from dossier.extraction.nlp import parse
from dossier.extraction.quotes.extractor import find_quotations
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.timex.recognizer import dates_in_captions, find_times
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.span import Span


def extract(article: Article, model: str = "") -> Facts:
    """The facts of one article, independent of all other articles; deterministic for a text and a model.

    Raises ModelMissing where the model is not installed, DossierError where the text is longer than the model accepts.
    """
    doc = parse(article.text, model)
    quoted_spans = find_quoted_spans(article.text)
    times = find_times(doc, quoted_spans)
    actors = find_actors(doc, quoted_spans, article.outlet)
    resolver = CorefResolver(doc, actors, quoted_spans)
    parsed = ParsedArticle(doc, quoted_spans, times, resolver, article.dateline, article.published.day)
    return Facts(
        article=article.id,
        actors=actors,
        times=times,
        quotations=find_quotations(doc, quoted_spans, resolver),
        event_mentions=find_events(parsed),
        cumulative=find_cumulative_figures(parsed),
        earliest_publication=dates_in_captions(article.captions),
        sentences=tuple(Span(s.start_char, s.end_char) for s in doc.sents),
    )
