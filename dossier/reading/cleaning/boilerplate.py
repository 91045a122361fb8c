"""Boilerplate removal: navigation, share bars, spam in another script, captions and the page's tail are split from the article."""

import re
from dataclasses import dataclass
from importlib.resources import files

from dossier.reading.cleaning.language_id import main_script, script_of
from dossier.text.agencies import AGENCIES

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
SEPARATORS = re.compile(r"\s+[/·•]\s+|\s*[|>›»→]\s*")
FULL_STOP = re.compile(r"\.[\"'”’»)\]]*$")
OFFER = re.compile(r"(?:related|recommended|you (?:might|may)|more|editor|top|latest|don|in case)\b", re.IGNORECASE)
PROSE_WORDS = 12
ADDRESSES_READER = re.compile(
    r"\b(?:you|your|our|us|newsletters?|e-?mails?|inbox|apps?|click|cookies?|subscri\w+|whatsapp|facebook|instagram|tiktok)\b|©",
    re.IGNORECASE,
)
"""Words of a page that speaks to its reader; reporting does so in quotation marks only."""
QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{1,400}[”\"»]")
ATTRIBUTED = re.compile(r"\b(?:said|says|told|wrote|according to)\b", re.IGNORECASE)
ATTRIBUTED_WORDS = 7
"""Words of a sentence that says whose words it gives."""
RIGHTS_START = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
RIGHTS = re.compile(
    r"\b(?:reserved|reproduc\w+|permission|licen[cs]\w+|republish\w*|redistribut\w+|consent|trade ?marks?)\b", re.IGNORECASE
)
"""Words of a notice of rights."""
FEWEST_LETTERS = 6
"""Letters of a line in another script that is more than the name of a language in a menu."""
LONGEST_BOX = 12
"""Lines of a box in the middle of an article."""
LONGEST_NOTE = 1
"""Paragraphs of running text below a heading such as "About the author" that may be its own."""
RUNNING_WORDS = 4
"""Letters of a word in small letters that carries a sentence."""
AUTHOR_NOTE = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3} (?:is|was|has been) (?:an?|the) (?:[\w’'-]+ ){0,6}?"
    r"(?:reporter|correspondent|editor|writer|journalist|author|columnist|producer|photographer|analyst|fellow)\b"
)


def _read_lines(name: str) -> list[str]:
    lines = files("dossier.reading.cleaning").joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _tail_pattern(group: str) -> re.Pattern[str]:
    """One pattern for a group of tails.txt."""
    lines = _read_lines("tails.txt")
    start = lines.index(f"[{group}]") + 1
    end = next((i for i in range(start, len(lines)) if lines[i].startswith("[")), len(lines))
    return re.compile("|".join(f"(?:{line})" for line in lines[start:end]), re.IGNORECASE)


NOTICE, END_LINE, LABEL_LINE, ASIDE_LINE = map(_tail_pattern, ("notice", "end", "label", "aside"))
LABELS = frozenset(_read_lines("labels.txt"))
"""Capitals before a colon or dash that are no place of a dateline."""
AGENCY = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
PICTURE = r"(?:file |handout |archive |courtesy |AP )?(?:photos?|photographs?|pictures?|images?|screen ?grabs?|graphics?|illustrations?|credit|courtesy|video)"
CAPTION_START = re.compile(rf"(?:{PICTURE}|caption)(?: credits?| courtesy)?(?: by| of| from)?\s*[:/|©]", re.IGNORECASE)
CAPTION_END = re.compile(
    rf"(?:\[(?:{AGENCY}|[^\[\]]{{2,60}}[/,|]\s*(?:{AGENCY})|[A-Z][A-Z .&-]+/[A-Z][A-Z /.&-]+|(?i:{PICTURE})\b[^\]]*)(?:\s*[/,|]\s*[^\]]{{1,40}})*\]"
    rf"|\(\s?(?:(?i:{PICTURE})\b[^()]*|(?:{AGENCY})(?: (?i:{PICTURE})\b[^()]*|/[^()]*| via [^()]*))\s?\)"
    rf"|(?<=[.”\"'’)])\s*\(\s?(?:{AGENCY})\s?\)"
    rf"|(?:[/|©]|[–—-] )\s*(?:[A-Z][\w.'’ -]{{1,40}}/)?(?:{AGENCY})(?:\s*(?:/|via|-)\s*[\w ]{{1,30}})?"
    rf"|(?:\w+/)?(?:via )?Getty Images|(?<=[.!?”\")] )(?i:{PICTURE})(?: credits?)?(?: by|:) (?:[A-Z]\.\s?){{0,3}}[^.:]{{3,60}})[.\s]*$",
)
CREDIT = re.compile(rf"(?<=[.!?…”\"'’)])\s*(?:\((?:{AGENCY})\)|[–—-]+ ?(?:{AGENCY}))\.?\s*$")
PICTURE_CREDIT = re.compile(r"(?:©|\(c\))\s*[^\d.!?]{2,60}$", re.IGNORECASE)
"""A name after the copyright sign, without a year: of a picture, or of the page."""
DAY_AT_END = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\.$")
SIGNATURE = re.compile(r"[—–―]\s?[A-ZÀ-ÞŁŚŻŠČŽ]")


@dataclass(frozen=True, slots=True)
class CleanedText:
    """Result of boilerplate removal: the paragraphs of the reporting, the captions, and the lines left out."""

    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    folded: tuple[str, ...]


def ends_sentence(line: str) -> bool:
    """True where the line ends as a sentence does."""
    return bool(SENTENCE_END.search(line))


def is_unspaced(sign: str) -> bool:
    """True for a sign of a script that parts no words with spaces."""
    return script_of(sign) in {"CJK", "HIRAGANA", "KATAKANA", "THAI"}


def is_prose(line: str) -> bool:
    """True for a paragraph of reporting: a dozen words or more that end as a sentence does."""
    # scripts that part no words with spaces: three letters count as one, beside the names in Latin letters between them
    words = len(line.split()) + sum(map(is_unspaced, line)) // 3
    return words >= 30 or (words >= PROSE_WORDS and bool(re.search(r"[.!?…。！？؟।:][\"'”’»)\]」]*$", line)))


def is_running_text(line: str) -> bool:
    """True for a sentence of reporting, by its shape: prose with a full stop, a quarter of it longer words in small letters (a notice is
    names and capitals), which does not speak to the reader.
    """
    words = re.findall(r"[^\W\d_]+", line)
    running = sum(len(word) >= RUNNING_WORDS and word[0].islower() for word in words)
    return (
        is_prose(line)
        and ends_sentence(line)
        and (running * 4 >= len(words) or main_script(line) != "LATIN")
        and not ADDRESSES_READER.search(QUOTED.sub("", line))
        and not AUTHOR_NOTE.match(line)
    )


def is_end(line: str) -> bool:
    """True for a line after which a page is no longer the article: a notice, or a heading of the page's own; never a sentence."""
    return _is_notice(line) or (bool(END_LINE.match(line) or LABEL_LINE.match(line)) and not _is_sentence(line))


def is_aside(line: str) -> bool:
    """True for a line of the page after which the article may continue; never a sentence."""
    return bool(ASIDE_LINE.match(line)) and not _is_sentence(line)


def _is_notice(line: str) -> bool:
    """True for a notice of the page; not for a sentence that begins with "Copyright" and reserves no rights."""
    return bool(NOTICE.match(line)) and not (bool(RIGHTS_START.match(line)) and is_running_text(line) and not RIGHTS.search(line))


def _is_sentence(line: str) -> bool:
    """True for a sentence of reporting, by its shape, or by saying whose words it gives, however short it is."""
    is_attributed = len(line.split()) >= ATTRIBUTED_WORDS and FULL_STOP.search(line) and ATTRIBUTED.search(line)
    return bool(is_attributed) or is_running_text(line)


def is_caption(line: str) -> bool:
    """True for a picture's caption, recognised by its agency or photo mark, and for the signature left over from a pull quote."""
    if len(line) > 800:
        return False
    if SIGNATURE.match(line) and not ends_sentence(line) and len(line.split()) <= 25:
        return True
    return bool(CAPTION_START.match(line) or CAPTION_END.search(line))


def is_navigation(line: str) -> bool:
    """True for breadcrumbs, menus, share bars and the like: short parts between separators, or the text of a page's buttons."""
    if is_aside(line):
        return True
    parts = [piece for piece in SEPARATORS.split(line) if piece]
    is_list = len(parts) >= 3 or (len(parts) == 2 and parts[0].lower() in {"home", "news", "start"})
    return is_list and all(len(piece.split()) <= 4 for piece in parts) and not ends_sentence(line)


def is_foreign(line: str, script: str) -> bool:
    """True where most letters of the line are of another script than the text's own, counted as they stand and by weight."""
    line_script = main_script(line)
    letters = [name for ch in line if (name := script_of(ch))]
    return (
        bool(line_script)
        and line_script != script
        and not {line_script, script} <= {"CJK", "HIRAGANA", "KATAKANA", "HANGUL"}
        and letters.count(script) * 2 < len(letters)
    )


def split_boilerplate(paragraphs: list[str], script: str) -> CleanedText:
    """Parts the reporting from captions, asides and the tail of a page. `paragraphs` begin with the reporting itself."""
    body: list[str] = []
    captions: list[str] = []
    folded: list[str] = []
    after_offer = False
    for number, line in enumerate(paragraphs):
        if _ends_article(paragraphs, number):
            folded += paragraphs[number:]
            break
        if is_end(line):
            folded.append(line)
            after_offer = bool(LABEL_LINE.match(line)) and not line.rstrip().endswith(":") and ":" not in line
            continue
        if _has_agency_signature(line) and not _reporting_follows(paragraphs, number):
            body.append(CREDIT.sub("", line))
        elif is_caption(line) and not _is_list_item(paragraphs, number):
            captions.append(line)
        elif is_navigation(line) or not any(map(str.isalnum, line)) or (is_foreign(line, script) and not _is_original(paragraphs, number)):
            folded.append(line)
            after_offer = after_offer or bool(OFFER.match(line)) or (is_aside(line) and not _reporting_follows(paragraphs, number))
        elif after_offer and not FULL_STOP.search(line):
            # teasers of a "Related stories" box, up to the next paragraph of reporting; headlines end without a full stop
            folded.append(line)
        else:
            after_offer = False
            body.append(line)
    return CleanedText(tuple(body), tuple(captions), tuple(folded))


def _is_list_item(paragraphs: list[str], number: int) -> bool:
    """True for a line after a dash next to another: a list, where a signature stands alone."""
    beside = paragraphs[max(0, number - 1) : number] + paragraphs[number + 1 : number + 2]
    return bool(SIGNATURE.match(paragraphs[number])) and any(SIGNATURE.match(line) for line in beside)


def _has_agency_signature(line: str) -> bool:
    """True for prose that an agency signed at its end, as it does below its reports; a day before the signature marks a picture."""
    words = CREDIT.sub("", line)
    return words != line and is_prose(words) and not DAY_AT_END.search(words)


def _is_original(paragraphs: list[str], number: int) -> bool:
    """True for a line in another script that the article quotes: a sentence or quotation, or words of it between paragraphs of reporting."""
    line = paragraphs[number]
    letters = sum(map(str.isalpha, line))
    if not _reporting_follows(paragraphs, number):
        return bool(number and letters >= FEWEST_LETTERS and re.search(r"[.!?…。！？؟।»”」]$", line) and is_prose(paragraphs[number - 1]))
    is_sentence = bool(re.search(r"[.!?…。！？؟।]|[«“„「『].*[»”“」』]", line))
    return letters >= FEWEST_LETTERS and (is_sentence or bool(number and is_prose(paragraphs[number - 1])))


def _reporting_follows(paragraphs: list[str], number: int) -> bool:
    """True where a later paragraph is prose and neither a caption nor one of the page's notices."""
    return any(is_prose(line) and not is_caption(line) and not is_end(line) for line in paragraphs[number + 1 :])


def _ends_article(paragraphs: list[str], number: int) -> bool:
    """True where the line is a page's closing notice or heading, unless more reporting follows it than stands before it; below a mere
    label of the page, any reporting; below a heading such as "About the author", more than one paragraph of it.
    """
    line = paragraphs[number]
    if not is_end(line):
        return False
    is_label = bool(LABEL_LINE.match(line)) and not END_LINE.match(line)
    if PICTURE_CREDIT.match(line) or (is_label and not _is_notice(line)):
        return not _goes_on(paragraphs[number + 1 :])
    if END_LINE.match(line) and not _is_notice(line) and _goes_on(paragraphs[number + 1 :], LONGEST_NOTE + 1):
        return False
    before = sum(len(line) for line in paragraphs[:number] if is_prose(line))
    after = sum(len(line) for line in paragraphs[number + 1 :] if is_prose(line) and not is_end(line))
    return after <= before


def _goes_on(lines: list[str], paragraphs: int = 1) -> bool:
    """True where this many paragraphs of reporting stand among the next lines, above any closing notice."""
    for line in lines[:LONGEST_BOX]:
        if is_end(line) and not LABEL_LINE.match(line):
            return False
        paragraphs -= is_running_text(line) and not is_caption(line)
        if paragraphs <= 0:
            return True
    return False
