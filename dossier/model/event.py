"""Meetings and strikes: what one article reports, and the event behind the reports."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.span import Span


class EventKind(StrEnum):
    """The two kinds of event."""

    MEETING = "meeting"
    STRIKE = "strike"


class Status(StrEnum):
    """Whether an event took place, as far as the articles tell."""

    OCCURRED = "held"
    PLANNED = "planned"


class FigureKind(StrEnum):
    """What a figure counts; people unless the name says otherwise."""

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
    """A number that a report gives. `at_least` and `about` are its bounds as printed; `span` is where it stands."""

    name: FigureKind
    value: int
    span: Span
    at_least: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """What one sentence of one article says of one event.

    `group` is equal for all reports of one article that tell of the same event. `when` are indexes into the article's
    `Facts.times`, the expressions that date the event; `relation` and `relation_span` tell a day that hangs on another
    event ("eve", "during", "after", "before"), empty where none does. `nth_day` is 2 for "a second day" and `duration`
    2 for "a two-day round", else 0. `places` run from specific to wide. `participants`, `attacker` and `says` are keys
    of local actors. `why` says what made it an event.
    """

    kind: EventKind
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
    weapon: str = ""
    target: str = ""
    figures: tuple[Figure, ...] = ()
    attributed_to: int | None = None
    called_off: bool = False
    series: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One way of reading a time expression: days, the rule that gives them, and why it was or was not taken."""

    start: date
    end: date
    rule: str
    explanation: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """Why an event, or a time expression, has its days: words, anchor, rule, result, readings."""

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
    """What one article says of an event: the sentence, its days (`sure` is false where they are a guess), place, figures, and who it
    is credited to.
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


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world event, however many articles tell of it.

    `start` and `end` are whole days, both given or both None; `granularity` is day, week, month, season or year;
    `sure` is false where the days rest on a guess. `conflicts` name the points on which the reports disagree ("day",
    "place", "who" or a figure's name). `date_why` and `merge_why` are sentences for people; `merge_why` is empty for
    a single report. `independent` counts the sources left when near-duplicate texts count once. `perhaps` are the ids of events that
    the user takes for perhaps the same.
    """

    id: str
    kind: EventKind
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

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that tell of the event, in order of report."""
        return tuple(dict.fromkeys(r.article for r in self.reports))
