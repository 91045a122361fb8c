"""Lines: nothing reaches the terminal that could steer it, nothing is wider than it may be, nothing is lost in wrapping."""

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from dossier.tui.style.glyphs import ASCII, Glyphs, glyphs_for
from dossier.tui.style.roles import COLOUR, LIFT, PLAIN, StyleRoles
from dossier.tui.text.lines import RenderContext, _sign_end, assemble, bar, clean, clip, strip, strip_of, width_of, wrap

LOOK = StyleRoles("plain", plain=True, glyphs=Glyphs(), styles=tuple((role, Style.null()) for role in COLOUR))
TEXTS = st.text(max_size=200)


@given(TEXTS)
def test_clean_text_is_as_long_and_steers_nothing(text: str) -> None:
    """Proves that no control character, line end or direction override is left, and that every offset still holds."""
    safe = clean(text)
    assert len(safe) == len(text)
    assert not [sign for sign in safe if unicodedata.category(sign) in {"Cc", "Zl", "Zp"}]
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_escape_sequences_are_shown_not_sent() -> None:
    """Proves that an article cannot colour, clear or rename the terminal."""
    assert clean("a\x1b[31mb\x9b2J\x07") == "a␛[31mb�2J␇"
    assert "\x1b" not in assemble(LOOK, [("\x1b]0;x\x07", "")]).plain


@given(st.lists(st.tuples(TEXTS.map(clean), st.just("")), max_size=5), st.integers(0, 80))
def test_clipped_parts_fit(parts: list[tuple[str, str]], width: int) -> None:
    """Proves that clipping never leaves more than fits, and leaves alone what fits."""
    clipped = clip(parts, width)
    assert width_of(clipped) <= width
    if width_of(parts) < width:
        assert [part for part in clipped if part[0]] == [part for part in parts if part[0]]


def test_what_is_clipped_ends_in_an_ellipsis() -> None:
    """Proves where the cut falls, also between parts and for wide characters."""
    assert clip([("meeting", ""), (" in the town", "")], 12) == [("meeting", ""), (" in…", "")]
    assert clip([("meeting", ""), (" ", "")], 7) == [("meeting", "")]
    assert width_of(clip([("停火协议", "")], 5)) <= 5


@given(TEXTS, st.integers(1, 60))
def test_wrapping_loses_nothing_but_blanks_and_fits(text: str, width: int) -> None:
    """Proves that the lines hold all characters that are no blanks, in order, each line within the width (or one sign)."""
    text = clean(text)
    lines = list(wrap(text, width))
    assert "".join(text[a:b] for a, b in lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(text[a:b]) <= width or _sign_end(text, a) == b for a, b in lines)
    assert all(before[1] <= after[0] for before, after in pairwise(lines))


def test_words_stay_whole_where_they_fit() -> None:
    """Proves that lines break at blanks, and that only a word too long is cut."""
    text = "the first round of talks"
    assert [text[a:b] for a, b in wrap(text, 9)] == ["the first", "round of", "talks"]
    assert [("x" * 10)[a:b] for a, b in wrap("x" * 10, 4)] == ["xxxx", "xxxx", "xx"]


@given(TEXTS, TEXTS.filter(lambda text: cell_len(clean(text)) < 20), st.integers(24, 100))
def test_a_line_is_as_wide_as_its_list_with_the_right_part_whole(left: str, right: str, width: int) -> None:
    """Proves that figures on the right are never clipped and that the line fills its width."""
    line = RenderContext(width, LOOK).line([(clean(left), "")], [(clean(right), "")] if right else [])
    assert line.cell_length == width
    assert line.plain.rstrip().endswith(clean(right).rstrip())


@pytest.mark.parametrize(("value", "peak", "bar_text"), [(8, 8, "━━━━"), (4, 8, "━━  "), (3, 8, "━╸  "), (0, 8, "╸   "), (1, 0, "╸   ")])
def test_bars_count_in_half_cells(value: int, peak: int, bar_text: str) -> None:
    """Proves the lengths of bars, the shortest being half a cell."""
    assert bar(LOOK, value, peak, 4) == bar_text


def test_the_strip_is_low_for_little_and_high_for_much() -> None:
    """Proves that no event is the lowest block and that the chosen days are brought out where they hold something."""
    assert [text for text, _ in strip(LOOK, [0, 1, 4])] == ["▁", "▄", "█"]
    assert [role for _, role in strip(LOOK, [0, 1, 4], range(2))] == ["rule", "bar-now", "bar"]


def test_signs_have_stand_ins_where_the_locale_is_not_utf8() -> None:
    """Proves that every sign has an ASCII one, and that the encoding decides."""
    assert glyphs_for("ISO-8859-1") is ASCII
    assert glyphs_for("utf-8") == Glyphs()
    assert all(getattr(ASCII, name).isascii() for name in Glyphs._fields)


def test_roles_without_colour_and_lifted_roles_are_in_the_table() -> None:
    """Proves that the plain table and the lifting name no role that the table of colours does not have."""
    assert set(PLAIN) <= set(COLOUR)
    assert set(LIFT) | set(LIFT.values()) <= set(COLOUR)


SCRIPTS = st.text(alphabet="ab 会谈。，（“אבجد\u0301\u0308n👩👍🏽❤\ufe0f\u200d🇫🇮กำนิ", max_size=80)


@given(SCRIPTS, st.integers(2, 30))
def test_lines_of_every_script_fit_and_part_no_sign(text: str, width: int) -> None:
    """Proves that wide signs, marks over letters and joined emoji are measured as they are shown, and that a line that is wider than
    the width holds one sign only.
    """
    text = clean(text)
    lines = list(wrap(text, width))
    assert "".join(text[a:b] for a, b in lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(text[a:b]) <= width or _sign_end(text, a) == b for a, b in lines)
    assert not [text[a] for a, _ in lines[1:] if text[a] in "\u0301\u0308\ufe0f\u200d" and text[a - 1] != " "]


def test_scripts_without_blanks_break_between_signs_and_keep_their_stops() -> None:
    """Proves that a line of Chinese is filled, that it does not begin with a stop nor end with an opening mark, and that a name in
    Latin letters inside it stays whole.
    """
    assert [text for a, b in wrap("会谈在首都开始，第二轮", 14) if (text := "会谈在首都开始，第二轮"[a:b])] == [
        "会谈在首都开",
        "始，第二轮",
    ]
    text = "会谈 发言人说（第二轮）在 Reuters 之后"
    assert [text[a:b] for a, b in wrap(text, 14)] == ["会谈 发言人说", "（第二轮）在", "Reuters 之后"]


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    """Blanks at the end are cut without one, and wide signs are cut whole."""
    for text, expected in (
        ("harbour", "harbour"),
        ("harbour  ", "harbour"),
        ("harbours", "harbou…"),
        ("港港港港", "港港港…"),
    ):
        assert strip_of(Content(text), 7, Style(), LOOK).text == expected
    assert strip_of(Content("harbours"), 7, Style(), replace(LOOK, glyphs=ASCII)).text == "harbou~"
