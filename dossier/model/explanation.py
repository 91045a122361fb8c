"""Why something is as it is, for people."""

from dataclasses import dataclass
from datetime import date

from dossier.model.event import DateCandidate
from dossier.model.span import Span


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A stretch of an article that something rests on; `paragraph` is its number there."""

    article: str
    span: Span
    text: str
    paragraph: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons of one thing: a title, labelled sentences in order, the readings weighed, the passages it rests on.

    `anchor`, `start` and `end` are there where the thing has a day, for a calendar beside the words. `ident` and `kind` ("article",
    "actor", "event", "quotation") say what it is of.
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
