"""Outlet of a page by its own lines: notices that name it, or its name on a line between the title and the day."""

import re
from collections.abc import Callable, Iterable, Sequence

from dossier import places
from dossier.reading.cleaning.boilerplate import ends_sentence

OWN_WORDS = (
    re.compile(r"(?P<outlet>[A-Z][\w .&-]{1,40}?)[’']s? website can also be accessed"),
    re.compile(r"belongs to (?:the )?(?P<outlet>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,5})"),
    re.compile(
        r"(?i:©|\(c\)|copyright)(?:\s*(?i:©|\(c\)|copyright))*\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:(?i:by) )?(?P<outlet>[A-Z][\w&-]*(?:\.\w+)?(?: [A-Z][\w&-]*){0,4})"
    ),
    re.compile(r"^(?i:source|outlet|publisher|publication)\s*:\s*(?P<outlet>[A-Z][\w .&’'-]{1,40})$"),
)
COMPANY = re.compile(r"(?<=\w) (?:Information|Media|Co|Company|Inc|Ltd|Limited|LLC|Group|Corp|Corporation|Publishing|Publications)\b.*$")
OUTLET_WORD = re.compile(
    r"\b(?:News|Times|Post|Daily|Herald|Tribune|Guardian|Journal|TV|Television|Radio|Today|Agency|Press|Online|Gazette|Mail|Telegraph|Observer|"
    r"Express|Standard|Independent|Chronicle|Star|Globe|Sun|Mirror|Review|Monitor|Mercury|Argus|Echo|World|Wire|Network|\w+\.(?:com|org|net|\w\w))\b",
)
LONGEST_NAME = 6
"""Words of an outlet's name."""
LARGE_PLACE = 15_000
"""People from which a line with a place's name is the place."""
SECTIONS = frozenset(
    [
        "africa",
        "americas",
        "analysis",
        "arts",
        "asia",
        "business",
        "comment",
        "conflict",
        "crime",
        "culture",
        "disaster",
        "economy",
        "education",
        "entertainment",
        "environment",
        "europe",
        "finance",
        "health",
        "home",
        "international",
        "labour",
        "lifestyle",
        "local",
        "money",
        "national",
        "nation",
        "opinion",
        "politics",
        "regional",
        "religion",
        "science",
        "society",
        "sport",
        "sports",
        "tech",
        "technology",
        "travel",
        "war",
        "weather",
    ]
)
"""Words in the names of a site's sections: the top level of the IPTC Media Topics, and parts of the world."""


def named_outlet(lines: Iterable[str]) -> str:
    """The outlet that a page's own notices name ("© 2026 …", "… 's website can also be accessed at"); empty if none does."""
    lines = list(lines)
    for pattern in OWN_WORDS:
        for line in lines:
            if match := pattern.search(line):
                return COMPANY.sub("", re.sub(r"[’']s?$", "", match["outlet"].strip()))
    return ""


def outlet_between(lines: Sequence[str], rest: Sequence[str], title: str, is_stamp: Callable[[str], bool]) -> str:
    """The outlet on a line of its own between the title and the day, as people write it above a text they paste; empty without one.

    `rest` are the lines of unknown kind, `is_stamp` recognises the lines of day and author.

    A line of two words or more counts only with a word that outlets have in their names: it may be an author.
    """
    for number, line in enumerate(lines[:-1]):
        words = line.split()
        is_between = line in rest and title in lines[:number] and is_stamp(lines[number + 1])
        is_name = len(words) <= LONGEST_NAME and line[:1].isupper() and not (SECTIONS & {word.casefold() for word in words})
        has_mark = len(words) == 1 or words[0] in {"The", "Al"} or OUTLET_WORD.search(line)
        if is_between and is_name and has_mark and not ends_sentence(line) and not _is_known_place(line):
            return line
    return ""


def _is_known_place(name: str) -> bool:
    """True for the own name of a larger place, a state or a region, not for one of its other spellings."""
    return any(place.name.casefold() == name.casefold() and place.population >= LARGE_PLACE for place in places.find_places_named(name))
