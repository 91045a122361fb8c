"""Title selection: the heading that the page's <title> names, where the extraction library took another."""

import re
from html import unescape

from dossier.reading.cleaning.encoding import clean
from dossier.reading.cleaning.office_metadata import usable_title

MOST = 300_000
"""Characters of a page in which its headings are looked for."""
TITLE = re.compile(r"<title\b[^<>]{0,500}>([^<]{1,1000})</title", re.IGNORECASE)
HEADING = re.compile(r"<h([1-3])\b[^<>]{0,1000}>(.{1,600}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^<>]{0,2000}>")
DECLARED_TITLE = re.compile(r"og:title|twitter:title|[\"']headline[\"']", re.IGNORECASE)
HEADLINE_WORDS = 4
PARTS = re.compile(r"\s+[|–—·•»-]\s+|\s*[|»]\s*|:\s+")


def page_title(source: str, extracted: str) -> str:
    """The title of an article: `extracted`, unless that is the site's name or another item's heading, and the page's <title> names the
    article's own heading. A title from the page's metadata is kept.
    """
    match = TITLE.search(source)
    declared = usable_title(_one_line(match[1])) if match else ""
    if not declared or DECLARED_TITLE.search(source):
        return extracted
    headings = [(level, _one_line(TAG.sub("", inner))) for level, inner in HEADING.findall(source[:MOST])]
    if any(_same(text, declared) for _, text in headings):
        return declared
    parts = [part for part in PARTS.split(declared) if part]
    # the <title> names site and section too, before or after the article; the article's own name is the longest of those that are headings
    named = [text for _, text in headings if any(_same(text, part) for part in parts)]
    heading = max(named, key=lambda text: len(_words(text)), default="")
    # the site's own heading, or that of a box, is not in the <title>; a short heading that is may be a section's
    is_other = len(_words(heading)) >= HEADLINE_WORDS and extracted.casefold() not in declared.casefold()
    is_heading = any(_same(extracted, text) for _, text in headings)
    if heading and not _same(heading, extracted) and (is_other or any(_same(extracted, part) for part in parts) or not is_heading):
        return heading
    if len(_words(declared)) < HEADLINE_WORDS <= len(_words(extracted)) and any(_same(extracted, text) for _, text in headings):
        return extracted
    if _same(extracted, declared) and len(_words(declared)) < HEADLINE_WORDS:
        # a site that gives every page its own name: the one heading of its level that is a headline
        headlines = [(level, text) for level, text in headings if len(_words(text)) >= HEADLINE_WORDS]
        highest = [text for level, text in headlines if level == min(headlines)[0]]
        return highest[0] if len(highest) == 1 else extracted
    first = {text for level, text in headings if level == "1"}
    return declared if not any(_same(extracted, text) for text in first) and not _words(extracted) & _words(declared) else extracted


def _one_line(text: str) -> str:
    return " ".join(clean(unescape(text)).split())


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _same(text: str, other: str) -> bool:
    return bool(text) and text.casefold() == other.casefold()
