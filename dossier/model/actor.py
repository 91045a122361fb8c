"""Who acts: mentions in one article, and actors across the dossier."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.span import Span


class ActorKind(StrEnum):
    """What an actor is."""

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
    """An office or function ("foreign minister", "son-in-law") and the passage it rests on."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A state or body that somebody acts for, and the passage it rests on.

    `name` is a state's short English name where one of its offices is served, else the body's own name.
    """

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class EntityCluster:
    """One actor as one article tells of it.

    `key` is unique within the article's facts; quotations and reports name actors by it. `name` is the fullest form
    that the article uses (for a state its short English name). `sure` is false where the kind rests on the model alone.
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
    """A mention, with the id of the article it stands in."""

    article: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class ArticleRole:
    """A role, with the article and the passage it rests on."""

    text: str
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the whole dossier under one name.

    `aliases` are the other forms that appear, `why` says for each alias or join what it rests on, one sentence each.
    `sides_from` are the passages behind `side`, `perhaps` the ids of actors that the user takes for perhaps the same.
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
        return tuple(dict.fromkeys(m.article for m in self.mentions))
