"""TIMEX normalizers: from the groups of a matched pattern to the parts of a `TimeExpression`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from dossier.extraction.timex import lexicon as words

Parts = dict[str, Any]
"""Fields of a `TimeExpression` by name; `ahead` is the direction where the words themselves state it."""
Normalizer = Callable[[re.Match[str]], Parts | None]
"""Normalizes a match; None where the words are no time expression."""

EARLY = {"early": "START", "very early": "START", "mid": "MID", "late": "END"}
EDGES = {"beginning": "START", "start": "START", "outset": "START", "middle": "MID", "end": "END", "close": "END"}
SHADES = {"earlier": "BEFORE", "later": "AFTER"}
STEPS = {"last": -1, "this past": -1, "past": -1, "next": 1, "this coming": 1, "coming": 1, "the coming": 1, "this": 0, "the current": 0}
RELATIVE_STEPS = {
    "the previous": -1,
    "the preceding": -1,
    "the prior": -1,
    "the following": 1,
    "the next": 1,
    "that": 0,
    "that same": 0,
    "the same": 0,
}
"""Steps from the day mentioned before instead of the publication day."""
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
BACKWARD = frozenset({"ago", "back", "earlier", "before", "beforehand", "previously", "prior"})


def modifier(match: re.Match[str]) -> str:
    """TIMEX3 mod of "early", "the end of", "later this"."""
    groups = match.groupdict()
    edge, early, shade = ((groups.get(name) or "").lower() for name in ("edge", "early", "shade"))
    return EDGES.get(edge) or EARLY.get(early) or SHADES.get(shade) or ""


def step(match: re.Match[str]) -> Parts:
    """Amount of "last", "next", "the previous" …, counted from the publication day or from the day mentioned before."""
    rel = re.sub(r"\s+", " ", (match.groupdict().get("rel") or "").lower())
    if rel in RELATIVE_STEPS:
        return {"amount": RELATIVE_STEPS[rel], "relative": True}
    return {"amount": STEPS[rel]} if rel in STEPS else {}


def part_of_day(match: re.Match[str]) -> Parts:
    """The part of the day after a day: "Tuesday night"."""
    name = match.groupdict().get("part")
    return {"clock": words.LISTS["parts"][name.lower().rstrip("s")]} if name else {}


def year_of(match: re.Match[str]) -> Parts:
    """The year after a date or month, as printed or as "last year"."""
    groups = match.groupdict()
    if groups.get("year"):
        return {"year": int(groups["year"])}
    if groups.get("of"):
        return {"unit": "year", "amount": STEPS[groups["of"].lower()]}
    return {}


def date(match: re.Match[str]) -> Parts:
    """A day of a month, or several in a row."""
    parts: Parts = {"form": "date", "month": words.month(match["month"]), "day": words.day_number(match["day"])}
    if match["through"]:
        parts["through"] = words.day_number(match["through"])
    return {**parts, **year_of(match), "modifier": modifier(match), **part_of_day(match)}


def two_days(match: re.Match[str]) -> Parts | None:
    """The days "between May 3 and 9", and two days in a row: "May 3 and 4"; None for "May 3 and 9"."""
    first, last = words.day_number(match["day"]), words.day_number(match["through"])
    if first is None or last is None or not (last == first + 1 or (match["between"] and last > first)):
        return None
    return {"form": "date", "month": words.month(match["month"]), "day": first, "through": last, **year_of(match)}


def week_of(match: re.Match[str]) -> Parts:
    """The week or weekend that contains a date."""
    return {**date(match), "unit": match["unit"].lower()}


def day_of_month(match: re.Match[str]) -> Parts:
    """A day without its month: "on the 21st"."""
    return {"form": "day of month", "day": words.day_number(match["day"])}


def iso(match: re.Match[str]) -> Parts:
    """2026-02-05, with a time of day or without."""
    return {
        "form": "date",
        "year": int(match["year"]),
        "month": int(match["month"]),
        "day": int(match["day"]),
        "clock": match["clock"] or "",
    }


def numeric(match: re.Match[str]) -> Parts:
    """04/02/2026: day and month in either order."""
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    return {"form": "numeric date", "year": year, "day": int(match["first"]), "month": int(match["second"])}


def weekday(match: re.Match[str]) -> Parts:
    """A day of the week, alone or as "last Thursday night", "Monday of last week"."""
    parts: Parts = {"form": "weekday", "weekday": words.WEEKDAYS[match["weekday"].lower()], "modifier": modifier(match)}
    parts |= step(match) | part_of_day(match)
    if match["week"]:
        parts |= {"unit": "week", "amount": STEPS[match["week"].lower()]}
    return parts


def weekdays(match: re.Match[str]) -> Parts:
    """A recurring weekday: "on Sundays", "every Friday"."""
    return {"form": "set", "value": f"XXXX-WXX-{words.WEEKDAYS[match['weekday'].lower()] + 1}"}


def month(match: re.Match[str]) -> Parts:
    """A month, with its year or without."""
    return {"form": "month", "month": words.month(match["month"]), "modifier": modifier(match), **step(match), **year_of(match)}


def season(match: re.Match[str]) -> Parts | None:
    """A season with a determining word or year; "spring" and "fall" alone are ambiguous and give None."""
    name = words.LISTS["seasons"][match["season"].lower()]
    parts: Parts = {"form": "season", "season": name, "modifier": modifier(match), **step(match), **year_of(match)}
    if match["rel"] or match["year"] or match["of"] or (match["the"] and name in {"SU", "WI"}):
        return parts
    return None


def year(match: re.Match[str]) -> Parts:
    """A year."""
    return {"form": "year", "year": int(match["year"]), "modifier": modifier(match)}


def decade(match: re.Match[str]) -> Parts:
    """The 1990s, the '90s, the nineties."""
    if match["name"]:
        return {"form": "decade", "year": words.LISTS["decades"][match["name"].lower()], "modifier": modifier(match)}
    digits = match["digits"]
    return {"form": "decade", "year": int(digits) if len(digits) == 4 else 1900 + int(digits), "modifier": modifier(match)}


def century(match: re.Match[str]) -> Parts | None:
    """The 19th century."""
    nth = match["nth"].lower()
    number = int(re.sub(r"\D", "", nth)) if nth[0].isdigit() else words.ORDINALS[nth]
    return {"form": "century", "year": (number - 1) * 100, "modifier": modifier(match)} if 2 <= number <= 30 else None


def quarter(match: re.Match[str]) -> Parts:
    """A quarter or half of a year."""
    groups = match.groupdict()
    nth = words.ORDINALS.get((groups.get("nth") or "").lower()) or int(groups.get("short") or 2)
    form = "half" if (groups.get("kind") or "").lower() == "half" else "quarter"
    return {"form": form, "amount": nth, "modifier": modifier(match), **({"year": int(groups["year"])} if groups.get("year") else {})}


def holiday(match: re.Match[str]) -> Parts:
    """A holiday with a fixed rule."""
    name = re.sub(r"\s+", " ", match["holiday"].lower().replace("’", "'"))
    return {"form": "holiday", "season": words.LISTS["holidays"][name], **step(match), **year_of(match)}


def near_day(match: re.Match[str]) -> Parts:
    """Yesterday, today, tonight, tomorrow and the days beyond."""
    word = re.sub(r"\s+", " ", match["word"].lower())
    amount = words.LISTS["near_days"][word]
    parts: Parts = {"form": "unit", "unit": "day", "amount": amount, "modifier": modifier(match), **part_of_day(match)}
    return parts | {"clock": "NI"} if word == "tonight" else parts


def near_part(match: re.Match[str]) -> Parts:
    """This morning, last night, the next evening."""
    return {"form": "unit", "unit": "day", "amount": 0, "modifier": modifier(match), **step(match), **part_of_day(match)}


def near_unit(match: re.Match[str]) -> Parts | None:
    """Last week, this month, the following year, later the same day."""
    unit = words.unit_forms()[match["unit"].lower()]
    steps = step(match)
    if not steps or unit in CLOCK_UNITS:
        return None
    if unit == "fortnight":
        unit, steps["amount"] = "week", steps["amount"] * 2
    return {"form": "unit", "unit": unit, "modifier": modifier(match), **steps}


def edge_unit(match: re.Match[str]) -> Parts:
    """The end of the year."""
    return {"form": "unit", "unit": words.unit_forms()[match["unit"].lower()], "amount": 0, "modifier": modifier(match)}


def two_away(match: re.Match[str]) -> Parts:
    """The week before last, the night before last, the year after next."""
    amount = -2 if "before" in match["rel"] else 2
    unit = words.unit_forms()[match["unit"].lower()] if match["unit"] else "day"
    return {"form": "unit", "unit": unit, "amount": amount, **part_of_day(match)}


def year_end(_found: re.Match[str]) -> Parts:
    """By year-end."""
    return {"form": "unit", "unit": "year", "amount": 0, "modifier": "END"}


def weekend(_found: re.Match[str]) -> Parts:
    """Over the weekend: that of the publication day, on the side given by the tense."""
    return {"form": "unit", "unit": "weekend", "amount": 0}


def in_the_day(_found: re.Match[str]) -> Parts:
    """Earlier in the day, late in the day: the day mentioned before."""
    return {"form": "unit", "unit": "day", "amount": 0, "relative": True}


def length(match: re.Match[str]) -> tuple[str, str]:
    """The number, in TIMEX3 notation, and the unit of a length of time."""
    groups = match.groupdict()
    unit = words.unit_forms()[groups["unit"].lower()]
    number = words.number(groups["number"]) if groups.get("number") else "1" if match[0].endswith("-old") else "X"
    if groups.get("scale"):
        number = str(int(float(number) * words.SCALES[groups["scale"]]))
    return f"{number}.5" if groups.get("half") and number != "X" else number, unit


def offset(match: re.Match[str]) -> Parts:
    """A number of units before or after the publication day ("ago") or the day mentioned before ("later")."""
    number, unit = length(match)
    side = re.sub(r"\s+", " ", match["side"].lower())
    sign = -1 if side in BACKWARD else 1
    relative = side not in {"ago", "back", "from now", "hence"}
    if unit in CLOCK_UNITS:
        days = int(number) // 24 if unit == "hour" and number.isdigit() else 0
        return {"form": "unit", "unit": "day", "amount": sign * days, "relative": relative}
    if not number.isdigit():
        vague = words.duration("X", unit) if relative else "PAST_REF" if sign < 0 else "FUTURE_REF"
        return {"form": "duration" if relative else "reference", "value": vague}
    if unit == "fortnight":
        number, unit = str(int(number) * 2), "week"
    return {"form": "unit", "unit": unit, "amount": sign * int(number), "relative": relative}


def year_before(_found: re.Match[str]) -> Parts:
    """The year-earlier quarter."""
    return {"form": "unit", "unit": "year", "amount": -1}


def duration(match: re.Match[str]) -> Parts:
    """A length of time."""
    return {"form": "duration", "value": words.duration(*length(match))}


def half(match: re.Match[str]) -> Parts:
    """Half an hour, half a century."""
    return {"form": "duration", "value": words.HALVES[match["unit"].lower()]}


def span(match: re.Match[str]) -> Parts:
    """The past 24 hours, the next two years: a length that ends or starts at the publication day."""
    unit = words.unit_forms()[match["unit"].lower()]
    number = words.number(match["number"]) if match.groupdict().get("number") else "X" if match["unit"].lower() != unit else "1"
    which = match["which"].lower()
    if match.groupdict().get("of") or re.search(r"first|final|initial|opening|previous|following", which):
        return {"form": "duration", "value": words.duration(number, unit)}
    ahead = re.search(r"next|coming", which) is not None
    parts: Parts = {"form": "span", "unit": unit, "value": words.duration(number, unit), "ahead": ahead}
    return parts | {"amount": int(number)} if number.isdigit() else parts


def clock(match: re.Match[str]) -> Parts | None:
    """4:30 p.m., 16:30, 0100 UTC, nine o'clock."""
    groups = match.groupdict()
    hour, minute = int(words.number(groups["hour"])), int(groups.get("minute") or 0)
    noon = (groups.get("noon") or "").replace(".", "").replace(" ", "").lower()
    if groups.get("half_day") or match[0].endswith("at night"):
        noon = "am" if groups.get("half_day") == "morning" or (hour < 5 and not groups.get("half_day")) else "pm"
    if noon:
        hour = hour % 12 + (12 if noon == "pm" else 0)
    return {"form": "clock", "clock": f"{hour:02}:{minute:02}"} if hour <= 24 and minute < 60 else None


def clock_word(match: re.Match[str]) -> Parts:
    """The morning, noon, midnight."""
    return {"form": "clock", **part_of_day(match), "modifier": modifier(match)}


def hours_of(match: re.Match[str]) -> Parts:
    """The early hours, the small hours, the morning hours of a day."""
    part = match["named"]
    return {"form": "clock", "clock": words.LISTS["parts"][part.lower()] if part else "MO", "modifier": "" if part else "START"}


def overnight(_found: re.Match[str]) -> Parts:
    """Overnight, late-night: the night before, unless the sentence states its day."""
    return {"form": "clock", "clock": "NI", "amount": -1}


def before_dawn(_found: re.Match[str]) -> Parts:
    """Pre-dawn."""
    return {"form": "clock", "clock": "MO"}


def recurrence(match: re.Match[str]) -> Parts:
    """Every two years, twice a week: the value is the length of the period."""
    groups = match.groupdict()
    unit = words.unit_forms()[groups["unit"].lower()]
    number = "2" if groups.get("other") else words.number(groups["number"]) if groups.get("number") else "1"
    return {"form": "set", "value": words.duration(number, unit)}


def fixed_phrase(form: str, table: Mapping[str, str]) -> Normalizer:
    """A normalizer for fixed phrases with their TIMEX3 values."""

    def normalize(match: re.Match[str]) -> Parts:
        return {"form": form, "value": table[re.sub(r"\s+", " ", match[0].lower())]}

    return normalize
