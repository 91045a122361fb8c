"""List model: row ends, numbers, filter."""

from dataclasses import replace

import pytest

from dossier.tui.state.list_model import GroupedRows, Heights, ListModel, Row, RowGroup


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


def test_an_item_is_found_by_its_id() -> None:
    """Proves that the index is that of its row, and -1 where there is none."""
    assert [listing().find(ident) for ident in ("a", "c", "z")] == [1, 4, -1]


@pytest.mark.parametrize("gaps", [True, False])
@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize("sizes", [(), (3,), (2, 0, 4)])
def test_rows_made_when_they_are_looked_at_are_those_made_before(sizes: tuple[int, ...], head: bool, gaps: bool) -> None:  # noqa: FBT001
    """Proves that a list of grouped rows cannot be distinguished from one of the same rows: items, ends, numbers, and what is found and filtered."""
    made: list[str] = []

    def heights(item: str) -> Heights:
        return (1, 1 + int(item[-1]) % 2, 2)

    def make(group: RowGroup[str], at: int) -> Row:
        made.append(group.items[at])
        return Row(group.items[at], f"item {group.items[at]} after {group.items[at - 1] if at else '-'}", heights(group.items[at]))

    names = [[f"{letter}{n}" for n in range(size)] for letter, size in zip("abc", sizes, strict=False)]
    groups = [RowGroup(Row("", f"heading {n}", gap=n > 0) if head else None, part) for n, part in enumerate(names)]
    rows = GroupedRows(groups, make, lambda item: item, heights, gaps=gaps)
    assert not made
    plain: list[Row] = []
    for group in groups:
        plain += [group.heading] if group.heading else []
        for at in range(len(group.items)):
            row = make(group, at)
            plain.append(replace(row, gap=gaps and bool(plain)))
    made.clear()
    late, before = (ListModel(each, lambda _row, _context: [], lambda row: str(row.item), len(each)) for each in (rows, plain))
    assert [list(ends) for ends in late.ends] == [list(ends) for ends in before.ends]
    assert list(late.numbers) == list(before.numbers)
    assert [late.find(ident) for ident in ("a0", "c3", "c9", "")] == [
        before.find(ident) if ident else -1 for ident in ("a0", "c3", "c9", "")
    ]
    assert not made
    assert (list(rows), [rows[at] for at in range(len(rows))], rows[1:-1]) == (plain, plain, plain[1:-1])
    assert late.filtered("item").rows == before.filtered("item").rows
    if plain:
        assert rows[-1] == plain[-1]
    with pytest.raises(IndexError):
        rows[len(rows)]
