"""Profile of one actor."""

from dataclasses import dataclass
from datetime import date

from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.notebook import Entry
from dossier.model.quotation import Quotation
from dossier.model.span import Span


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage of an article."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class NameForm:
    """A form of the actor's name: its number of mentions and of articles, and its first occurrence."""

    text: str
    count: int
    articles: int
    first: Occurrence


@dataclass(frozen=True, slots=True)
class RoleForm:
    """A role with its occurrences, one an article, in order of publication."""

    text: str
    printed: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """The part of the actor in an event ("took part", "is to take part", "struck", "reported it"), and the passage that says so."""

    event: Event
    role: str
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Another actor, with the numbers of sentences, events and articles that both have in common, and the closest passage on both."""

    actor: Actor
    sentences: int
    events: int
    articles: int
    together: Occurrence


@dataclass(frozen=True, slots=True)
class OutletUsage:
    """An outlet that names the actor (empty for articles without one): numbers of articles and mentions, and the first occurrence."""

    outlet: str
    articles: int
    mentions: int
    first: Occurrence


@dataclass(frozen=True, slots=True)
class Profile:
    """Profile of one actor.

    `first` and `last` are the first and last publication day of its articles, None where none has a day. `quotations` are
    those by the actor, in order of day, `quotations_about` those of others that name it. `entries` are notebook entries on the
    actor or on its quotations and events. Shared sentences were counted in `read` of its articles, those that name it most.
    """

    actor: Actor
    first: date | None
    last: date | None
    names: tuple[NameForm, ...]
    roles: tuple[RoleForm, ...]
    events: tuple[Participation, ...]
    quotations: tuple[Quotation, ...]
    quotations_about: tuple[Quotation, ...]
    co_occurrences: tuple[CoOccurrence, ...]
    sources: tuple[OutletUsage, ...]
    entries: tuple[Entry, ...]
    read: int
