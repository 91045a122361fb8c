"""Facts: the result of extraction for one article, independent of other articles."""

from dataclasses import dataclass
from datetime import date

from dossier.model.actor import EntityCluster
from dossier.model.event import CumulativeMention, EventMention
from dossier.model.quotation import ExtractedQuotation
from dossier.model.span import Span
from dossier.model.time import TimeExpression


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one article; all spans are offsets in its text, all tuples are in order of the text.

    `earliest_publication` are the days in captions, before which the article cannot have been published. `sentences` are
    the spans of the sentences of the parse.
    """

    article: str
    actors: tuple[EntityCluster, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[ExtractedQuotation, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    cumulative: tuple[CumulativeMention, ...] = ()
    earliest_publication: tuple[date, ...] = ()
    sentences: tuple[Span, ...] = ()
