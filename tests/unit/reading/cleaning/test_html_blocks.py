"""Pieces of HTML."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.reading.cleaning.html_blocks import blocks_of, is_markup


def test_each_block_is_a_paragraph() -> None:
    """Block elements and line breaks part; inline elements do not."""
    assert blocks_of("<h2>Talks</h2><p>They <b>met</b> on<br>Tuesday.</p>and left<ul><li>one</li><li>two</li></ul>") == [
        "Talks",
        "They met on",
        "Tuesday.",
        "and left",
        "one",
        "two",
    ]


def test_what_is_not_shown_is_left_out() -> None:
    """Scripts, styles, comments and hidden parts; what follows them stays."""
    assert blocks_of("<p>a<script>x()</script>b<!-- c -->d<span style='display: none'>e</span>f</p><style>g</style>h") == ["abdf", "h"]


def test_markup_is_distinguished_from_text_with_signs() -> None:
    """Tags of running text are markup; less-than signs are not."""
    assert is_markup("<p>They met.</p>")
    assert is_markup("They met.<br>They left.")
    assert not is_markup("if a < b and b > c, write <ann@example.org>")


@settings(deadline=None)
@given(st.text(alphabet="<>/pbri &;!-a'=\"", max_size=80))
def test_any_markup_gives_paragraphs(source: str) -> None:
    """Broken tags never fail."""
    assert all(part.strip() == part != "" for part in blocks_of(source))
