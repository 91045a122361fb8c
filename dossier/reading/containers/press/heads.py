"""Heads of articles in a file that holds several, where nothing else parts them: a title, a day, and an outlet or an author, above prose."""

from collections.abc import Sequence
from itertools import groupby

from dossier.reading.cleaning.boilerplate import FULL_STOP, is_end, is_prose
from dossier.reading.cleaning.header import is_byline, outlet_beside_day
from dossier.reading.cleaning.publication_date import DATE, is_dateline
from dossier.reading.containers.press.labels import label_of
from dossier.reading.containers.press.records import has_article

LONGEST_HEAD = 8
"""Lines of a head."""
FEWEST_DIGITS = 6
"""Digits of the number of a record."""


def records_at_heads(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each article; nothing where a head is missing above the first, or where one has hardly any text."""
    starts, above = [], []
    for run in _runs(lines):
        if (stamp := _stamp_in([lines[at] for at in run])) is not None:
            starts.append(run)
            above.append(stamp)
    if len(starts) < 2 or any(is_prose(line) for line in lines[: starts[0][0]]):
        return []
    # a heading of the whole file may stand above the first title
    begins = [run[0] for run in starts]
    begins[0] = starts[0][max(0, above[0] - max(above[1:]))]
    records = [list(lines[begin:end]) for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True)]
    return records if all(map(has_article, records)) else []


def count_heads(lines: Sequence[str]) -> int:
    """How many heads of articles stand in a file."""
    return sum(_stamp_in([lines[at] for at in run]) is not None for run in _runs(lines))


def _runs(lines: Sequence[str]) -> list[list[int]]:
    """The numbers of the lines above each stretch of prose that may be a head: what closes the article before is no part of it."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    runs: list[list[int]] = []
    for prose, group in groupby(filled, key=lambda at: is_prose(lines[at])):
        if prose:
            continue
        run = list(group)
        closing = max((n for n, at in enumerate(run) if _closes(lines[at])), default=-1)
        runs.append(run[closing + 1 :][-LONGEST_HEAD:])
    # below the last stretch there may be no prose
    return [run for run in runs if run and run[-1] != filled[-1]]


def _closes(line: str) -> bool:
    """True for a line that stands below an article: a notice, a label or the number of its record, or a line without a letter."""
    label = label_of(line)
    words = line.split()
    is_number = len(words) == 1 and sum(map(str.isdigit, words[0])) >= FEWEST_DIGITS and not _is_stamp(line)
    return is_number or not any(map(str.isalpha, line)) or is_end(line) or bool(label and label[0] == "tail")


def _stamp_in(run: Sequence[str]) -> int | None:
    """Which line of a run has the day, where the run is a head: it names outlet or author too, and has a title."""
    stamp = next((n for n, line in enumerate(run) if _is_stamp(line)), None)
    if stamp is None:
        return None
    others = [line for n, line in enumerate(run) if n != stamp and not is_byline(line) and not label_of(line)]
    titles = [line for line in others if len(line.split()) > 1 and not FULL_STOP.search(line.strip()) and not _is_stamp(line)]
    names = len(titles) > 1 or any(is_byline(line) or label_of(line) for line in run) or bool(outlet_beside_day(run[stamp]))
    return stamp if titles and names else None


def _is_stamp(line: str) -> bool:
    """True for a line that states the day of an article, alone or beside its outlet, or by its label."""
    label = label_of(line)
    if label:
        return label[0] in {"date", "outlet"} and bool(DATE.search(label[2]))
    return is_dateline(line) or outlet_beside_day(line) is not None
