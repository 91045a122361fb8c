"""Stored kinds: which fields of articles and findings are in memory, and which are read when something looks at them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any

from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.findings import ArticleLinks
from dossier.model.quotation import Quotation
from dossier.storage.derived.stored_items import StoredType


@dataclass(frozen=True, slots=True)
class _InArticle:
    """The article of a mention or a report; nothing else is decoded."""

    article: str


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a role; nothing else is decoded."""

    text: str


def _role_and_counts(actor: Any) -> tuple[Any, ...]:
    """The first role of an actor, and each article that names it with the number of mentions."""
    role = intern(actor.roles[0].text) if actor.roles else ""
    counts: dict[str, int] = {}
    for mention in actor.mentions:
        counts[mention.article] = counts.get(mention.article, 0) + 1
    summary: list[Any] = [role]
    for article, count in counts.items():
        summary += (intern(article), count)
    return tuple(summary)


def _mention_counts(summary: tuple[Any, ...]) -> Mapping[str, int]:
    return dict(zip(summary[1::2], summary[2::2], strict=True))


def _articles(reports: Iterable[_InArticle]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(intern(report.article) for report in reports))


ARTICLES = StoredType(
    Article,
    ("text", "captions", "boilerplate"),
    ("id", "outlet", "byline", "language", "published", "dateline", "method"),
    {"text": str},
    lambda article: (len(article.text),),
    {"length": lambda summary: summary[0]},
)
LINKS = StoredType(ArticleLinks, ("times", "cumulative"), ("article", "published", "near_duplicates"))
ACTORS = StoredType(
    Actor,
    ("roles", "mentions", "explanation", "affiliation_evidence"),
    ("side",),
    {"roles": tuple[_Text, ...], "mentions": tuple[_InArticle, ...]},
    _role_and_counts,
    {"first_role": lambda summary: summary[0], "mention_counts": _mention_counts},
)
EVENTS = StoredType(
    Event,
    ("date_explanation", "reports", "merge_explanation"),
    ("kind", "subkind", "granularity", "place", "participants", "attacker", "weapon", "target", "conflicts", "series"),
    {"reports": tuple[_InArticle, ...]},
    lambda event: _articles(event.reports),
    {"articles": lambda summary: summary},
)
QUOTATIONS = StoredType(
    Quotation,
    ("text", "source", "source_text", "cue", "channel", "explanation", "same_as", "differs", "cue_lemma"),
    ("article", "speaker", "speaker_text"),
)
