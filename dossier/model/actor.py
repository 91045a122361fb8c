"""Actors: entity clusters of one article, and actors of the whole dossier."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dossier.model.span import Span


class ActorKind(StrEnum):
    """Kind of an actor."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of one article that names an actor, without title, honorific or possessive."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Role:
    """An office or function ("foreign minister", "son-in-law") and the span where it is printed."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A state or organisation that an actor acts for, and the span where that is printed.

    `name` is the short English name of the state for one of its offices, else the organisation's own name.
    """

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class EntityCluster:
    """Within-document coreference cluster: the mentions of one actor in one article.

    `key` is unique within the article's facts; quotations and event mentions refer to actors by it. `name` is the fullest
    form in the article (for a state its short English name). `sure` is false where only the language model gives the kind.
    """

    key: int
    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ArticleMention:
    """A mention with the id of its article."""

    article: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class ArticleRole:
    """A role or affiliation with the id of its article and the span where it is printed."""

    text: str
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the whole dossier under one name.

    `aliases` are the other forms in the articles; `explanation` has a sentence for each alias and each merge. `side` is the
    name of the state or organisation that it acts for, `affiliation_evidence` the passages for it. `possible_duplicates`
    are ids of actors that the user marked as perhaps the same.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[ArticleRole, ...]
    side: str | None
    mentions: tuple[ArticleMention, ...]
    explanation: tuple[str, ...] = ()
    affiliation_evidence: tuple[ArticleRole, ...] = ()
    hidden: bool = False
    possible_duplicates: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that name the actor, in order of first mention."""
        return tuple(self.mention_counts)

    @property
    def mention_counts(self) -> Mapping[str, int]:
        """The number of mentions in each of these articles, by id."""
        counts: dict[str, int] = {}  # not a Counter, which takes longer to make than to fill: most actors have a few mentions
        for mention in self.mentions:
            counts[mention.article] = counts.get(mention.article, 0) + 1
        return counts

    @property
    def first_role(self) -> str:
        """The first of the roles in words, empty where there is none."""
        return self.roles[0].text if self.roles else ""
