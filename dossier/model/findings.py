"""Findings: the result of linking all articles of a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.model.actor import Actor
from dossier.model.article import PublicationDay
from dossier.model.event import CumulativeFigure, Event
from dossier.model.quotation import Quotation
from dossier.model.time import Resolution, TimeExpression


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """A time expression of one article with its resolution."""

    expression: TimeExpression
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class ArticleLinks:
    """Cross-document facts of one article: its publication day, its resolved times, the ids of its near-duplicates, and the figures that
    belong to no event.
    """

    article: str
    published: PublicationDay
    times: tuple[ResolvedTime, ...]
    near_duplicates: tuple[str, ...] = ()
    cumulative: tuple[CumulativeFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Actors, events and quotations of all articles, each in order of display: those of a dossier in `Blocks`, which findings that differ in a few
    items share.

    `stale_corrections` has a sentence for each correction that no longer applies.
    """

    articles: Sequence[ArticleLinks] = ()
    actors: Sequence[Actor] = ()
    events: Sequence[Event] = ()
    quotations: Sequence[Quotation] = ()
    stale_corrections: tuple[str, ...] = ()
