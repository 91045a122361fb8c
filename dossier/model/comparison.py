"""Comparison of sources on one event or one quotation: a table with a column for each source."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.span import Span


class Agreement(StrEnum):
    """Agreement of the sources in one row; OWN where each has its own value and they are not compared."""

    AGREE = "agree"
    DIFFER = "differ"
    ONE = "one source"
    NONE = "not reported"
    OWN = ""


class DiffKind(StrEnum):
    """Kind of a run of words in a cell.

    DIFFERS: another source has a different value, or does not have it in its list. TIME: the words that give the day.
    ADDED, CHANGED, DROPPED: relative to the first version of a quotation.
    """

    NONE = ""
    DIFFERS = "differs"
    TIME = "time"
    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A run of words with its kind; `was` are the words that a changed run replaces."""

    text: str
    mark: DiffKind = DiffKind.NONE
    was: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of one source in one row: lines of runs, none where the source does not give it.

    `span` is the passage in the source's article, None where there is none. `role` is the role of the sign before the words, or empty.
    """

    lines: tuple[tuple[DiffRun, ...], ...] = ()
    remark: str = ""
    span: Span | None = None
    role: str = ""

    @property
    def text(self) -> str:
        """The words that are not dropped, as lines of text."""
        return "\n".join("".join(run.text for run in line if run.mark is not DiffKind.DROPPED) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One row: a cell for each source, in their order; `remark` is shown instead of the agreement where that is OWN."""

    name: str
    cells: tuple[Cell, ...]
    agreement: Agreement = Agreement.OWN
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """One of the articles compared.

    `span` is its first passage on the item, `known` a phrase on how its `day` is known, `remark` for example that it was
    the first to print the words. `copy_of` is the outlet of which it is a near-duplicate, or empty. `ident` is the id of
    the quotation in this column, empty for events.
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
    """Sources side by side on the item with id `ident`; `kind` is the name of a kind of event, or "quotation"."""

    ident: str
    kind: str
    title: str
    sources: tuple[ComparedSource, ...]
    rows: tuple[ComparisonRow, ...]

    @property
    def independent(self) -> int:
        """Number of sources without near-duplicates of another."""
        return sum(not source.copy_of for source in self.sources)

    @property
    def differing(self) -> int:
        """Number of rows on which the sources differ."""
        return sum(row.agreement is Agreement.DIFFER for row in self.rows)
