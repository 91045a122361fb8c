"""Cross-document event coreference: event mentions of all articles become events with dates, place, conflicts and reasons."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dossier.linking.components import connected_components
from dossier.linking.events.clustering import cluster_records
from dossier.linking.events.conflicts import find_conflicts
from dossier.linking.events.corpus import CorpusEvidence, collect_evidence
from dossier.linking.events.dating import combine_dates
from dossier.linking.events.explanations import date_sentence, merge_sentence
from dossier.linking.events.geocoding import Geocoder, event_location
from dossier.linking.events.records import ActorTable, EventRecord, most_specific_place, records_from_article
from dossier.model.actor import Actor, ActorKind
from dossier.model.article import Article, PublicationDay
from dossier.model.event import Event, EventMention, SourceReport, Status
from dossier.model.event_kinds.registry import find_kind
from dossier.model.facts import Facts
from dossier.model.findings import ResolvedTime
from dossier.model.span import Span

MAX_PARTICIPANTS = 14
"""Participants that an event lists at most; those whom most reports name come first."""
MAX_PLACE_LENGTH = 80
"""Characters of a place's name at most."""


def link_events(
    articles: Mapping[str, Article],
    facts: Mapping[str, Facts],
    published: Mapping[str, PublicationDay],
    times: Mapping[str, tuple[ResolvedTime, ...]],
    actors: Sequence[Actor],
    ids: Mapping[tuple[str, int], str],
    near_duplicates: Mapping[str, tuple[str, ...]],
) -> tuple[Event, ...]:
    """The events of the articles, by first day (undated last), then file and offset.

    All mappings are by article id, except `ids`, which maps (article id, key of an actor in its facts) to the actor's id.
    Articles that are `near_duplicates` of each other count as one source. The result does not depend on their order.
    """
    table = ActorTable(actors)
    known = {actor.id: actor for actor in actors}
    records: list[EventRecord] = []
    for key in sorted(articles, key=lambda k: (articles[k].file, k)):
        if key in facts:
            records += records_from_article(articles[key], facts[key], published[key], times[key], ids, table)
    geocoder = Geocoder(articles, facts)
    corpus = collect_evidence((articles[key] for key in sorted({record.article for record in records})), facts)
    clusters = cluster_records(records, corpus)
    events = [(_event(cluster, articles, known, near_duplicates, corpus, geocoder), cluster[0].key) for cluster in clusters]
    events.sort(key=lambda pair: (pair[0].start or date.max, pair[0].end or date.max, pair[1]))
    return tuple(event for event, _ in events)


def _event(
    cluster: list[EventRecord],
    articles: Mapping[str, Article],
    actors: Mapping[str, Actor],
    near_duplicates: Mapping[str, tuple[str, ...]],
    corpus: CorpusEvidence,
    geocoder: Geocoder,
) -> Event:
    """One event from its records; the dates of records that it took place outweigh those that it was planned."""
    occurred = [r for r in cluster if r.status is Status.OCCURRED]
    dated = [r for r in occurred if r.dates.known] or cluster
    dates = combine_dates([r.dates for r in dated], cluster[0].kind)
    reports = _merge_same_sentence(_source_report(r, m, articles, geocoder) for r in cluster for m in r.mentions)
    first = cluster[0]
    place = _format_place(most_specific_place([r.place for r in cluster if r.place]))
    return Event(
        id=_event_id(first),
        kind=first.kind,
        subkind=_subkind(cluster),
        status=Status.OCCURRED if occurred else Status.PLANNED,
        start=dates.start,
        end=dates.end,
        granularity=dates.granularity or "day",
        sure=dates.sure,
        date_explanation=date_sentence(dates),
        place=place,
        participants=_participants(reports, actors),
        attacker=_most_common([r.attacker for r in cluster if r.attacker]),
        weapon=_most_common([r.weapon for r in cluster if r.weapon]) or "",
        target=next((m.target for r in cluster for m in r.mentions if m.target), ""),
        conflicts=find_conflicts(first.kind, reports, actors),
        reports=reports,
        merge_explanation=merge_sentence(
            cluster, actors, corpus.names_in_several({record.article for record in cluster}), corpus.ages_in_several(cluster)
        ),
        independent_sources=_count_independent([r.article for r in cluster], near_duplicates),
        series=next((r.series for r in cluster if r.series), ""),
        location=event_location(place, reports),
    )


def _event_id(first: EventRecord) -> str:
    """Kind letter and a hash of the earliest mention's article and offset."""
    start = min(m.span.start for m in first.mentions)
    digest = hashlib.sha256(f"{first.kind} {first.article} {start} {first.key[3]}".encode()).hexdigest()
    return f"{find_kind(first.kind).id_letter}{digest[:11]}"


def _source_report(record: EventRecord, mention: EventMention, articles: Mapping[str, Article], geocoder: Geocoder) -> SourceReport:
    """One mention with the ids of the dossier's actors, the dates of its record, and what its place stands for."""
    ids = record.actor_ids
    return SourceReport(
        article=record.article,
        span=mention.span,
        text=mention.span.of(articles[record.article].text),
        status=mention.status if record.status is Status.OCCURRED else Status.PLANNED,
        start=record.dates.start,
        end=record.dates.end,
        granularity=record.dates.granularity or "day",
        place=_format_place(mention.places),
        participants=tuple(dict.fromkeys(ids[key] for key in mention.participants if key in ids)),
        attacker=ids.get(mention.attacker) if mention.attacker is not None else None,
        weapon=mention.weapon,
        figures=mention.figures,
        attributed_to=ids.get(mention.attributed_to) if mention.attributed_to is not None else None,
        date_evidence=record.dates.evidence,
        sure=record.dates.sure or not record.dates.known,
        location=geocoder.locate(record.article, mention.places),
    )


def _merge_same_sentence(reports: Iterable[SourceReport]) -> tuple[SourceReport, ...]:
    """The reports, with those of one sentence merged into one that has the participants of all."""
    merged: dict[tuple[str, Span], SourceReport] = {}
    for report in reports:
        key = (report.article, report.span)
        first = merged.get(key, report)
        participants = tuple(dict.fromkeys((*first.participants, *report.participants)))
        place, location = (first.place, first.location) if first.place else (report.place, report.location)
        merged[key] = replace(first, participants=participants, figures=first.figures or report.figures, place=place, location=location)
    return tuple(merged.values())


def _subkind(cluster: Sequence[EventRecord]) -> str:
    """The subkind that the mentions give; if its kind counts parties, an event without one is bilateral or multilateral by its number of parties."""
    subkinds = [m.subkind for r in cluster for m in r.mentions if m.subkind]
    if not find_kind(cluster[0].kind).counts_parties:
        return subkinds[0] if subkinds else ""
    special = [word for word in subkinds if word not in {"bilateral", "multilateral"}]
    parties = {ident for r in cluster for ident in (*r.bodies, *r.represented_states, *r.unaffiliated)}
    return special[0] if special else "multilateral" if len(parties) > 2 else "bilateral"


def _participants(reports: Sequence[SourceReport], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Ids of the participants: persons first, then states and organisations, the most named first, MAX_PARTICIPANTS at most."""
    count = Counter(ident for r in reports for ident in r.participants)
    position = {ident: number for number, ident in enumerate(dict.fromkeys(ident for r in reports for ident in r.participants))}
    persons = {ident for ident in count if ident in actors and actors[ident].kind is ActorKind.PERSON}
    ordered = sorted(count, key=lambda ident: (ident not in persons, -count[ident], position[ident]))
    return tuple(ordered[:MAX_PARTICIPANTS])


def _format_place(place: Sequence[str]) -> str:
    """Town, region and state; cut to MAX_PLACE_LENGTH characters and three commas by leaving out the middle."""
    names = [name.replace(",", "") for name in place]
    while len(names) > 1 and (len(", ".join(names)) > MAX_PLACE_LENGTH or len(names) > 4):
        names.pop(-2 if len(names) > 2 else -1)
    return ", ".join(names)[:MAX_PLACE_LENGTH]


def _most_common(values: Sequence[str | None]) -> str | None:
    """The most common value, of equals the first; None for none."""
    given = [v for v in values if v]
    return max(given, key=lambda v: (given.count(v), -given.index(v))) if given else None


def _count_independent(articles: Sequence[str], near_duplicates: Mapping[str, tuple[str, ...]]) -> int:
    """The number of sources when articles of nearly the same text count once."""
    ids = sorted(set(articles))
    return len(connected_components(ids, ((key, other) for key in ids for other in near_duplicates.get(key, ()) if other in ids)))
