"""Patterns of time expressions in English news, each with its normalizer."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dossier.extraction.timex import lexicon as words
from dossier.extraction.timex import normalizers as normalize
from dossier.extraction.timex.foreign import foreign_dates
from dossier.extraction.timex.lexicon import (
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
from dossier.extraction.timex.normalizers import Normalizer, Parts
from dossier.extraction.timex.pattern_index import CandidateScanner

SPACE = r"[\s\xa0]+"


class PatternMatch(NamedTuple):
    """A matched time expression: its character offsets, the rank of its pattern in PATTERNS, and its normalized parts."""

    start: int
    end: int
    rank: int
    parts: Parts


def match_patterns(text: str) -> Iterator[PatternMatch]:
    """Every match of every pattern; matches of different patterns may overlap. Foreign dates have the last rank."""
    ends = [0] * len(PATTERNS)
    for offset, ranks in SCANNER.candidates(text):
        for rank in ranks:
            pattern, normalizer = PATTERNS[rank]
            match = pattern.match(text, offset) if offset >= ends[rank] else None
            if match is None:
                continue
            ends[rank] = match.end()
            parts = normalizer(match)
            if parts is not None:
                start, end = match.span("all") if "all" in pattern.groupindex else match.span()
                yield PatternMatch(start, end, rank, parts)
    for start, end, parts in foreign_dates(text):
        yield PatternMatch(start, end, len(PATTERNS), parts)


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern between word boundaries, whose single spaces match any white space."""
    return re.compile(rf"(?<![\w$€£@#/.:-])(?:{pattern.replace(' ', SPACE)})(?!\w)")


def _cased(*phrases: str) -> str:
    """An alternation of phrases that may start a sentence."""
    return any_of(phrases)


EARLY = f"(?P<early>{_cased('early', 'late', 'mid', 'very early')})"
EDGE = (
    rf"(?:(?:[Tt]he (?:very )?)?(?P<edge>{_cased('beginning', 'start', 'outset', 'middle', 'end', 'close')}) of "
    rf"|{EARLY}(?: on | in | |-))?"
)
REL = rf"(?:(?P<rel>{_cased('this past', 'this coming', 'last', 'next', 'this', 'the previous', 'the preceding', 'the following', 'that')}) )?"
NEAR = _cased(
    *("this past", "this coming", "last", "next", "this", "the current", "the coming"),
    *("that same", "that", "the same", "the next", "the following", "the previous", "the preceding", "the prior"),
)
SHADE = rf"(?:(?P<shade>{_cased('earlier', 'later')}) )?"
ZONES = "UTC|GMT|BST|CET|CEST|EET|EEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|PT|IST|JST|AEST|AEDT|MSK|WIB"
ZONE = rf"(?: (?:{ZONES})\b| \((?:{ZONES})\)| local time| Eastern [Tt]ime)?"
STOP = r"(?=\s*[.,;:!?)”\"’]|\s*$)"
SIDE = rf"(?P<side>ago|earlier|later|beforehand|afterwards?|previously|from now|hence|(?:before|after|prior|back){STOP})"
TAIL = rf"(?: (?:early |late |in the )?(?P<part>{PART})s?)?"
NAMED_DAY = rf"(?:(?:{WEEKDAY}|{SHORT_WEEKDAY}),? (?:the )?)?"
IN_YEAR = rf"(?:,? (?:of )?(?P<year>{YEAR})|,? (?:of )?(?P<of>this|last|next) year)?"
THROUGH = rf"(?:(?:[–-]| to | through )(?P<through>{DAY})(?! [A-Za-z]))?"
MONTH_DAY = rf"(?P<month>{ANY_MONTH}) (?:the )?(?P<day>{DAY}){THROUGH}"
DAY_MONTH = rf"(?:the )?(?P<day>{DAY})(?:(?:[–-]| to )(?P<through>{DAY}))?(?: of)? (?P<month>{ANY_MONTH})"
BOTH_DAYS = rf"(?P<all>(?P<month>{ANY_MONTH}) (?P<day>{DAY}) and (?P<through>{DAY})(?! [A-Za-z]){IN_YEAR})"
BOTH_DAYS_FIRST = rf"(?P<all>(?P<day>{DAY}) and (?P<through>{DAY})(?: of)? (?P<month>{ANY_MONTH}){IN_YEAR})"
ANY_UNIT = rf"(?:{UNITS}|{UNIT})"
COUNTED = rf"\d+|{any_of(w for w, n in words.NUMBERS.items() if n > 1)}|{words.TENS}-{words.ONES}"
COUNTED_UNITS = rf"(?P<number>{NUMBER}) (?P<half>and a half )?(?P<unit>{UNITS})"
SPAN_LEAD = r"(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hat) (?:past|last|next|coming|following|previous|first|final|initial|opening)"
HOLIDAYS = any_of(re.sub(r"(?<![\w'])(?!of |the )[a-z]", lambda m: m[0].upper(), h) for h in LISTS["holidays"])
REFERENCES = {phrase: value for value, phrases in LISTS["references"].items() for phrase in phrases}

DAYS: tuple[tuple[str, Normalizer], ...] = (
    (rf"(?:[Tt]he )?(?P<unit>week|weekend) of {NAMED_DAY}{MONTH_DAY}{IN_YEAR}", normalize.week_of),
    (rf"{EDGE}{NAMED_DAY}{MONTH_DAY}{IN_YEAR}{TAIL}", normalize.date),
    (rf"{EDGE}{NAMED_DAY}{DAY_MONTH}{IN_YEAR}{TAIL}", normalize.date),
    (rf"(?P<between>[Bb]etween )?{BOTH_DAYS}", normalize.two_days),
    (rf"(?P<between>[Bb]etween )?{BOTH_DAYS_FIRST}", normalize.two_days),
    (r"(?P<year>\d{4})[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?:(?:T| )(?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?", normalize.iso),
    (r"(?P<first>\d{1,2})(?P<gap>[./-])(?P<second>\d{1,2})(?P=gap)(?P<year>\d{4}|\d\d)", normalize.numeric),
    (
        rf"(?:[Oo]n|[Uu]ntil|[Bb]y|[Ss]ince|[Ff]rom|[Bb]efore) (?P<all>the (?P<day>\d\d?(?:st|nd|rd|th)))(?={STOP}| of (?:this|last|next|the) month)",
        normalize.day_of_month,
    ),
    (rf"{EDGE}{REL}(?P<weekday>{WEEKDAY}){TAIL}(?: (?:of )?(?P<week>last|this|next) week)?", normalize.weekday),
    (rf"(?:[Ee]very |[Ee]ach )?(?P<weekday>{WEEKDAY})s(?: {PART}s?)?", normalize.weekdays),
    (rf"(?:[Ee]very|[Ee]ach) (?P<weekday>{WEEKDAY})(?: {PART}s?)?", normalize.weekdays),
    (rf"(?:{EARLY} |[Ee]arlier |[Ll]ater )?(?P<word>{any_of(LISTS['near_days'])}){TAIL}", normalize.near_day),
    (rf"(?:{EARLY} |{SHADE})?(?P<rel>{NEAR}) (?P<part>{_cased('morning', 'afternoon', 'evening', 'night')})", normalize.near_part),
    (rf"(?:{EARLY}|[Ee]arlier|[Ll]ater) (?:on )?in the day", normalize.in_the_day),
    (rf"(?:{EARLY}|(?P<shade>{_cased('earlier', 'later')})) (?:on )?in the (?P<unit>week|month|year|decade)", normalize.edge_unit),
    (rf"(?:{REL})(?P<holiday>{HOLIDAYS})(?:,? (?P<year>{YEAR}))?", normalize.holiday),
)

PERIODS: tuple[tuple[str, Normalizer], ...] = (
    (rf"{EDGE}{REL}(?P<month>{ANY_MONTH}){IN_YEAR}", normalize.month),
    (rf"{EDGE}(?P<the>[Tt]he )?{REL}(?P<season>{SEASON})(?: (?:of )?(?:(?P<year>{YEAR})|(?P<of>this|last|next) year))?", normalize.season),
    (rf"{EDGE}(?:[Ff]iscal (?:year )?|[Ff]inancial year |FY ?)?(?P<year>{YEAR})(?![,.:]\d|[*×x]\d|(?: )?%)", normalize.year),
    (rf"(?:[Tt]he )?(?:{EARLY}(?: |-))?['’]?(?P<digits>(?:1[5-9]|20)\d0|(?<=['’])[2-9]0)['’]?s(?P<name>(?!))?", normalize.decade),
    (rf"[Tt]he (?:{EARLY}(?: |-))?(?P<name>{any_of(LISTS['decades'])})(?P<digits>(?!))?", normalize.decade),
    (rf"(?:[Tt]he )?(?:{EARLY}(?: |-))?(?P<nth>\d\d?(?:st|nd|rd|th)|{any_of(words.ORDINALS)})(?:-| )[Cc]entury", normalize.century),
    (
        rf"(?:[Tt]he |[Ii]ts )?(?:(?P<nth>first|second|third|fourth)(?: |-)(?P<kind>quarter|half)|Q(?P<short>[1-4])) (?:of |in )?(?:fiscal )?(?P<year>{YEAR})",
        normalize.quarter,
    ),
    (
        r"(?:[Tt]he |[Ii]ts )?(?:(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?: |-)(?:fiscal )?(?P<kind>quarter)|Q(?P<short>[1-4]))",
        normalize.quarter,
    ),
    (rf"(?P<year>{YEAR})(?:['’]s)? (?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?: |-)(?P<kind>quarter|half)", normalize.quarter),
    (r"(?:the |[Tt]he )?year-end", normalize.year_end),
    (rf"[Tt]he (?:(?P<part>night|evening|morning)|(?P<unit>{UNIT})) (?P<rel>before last|after next)", normalize.two_away),
    (rf"(?:{EDGE}|{SHADE})(?P<rel>{NEAR}) (?:fiscal |calendar )?(?P<unit>{UNIT})", normalize.near_unit),
    (r"(?:(?:[Oo]ver|[Dd]uring|[Aa]t|[Oo]n|[Bb]y|[Tt]hrough|[Ff]or) )(?P<all>[Tt]he weekend)", normalize.weekend),
    (
        r"[Tt]he (?P<edge>end|beginning|start|middle) of the (?:fiscal )?(?P<unit>week|month|quarter|year|decade|century)",
        normalize.edge_unit,
    ),
)

LENGTHS: tuple[tuple[str, Normalizer], ...] = (
    (rf"{ABOUT}?(?P<number>{NUMBER}|[Aa]n?) (?P<unit>{ANY_UNIT})(?P<half> and a half)? {SIDE}", normalize.offset),
    (rf"(?P<number>(?!))?(?P<unit>{UNITS}) {SIDE}", normalize.offset),
    (r"(?:[Tt]he )?year-(?:ago|earlier)(?: (?:quarter|period|month|week))?", normalize.year_before),
    (
        rf"(?P<which>{SPAN_LEAD}|[Pp]ast|[Ll]ast|[Nn]ext) (?P<number>{NUMBER})(?: |-)(?P<unit>{ANY_UNIT})(?=(?P<of> of (?:the |last |this |\d))?)",
        normalize.span,
    ),
    (rf"(?P<which>[Tt]he (?:past|last|next)|[Tt]hese past|[Pp]ast) (?P<unit>{ANY_UNIT})", normalize.span),
    (rf"{ABOUT}?{COUNTED_UNITS}", normalize.duration),
    (rf"{ABOUT}?(?P<number>{COUNTED}) (?P<unit>{UNIT})(?= [a-z])", normalize.duration),
    (rf"{ABOUT}?(?P<number>\d+(?:\.\d+)?) (?P<scale>thousand|million|billion) (?P<unit>{UNITS})", normalize.duration),
    (
        rf"(?:[Tt]ak(?:es?|ing|en)|[Tt]ook|[Ll]ast(?:s|ed|ing)?|[Ss]pen(?:ds?|t|ding)|[Ww]aited) (?P<all>(?P<unit>{UNITS}))",
        normalize.duration,
    ),
    (rf"{ABOUT}?(?P<number>[Oo]ne|1) (?P<unit>{UNIT})(?P<half> and a half)?", normalize.duration),
    (rf"{ABOUT}?(?P<number>{NUMBER})-(?P<half>and-a-half-)?(?P<unit>{ANY_UNIT})(?:-long)?(?!-olds?| old)", normalize.duration),
    (rf"(?P<unit>{ANY_UNIT})s?-long", normalize.duration),
    (rf"(?:(?P<number>{NUMBER})-)?(?P<unit>{ANY_UNIT})-old", normalize.duration),
    (rf"{ABOUT}?[Hh]alf(?: an? |-)(?P<unit>{any_of(words.HALVES)})", normalize.half),
    (rf"{ABOUT}?a half(?:-| )(?P<unit>hour|day|century)", normalize.half),
    (
        rf"(?:[Ff]or|[Oo]ver|[Ii]n|[Ww]ithin|[Aa]fter|[Dd]uring|[Tt]hroughout|[Aa]cross) (?P<all>(?P<number>[Aa]n|[Aa]|one) (?P<unit>{UNIT})(?P<half> and a half)?)",
        normalize.duration,
    ),
    (rf"(?:[Ff]or|[Oo]ver|[Ii]n|[Ww]ithin|[Aa]fter|[Dd]uring|[Tt]hroughout|[Aa]cross) (?P<all>(?P<unit>{UNITS}))", normalize.duration),
    (rf"{ABOUT}(?P<number>an?) (?P<unit>{UNIT})(?P<half> and a half)?", normalize.duration),
    (rf"(?P<unit>{UNITS})(?= (?:after|before)\b)", normalize.duration),
    (
        rf"(?P<number>[Aa]n?) (?P<unit>{UNIT})(?P<half> and a half)?(?= (?:after|before|in (?:prison|jail|office|power|hospital))\b)",
        normalize.duration,
    ),
    (rf"(?P<number>[Aa]n?) (?P<unit>{UNIT})(?P<half> and a half)", normalize.duration),
    (rf"(?P<unit>{UNITS})(?= of (?!the|this|that|our|his|her|their|life|age)\w)", normalize.duration),
)

CLOCKS: tuple[tuple[str, Normalizer], ...] = (
    (rf"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?: )?(?P<noon>[AaPp](?:\.(?: )?[Mm]\.|[Mm]\b)){ZONE}", normalize.clock),
    (rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!:\d){ZONE}", normalize.clock),
    (r"(?P<hour>[01]?\d)(?::(?P<minute>[0-5]\d))? (?:in the (?P<half_day>morning|afternoon|evening)|at night)", normalize.clock),
    (r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?: hours)? (?:UTC|GMT|local time)", normalize.clock),
    (rf"(?P<hour>\d\d?|{any_of(w for w, n in words.NUMBERS.items() if n <= 12 and len(w) > 2)}) o['’]clock", normalize.clock),
    (
        rf"(?:[Ii]n|[Dd]uring|[Bb]y|[Tt]hrough|[Uu]ntil|[Oo]n) (?P<all>the (?:{EARLY} )?(?P<part>morning|afternoon|evening|night))",
        normalize.clock_word,
    ),
    (
        r"(?:[Aa]t|[Oo]f|[Bb]y|[Bb]efore|[Aa]fter|[Aa]round|[Uu]ntil|[Ss]ince|[Tt]ill|[Ff]rom) (?P<all>(?P<part>noon|midnight|dawn|daybreak|dusk|midday|lunchtime|night))",
        normalize.clock_word,
    ),
    (
        r"(?:[Tt]he )?(?:(?:[Ee]arly|[Ll]ate|[Ss]mall|[Ww]ee) )?(?:(?P<named>morning|afternoon|evening|night) )?hours(?= (?:of|on)\b)",
        normalize.hours_of,
    ),
    (rf"(?:[Tt]he )?(?:{EARLY} )?(?P<part>morning|afternoon|evening|night|noon|midnight)(?= (?:of|on)\b)", normalize.clock_word),
    (r"(?P<part>[Nn]oon|[Mm]idnight|[Mm]idday)(?= [A-Z])", normalize.clock_word),
    (rf"{EARLY} in the (?P<part>morning|afternoon|evening|night)", normalize.clock_word),
    (rf"(?:{EARLY}-)(?P<part>morning|afternoon)", normalize.clock_word),
    (r"[Oo]vernight|[Ll]ate-night", normalize.overnight),
    (r"[Pp]re-?dawn", normalize.before_dawn),
)

SETS: tuple[tuple[str, Normalizer], ...] = (
    (any_of(REFERENCES), normalize.fixed_phrase("reference", REFERENCES)),
    (any_of(LISTS["sets"]), normalize.fixed_phrase("set", LISTS["sets"])),
    (rf"(?:[Ee]very|[Ee]ach) (?:(?P<other>other) |single |(?:so )?(?P<number>{NUMBER}) )?(?P<unit>{ANY_UNIT})", normalize.recurrence),
    (rf"(?:[Oo]nce|[Tt]wice|(?:{NUMBER}) times) (?:an?|every|each|per) (?P<unit>{UNIT})", normalize.recurrence),
)

TABLE = (*DAYS, *PERIODS, *LENGTHS, *CLOCKS, *SETS)
PATTERNS = tuple((_compile(pattern), reader) for pattern, reader in TABLE)
"""All patterns in order of rank: of two matches of the same length, that of the earlier pattern is selected."""
SCANNER = CandidateScanner([pattern for pattern, _ in TABLE])
