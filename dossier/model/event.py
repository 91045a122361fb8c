"""Events: mentions in one article, and the events of the dossier with their source reports."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.event_kinds.registry import find_kind
from dossier.model.place import Location
from dossier.model.span import Span


class Status(StrEnum):
    """Factuality of an event, according to the articles."""

    OCCURRED = "held"
    PLANNED = "planned"


class FigureKind(StrEnum):
    """Figures that strikes have; they count people unless the name says otherwise. Other kinds of event may declare others."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DETAINED = "detained"
    EVACUATED = "evacuated"
    WITHOUT_POWER = "without_power"
    WITHOUT_HEAT = "without_heat"
    BUILDINGS_DAMAGED = "buildings_damaged"
    VEHICLES_DAMAGED = "vehicles_damaged"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a report. `name` is declared by a kind of event; `at_least` and `about` are bounds as printed; `span` is the span of the
    number.
    """

    name: str
    value: int
    span: Span
    at_least: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class CumulativeMention:
    """Cumulative figure in one article: a total of a war or of several days, which belongs to no event.

    `span` is its sentence, `period_span` the words for the time it covers (None where none are recognised), `time_ids` the indexes into
    `Facts.times` of the expressions among them. `attributed_to` is the key of the entity cluster that gives the figure.
    """

    figure: Figure
    span: Span
    period_span: Span | None
    time_ids: tuple[int, ...] = ()
    attributed_to: int | None = None


@dataclass(frozen=True, slots=True)
class CumulativeFigure:
    """Cumulative figure with the dossier's actor who gives it. `period` are the words for the time it covers, `start` its first day where the
    words give one; `span` is the sentence.
    """

    figure: Figure
    span: Span
    period: str
    start: date | None
    attributed_to: str | None


@dataclass(frozen=True, slots=True)
class EventMention:
    """Event mention: one event in one sentence of one article.

    `kind` is the name of a declared kind (`model.event_kinds`). `group` is equal for coreferent mentions of one article. `time_ids` are indexes into `Facts.times` of the expressions that
    date the event; `time_relation` ("eve", "during", "after", "before", else empty) and `time_relation_span` relate it to
    another event; the relation "context" says that its times date the speaking instead, and "recalled" that the article only
    recalls it (from a charge or a trial, or as what came before its news) and gives no day. `day_index` is 2 for "a second day" and `duration` is 2 for "a two-day
    round", else both are 0. `places` run from specific to wide. `participants`, `attacker` and `attributed_to` (the source of the
    statement) are keys of entity clusters; `attacker_words` are the words for an attacker without a name ("gunmen"). `is_another` is true where the words
    set the event apart from those before it ("another blast", "a second round", "hours later"). `explanation` names the trigger.
    """

    kind: str
    subkind: str
    status: Status
    span: Span
    group: int
    time_ids: tuple[int, ...] = ()
    time_relation: str = ""
    time_relation_span: Span | None = None
    day_index: int = 0
    duration: int = 0
    places: tuple[str, ...] = ()
    participants: tuple[int, ...] = ()
    attacker: int | None = None
    attacker_words: str = ""
    weapon: str = ""
    target: str = ""
    figures: tuple[Figure, ...] = ()
    attributed_to: int | None = None
    called_off: bool = False
    series: str = ""
    is_another: bool = False
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One candidate for the date of a time expression: days, the rule that gives them, and why it was or was not chosen."""

    start: date
    end: date
    rule: str
    explanation: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """Provenance of a date: the words and their span, the day they are relative to, the rule, the days, and other candidates."""

    article: str
    words: str
    span: Span | None
    anchor: date | None
    anchor_why: str
    rule: str
    start: date | None
    end: date | None
    candidates: tuple[DateCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceReport:
    """An event mention with ids of the dossier's actors, its text, and the days of the event in its article.

    `sure` is false where the days are a guess; `attributed_to` is the actor who is the source of the statement; `location` is what `place`
    stands for in this article, None without a place; `attacker_words` are the words for an attacker without a name ("gunmen").
    """

    article: str
    span: Span
    text: str
    status: Status
    start: date | None
    end: date | None
    granularity: str
    place: str
    participants: tuple[str, ...]
    attacker: str | None
    weapon: str
    figures: tuple[Figure, ...]
    attributed_to: str | None
    date_evidence: tuple[DateEvidence, ...] = ()
    sure: bool = True
    location: Location | None = None
    attacker_words: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world event with the reports of all articles.

    `kind` is the name of a declared kind. `start` and `end` are whole days, both given or both None; `granularity` is day, week, month, season or year;
    `sure` is false where the days are a guess. `conflicts` name the points on which the reports disagree ("day",
    "place", "who" or the name of a figure). `date_explanation` and `merge_explanation` are sentences for the user, the
    latter empty for a single report. `independent_sources` is the number of articles, near-duplicates counted once.
    `possible_duplicates` are ids of events that the user marked as perhaps the same. `location` is what `place` stands for in the world
    list, None without a place. `attacker_words` are the words for the attacker where `attacker` is None.
    """

    id: str
    kind: str
    subkind: str
    status: Status
    start: date | None
    end: date | None
    granularity: str
    sure: bool
    date_explanation: str
    place: str
    participants: tuple[str, ...]
    attacker: str | None
    weapon: str
    target: str
    conflicts: tuple[str, ...]
    reports: tuple[SourceReport, ...]
    merge_explanation: str = ""
    independent_sources: int = 1
    series: str = ""
    hidden: bool = False
    possible_duplicates: tuple[str, ...] = ()
    location: Location | None = None
    attacker_words: str = ""

    @property
    def role(self) -> str:
        """The role of its sign: "planned" for a plan that its kind shows as such, else the name of its kind."""
        return "planned" if self.status is Status.PLANNED and find_kind(self.kind).shows_planned else self.kind

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that report the event, in order of report."""
        return tuple(dict.fromkeys(r.article for r in self.reports))
