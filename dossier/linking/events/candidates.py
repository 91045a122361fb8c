"""Joins of reports that were made, with their strength, and pairs of events that share much and were not joined."""

from collections.abc import Mapping, Sequence

from dossier.linking.events.pairing import EventRecord, block_pairs
from dossier.linking.events.records import records_from_events
from dossier.linking.events.scoring import DOUBT, compare_events, days_between, select_for_review
from dossier.model.event import Event, EventKind
from dossier.model.findings import Findings
from dossier.model.merge_review import CandidateKind, ComparisonLevel, Evidence, FeatureScore, ScoredPair

ASK = 40
"""Strength from which a pair that was not joined is worth a question."""
CLOSE = 2
"""Days that two sure dates may lie apart where the rest agrees: a longer meeting, or a day that one source has wrong."""
MOVED = 7
"""Days that a meeting may have been moved by, from its plan to when it was held."""
NOTHING = Evidence((), 0)
GROUNDS = 3
"""Points that must speak for one event where no town, person or figure is shared."""
SPEAKS = 0.6
"""The share of its weight from which a point speaks for one event."""


def event_rule_merges(findings: Findings) -> tuple[ScoredPair, ...]:
    """Every event that several articles tell of, with the evidence of its weakest link: each report counts by the other that it fits best."""
    told = records_from_events(findings)
    found = []
    for event in findings.events:
        tellings = told.get(event.id, ())
        if len(tellings) > 1:
            loose, evidence = _weakest(tellings)
            found.append(ScoredPair(CandidateKind(event.kind.value), event.id, "", loose.article, evidence, event.merge_explanation))
    return tuple(found)


def _weakest(tellings: Sequence[EventRecord]) -> tuple[EventRecord, Evidence]:
    """The telling that hangs on the others most loosely, the later one of two, with its best link."""
    best = [(max((compare_events(t, o) for o in tellings if o is not t), key=lambda e: e.score), -at, t) for at, t in enumerate(tellings)]
    evidence, _, loose = min(best, key=lambda row: (row[0].score, row[1]))
    return loose, evidence


def find_event_candidates(findings: Findings) -> tuple[ScoredPair, ...]:
    """Pairs of events that share much but were not joined, as far as they are worth a question; the same for the same findings."""
    events = {e.id: e for e in findings.events}
    tellings = [t for told in records_from_events(findings).values() for t in told]
    order = sorted(tellings, key=lambda t: t.key)
    best: dict[tuple[str, str], Evidence] = {}
    for i, j in sorted(block_pairs(order)):
        one, other = sorted((order[i].key[1], order[j].key[1]))
        if one != other and (evidence := _may_be_one(order[i], order[j])):
            known = best.get((one, other))
            best[one, other] = evidence if known is None or evidence.score > known.score else known
    found = []
    for (a, b), evidence in best.items():
        if not _one_sentence(events[a], events[b]):
            first, second = _in_order(events[a], events[b])
            weaker = _told_apart(first, second, evidence)
            found.append(ScoredPair(CandidateKind(first.kind.value), first.id, second.id, "", weaker, short_of_it(weaker)))
    return select_for_review(found, ASK)


def score_events(findings: Findings, one: Event, other: Event) -> ScoredPair:
    """What speaks for two events being one: the best that any report of the one has in common with any of the other."""
    told = records_from_events(findings)
    first, second = _in_order(one, other)
    evidence = max(
        (compare_events(a, b) for a in told.get(first.id, ()) for b in told.get(second.id, ())), key=lambda e: e.score, default=NOTHING
    )
    evidence = _told_apart(first, second, evidence)
    return ScoredPair(CandidateKind(first.kind.value), first.id, second.id, "", evidence, short_of_it(evidence))


def _in_order(a: Event, b: Event) -> tuple[Event, Event]:
    """The earlier event first, those without a day last."""
    first, second = sorted((a, b), key=lambda e: (e.start is None, e.start.toordinal() if e.start else 0, e.id))
    return first, second


def _one_sentence(a: Event, b: Event) -> bool:
    """True where one sentence tells of both: it means two, and no anchor tells them apart."""
    return any(r.article == s.article and r.span.overlaps(s.span) for r in a.reports for s in b.reports)


def _told_apart(a: Event, b: Event, evidence: Evidence) -> Evidence:
    """Weaker evidence where one article tells of both as two."""
    if "told apart" in evidence.contradictions or not set(a.articles) & set(b.articles):
        return evidence
    points = (*evidence.features, FeatureScore("told apart", ComparisonLevel.DIFFER, 0, 0.0))
    return Evidence(points, round(evidence.score * DOUBT), (*evidence.contradictions, "told apart"))


def _may_be_one(a: EventRecord, b: EventRecord) -> Evidence | None:
    """The evidence of a pair that may be one event; None where it clearly is not, or too little is shared to tell."""
    if a.kind is not b.kind or a.call != b.call or (a.series and b.series and a.series != b.series):
        return None
    evidence = compare_events(a, b)
    by_name = {p.name: p for p in evidence.features}
    if len(evidence.contradictions) > 1 or evidence.score < ASK or not _alike(by_name):
        return None
    if "day" in evidence.contradictions and not _close(a, b, by_name):
        return None
    return evidence


def _alike(points: Mapping[str, FeatureScore]) -> bool:
    """True where a town, a person or a figure is shared beside something else, or much at once; a country or a day is no ground."""
    speaking = [p for p in points.values() if p.share >= SPEAKS]
    own = any(p.share > SPEAKS and p.name in {"place", "people", "figures"} for p in speaking)
    return len(speaking) >= (GROUNDS - 1 if own else GROUNDS)


def _close(a: EventRecord, b: EventRecord, points: Mapping[str, FeatureScore]) -> bool:
    """True where two different days may still be one: near each other, and for strikes with the same figures."""
    gap = days_between(a.days, b.days)
    if a.kind is EventKind.STRIKE:
        return gap <= CLOSE and points["figures"].level is ComparisonLevel.SAME
    return gap <= (CLOSE if a.status is b.status else MOVED)


def short_of_it(evidence: Evidence) -> str:
    """Why two things may be one, and why the rules did not join them."""
    words = {v: [p.name for p in evidence.features if p.level is v and p.name != "told apart"] for v in ComparisonLevel}
    told = [f"{_list(words[ComparisonLevel.SAME])} {_agree(words[ComparisonLevel.SAME])}"] if words[ComparisonLevel.SAME] else []
    told += [f"{_list(words[ComparisonLevel.OVERLAP])} in part"] if words[ComparisonLevel.OVERLAP] else []
    told += (
        [f"{_list(words[ComparisonLevel.DIFFER])} {'differs' if len(words[ComparisonLevel.DIFFER]) == 1 else 'differ'}"]
        if words[ComparisonLevel.DIFFER]
        else []
    )
    tail = " One article tells of both as of two." if "told apart" in evidence.contradictions else ""
    told_by_one = f" Of {_list(words[ComparisonLevel.SILENT])} at most one tells." if words[ComparisonLevel.SILENT] else ""
    first = "; ".join(told)
    return f"{first[:1].upper()}{first[1:]}.{told_by_one}{tail}"


def _agree(names: Sequence[str]) -> str:
    return "agrees" if len(names) == 1 else "agree"


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
