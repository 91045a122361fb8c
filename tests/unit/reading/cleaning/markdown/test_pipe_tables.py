"""Tables in Markdown."""

import pytest

from dossier.reading.cleaning.markdown.pipe_tables import rows_as_paragraphs
from dossier.reading.formats.markdown import plain_blocks, read_markdown


def rows(source: str) -> list[str]:
    """The paragraphs of a source with tables."""
    return plain_blocks(rows_as_paragraphs(source))


@pytest.mark.parametrize(
    "source",
    [
        "| Port | Boats |\n|---|--:|\n| Merrow | 6 |\n| *Low* Sel | [5](x) |",
        "Port | Boats\n:--- | :---:\nMerrow | 6\n*Low* Sel | [5](x)",
        "> | Port | Boats |\n> |---|---|\n> | Merrow | 6 |\n> | Low<br>Sel | 5 |",
        "| Port | Boats |\n|------+-------|\n| Merrow | 6 |\n| Low Sel | 5 |",
        "+--------+-------+\n| Port   | Boats |\n+========+=======+\n| Merrow | 6     |\n+--------+-------+\n| Low Sel | 5    |\n+--------+-------+",
        "<table><tr><th>Port</th><th>Boats</th></tr>\n<tr><td>Merrow</td> <td>6</td></tr><tr><td>Low Sel</td><td>5</td></tr></table>",
    ],
)
def test_each_row_is_a_paragraph(source: str) -> None:
    """With and without bars at the ends, in a quotation, as a grid, in Org mode, in HTML; the paragraphs around it stay."""
    assert rows(f"They lost boats.\n\n{source}\n\nThen it rained.") == [
        "They lost boats.",
        "Port; Boats",
        "Merrow; 6",
        "Low Sel; 5",
        "Then it rained.",
    ]


def test_a_table_may_follow_a_paragraph_at_once() -> None:
    """As programs write it; a cell with prose is a paragraph of its own, escaped bars and marks at the beginning are characters."""
    prose = "The harbour master said that all of the boats had been lost in the night of the storm."
    assert rows(f"They lost boats.\nPort | Report\n--- | ---\n# 1 | a \\| b\nMerrow | {prose}\nNext") == [
        "They lost boats.", "Port; Report", "# 1; a | b", "Merrow", prose, "Next",
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["Home | News | Sport\nand more", "either | or", "He said: a|b\n\n---\n\nmore", "|x|"])
def test_bars_without_a_table_stay(source: str) -> None:
    """Menus, single bars, rules below paragraphs."""
    assert rows_as_paragraphs(source) == source


def test_the_rows_are_in_the_text_of_an_article() -> None:
    """Between its paragraphs, with a heading or without."""
    before = "Ferries to the island were halted on Monday after the storm broke the wall of the harbour, officials said."
    after = "The repairs will take until the end of March, the deputy mayor said in the evening, and cost three million crowns."
    body = f"{before}\n\n| Port | Boats |\n|---|---|\n| Merrow | 6 |\n\n{after}\n"
    text = f"{before}\n\nPort; Boats\n\nMerrow; 6\n\n{after}"
    assert read_markdown(f"# Ferries halted\n\n{body}".encode()).text == text
    assert read_markdown(f"---\ntitle: Ferries halted\n---\n{body}".encode()).text == text
    assert read_markdown(f"Ferries halted\n\n{body}".encode()).text == text
