"""Downloads of press archives as pages: articles separated by their elements, by rules or by headings of one level."""

import re
from collections.abc import Iterator

from dossier.reading.cleaning.boilerplate import is_prose
from dossier.reading.cleaning.html_blocks import blocks_of
from dossier.reading.containers.press.records import FEWEST, has_article, has_day, has_text

OWN_PAGE = re.compile(
    r"<(?:nav|script|iframe|form)\b|\bproperty\s*=\s*[\"']?(?:og|article):|name\s*=\s*[\"']?twitter:|ld\+json|rel\s*=\s*[\"']?canonical",
    re.IGNORECASE,
)
"""What a page of a site has and the download of an archive has not: menus, scripts, metadata of one article."""
STARTS = (
    *(re.compile(r"(?=<article\b)", re.IGNORECASE), re.compile(r"<hr\b[^<>]*>", re.IGNORECASE)),
    *(re.compile(rf"(?=<h{level}\b)", re.IGNORECASE) for level in (1, 2, 3)),
)
COVERED = 0.8
"""Share of a page's running text that lies in its articles."""


def page_records(source: str) -> list[list[str]]:
    """The lines of each article of a page that holds several; nothing for any other page."""
    if OWN_PAGE.search(source):
        return []
    total = sum(len(line) for line in blocks_of(source) if is_prose(line))
    return next((records for records in _candidates(source) if _is_download(records, total)), [])


def _candidates(source: str) -> Iterator[list[list[str]]]:
    for start in STARTS:
        chunks = start.split(source)
        if len(chunks) > FEWEST:
            # what stands above the first is the page's head, unless it is an article itself
            records = [lines for chunk in chunks if has_text(lines := blocks_of(chunk))]
            yield records


def _is_download(records: list[list[str]], total: int) -> bool:
    prose = sum(len(line) for record in records for line in record if is_prose(line))
    return len(records) >= FEWEST and all(map(has_article, records)) and all(map(has_day, records)) and prose >= total * COVERED
