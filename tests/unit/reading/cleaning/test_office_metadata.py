"""Metadata that may be more reliable than the text."""

from datetime import date

import pytest

from dossier.reading.cleaning.office_metadata import build_document, created_on, usable_title
from dossier.reading.cleaning.publication_date import parse_metadata
from dossier.reading.parsed_document import ParsedDocument

STORY = [
    "Envoys meet in harbour town",
    "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday, and both said they would meet again.",
]


@pytest.mark.parametrize("title", ["Microsoft Word - talks.docx", "untitled", "Layout 1", "talks_final.indd", "12-34", ""])
def test_titles_that_programs_write_are_none(title: str) -> None:
    """A file name or a program's own words head no article."""
    assert usable_title(title) == ""


def test_a_title_of_the_metadata_stands_where_it_fits() -> None:
    """The text's own title wins over one that the text does not begin with, unless that one is sure."""
    assert build_document(STORY, ParsedDocument("", title="Envoys meet")).title == "Envoys meet"
    assert build_document(STORY, ParsedDocument("", title="Template of the desk")).title == STORY[0]
    assert build_document(STORY, ParsedDocument("", title="Template of the desk"), sure=True).title == "Template of the desk"
    assert build_document(STORY[1:], ParsedDocument("", title="Talks at Lisbon")).title == "Talks at Lisbon"


def test_a_day_of_the_metadata_wins_and_a_day_of_making_never_does() -> None:
    """Metadata, then the text; the day on which a file was made is only mentioned."""
    stamped = ["Published: 2031-05-07", *STORY]
    assert _day(build_document(stamped, ParsedDocument("", published=parse_metadata("2031-05-08", "The book")))) == date(2031, 5, 8)
    assert _day(build_document(stamped, ParsedDocument("", published=created_on("2031-06-01")))) == date(2031, 5, 7)
    assert _day(build_document(STORY, ParsedDocument("", published=created_on("2031-06-01")))) is None


def _day(document: ParsedDocument) -> date | None:
    """The publication day of a document, which must state at least why it has none."""
    assert document.published is not None
    return document.published.day
