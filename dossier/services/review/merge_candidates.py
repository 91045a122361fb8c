"""The review of joins: what was joined by rule, what perhaps belongs together, what the user decided; each with its evidence."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dossier.errors import DossierError
from dossier.linking.actors.candidates import actor_rule_merges, find_actor_candidates, score_actors, score_alias
from dossier.linking.corrections.decisions import PairDecision, anchor_key, latest_decisions
from dossier.linking.events.candidates import event_rule_merges, find_event_candidates, score_events
from dossier.model.actor import Actor
from dossier.model.event import Event, SourceReport
from dossier.model.merge_review import CandidateKind, CandidateStatus, ComparisonLevel, Evidence, MergeCandidate, MergeDecision, ScoredPair
from dossier.model.notebook import Anchor, AnchorKind, Correction
from dossier.phrases.core import pluralize
from dossier.services.review.candidate_rows import actor_parts, actor_sides, actor_table, event_parts, event_sides, event_table, short_days
from dossier.services.snapshot import Snapshot
from dossier.text.anchors import make_anchor

NO_EVIDENCE = Evidence((), 0)
APART = "two rows, as now; not asked again"
DOTTED = "two rows, marked “perhaps the same”"


def list_candidates(held: Snapshot, corrections: Sequence[Correction]) -> tuple[MergeCandidate, ...]:
    """Every join in its order of display: to decide, by rule, by the user; the strongest first, the user's newest first."""
    said = [d for d in latest_decisions(held.findings, corrections, held.by_hash) if d.first and d.second]
    mine = tuple(join for d in reversed(said) if (join := _by_user(held, d)))
    known = {j.id for j in mine}
    pairs = {frozenset((d.first.id, d.second.id)) for d in said if d.first and d.second}
    findings = held.findings
    near = (*find_actor_candidates(findings), *find_event_candidates(findings))
    asked = [_join(held, f, CandidateStatus.TO_DECIDE) for f in near if frozenset((f.first, f.second)) not in pairs]
    settled = {d.first.id for d in said if d.first and d.second and d.first.id == d.second.id and isinstance(d.first, Event)}
    made = [
        _join(held, f, CandidateStatus.BY_RULE)
        for f in (*actor_rule_merges(findings), *event_rule_merges(findings))
        if f.first not in settled
    ]
    rest = [j for j in (*_strongest(asked), *_strongest(made)) if j.id not in known]
    return (*rest, *mine)


def find_candidate(joins: Iterable[MergeCandidate], prefix: str) -> MergeCandidate:
    """The join whose id begins so. DossierError where none or several do."""
    found = [j for j in joins if prefix and j.id.startswith(prefix)]
    if len(found) != 1:
        told = f"No join has the id “{prefix}”." if not found else f"“{prefix}” begins the ids of {len(found)} joins."
        raise DossierError(told, do="List them with “dossier joins”.")
    return found[0]


def _strongest(joins: Iterable[MergeCandidate]) -> list[MergeCandidate]:
    return sorted(joins, key=lambda j: (-j.score, j.kind, j.name.casefold(), j.id))


def _join(
    held: Snapshot,
    found: ScoredPair,
    standing: CandidateStatus,
    decision: MergeDecision = MergeDecision.NONE,
    anchors: tuple[Anchor, ...] = (),
) -> MergeCandidate:
    """A join of actors or of events, worded."""
    if found.kind is CandidateKind.ACTOR:
        return _of_actors(held, found, standing, decision, anchors)
    return _of_events(held, found, standing, decision, anchors)


def _of_actors(
    held: Snapshot, found: ScoredPair, standing: CandidateStatus, decision: MergeDecision, anchors: tuple[Anchor, ...]
) -> MergeCandidate:
    things = [held.actors[i] for i in (found.first, found.second) if i]
    parts = actor_parts(things, found.part)
    sides = actor_sides(parts)
    anchors = anchors or tuple(Anchor(AnchorKind.ACTOR, exact=name, label=name) for name, _, _ in parts)
    name = found.part or things[-1].name
    more = ("one actor", f"“{name}” is an actor of its own, in {pluralize(len(parts[-1][2]), 'article')}")
    return MergeCandidate(
        _ident(anchors), found.kind, standing, decision, name, things[0].name, found.evidence.score, tuple(t.id for t in things),
        found.part, anchors, found.explanation, sides, actor_table(held, parts, sides, found.evidence), _effects(len(things) == 1, decision, *more),
    )  # fmt: skip


def _of_events(
    held: Snapshot, found: ScoredPair, standing: CandidateStatus, decision: MergeDecision, anchors: tuple[Anchor, ...]
) -> MergeCandidate:
    things = [held.events[i] for i in (found.first, found.second) if i]
    parts = event_parts(held, things)
    table = event_table(held, parts, found.evidence)
    anchors = anchors or _anchors(held, things, found.part)
    first, last = things[0], things[-1]
    other = _called(last) if len(things) > 1 else pluralize(len(first.articles), "report")
    sources = len({a for t in things for a in t.articles})
    differ = [t.name.casefold() for t in table if t.level is ComparisonLevel.DIFFER and t.name != "Credited to"]
    joined = f"{pluralize(sources, 'source')}{', sources differ on ' + ', '.join(differ) if differ else ''}"
    apart = f"the report of {held.title_of(found.part)} is a row of its own" if found.part else ""
    return MergeCandidate(
        _ident(anchors), found.kind, standing, decision, _called(first), other, found.evidence.score, tuple(t.id for t in things),
        found.part, anchors, found.explanation, event_sides(held, parts), table, _effects(len(things) == 1, decision, joined, apart),
    )  # fmt: skip


def _effects(one: bool, decision: MergeDecision, joined: str, apart: str) -> tuple[str, str, str]:  # noqa: FBT001  # one caller a kind
    """What each answer does: same, different, unsure."""
    if one:
        stays = "one row, as now; kept whatever is added later"
        return stays, f"two rows: {apart}", f"two rows, marked “perhaps the same”: {apart}"
    as_now = "two rows, as now" if decision is MergeDecision.DIFFERENT else APART
    return f"one row, {joined}", as_now, DOTTED


def _called(event: Event) -> str:
    return f"{event.place.split(',')[0] or 'no place'}, {short_days(event)}"


def _ident(anchors: Sequence[Anchor]) -> str:
    told = sorted(anchor_key(anchor) for anchor in anchors[:2])
    return f"j{hashlib.sha256(repr(told).encode()).hexdigest()[:10]}"


def _anchors(held: Snapshot, things: Sequence[Event], part: str) -> tuple[Anchor, ...]:
    """The first thing by its first report, the second by all of its reports; of one event what `part` tells is the second."""
    first = things[0]
    second = [r for r in first.reports if r.article == part] if len(things) == 1 else list(things[1].reports)
    rest = next(r for r in first.reports if len(things) > 1 or r.article != part)
    return (_anchor(held, first, rest), *(_anchor(held, things[-1], r) for r in second))


def _anchor(held: Snapshot, event: Event, report: SourceReport) -> Anchor:
    return make_anchor(held.article(report.article), report.span, AnchorKind.EVENT, held.label_of(event))


def _by_user(held: Snapshot, said: PairDecision) -> MergeCandidate | None:
    """A decision as a row under the id by which it was asked, with the evidence as it is now; None where nothing is left to compare."""
    a, b = said.first, said.second
    if isinstance(a, Actor) and isinstance(b, Actor):
        return _join(held, _found_actors(a, b, said), CandidateStatus.BY_USER, said.decision, said.anchors)
    if not isinstance(a, Event) or not isinstance(b, Event):
        return None
    found = _found_events(held, a, b, said)
    more = [r for r in b.reports if r.article == found.part or not found.part] if found else []
    anchors = (*said.anchors, *(_anchor(held, b, r) for r in more))
    return _join(held, found, CandidateStatus.BY_USER, said.decision, anchors) if found else None


def _found_actors(a: Actor, b: Actor, said: PairDecision) -> ScoredPair:
    if a.id != b.id:
        return score_actors(a, b) or ScoredPair(CandidateKind.ACTOR, a.id, b.id, "", NO_EVIDENCE, "Their names have little in common.")
    one, other = (anchor.exact for anchor in said.anchors)
    alias = one if a.name.casefold() == other.casefold() else other
    return score_alias(a, alias) or ScoredPair(CandidateKind.ACTOR, a.id, "", alias, NO_EVIDENCE, "You joined them.")


def _found_events(held: Snapshot, a: Event, b: Event, said: PairDecision) -> ScoredPair | None:
    if a.id != b.id:
        return score_events(held.findings, a, b)
    homes = [article.id for anchor in said.anchors if (article := held.by_hash.get(anchor.sha256))]
    part = next((home for home in reversed(homes) if len(a.articles) > 1), "")
    made = next((f for f in event_rule_merges(held.findings) if f.first == a.id), None)
    return replace(made, part=part) if made and part else None
