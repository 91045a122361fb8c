"""What the user decided on pairs of things: one and the same, two, or perhaps the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.linking.corrections.anchors import ByHash, actor_named, event_at, reports_at, resolve_anchor
from dossier.linking.corrections.split import split_mentions, split_reports
from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.merge_review import MergeDecision
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind

ARTICLES, FORMS = "articles", "forms"
"""Names of the parts of a decision to keep actors apart: the articles (hashes, parted by blanks) and the printed forms (a line each)
that are the second one's alone.
"""
SAYS = {
    CorrectionKind.MERGE_ACTORS: MergeDecision.SAME,
    CorrectionKind.MERGE_EVENTS: MergeDecision.SAME,
    CorrectionKind.SPLIT_ACTOR: MergeDecision.DIFFERENT,
    CorrectionKind.SPLIT_EVENT: MergeDecision.DIFFERENT,
    CorrectionKind.MARK_DISTINCT: MergeDecision.DIFFERENT,
    CorrectionKind.MARK_POSSIBLE: MergeDecision.UNSURE,
}


@dataclass(frozen=True, slots=True)
class PairDecision:
    """The last word on a pair: the two things as anchored, and what they are now (None where no longer found)."""

    decision: MergeDecision
    anchors: tuple[Anchor, Anchor]
    first: Actor | Event | None
    second: Actor | Event | None


def mark_distinct(findings: Findings, correction: Correction, by_hash: ByHash) -> Findings | None:
    """The findings with the two things of a decision apart, whatever joined them; None where one is gone or they cannot be parted."""
    one, *others = correction.anchors
    if not others:
        return None
    if one.kind is AnchorKind.ACTOR:
        first, second = actor_named(findings, one.exact), actor_named(findings, others[0].exact)
        if first is None or second is None:
            return None
        return findings if first.id != second.id else _actors_apart(findings, first, correction, by_hash)
    told, other = event_at(findings, one, by_hash), event_at(findings, others[0], by_hash)
    if told is None or other is None:
        return None
    return findings if told.id != other.id else split_reports(findings, told, reports_at(told, tuple(others), by_hash))


def _actors_apart(findings: Findings, actor: Actor, correction: Correction, by_hash: ByHash) -> Findings | None:
    homes = {article.id for sha in correction.values.get(ARTICLES, "").split() if (article := by_hash.get(sha))}
    name = correction.anchors[1].exact
    forms = {form.casefold() for form in correction.values.get(FORMS, "").split("\n") if form}
    mine = [m for m in actor.mentions if m.article in homes or m.text.casefold() in forms]
    return split_mentions(findings, actor, mine, name, whole_articles=True)


def latest_decisions(findings: Findings, corrections: Sequence[Correction], by_hash: ByHash) -> tuple[PairDecision, ...]:
    """The last decision on every pair, in the order they were made."""
    last: dict[frozenset[tuple[str, str]], tuple[MergeDecision, tuple[Anchor, Anchor]]] = {}
    for made in corrections:
        for pair in _pairs(made) if made.act in SAYS else ():
            key = frozenset(anchor_key(anchor) for anchor in pair)
            last.pop(key, None)
            last[key] = (SAYS[made.act], pair)
    return tuple(
        PairDecision(said, pair, resolve_anchor(findings, pair[0], by_hash), resolve_anchor(findings, pair[1], by_hash))
        for said, pair in last.values()
    )


def anchor_key(anchor: Anchor) -> tuple[str, str]:
    """What tells one anchor from another: an actor's name, or an article and its words, with the kind and place of the event told there
    (its day may have been set since), since one sentence can tell of several.
    """
    if anchor.kind is AnchorKind.ACTOR:
        return "", anchor.exact.casefold()
    return anchor.sha256, f"{anchor.label.rpartition(', ')[0]}: {anchor.exact}"


def _pairs(made: Correction) -> list[tuple[Anchor, Anchor]]:
    one, *others = made.anchors
    if made.act is CorrectionKind.SPLIT_ACTOR:
        return [(one, Anchor(AnchorKind.ACTOR, exact=made.value, label=made.value))]
    if made.act is CorrectionKind.SPLIT_EVENT:
        return [(other, one) for other in others[:1]]
    if made.act in {CorrectionKind.MARK_DISTINCT, CorrectionKind.MARK_POSSIBLE}:
        others = others[:1]
    return [(one, other) for other in others]


def mark_possible(findings: Findings, corrections: Sequence[Correction], by_hash: ByHash) -> Findings:
    """The findings with what is perhaps the same marked on both things."""
    if not any(made.act is CorrectionKind.MARK_POSSIBLE for made in corrections):
        return findings
    pairs = [
        (d.first.id, d.second.id)
        for d in latest_decisions(findings, corrections, by_hash)
        if d.decision is MergeDecision.UNSURE and d.first and d.second
    ]
    like: dict[str, tuple[str, ...]] = {}
    for a, b in pairs:
        if a != b:
            like[a], like[b] = (*like.get(a, ()), b), (*like.get(b, ()), a)
    return replace(
        findings,
        actors=tuple(replace(a, possible_duplicates=like[a.id]) if a.id in like else a for a in findings.actors),
        events=tuple(replace(e, possible_duplicates=like[e.id]) if e.id in like else e for e in findings.events),
    )
