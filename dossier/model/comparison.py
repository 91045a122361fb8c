"""One event, or one quotation, as each source has it: a table of points and sources."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.span import Span


class Agreement(StrEnum):
    """Whether sources agree on a point; OWN where each has its own and none is measured by another."""

    AGREE = "agree"
    DIFFER = "differ"
    ONE = "one source"
    NONE = "none given"
    OWN = ""


class DiffKind(StrEnum):
    """What sets a piece of a cell apart. DIFFERS: another source tells it otherwise, or does not name it among what it names. TIME:
    the words that tell the day. ADDED, CHANGED, DROPPED: against the first version of a quotation; a changed piece's `was` is what
    stood there.
    """

    NONE = ""
    DIFFERS = "differs"
    TIME = "time"
    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A stretch of words and what sets it apart."""

    text: str
    mark: DiffKind = DiffKind.NONE
    was: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source tells of a point: lines of pieces, none where it does not tell; a remark; and the passage it rests on, in the
    source's article, None where there is none of its own.
    """

    lines: tuple[tuple[DiffRun, ...], ...] = ()
    remark: str = ""
    span: Span | None = None

    @property
    def text(self) -> str:
        """The words alone, a line for each line."""
        return "\n".join("".join(piece.text for piece in line if piece.mark is not DiffKind.DROPPED) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One thing that sources tell, a cell for each source in their order, and whether they agree; `remark` stands in the verdict's
    place where it is OWN.
    """

    name: str
    cells: tuple[Cell, ...]
    agreement: Agreement = Agreement.OWN
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """An article among those compared: where it tells of the thing first, how it is called, its day, and a remark (the
    first to print the words). `copy_of` is the outlet whose text it has nearly word for word, or empty. `ident` is what the column is of where that has an id of its own: a quotation.
    """

    article: str
    span: Span
    outlet: str
    title: str
    day: date | None
    known: str
    remark: str = ""
    ident: str = ""
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sources side by side: the id of what they are of, its kind ("meeting", "strike", "quotation"), what it is in words, the sources
    and the points.
    """

    ident: str
    kind: str
    title: str
    sources: tuple[ComparedSource, ...]
    rows: tuple[ComparisonRow, ...]

    @property
    def independent(self) -> int:
        """How many sources are left when copies of another's text count once."""
        return sum(not source.copy_of for source in self.sources)

    @property
    def differing(self) -> int:
        """How many points differ."""
        return sum(point.agreement is Agreement.DIFFER for point in self.rows)
