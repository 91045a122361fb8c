"""Everything that a dossier tells of one actor."""

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
    """A form that articles print for the actor: how often, in how many articles, and where first."""

    text: str
    count: int
    articles: int
    first: Occurrence


@dataclass(frozen=True, slots=True)
class RoleForm:
    """A role, and each place where it is printed, in the order of their days, one an article."""

    text: str
    printed: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """An event that the actor has to do with: as what ("took part", "is to take part", "struck", "told of it"), and where that is told."""

    event: Event
    role: str
    told: Occurrence


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Another actor: the numbers of sentences that name both, of events that both have to do with and of articles that name both;
    and a passage that does, as close as there is.
    """

    actor: Actor
    sentences: int
    events: int
    articles: int
    together: Occurrence


@dataclass(frozen=True, slots=True)
class OutletUsage:
    """An outlet that names the actor (empty where none is named): in how many articles, how often, and where first."""

    outlet: str
    articles: int
    mentions: int
    first: Occurrence


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor's page. `first` and `last` are the first and last publication day of articles that name the actor, None where none has
    a day. `said` are the actor's quotations by day, `told_of` quotations of others that name the actor, `entries` what the user keeps on
    the actor or on its quotations and events. Sentences shared were looked for in `read` of its articles, those that name it most.
    """

    actor: Actor
    first: date | None
    last: date | None
    names: tuple[NameForm, ...]
    roles: tuple[RoleForm, ...]
    events: tuple[Participation, ...]
    quotations: tuple[Quotation, ...]
    sources_about: tuple[Quotation, ...]
    co_occurrences: tuple[CoOccurrence, ...]
    sources: tuple[OutletUsage, ...]
    entries: tuple[Entry, ...]
    read: int
