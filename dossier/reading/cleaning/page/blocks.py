"""The blocks of a page around the extracted article: an opening paragraph outside its body, text that stands twice, lists of articles."""

import re
from collections.abc import Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from dossier.reading.cleaning.boilerplate import ADDRESSES_READER, is_caption, is_end, is_navigation, is_prose, is_running_text
from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.header import is_byline, outlet_beside_day
from dossier.reading.cleaning.html_blocks import BLOCKS, SILENT
from dossier.reading.cleaning.publication_date import DATE, is_access_line, is_dateline, parse_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BESIDE = frozenset(["nav", "aside", "footer", "form", "figure", "figcaption", "ul", "ol", "dl", "table", "button", "label"])
"""Elements whose words are no running text of an article."""
STANDFIRST = re.compile(r"stand-?first|\b(?:lede|lead|deck|dek|chapo|chapeau|sapo|vorspann)\b|article-(?:intro|summary)", re.IGNORECASE)
"""Classes of elements that hold the opening of an article."""
HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
LINKED_HEADING = "linked heading"
"""The name of a block that is a heading and all a link to another page."""
BARE = "words"
"""The name of a block of words that stand between other blocks, in no element of their own."""
TITLE_TAGS = HEADINGS | {LINKED_HEADING}
LETTERS_OF_TITLE = 12
"""Letters of a heading that a longer title begins with."""
LONGEST_STAMP, MOST_STAMPS = 160, 50
MOST_BLOCKS = 5_000
FARTHEST, MOST_LEDES = 25, 4
"""Blocks between a title and the first paragraph that are looked at, and the most that are taken."""
REPEATED_WORDS = 8
PULLED = re.compile(r"\W*[“\"«„‘'][^“”\"«»„]+[”\"»’']?\W*$")
"""A paragraph that is nothing but a quotation."""
FEWEST_TEASERS = 3
LONGEST_TEASER = 2
"""Paragraphs in a row that a teaser may have; an article has more."""
MOST_TEASER_WORDS = 120
"""Words of a teaser's paragraph; an article whose lines are separated by breaks alone is one long block."""
LINK_WORDS = 4
"""Words of a link that is the headline of a teaser."""
HEADLINE_WORDS = 5
"""Words that a headline has at least; the heading of a section has fewer."""
NO_ARTICLE = re.compile(
    r"just a moment|checking your browser|verif\w+ (?:that )?you are (?:a )?human|are you a robot|unusual traffic|attention required"
    r"|access (?:to this page has been )?denied|\b40[34]\b.{0,20}(?:forbidden|not found)|page (?:can(?:not|'t|’t) be |was |is )?not (?:be )?found"
    r"|page (?:that )?you (?:are looking|were looking|requested).{0,40}(?:not exist|not be found|moved)|seite (?:wurde )?nicht gefunden"
    r"|page introuvable|página no encontrada|pagina non trovata|страница не найдена|сторінку не знайдено",
    re.IGNORECASE,
)
"""What a site shows in place of an article: a check for robots, a refusal, a page that is not there."""
MOST_NOTICE = 40
"""Words of such a page."""
NEEDS_SCRIPT = re.compile(r"\b(?:java ?script|ecmascript)\b", re.IGNORECASE)
FEW_WORDS, LONGEST_REQUEST = 15, 60
"""Words of a page that holds no article, and of one whose words may be a request to turn scripts on."""


def page_blocks(tree: "HtmlElement") -> list[tuple[str, str]]:
    """The blocks of running text and the headings of a page, in order, each with the name of its element (`LINKED_HEADING` for a
    heading that is all a link to another page, `BARE` for words between blocks); words in menus, lists, tables of data and pictures are
    left out.
    """
    blocks: list[tuple[str, str]] = []
    queue: list[HtmlElement | str | None] = [tree]
    while queue and len(blocks) < MOST_BLOCKS:
        element = queue.pop()
        if element is None or isinstance(element, str):
            blocks += [(BARE, words)] if (words := " ".join(clean(element or "").split())) else []
            continue
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT or (tag in BESIDE and not _is_layout(element) and not _is_standfirst(element)):
            continue
        if tag not in HEADINGS and any(child.tag in BLOCKS and child.tag != "br" for child in element.iter() if child is not element):
            queue += [part for child in reversed(element) for part in (child.tail, child)]
            queue.append(element.text)
        elif words := " ".join(clean("".join(element.itertext())).split()):
            blocks.append((LINKED_HEADING if tag in HEADINGS and _is_link(element, words) else str(tag), words))
    return blocks


def _is_layout(element: "HtmlElement") -> bool:
    """True for a table, list or form that holds the page itself: headings, or within a table another one."""
    inner = {"table": ("table", *HEADINGS), "form": tuple(HEADINGS), "ul": tuple(HEADINGS), "ol": tuple(HEADINGS)}.get(str(element.tag), ())
    return bool(inner) and any(child is not element for child in element.iter(*inner))


def _is_standfirst(element: "HtmlElement") -> bool:
    """True for a box that its class names the opening of the article."""
    return element.tag in {"aside", "label"} and bool(STANDFIRST.search(element.get("class") or ""))


def ledes(blocks: Sequence[tuple[str, str]], title: str, paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs between the title's heading and the extracted article, or right above that heading, that the extraction left out: an
    opening paragraph or a standfirst in an element of its own.
    """
    first = next((line for line in paragraphs if len(line.split()) >= REPEATED_WORDS), "")
    end = next((at for at, (_, words) in enumerate(blocks) if first and words[:80] == first[:80]), -1)
    starts = [at for at, (tag, words) in enumerate(blocks[: max(end, 0)]) if tag in HEADINGS and _plain(words) == _plain(title)]
    if not starts or end - starts[-1] > FARTHEST:
        return []
    known = {_plain(line) for line in (title, *paragraphs)}
    above = [(tag, words) for tag, words in blocks[max(0, starts[-1] - 1) : starts[-1]] if is_running_text(words)]
    between = [
        words
        for tag, words in [*above, *blocks[starts[-1] + 1 : end]]
        if tag not in {"a", LINKED_HEADING} and _plain(words) not in known and _may_open(words)
    ]
    return list(dict.fromkeys(between))[:MOST_LEDES]


def stamps_near(blocks: Sequence[tuple[str, str]], title: str) -> list[str]:
    """The lines around a page's title that state a day. The title may have the site's name after the words of its heading."""
    at = next((at for at, (tag, words) in enumerate(blocks) if tag in TITLE_TAGS and _plain(words) == _plain(title)), None)
    if at is None:
        long = [at for at, (tag, words) in enumerate(blocks) if tag in TITLE_TAGS and len(_plain(words)) >= LETTERS_OF_TITLE]
        at = next((at for at in long if _plain(title).startswith(_plain(blocks[at][1]))), None)
    near = [words for _, words in blocks[max(0, at - 5) : at + 12]] if at is not None else []
    return [words for words in near if _states_day(words)]


def lone_stamps(blocks: Sequence[tuple[str, str]]) -> list[str]:
    """The lines anywhere on a page that only state a day, where all of them state the same."""
    stamps = [words for tag, words in blocks if tag not in TITLE_TAGS and len(words) < LONGEST_STAMP and is_dateline(words)]
    days = {parse_day(match.group()) for words in stamps[:MOST_STAMPS] for match in DATE.finditer(words)}
    return stamps if len(days) == 1 else []


def _states_day(words: str) -> bool:
    """True for a line of a page that states a day of publication: alone, in a byline or beside an outlet."""
    if len(words) >= LONGEST_STAMP or is_access_line(words):
        return False
    return is_dateline(words) or is_byline(words) or outlet_beside_day(words) is not None


def without_repetition(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs, each long one once: some pages hold their text for large and for small screens, and some set a quotation of the text
    apart in large letters.
    """
    whole = [_plain(line) for line in paragraphs]
    seen: set[str] = set()
    lines_left = []
    for line in paragraphs:
        key = _plain(line)
        is_pulled = bool(PULLED.match(line)) and len(line.split()) >= REPEATED_WORDS and any(key in text and key != text for text in whole)
        if (len(line.split()) < REPEATED_WORDS or key not in seen) and not is_pulled:
            lines_left.append(line)
        seen.add(key)
    return lines_left


def lists_articles(blocks: Sequence[tuple[str, str]], title: str) -> bool:
    """True for the front page of a section: several headings, or links above a paragraph, lead to other pages, the first above any
    paragraph, and nowhere stand more paragraphs in a row, or longer ones, than a teaser has. A page whose own heading has the words of a
    headline is none.
    """
    if any(tag in HEADINGS and _plain(words) == _plain(title) and len(words.split()) >= HEADLINE_WORDS for tag, words in blocks):
        return False
    kinds = [kind for block, below in zip_longest(blocks, blocks[1:], fillvalue=("", "")) if (kind := _kind_of_block(block, below))]
    if kinds.count("a") < FEWEST_TEASERS or "p" in kinds[: kinds.index("a")]:
        return False
    if any(len(words.split()) > MOST_TEASER_WORDS for tag, words in blocks if tag not in HEADINGS):
        return False
    return max((len(list(run)) for kind, run in groupby(kinds) if kind == "p"), default=0) <= LONGEST_TEASER


def _kind_of_block(block: tuple[str, str], below: tuple[str, str]) -> str:
    """The kind of a block by itself and the one below it: a link to another page ("a"), a paragraph ("p"), a heading ("h"), or empty."""
    tag, words = block
    is_teaser = tag == "a" and len(words.split()) >= LINK_WORDS and below[0] not in TITLE_TAGS and is_prose(below[1])
    if tag == LINKED_HEADING or is_teaser:
        return "a"
    if tag in HEADINGS:
        return "h"
    return "p" if is_prose(words) else ""


def is_no_article(text: str, title: str) -> bool:
    """True for the few words of a page that a site shows in place of an article: a check for robots, a refusal, "not found"."""
    return len(text.split()) <= MOST_NOTICE and bool(NO_ARTICLE.search(f"{title} {text}"))


def needs_script(text: str, tree: "HtmlElement") -> bool:
    """True for a page without its article: its few words, or those for readers without scripts, ask to turn scripts on."""
    words = len(text.split())
    if words <= LONGEST_REQUEST and NEEDS_SCRIPT.search(text):
        return True
    requests = " ".join("".join(element.itertext()) for element in tree.iter("noscript"))
    return words <= FEW_WORDS and bool(NEEDS_SCRIPT.search(requests))


def _is_link(heading: "HtmlElement", words: str) -> bool:
    """True where all words of a heading, or the heading itself, link to another page."""
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    linked = [link for link in links if (link.get("href") or "#")[:1] != "#"]
    return any(_plain("".join(link.itertext())).startswith(_plain(words)) for link in linked)


def _may_open(words: str) -> bool:
    """True for a paragraph or a standfirst, by its shape."""
    if is_byline(words) or is_dateline(words) or is_caption(words) or is_navigation(words) or is_end(words):
        return False
    runs_on = len(words.split()) >= REPEATED_WORDS and sum(word[:1].islower() for word in words.split()) * 5 >= len(words.split()) * 2
    return (is_prose(words) or runs_on) and outlet_beside_day(words) is None and not ADDRESSES_READER.search(words)


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
