"""What the dossier as a whole holds, with reasons."""

from dataclasses import dataclass

from dossier.model.actor import Actor
from dossier.model.article import PublicationDay
from dossier.model.event import Event
from dossier.model.quotation import Quotation
from dossier.model.time import Resolution, TimeExpression


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """A time expression of one article and what it means there."""

    expression: TimeExpression
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class ArticleLinks:
    """What the other articles add to one: its publication day as far as known, its times resolved, and the ids of
    articles with the same or nearly the same text.
    """

    article: str
    published: PublicationDay
    times: tuple[ResolvedTime, ...]
    near_duplicates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Actors, events and quotations of all articles, each list in its order of display; `unfit` names corrections that no
    longer fit, one sentence each.
    """

    articles: tuple[ArticleLinks, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    stale_corrections: tuple[str, ...] = ()
