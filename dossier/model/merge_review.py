"""Merge review: pairs that were merged or may be merged, with their evidence."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.notebook import Anchor
from dossier.model.span import Span

ACTOR = "actor"
"""Kind of a pair of actors; a pair of events has the name of their kind."""


class CandidateStatus(StrEnum):
    """Status of a candidate: open, merged by rule, or decided by the user."""

    TO_DECIDE = "to decide"
    BY_RULE = "matched by rule"
    BY_USER = "decided by you"


class ComparisonLevel(StrEnum):
    """Agreement of a pair in one feature; SILENT where fewer than two have a value."""

    SAME = "same"
    OVERLAP = "overlap"
    DIFFER = "differ"
    SILENT = ""


class MergeDecision(StrEnum):
    """The user's decision on a pair; NONE where there is none."""

    NONE = ""
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class FeatureScore:
    """Comparison of a pair in one feature: its weight, and the share of that weight (0 to 1) that supports a match.

    `sides` is the number of sides (0 to 2) that give a value.
    """

    name: str
    level: ComparisonLevel
    weight: int
    share: float
    sides: int = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence for a match. `score` is 0 to 100; `contradictions` are the names of features that contradict the match."""

    features: tuple[FeatureScore, ...]
    score: int
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchLikelihood:
    """The calibrated probability, 0 to 1, that two reports are of one event, and what speaks for and against it in words, the weightiest first."""

    probability: float
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A scored pair, with an explanation as a sentence; empty for two events, whose evidence `describe_evidence` puts into words.

    `first` and `second` are ids of two items. For a merge that was made, `second` is empty and `part`, an alias or an
    article's id, is the part of `first` that was merged into it.
    """

    kind: str
    first: str
    second: str
    part: str
    evidence: Evidence
    explanation: str


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """One row of the comparison table: the name of a feature, its agreement, and the value of each side in words."""

    name: str
    level: ComparisonLevel
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """One side of a pair, as a column: a name, lines under it, and the passage to open."""

    name: str
    lines: tuple[str, ...]
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """One row of the merge review.

    `items` are the ids concerned: one where the pair is merged now, else two. `part` is the alias or the article that is
    split off when a merge is undone. `score` is 0 to 100; `likelihood` is that of events, None for actors. `anchors` are the anchors of the two items in a decision; `id` is
    made from them, so that a decision does not change it. `effects` describe the three answers: same, different, unsure.
    """

    id: str
    kind: str
    status: CandidateStatus
    decision: MergeDecision
    name: str
    other: str
    score: int
    items: tuple[str, ...]
    part: str
    anchors: tuple[Anchor, ...]
    explanation: str
    columns: tuple[ComparisonColumn, ...]
    table: tuple[FeatureRow, ...]
    effects: tuple[str, str, str]
    likelihood: MatchLikelihood | None = None

    @property
    def percent(self) -> int:
        """How likely the match is, in percent; for actors, the score."""
        return round(100 * self.likelihood.probability) if self.likelihood else self.score

    @property
    def is_merged(self) -> bool:
        """True where the pair is merged now."""
        return len(self.items) == 1
