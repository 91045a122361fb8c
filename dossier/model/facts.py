"""What extraction finds in one article, before any other article is looked at."""

from dataclasses import dataclass
from datetime import date

from dossier.model.actor import EntityCluster
from dossier.model.event import EventMention
from dossier.model.quotation import ExtractedQuotation
from dossier.model.span import Span
from dossier.model.time import TimeExpression


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one article; every span counts in that article's text, every list is in order of the text.

    `not_before` are the days that captions state: the article cannot have been published earlier. `sentences` are the
    spans of the parse's sentences.
    """

    article: str
    actors: tuple[EntityCluster, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[ExtractedQuotation, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    earliest_publication: tuple[date, ...] = ()
    sentences: tuple[Span, ...] = ()
