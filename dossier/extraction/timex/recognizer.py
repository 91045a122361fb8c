"""Time expressions of a text: found by pattern, checked against the parse, kept symbolic."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.timex.direction import anchored, direction
from dossier.extraction.timex.filters import is_timex
from dossier.extraction.timex.normalizers import Parts
from dossier.extraction.timex.patterns import match_patterns
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

JOINTS = re.compile(r",?[\s ]+(?:(?:on|of|in)[\s ]+)?(?:the[\s ]+)?")
MONTHS = 12
DAY_FORMS = frozenset({"date", "weekday", "unit", "holiday", "numeric date"})


class _HasInner(Protocol):
    """A stretch between quotation marks; `inner` leaves the marks out."""

    @property
    def inner(self) -> Span:
        """Characters between the marks."""

    @property
    def outer(self) -> Span:
        """Characters with the marks."""


def find_times(doc: "Doc", marks: Sequence[_HasInner]) -> tuple[TimeExpression, ...]:
    """Every time expression of a parsed text, in order of the text; words between `marks` are `quoted`."""
    text = text_of(doc)
    kept = _joined(text, _longest(draft for draft in match_patterns(text) if is_timex(doc, draft[0], draft[1], draft[3])))
    found = [_expression(doc, start, end, parts, marks) for start, end, parts in _in_order(kept)]
    return tuple(anchored(doc, found, i, marks) for i in range(len(found)))


def dates_in_captions(captions: tuple[str, ...]) -> tuple[date, ...]:
    """The days that captions state in full, with their year, in order of the captions; a picture is no younger than its article."""
    days = []
    for caption in captions:
        for _, _, parts in _longest(match_patterns(caption)):
            if parts["form"] == "date" and parts.get("year"):
                try:
                    days.append(date(parts["year"], parts["month"], parts["day"]))
                except ValueError:
                    continue
    return tuple(days)


def _longest(found: Iterable[tuple[int, int, int, Parts]]) -> list[tuple[int, int, Parts]]:
    """Drafts that do not overlap, in order: the longer wins, then the earlier pattern."""
    kept: list[tuple[int, int, Parts]] = []
    for start, end, _, parts in sorted(found, key=lambda d: (d[0] - d[1], d[2], d[0])):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, parts))
    return sorted(kept, key=lambda k: k[0])


def _joined(text: str, found: list[tuple[int, int, Parts]]) -> list[tuple[int, int, Parts]]:
    """A time of day and the day beside it as one expression ("the early hours of Friday", "4 p.m. on Tuesday")."""
    kept: list[tuple[int, int, Parts]] = []
    for start, end, parts in found:
        if (
            kept
            and kept[-1][2]["form"] == "clock"
            and parts["form"] in DAY_FORMS
            and not parts.get("clock")
            and JOINTS.fullmatch(text[kept[-1][1] : start])
        ):
            first, _, clock = kept.pop()
            kept.append(
                (
                    first,
                    end,
                    {
                        **parts,
                        "clock": parts.get("clock") or clock["clock"],
                        "modifier": parts.get("modifier") or clock.get("modifier", ""),
                    },
                )
            )
        elif kept and _clock_behind(text[kept[-1][1] : start], kept[-1][2], parts):
            first, _, day = kept.pop()
            kept.append((first, end, {**day, "clock": parts["clock"]}))
        else:
            kept.append((start, end, parts))
    return kept


def _clock_behind(between: str, day: Parts, clock: Parts) -> bool:
    """True for a time of day right behind its day ("Saturday 8 p.m.")."""
    return (
        clock["form"] == "clock"
        and ":" in clock["clock"]
        and day["form"] in DAY_FORMS
        and not day.get("clock")
        and not between.strip(" \xa0")
    )


def _in_order(found: list[tuple[int, int, Parts]]) -> list[tuple[int, int, Parts]]:
    """Numeric dates that read both ways, read in the order that the text's other numeric dates prove, where they agree."""
    numeric = [parts for _, _, parts in found if parts["form"] == "numeric date"]
    day_first = any(parts["day"] > MONTHS for parts in numeric)
    month_first = any(parts["month"] > MONTHS for parts in numeric)
    if day_first == month_first:
        return found
    ordered = []
    for start, end, parts in found:
        mine = parts
        if parts["form"] == "numeric date" and max(parts["day"], parts["month"]) <= MONTHS:
            day, month = (parts["day"], parts["month"]) if day_first else (parts["month"], parts["day"])
            mine = {**parts, "form": "date", "day": day, "month": month}
        ordered.append((start, end, mine))
    return ordered


def _expression(doc: "Doc", start: int, end: int, parts: Parts, marks: Sequence[_HasInner]) -> TimeExpression:
    """The expression that a draft tells of, with its direction."""
    fields: dict[str, Any] = {key: value for key, value in parts.items() if key != "ahead"}
    span = Span(start, end)
    quoted = any(mark.inner.contains(span) for mark in marks)
    told = {True: Direction.FUTURE, False: Direction.PAST}
    way = told[parts["ahead"]] if "ahead" in parts else direction(doc, span)
    return TimeExpression(span, text_of(doc)[start:end], direction=way, quoted=quoted, **fields)
