"""Stand-ins for terminals that show ASCII only: as wide as what they stand for."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dossier.tui.style.ascii_filter import ascii_of


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=60))
def test_every_text_keeps_its_width_and_is_ascii(text: str) -> None:
    """Proves that no column moves, whatever the text holds."""
    plain = ascii_of(text)
    assert plain.isascii()
    assert cell_len(plain) == cell_len(text)


def test_what_people_read_stays_readable() -> None:
    """Letters lose their marks only, frames and quotation marks have their like, wide signs become two marks."""
    assert ascii_of("“Zürich” – Łódź…") == '"Zurich" - Lodz~'
    assert ascii_of("╭─ 2 ─╮│▐") == "+- 2 -+||"
    assert ascii_of("停火 e\u0301") == "???? e"
