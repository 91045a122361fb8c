"""Review service: merge candidates and the user's decisions on them, comparisons of sources, explanations, profiles."""

from dossier.model.comparison import Comparison
from dossier.model.explanation import Explanation
from dossier.model.merge_review import CandidateStatus, MergeCandidate, MergeDecision
from dossier.model.profile import Profile
from dossier.services.notebook.anchors import resolve_entries
from dossier.services.notebook.commands import CommandResult
from dossier.services.review.comparison import compare_sources
from dossier.services.review.decide import decide
from dossier.services.review.explanations import explain
from dossier.services.review.merge_candidates import find_candidate, list_candidates
from dossier.services.review.profile import build_profile
from dossier.services.snapshot_source import SnapshotSource
from dossier.services.state import DossierState


class ReviewService:
    """Reviews the current snapshot. Items are given by their ids. All methods may be called from worker threads."""

    def __init__(self, state: DossierState, snapshots: SnapshotSource) -> None:
        self._state, self._snapshots = state, snapshots

    def merge_candidates(self) -> tuple[MergeCandidate, ...]:
        """Pairs that a rule merged, pairs that may be one item, pairs that the user decided on: undecided first, then by score."""
        return list_candidates(self._snapshots.snapshot, self._state.notebook.corrections())

    def merge_candidate(self, prefix: str) -> MergeCandidate:
        """The candidate whose id begins with `prefix`. Raises DossierError where there is none, or more than one."""
        return find_candidate(self.merge_candidates(), prefix)

    def undecided_count(self) -> int:
        """The number of pairs that may be one item and are not decided on."""
        return sum(candidate.status is CandidateStatus.TO_DECIDE for candidate in self.merge_candidates())

    def decide(self, prefix: str, decision: MergeDecision) -> CommandResult:
        """Stores whether a candidate is one item; one step to undo. Raises DossierError for no decision, or the same one again."""
        candidate = self.merge_candidate(prefix)
        with self._snapshots.correcting() as known:
            return decide(self._state.notebook, self._snapshots.snapshot, candidate, decision, known)

    def compare(self, ident: str) -> Comparison | None:
        """The sources of an event or a quotation side by side; None where there is one source only."""
        snapshot = self._snapshots.snapshot
        return compare_sources(snapshot, snapshot.find_item(ident))

    def explain(self, ident: str) -> Explanation:
        """The reasons for an article's day, an actor's names, an event's days and merges, or a quotation's speaker."""
        snapshot = self._snapshots.snapshot
        return explain(snapshot, snapshot.find_item(ident))

    def profile(self, actor: str) -> Profile:
        """The profile of an actor: names, roles, events, quotations, co-occurring actors and sources."""
        snapshot = self._snapshots.snapshot
        entries = resolve_entries(self._state.notebook.entries(), snapshot)
        return build_profile(snapshot, snapshot.actor(actor), entries, self._state.index.store.facts)
