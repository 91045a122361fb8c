"""Event records: one event as one article reports it, the unit that is compared and clustered."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from dossier.linking.actors.changes import ActorChanges
from dossier.linking.events.dating import LEAD, EventDates, combine_dates, dates_by_relation, dates_of, default_to_publication
from dossier.linking.events.scene_days import scene_day
from dossier.model.actor import Actor, ActorKind
from dossier.model.article import Article, PublicationDay
from dossier.model.event import Event, EventMention, Figure, SourceReport, Status
from dossier.model.event_kinds.registry import find_kind
from dossier.model.facts import Facts
from dossier.model.findings import Findings, ResolvedTime
from dossier.places.containment import is_district, is_town


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event as one article reports it; actors are ids of the dossier.

    - `key`: file, article id, offset and group; records are ordered by it, so that the order of the articles does not matter.
    - `mentions`: the mentions behind the record; where it is made from an event of the findings, with their spans alone.
    - `sentences`: the words of each mention's span.
    - `place`: names from specific to wide.
    - `persons`, `bodies`: participants; bodies are states and organisations.
    - `represented_states`: the states that its persons and bodies act for; `unaffiliated`: its persons whose state is not known.
    - `figures`: the highest number of each kind.
    - `series`: the round of talks it belongs to, or empty; `is_call`: true for a call rather than a meeting in person.
    - `published`: publication day of the article, None where unknown.
    - `actor_ids`: ids of the article's actors by their key in its facts.
    - `attacker_side`: the name of the state or group that the attacker is or acts for, empty without one.
    - `is_lead`: true where the article opens with it: the first of its kind, in the lead.
    """

    key: tuple[str, str, int, int]
    article: str
    kind: str
    mentions: tuple[EventMention, ...]
    sentences: tuple[str, ...]
    dates: EventDates
    place: tuple[str, ...]
    persons: frozenset[str]
    bodies: frozenset[str]
    represented_states: frozenset[str]
    unaffiliated: frozenset[str]
    attacker: str | None
    weapon: str
    figures: Mapping[str, int]
    series: str
    is_call: bool
    status: Status
    published: date | None
    actor_ids: Mapping[int, str]
    attacker_side: str = ""
    is_lead: bool = False


class KnownActor(NamedTuple):
    """What events depend on of an actor."""

    name: str
    kind: ActorKind
    side: str | None


class ActorTable:
    """Look-ups by actor id: `by_id`, and for persons and bodies that act for a state, its id in `state_of`."""

    def __init__(self, actors: Sequence[Actor] = ()) -> None:
        self.by_id: dict[str, KnownActor] = {}
        self.state_of: dict[str, str] = {}
        self._states: dict[str, set[str]] = defaultdict(set)
        self._acting: dict[str, set[str]] = defaultdict(set)
        self.update(ActorChanges(frozenset(), actors, frozenset()))

    def update(self, changes: ActorChanges) -> set[str]:
        """Replace actors; returns the ids of those that have another name, kind, side or state now, or no longer exist."""
        before = {ident: self.by_id.get(ident) for ident in (*changes.gone, *(actor.id for actor in changes.actors))}
        after = {actor.id: KnownActor(actor.name, actor.kind, actor.side) for actor in changes.actors}
        affected = {ident for ident, old in before.items() if old != after.get(ident)}
        names = {actor.name for ident in affected for actor in (before[ident], after.get(ident)) if actor and actor.kind is ActorKind.STATE}
        for ident, old in before.items():
            self._index(ident, old, is_new=False)
            self.by_id.pop(ident, None)
        for ident, actor in after.items():
            self._index(ident, actor, is_new=True)
            self.by_id[ident] = actor
        affected = affected.union(*(self._acting.get(name, ()) for name in names))
        for ident in affected:
            self.state_of.pop(ident, None)
            if (
                ident in self.by_id
                and self.by_id[ident].kind is not ActorKind.STATE
                and (states := self._states.get(self.by_id[ident].side or ""))
            ):
                self.state_of[ident] = max(states)
        return affected

    def _index(self, ident: str, actor: KnownActor | None, *, is_new: bool) -> None:
        if actor is None:
            return
        name, index = (actor.name, self._states) if actor.kind is ActorKind.STATE else (actor.side or "", self._acting)
        if is_new:
            index[name].add(ident)
        else:
            index[name].discard(ident)

    def is_person(self, ident: str) -> bool:
        """True for the id of a person."""
        return ident in self.by_id and self.by_id[ident].kind is ActorKind.PERSON

    def side_of(self, ident: str | None) -> str:
        """The name of the side of an actor, its own name for a state or where no side is known; empty for an unknown id."""
        actor = self.by_id.get(ident) if ident is not None else None
        return "" if actor is None else actor.side or actor.name


class _Report(Protocol):
    """The fields that an EventMention and a SourceReport share."""

    @property
    def weapon(self) -> str: ...

    @property
    def figures(self) -> tuple[Figure, ...]: ...


def build_record(
    key: tuple[str, str, int, int],
    reports: Sequence[_Report],
    participants: Collection[str],
    actors: ActorTable,
    *,
    article: str,
    dates: EventDates,
    place: tuple[str, ...],
    attackers: Iterable[str],
    series: str,
    status: Status,
    published: date | None,
    mentions: tuple[EventMention, ...],
    sentences: tuple[str, ...],
    actor_ids: Mapping[int, str] | None = None,
) -> EventRecord:
    """The record of `reports`, all of one article and one event; `attackers` are ids in order of report."""
    persons = frozenset(ident for ident in participants if actors.is_person(ident))
    return EventRecord(
        key=key,
        article=article,
        kind=mentions[0].kind,
        mentions=mentions,
        sentences=sentences,
        dates=dates,
        place=place,
        persons=persons,
        bodies=frozenset(participants) - persons,
        represented_states=frozenset(actors.state_of[ident] for ident in participants if ident in actors.state_of),
        unaffiliated=persons - actors.state_of.keys(),
        attacker=(attacker := next(iter(attackers), None)),
        attacker_side=actors.side_of(attacker),
        weapon=next((r.weapon for r in reports if r.weapon), ""),
        figures=_highest_figures(reports),
        series=series,
        is_call=any(mention.subkind == "call" for mention in mentions),
        status=status,
        published=published,
        actor_ids=actor_ids or {},
    )


def _highest_figures(reports: Sequence[_Report]) -> dict[str, int]:
    figures: dict[str, int] = {}
    for figure in (f for r in reports for f in r.figures):
        figures[figure.name] = max(figure.value, figures.get(figure.name, 0))
    return figures


def records_from_article(
    article: Article,
    facts: Facts,
    published: PublicationDay,
    times: tuple[ResolvedTime, ...],
    ids: Mapping[tuple[str, int], str],
    actors: ActorTable,
) -> list[EventRecord]:
    """The records of one article, one for each group of coreferent event mentions, with their dates.

    `ids` maps (article id, key of an actor in its facts) to the actor's id.
    """
    groups: dict[int, list[EventMention]] = {}
    for mention in facts.event_mentions:
        groups.setdefault(mention.group, []).append(mention)
    dates = _dates_by_group(article, groups, published, times)
    actor_ids = {actor.key: ids[article.id, actor.key] for actor in facts.actors if (article.id, actor.key) in ids}
    records = []
    for number, mentions in groups.items():
        records.append(
            build_record(
                (article.file, article.id, mentions[0].span.start, number),
                mentions,
                {ids[article.id, key] for m in mentions for key in m.participants if (article.id, key) in ids},
                actors,
                article=article.id,
                dates=dates[number],
                place=most_specific_place([m.places for m in mentions if m.places]),
                attackers=(i for m in mentions if m.attacker is not None and (i := ids.get((article.id, m.attacker))) is not None),
                series=next((m.series for m in mentions if m.series), ""),
                status=_status(mentions, dates[number], published),
                published=published.day,
                mentions=tuple(mentions),
                sentences=tuple(mention.span.of(article.text) for mention in mentions),
                actor_ids=actor_ids,
            )
        )
    return list(_with_leads(records))


def _with_leads(records: Sequence[EventRecord]) -> Iterator[EventRecord]:
    """The records of one article, the first of each kind marked as the lead if it stands there."""
    first: dict[str, int] = {}
    for record in records:
        first[record.kind] = min(record.key[2], first.get(record.kind, LEAD))
    return (replace(record, is_lead=True) if record.key[2] == first[record.kind] < LEAD else record for record in records)


def _status(mentions: Sequence[EventMention], dates: EventDates, published: PublicationDay) -> Status:
    """The status of an event that an article reports in several mentions: it took place if one of them says so, unless it was called off."""
    occurred = any(m.status is Status.OCCURRED for m in mentions) and not all(m.called_off for m in mentions)
    return Status.OCCURRED if occurred and not _is_to_come(dates, mentions[0].kind, published) else Status.PLANNED


def _is_to_come(dates: EventDates, kind: str, published: PublicationDay) -> bool:
    """True for a sure day after the publication day, whatever the tense ("the talks resume on May 20"); the next day may be a time zone's."""
    can_be_planned = not find_kind(kind).matching.past_weekdays
    if not (can_be_planned and dates.sure and dates.start is not None and published.day is not None):
        return False
    return dates.start > published.day + timedelta(days=1)


def _dates_by_group(
    article: Article, groups: Mapping[int, Sequence[EventMention]], published: PublicationDay, times: tuple[ResolvedTime, ...]
) -> dict[int, EventDates]:
    """The dates of each group: by its own time expressions, else by its relation to another event, else by the scene, else by the
    publication day.
    """
    own = {number: dates_of(mentions, times, published, article.id) for number, mentions in groups.items()}
    dates = dict(own)
    for number, mentions in groups.items():
        related = next((m for m in mentions if m.time_relation_span is not None and m.time_relation not in {"context", "recalled"}), None)
        if related is not None and not own[number].sure:
            words = related.time_relation_span.of(article.text) if related.time_relation_span else ""
            by_relation = dates_by_relation(related, _dates_of_related_event(related, words, groups, own), words, article.id)
            dates[number] = by_relation if by_relation.known else dates[number]
        if not dates[number].known:
            taken = {i for other, of_other in groups.items() if other != number for m in of_other for i in m.time_ids}
            dates[number] = scene_day(mentions, times, taken, published, article.id)
        if not dates[number].known:
            dates[number] = default_to_publication(mentions[0], published, article.id)
    return dates


def _dates_of_related_event(
    related: EventMention, words: str, groups: Mapping[int, Sequence[EventMention]], dates: Mapping[int, EventDates]
) -> EventDates:
    """The dates of the event of the same article that the words of a relation ("after the talks in Quito") refer to."""
    best, best_score = EventDates(), -1.0
    start = related.time_relation_span.start if related.time_relation_span else -1
    for number, mentions in groups.items():
        if number == related.group or not find_kind(mentions[0].kind).matching.dates_others or not dates[number].known:
            continue
        if related.status is Status.OCCURRED and all(m.status is Status.PLANNED for m in mentions):
            continue
        names_place = any(_names_place(words, name) for name in {name for m in mentions for name in m.places})
        same_sentence = any(m.span.start <= start < m.span.end for m in mentions)
        comes_before = mentions[0].span.start < related.span.start
        score = 4 * names_place + 2 * same_sentence + len(mentions) / 10 + comes_before / 4
        if score > best_score:
            best, best_score = dates[number], score
    return best


def _names_place(words: str, place: str) -> bool:
    """True where the words name the place, in full or by its initials ("UAE")."""
    return place in words or (" " in place and "".join(w[0] for w in place.split() if w[0].isupper()) in words.split())


def most_specific_place(places: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """A place with a town or district that the world list has before others, then the one with the most parts, of equals the one whose first name is most
    frequent, then the first; () for no places.
    """
    if not places:
        return ()
    counts = Counter(name for place in places for name in place)
    return max(places, key=lambda p: (any(is_town(n) or is_district(n) for n in p), len(p), counts[p[0]], -places.index(p)))


def records_from_events(findings: Findings) -> dict[str, tuple[EventRecord, ...]]:
    """The records of every event that is not hidden, by event id; see `records_from_event`."""
    actors, published = ActorTable(findings.actors), publication_days(findings)
    return {event.id: records_from_event(event, actors, published) for event in findings.events if not event.hidden}


def publication_days(findings: Findings) -> dict[str, date | None]:
    """The publication day of each article, by id; None where it is not known."""
    return {links.article: links.published.day for links in findings.articles}


def records_from_event(event: Event, actors: ActorTable, published: Mapping[str, date | None]) -> tuple[EventRecord, ...]:
    """The records of an event, one for each article in order of report. `published` has the publication days by article.

    They are made from the findings, so that evidence can be computed after the user's corrections too.
    """
    return tuple(_record_from_event(event, article, actors, published.get(article)) for article in event.articles)


def _record_from_event(event: Event, article: str, actors: ActorTable, published: date | None) -> EventRecord:
    reports = [r for r in event.reports if r.article == article]
    record = build_record(
        (article, event.id, reports[0].span.start, 0),
        reports,
        {ident for r in reports for ident in r.participants},
        actors,
        article=article,
        dates=_combined_dates(reports, event.kind),
        place=max((_place_names(r) for r in reports), key=len),
        attackers=(r.attacker for r in reports if r.attacker),
        series=event.series,
        status=Status.OCCURRED if any(r.status is Status.OCCURRED for r in reports) else Status.PLANNED,
        published=published,
        mentions=tuple(EventMention(event.kind, event.subkind, r.status, r.span, 0) for r in reports),
        sentences=tuple(r.text for r in reports),
    )
    return replace(record, is_lead=reports[0].span.start < LEAD)


def _place_names(report: SourceReport) -> tuple[str, ...]:
    return tuple(name.strip() for name in report.place.split(",") if name.strip())


def _combined_dates(reports: Sequence[SourceReport], kind: str) -> EventDates:
    """The dates of the reports that it took place, else of all."""
    occurred = [r for r in reports if r.status is Status.OCCURRED and r.start] or reports
    return combine_dates([EventDates(r.start, r.end, r.granularity, r.sure) for r in occurred if r.start], kind)
