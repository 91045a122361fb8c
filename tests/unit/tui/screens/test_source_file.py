"""The original file: texts of any coding as they are, of other files what they are."""

from pathlib import Path

import pytest

from dossier.tui.screens.source_file import MOST, describe_binary, text_of


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_shown_as_it_is(coding: str) -> None:
    """Proves that a page in the usual codings is readable, its marks and accents right."""
    page = "<p>“Zürich” – café</p>\n"
    assert text_of(page.encode(coding)) == page


def test_a_character_cut_at_the_end_of_a_long_file_is_no_matter() -> None:
    """Proves that the limit of what is read does not make another coding of it."""
    data = ("ü" * MOST).encode()[: MOST - 1]
    assert text_of(data).startswith("üüü")


@pytest.mark.parametrize(
    ("data", "kind"), [(b"%PDF-1.7\n%\xe2\xe3", "a PDF"), (b"PK\x03\x04\x14", "a zipped document"), (b"\x00\x01", "a binary file")]
)
def test_a_file_that_is_no_text_is_named_with_its_place(tmp_path: Path, data: bytes, kind: str) -> None:
    """Proves that bytes are not shown, but kind, size and path."""
    path = tmp_path / "made-up.bin"
    path.write_bytes(data)
    assert text_of(data) == ""
    description = describe_binary(path, data)
    assert f"This is {kind} ({len(data)} bytes)" in description
    assert str(path) in description
