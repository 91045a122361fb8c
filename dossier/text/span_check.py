"""Span check: stored spans lie in the texts that they belong to. Checksums detect changed bytes; a span outside of its text can only come from an
error of the program, and would show other words without notice.
"""

import re
from collections.abc import Mapping

from dossier.errors import DamagedFacts

SPAN = re.compile(rb'"start":(-?\d+),"end":(-?\d+)')
"""A span in JSON as msgspec writes it. Within a text, the quotation marks would be escaped."""
SPAN_OF_ARTICLE = re.compile(rb'"article":"([^"]*)"|"start":(-?\d+),"end":(-?\d+)')
"""The same, or the id of the article that the spans after it belong to."""
OUTSIDE = "A stored span lies outside of its text."


def check_facts(data: bytes, length: int) -> None:
    """Raises DamagedFacts if a span in the JSON of an article's facts lies outside of its text of that length."""
    for match in SPAN.finditer(data):
        if not 0 <= int(match[1]) <= int(match[2]) <= length:
            raise DamagedFacts(OUTSIDE)


def check_findings(data: bytes, lengths: Mapping[str, int], *, outdated: bool = False) -> None:
    """Raises DamagedFacts if a span in the JSON of a finding lies outside of its article's text, or that article is not there. `lengths` are
    those of the texts by article, whose id stands before its spans. Findings that are `outdated` may be of articles that were removed since.
    """
    missing = None if outdated else -1
    length: int | None = -1
    for match in SPAN_OF_ARTICLE.finditer(data):
        if match[1] is not None:
            length = lengths.get(match[1].decode(), missing)
        elif length is not None and not 0 <= int(match[2]) <= int(match[3]) <= length:
            raise DamagedFacts(OUTSIDE)
