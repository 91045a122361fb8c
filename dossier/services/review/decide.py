"""An answer to the question whether two things are one: kept as a correction, so that it can be undone and outlives a rebuild."""

from collections.abc import Mapping

from dossier.errors import DossierError
from dossier.linking.actors.candidates import alias_only_articles
from dossier.linking.corrections.decisions import ARTICLES, FORMS
from dossier.model.actor import Actor
from dossier.model.merge_review import CandidateKind, MergeCandidate, MergeDecision
from dossier.model.notebook import CorrectionKind
from dossier.services.notebook.service import CommandResult, NotebookService
from dossier.services.snapshot import Snapshot

ACTS: Mapping[MergeDecision, CorrectionKind] = {
    MergeDecision.DIFFERENT: CorrectionKind.MARK_DISTINCT,
    MergeDecision.UNSURE: CorrectionKind.MARK_POSSIBLE,
}


def decide(work: NotebookService, join: MergeCandidate, decision: MergeDecision) -> CommandResult:
    """Keeps what the user says of a join. DossierError where no answer is given, or the same one again."""
    if decision is MergeDecision.NONE:
        raise DossierError("No answer was given.", do="Say same, different or unsure.")
    if decision is join.decision and join.one is (decision is MergeDecision.SAME):
        raise DossierError(f"That was your answer already: {decision.value}.", do="Undo takes it back.")
    actors = join.kind is CandidateKind.ACTOR
    if decision is MergeDecision.SAME:
        act = CorrectionKind.MERGE_ACTORS if actors else CorrectionKind.MERGE_EVENTS
        said = f"{'Kept' if join.one else 'Joined'} {_pair(join)}{' as one' if join.one else ''}."
        return work.correct(act, join.anchors[:2], said)
    said = f"Kept {_pair(join)} apart." if decision is MergeDecision.DIFFERENT else f"Marked {_pair(join)} as perhaps the same."
    return work.correct(ACTS[decision], join.anchors, said, values=_belongings(work.holdings, join) if actors else {})


def _pair(join: MergeCandidate) -> str:
    first, second = join.name, join.other
    return f"“{first}” and {second}" if join.kind is CandidateKind.ACTOR else f"{join.kind.value} {first}, and {second}"


def _belongings(held: Snapshot, join: MergeCandidate) -> dict[str, str]:
    """The articles and printed forms that are the second actor's alone, by which the two are told apart should they ever be joined."""
    first = held.actor(join.items[0])
    second = join.anchors[1].exact
    if join.one:
        alias = join.part
        homes = alias_only_articles(first, alias)
        return {ARTICLES: _hashes(held, homes), FORMS: "" if homes else alias}
    other = held.actor(join.items[1])
    mine, theirs = (first, other) if other.name == second or first.name != second else (other, first)
    homes = frozenset(theirs.articles) - frozenset(mine.articles)
    return {ARTICLES: _hashes(held, homes), FORMS: "\n".join(sorted(_forms(theirs) - _forms(mine)))}


def _forms(actor: Actor) -> set[str]:
    return {m.text.casefold() for m in actor.mentions}


def _hashes(held: Snapshot, articles: frozenset[str]) -> str:
    return " ".join(sorted(held.article(a).sha256 for a in articles))
