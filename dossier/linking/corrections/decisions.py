"""What the user decided on pairs of things: one and the same, two, or perhaps the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.linking.corrections.anchors import ByHash, actor_named, event_at, reports_at, thing_at
from dossier.linking.corrections.split import part_mentions, part_reports
from dossier.model.actor import Actor
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.merge_review import Decision
from dossier.model.notebook import Act, Anchor, AnchorKind, Correction

ARTICLES, FORMS = "articles", "forms"
"""Names of the parts of a decision to keep actors apart: the articles (hashes, parted by blanks) and the printed forms (a line each)
that are the second one's alone.
"""
SAYS = {
    Act.MERGE_ACTORS: Decision.SAME,
    Act.MERGE_EVENTS: Decision.SAME,
    Act.SPLIT_ACTOR: Decision.DIFFERENT,
    Act.SPLIT_EVENT: Decision.DIFFERENT,
    Act.KEEP_APART: Decision.DIFFERENT,
    Act.PERHAPS: Decision.UNSURE,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """The last word on a pair: the two things as anchored, and what they are now (None where no longer found)."""

    decision: Decision
    anchors: tuple[Anchor, Anchor]
    first: Actor | Event | None
    second: Actor | Event | None


def keep_apart(findings: Findings, correction: Correction, by_hash: ByHash) -> Findings | None:
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
    return findings if told.id != other.id else part_reports(findings, told, reports_at(told, tuple(others), by_hash))


def _actors_apart(findings: Findings, actor: Actor, correction: Correction, by_hash: ByHash) -> Findings | None:
    homes = {article.id for sha in correction.values.get(ARTICLES, "").split() if (article := by_hash.get(sha))}
    name = correction.anchors[1].exact
    forms = {form.casefold() for form in correction.values.get(FORMS, "").split("\n") if form}
    mine = [m for m in actor.mentions if m.article in homes or m.text.casefold() in forms]
    return part_mentions(findings, actor, mine, name)


def decided(findings: Findings, corrections: Sequence[Correction], by_hash: ByHash) -> tuple[Decided, ...]:
    """The last decision on every pair, in the order they were made."""
    last: dict[frozenset[tuple[str, str]], tuple[Decision, tuple[Anchor, Anchor]]] = {}
    for made in corrections:
        for pair in _pairs(made) if made.act in SAYS else ():
            key = frozenset(named(anchor) for anchor in pair)
            last.pop(key, None)
            last[key] = (SAYS[made.act], pair)
    return tuple(
        Decided(said, pair, thing_at(findings, pair[0], by_hash), thing_at(findings, pair[1], by_hash)) for said, pair in last.values()
    )


def named(anchor: Anchor) -> tuple[str, str]:
    """What tells one anchor from another: an actor's name, or an article and its words, with the kind and place of the event told there
    (its day may have been set since), since one sentence can tell of several.
    """
    if anchor.kind is AnchorKind.ACTOR:
        return "", anchor.exact.casefold()
    return anchor.sha256, f"{anchor.label.rpartition(', ')[0]}: {anchor.exact}"


def _pairs(made: Correction) -> list[tuple[Anchor, Anchor]]:
    one, *others = made.anchors
    if made.act is Act.SPLIT_ACTOR:
        return [(one, Anchor(AnchorKind.ACTOR, exact=made.value, label=made.value))]
    if made.act is Act.SPLIT_EVENT:
        return [(other, one) for other in others[:1]]
    if made.act in {Act.KEEP_APART, Act.PERHAPS}:
        others = others[:1]
    return [(one, other) for other in others]


def marked(findings: Findings, corrections: Sequence[Correction], by_hash: ByHash) -> Findings:
    """The findings with what is perhaps the same marked on both things."""
    if not any(made.act is Act.PERHAPS for made in corrections):
        return findings
    pairs = [
        (d.first.id, d.second.id) for d in decided(findings, corrections, by_hash) if d.decision is Decision.UNSURE and d.first and d.second
    ]
    like: dict[str, tuple[str, ...]] = {}
    for a, b in pairs:
        if a != b:
            like[a], like[b] = (*like.get(a, ()), b), (*like.get(b, ()), a)
    return replace(
        findings,
        actors=tuple(replace(a, perhaps=like[a.id]) if a.id in like else a for a in findings.actors),
        events=tuple(replace(e, perhaps=like[e.id]) if e.id in like else e for e in findings.events),
    )
