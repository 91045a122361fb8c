"""Text made fit for formats: cells, names of files, keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.export.sanitize import csv_cell, file_name, slug
from dossier.text.unsafe_characters import one_line


@given(st.text())
def test_a_cell_never_begins_a_formula(text: str) -> None:
    """Nothing a spreadsheet would run, no control characters."""
    assert not csv_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", ["＝1+1", "＋1", "－1", "＠SUM(A1)", "﹢1", " =1", "\u2028=1", "\u061c@x"])
def test_full_width_and_hidden_signs_begin_no_formula_either(text: str) -> None:
    """Spreadsheets of East Asia run them; invisible characters in front are gone first."""
    assert csv_cell(text).startswith("'")


def test_cells_keep_numbers_and_are_empty_for_none() -> None:
    """A number is a number, not text with an apostrophe."""
    assert (csv_cell(7), csv_cell(None), csv_cell("=1"), csv_cell("a=1")) == ("7", "", "'=1", "a=1")


@given(st.text())
def test_a_file_name_is_one_everywhere(text: str) -> None:
    """No mark that a system or a link forbids, no dot at an end, never empty."""
    name = file_name(text, otherwise="thing")
    assert name
    assert not set(name) & set('*"\\/<>:|?#^[]`\n\t\x00')
    assert not name.startswith((".", "-"))
    assert not name.endswith((".", " "))


def test_names_of_devices_are_not_names_of_files() -> None:
    """Windows keeps them, with any suffix."""
    assert [file_name(n, otherwise="x") for n in ("CON", "nul.txt", "com1", "...", "Conrad")] == ["x", "x", "x", "x", "Conrad"]


def test_slug_and_one_line() -> None:
    """ASCII letters and digits; single spaces."""
    assert slug("Ördek Gözcüsü 24") == "ordekgozcusu24"
    assert one_line(" a\n\tb\x1b\u202ec ") == "a bc"
