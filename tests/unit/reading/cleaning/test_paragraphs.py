"""Paragraphs of plain texts."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.reading.cleaning.paragraphs import is_wrapped, paragraphs_of

WRAPPED = """Two people died when a drone hit a depot in the northern town of Marsk
on Friday, the regional governor said, as delega-
tions from three states prepared to meet for a Freeland-
Coastland round.

    "We found nobody else under the rubble," she said, and went on to the
hospital with the mayor. The delegations are on their way.
"""


def test_a_paragraph_a_line_stays_a_paragraph_a_line() -> None:
    """Long lines that each end a sentence are paragraphs, with or without blank lines between."""
    lines = [f"Line {number} is a whole paragraph of some length that ends as a sentence does." for number in range(5)]
    assert lines == paragraphs_of("\n".join(lines))
    assert lines == paragraphs_of("\n\n".join(lines))


def test_wrapped_lines_are_joined() -> None:
    """Lines wrapped at a fixed width become paragraphs; blank lines part them, and indents do not matter."""
    first, second = paragraphs_of(WRAPPED)
    assert first.startswith("Two people died when a drone hit a depot in the northern town of Marsk on Friday")
    assert second.endswith("and went on to the hospital with the mayor. The delegations are on their way.")


def test_a_word_broken_at_the_line_end_is_rejoined_only_where_the_text_has_it_whole() -> None:
    """A hyphen at a line's end goes where the joined word stands elsewhere, and stays in a compound."""
    first, _ = paragraphs_of(WRAPPED)
    assert "delegations from" in first
    assert "Freeland-Coastland round" in first


def test_wrapped_paragraphs_without_blank_lines_are_split_where_a_line_has_room() -> None:
    """In wrapped text, a line that could have held the next word ends its paragraph."""
    text = (
        "The first paragraph runs over this line and is carried on to the next\n"
        "one, where it ends.\n"
        "Another paragraph begins here and is carried on until the line is full\n"
        "and then ends on this one as well, as anybody can see from its length.\n"
    )
    assert paragraphs_of(text) == [
        "The first paragraph runs over this line and is carried on to the next one, where it ends.",
        (
            "Another paragraph begins here and is carried on until the line is full "
            "and then ends on this one as well, as anybody can see from its length."
        ),
    ]


def test_navigation_is_not_taken_for_wrapped_text() -> None:
    """Short lines one below the other, as menus are, are not joined."""
    assert not is_wrapped(["Home", "World", "Sport", "More news", "Log in"])
    assert paragraphs_of("Home\nWorld\nSport\n") == ["Home", "World", "Sport"]


@given(st.text(alphabet=st.sampled_from('ab .-\n"”'), max_size=400))
def test_no_letter_is_lost(text: str) -> None:
    """Every letter of any text is in its paragraphs, in order, and no paragraph is empty."""
    paragraphs = paragraphs_of(text)
    assert all(part.strip() == part and part for part in paragraphs)
    assert [ch for ch in text if ch.isalpha()] == [ch for part in paragraphs for ch in part if ch.isalpha()]
