"""Stored kinds: which fields of articles, facts and findings are in memory, and which are read when something looks at them."""

from collections.abc import Mapping
from typing import Any

from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks
from dossier.model.quotation import Quotation
from dossier.storage.derived.stored_items import StoredType


def _role_and_counts(actor: Actor) -> tuple[Any, ...]:
    """The first role of an actor, and each article that names it with the number of mentions."""
    summary: list[Any] = [actor.first_role]
    for pair in actor.mention_counts.items():
        summary += pair
    return tuple(summary)


def _mention_counts(summary: tuple[Any, ...]) -> Mapping[str, int]:
    return dict(zip(summary[1::2], summary[2::2], strict=True))


ARTICLES = StoredType(
    Article,
    ("text", "captions", "boilerplate"),
    ("id", "outlet", "byline", "language", "published", "dateline", "method"),
    lambda article: (len(article.text),),
    {"length": lambda summary: summary[0]},
)
FACTS = StoredType(
    Facts, ("actors", "times", "quotations", "event_mentions", "cumulative", "earliest_publication", "sentences"), ("article",)
)
LINKS = StoredType(ArticleLinks, ("times", "cumulative"), ("article", "published", "near_duplicates"))
ACTORS = StoredType(
    Actor,
    ("roles", "mentions", "explanation", "affiliation_evidence"),
    ("side",),
    _role_and_counts,
    {"first_role": lambda summary: summary[0], "mention_counts": _mention_counts},
)
EVENTS = StoredType(
    Event,
    ("date_explanation", "reports", "merge_explanation"),
    ("kind", "subkind", "granularity", "place", "participants", "attacker", "weapon", "target", "conflicts", "series"),
    lambda event: event.articles,
    {"articles": lambda summary: summary},
)
QUOTATIONS = StoredType(
    Quotation,
    ("text", "source", "source_text", "cue", "channel", "explanation", "same_as", "differs", "cue_lemma"),
    ("article", "speaker", "speaker_text"),
)
