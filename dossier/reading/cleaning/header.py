"""Header parsing: title, byline, outlet and date lines above the reporting; and the dateline that opens it."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier import places
from dossier.model.place import PlaceKind
from dossier.reading.cleaning.boilerplate import (
    ADDRESSES_READER,
    LABELS,
    PROSE_WORDS,
    ends_sentence,
    is_caption,
    is_end,
    is_foreign,
    is_navigation,
    is_prose,
    is_unspaced,
)
from dossier.reading.cleaning.outlet_lines import LONGEST_NAME, OUTLET_WORD, outlet_between
from dossier.reading.cleaning.publication_date import (
    CLOCK,
    CLOCK_SHAPE,
    DATE,
    LABEL,
    is_access_line,
    is_dateline,
    part_labels,
    words_beside_date,
)
from dossier.text.agencies import AGENCIES

BYLINE = re.compile(
    r"(?:(?:(?:words|reporting|written|story|report|published|posted) )?by[:\s]|authors?\s?:)\s*(?=[^\W\d_])", re.IGNORECASE
)
BARS = re.compile(r"\s*[|•·]\s*")
GLUED = re.compile(
    rf"(?P<stamp>(?:{LABEL.pattern.lstrip('^')})(?:{DATE.pattern})(?:,?\s*{CLOCK_SHAPE})?)\s+(?P<title>\S.*)$", re.IGNORECASE
)
GLUED_BARE = re.compile(rf"(?P<stamp>(?:{DATE.pattern})(?:,?\s*{CLOCK_SHAPE})?)\s*(?P<title>[A-ZÀ-ÞŁŚŻŠČŽ“\"‘«].*)$")
"""A day without a label right before a capital: what copying glued together."""
SPEAKER = re.compile(r"(?:[A-ZÀ-ÞŁŚŻŠČŽ][A-ZÀ-ÞŁŚŻŠČŽ .’'-]{0,40}|Q|A)\s*(?:\([^()]{1,60}\))?:\s+\S")
"""A line of a transcript: the speaker in capitals, then a colon."""
NAME_PARTS = re.compile(r"\s*(?:[,–—|·•()\[\]/:]|\s-\s)\s*|\s{2,}")
PARTING = frozenset(",–—-|•·()[]/:")
JOINING = frozenset(["of", "the", "and", "for", "de", "la", "le", "du", "des", "der", "die", "das", "und", "del", "di", "e", "y", "&"])
LONGEST_STAMP = 14
"""Words of a line that names outlet and day."""
LAST_STAMP = 5
"""Paragraphs of a text among which the lines of its author and day stand."""
TITLE_WORDS, TITLE_SIGNS = 4, 8
"""Words of a title, and signs of one in a script without spaces, from which on it is more than a name."""
STANDFIRST_WORDS = 5
WEEKDAYS = (
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles"
    "|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda-feira|terça-feira|quarta-feira|quinta-feira"
    "|sexta-feira|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela"
    "|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|четвер|п’ятниця|субота|неділя"
)
WEEKDAY = re.compile(rf"(?:{'|'.join([*calendar.day_name, *calendar.day_abbr, WEEKDAYS])})\.?$", re.IGNORECASE)
COUNTED_WORDS = r"(?:words?|wörter|mots|palabras|parole|woorden|słów|слов)"
"""What the length of an article is counted in."""
PAGE_NUMBER = re.compile(
    rf"\b(?:seite|page|pages|pág(?:ina)?|pagina|strona|pp?|pg|s)\.?\s*[A-Z]?\d+(?:[-–./]\w+)*\b|\b\d+ {COUNTED_WORDS}\b", re.IGNORECASE
)
"""The page of a paper, or the length of an article, beside its day."""
AUTHOR_AND_AGENCY = re.compile(r"(?P<author>\S.*?)\s+[–—|-]\s+(?P<agency>[A-Z].*)$")
"""An author and the agency after a dash: "ANN FELL – Aster Press"."""
DAY_WORDS = re.compile(r"\s+(?:vom|von|du|del|on|of|le|van|z|от|від)$", re.IGNORECASE)
"""Words that stand between an outlet's name and its day."""
SOURCE = re.compile(
    r"(?:(?:source|outlet|publisher|newspaper|published (?:in|by)|from|quelle|zeitung|fuente|fonte|bron|źródło|источник|джерело)\s*[:：]|via:?\s)\s*",
    re.IGNORECASE,
)
"""Words before the name of an outlet."""
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}$")
ADDRESS = re.compile(r"https?://|\bwww\.|\S@\S|\bat [\w-]+(?:\.[\w-]+)+$")
LOOK_AHEAD = 40

PLACE = r"[A-ZÀ-ÞŁŚŻŠČŽ][A-ZÀ-ÞŁŚŻŠČŽ.’'-]+(?: [A-ZÀ-ÞŁŚŻŠČŽ][A-ZÀ-ÞŁŚŻŠČŽ.’'-]+){0,3}"
PLACES = rf"{PLACE}(?:/{PLACE})*(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
NAMED_PLACE = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
BARE_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
DAY = rf"(?:,? {BARE_DAY})"
WIDER = r"(?: ?\[[^\[\]\n]{2,30}\]| ?/ ?[A-Z][\w.’'-]+)?"
"""What a place lies in, behind it: "[Freeland]", "/Freeland"."""
DASH = r"\s*(?:—|–|--|-)\s+"
TOWN_IN_STATE = re.compile(
    r"(?P<place>(?P<town>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}), [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})\s*(?:[—–]|--|-(?=\s)|:)\s+(?=\S)"
)
"""A dateline without capitals, day or agency: "Marsk, Freeland – "; only with a town of the world list."""
DATELINES = (
    re.compile(rf"(?P<place>{PLACES}){DAY}?(?: \((?P<agency>[^()]{{2,40}})\))?{DASH}(?=\S)"),
    re.compile(rf"(?P<place>{NAMED_PLACE}){DAY}?,? \((?P<agency>[^()]{{2,40}})\){DASH}(?=\S)"),
    re.compile(rf"(?P<place>{PLACES}){DAY}?(?: \((?P<agency>[^()]{{2,40}})\))?: (?=[A-Z“\"‘'])"),
    re.compile(rf"(?P<place>{NAMED_PLACE}),? (?:{DATE.pattern})(?: \((?P<agency>[^()]{{2,40}})\))?\s*[—–-]+\s*(?=\S)"),
    re.compile(rf"(?P<place>{NAMED_PLACE}{WIDER}),? (?:{DATE.pattern}|{BARE_DAY})(?: \((?P<agency>[^()]{{2,40}})\))?\s*:\s+(?=[A-Z“\"‘'])"),
    re.compile(rf"(?P<place>(?:{DATE.pattern})) \((?P<agency>[^()]{{2,40}})\)\s*[—–-]+\s*(?=\S)"),
)
SUFFIX = re.compile(r"^(?P<title>\S.{14,}?)\s+(?P<mark>[|–—-])\s+(?P<outlet>[A-Z][\w.&’']*(?: [\w.&’']+){0,3})$")


@dataclass(frozen=True, slots=True)
class Header:
    """Header of a plain text: the fields above its reporting. `stamps` are the lines that may state a day."""

    title: str
    byline: str
    outlet: str
    stamps: tuple[str, ...]
    captions: tuple[str, ...]
    folded: tuple[str, ...]
    standfirst: tuple[str, ...] = ()


def split_header(paragraphs: list[str], script: str) -> tuple[list[str], list[str]]:
    """The paragraphs above the reporting, and the rest, which begins with its first paragraph."""
    lead = _find_lead(paragraphs, script, 0)
    headings = {line for line in paragraphs[:lead] if len(line.split()) >= 4}
    if again := next((n for n in range(lead, min(lead + 12, len(paragraphs))) if paragraphs[n] in headings), None):
        # the title stands again below a picture's or a teaser's words: the article begins after it
        lead = _find_lead(paragraphs, script, again + 1)
    words = 0
    for number in range(lead, min(lead + 8, len(paragraphs))):
        line = paragraphs[number]
        if number > lead and words <= 70 and is_dateline(line) and any(map(is_dateline, paragraphs[:lead])):
            # a second date line does not end the header: the lines between the two are reporting
            above, between = paragraphs[:lead], paragraphs[lead:number]
            return [*above, line], between + paragraphs[number + 1 :]
        # a standfirst in whole sentences comes above the byline
        if number > lead and words <= 70 and _is_header_line(line):
            lead = _find_lead(paragraphs, script, number + 1)
            break
        words += len(line.split()) if not is_caption(line) else 0
    if not is_prose(next(iter(paragraphs[lead:]), "")):
        # no prose below the title: at least its lines of day and author are no text
        lead += next((n for n, line in enumerate(paragraphs[lead:]) if not _is_header_line(line)), 0)
    return paragraphs[:lead], paragraphs[lead:]


def split_stamps(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of author and day among the first paragraphs of a text whose title is known, and the other paragraphs."""
    first = next((n for n, line in enumerate(paragraphs) if not _is_header_line(line)), len(paragraphs))
    # below a standfirst, only lines that are nothing else
    stamps = [n for n, line in enumerate(paragraphs[:LAST_STAMP]) if n < first or is_byline(line) or is_dateline(line)]
    return [paragraphs[n] for n in stamps], [line for n, line in enumerate(paragraphs) if n not in stamps]


def _is_header_line(line: str) -> bool:
    return is_byline(line) or is_dateline(line) or is_access_line(line) or bool(outlet_beside_day(line))


def unglue(paragraphs: list[str], script: str) -> list[str]:
    """The paragraphs with days of publication that copying glued before a title or a first sentence as lines of their own."""
    lines: list[str] = []
    for number, line in enumerate(paragraphs[:LOOK_AHEAD]):
        line = part_labels(line)  # noqa: PLW2901
        glued = GLUED.match(line) or (GLUED_BARE.match(line) if not any(map(is_dateline, lines)) else None)
        if glued and (glued.re is GLUED or is_prose(glued["title"])):
            lines += [glued["stamp"], glued["title"]]
        else:
            lines.append(line)
        if is_prose(lines[-1]) and not is_caption(lines[-1]) and not is_foreign(lines[-1], script):
            return lines + paragraphs[number + 1 :]
    return lines + paragraphs[LOOK_AHEAD:]


def read_header(lines: list[str], script: str) -> Header:
    """Classify each line above the reporting."""
    fields = _HeaderFields()
    rest: list[str] = []
    for number, line in enumerate(lines):
        if not fields.take(line, script, is_first=not rest and (_is_likely_title(line) or number + 1 == len(lines))):
            rest.append(line)
    # a rule of hyphens is no title
    worded = [line for line in rest if any(map(str.isalnum, line))]
    likely = [line for line in worded if not ADDRESS.search(line)] or worded
    title = next((line for line in likely if len(line.split()) >= TITLE_WORDS), max(likely, key=lambda line: len(line.split()), default=""))
    if headline := _foreign_headline(lines[: lines.index(title)] if title else lines, title, script):
        title = headline
        fields.folded.remove(title)
        rest.insert(0, title)
    if not fields.outlet and title and (name := outlet_between(lines, rest, title, _is_header_line)):
        fields.outlet = name
    standfirst = _standfirst(rest[rest.index(title) + 1 :], title) if title else ()
    fields.folded += [line for line in rest if line != title and line not in standfirst]
    outlet = fields.outlet
    while (match := SUFFIX.match(title)) and (match["mark"] == "|" or OUTLET_WORD.search(match["outlet"])):
        title, outlet = match["title"], outlet or match["outlet"]
    return Header(title, fields.byline, outlet, tuple(fields.stamps), tuple(fields.captions), tuple(fields.folded), standfirst)


def _foreign_headline(above: Sequence[str], title: str, script: str) -> str:
    """A headline in another script than the text, above what would be the title and is but a name; else empty."""
    words = title.split()
    if len(words) >= TITLE_WORDS or not all(word[:1].isupper() or word in JOINING for word in words):
        return ""
    return next((line for line in above if is_foreign(line, script) and not is_navigation(line) and _has_words_of_title(line)), "")


def _has_words_of_title(line: str) -> bool:
    """True for more words than the name of a language in a menu has; scripts without spaces are counted by their letters."""
    return len(line.split()) >= TITLE_WORDS or sum(map(is_unspaced, line)) >= TITLE_SIGNS


@dataclass(slots=True)
class _HeaderFields:
    """Fields of a header as they are found, line by line."""

    byline: str = ""
    outlet: str = ""
    stamps: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)

    def take(self, line: str, script: str, *, is_first: bool) -> bool:
        """Put a line where it belongs; False for one that may be a title or a standfirst."""
        if is_byline(line):
            self.byline, self.outlet = self.byline or _byline_names(line), self.outlet or _outlet_in_bar(line)
            self.stamps += [line] if DATE.search(line) else []
            self.outlet = self.outlet or _outlet_behind_author(line)
        elif is_access_line(line):
            self.folded.append(line)
        elif is_dateline(line) or (BARS.search(line) and DATE.search(line) and not ends_sentence(line)):
            self.stamps.append(line)
            self.outlet = self.outlet or _outlet_in_bar(line)
        elif is_caption(line):
            self.captions.append(line)
        elif not is_first and (words := outlet_beside_day(line)) is not None:
            self.stamps.append(line)
            self.outlet = self.outlet or words
        elif is_navigation(line) or is_foreign(line, script) or is_end(line):
            self.folded.append(line)
        else:
            return False
        return True


def _is_likely_title(line: str) -> bool:
    """True where a first line has the words of a title beside the day that it may name."""
    return len(words_beside_date(SOURCE.sub("", line)).split()) >= 4


def _standfirst(lines: list[str], title: str) -> tuple[str, ...]:
    """The editors' summary below a title: lines of running words, the title's repetitions and the page's own words aside."""
    unique_lines: list[str] = []
    for line in lines:
        words = re.findall(r"[^\W\d_]+", line)
        signs = sum(not ch.isupper() and not ch.islower() for word in words for ch in word)
        runs_on = len(words) >= STANDFIRST_WORDS and sum(word[0].islower() for word in words) * 5 >= len(words) * 2
        if (runs_on or signs >= STANDFIRST_WORDS * 2) and not (ADDRESS.search(line) or ADDRESSES_READER.search(line)):
            unique_lines += [line] if line not in {*unique_lines, title} and line.rstrip(".") not in title else []
    return tuple(unique_lines)


def outlet_beside_day(line: str) -> str | None:
    """The outlet that a line names beside a day ("Aster Post, 4 February 2026"), empty where the name is a place's; None for a line of
    another kind.
    """
    bare = SOURCE.sub("", line)
    date = DATE.search(bare)
    if not date or ends_sentence(line) or len(line.split()) > LONGEST_STAMP:
        return None
    pieces = [piece.strip(" -–—") for piece in NAME_PARTS.split(CLOCK.sub(" | ", DATE.sub(" | ", PAGE_NUMBER.sub(" | ", bare))))]
    names = [DAY_WORDS.sub("", piece) for piece in pieces if not WEEKDAY.match(piece) and any(map(str.isalpha, piece))]
    words = [word for name in names for word in name.split() if not HOST.match(name)]
    if not names or len(words) > LONGEST_NAME or not all(word[:1].isupper() or word.casefold() in JOINING for word in words):
        return None
    # an author or a town may stand before the outlet
    named = (name for name in names if name in AGENCIES or OUTLET_WORD.search(name))
    name = next(named, names[0])
    at = bare.find(name)
    before, after = bare[:at].rstrip()[-1:], bare[at + len(name) :].lstrip()[:1]
    is_parted = before in PARTING or after in PARTING or bare[max(0, at - 1) : at].isdigit() or bool(OUTLET_WORD.search(name))
    return name if is_parted and not is_navigation(name) and not LABEL.match(name) and not places.find_places_named(name) else ""


def is_transcript(paragraphs: list[str]) -> bool:
    """True where two lines or more begin with a speaker in capitals and a colon."""
    return sum(bool(SPEAKER.match(line)) for line in paragraphs) >= 2


def is_byline(line: str) -> bool:
    """True for "By" and a name, alone or in a bar with outlet and day."""
    first = BARS.split(line)[0]
    by = BYLINE.match(first)
    return bool(by and len(first.split()) <= 14 and not ends_sentence(line) and first[by.end() :][:1].isupper())


def split_dateline(paragraph: str, *, in_transcript: bool = False) -> tuple[str, str, str]:
    """The dateline that opens the reporting, the agency it names, and the paragraph without it; empty where there is none, and for the
    first speaker of a transcript.
    """
    for pattern in DATELINES:
        match = pattern.match(paragraph)
        if in_transcript and SPEAKER.match(paragraph):
            break
        if match and not set(re.findall(r"\w+", match["place"])) & LABELS and len(match["place"]) >= 4:
            agency = (match["agency"] or "").strip()
            return match.group().rstrip(" :—–-"), agency if agency in AGENCIES else "", paragraph[match.end() :]
    match = TOWN_IN_STATE.match(paragraph) if not in_transcript else None
    if match and any(place.kind is PlaceKind.TOWN for place in places.find_places_named(match["town"])):
        return match["place"], "", paragraph[match.end() :]
    return "", "", paragraph


def _find_lead(paragraphs: list[str], script: str, start: int) -> int:
    """Where the reporting begins: the first paragraph of prose; failing that, after the first line that can be a title."""
    plain: list[int] = []
    transcript = is_transcript(paragraphs)
    for number in range(start, min(start + LOOK_AHEAD, len(paragraphs))):
        line = paragraphs[number]
        if transcript and SPEAKER.match(line):
            return number
        if (
            is_caption(line)
            or is_navigation(line)
            or is_foreign(line, script)
            or is_byline(line)
            or is_dateline(line)
            or is_end(line)
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


def without_by(byline: str) -> str:
    """The names of a byline without the "By" before them."""
    by = BYLINE.match(byline)
    return byline[by.end() :] if by else byline


def _byline_names(line: str) -> str:
    """The names in a byline, without "By" and without the place they write from."""
    names = without_by(BARS.split(line)[0])
    if date := DATE.search(names):
        clock = CLOCK.search(names)
        names = names[: min(date.start(), clock.start() if clock else date.start())]
        # "first published on" and the like before the day
        names = re.sub(r",?(?:\s+(?:[a-z]{2,9}|Published|Updated|Posted))*\s*:?$", "", " ".join(names.split()))
        names = re.sub(rf",?\s*(?:{WEEKDAY.pattern})", "", names, flags=re.IGNORECASE)
    if (parted := AUTHOR_AND_AGENCY.match(names)) and parted["agency"] in AGENCIES:
        names = parted["author"]
    return re.sub(r"(?:,? in [A-Z].*|,? (?:for|at) [A-Z].*|,\s*[A-Z][\w ]+$)", "", names).strip(" ,")


def _outlet_behind_author(line: str) -> str:
    """The outlet that a byline names after its author ("By Ann Fell, Aster Post, 4 February 2026"); empty where none has such a name."""
    pieces = [piece.strip(" -–—") for piece in NAME_PARTS.split(DATE.sub(" | ", line))[1:]]
    return next((piece for piece in pieces if OUTLET_WORD.search(piece) and len(piece.split()) <= LONGEST_NAME), "")


def _outlet_in_bar(line: str) -> str:
    """The part of a bar that is neither byline, day nor button."""
    pieces = [piece for piece in BARS.split(line) if piece]
    for piece in (SOURCE.sub("", piece) for piece in pieces if len(pieces) > 1):
        is_name = piece[:1].isupper() and len(piece.split()) <= 5
        if is_name and not (is_byline(piece) or DATE.search(piece) or LABEL.match(piece) or is_navigation(piece) or is_end(piece)):
            return piece
    return ""
