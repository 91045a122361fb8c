"""The user's decisions on pairs of actors or events: same, different, or perhaps the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.linking.corrections.anchors import ByHash, actor_named, event_at, reports_at, resolve_anchor
from dossier.linking.corrections.split import split_mentions, split_reports
from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.merge_review import MergeDecision
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, decided_by

ARTICLES, FORMS = "articles", "forms"
"""Keys of `Correction.values` of a decision that actors are distinct: the articles (hashes, separated by blanks) and the printed forms
(one a line) that belong to the second actor alone.
"""
DECISIONS = {
    CorrectionKind.MERGE_ACTORS: MergeDecision.SAME,
    CorrectionKind.MERGE_EVENTS: MergeDecision.SAME,
    CorrectionKind.SPLIT_ACTOR: MergeDecision.DIFFERENT,
    CorrectionKind.SPLIT_EVENT: MergeDecision.DIFFERENT,
    CorrectionKind.MARK_DISTINCT: MergeDecision.DIFFERENT,
    CorrectionKind.MARK_POSSIBLE: MergeDecision.UNSURE,
}


@dataclass(frozen=True, slots=True)
class PairDecision:
    """The latest decision on a pair: its two anchors, and the actors or events that they resolve to (None where there no longer is one)."""

    decision: MergeDecision
    anchors: tuple[Anchor, Anchor]
    first: Actor | Event | None
    second: Actor | Event | None


def mark_distinct(findings: Findings, correction: Correction, by_hash: ByHash) -> Findings | None:
    """Split the pair of a decision where the findings have it as one; None where one of them is gone or they cannot be split."""
    anchor, *others = correction.anchors
    if not others:
        return None
    if anchor.kind is AnchorKind.ACTOR:
        first, second = actor_named(findings, anchor.exact), actor_named(findings, others[0].exact)
        if first is None or second is None:
            return None
        return findings if first.id != second.id else _split_actor(findings, first, correction, by_hash)
    event, other = event_at(findings, anchor, by_hash), event_at(findings, others[0], by_hash)
    if event is None or other is None:
        return None
    return (
        findings
        if event.id != other.id
        else split_reports(findings, event, reports_at(event, tuple(others), by_hash), decided_by(correction))
    )


def _split_actor(findings: Findings, actor: Actor, correction: Correction, by_hash: ByHash) -> Findings | None:
    articles = {article.id for sha in correction.values.get(ARTICLES, "").split() if (article := by_hash.get(sha))}
    name = correction.anchors[1].exact
    forms = {form.casefold() for form in correction.values.get(FORMS, "").split("\n") if form}
    mentions = [m for m in actor.mentions if m.article in articles or m.text.casefold() in forms]
    return split_mentions(findings, actor, mentions, name, whole_articles=True, who=decided_by(correction))


def latest_decisions(findings: Findings, corrections: Sequence[Correction], by_hash: ByHash) -> tuple[PairDecision, ...]:
    """The latest decision on every pair, in the order in which they were made."""
    latest: dict[frozenset[tuple[str, str]], tuple[MergeDecision, tuple[Anchor, Anchor]]] = {}
    for correction in corrections:
        for pair in _pairs(correction) if correction.act in DECISIONS else ():
            key = frozenset(anchor_key(anchor) for anchor in pair)
            latest.pop(key, None)
            latest[key] = (DECISIONS[correction.act], pair)
    return tuple(
        PairDecision(decision, pair, resolve_anchor(findings, pair[0], by_hash), resolve_anchor(findings, pair[1], by_hash))
        for decision, pair in latest.values()
    )


def anchor_key(anchor: Anchor) -> tuple[str, str]:
    """A key that is equal for anchors on the same item: an actor's name, or an article and its words with the kind and place of the event.

    Kind and place are part of it since one sentence can report several events; the day is not, since it may have been set since.
    """
    if anchor.kind is AnchorKind.ACTOR:
        return "", anchor.exact.casefold()
    return anchor.sha256, f"{anchor.label.rpartition(', ')[0]}: {anchor.exact}"


def _pairs(correction: Correction) -> list[tuple[Anchor, Anchor]]:
    """The pairs of anchors that a correction decides on."""
    first, *others = correction.anchors
    if correction.act is CorrectionKind.SPLIT_ACTOR:
        return [(first, Anchor(AnchorKind.ACTOR, exact=correction.value, label=correction.value))]
    if correction.act is CorrectionKind.SPLIT_EVENT:
        return [(other, first) for other in others[:1]]
    if correction.act in {CorrectionKind.MARK_DISTINCT, CorrectionKind.MARK_POSSIBLE}:
        others = others[:1]
    return [(first, other) for other in others]


def mark_possible(findings: Findings, corrections: Sequence[Correction], by_hash: ByHash) -> Findings:
    """Set `possible_duplicates` of the pairs that the user marked as perhaps the same."""
    if not any(c.act is CorrectionKind.MARK_POSSIBLE for c in corrections):
        return findings
    pairs = [
        (d.first.id, d.second.id)
        for d in latest_decisions(findings, corrections, by_hash)
        if d.decision is MergeDecision.UNSURE and d.first and d.second
    ]
    duplicates: dict[str, tuple[str, ...]] = {}
    for a, b in pairs:
        if a != b:
            duplicates[a], duplicates[b] = (*duplicates.get(a, ()), b), (*duplicates.get(b, ()), a)
    return replace(
        findings,
        actors=tuple(replace(a, possible_duplicates=duplicates[a.id]) if a.id in duplicates else a for a in findings.actors),
        events=tuple(replace(e, possible_duplicates=duplicates[e.id]) if e.id in duplicates else e for e in findings.events),
    )
