"""List model: row ends, numbers, filter."""

from dataclasses import replace

from dossier.tui.state.list_model import ListModel, Row


def listing() -> ListModel:
    """Two headings with rows of several heights under them."""
    rows = (
        Row("", "people"),
        Row("a", "Ada Vane", (1, 2, 3)),
        Row("b", "Bo Tarn", (1, 1, 2)),
        Row("", "bodies", gap=True),
        Row("c", "Vane Trust", (2, 2, 2)),
    )
    return ListModel(rows, lambda _row, _context: [], lambda row: str(row.item), 3)


def test_rows_end_where_those_before_them_end_and_a_gap_counts_unless_narrow() -> None:
    """Proves the lines after each row in all three widths."""
    assert [list(ends) for ends in listing().ends] == [[1, 2, 3, 4, 6], [1, 3, 4, 6, 8], [1, 4, 6, 8, 10]]


def test_headings_have_no_number() -> None:
    """Proves that only rows that can be selected are counted."""
    assert list(listing().numbers) == [0, 1, 2, 2, 3]


def test_a_filter_keeps_the_headings_over_what_it_finds() -> None:
    """Proves that case does not matter, that headings stay over their rows alone, and that no words leave everything."""
    filtered = listing().filtered("vane ")
    assert [row.item for row in filtered.rows] == ["people", "Ada Vane", "bodies", "Vane Trust"]
    assert filtered.count == 2
    assert [row.item for row in listing().filtered("TRUST").rows] == ["bodies", "Vane Trust"]
    assert len(listing().filtered(" ").rows) == 5


def test_a_heading_counts_what_a_filter_leaves_under_it() -> None:
    """Proves that the number on a heading equals the rows shown below it."""
    counted = replace(listing(), recount=lambda heading, under: replace(heading, item=f"{heading.item} {len(under)}"))
    assert [row.item for row in counted.filtered("vane").rows] == ["people 1", "Ada Vane", "bodies 1", "Vane Trust"]
