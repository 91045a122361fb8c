"""Merge candidates: pairs that a rule merged, pairs that may be one item, and pairs that the user decided on, each with its evidence."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.errors import DossierError
from dossier.linking.actors.candidates import actor_rule_merges, find_actor_candidates, score_actors, score_alias
from dossier.linking.corrections.decisions import PairDecision, anchor_key, latest_decisions
from dossier.linking.events.candidates import describe_evidence, describe_missing, find_event_candidates, score_events, score_reports
from dossier.model.actor import Actor
from dossier.model.event import Event, SourceReport
from dossier.model.merge_review import (
    ACTOR,
    CandidateStatus,
    ComparisonLevel,
    Evidence,
    MatchLikelihood,
    MergeCandidate,
    MergeDecision,
    ScoredPair,
)
from dossier.model.notebook import Anchor, AnchorKind, Correction
from dossier.phrases.likelihood import likely_words, reasons_sentence, report_sentence
from dossier.phrases.plural import pluralize
from dossier.services.review.candidate_rows import (
    actor_columns,
    actor_sides,
    actor_table,
    event_columns,
    event_sides,
    event_table,
    short_days,
)
from dossier.services.snapshot import Snapshot
from dossier.text.anchors import make_anchor

NO_EVIDENCE = Evidence((), 0)
APART = "two rows, as now; do not ask again"
DOTTED = "two rows, marked “possibly the same”"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A scored pair with its status and, where the user decided on it, the decision and the anchors that this was made with."""

    scored: ScoredPair
    status: CandidateStatus
    decision: MergeDecision = MergeDecision.NONE
    anchors: tuple[Anchor, ...] = ()
    likelihood: MatchLikelihood | None = None


def list_candidates(snapshot: Snapshot, corrections: Sequence[Correction]) -> tuple[MergeCandidate, ...]:
    """All candidates in their order of display: undecided, by rule, by the user; the most doubtful first, the user's newest first."""
    decisions = [d for d in latest_decisions(snapshot.findings, corrections, snapshot.by_hash) if d.first and d.second]
    decided = tuple(candidate for d in reversed(decisions) if (candidate := _decided(snapshot, d)))
    decided_ids = {candidate.id for candidate in decided}
    decided_pairs = {frozenset((d.first.id, d.second.id)) for d in decisions if d.first and d.second}
    kept_events = {d.first.id for d in decisions if d.first and d.second and d.first.id == d.second.id and isinstance(d.first, Event)}
    findings = snapshot.findings
    undecided = [
        _candidate(snapshot, _Pair(scored, CandidateStatus.TO_DECIDE, likelihood=_likelihood(snapshot, scored)))
        for scored in (*find_actor_candidates(findings), *find_event_candidates(findings))
        if frozenset((scored.first, scored.second)) not in decided_pairs
    ]
    merged = [
        _candidate(snapshot, _Pair(scored, CandidateStatus.BY_RULE, likelihood=_likelihood(snapshot, scored)))
        for scored in (*actor_rule_merges(findings), *score_reports(findings, _weakest_reports(snapshot)))
        if scored.first not in kept_events
    ]
    others = (candidate for candidate in (*_by_doubt(undecided), *_by_doubt(merged)) if candidate.id not in decided_ids)
    return (*others, *decided)


def find_candidate(candidates: Iterable[MergeCandidate], prefix: str) -> MergeCandidate:
    """The candidate whose id begins with `prefix`. Raises DossierError where there is none, or more than one."""
    matches = [candidate for candidate in candidates if prefix and candidate.id.startswith(prefix)]
    if len(matches) != 1:
        problem = f"No match has the ID “{prefix}”." if not matches else f"“{prefix}” is the start of {len(matches)} match IDs."
        raise DossierError(problem, do="List them with “dossier matches”.")
    return matches[0]


def _by_doubt(candidates: Iterable[MergeCandidate]) -> list[MergeCandidate]:
    """The most doubtful first: of those that are two rows the likeliest to be one, of those that are one row the least likely."""
    return sorted(candidates, key=lambda c: (c.percent if c.is_merged else -c.percent, c.kind, c.name.casefold(), c.id))


def _weakest_reports(snapshot: Snapshot) -> dict[str, str]:
    """The article whose report fits least, of each event of several articles, by the event's id."""
    weakest = ((event.id, snapshot.likelihoods.weakest(event)) for event in snapshot.findings.events if len(event.articles) > 1)
    return {ident: report.article for ident, report in weakest if report is not None}


def _likelihood(snapshot: Snapshot, scored: ScoredPair) -> MatchLikelihood | None:
    """The likelihood of a pair of events, or of the report that is split off first; None for actors."""
    if scored.kind == ACTOR:
        return None
    first, likelihoods = snapshot.events[scored.first], snapshot.likelihoods
    return likelihoods.between(first, snapshot.events[scored.second]) if scored.second else likelihoods.within(first, scored.part)


def _candidate(snapshot: Snapshot, pair: _Pair) -> MergeCandidate:
    """A candidate of actors or of events, with its rows and words."""
    return _actor_candidate(snapshot, pair) if pair.scored.kind == ACTOR else _event_candidate(snapshot, pair)


def _actor_candidate(snapshot: Snapshot, pair: _Pair) -> MergeCandidate:
    scored = pair.scored
    actors = [snapshot.actors[ident] for ident in (scored.first, scored.second) if ident]
    sides = actor_sides(actors, scored.part)
    columns = actor_columns(sides)
    anchors = pair.anchors or tuple(Anchor(AnchorKind.ACTOR, exact=side.name, label=side.name) for side in sides)
    name = scored.part or actors[-1].name
    apart = f"“{name}” becomes a separate actor, in {pluralize(len(sides[-1].articles), 'article')}"
    return MergeCandidate(
        id=_ident(anchors),
        kind=scored.kind,
        status=pair.status,
        decision=pair.decision,
        name=name,
        other=actors[0].name,
        score=scored.evidence.score,
        items=tuple(actor.id for actor in actors),
        part=scored.part,
        anchors=anchors,
        explanation=scored.explanation,
        columns=columns,
        table=actor_table(snapshot, sides, columns, scored.evidence),
        effects=_effects(merged=len(actors) == 1, decision=pair.decision, as_one="one actor", apart=apart),
    )


def _event_candidate(snapshot: Snapshot, pair: _Pair) -> MergeCandidate:
    scored = pair.scored
    events = [snapshot.events[ident] for ident in (scored.first, scored.second) if ident]
    sides = event_sides(snapshot, events)
    table = event_table(snapshot, sides, scored.evidence)
    anchors = pair.anchors or _event_anchors(snapshot, events, scored.part)
    sources = len({article for event in events for article in event.articles})
    differing = [row.name.casefold() for row in table if row.level is ComparisonLevel.DIFFER and row.name != "Credited to"]
    as_one = f"{pluralize(sources, 'source')}{', sources differ on ' + ', '.join(differing) if differing else ''}"
    apart = f"the report of {snapshot.title_of(scored.part)} becomes a separate row" if scored.part else ""
    return MergeCandidate(
        id=_ident(anchors),
        kind=scored.kind,
        status=pair.status,
        decision=pair.decision,
        name=_event_name(events[0]),
        other=_event_name(events[-1]) if len(events) > 1 else pluralize(len(events[0].articles), "report"),
        score=scored.evidence.score,
        items=tuple(event.id for event in events),
        part=scored.part,
        anchors=anchors,
        explanation=_explain_events(snapshot, pair),
        columns=event_columns(snapshot, sides),
        table=table,
        effects=_effects(merged=len(events) == 1, decision=pair.decision, as_one=as_one, apart=apart),
        likelihood=pair.likelihood,
    )


def _explain_events(snapshot: Snapshot, pair: _Pair) -> str:
    """Why events are one or may be one, how likely that is, and what speaks for and against it."""
    scored, likelihood = pair.scored, pair.likelihood
    if likelihood is None:
        return scored.explanation if scored.part else describe_evidence(scored.evidence)
    if scored.part:
        is_weakest = pair.status is CandidateStatus.BY_RULE
        return f"{scored.explanation} {report_sentence(snapshot.title_of(scored.part), likelihood, is_weakest=is_weakest)}"
    likely = likely_words(likelihood)
    return f"{likely[:1].upper()}{likely[1:]}. {reasons_sentence(likelihood)}{describe_missing(scored.evidence)}"


def _effects(*, merged: bool, decision: MergeDecision, as_one: str, apart: str) -> tuple[str, str, str]:
    """The effect of each answer: same, different, unsure. `merged` says that the pair is one row now."""
    if merged:
        stays = "one row, as now, whatever is added later"
        return stays, f"two rows: {apart}", f"two rows, marked “possibly the same”: {apart}"
    as_now = "two rows, as now" if decision is MergeDecision.DIFFERENT else APART
    return f"one row, {as_one}", as_now, DOTTED


def _event_name(event: Event) -> str:
    return f"{event.place.split(',')[0] or 'no place'}, {short_days(event)}"


def _ident(anchors: Sequence[Anchor]) -> str:
    keys = sorted(anchor_key(anchor) for anchor in anchors[:2])
    return f"j{hashlib.sha256(repr(keys).encode()).hexdigest()[:10]}"


def _event_anchors(snapshot: Snapshot, events: Sequence[Event], part: str) -> tuple[Anchor, ...]:
    """The first event by its first report, the second by all of its reports; of a single event, the report of `part` is the second."""
    first = events[0]
    second = [r for r in first.reports if r.article == part] if len(events) == 1 else list(events[1].reports)
    rest = next(r for r in first.reports if len(events) > 1 or r.article != part)
    return (_event_anchor(snapshot, first, rest), *(_event_anchor(snapshot, events[-1], r) for r in second))


def _event_anchor(snapshot: Snapshot, event: Event, report: SourceReport) -> Anchor:
    return make_anchor(snapshot.article(report.article), report.span, AnchorKind.EVENT, snapshot.label_of(event))


def _decided(snapshot: Snapshot, decision: PairDecision) -> MergeCandidate | None:
    """A decision as a candidate with the id that it was made on and the evidence as it is now; None where nothing is left to compare."""
    first, second = decision.first, decision.second
    if isinstance(first, Actor) and isinstance(second, Actor):
        scored = _score_decided_actors(first, second, decision)
        return _candidate(snapshot, _Pair(scored, CandidateStatus.BY_USER, decision.decision, decision.anchors))
    if not isinstance(first, Event) or not isinstance(second, Event):
        return None
    pair = _score_decided_events(snapshot, first, second, decision)
    if pair is None:
        return None
    more = (r for r in second.reports if r.article == pair.part or not pair.part)
    anchors = (*decision.anchors, *(_event_anchor(snapshot, second, report) for report in more))
    likelihood = _likelihood(snapshot, pair)
    return _candidate(snapshot, _Pair(pair, CandidateStatus.BY_USER, decision.decision, anchors, likelihood))


def _score_decided_actors(first: Actor, second: Actor, decision: PairDecision) -> ScoredPair:
    if first.id != second.id:
        unlike = ScoredPair(ACTOR, first.id, second.id, "", NO_EVIDENCE, "Their names have little in common.")
        return score_actors(first, second) or unlike
    name, other = (anchor.exact for anchor in decision.anchors)
    alias = name if first.name.casefold() == other.casefold() else other
    return score_alias(first, alias) or ScoredPair(ACTOR, first.id, "", alias, NO_EVIDENCE, "You merged them.")


def _score_decided_events(snapshot: Snapshot, first: Event, second: Event, decision: PairDecision) -> ScoredPair | None:
    if first.id != second.id:
        return score_events(snapshot.findings, first, second)
    articles = [article.id for anchor in decision.anchors if (article := snapshot.by_hash.get(anchor.sha256))]
    part = next((article for article in reversed(articles) if len(first.articles) > 1), "")
    return next(iter(score_reports(snapshot.findings, {first.id: part})), None)
