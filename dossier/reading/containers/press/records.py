"""Records of a press archive's download: where each article begins and ends in the lines of the file."""

import re
from collections.abc import Sequence

from dossier.reading.cleaning.boilerplate import is_prose
from dossier.reading.cleaning.header import outlet_beside_day
from dossier.reading.cleaning.publication_date import DATE, is_dateline
from dossier.reading.containers.press.labels import label_of

END = re.compile(
    r"(?:end of document|ende des dokuments|fin du document|fin del documento|fine del documento|fim do documento|einde van (?:het )?document)\W*$",
    re.IGNORECASE,
)
ACCESSION = re.compile(r"(?:document|dokument|documento)\s+(?=[A-Z0-9]*\d)[A-Z][A-Z0-9]{14,34}\W*$", re.IGNORECASE)
"""The last line of an article of Factiva: its accession number."""
COUNTER = re.compile(
    r"(?:(?:document|article|record|item|result|story|dokument|artikel|documento|article no\.?|nr\.?|no\.?)\s*#?:?\s*)?(?P<number>\d{1,4})\s*"
    r"(?:of|/|von|de|sur|di|van|из|із|z)\s*(?P<total>\d{1,4})(?:\s+(?:documents?|articles?|records?|results?|dokumente?n?|artikeln?|documentos))?\W*$",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:document|article|record|item|story|dokument|artikel|documento)\s*(?:no\.?|nr\.?|#|:)?\s*(?P<number>\d{1,4})\W*$", re.IGNORECASE
)
RULE = re.compile(r"(?:[_=*~#]\s?){8,}$|(?:[-–—]\s?){12,}$|\f")
OPENING = frozenset(["title", "author", "outlet", "date", "url"])
HEAD_LINES = 14
FEWEST = 2
FEWEST_WORDS = 40
"""Words of prose of an article; a teaser has fewer."""


def split_records(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each article, empty ones included; nothing where the file does not hold several. Tried in order: lines that count the
    articles, lines that end each, numbers above each, a label with which each begins, rules between them.
    """
    ways = (_at_counters, _after_ends, _at_numbers, _at_labels, _at_rules)
    return next((records for way in ways if len(records := way(lines)) >= FEWEST), [])


def seems_several(lines: Sequence[str]) -> bool:
    """True where the labels of press archives stand more than once in a file, so that it seems to hold several articles."""
    labels = [label[0] for line in lines if (label := label_of(line)) and label[0] in {"date", "author", "title", "outlet"}]
    lengths = sum(bool(re.match(r"\W*(?:length|word count|wc|load-date)\b\W", line, re.IGNORECASE)) for line in lines)
    return lengths >= FEWEST or (labels.count("title") >= FEWEST and labels.count("date") >= FEWEST)


def _at_counters(lines: Sequence[str]) -> list[list[str]]:
    matches = [(at, match) for at, line in enumerate(lines) if (match := COUNTER.match(line.strip()))]
    totals = {match["total"] for _, match in matches}
    starts, wanted = list[int](), 1
    for at, match in matches:
        # pages are counted in the same way: the numbers must go up by one, and all name one total
        if len(totals) == 1 and int(match["number"]) == wanted:
            starts.append(at)
            wanted += 1
    records = [list(lines[start + 1 : end]) for start, end in _spans(starts, len(lines))]
    # bare figures may count the pages of one article
    is_named = all(re.search(r"[^\W\d_]{4}", lines[start]) for start in starts)
    return _sound(records) if is_named else _dated(records)


def _after_ends(lines: Sequence[str]) -> list[list[str]]:
    for pattern in (END, ACCESSION):
        ends = [at for at, line in enumerate(lines) if pattern.match(line.strip())]
        starts = [0, *(end + 1 for end in ends)]
        records = _sound([list(lines[start:end]) for start, end in zip(starts, ends, strict=False)])
        if len(records) >= FEWEST:
            return records
    return []


def _at_numbers(lines: Sequence[str]) -> list[list[str]]:
    starts, wanted = list[int](), 1
    for at, line in enumerate(lines):
        if (match := NUMBER.match(line.strip())) and int(match["number"]) == wanted:
            starts.append(at)
            wanted += 1
    return _dated([list(lines[start + 1 : end]) for start, end in _spans(starts, len(lines))])


def _at_labels(lines: Sequence[str]) -> list[list[str]]:
    """Records that each begin with the same label ("Title:", "HD"), one that names title, outlet, author or day."""
    filled = [(at, label_of(line)) for at, line in enumerate(lines) if line.strip()]
    first = next((label for _, label in filled[:HEAD_LINES] if label and label[0] in OPENING), None)
    if first is None:
        return []
    starts = [at for at, label in filled if label and (label[0], label[1]) == (first[0], first[1])]
    return _dated([list(lines[start:end]) for start, end in _spans(starts, len(lines))])


def _at_rules(lines: Sequence[str]) -> list[list[str]]:
    records: list[list[str]] = [[]]
    for line in lines:
        is_rule = RULE.match(line.strip(" \t"))
        if is_rule:
            records.append([])
        if line.strip() and not (is_rule and "\f" not in line):
            records[-1].append(line.replace("\f", ""))
        elif records[-1] and not is_rule:
            records[-1].append(line)
    # what stands above the first rule may be the list of what follows
    filled = [record for record in records if any(text.strip() for text in record)]
    dated = [record for record in filled if has_day(record) and has_text(record)]
    return dated if len(dated) >= FEWEST and len(dated) >= len(filled) - 2 else []


def _spans(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    return list(zip(starts, [*starts[1:], end], strict=False))


def _sound(records: list[list[str]]) -> list[list[str]]:
    """The records where each of them has text; nothing where one has none."""
    return records if all(map(has_text, records)) else []


def _dated(records: list[list[str]]) -> list[list[str]]:
    """The records where each of them has text and a day; nothing where one lacks either."""
    return records if all(has_text(record) and has_day(record) for record in records) else []


def has_text(record: Sequence[str]) -> bool:
    """True for a record with running text."""
    words = sum(len(line.split()) for line in record)
    return words >= 15 and any(is_prose(line) or len(line.split()) >= 8 for line in record)


def has_article(record: Sequence[str]) -> bool:
    """True for a record with prose enough for an article."""
    return sum(len(line.split()) for line in record if is_prose(line)) >= FEWEST_WORDS


def has_day(record: Sequence[str]) -> bool:
    """True for a record with a label for its day, or a line of the day near its top."""
    filled = [line.strip() for line in record if line.strip()]
    labels = [label_of(line) for line in filled]
    labelled = any(label and (label[0] == "date" or (label[0] == "outlet" and DATE.search(label[2]))) for label in labels)
    return labelled or any(is_dateline(line) or outlet_beside_day(line) is not None for line in filled[:HEAD_LINES])
