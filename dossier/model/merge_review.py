"""Joins: what was taken to be one and the same, what perhaps is, and what speaks for and against it."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.notebook import Anchor
from dossier.model.span import Span


class CandidateKind(StrEnum):
    """What is joined."""

    ACTOR = "actor"
    MEETING = "meeting"
    STRIKE = "strike"


class CandidateStatus(StrEnum):
    """Whose decision a join rests on."""

    TO_DECIDE = "to decide"
    BY_RULE = "joined by rule"
    BY_USER = "decided by you"


class ComparisonLevel(StrEnum):
    """Whether the sides of a join agree on a point; SILENT where fewer than two tell of it."""

    SAME = "same"
    OVERLAP = "overlap"
    DIFFER = "differ"
    SILENT = ""


class MergeDecision(StrEnum):
    """What the user says of a join; NONE where nothing was said."""

    NONE = ""
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class FeatureScore:
    """One point of evidence, with how much it weighs and the share of that weight (0 to 1) that speaks for one and the same."""

    name: str
    level: ComparisonLevel
    weight: int
    share: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two tellings or two actors have in common. `strength` is 0 to 100; `against` names the points that tell them apart."""

    features: tuple[FeatureScore, ...]
    score: int
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A join that was made (`second` empty: the thing `first` holds `part`, an alias or an article's id), or a near miss of two
    things, by their ids; with its evidence and the reason as a sentence.
    """

    kind: CandidateKind
    first: str
    second: str
    part: str
    evidence: Evidence
    explanation: str


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """One line of a side-by-side table: what it is about, whether the sides agree, and what each says, in words."""

    name: str
    level: ComparisonLevel
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """One side of a join, for a column: a name, lines under it, and where it can be read."""

    name: str
    lines: tuple[str, ...]
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """One row of the review. `things` are the ids it concerns: one where they are one row now, two where they are two. `part` is the
    alias, or the article, that is set apart when a join is taken back. `strength` is 0 to 100, `why` a sentence. `anchors` are the two
    things as a decision on them names them; `id` is made of these, so a decision does not change it. `effects` say what each answer
    does: same, different, unsure.
    """

    id: str
    kind: CandidateKind
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

    @property
    def one(self) -> bool:
        """True where both are one row now."""
        return len(self.items) == 1
