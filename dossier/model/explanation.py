"""Explanations of derived values, for the user."""

from dataclasses import dataclass
from datetime import date

from dossier.model.event import DateCandidate
from dossier.model.span import Span


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage of an article that supports a value; `paragraph` is the number of its paragraph."""

    article: str
    span: Span
    text: str
    paragraph: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Explanation of one item: a title, labelled sentences, the candidate dates, and the passages that support it.

    `anchor`, `start` and `end` are given where the item has a date, for the calendar. `ident` and `kind` ("article",
    "actor", "event", "quotation") identify the item.
    """

    title: str
    rows: tuple[tuple[str, str], ...]
    candidates: tuple[DateCandidate, ...] = ()
    passages: tuple[CitedPassage, ...] = ()
    anchor: date | None = None
    start: date | None = None
    end: date | None = None
    ident: str = ""
    kind: str = ""
