"""Conflicts: points on which the sources of one event disagree. A source is an article with all its reports of the event."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, permutations
from typing import TypeVar

from dossier.linking.events.records import KnownActor, most_specific_place
from dossier.linking.events.rules import compatible_places
from dossier.model.actor import Actor, ActorKind
from dossier.model.event import Event, Figure, SourceReport
from dossier.model.event_kinds.declaration import Slot
from dossier.model.event_kinds.registry import figure_words, find_kind
from dossier.model.findings import Findings

Value = TypeVar("Value", bound=Hashable)


def conflict_points() -> tuple[str, ...]:
    """Everything that sources can disagree on, in the order in which it is listed."""
    return ("day", "place", "who", *figure_words())


def find_conflicts(kind: str, reports: Sequence[SourceReport], actors: Mapping[str, Actor | KnownActor]) -> tuple[str, ...]:
    """The points on which sources disagree: "day", "place", "who", then names of figures; empty where they agree.

    Two sources disagree on a point where nothing that one gives fits anything that the other gives; on who came to a meeting, where one
    names people and leaves out somebody whom the other names. A wider place, a coarser or unsure day or a missing value is no
    disagreement. `actors` are by id.
    """
    by_source = _by_source(reports)
    if len(by_source) < 2:
        return ()
    disagreeing = {
        "day": _disagree(map(certain_days, by_source), days_differ),
        "place": _disagree(map(_places, by_source), lambda a, b: not compatible_places(a, b)),
        "who": _parties_differ(kind, by_source, actors),
    }
    for name in figure_words():
        disagreeing[name] = _disagree((_figures(own, name) for own in by_source), figures_differ)
    return tuple(point for point, is_in_conflict in disagreeing.items() if is_in_conflict)


def judge_attendance(findings: Findings, changed: Collection[str]) -> Findings:
    """Judge again whether sources disagree on who took part, in the events of actors that are `changed` (by id)."""
    actors = {actor.id: actor for actor in findings.actors}
    order = conflict_points()

    def judge(event: Event) -> Event:
        if not any(ident in changed for r in event.reports for ident in (*r.participants, r.attacker)):
            return event
        differ = _parties_differ(event.kind, _by_source(event.reports), actors)
        points = [*event.conflicts, "who"] if differ else [point for point in event.conflicts if point != "who"]
        return replace(event, conflicts=tuple(sorted(set(points), key=order.index)))

    return replace(findings, events=tuple(map(judge, findings.events)))


def _by_source(reports: Sequence[SourceReport]) -> list[list[SourceReport]]:
    """The reports of each article."""
    return [[r for r in reports if r.article == article] for article in dict.fromkeys(r.article for r in reports)]


def _parties_differ(kind: str, by_source: Sequence[Sequence[SourceReport]], actors: Mapping[str, Actor | KnownActor]) -> bool:
    """True where sources disagree on who took part, or on who attacked."""
    if Slot.PARTICIPANTS in find_kind(kind).slots:
        return _attendance_differs(by_source, actors)
    return _disagree((_attackers(own, actors) for own in by_source), lambda a, b: a != b)


def _disagree(values: Iterable[Iterable[Value]], differ: Callable[[Value, Value], bool]) -> bool:
    """True where of two sources, given by their values, each value of one differs from each of the other."""
    distinct = dict.fromkeys(given for own in values if (given := frozenset(own)))
    return any(all(differ(a, b) for a in first for b in second) for first, second in combinations(distinct, 2))


def certain_days(reports: Iterable[SourceReport]) -> list[tuple[date, date]]:
    """The days that reports give for sure and to the day: only these are compared."""
    return [(r.start, r.end or r.start) for r in reports if r.start is not None and r.sure and r.granularity == "day"]


def days_differ(first: tuple[date, date], second: tuple[date, date]) -> bool:
    """True where two spans of days share no day."""
    return first[0] > second[1] or second[0] > first[1]


def figures_differ(first: Figure, second: Figure) -> bool:
    """True where no number fits both: two exact ones, or a lower bound above the other number. “About” contradicts nothing."""
    (low, high), (other_low, other_high) = _bounds(first), _bounds(second)
    return low > other_high or other_low > high


def _bounds(figure: Figure) -> tuple[float, float]:
    if figure.about:
        return 0, float("inf")
    return figure.value, float("inf") if figure.at_least else figure.value


def leaves_out(participants: Collection[str], actor: str, actors: Mapping[str, Actor | KnownActor]) -> bool:
    """True where a source that names `participants` names others of the same kind and not this actor. A state is not left out by a
    source that names its people.
    """
    if actor in participants or actor not in actors:
        return False
    known = actors[actor]
    others = [actors[ident] for ident in participants if ident in actors]
    if known.kind is ActorKind.PERSON:
        return any(other.kind is ActorKind.PERSON for other in others)
    return any(other.kind is not ActorKind.PERSON for other in others) and all(other.side != known.name for other in others)


def _attendance_differs(by_source: Iterable[Sequence[SourceReport]], actors: Mapping[str, Actor | KnownActor]) -> bool:
    distinct = dict.fromkeys(frozenset(p for r in reports for p in r.participants) for reports in by_source)
    return any(leaves_out(second, actor, actors) for first, second in permutations(distinct, 2) for actor in first)


def _attackers(reports: Iterable[SourceReport], actors: Mapping[str, Actor | KnownActor]) -> list[str]:
    """The sides of the attackers: a state and its army are one."""
    known = ((r.attacker, actors.get(r.attacker)) for r in reports if r.attacker)
    return [ident if actor is None else actor.side or actor.name for ident, actor in known]


def _places(reports: Iterable[SourceReport]) -> list[tuple[str, ...]]:
    """The most specific place of a source."""
    places = [tuple(r.place.split(", ")) for r in reports if r.place]
    return [most_specific_place(places)] if places else []


def _figures(reports: Iterable[SourceReport], name: str) -> list[Figure]:
    return [figure for r in reports for figure in r.figures if figure.name == name]
