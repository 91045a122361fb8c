"""TIMEX recognition: time expressions are matched by pattern, filtered by the parse, and stay symbolic."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dossier.extraction.segments.doc_text import text_of
from dossier.extraction.segments.quote_marks import QuotedSpan, quote_around
from dossier.extraction.timex.direction import direction, with_anchor
from dossier.extraction.timex.filters import is_timex
from dossier.extraction.timex.normalizers import Parts
from dossier.extraction.timex.patterns import PatternMatch, match_patterns
from dossier.model.span import Span
from dossier.model.time import Direction, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLOCK_DAY_LINK = re.compile(r",?[\s ]+(?:(?:on|of|in)[\s ]+)?(?:the[\s ]+)?")
MONTHS_IN_YEAR = 12
DAY_FORMS = frozenset({"date", "weekday", "unit", "holiday", "numeric date"})


def find_times(doc: "Doc", quoted_spans: Sequence[QuotedSpan]) -> tuple[TimeExpression, ...]:
    """The time expressions of a parsed text, in order; those inside `quoted_spans` are `quoted`."""
    text = text_of(doc)
    matches = _select_longest(m for m in match_patterns(text) if is_timex(doc, m.start, m.end, m.parts))
    merged = _merge_clock_and_day(text, matches)
    quotes = [quoted_span for quoted_span in quoted_spans if quoted_span.depth == 0]
    times = [_build(doc, match, quotes) for match in _disambiguate_numeric(merged)]
    return tuple(with_anchor(doc, times, index, quotes) for index in range(len(times)))


def dates_in_captions(captions: tuple[str, ...]) -> tuple[date, ...]:
    """Full dates with their year in captions, in order; an article is published no earlier than its pictures were taken."""
    days = []
    for caption in captions:
        for match in _select_longest(match_patterns(caption)):
            parts = match.parts
            if parts["form"] == "date" and parts.get("year"):
                try:
                    days.append(date(parts["year"], parts["month"], parts["day"]))
                except ValueError:
                    continue
    return tuple(days)


def _select_longest(matches: Iterable[PatternMatch]) -> list[PatternMatch]:
    """Matches that do not overlap, in order of the text: the longer wins, then the one of the earlier pattern."""
    selected: list[PatternMatch] = []
    starts: list[int] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.rank, m.start)):
        at = bisect_left(starts, match.end)  # the ones before it begin before the match ends
        if not at or selected[at - 1].end <= match.start:
            place = bisect_left(starts, match.start)
            selected.insert(place, match)
            starts.insert(place, match.start)
    return selected


def _merge_clock_and_day(text: str, matches: Sequence[PatternMatch]) -> list[PatternMatch]:
    """A time of day and the day next to it as one expression ("the early hours of Friday", "4 p.m. on Tuesday")."""
    merged: list[PatternMatch] = []
    for match in matches:
        previous = merged[-1] if merged else None
        parts = _combine(text[previous.end : match.start], previous.parts, match.parts) if previous is not None else None
        if previous is None or parts is None:
            merged.append(match)
        else:
            merged[-1] = previous._replace(end=match.end, parts=parts)
    return merged


def _combine(between: str, first: Parts, second: Parts) -> Parts | None:
    """The parts of a time of day and its day, in either order, with the text between them; None where they are two expressions."""
    if first["form"] == "clock" and second["form"] in DAY_FORMS and not second.get("clock") and CLOCK_DAY_LINK.fullmatch(between):
        return {**second, "clock": first["clock"], "modifier": second.get("modifier") or first.get("modifier", "")}
    return {**first, "clock": second["clock"]} if _is_clock_after_day(between, first, second) else None


def _is_clock_after_day(between: str, day: Parts, clock: Parts) -> bool:
    """True for a time of day right after its day ("Saturday 8 p.m.")."""
    return (
        clock["form"] == "clock"
        and ":" in clock["clock"]
        and day["form"] in DAY_FORMS
        and not day.get("clock")
        and not between.strip(" \xa0")
    )


def _disambiguate_numeric(matches: Sequence[PatternMatch]) -> Sequence[PatternMatch]:
    """Matches with ambiguous numeric dates in the day-month order that the text's other numeric dates prove, where these agree."""
    numeric = [match.parts for match in matches if match.parts["form"] == "numeric date"]
    day_first = any(parts["day"] > MONTHS_IN_YEAR for parts in numeric)
    month_first = any(parts["month"] > MONTHS_IN_YEAR for parts in numeric)
    if day_first == month_first:
        return matches
    return [match._replace(parts=_as_date(match.parts, day_first=day_first)) for match in matches]


def _as_date(parts: Parts, *, day_first: bool) -> Parts:
    """A numeric date that can be read in both orders as a date; other parts unchanged."""
    if parts["form"] != "numeric date" or max(parts["day"], parts["month"]) > MONTHS_IN_YEAR:
        return parts
    day, month = (parts["day"], parts["month"]) if day_first else (parts["month"], parts["day"])
    return {**parts, "form": "date", "day": day, "month": month}


def _build(doc: "Doc", match: PatternMatch, quotes: Sequence[QuotedSpan]) -> TimeExpression:
    """The expression of a match, with its direction from the words themselves or from the parse."""
    fields: dict[str, Any] = {key: value for key, value in match.parts.items() if key != "ahead"}
    span = Span(match.start, match.end)
    ahead = match.parts.get("ahead")
    side = direction(doc, span) if ahead is None else Direction.FUTURE if ahead else Direction.PAST
    return TimeExpression(span, span.of(text_of(doc)), direction=side, quoted=quote_around(quotes, span) is not None, **fields)
