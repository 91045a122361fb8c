"""Merge candidates of events: reports that were merged with their evidence, and pairs of events that share much and were not merged."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier.linking.events.dating import days_between
from dossier.linking.events.records import EventRecord, records_from_events
from dossier.linking.events.review_evidence import SEPARATE, compare_events
from dossier.linking.events.rules import block_pairs, other_series
from dossier.linking.review_scores import CONTRADICTION_FACTOR, select_for_review
from dossier.model.event import Event
from dossier.model.event_kinds.registry import find_kind
from dossier.model.findings import Findings
from dossier.model.merge_review import ComparisonLevel, Evidence, FeatureScore, ScoredPair

REVIEW_SCORE = 40
"""Score from which a pair that was not merged is listed for review."""
CLOSE_DAYS = 2
"""Days that two sure dates may lie apart where the rest agrees: a longer meeting, or a wrong day in one source."""
POSTPONED_DAYS = 7
"""Days between the planned and the actual day of a meeting that was postponed."""
NO_EVIDENCE = Evidence((), 0)
MIN_AGREEING = 3
"""Features that must agree where no town, person or figure is shared."""
AGREES = 0.6
"""The share of its weight from which a feature agrees."""
VALUE_WORDS = {
    "day": "a day",
    "place": "a place",
    "people": "participants",
    "by": "an attacker",
    "weapon": "a weapon",
    "figures": "figures",
}
"""What a source gives in each feature."""
PLURAL = frozenset({"people", "figures"})


def score_reports(findings: Findings, parts: Mapping[str, str]) -> tuple[ScoredPair, ...]:
    """Reports that may be split off: `parts` has an article of each event, by the event's id. The evidence is that of the best match of the
    article's report with another one of the event; an event that is hidden, or has no other, is left out.
    """
    asked = replace(findings, events=tuple(event for event in findings.events if event.id in parts))
    by_event = records_from_events(asked)
    pairs = []
    for event in asked.events:
        records, part = by_event.get(event.id, ()), parts[event.id]
        matches = [compare_events(a, b) for a in records if a.article == part for b in records if b.article != part]
        if matches:
            evidence = max(matches, key=lambda match: match.score)
            pairs.append(ScoredPair(event.kind, event.id, "", part, evidence, event.merge_explanation))
    return tuple(pairs)


def find_event_candidates(findings: Findings) -> tuple[ScoredPair, ...]:
    """Pairs of events that share much but were not merged, limited to what is worth a review."""
    events = {e.id: e for e in findings.events}
    records = [record for of_event in records_from_events(findings).values() for record in of_event]
    order = sorted(records, key=lambda r: r.key)
    best: dict[tuple[str, str], Evidence] = {}
    for i, j in sorted(block_pairs(order)):
        first_id, second_id = sorted((order[i].key[1], order[j].key[1]))
        if first_id != second_id and (evidence := _candidate_evidence(order[i], order[j])):
            known = best.get((first_id, second_id))
            best[first_id, second_id] = evidence if known is None or evidence.score > known.score else known
    pairs = []
    for (a, b), evidence in best.items():
        if not _share_sentence(events[a], events[b]):
            first, second = _in_order(events[a], events[b])
            reduced = _reduce_where_reported_as_two(first, second, evidence)
            pairs.append(ScoredPair(first.kind, first.id, second.id, "", reduced, ""))
    return select_for_review(pairs, REVIEW_SCORE)


def score_events(findings: Findings, event: Event, other: Event) -> ScoredPair:
    """Evidence that two events are one: the best match of any record of one with any of the other."""
    first, second = _in_order(event, other)
    records = records_from_events(replace(findings, events=(first, second)))
    evidence = max(
        (compare_events(a, b) for a in records.get(first.id, ()) for b in records.get(second.id, ())),
        key=lambda e: e.score,
        default=NO_EVIDENCE,
    )
    evidence = _reduce_where_reported_as_two(first, second, evidence)
    return ScoredPair(first.kind, first.id, second.id, "", evidence, "")


def _in_order(a: Event, b: Event) -> tuple[Event, Event]:
    """The earlier event first, those without a day last."""
    first, second = sorted((a, b), key=lambda e: (e.start is None, e.start.toordinal() if e.start else 0, e.id))
    return first, second


def _share_sentence(a: Event, b: Event) -> bool:
    """True where one sentence reports both: it means two events, and no anchor could distinguish them."""
    return any(r.article == s.article and r.span.overlaps(s.span) for r in a.reports for s in b.reports)


def _reduce_where_reported_as_two(a: Event, b: Event, evidence: Evidence) -> Evidence:
    """The evidence with a lower score where one article reports both as two events."""
    if SEPARATE in evidence.contradictions or not set(a.articles) & set(b.articles):
        return evidence
    features = (*evidence.features, FeatureScore(SEPARATE, ComparisonLevel.DIFFER, 0, 0.0))
    return Evidence(features, round(evidence.score * CONTRADICTION_FACTOR), (*evidence.contradictions, SEPARATE))


def _candidate_evidence(a: EventRecord, b: EventRecord) -> Evidence | None:
    """The evidence of a pair that may be one event; None where it clearly is not, or too little is shared."""
    if a.kind != b.kind or a.is_call != b.is_call or other_series(a, b):
        return None
    evidence = compare_events(a, b)
    by_name = {f.name: f for f in evidence.features}
    if len(evidence.contradictions) > 1 or evidence.score < REVIEW_SCORE or not _enough_agree(by_name):
        return None
    if "day" in evidence.contradictions and not _days_may_agree(a, b, by_name):
        return None
    return evidence


def _enough_agree(features: Mapping[str, FeatureScore]) -> bool:
    """True where a town, a person or a figure is shared beside another feature, or many features; a country or a day alone is no ground."""
    agreeing = [f for f in features.values() if f.share >= AGREES]
    specific = any(f.share > AGREES and f.name in {"place", "people", "figures"} for f in agreeing)
    return len(agreeing) >= (MIN_AGREEING - 1 if specific else MIN_AGREEING)


def _days_may_agree(a: EventRecord, b: EventRecord, features: Mapping[str, FeatureScore]) -> bool:
    """True where two different days may still be one: near each other, and for some kinds with the same figures."""
    gap = days_between(a.dates, b.dates)
    if find_kind(a.kind).matching.same_figures_across_days:
        return gap <= CLOSE_DAYS and features["figures"].level is ComparisonLevel.SAME
    return gap <= (CLOSE_DAYS if a.status is b.status else POSTPONED_DAYS)


def describe_evidence(evidence: Evidence) -> str:
    """Sentences: which features agree, partly agree and differ, and which only one source, or neither, gives."""
    verbs = {ComparisonLevel.SAME: "agree", ComparisonLevel.OVERLAP: "partly agree", ComparisonLevel.DIFFER: "differ"}
    clauses = []
    for level, verb in verbs.items():
        names = [f.name for f in evidence.features if f.level is level and f.name != SEPARATE]
        if names:
            is_one = len(names) == 1 and names[0] not in PLURAL
            clauses.append(f"{_list(['attacker' if name == 'by' else name for name in names])} {verb}{'s' if is_one else ''}")
    first = "; ".join(clauses) or "the reports have nothing in common"
    tail = " One article reports them as two events." if SEPARATE in evidence.contradictions else ""
    return f"{first[:1].upper()}{first[1:]}.{describe_missing(evidence)}{tail}"


def describe_missing(evidence: Evidence) -> str:
    """Sentences on the features that fewer than two sources give, with a space before each; empty where both give all."""
    by_sides = {sides: [VALUE_WORDS[f.name] for f in evidence.features if f.sides == sides and f.name in VALUE_WORDS] for sides in (1, 0)}
    one = f" Only one source gives {_list(by_sides[1])}." if by_sides[1] else ""
    none = f" Neither gives {_list(by_sides[0], 'or')}." if by_sides[0] else ""
    return one + none


def _list(names: Sequence[str], conjunction: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {conjunction} {names[-1]}"
