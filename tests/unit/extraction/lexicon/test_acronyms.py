"""Acronyms of listed bodies that are also words."""

from dossier.extraction.lexicon.acronyms import word_like_acronyms
from dossier.extraction.lexicon.gazetteer import match_gazetteer


def test_acronyms_of_bodies_that_are_words() -> None:
    """Each has a full name to look for, and a substitute that is no word; acronyms that are no words are not among them."""
    acronyms = {acronym.text: acronym for acronym in word_like_acronyms()}
    assert {"IS", "WHO"} <= set(acronyms)
    assert "NATO" not in acronyms
    assert "World Health Organization" in acronyms["WHO"].long_forms
    assert all(acronym.long_forms and acronym.norm != acronym.text.lower() for acronym in acronyms.values())


def test_in_a_line_of_capitals_they_are_words() -> None:
    """“WHO” is the organisation in running text only."""
    assert [m.entry.name for m in match_gazetteer("The WHO said so.")] == ["World Health Organization"]
    assert not match_gazetteer("WHO SAID IT")
