"""Merge decisions: the user's answer on a candidate, as a correction, so that it can be undone and survives a rebuild."""

from collections.abc import Collection, Mapping

from dossier.errors import DossierError
from dossier.linking.actors.candidates import alias_only_articles
from dossier.linking.corrections.decisions import ARTICLES, FORMS
from dossier.model.actor import Actor
from dossier.model.merge_review import ACTOR, MergeCandidate, MergeDecision
from dossier.model.notebook import CorrectionKind
from dossier.services.notebook.commands import CommandResult, add_correction
from dossier.services.snapshot import Snapshot
from dossier.storage.notebook import Notebook

KINDS: Mapping[MergeDecision, CorrectionKind] = {
    MergeDecision.DIFFERENT: CorrectionKind.MARK_DISTINCT,
    MergeDecision.UNSURE: CorrectionKind.MARK_POSSIBLE,
}


def decide(
    notebook: Notebook, snapshot: Snapshot, candidate: MergeCandidate, decision: MergeDecision, known: Collection[int]
) -> CommandResult:
    """Stores the user's decision on a candidate. Raises DossierError where none is given, or the same one again, or another program has
    corrected one of the two since; `known` are the numbers of the corrections that the snapshot shows.
    """
    if decision is MergeDecision.NONE:
        raise DossierError("No answer was given.", do="Answer same, different or unsure.")
    if decision is candidate.decision and candidate.is_merged is (decision is MergeDecision.SAME):
        raise DossierError(f"You already answered: {decision.value}.", do="Undo reverses it.")
    actors = candidate.kind == ACTOR
    if decision is MergeDecision.SAME:
        kind = CorrectionKind.MERGE_ACTORS if actors else CorrectionKind.MERGE_EVENTS
        sentence = f"{'Kept' if candidate.is_merged else 'Merged'} {_pair(candidate)}{' as one' if candidate.is_merged else ''}."
        return add_correction(notebook, kind, candidate.anchors[:2], sentence, known=known)
    sentence = (
        f"Kept {_pair(candidate)} apart." if decision is MergeDecision.DIFFERENT else f"Marked {_pair(candidate)} as possibly the same."
    )
    values = _own_parts(snapshot, candidate) if actors else {}
    return add_correction(notebook, KINDS[decision], candidate.anchors, sentence, values=values, known=known)


def _pair(candidate: MergeCandidate) -> str:
    first, second = candidate.name, candidate.other
    return f"“{first}” and {second}" if candidate.kind == ACTOR else f"{candidate.kind} {first}, and {second}"


def _own_parts(snapshot: Snapshot, candidate: MergeCandidate) -> dict[str, str]:
    """The articles and printed forms of the second actor alone: by these the two are split should a rule ever merge them."""
    first = snapshot.actor(candidate.items[0])
    second = candidate.anchors[1].exact
    if candidate.is_merged:
        alias = candidate.part
        homes = alias_only_articles(first, alias)
        return {ARTICLES: _hashes(snapshot, homes), FORMS: "" if homes else alias}
    other = snapshot.actor(candidate.items[1])
    first, other = (first, other) if other.name == second or first.name != second else (other, first)
    homes = frozenset(other.articles) - frozenset(first.articles)
    return {ARTICLES: _hashes(snapshot, homes), FORMS: "\n".join(sorted(_forms(other) - _forms(first)))}


def _forms(actor: Actor) -> set[str]:
    return {m.text.casefold() for m in actor.mentions}


def _hashes(snapshot: Snapshot, articles: frozenset[str]) -> str:
    return " ".join(sorted(snapshot.article(a).sha256 for a in articles))
