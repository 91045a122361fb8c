"""Cumulative figures: totals of a war or of several days, with their period and source, apart from the figures of events."""

from datetime import date

import pytest

from dossier.extraction.pipeline import extract
from dossier.model.article import Article, DateBasis, PublicationDay

PARAGRAPHS = (
    "A drone hit a bus in the port of Tolmar on Tuesday, killing three people, Mayor Ada Holm said.",
    "The Health Ministry of Norland said more than 5,400 people have been killed and 12,000 injured since the war began in March 2029.",
)


def make_article(text: str) -> Article:
    """An article of this text, published on a Wednesday."""
    return Article("a", "a.txt", "", "", "", "", "en", PublicationDay(date(2031, 5, 7), DateBasis.STATED, ""), text)


def totals_of(text: str) -> list[tuple[str, int, bool, str, str]]:
    """Name, value, whether it is a lower bound, words for the period, and source."""
    facts = extract(make_article(text))
    names = {actor.key: actor.name for actor in facts.actors}
    return [
        (
            str(c.figure.name),
            c.figure.value,
            c.figure.at_least,
            c.period_span.of(text) if c.period_span else "",
            names.get(c.attributed_to, "") if c.attributed_to is not None else "",
        )
        for c in facts.cumulative
    ]


def test_totals_have_period_and_source_and_leave_the_event_its_own() -> None:
    """The strike keeps its three dead."""
    text = "\n\n".join(PARAGRAPHS)
    period, source = "since the war began in March 2029", "Health Ministry of Norland"
    assert totals_of(text) == [("killed", 5400, True, period, source), ("wounded", 12000, False, period, source)]
    figures = [f for m in extract(make_article(text)).event_mentions for f in m.figures]
    assert [(f.name, f.value) for f in figures] == [("killed", 3)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("At least 310 civilians were killed over the past week, the governor said.", [("killed", 310, "over the past week")]),
        ("About 900 people have died in the conflict, the mayor said.", [("killed", 900, "in the conflict")]),
        (
            "The strike killed three and raised the number of people killed since 1 May to 210, the mayor said.",
            [("killed", 210, "since 1 May")],
        ),
        ("The number of people killed since January has reached 77.", [("killed", 77, "since January")]),
        ("Twenty soldiers are killed every day, the general said.", []),
        ("The strike killed nine people, the worst since January.", []),
        ("A rocket killed nine people in Tolmar on Friday.", []),
    ],
)
def test_which_figures_are_cumulative(text: str, figures: list[tuple[str, int, str]]) -> None:
    """Totals are; rates, comparisons and the victims of one attack are not."""
    assert [(name, value, period) for name, value, _, period, _ in totals_of(text)] == figures


def test_the_passage_of_a_total_ends_with_its_sentence() -> None:
    """The break between two paragraphs belongs to neither."""
    text = "\n\n".join(reversed(PARAGRAPHS))
    assert {c.span.of(text) for c in extract(make_article(text)).cumulative} == {PARAGRAPHS[1]}
