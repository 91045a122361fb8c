"""What a matched time expression says: from the groups of a pattern to the parts of a `TimeExpression`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from dossier.extraction.timex import lexicon as words

Parts = dict[str, Any]
"""Fields of a `TimeExpression` by name; `ahead` tells the direction where the words themselves do."""
Reader = Callable[[re.Match[str]], Parts | None]
"""Reads a match; None where the words turn out to be no time."""

EARLY = {"early": "START", "very early": "START", "mid": "MID", "late": "END"}
EDGES = {"beginning": "START", "start": "START", "outset": "START", "middle": "MID", "end": "END", "close": "END"}
SHADES = {"earlier": "BEFORE", "later": "AFTER"}
STEPS = {"last": -1, "this past": -1, "past": -1, "next": 1, "this coming": 1, "coming": 1, "the coming": 1, "this": 0, "the current": 0}
HANGING = {
    "the previous": -1,
    "the preceding": -1,
    "the prior": -1,
    "the following": 1,
    "the next": 1,
    "that": 0,
    "that same": 0,
    "the same": 0,
}
"""Steps from the day told before, not from the publication day."""
CLOSER = frozenset({"second", "minute", "hour"})
BACK = frozenset({"ago", "back", "earlier", "before", "beforehand", "previously", "prior"})


def modifier(found: re.Match[str]) -> str:
    """The TIMEX3 mod of "early", "the end of", "later this"."""
    groups = found.groupdict()
    edge, early, shade = ((groups.get(name) or "").lower() for name in ("edge", "early", "shade"))
    return EDGES.get(edge) or EARLY.get(early) or SHADES.get(shade) or ""


def step(found: re.Match[str]) -> Parts:
    """What "last", "next", "the previous" … say: an amount, from the publication day or from the day told before."""
    rel = re.sub(r"\s+", " ", (found.groupdict().get("rel") or "").lower())
    if rel in HANGING:
        return {"amount": HANGING[rel], "relative": True}
    return {"amount": STEPS[rel]} if rel in STEPS else {}


def part(found: re.Match[str]) -> Parts:
    """The part of the day behind a day: "Tuesday night"."""
    name = found.groupdict().get("part")
    return {"clock": words.LISTS["parts"][name.lower().rstrip("s")]} if name else {}


def year_of(found: re.Match[str]) -> Parts:
    """The year behind a date or month, as printed or as "last year"."""
    groups = found.groupdict()
    if groups.get("year"):
        return {"year": int(groups["year"])}
    if groups.get("of"):
        return {"unit": "year", "amount": STEPS[groups["of"].lower()]}
    return {}


def date(found: re.Match[str]) -> Parts:
    """A day of a month, or several in a row."""
    parts: Parts = {"form": "date", "month": words.month(found["month"]), "day": words.day_number(found["day"])}
    if found["through"]:
        parts["through"] = words.day_number(found["through"])
    return {**parts, **year_of(found), "modifier": modifier(found), **part(found)}


def week_of(found: re.Match[str]) -> Parts:
    """The week or weekend that holds a date."""
    return {**date(found), "unit": found["held"].lower()}


def day_of_month(found: re.Match[str]) -> Parts:
    """A day without its month: "on the 21st"."""
    return {"form": "day of month", "day": words.day_number(found["day"])}


def iso(found: re.Match[str]) -> Parts:
    """2026-02-05, with a time of day or without."""
    return {
        "form": "date",
        "year": int(found["year"]),
        "month": int(found["month"]),
        "day": int(found["day"]),
        "clock": found["clock"] or "",
    }


def numeric(found: re.Match[str]) -> Parts:
    """04/02/2026: day and month in either order."""
    year = int(found["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    return {"form": "numeric date", "year": year, "day": int(found["one"]), "month": int(found["two"])}


def weekday(found: re.Match[str]) -> Parts:
    """A day of the week, bare or as "last Thursday night", "Monday of last week"."""
    parts: Parts = {"form": "weekday", "weekday": words.WEEKDAYS[found["weekday"].lower()], "modifier": modifier(found)}
    parts |= step(found) | part(found)
    if found["week"]:
        parts |= {"unit": "week", "amount": STEPS[found["week"].lower()]}
    return parts


def weekdays(found: re.Match[str]) -> Parts:
    """The same weekday again and again: "on Sundays", "every Friday"."""
    return {"form": "set", "value": f"XXXX-WXX-{words.WEEKDAYS[found['weekday'].lower()] + 1}"}


def month(found: re.Match[str]) -> Parts:
    """A month, with its year or without."""
    return {"form": "month", "month": words.month(found["month"]), "modifier": modifier(found), **step(found), **year_of(found)}


def season(found: re.Match[str]) -> Parts | None:
    """A season that a word or a year ties down; "spring" and "fall" alone are none."""
    name = words.LISTS["seasons"][found["season"].lower()]
    parts: Parts = {"form": "season", "season": name, "modifier": modifier(found), **step(found), **year_of(found)}
    if found["rel"] or found["year"] or found["of"] or (found["the"] and name in {"SU", "WI"}):
        return parts
    return None


def year(found: re.Match[str]) -> Parts:
    """A year."""
    return {"form": "year", "year": int(found["year"]), "modifier": modifier(found)}


def decade(found: re.Match[str]) -> Parts:
    """The 1990s, the '90s, the nineties."""
    if found["name"]:
        return {"form": "decade", "year": words.LISTS["decades"][found["name"].lower()], "modifier": modifier(found)}
    digits = found["digits"]
    return {"form": "decade", "year": int(digits) if len(digits) == 4 else 1900 + int(digits), "modifier": modifier(found)}


def century(found: re.Match[str]) -> Parts | None:
    """The 19th century."""
    nth = found["nth"].lower()
    number = int(re.sub(r"\D", "", nth)) if nth[0].isdigit() else words.ORDINALS[nth]
    return {"form": "century", "year": (number - 1) * 100, "modifier": modifier(found)} if 2 <= number <= 30 else None


def quarter(found: re.Match[str]) -> Parts:
    """A quarter or half of a year."""
    groups = found.groupdict()
    nth = words.ORDINALS.get((groups.get("nth") or "").lower()) or int(groups.get("short") or 2)
    form = "half" if (groups.get("kind") or "").lower() == "half" else "quarter"
    return {"form": form, "amount": nth, "modifier": modifier(found), **({"year": int(groups["year"])} if groups.get("year") else {})}


def holiday(found: re.Match[str]) -> Parts:
    """A holiday with a fixed rule."""
    name = re.sub(r"\s+", " ", found["holiday"].lower().replace("’", "'"))
    return {"form": "holiday", "season": words.LISTS["holidays"][name], **step(found), **year_of(found)}


def near_day(found: re.Match[str]) -> Parts:
    """Yesterday, today, tonight, tomorrow and the days beyond."""
    word = re.sub(r"\s+", " ", found["word"].lower())
    amount = words.LISTS["near_days"][word]
    parts: Parts = {"form": "unit", "unit": "day", "amount": amount, "modifier": modifier(found), **part(found)}
    return parts | {"clock": "NI"} if word == "tonight" else parts


def near_part(found: re.Match[str]) -> Parts:
    """This morning, last night, the next evening."""
    return {"form": "unit", "unit": "day", "amount": 0, "modifier": modifier(found), **step(found), **part(found)}


def near_unit(found: re.Match[str]) -> Parts | None:
    """Last week, this month, the following year, later the same day."""
    unit = words.unit_forms()[found["unit"].lower()]
    moved = step(found)
    if not moved or unit in CLOSER:
        return None
    if unit == "fortnight":
        unit, moved["amount"] = "week", moved["amount"] * 2
    return {"form": "unit", "unit": unit, "modifier": modifier(found), **moved}


def edge_unit(found: re.Match[str]) -> Parts:
    """The end of the year."""
    return {"form": "unit", "unit": words.unit_forms()[found["unit"].lower()], "amount": 0, "modifier": modifier(found)}


def two_away(found: re.Match[str]) -> Parts:
    """The week before last, the night before last, the year after next."""
    amount = -2 if "before" in found["rel"] else 2
    unit = words.unit_forms()[found["unit"].lower()] if found["unit"] else "day"
    return {"form": "unit", "unit": unit, "amount": amount, **part(found)}


def year_end(_found: re.Match[str]) -> Parts:
    """By year-end."""
    return {"form": "unit", "unit": "year", "amount": 0, "modifier": "END"}


def weekend(_found: re.Match[str]) -> Parts:
    """Over the weekend: the one of the publication day, on the side that the tense tells."""
    return {"form": "unit", "unit": "weekend", "amount": 0}


def in_the_day(_found: re.Match[str]) -> Parts:
    """Earlier in the day, late in the day: the day told before."""
    return {"form": "unit", "unit": "day", "amount": 0, "relative": True}


def length(found: re.Match[str]) -> tuple[str, str]:
    """The number, as TIMEX3 writes it, and the unit of a length of time."""
    groups = found.groupdict()
    unit = words.unit_forms()[groups["unit"].lower()]
    number = words.number(groups["number"]) if groups.get("number") else "1" if found[0].endswith("-old") else "X"
    if groups.get("scale"):
        number = str(int(float(number) * words.SCALES[groups["scale"]]))
    return f"{number}.5" if groups.get("half") and number != "X" else number, unit


def away(found: re.Match[str]) -> Parts:
    """So many units before or after the publication day ("ago") or the day told before ("later")."""
    number, unit = length(found)
    side = re.sub(r"\s+", " ", found["side"].lower())
    sign = -1 if side in BACK else 1
    relative = side not in {"ago", "back", "from now", "hence"}
    if unit in CLOSER:
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


def duration(found: re.Match[str]) -> Parts:
    """A length of time."""
    return {"form": "duration", "value": words.duration(*length(found))}


def half(found: re.Match[str]) -> Parts:
    """Half an hour, half a century."""
    return {"form": "duration", "value": words.HALVES[found["unit"].lower()]}


def span(found: re.Match[str]) -> Parts:
    """The past 24 hours, the next two years: a length that ends or starts at the publication day."""
    unit = words.unit_forms()[found["unit"].lower()]
    number = words.number(found["number"]) if found.groupdict().get("number") else "X" if found["unit"].lower() != unit else "1"
    which = found["which"].lower()
    if found.groupdict().get("of") or re.search(r"first|final|initial|opening|previous|following", which):
        return {"form": "duration", "value": words.duration(number, unit)}
    ahead = re.search(r"next|coming", which) is not None
    parts: Parts = {"form": "span", "unit": unit, "value": words.duration(number, unit), "ahead": ahead}
    return parts | {"amount": int(number)} if number.isdigit() else parts


def clock(found: re.Match[str]) -> Parts | None:
    """4:30 p.m., 16:30, 0100 UTC, nine o'clock."""
    groups = found.groupdict()
    hour, minute = int(words.number(groups["hour"])), int(groups.get("minute") or 0)
    noon = (groups.get("noon") or "").replace(".", "").replace(" ", "").lower()
    if groups.get("half_day") or found[0].endswith("at night"):
        noon = "am" if groups.get("half_day") == "morning" or (hour < 5 and not groups.get("half_day")) else "pm"
    if noon:
        hour = hour % 12 + (12 if noon == "pm" else 0)
    return {"form": "clock", "clock": f"{hour:02}:{minute:02}"} if hour <= 24 and minute < 60 else None


def clock_word(found: re.Match[str]) -> Parts:
    """The morning, noon, midnight."""
    return {"form": "clock", **part(found), "modifier": modifier(found)}


def hours_of(found: re.Match[str]) -> Parts:
    """The early hours, the small hours, the morning hours of a day."""
    named = found["named"]
    return {"form": "clock", "clock": words.LISTS["parts"][named.lower()] if named else "MO", "modifier": "" if named else "START"}


def overnight(_found: re.Match[str]) -> Parts:
    """Overnight, late-night: the night before, unless the sentence tells its day."""
    return {"form": "clock", "clock": "NI", "amount": -1}


def before_dawn(_found: re.Match[str]) -> Parts:
    """Pre-dawn."""
    return {"form": "clock", "clock": "MO"}


def again(found: re.Match[str]) -> Parts:
    """Every two years, twice a week: the value is the length of the round."""
    groups = found.groupdict()
    unit = words.unit_forms()[groups["unit"].lower()]
    number = "2" if groups.get("other") else words.number(groups["number"]) if groups.get("number") else "1"
    return {"form": "set", "value": words.duration(number, unit)}


def listed(form: str, table: Mapping[str, str]) -> Reader:
    """A reader for fixed phrases with their TIMEX3 values."""

    def read(found: re.Match[str]) -> Parts:
        return {"form": form, "value": table[re.sub(r"\s+", " ", found[0].lower())]}

    return read
