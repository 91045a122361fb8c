"""Digests: mails with several stories, each with a headline above its paragraph; the headlines stay in the text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from itertools import pairwise

from dossier.reading.cleaning.boilerplate import ADDRESSES_READER, is_caption, is_end, is_navigation, is_prose, is_running_text
from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.header import is_byline
from dossier.reading.cleaning.publication_date import is_access_line, is_dateline
from dossier.reading.parsed_document import ParsedDocument

HEADING = re.compile(r"<h[1-6]\b[^<>]{0,2000}>(.{1,2000}?)</h[1-6]\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^<>]{0,2000}>")
FEWEST_WORDS, MOST_WORDS = 3, 25
FEWEST_OTHERS = 1
"""Headlines in the text besides the first one that make it a digest."""
NEAREST = 3
"""Lines above a paragraph in which its headline stands: a name or a day may come between."""
FULL_STOP = re.compile(r"[.。:;,][\"'”’»)\]]*$")


def heading_texts(source: str) -> frozenset[str]:
    """The words of the headings in an HTML source, folded for comparison."""
    return frozenset(filter(None, (_folded(clean(unescape(TAG.sub(" ", inner)))) for inner in HEADING.findall(source))))


def is_headline(line: str, fewest: int = FEWEST_WORDS) -> bool:
    """True for a line that has the shape of a headline: a few words that are no sentence with a full stop and no words of the page."""
    words = line.split()
    return (
        fewest <= len(words) <= MOST_WORDS
        and not FULL_STOP.search(line)
        and "://" not in line
        and not (is_navigation(line) or is_caption(line) or is_end(line) or is_byline(line) or is_dateline(line) or is_access_line(line))
        and not ADDRESSES_READER.search(line)
    )


def with_headlines(blocks: Sequence[str], paragraphs: Sequence[str], headings: frozenset[str], title: str) -> list[str]:
    """The paragraphs of an extracted page with the headlines that the extraction left out, each above its paragraph, and with the paragraphs
    of reporting that it left out. `blocks` are all blocks of the page in order, `headings` the words of its headings.
    """
    folded = [_folded(block) for block in blocks]
    paragraphs = _with_lost_prose(blocks, folded, paragraphs)
    known = {_folded(line) for line in (title, *paragraphs)}
    lines: list[str] = []
    last, opening, others = -1, "", 0
    for paragraph in paragraphs:
        start = _folded(paragraph)[:60]
        at = next((number for number in range(last + 1, len(blocks)) if start and folded[number].startswith(start)), None)
        if at is not None:
            between = range(last + 1, at)
            near = next((n for n in reversed(between[-NEAREST:]) if is_headline(blocks[n])), None)
            chosen = [
                n for n in between if folded[n] not in known and (folded[n] in headings or n == near) and not is_navigation(blocks[n])
            ]
            if last < 0 and near in chosen and folded[near] not in headings:
                opening = blocks[near]
            others += last >= 0 and bool(chosen)
            lines += [blocks[number] for number in chosen]
            known |= {folded[number] for number in chosen}
            last = at
        lines.append(paragraph)
    # what stands above the first paragraph, and is no heading by its element, is a headline only where others follow
    return [line for line in lines if others or line != opening]


def _with_lost_prose(blocks: Sequence[str], folded: Sequence[str], paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs with the blocks of reporting between and right below them that the extraction left out. `folded` are the words of each
    block.
    """
    text = "".join(map(_folded, paragraphs))
    starts = [_folded(line)[:60] for line in paragraphs]
    lines, at = list[str](), 0
    after_last = 0
    for block, words in zip(blocks, folded, strict=True):
        position = next((n for n in range(at, len(starts)) if starts[n] and words.startswith(starts[n])), None)
        if position is not None:
            lines += paragraphs[at : position + 1]
            at = position + 1
        elif at and is_running_text(block) and not is_caption(block) and words not in text and after_last <= NEAREST:
            lines.append(block)
            after_last = 0
        elif at == len(starts):
            # below the article, its words are taken up to the page's own
            after_last += NEAREST if is_end(block) or is_navigation(block) else 1
    return [*lines, *paragraphs[at:]]


def with_first_headline(document: ParsedDocument, paragraphs: Sequence[str]) -> ParsedDocument:
    """The document of a digest with its first headline, which its shape made the title, above the first paragraph; a document of one story
    as it is. `paragraphs` are those from which it was built.
    """
    text = document.text.split("\n\n")
    at = next((number for number, line in enumerate(paragraphs) if number and line == text[0]), None)
    if at is None:
        return document
    first = next((line for line in reversed(paragraphs[:at]) if any(map(str.isalpha, line))), "")
    stories = sum(is_headline(line) and is_prose(below) for line, below in pairwise(text))
    if stories < FEWEST_OTHERS or not is_headline(first, 2) or _folded(first) == _folded(document.title):
        return document
    return replace(document, text=f"{first}\n\n{document.text}", boilerplate=tuple(line for line in document.boilerplate if line != first))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
