"""Joins of reports that were made, with their strength, and pairs of events that share much and were not joined."""

from collections.abc import Mapping, Sequence

from dossier.linking.events.pairing import Telling, candidates
from dossier.linking.events.records import retold
from dossier.linking.events.scoring import DOUBT, between, days_between, worth_asking
from dossier.model.event import Event, EventKind
from dossier.model.findings import Findings
from dossier.model.merge_review import Evidence, Found, JoinKind, Point, Verdict

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


def joined_events(findings: Findings) -> tuple[Found, ...]:
    """Every event that several articles tell of, with the evidence of its weakest link: each report counts by the other that it fits best."""
    told = retold(findings)
    found = []
    for event in findings.events:
        tellings = told.get(event.id, ())
        if len(tellings) > 1:
            loose, evidence = _weakest(tellings)
            found.append(Found(JoinKind(event.kind.value), event.id, "", loose.article, evidence, event.merge_why))
    return tuple(found)


def _weakest(tellings: Sequence[Telling]) -> tuple[Telling, Evidence]:
    """The telling that hangs on the others most loosely, the later one of two, with its best link."""
    best = [(max((between(t, o) for o in tellings if o is not t), key=lambda e: e.strength), -at, t) for at, t in enumerate(tellings)]
    evidence, _, loose = min(best, key=lambda row: (row[0].strength, row[1]))
    return loose, evidence


def near_events(findings: Findings) -> tuple[Found, ...]:
    """Pairs of events that share much but were not joined, as far as they are worth a question; the same for the same findings."""
    events = {e.id: e for e in findings.events}
    tellings = [t for told in retold(findings).values() for t in told]
    order = sorted(tellings, key=lambda t: t.key)
    best: dict[tuple[str, str], Evidence] = {}
    for i, j in sorted(candidates(order)):
        one, other = sorted((order[i].key[1], order[j].key[1]))
        if one != other and (evidence := _may_be_one(order[i], order[j])):
            known = best.get((one, other))
            best[one, other] = evidence if known is None or evidence.strength > known.strength else known
    found = []
    for (a, b), evidence in best.items():
        if not _one_sentence(events[a], events[b]):
            first, second = _in_order(events[a], events[b])
            weaker = _told_apart(first, second, evidence)
            found.append(Found(JoinKind(first.kind.value), first.id, second.id, "", weaker, short_of_it(weaker)))
    return worth_asking(found, ASK)


def weigh_events(findings: Findings, one: Event, other: Event) -> Found:
    """What speaks for two events being one: the best that any report of the one has in common with any of the other."""
    told = retold(findings)
    first, second = _in_order(one, other)
    evidence = max(
        (between(a, b) for a in told.get(first.id, ()) for b in told.get(second.id, ())), key=lambda e: e.strength, default=NOTHING
    )
    evidence = _told_apart(first, second, evidence)
    return Found(JoinKind(first.kind.value), first.id, second.id, "", evidence, short_of_it(evidence))


def _in_order(a: Event, b: Event) -> tuple[Event, Event]:
    """The earlier event first, those without a day last."""
    first, second = sorted((a, b), key=lambda e: (e.start is None, e.start.toordinal() if e.start else 0, e.id))
    return first, second


def _one_sentence(a: Event, b: Event) -> bool:
    """True where one sentence tells of both: it means two, and no anchor tells them apart."""
    return any(r.article == s.article and r.span.overlaps(s.span) for r in a.reports for s in b.reports)


def _told_apart(a: Event, b: Event, evidence: Evidence) -> Evidence:
    """Weaker evidence where one article tells of both as two."""
    if "told apart" in evidence.against or not set(a.articles) & set(b.articles):
        return evidence
    points = (*evidence.points, Point("told apart", Verdict.DIFFER, 0, 0.0))
    return Evidence(points, round(evidence.strength * DOUBT), (*evidence.against, "told apart"))


def _may_be_one(a: Telling, b: Telling) -> Evidence | None:
    """The evidence of a pair that may be one event; None where it clearly is not, or too little is shared to tell."""
    if a.kind is not b.kind or a.call != b.call or (a.series and b.series and a.series != b.series):
        return None
    evidence = between(a, b)
    by_name = {p.name: p for p in evidence.points}
    if len(evidence.against) > 1 or evidence.strength < ASK or not _alike(by_name):
        return None
    if "day" in evidence.against and not _close(a, b, by_name):
        return None
    return evidence


def _alike(points: Mapping[str, Point]) -> bool:
    """True where a town, a person or a figure is shared beside something else, or much at once; a country or a day is no ground."""
    speaking = [p for p in points.values() if p.share >= SPEAKS]
    own = any(p.share > SPEAKS and p.name in {"place", "people", "figures"} for p in speaking)
    return len(speaking) >= (GROUNDS - 1 if own else GROUNDS)


def _close(a: Telling, b: Telling, points: Mapping[str, Point]) -> bool:
    """True where two different days may still be one: near each other, and for strikes with the same figures."""
    gap = days_between(a.days, b.days)
    if a.kind is EventKind.STRIKE:
        return gap <= CLOSE and points["figures"].verdict is Verdict.SAME
    return gap <= (CLOSE if a.status is b.status else MOVED)


def short_of_it(evidence: Evidence) -> str:
    """Why two things may be one, and why the rules did not join them."""
    words = {v: [p.name for p in evidence.points if p.verdict is v and p.name != "told apart"] for v in Verdict}
    told = [f"{_list(words[Verdict.SAME])} {_agree(words[Verdict.SAME])}"] if words[Verdict.SAME] else []
    told += [f"{_list(words[Verdict.OVERLAP])} in part"] if words[Verdict.OVERLAP] else []
    told += (
        [f"{_list(words[Verdict.DIFFER])} {'differs' if len(words[Verdict.DIFFER]) == 1 else 'differ'}"] if words[Verdict.DIFFER] else []
    )
    tail = " One article tells of both as of two." if "told apart" in evidence.against else ""
    told_by_one = f" Of {_list(words[Verdict.SILENT])} at most one tells." if words[Verdict.SILENT] else ""
    first = "; ".join(told)
    return f"{first[:1].upper()}{first[1:]}.{told_by_one}{tail}"


def _agree(names: Sequence[str]) -> str:
    return "agrees" if len(names) == 1 else "agree"


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
