"""Header parsing: title, byline, outlet and date lines above the reporting; and the dateline that opens it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.reading.cleaning.boilerplate import (
    AGENCIES,
    END,
    LABELS,
    PROSE_WORDS,
    ends_sentence,
    is_caption,
    is_foreign,
    is_navigation,
    is_prose,
)
from dossier.reading.cleaning.publication_date import DATE, LABEL, is_dateline

BYLINE = re.compile(r"(?:words |reporting |written |story |report )?by[:\s]\s*(?=[^\W\d_])", re.IGNORECASE)
BARS = re.compile(r"\s*[|•·]\s*")
GLUED = re.compile(rf"(?P<stamp>(?:{LABEL.pattern.lstrip('^')})(?:{DATE.pattern}))\s+(?P<title>\S.*)$", re.IGNORECASE)
SOURCE = re.compile(r"(?:source|outlet|publisher)\s*:\s*", re.IGNORECASE)
ADDRESS = re.compile(r"https?://|\bwww\.|\S@\S|\bat [\w-]+(?:\.[\w-]+)+$")
LOOK_AHEAD = 40

PLACE = r"[A-ZÀ-ÞŁŚŻŠČŽ][A-ZÀ-ÞŁŚŻŠČŽ.’'-]+(?: [A-ZÀ-ÞŁŚŻŠČŽ][A-ZÀ-ÞŁŚŻŠČŽ.’'-]+){0,3}"
PLACES = rf"{PLACE}(?:/{PLACE})*(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
NAMED_PLACE = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)"
DASH = r"\s*(?:—|–|--|-)\s+"
DATELINES = (
    re.compile(rf"(?P<place>{PLACES}){DAY}?(?: \((?P<agency>[^()]{{2,40}})\))?{DASH}(?=\S)"),
    re.compile(rf"(?P<place>{NAMED_PLACE}){DAY}?,? \((?P<agency>[^()]{{2,40}})\){DASH}(?=\S)"),
    re.compile(rf"(?P<place>{PLACES}){DAY}?(?: \((?P<agency>[^()]{{2,40}})\))?: (?=[A-Z“\"‘'])"),
)
OWN_WORDS = (
    re.compile(r"(?P<outlet>[A-Z][\w .&-]{1,40}?)[’']s? website can also be accessed"),
    re.compile(r"belongs to (?:the )?(?P<outlet>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,5})"),
    re.compile(
        r"(?i:©|\(c\)|copyright)(?:\s*(?i:©|\(c\)|copyright))*\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:(?i:by) )?(?P<outlet>[A-Z][\w&-]*(?:\.\w+)?(?: [A-Z][\w&-]*){0,4})"
    ),
    re.compile(r"^(?i:source|outlet|publisher|publication)\s*:\s*(?P<outlet>[A-Z][\w .&’'-]{1,40})$"),
)
COMPANY = re.compile(r"(?<=\w) (?:Information|Media|Co|Company|Inc|Ltd|Limited|LLC|Group|Corp|Corporation|Publishing|Publications)\b.*$")
SUFFIX = re.compile(r"^(?P<title>\S.{14,}?)\s+(?P<mark>[|–—-])\s+(?P<outlet>[A-Z][\w.&’']*(?: [\w.&’']+){0,3})$")
OUTLET_WORD = re.compile(
    r"\b(?:News|Times|Post|Daily|Herald|Tribune|Guardian|Journal|TV|Television|Radio|Today|Agency|Press|Online|Gazette|Mail|Telegraph|Observer|"
    r"Express|Standard|Independent|Chronicle|Star|Globe|Sun|Mirror|Review|Monitor|Mercury|Argus|Echo|World|Wire|Network|\w+\.(?:com|org|net|\w\w))\b",
)


@dataclass(frozen=True, slots=True)
class Header:
    """Header of a plain text: the fields above its reporting. `stamps` are the lines that may state a day."""

    title: str
    byline: str
    outlet: str
    stamps: tuple[str, ...]
    captions: tuple[str, ...]
    folded: tuple[str, ...]


def split_header(paragraphs: list[str], script: str) -> tuple[list[str], list[str]]:
    """The paragraphs above the reporting, and the rest, which begins with its first paragraph."""
    lead = _find_lead(paragraphs, script, 0)
    words = 0
    for number in range(lead, min(lead + 8, len(paragraphs))):
        line = paragraphs[number]
        if number > lead and words <= 70 and is_dateline(line) and any(map(is_dateline, paragraphs[:lead])):
            # a second date line does not end the header: the lines between the two are reporting
            above, between = paragraphs[:lead], paragraphs[lead:number]
            return [*above, line], between + paragraphs[number + 1 :]
        # a standfirst in whole sentences comes above the byline
        if number > lead and words <= 70 and (is_byline(line) or is_dateline(line)):
            lead = _find_lead(paragraphs, script, number + 1)
            break
        words += len(line.split()) if not is_caption(line) else 0
    return paragraphs[:lead], paragraphs[lead:]


def read_header(lines: list[str], script: str) -> Header:
    """Classify each line above the reporting."""
    title, byline, outlet = "", "", ""
    stamps: list[str] = []
    captions: list[str] = []
    rest: list[str] = []
    folded: list[str] = []
    for line in lines:
        if glued := GLUED.match(line):
            stamps.append(glued["stamp"])
            rest.append(glued["title"])
        elif is_byline(line):
            byline, outlet = byline or _byline_names(line), outlet or _outlet_in_bar(line)
            stamps += [line] if DATE.search(line) else []
        elif is_dateline(line) or (BARS.search(line) and DATE.search(line) and not ends_sentence(line)):
            stamps.append(line)
            outlet = outlet or _outlet_in_bar(line)
        elif is_caption(line):
            captions.append(line)
        elif is_navigation(line) or is_foreign(line, script) or END.match(line):
            folded.append(line)
        else:
            rest.append(line)
    likely = [line for line in rest if not ADDRESS.search(line)] or rest
    title = next((line for line in likely if len(line.split()) >= 4), max(likely, key=lambda line: len(line.split()), default=""))
    folded += [line for line in rest if line != title]
    while (match := SUFFIX.match(title)) and (match["mark"] == "|" or OUTLET_WORD.search(match["outlet"])):
        title, outlet = match["title"], outlet or match["outlet"]
    return Header(title, byline, outlet, tuple(stamps), tuple(captions), tuple(folded))


def is_byline(line: str) -> bool:
    """True for "By" and a name, alone or in a bar with outlet and day."""
    first = BARS.split(line)[0]
    return bool(BYLINE.match(first)) and len(first.split()) <= 14 and not ends_sentence(line) and first.split(None, 1)[-1][:1].isupper()


def split_dateline(paragraph: str) -> tuple[str, str, str]:
    """The dateline that opens the reporting, the agency it names, and the paragraph without it; empty where there is none."""
    for pattern in DATELINES:
        match = pattern.match(paragraph)
        if match and not set(re.findall(r"\w+", match["place"])) & LABELS and len(match["place"]) >= 4:
            agency = (match["agency"] or "").strip()
            return match.group().rstrip(" :—–-"), agency if agency in AGENCIES else "", paragraph[match.end() :]
    return "", "", paragraph


def named_outlet(lines: Iterable[str]) -> str:
    """The outlet that a page's own notices name ("© 2026 …", "… 's website can also be accessed at"); empty if none does."""
    lines = list(lines)
    for pattern in OWN_WORDS:
        for line in lines:
            if match := pattern.search(line):
                return COMPANY.sub("", re.sub(r"[’']s?$", "", match["outlet"].strip()))
    return ""


def _find_lead(paragraphs: list[str], script: str, start: int) -> int:
    """Where the reporting begins: the first paragraph of prose; failing that, after the first line that can be a title."""
    plain: list[int] = []
    for number in range(start, min(start + LOOK_AHEAD, len(paragraphs))):
        line = paragraphs[number]
        if (
            is_caption(line)
            or is_navigation(line)
            or is_foreign(line, script)
            or is_byline(line)
            or is_dateline(line)
            or END.match(line)
            or GLUED.match(line)
        ):
            continue
        # below a title a short sentence may open the reporting
        opens = is_prose(line) or (plain and len(line.split()) >= PROSE_WORDS // 2 and line.rstrip("”\"’'").endswith("."))
        if opens:
            return number
        plain.append(number)
    if start:
        return start
    if len(plain) > 1 and not ends_sentence(paragraphs[plain[0]]):
        return plain[0] + 1
    return plain[0] if plain else 0


def _byline_names(line: str) -> str:
    """The names in a byline, without "By" and without the place they write from."""
    names = BYLINE.sub("", BARS.split(line)[0], count=1)
    return re.sub(r"(?:,? in [A-Z].*|,? (?:for|at) [A-Z].*|,\s*[A-Z][\w ]+$)", "", names).strip(" ,")


def _outlet_in_bar(line: str) -> str:
    """The part of a bar that is neither byline, day nor button."""
    pieces = [piece for piece in BARS.split(line) if piece]
    for piece in (SOURCE.sub("", piece) for piece in pieces if len(pieces) > 1):
        is_name = piece[:1].isupper() and len(piece.split()) <= 5
        if is_name and not (is_byline(piece) or DATE.search(piece) or LABEL.match(piece) or is_navigation(piece) or END.match(piece)):
            return piece
    return ""
