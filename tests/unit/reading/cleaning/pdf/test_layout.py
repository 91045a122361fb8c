"""The grid of a PDF's page, from content written by hand: where words stand, and what is left to the plain text."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, DecodedStreamObject, DictionaryObject, NameObject

from dossier.reading.cleaning.pdf.layout import PageGrid, page_grid


def grid_of(content: str, *, drawn: str = "/Image") -> PageGrid:
    """The grid of a page with that content; F1 is Courier, whose signs are 600 wide, and X1 an object of the kind `drawn`."""
    writer = PdfWriter()
    page = writer.add_blank_page(612, 792)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Courier", "/Encoding": "/WinAnsiEncoding"}
    picture = DecodedStreamObject()
    picture[NameObject("/Subtype")] = NameObject(drawn)
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/Font"): DictionaryObject(
                {NameObject("/F1"): DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})}
            ),
            NameObject("/XObject"): DictionaryObject({NameObject("/X1"): writer._add_object(picture)}),
        }
    )
    stream = DecodedStreamObject()
    stream.set_data(content.encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    reader = PdfReader(out)
    read = reader.pages[0]
    return page_grid(read, ContentStream(read["/Contents"], reader, "bytes").operations)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("[(The har)-20(bour)] TJ", "The harbour"),
        ("[(The)-600(harbour)] TJ", "The harbour"),
        ("[(The)-300(harbour)] TJ", "The harbour"),
        ("[(The)-200(harbour)] TJ", "Theharbour"),
        ("(The) Tj 24 0 Td (harbour) Tj", "The harbour"),
        ("2 Tc (The) Tj", "The"),
        ("50 Tz [(The)-600(harbour)] TJ", "The harbour"),
        ("(The) Tj T* (har) Tj (bour) Tj", "The\nharbour"),
        ("(The) ' (harbour) '", "The\nharbour"),
        ('0 0 (The) " 0 0 (harbour) "', "The\nharbour"),
    ],
)
def test_gaps_part_words_and_moves_part_lines(shown: str, expected: str) -> None:
    assert grid_of(f"BT /F1 10 Tf 12 TL 60 700 Td {shown} ET").text == expected


def test_columns_keep_their_places_whatever_the_order_of_the_file() -> None:
    right, left = (f"BT /F1 10 Tf {x} {y} Td ({words}) Tj ET" for x, y, words in ((300, 700, "right"), (60, 701, "left")))
    rows = grid_of(f"{right} {left} BT /F1 10 Tf 300 680 Td (below) Tj ET").text.split("\n")
    assert rows[0].split() == ["left", "right"]
    assert rows[0].index("right") == rows[-1].index("below") > 20


def test_the_matrix_of_the_page_is_saved_and_restored() -> None:
    content = "q 1 0 0 1 0 -300 cm BT /F1 10 Tf 60 700 Td (below) Tj ET Q BT /F1 10 Tf 60 700 Td (above) Tj ET"
    assert grid_of(content).text.split() == ["above", "below"]


@pytest.mark.parametrize(
    ("content", "drawn", "is_whole"),
    [
        ("BT /F1 10 Tf 60 700 Td (upright) Tj ET", "/Image", True),
        ("BT /F1 10 Tf 60 700 Td (upright) Tj ET /X1 Do", "/Image", True),
        ("BT /F1 10 Tf 60 700 Td (upright) Tj ET /X1 Do", "/Form", False),
        ("BT /F1 10 Tf 60 700 Td (upright) Tj 0 1 -1 0 20 300 Tm (turned) Tj ET", "/Image", False),
    ],
)
def test_text_beside_the_grid_is_reported(content: str, drawn: str, is_whole: object) -> None:
    grid = grid_of(content, drawn=drawn)
    assert (grid.text, grid.is_whole) == ("upright", is_whole)


@pytest.mark.parametrize("damage", ["/F1 (x) Tf", "(a) (b) Td", "/F9 10 Tf", "Q Q Q", "() Tj [] TJ Tj", "1 0 0 cm", "/A Tz"])
def test_operators_with_wrong_operands_cost_nothing_else(damage: str) -> None:
    assert "after" in grid_of(f"BT /F1 10 Tf 60 700 Td {damage} ET BT /F1 10 Tf 60 600 Td (after) Tj ET").text
