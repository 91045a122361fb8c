"""Saved web pages."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import UnreadableFile
from dossier.model.article import DateBasis
from dossier.reading.formats.html import decode_page, read_html

DATA = Path(__file__).parents[3] / "data" / "reading"


def test_a_page_gives_its_metadata() -> None:
    """Title, outlet, author, language, address and day come from the page's own metadata."""
    draft = read_html((DATA / "harbour.html").read_bytes())
    assert (draft.title, draft.outlet, draft.byline) == ("Envoys meet in harbour town", "The Aster Post", "Ann Body")
    assert (draft.language, draft.url) == ("en", "https://example.org/a/1")
    assert draft.published is not None
    assert (draft.published.day, draft.published.basis) == (date(2026, 2, 4), DateBasis.GIVEN)


def test_the_reporting_keeps_its_paragraphs() -> None:
    """Paragraphs, subheads and block quotes stay separate; navigation, boxes and the foot of the page are removed."""
    text = read_html((DATA / "harbour.html").read_bytes()).text
    parts = text.split("\n\n")
    assert len(parts) == 5
    assert parts[2] == "What comes next"
    assert "foreign minister of Freeland" in parts[1]
    assert not [word for word in ("Home", "Most read", "rights reserved", "Coastpix") if word in text]


def test_a_page_without_an_article_has_no_text() -> None:
    """An empty page gives an empty document."""
    assert read_html(b"<html><body></body></html>").text == ""


@pytest.mark.parametrize(
    "declaration", [b'<meta charset="koi8-r">', b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">']
)
def test_the_declared_encoding_is_used(declaration: bytes) -> None:
    """A page in a legacy encoding is read as it says of itself."""
    assert "Переговоры" in decode_page(declaration + "Переговоры".encode("koi8_r"))


def test_a_wrong_declaration_does_not_matter() -> None:
    """Bytes that are UTF-8, or a name that no encoding has, are read by what they are."""
    assert "Lindström" in decode_page('<meta charset="koi8-r">Lindström'.encode())
    assert "café" in decode_page('<meta charset="no-such">She left the café at noon, and nobody saw her go.'.encode("cp1252"))


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/=\"' abp&;!-"), max_size=120))
def test_any_page_makes_a_draft(page: str) -> None:
    """Broken markup never fails."""
    assert isinstance(read_html(page.encode() or b"<").text, str)


def test_a_saved_page_of_thirty_megabytes_is_read_without_its_pictures() -> None:
    """Embedded pictures and fonts do not count; markup past the limit is refused, and the message names the limit."""
    page = (DATA / "harbour.html").read_bytes()
    picture = b"<img src='data:image/png;base64," + b"iVBORw0KGgo" * 2_800_000 + b"'></body>"
    assert read_html(page.replace(b"</body>", picture)).text == read_html(page).text
    with pytest.raises(UnreadableFile, match="5 MB"):
        read_html(page.replace(b"</body>", b"<div>a</div>" * 600_000 + b"</body>"))
