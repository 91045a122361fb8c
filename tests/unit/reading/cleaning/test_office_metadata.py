"""What metadata may know better than a text."""

import pytest

from dossier.reading.cleaning.office_metadata import draft_of, made_on, sound_title
from dossier.reading.cleaning.publication_date import given_day
from dossier.reading.parsed_document import Draft

STORY = [
    "Envoys meet in harbour town",
    "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday, and both said they would meet again.",
]


@pytest.mark.parametrize("title", ["Microsoft Word - talks.docx", "untitled", "Layout 1", "talks_final.indd", "12-34", ""])
def test_titles_that_programs_write_are_none(title: str):
    """A file name or a program's own words head no article."""
    assert sound_title(title) == ""


def test_a_title_of_the_metadata_stands_where_it_fits():
    """The text's own title wins over one that the text does not begin with, unless that one is sure."""
    assert draft_of(STORY, Draft("", title="Envoys meet")).title == "Envoys meet"
    assert draft_of(STORY, Draft("", title="Template of the desk")).title == STORY[0]
    assert draft_of(STORY, Draft("", title="Template of the desk"), sure=True).title == "Template of the desk"
    assert draft_of(STORY[1:], Draft("", title="Talks at Lisbon")).title == "Talks at Lisbon"


def test_a_day_of_the_metadata_wins_and_a_day_of_making_never_does():
    """Metadata, then the text; the day on which a file was made is only mentioned."""
    stamped = ["Published: 2031-05-07", *STORY]
    assert str(draft_of(stamped, Draft("", published=given_day("2031-05-08", "The book"))).published.day) == "2031-05-08"  # type: ignore[union-attr]
    assert str(draft_of(stamped, Draft("", published=made_on("2031-06-01"))).published.day) == "2031-05-07"  # type: ignore[union-attr]
    assert draft_of(STORY, Draft("", published=made_on("2031-06-01"))).published.day is None  # type: ignore[union-attr]
