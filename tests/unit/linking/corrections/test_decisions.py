"""Decisions on pairs: the last one counts. All people are made up."""

from dossier.linking.corrections.decisions import latest_decisions
from dossier.model.actor import Actor, ActorKind
from dossier.model.findings import Findings
from dossier.model.merge_review import MergeDecision
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind


def actor_anchor(name: str) -> Anchor:
    """An anchor on an actor."""
    return Anchor(AnchorKind.ACTOR, exact=name, label=name)


def test_the_last_decision_on_a_pair_counts() -> None:
    """The order of the pair does not matter; a decision on a name that is gone has no actor for it."""
    brandt, kerr = (Actor(f"p{n}", name, ActorKind.PERSON, (), (), None, ()) for n, name in enumerate(("Orla Brandt", "Tomas Kerr")))
    corrections = [
        Correction(1, CorrectionKind.MARK_DISTINCT, (actor_anchor("Orla Brandt"), actor_anchor("Tomas Kerr"))),
        Correction(2, CorrectionKind.MARK_POSSIBLE, (actor_anchor("Tomas Kerr"), actor_anchor("orla brandt"))),
        Correction(3, CorrectionKind.MERGE_ACTORS, (actor_anchor("Tomas Kerr"), actor_anchor("Nobody"))),
        Correction(4, CorrectionKind.HIDE_ACTOR, (actor_anchor("Tomas Kerr"),)),
    ]
    last, gone = latest_decisions(Findings(actors=(brandt, kerr)), corrections, {})
    assert (last.decision, last.first, last.second) == (MergeDecision.UNSURE, kerr, brandt)
    assert (gone.decision, gone.second) == (MergeDecision.SAME, None)
