"""Local reports of meetings and strikes -> the events behind them, with days, places, conflicts and reasons."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dossier.linking.components import connected_components
from dossier.linking.events.conflicts import conflicts_of
from dossier.linking.events.dating import EventDates, by_relation, combine_dates, days_of, default_to_publication
from dossier.linking.events.explanations import date_sentence, merge_sentence
from dossier.linking.events.pairing import EventRecord, cluster_records
from dossier.model.actor import Actor, ActorKind
from dossier.model.article import Article, PublicationDay
from dossier.model.event import Event, EventKind, EventMention, SourceReport, Status
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.span import Span

MOST = 14
"""Participants that an event lists at most; those whom most reports name come first."""
WIDEST = 80
"""Characters of a place's name at most."""


def merge_events(
    articles: Mapping[str, Article],
    facts: Mapping[str, Facts],
    published: Mapping[str, PublicationDay],
    times: Mapping[str, tuple[ResolvedTime, ...]],
    actors: Sequence[Actor],
    ids: Mapping[tuple[str, int], str],
    near: Mapping[str, tuple[str, ...]],
) -> tuple[Event, ...]:
    """The events that the articles tell of, by first day (undated last), then file and offset.

    `ids` maps (article id, key of a local actor) to the actor's id; `near` maps an article to those of nearly the same text,
    which count as one source. The result does not depend on the order of the articles.
    """
    kinds = {actor.id: actor.kind for actor in actors}
    states = {actor.name: actor.id for actor in actors if actor.kind is ActorKind.STATE}
    sides = {actor.id: states[actor.side] for actor in actors if actor.kind is ActorKind.PERSON and actor.side in states}
    names = {actor.id: actor.name for actor in actors}
    tellings: list[EventRecord] = []
    for key in sorted(articles, key=lambda k: (articles[k].file, k)):
        if key in facts:
            tellings += _tellings(articles[key], facts[key], published[key], times[key], ids, kinds, sides)
    events = [(_event(group, articles, kinds, names, near), group[0].key) for group in cluster_records(tellings)]
    events.sort(key=lambda pair: (pair[0].start or date.max, pair[0].end or date.max, pair[1]))
    return tuple(event for event, _ in events)


def _tellings(
    article: Article,
    facts: Facts,
    published: PublicationDay,
    times: tuple[ResolvedTime, ...],
    ids: Mapping[tuple[str, int], str],
    kinds: Mapping[str, ActorKind],
    sides: Mapping[str, str],
) -> list[EventRecord]:
    """What one article tells: one telling a group of reports, each with its days."""
    groups: dict[int, list[EventMention]] = {}
    for report in facts.event_mentions:
        groups.setdefault(report.group, []).append(report)
    days = {number: days_of(reports, times, published, article.id) for number, reports in groups.items()}
    own = dict(days)
    for number, reports in groups.items():
        hung = next((r for r in reports if r.time_relation_span is not None and r.time_relation != "context"), None)
        if hung is not None and not own[number].sure:
            found = by_relation(
                hung,
                _anchor(hung, groups, own, article),
                hung.time_relation_span.of(article.text) if hung.time_relation_span else "",
                article.id,
            )
            days[number] = found if found.known else days[number]
        if not days[number].known:
            days[number] = default_to_publication(reports[0], published, article.id)
    return [_telling(article, facts, number, reports, days[number], published, ids, kinds, sides) for number, reports in groups.items()]


def _anchor(hung: EventMention, groups: Mapping[int, list[EventMention]], days: Mapping[int, EventDates], article: Article) -> EventDates:
    """The days of the event of the same article on which another hangs: the one whose place or words the phrase names."""
    words = hung.time_relation_span.of(article.text) if hung.time_relation_span else ""
    best, points = EventDates(), -1.0
    for number, reports in groups.items():
        if number == hung.group or reports[0].kind is not EventKind.MEETING or not days[number].known:
            continue
        if hung.status is Status.OCCURRED and all(r.status is Status.PLANNED for r in reports):
            continue
        places = {name for r in reports for name in r.places}
        inside = any(r.span.start <= (hung.time_relation_span.start if hung.time_relation_span else -1) < r.span.end for r in reports)
        score = (
            4 * any(_names(name, words) for name in places) + 2 * inside + len(reports) / 10 + (reports[0].span.start < hung.span.start) / 4
        )
        if score > points:
            best, points = days[number], score
    return best


def _names(place: str, words: str) -> bool:
    """True where the words name the place, in full or by its initials ("UAE")."""
    return place in words or (" " in place and "".join(w[0] for w in place.split() if w[0].isupper()) in words.split())


def _telling(
    article: Article,
    facts: Facts,
    number: int,
    reports: list[EventMention],
    days: EventDates,
    published: PublicationDay,
    ids: Mapping[tuple[str, int], str],
    kinds: Mapping[str, ActorKind],
    sides: Mapping[str, str],
) -> EventRecord:
    who = {ids[article.id, key] for r in reports for key in r.participants if (article.id, key) in ids}
    attackers = [ids[article.id, r.attacker] for r in reports if r.attacker is not None and (article.id, r.attacker) in ids]
    figures: dict[str, int] = {}
    for figure in (f for r in reports for f in r.figures):
        figures[figure.name] = max(figure.value, figures.get(figure.name, 0))
    held = any(r.status is Status.OCCURRED for r in reports) and not all(r.called_off for r in reports)
    return EventRecord(
        key=(article.file, article.id, reports[0].span.start, number),
        article=article.id,
        kind=reports[0].kind,
        reports=tuple(reports),
        days=days,
        place=_fullest([r.places for r in reports if r.places]),
        persons=frozenset(k for k in who if kinds.get(k) is ActorKind.PERSON),
        bodies=frozenset(k for k in who if kinds.get(k) is not ActorKind.PERSON),
        sides=frozenset(sides[k] for k in who if k in sides),
        alone=frozenset(k for k in who if kinds.get(k) is ActorKind.PERSON and k not in sides),
        attacker=attackers[0] if attackers else None,
        weapon=next((r.weapon for r in reports if r.weapon), ""),
        figures=figures,
        series=next((r.series for r in reports if r.series), ""),
        call=any(r.subkind == "call" for r in reports),
        status=Status.OCCURRED if held else Status.PLANNED,
        published=published.day,
        ids={actor.key: ids[article.id, actor.key] for actor in facts.actors if (article.id, actor.key) in ids},
    )


def _fullest(places: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The place told most often, in its most specific form; of equals the earliest."""
    if not places:
        return ()
    count = Counter(name for place in places for name in place)
    return max(places, key=lambda p: (len(p), count[p[0]], -places.index(p)))


def _event(
    group: list[EventRecord],
    articles: Mapping[str, Article],
    kinds: Mapping[str, ActorKind],
    names: Mapping[str, str],
    near: Mapping[str, tuple[str, ...]],
) -> Event:
    """One event from its tellings; what was held outweighs what was planned."""
    held = [t for t in group if t.status is Status.OCCURRED]
    dating = [t for t in held if t.days.known] or group
    days = combine_dates([t.days for t in dating])
    reports = _each_once(_report(t, r, articles) for t in group for r in t.reports)
    first = group[0]
    return Event(
        id=_id(first),
        kind=first.kind,
        subkind=_subkind(group),
        status=Status.OCCURRED if held else Status.PLANNED,
        start=days.start,
        end=days.end,
        granularity=days.granularity or "day",
        sure=days.sure,
        date_explanation=date_sentence(days),
        place=_written(_fullest([t.place for t in group if t.place])),
        participants=_participants(reports, kinds),
        attacker=_most([t.attacker for t in group if t.attacker]),
        weapon=_most([t.weapon for t in group if t.weapon]) or "",
        target=next((r.target for t in group for r in t.reports if r.target), ""),
        conflicts=conflicts_of(group),
        reports=reports,
        merge_explanation=merge_sentence(group, names),
        independent_sources=_independent([t.article for t in group], near),
        series=next((t.series for t in group if t.series), ""),
    )


def _id(first: EventRecord) -> str:
    """Kind letter and a hash of the earliest report's article and offset."""
    start = min(r.span.start for r in first.reports)
    digest = hashlib.sha256(f"{first.kind} {first.article} {start} {first.key[3]}".encode()).hexdigest()
    return f"{'m' if first.kind is EventKind.MEETING else 'x'}{digest[:11]}"


def _report(telling: EventRecord, report: EventMention, articles: Mapping[str, Article]) -> SourceReport:
    """What one sentence tells, with the actors of the dossier."""
    ids = telling.ids
    return SourceReport(
        article=telling.article,
        span=report.span,
        text=report.span.of(articles[telling.article].text),
        status=report.status,
        start=telling.days.start,
        end=telling.days.end,
        granularity=telling.days.granularity or "day",
        place=_written(report.places),
        participants=tuple(dict.fromkeys(ids[key] for key in report.participants if key in ids)),
        attacker=ids.get(report.attacker) if report.attacker is not None else None,
        weapon=report.weapon,
        figures=report.figures,
        attributed_to=ids.get(report.attributed_to) if report.attributed_to is not None else None,
        date_evidence=telling.days.reasons,
        sure=telling.days.sure or not telling.days.known,
    )


def _each_once(reports: Iterable[SourceReport]) -> tuple[SourceReport, ...]:
    """The reports with those of one sentence made one, which names whom any of them names."""
    found: dict[tuple[str, Span], SourceReport] = {}
    for report in reports:
        key = (report.article, report.span)
        first = found.get(key, report)
        who = tuple(dict.fromkeys((*first.participants, *report.participants)))
        found[key] = replace(first, participants=who, figures=first.figures or report.figures, place=first.place or report.place)
    return tuple(found.values())


def _subkind(group: Sequence[EventRecord]) -> str:
    """What the reports call it; a meeting that is no call, visit or reception by the number of sides at the table."""
    told = [r.subkind for t in group for r in t.reports if r.subkind]
    if group[0].kind is EventKind.STRIKE:
        return told[0] if told else ""
    special = [word for word in told if word not in {"bilateral", "multilateral"}]
    sides = {key for t in group for key in (*t.bodies, *t.sides, *t.alone)}
    return special[0] if special else "multilateral" if len(sides) > 2 else "bilateral"


def _participants(reports: Sequence[SourceReport], kinds: Mapping[str, ActorKind]) -> tuple[str, ...]:
    """Those who confer: persons first, then states and bodies, the most named first, MOST at most."""
    count = Counter(key for r in reports for key in r.participants)
    first = {key: place for place, key in enumerate(dict.fromkeys(key for r in reports for key in r.participants))}
    ordered = sorted(count, key=lambda key: (kinds.get(key) is not ActorKind.PERSON, -count[key], first[key]))
    return tuple(ordered[:MOST])


def _written(place: Sequence[str]) -> str:
    """Town, region and state, cut to WIDEST characters and three commas by leaving out the middle."""
    names = [name.replace(",", "") for name in place]
    while len(names) > 1 and (len(", ".join(names)) > WIDEST or len(names) > 4):
        names.pop(-2 if len(names) > 2 else -1)
    return ", ".join(names)[:WIDEST]


def _most(values: Sequence[str | None]) -> str | None:
    """The commonest value, of equals the first; None for none."""
    told = [v for v in values if v]
    return max(told, key=lambda v: (told.count(v), -told.index(v))) if told else None


def _independent(articles: Sequence[str], near: Mapping[str, tuple[str, ...]]) -> int:
    """How many sources are left when articles of nearly the same text count once."""
    ids = sorted(set(articles))
    return len(connected_components(ids, ((key, other) for key in ids for other in near.get(key, ()) if other in ids)))
