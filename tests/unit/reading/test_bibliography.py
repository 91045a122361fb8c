"""Bibliographies."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import UnreadableFile
from dossier.reading.bibliography import Reference, is_bibliography, read_references

WHOLE = Reference("Envoys meet in Aster", "Aster Post", "2031-05-07", "https://example.org/1", "en")
CSL = [
    {
        "id": "a",
        "type": "article-newspaper",
        "title": WHOLE.title,
        "container-title": WHOLE.outlet,
        "issued": {"date-parts": [[2031, "5", 7]]},
        "URL": WHOLE.url,
        "language": "en-GB",
    }
]
RIS = f"TY  - NEWS\r\nTI  - {WHOLE.title}\r\nT2  - {WHOLE.outlet}\r\nDA  - 2031/05/07/\r\nUR  - {WHOLE.url}\r\nLA  - en\r\nER  - \r\n"
BIB = "@online{a,\n  title = {{Envoys} meet in Aster},\n  organization = {Aster Post},\n  date = {2031-05-07},\n  url = {https://example.org/1},\n  langid = {en}\n}\n"


@pytest.mark.parametrize(("name", "text"), [("a.json", json.dumps(CSL)), ("a.RIS", RIS), ("a.bib", BIB)])
def test_each_format_gives_the_same(name: str, text: str) -> None:
    """Title, outlet, whole day, address, language."""
    assert is_bibliography(name)
    assert read_references(text.encode(), name) == (WHOLE,)


def test_a_day_that_is_not_whole_is_none() -> None:
    """A year or a month alone says nothing of the day."""
    assert [r.day for r in read_references(RIS.replace("/05/07/", "").encode(), "a.ris")] == [""]
    assert [r.day for r in read_references(json.dumps([CSL[0] | {"issued": {"date-parts": [[2031, 5]]}}]).encode(), "a.json")] == [""]


def test_letters_in_the_manner_of_latex_are_letters() -> None:
    """As older tools write them."""
    assert read_references(BIB.replace("Aster Post", "D{\\'e}p{\\^e}che").encode(), "a.bib")[0].outlet == "Dépêche"


@pytest.mark.parametrize("name", ["a.json", "a.ris", "a.bib"])
def test_what_holds_no_entry_is_refused(name: str) -> None:
    """In a sentence."""
    with pytest.raises(UnreadableFile):
        read_references(b"nothing here", name)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["a.json", "a.ris", "a.bib"]), st.sampled_from([json.dumps(CSL), RIS, BIB]), st.integers(0, 300), st.text(max_size=6)
)
def test_damage_never_fails_otherwise(name: str, text: str, place: int, more: str) -> None:
    """Cut, mixed up or written over."""
    try:
        references = read_references((text[:place] + more + text[place + 3 :]).encode("utf-8", "ignore"), name)
    except UnreadableFile:
        return
    assert all(r.title or r.url for r in references)


def test_a_broken_entry_says_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """The library would warn there; what can be read is."""
    data = b"@online{a, title={Talks at Aster}, url={https://news.example.org/a}}\n@online{b, title={Half\n@online{c, title={More}}"
    assert next(r.title for r in read_references(data, "a.bib")) == "Talks at Aster"
    assert capfd.readouterr().err == ""
