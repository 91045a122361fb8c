"""Span check: stored spans lie in the texts that they belong to. Checksums detect changed bytes; a span outside of its text can only come from an
error of the program, and would show other words without notice.
"""

import re
from collections.abc import Iterator, Mapping

from dossier.errors import DamagedFacts
from dossier.model.findings import Findings
from dossier.model.span import Span

SPAN = re.compile(rb'"start":(-?\d+),"end":(-?\d+)')
"""A span in JSON as msgspec writes it. Within a text, the quotation marks would be escaped."""
OUTSIDE = "A stored span lies outside of its text."


def check_facts(data: bytes, length: int) -> None:
    """Raises DamagedFacts if a span in the JSON of an article's facts lies outside of its text of that length."""
    for match in SPAN.finditer(data):
        if not 0 <= int(match[1]) <= int(match[2]) <= length:
            raise DamagedFacts(OUTSIDE)


def check_findings(findings: Findings, lengths: Mapping[str, int]) -> None:
    """Raises DamagedFacts if a span lies outside of its article's text, or its article is not there. `lengths` are those of the texts by article."""
    for article, span in _spans(findings):
        if span is not None and not 0 <= span.start <= span.end <= lengths.get(article, -1):
            raise DamagedFacts(OUTSIDE)


def _spans(findings: Findings) -> Iterator[tuple[str, Span | None]]:
    for actor in findings.actors:
        for passages in (actor.mentions, actor.roles, actor.affiliation_evidence):
            yield from ((passage.article, passage.span) for passage in passages)
    for quotation in findings.quotations:
        yield quotation.article, quotation.span
        yield quotation.article, quotation.source
    for event in findings.events:
        for report in event.reports:
            yield report.article, report.span
            yield from ((evidence.article, evidence.span) for evidence in report.date_evidence)
