"""The brief in Markdown: marks escaped, footnotes that lead to the right paragraph, notes of the user as written."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dossier.export.context import ExportContext
from dossier.export.formats.brief import brief, code, escape


def brief_text(material: ExportContext) -> str:
    return "".join(brief(material))


def test_every_footnote_is_defined_once_and_used(material: ExportContext) -> None:
    """No mark without its note, no note without a mark."""
    text = brief_text(material)
    used, defined = re.findall(r"\[\^(\d+)\](?!:)", text), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert set(used) == set(defined)
    assert len(defined) == len(set(defined))


def test_a_footnote_leads_to_the_paragraph_of_its_passage(material: ExportContext) -> None:
    """The strike is reported in the second paragraph (the subhead before it does not count), the meeting in the first."""
    text = brief_text(material)
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", text, re.MULTILINE))
    marks = dict(re.findall(r"^  - (Drones|Three|Foreign)[^\n]*?\[\^(\d+)\]", text, re.MULTILINE))
    assert notes[marks["Drones"]].endswith("paragraph 2")
    assert notes[marks["Foreign"]].endswith("paragraph 1")
    assert notes[marks["Three"]].endswith("`text-2.txt`, paragraph 1")
    assert "The Morning Post" in notes[marks["Drones"]]


def test_a_hostile_title_makes_no_markup(material: ExportContext) -> None:
    """No link, no HTML, no heading, no escape sequence comes of a title."""
    text = brief_text(material)
    assert "<script" not in re.sub(r"\\<", "", text)
    assert not re.search(r"(?<!\\)\[x(?<!\\)\]\(javascript", text)
    assert "\x1b" not in text
    assert text.startswith("# Case \\[1\\] \\*of\\* the \\<harbour\\>\n")


def test_figures_and_differences_are_shown(material: ExportContext) -> None:
    """Each source's own figure, with its bound."""
    text = brief_text(material)
    assert "(at least 7 killed, 1,200 without power)" in text
    assert "(3 killed)" in text
    assert "sources differ on killed" in text


def test_an_event_is_listed_under_what_is_known_of_its_day(material: ExportContext) -> None:
    """A season under its name, an undated one under words that say so."""
    headings = re.findall(r"^### (.+)$", brief_text(material), re.MULTILINE)
    assert headings[:3] == ["Summer 2030", "May 2031", "No day given"]


def test_any_query_is_shown_as_code(material: ExportContext) -> None:
    """Backticks in a query do not end the span."""
    assert "What answers to `` a`b ``." not in brief_text(replace(material, query_text="x"))
    assert "What answers to ``a`b``." in brief_text(replace(material, query_text="a`b"))
    assert code("`") == "`` ` ``"


@given(st.text())
def test_escaped_text_is_one_line_and_opens_nothing(text: str) -> None:
    """No unescaped markup is left of any text, and no line begins as a list, a heading or a rule."""
    flat = escape(text)
    assert "\n" not in flat
    assert not re.match(r"(\d+[.)]\s|[-+=](\s|-|$)|#)", flat)
    assert not re.search(r"[`*_\[\]|<>#]", re.sub(r"\\.", "", flat))


def test_a_brief_comes_piece_by_piece(material: ExportContext) -> None:
    """No part is more than one event, quotation, note or source, so that a large brief is never in memory whole."""
    parts = list(brief(material))
    assert len(parts) > len(material.findings.events) + len(material.findings.quotations) + len(material.articles)
    assert all(piece.count("[^") <= max(len(e.reports) for e in material.findings.events) for piece in parts)
