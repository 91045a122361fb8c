"""Spans of findings lie in the texts of articles that are there."""

import pytest

from dossier.errors import DamagedFacts
from dossier.text.span_check import check_findings

FINDING = b'{"article":"a1","span":{"start":2,"end":9}}'


def test_a_span_of_an_article_that_is_not_there_is_a_fault_unless_outdated() -> None:
    """A span outside of the text of an article that is there is one in any case."""
    check_findings(FINDING, {"a1": 9})
    with pytest.raises(DamagedFacts):
        check_findings(FINDING, {"a2": 9})
    check_findings(FINDING, {"a2": 9}, outdated=True)
    with pytest.raises(DamagedFacts):
        check_findings(FINDING, {"a1": 8}, outdated=True)
