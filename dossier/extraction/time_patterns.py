"""Patterns of time expressions, and what each says: a table of regular expressions with their readers."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from dossier.extraction import time_words as words
from dossier.extraction.time_words import (
    ABOUT,
    ANY_MONTH,
    DAY,
    LISTS,
    NUMBER,
    PART,
    SEASON,
    SHORT_WEEKDAY,
    UNIT,
    UNITS,
    WEEKDAY,
    YEAR,
    any_of,
)

Parts = dict[str, Any]
Reader = Callable[[re.Match[str]], Parts | None]

S = r"[\s ]+"
EARLY_LATE = r"(?:[Ee]arly|[Ll]ate|[Mm]id)"
EDGE = rf"(?:(?:[Tt]he{S}(?:very{S})?)?(?P<edge>[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd|[Cc]lose){S}of{S}|(?P<mod>{EARLY_LATE})(?:{S}on{S}|{S}in{S}|{S}|-))"
MODIFIERS = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
}
LASTING = r"(?P<rel>[Tt]his{S}past|[Tt]his{S}coming|[Ll]ast|[Nn]ext|[Tt]his|[Tt]he{S}previous|[Tt]he{S}preceding|[Tt]he{S}following|[Tt]hat)".replace(
    "{S}", S
)
STEPS = {"last": -1, "this past": -1, "the past": -1, "next": 1, "this coming": 1, "the coming": 1, "this": 0, "the current": 0}
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
ZONE = rf"(?:{S}(?:\(?(?:UTC|GMT|BST|CET|CEST|EET|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|PT|IST|JST|AEST|AEDT|MSK|WIB)\)?|local{S}time|Eastern{S}[Tt]ime))?"
AFTERWARDS = (
    r"(?P<side>ago|earlier|later|beforehand|afterwards?|previously|from{S}now|hence|before(?=[.,;:!?)]|$)|after(?=[.,;:!?)]|$))".replace(
        "{S}", S
    )
)


def drafts(text: str) -> Iterator[tuple[int, int, int, Parts]]:
    """Every match of every pattern as start, end, rank in the table and parts; they may overlap."""
    for rank, (pattern, reader) in enumerate(PATTERNS):
        for found in pattern.finditer(text):
            parts = reader(found)
            if parts is not None:
                start, end = found.span("all") if "all" in pattern.groupindex else found.span()
                yield start, end, rank, parts


def _modifier(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return MODIFIERS.get((groups.get("edge") or groups.get("mod") or "").lower(), "")


def _step(found: re.Match[str]) -> Parts:
    """What "last", "next", "the previous" … say: an amount, from the publication day or from the day told before."""
    rel = re.sub(r"\s+", " ", (found.groupdict().get("rel") or "").lower())
    if rel in HANGING:
        return {"amount": HANGING[rel], "relative": True}
    return {"amount": STEPS[rel]} if rel in STEPS else {}


def _date(found: re.Match[str]) -> Parts:
    year = found["year"]
    parts: Parts = {"form": "date", "month": words.month(found["month"]), "day": words.day_number(found["day"])}
    if year:
        parts["year"] = int(year)
    if found["through"]:
        parts["through"] = words.day_number(found["through"])
    return {**parts, "modifier": _modifier(found), **_part(found)}


def _part(found: re.Match[str]) -> Parts:
    part = found.groupdict().get("part")
    return {"clock": LISTS["parts"][part.lower().rstrip("s")]} if part else {}


def _iso(found: re.Match[str]) -> Parts:
    return {
        "form": "date",
        "year": int(found["year"]),
        "month": int(found["month"]),
        "day": int(found["day"]),
        "clock": found["clock"] or "",
    }


def _numeric(found: re.Match[str]) -> Parts:
    year = int(found["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    return {"form": "numeric date", "year": year, "day": int(found["one"]), "month": int(found["two"])}


def _weekday(found: re.Match[str]) -> Parts:
    parts: Parts = {
        "form": "weekday",
        "weekday": words.WEEKDAYS[found["weekday"].lower()],
        "modifier": _modifier(found),
        **_step(found),
        **_part(found),
    }
    if found["week"]:
        parts |= {"unit": "week", "amount": {"last": -1, "this": 0, "next": 1}[found["week"].lower()]}
    return parts


def _weekdays(found: re.Match[str]) -> Parts:
    return {"form": "set", "value": f"XXXX-WXX-{words.WEEKDAYS[found['weekday'].lower()] + 1}"}


def _month(found: re.Match[str]) -> Parts:
    parts: Parts = {"form": "month", "month": words.month(found["month"]), "modifier": _modifier(found), **_step(found)}
    if found["year"]:
        parts["year"] = int(found["year"])
    elif found["of"]:
        parts["amount"] = {"last": -1, "this": 0, "next": 1}[found["of"].lower()]
        parts["unit"] = "year"
    return parts


def _season(found: re.Match[str]) -> Parts | None:
    name = LISTS["seasons"][found["season"].lower()]
    parts: Parts = {"form": "season", "season": name, "modifier": _modifier(found), **_step(found)}
    if found["year"]:
        return parts | {"year": int(found["year"])}
    if not found["rel"] and not (found["the"] and name in {"SU", "WI"}):
        return None
    return parts


def _year(found: re.Match[str]) -> Parts:
    return {"form": "year", "year": int(found["year"]), "modifier": _modifier(found)}


def _decade(found: re.Match[str]) -> Parts:
    if found["name"]:
        year = LISTS["decades"][found["name"].lower()]
    else:
        digits = found["digits"]
        year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return {"form": "decade", "year": year, "modifier": _modifier(found)}


def _century(found: re.Match[str]) -> Parts | None:
    words_of = found["nth"].lower()
    nth = int(re.sub(r"\D", "", words_of)) if words_of[0].isdigit() else words.ORDINALS[words_of]
    return {"form": "century", "year": (nth - 1) * 100, "modifier": _modifier(found)} if 2 <= nth <= 30 else None


def _quarter(found: re.Match[str]) -> Parts:
    nth = words.ORDINALS.get((found["nth"] or "").lower()) or int(found["short"] or 2)
    form = "half" if (found["kind"] or "").lower() == "half" else "quarter"
    parts: Parts = {"form": form, "amount": nth}
    return parts | {"year": int(found["year"])} if found["year"] else parts


def _holiday(found: re.Match[str]) -> Parts:
    name = re.sub(r"\s+", " ", found["holiday"].lower().replace("’", "'"))
    parts: Parts = {"form": "holiday", "season": LISTS["holidays"][name], **_step(found)}
    return parts | {"year": int(found["year"])} if found["year"] else parts


def _near_day(found: re.Match[str]) -> Parts:
    word = re.sub(r"\s+", " ", found["word"].lower())
    amount = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}[word]
    parts = {"form": "unit", "unit": "day", "amount": amount, "modifier": _modifier(found), **_part(found)}
    return parts | {"clock": "NI"} if word == "tonight" else parts


def _near_part(found: re.Match[str]) -> Parts:
    step = _step(found)
    return {"form": "unit", "unit": "day", "amount": 0, "modifier": _modifier(found), **step, **_part(found)}


def _near_unit(found: re.Match[str]) -> Parts | None:
    unit = words.unit_forms()[found["unit"].lower()]
    step = _step(found)
    if not step or (unit in {"hour", "minute"}):
        return None
    shade = (found["shade"] or "").lower()
    modifier = {"earlier": "BEFORE", "later": "AFTER"}.get(shade, _modifier(found))
    if unit == "fortnight":
        unit, step["amount"] = "week", step["amount"] * 2
    return {"form": "unit", "unit": unit, "modifier": modifier, **step}


def _edge_unit(found: re.Match[str]) -> Parts:
    return {"form": "unit", "unit": words.unit_forms()[found["unit"].lower()], "amount": 0, "modifier": _modifier(found)}


def _in_the_day(_found: re.Match[str]) -> Parts:
    return {"form": "unit", "unit": "day", "amount": 0, "relative": True}


def _amount(found: re.Match[str]) -> tuple[str, str]:
    """The number, as TIMEX3 writes it, and the unit of a length of time."""
    unit = words.unit_forms()[found["unit"].lower()]
    number = words.number(found["number"]) if found["number"] else "X"
    if found.groupdict().get("half") and number != "X":
        number = f"{number}.5"
    return number, unit


def _away(found: re.Match[str]) -> Parts:
    number, unit = _amount(found)
    side = re.sub(r"\s+", " ", found["side"])
    sign = -1 if side in {"ago", "earlier", "before", "beforehand", "previously"} else 1
    relative = side not in {"ago", "from now", "hence"}
    if not number.isdigit() or unit in {"second", "minute", "hour"}:
        return _vague_away(number, unit, sign, relative=relative)
    if unit == "fortnight":
        number, unit = str(int(number) * 2), "week"
    return {"form": "unit", "unit": unit, "amount": sign * int(number), "relative": relative}


def _vague_away(number: str, unit: str, sign: int, *, relative: bool) -> Parts:
    """So many hours, or "several years", away: the same day, or no more than past and future."""
    if unit in {"second", "minute", "hour"} and (not number.isdigit() or int(number) < 24):
        return {"form": "unit", "unit": "day", "amount": 0, "relative": relative}
    if unit == "hour":
        return {"form": "unit", "unit": "day", "amount": sign * (int(number) // 24), "relative": relative}
    return {"form": "reference", "value": "PAST_REF" if sign < 0 else "FUTURE_REF"}


def _duration(found: re.Match[str]) -> Parts:
    number, unit = _amount(found)
    return {"form": "duration", "value": words.duration(number, unit)}


def _half(found: re.Match[str]) -> Parts:
    return {"form": "duration", "value": words.HALVES[(found["unit"] or "hour").lower()]}


def _span(found: re.Match[str]) -> Parts:
    number, unit = (
        _amount(found) if found["number"] else ("1" if not found["unit"].endswith("s") else "X", words.unit_forms()[found["unit"].lower()])
    )
    ahead = re.search(r"next|coming|following", found["which"].lower())
    parts: Parts = {"form": "span", "unit": unit, "value": words.duration(number, unit), "ahead": bool(ahead)}
    return parts | {"amount": int(number)} if number.isdigit() else parts


def _clock(found: re.Match[str]) -> Parts | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").replace(".", "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return {"form": "clock", "clock": f"{hour:02}:{minute:02}"} if hour < 25 and minute < 60 else None


def _clock_word(found: re.Match[str]) -> Parts:
    return {"form": "clock", "clock": LISTS["parts"][found["part"].lower().rstrip("s")]}


def _hours(found: re.Match[str]) -> Parts:
    part = (found["of"] or "morning").lower()
    return {"form": "clock", "clock": LISTS["parts"][part], "modifier": "START" if (found["mod"] or "").lower() == "early" else ""}


def _overnight(found: re.Match[str]) -> Parts:
    return {"form": "clock", "clock": "MO" if "dawn" in found[0].lower() else "NI", "night_before": "dawn" not in found[0].lower()}


def _listed(form: str, table: dict[str, str]) -> Reader:
    def read(found: re.Match[str]) -> Parts:
        return {"form": form, "value": table[re.sub(r"\s+", " ", found[0].lower())]}

    return read


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£@#/.-])(?:{pattern})(?![\w])")


_REFERENCES = {phrase: value for value, phrases in LISTS["references"].items() for phrase in phrases}
_SUFFIX = rf"(?:{S}(?:early{S}|late{S}|in{S}the{S})?(?P<part>{PART})s?)?"
_NAMED_DAY = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),?{S}(?:the{S})?)?"
_YEAR = rf"(?:,?{S}(?:of{S})?(?P<year>{YEAR}))?"
_ORDINAL = any_of(words.ORDINALS)
_ANY_UNIT = rf"(?:{UNITS}|{UNIT})"

PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compile(rf"{EDGE}?{_NAMED_DAY}(?P<month>{ANY_MONTH}){S}(?:the{S})?(?P<day>{DAY})(?:[–-](?P<through>{DAY}))?{_YEAR}{_SUFFIX}"), _date),
    (
        _compile(
            rf"{EDGE}?{_NAMED_DAY}(?:the{S})?(?P<day>{DAY})(?:[–-](?P<through>{DAY}))?(?:{S}of)?{S}(?P<month>{ANY_MONTH}){_YEAR}{_SUFFIX}"
        ),
        _date,
    ),
    (_compile(r"(?P<year>\d{4})[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d)?)?"), _iso),
    (_compile(r"(?P<one>\d{1,2})(?P<gap>[./-])(?P<two>\d{1,2})(?P=gap)(?P<year>\d{4}|\d\d)"), _numeric),
    (_compile(rf"{EDGE}?(?:{LASTING}{S})?(?P<weekday>{WEEKDAY}){_SUFFIX}(?:{S}(?:of{S})?(?P<week>last|this|next){S}week)?"), _weekday),
    (_compile(rf"(?P<weekday>{WEEKDAY})s(?:{S}{PART}s?)?"), _weekdays),
    (
        _compile(
            rf"{EDGE}?(?:{LASTING}{S})?(?P<month>{ANY_MONTH})(?:,?{S}(?:of{S})?(?P<year>{YEAR})|{S}(?:of{S})?(?P<of>this|last|next){S}year)?"
        ),
        _month,
    ),
    (_compile(rf"{EDGE}?(?P<the>[Tt]he{S})?(?:{LASTING}{S})?(?P<season>{SEASON})(?:{S}(?:of{S})?(?P<year>{YEAR}))?"), _season),
    (_compile(rf"{EDGE}?(?:[Ff]iscal{S}(?:year{S})?|FY(?:{S})?)?(?P<year>{YEAR})(?![,.:]\d|[*×x]\d|(?:{S})?%)"), _year),
    (
        _compile(
            rf"(?:[Tt]he{S})?(?:(?P<mod>{EARLY_LATE})(?:{S}|-))?(?:['’]?(?P<digits>(?:1[5-9]|20)\d0|(?<=['’])[2-9]0)['’]?s|(?<=the )(?P<name>{any_of(LISTS['decades'])}))"
        ),
        _decade,
    ),
    (_compile(rf"(?:[Tt]he{S})?(?:(?P<mod>{EARLY_LATE})(?:{S}|-))?(?P<nth>\d\d?(?:st|nd|rd|th)|{_ORDINAL})[-\s][Cc]entury"), _century),
    (
        _compile(
            rf"(?:(?:[Tt]he{S}|[Ii]ts{S})?(?:(?P<nth>first|second|third|fourth|last){S}(?P<kind>quarter|half)|Q(?P<short>[1-4]))(?:{S}(?:of{S}|in{S})?(?:fiscal{S})?(?P<year>{YEAR})))"
        ),
        _quarter,
    ),
    (
        _compile(
            rf"(?:[Tt]he{S}|[Ii]ts{S})?(?:(?P<nth>first|second|third|fourth){S}(?:fiscal{S})?(?P<kind>quarter)|Q(?P<short>[1-4]))(?P<year>(?!))?"
        ),
        _quarter,
    ),
    (
        _compile(
            rf"(?:{LASTING}{S})?(?P<holiday>{any_of(h.title().replace(chr(39) + 'S', chr(39) + 's') for h in LISTS['holidays'])})(?:,?{S}(?P<year>{YEAR}))?"
        ),
        _holiday,
    ),
    (
        _compile(
            rf"(?:(?P<mod>{EARLY_LATE}|[Ee]arlier|[Ll]ater){S})?(?P<word>{any_of(['yesterday', 'today', 'tonight', 'tomorrow', 'the day before yesterday', 'the day after tomorrow'])}){_SUFFIX}"
        ),
        _near_day,
    ),
    (
        _compile(
            rf"(?:(?P<mod>{EARLY_LATE}|[Ee]arlier|[Ll]ater){S})?(?P<rel>[Tt]his|[Ll]ast|[Nn]ext|[Tt]hat{S}same|[Tt]hat|[Tt]he{S}(?:same|next|following|previous)){S}(?P<part>{any_of(['morning', 'afternoon', 'evening', 'night'])})"
        ),
        _near_part,
    ),
    (
        _compile(
            rf"(?:{EDGE}|(?P<shade>[Ee]arlier|[Ll]ater){S})?(?P<rel>[Tt]his{S}past|[Tt]his{S}coming|[Tt]hat{S}same|[Tt]he{S}(?:same|next|following|previous|preceding|prior|current|coming)"
            rf"|[Ll]ast|[Nn]ext|[Tt]his|[Tt]hat){S}(?:fiscal{S})?(?P<unit>{UNIT})"
        ),
        _near_unit,
    ),
    (
        _compile(
            rf"[Tt]he{S}(?P<edge>end|beginning|start|middle){S}of{S}the{S}(?:fiscal{S})?(?P<unit>week|month|quarter|year|decade|century)"
        ),
        _edge_unit,
    ),
    (_compile(rf"(?:[Ee]arlier|[Ll]ater){S}(?:on{S})?in{S}the{S}day"), _in_the_day),
    (_compile(rf"{ABOUT}?(?:(?P<number>{NUMBER}|[Aa]n?)[\s ]+)(?P<unit>{_ANY_UNIT})(?P<half>{S}and{S}a{S}half)?{S}{AFTERWARDS}"), _away),
    (_compile(rf"(?P<number>(?!))?(?P<unit>{UNITS}){S}{AFTERWARDS}"), _away),
    (
        _compile(
            rf"(?P<which>(?:[Tt]he|[Tt]his|[Tt]hese){S}(?:past|last|next|coming|following|previous|first|final)|(?:[Pp]ast|[Ll]ast|[Nn]ext)){S}"
            rf"(?:(?P<number>{NUMBER})[\s -]+)(?P<unit>{_ANY_UNIT})"
        ),
        _span,
    ),
    (_compile(rf"(?P<which>[Tt]he{S}(?:past|last))(?P<number>(?!))?{S}(?P<unit>{_ANY_UNIT})"), _span),
    (
        _compile(rf"{ABOUT}?(?P<number>{NUMBER})[\s ]+(?P<half>and{S}a{S}half{S})?(?P<unit>{UNITS}|(?<=one ){UNIT}|(?<=1 ){UNIT})"),
        _duration,
    ),
    (_compile(rf"{ABOUT}?(?P<number>{NUMBER})-(?P<half>and-a-half-)?(?P<unit>{_ANY_UNIT})(?:-long)?(?!-old|-olds|{S}old\b)"), _duration),
    (_compile(rf"(?P<number>(?!))?(?P<unit>{_ANY_UNIT})s?-long"), _duration),
    (_compile(rf"{ABOUT}?[Hh]alf{S}an?{S}(?P<unit>{any_of(words.HALVES)})|{ABOUT}?a{S}half(?:{S}|-)(?P<unit_>hour)"), _half),
    (
        _compile(
            rf"(?:[Ff]or|[Oo]ver|[Ii]n|[Ww]ithin|[Aa]fter|[Dd]uring|[Tt]hroughout|[Aa]cross){S}(?P<all>(?P<number>[Aa]n?|one)?(?:(?<=a){S}|(?<=an){S}|(?<=one){S})?(?P<unit>{_ANY_UNIT}))"
        ),
        _duration,
    ),
    (_compile(rf"{ABOUT}(?P<number>an?){S}(?P<unit>{UNIT})"), _duration),
    (_compile(rf"(?P<number>(?!))?(?P<unit>{UNITS})(?={S}(?:after|before)\b)"), _duration),
    (_compile(rf"(?P<number>[Aa]n?){S}(?P<unit>{UNIT})(?={S}(?:after|before|in{S}(?:prison|jail|office|power|hospital))\b)"), _duration),
    (_compile(rf"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?:{S})?(?P<half>[AaPp]\.?(?:{S})?[Mm]\b\.?){ZONE}"), _clock),
    (_compile(rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?P<half>(?!))?(?::\d\d)?{ZONE}"), _clock),
    (_compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<half>(?!))?(?:\s+hours)?\s+(?:UTC|GMT|local time)"), _clock),
    (_compile(rf"(?P<hour>\d{{1,2}})(?P<minute>(?!))?(?P<half>(?!))?{S}o['’]clock"), _clock),
    (
        _compile(
            rf"(?:[Ii]n|[Dd]uring|[Bb]y|[Tt]hrough|[Uu]ntil|[Oo]n){S}(?P<all>the{S}(?:early{S}|late{S}|mid-?)?(?P<part>morning|afternoon|evening|night))"
        ),
        _clock_word,
    ),
    (
        _compile(
            rf"(?:[Aa]t|[Bb]y|[Bb]efore|[Aa]fter|[Aa]round|[Uu]ntil|[Ss]ince|[Tt]ill|[Ff]rom){S}(?P<all>(?P<part>noon|midnight|dawn|daybreak|dusk|midday|lunchtime|night))"
        ),
        _clock_word,
    ),
    (
        _compile(
            rf"(?:[Tt]he{S})?(?:(?P<mod>early|late|small|wee){S})?(?:(?P<of>morning|afternoon|evening|night){S})?hours(?={S}(?:of|on)\b)"
        ),
        _hours,
    ),
    (_compile(rf"(?P<all>[Tt]he{S}(?:early{S}|late{S})?(?P<part>morning|afternoon|evening|night))(?={S}of\b)"), _clock_word),
    (_compile(r"[Oo]vernight|[Ll]ate-night|[Pp]re-?dawn"), _overnight),
    (_compile(any_of(_REFERENCES)), _listed("reference", _REFERENCES)),
    (_compile(any_of(LISTS["sets"])), _listed("set", LISTS["sets"])),
)
