"""Joins: what was taken to be one and the same, what perhaps is, and what speaks for and against it."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.notebook import Anchor
from dossier.model.span import Span


class JoinKind(StrEnum):
    """What is joined."""

    ACTOR = "actor"
    MEETING = "meeting"
    STRIKE = "strike"


class Standing(StrEnum):
    """Whose decision a join rests on."""

    TO_DECIDE = "to decide"
    BY_RULE = "joined by rule"
    BY_USER = "decided by you"


class Verdict(StrEnum):
    """Whether the sides of a join agree on a point; SILENT where fewer than two tell of it."""

    SAME = "same"
    OVERLAP = "overlap"
    DIFFER = "differ"
    SILENT = ""


class Decision(StrEnum):
    """What the user says of a join; NONE where nothing was said."""

    NONE = ""
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of evidence, with how much it weighs and the share of that weight (0 to 1) that speaks for one and the same."""

    name: str
    verdict: Verdict
    weight: int
    share: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two tellings or two actors have in common. `strength` is 0 to 100; `against` names the points that tell them apart."""

    points: tuple[Point, ...]
    strength: int
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A join that was made (`second` empty: the thing `first` holds `part`, an alias or an article's id), or a near miss of two
    things, by their ids; with its evidence and the reason as a sentence.
    """

    kind: JoinKind
    first: str
    second: str
    part: str
    evidence: Evidence
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a side-by-side table: what it is about, whether the sides agree, and what each says, in words."""

    name: str
    verdict: Verdict
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a join, for a column: a name, lines under it, and where it can be read."""

    name: str
    lines: tuple[str, ...]
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Join:
    """One row of the review. `things` are the ids it concerns: one where they are one row now, two where they are two. `part` is the
    alias, or the article, that is set apart when a join is taken back. `strength` is 0 to 100, `why` a sentence. `anchors` are the two
    things as a decision on them names them; `id` is made of these, so a decision does not change it. `effects` say what each answer
    does: same, different, unsure.
    """

    id: str
    kind: JoinKind
    standing: Standing
    decision: Decision
    name: str
    other: str
    strength: int
    things: tuple[str, ...]
    part: str
    anchors: tuple[Anchor, ...]
    why: str
    sides: tuple[Side, ...]
    table: tuple[Told, ...]
    effects: tuple[str, str, str]

    @property
    def one(self) -> bool:
        """True where both are one row now."""
        return len(self.things) == 1
