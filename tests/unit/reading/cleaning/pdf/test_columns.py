"""Pages as grids of characters."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.reading.cleaning.pdf.columns import in_reading_order, join_lines, paragraphs_in

LEFT = [
    "The harbour of Aster was closed on",
    "Monday after a storm, its master",
    "said, and ferries lay at the quay",
    "until the wind fell in the even-",
    "ing. Nobody was hurt, but two of",
    "the older boats sank at their",
    "moorings, he said.",
    "A fishing fleet came in late.",
]
RIGHT = [
    "In the upper town a roof fell in,",
    "and the school stays shut for the",
    "week. The mayor asked people to",
    "keep away from the sea wall, and",
    "thanked the fire brigade for its",
    "long night. Work on the wall will",
    "begin in spring, the council says,",
    "and cost four million crowns.",
]


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left column to its foot, then the right one; a headline across both comes first."""
    page = ["STORM CLOSES THE HARBOUR OF ASTER FOR A DAY AND A NIGHT AND MORE", ""]
    page += [f"{left:<38}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    text = " ".join(part for block in in_reading_order(page) for part in paragraphs_in(block, ""))
    assert text.startswith("STORM CLOSES")
    assert text.index("moorings, he said.") < text.index("In the upper town") < text.index("four million crowns.")
    assert "in the evening." in text


def test_columns_whose_lines_are_not_level_are_separated() -> None:
    """The grid then has the left lines and the right lines in turn."""
    page = [line for left, right in zip(LEFT, RIGHT, strict=True) for line in (left, " " * 40 + right)]
    text = " ".join(part for block in in_reading_order(page) for part in paragraphs_in(block, ""))
    assert text.index("moorings, he said.") < text.index("In the upper town")


def test_one_column_and_a_table_stay_as_they_are() -> None:
    """Full lines have no gutter; short cells and figures are no columns of text."""
    prose = [f"{left}  {right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    prose = ["x" * 20 + line[20:] if number % 2 else line.replace("  ", " ") for number, line in enumerate(prose)]
    assert in_reading_order(prose) == [prose]
    table = [f"{name:<30}{number:>12,}" for number, name in enumerate(["Aster", "Borel", "Corin", "Dalby", "Elst", "Farn", "Gorm", "Hale"])]
    assert in_reading_order(table) == [table]


def test_paragraphs_end_at_indents_short_lines_and_spaces() -> None:
    """Each of the three ways in which a page shows a new paragraph."""
    full = [
        "The minister said on Monday that the talks would go on in the",
        "harbour town, whatever the weather may bring to its people there.",
    ]
    assert (
        len(paragraphs_in([*full, "   Her deputy said nothing about it when he was asked that night", "by two reporters in the hall."], ""))
        == 2
    )
    assert len(paragraphs_in([*full, "They end soon.", "Her deputy said nothing about it when he was asked that night by"], "")) == 2
    assert len(paragraphs_in([*full, "", "Her deputy said nothing about it when he was asked that night by"], "")) == 2
    assert len(paragraphs_in([line for part in full for line in (part, "")], "")) == 1


def test_a_broken_word_is_rejoined_as_the_text_writes_it() -> None:
    """A hyphen that only breaks a line goes; one that belongs to the word stays."""
    assert join_lines("in the even-", "ing they left", "") == "in the evening they left"
    assert join_lines("a long-", "range drone", "The long-range drones") == "a long-range drone"
    assert join_lines("a cease-", "fire line", "The ceasefire") == "a ceasefire line"
    assert join_lines("the US-", "brokered talks", "") == "the US-brokered talks"
    assert join_lines("Smith-", "Jones said", "") == "Smith-Jones said"
    assert join_lines("the work\u00ad", "ers left", "") == "the workers left"


@given(st.lists(st.text(alphabet=" ab-.•1", max_size=60), max_size=40))
def test_no_letter_is_lost(lines: list[str]) -> None:
    """Every letter of any page is in the blocks and in the paragraphs."""
    blocks = in_reading_order(lines)
    out = "".join(part for block in blocks for part in paragraphs_in(block, ""))
    assert sorted(ch for ch in out if ch.isalnum()) == sorted(ch for line in lines for ch in line if ch.isalnum())
