"""The brief in Markdown: marks escaped, footnotes that lead to the right paragraph, notes of the user as written."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dossier.export.context import ExportContext
from dossier.export.formats.brief import brief, code, escape


def brief_text(context: ExportContext) -> str:
    return "".join(brief(context))


def test_every_footnote_is_defined_once_and_used(context: ExportContext) -> None:
    """No mark without its note, no note without a mark."""
    text = brief_text(context)
    used, defined = re.findall(r"\[\^(\d+)\](?!:)", text), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert set(used) == set(defined)
    assert len(defined) == len(set(defined))


def test_a_footnote_leads_to_the_paragraph_of_its_passage(context: ExportContext) -> None:
    """The strike is reported in the second paragraph (the subhead before it does not count), the meeting in the first."""
    text = brief_text(context)
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", text, re.MULTILINE))
    marks = dict(re.findall(r"^  - (Drones|Three|Foreign)[^\n]*?\[\^(\d+)\]", text, re.MULTILINE))
    assert notes[marks["Drones"]].endswith("paragraph 2")
    assert notes[marks["Foreign"]].endswith("paragraph 1")
    assert notes[marks["Three"]].endswith("`text-2.txt`, paragraph 1")
    assert "The Morning Post" in notes[marks["Drones"]]


def test_a_hostile_title_makes_no_markup(context: ExportContext) -> None:
    """No link, no HTML, no heading, no escape sequence comes of a title."""
    text = brief_text(context)
    assert "<script" not in re.sub(r"\\<", "", text)
    assert not re.search(r"(?<!\\)\[x(?<!\\)\]\(javascript", text)
    assert "\x1b" not in text
    assert text.startswith("# Case \\[1\\] \\*of\\* the \\<harbour\\>\n")


def test_figures_and_differences_are_shown(context: ExportContext) -> None:
    """Each source's own figure, with its bound."""
    text = brief_text(context)
    assert "(at least 7 killed, 1,200 without power)" in text
    assert "(3 killed)" in text
    assert "sources differ on killed" in text


def test_an_event_is_listed_under_what_is_known_of_its_day(context: ExportContext) -> None:
    """A season under its name, an undated one under words that say so."""
    headings = re.findall(r"^### (.+)$", brief_text(context), re.MULTILINE)
    assert headings[:3] == ["Summer 2030", "May 2031", "No day given"]


def test_any_query_is_shown_as_code(context: ExportContext) -> None:
    """Backticks in a query do not end the span."""
    assert "Results for `` a`b ``." not in brief_text(replace(context, query_text="x"))
    assert "Results for ``a`b``." in brief_text(replace(context, query_text="a`b"))
    assert code("`") == "`` ` ``"


@given(st.text())
def test_escaped_text_is_one_line_and_opens_nothing(text: str) -> None:
    """No unescaped markup is left of any text, and no line begins as a list, a heading or a rule."""
    flat = escape(text)
    assert "\n" not in flat
    assert not re.match(r"(\d+[.)]\s|[-+=](\s|-|$)|#)", flat)
    assert not re.search(r"[`*_\[\]|<>#]", re.sub(r"\\.", "", flat))


def test_a_brief_comes_piece_by_piece(context: ExportContext) -> None:
    """No part is more than one event, quotation, note or source, so that a large brief is never in memory whole."""
    parts = list(brief(context))
    assert len(parts) > len(context.findings.events) + len(context.findings.quotations) + len(context.articles)
    assert all(piece.count("[^") <= max(len(e.reports) for e in context.findings.events) for piece in parts)
