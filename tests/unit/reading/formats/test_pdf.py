"""PDFs, written by hand for the test: what stands on a page, and where."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from dossier.errors import UnreadableFile
from dossier.reading.formats.pdf import letters_are_unknown, paragraphs_of_pages, read_pdf, restore_spacing

STORY = [
    "Envoys meet in harbour town",
    "By Ann Body",
    "Published: 2031-05-07",
    "",
    "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of",
    "Aster on Tuesday, and both said after three hours that they would conti-",
    "nue to talk there next week. Nobody else was in the room, they said.",
]


def pdf_of(pages: list[list[tuple[int, int, str]]], info: str = "", large: int = 0) -> bytes:
    """A PDF whose pages show words at places (points from the left and from the foot), in Courier of ten points; the first `large` of each
    page in eighteen.
    """
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        f"<< {info} >>",
    ]
    for number, page in enumerate(pages):
        shown = "".join(
            f"BT /F1 {18 if at < large else 10} Tf 1 0 0 1 {x} {y} Tm ({words.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET\n"
            for at, (x, y, words) in enumerate(page)
        )
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        parts.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(parts) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def lines_at(lines: list[str], x: int = 60, top: int = 720) -> list[tuple[int, int, str]]:
    """Lines one below the other."""
    return [(x, top - 14 * number, line) for number, line in enumerate(lines) if line]


def test_a_story_is_read_with_its_title_byline_and_day() -> None:
    """The header is split from the reporting, a broken word is rejoined."""
    draft = read_pdf(pdf_of([lines_at(STORY)]))
    assert (draft.title, draft.byline) == ("Envoys meet in harbour town", "Ann Body")
    assert draft.published is not None
    assert str(draft.published.day) == "2031-05-07"
    assert "would continue to talk there next week." in draft.text


def test_the_metadata_give_title_and_author_but_no_day() -> None:
    """A day of making is mentioned and not taken; a title that a program wrote is passed over."""
    body = lines_at(STORY[4:])
    draft = read_pdf(pdf_of([body], "/Title (Talks at Aster) /Author (Ann Body) /CreationDate (D:20310601120000Z)"))
    assert (draft.title, draft.byline) == ("Talks at Aster", "Ann Body")
    assert draft.published is not None
    assert draft.published.day is None
    assert "2031-06-01" in draft.published.explanation
    assert read_pdf(pdf_of([body], "/Title (Microsoft Word - draft3.docx)")).title == ""


def test_columns_are_read_in_turn_in_any_order_of_the_file() -> None:
    """The file shows left and right lines in turn."""
    left = [
        "The harbour of Aster was closed",
        "on Monday after a storm, and its",
        "master said that ferries lay at",
        "the quay until the wind fell in",
        "the evening. Nobody was hurt, but",
        "two older boats sank at their",
        "moorings, he said.",
    ]
    right = [
        "In the upper town a roof fell in",
        "and the school stays shut for all",
        "the week. The mayor asked people",
        "to keep away from the sea wall,",
        "and thanked the fire brigade for",
        "its long night. Work will begin",
        "in spring, the council says.",
    ]
    page = [place for n in range(7) for place in ((50, 700 - 14 * n, left[n]), (330, 700 - 14 * n, right[n]))]
    text = read_pdf(pdf_of([page])).text
    assert text.index("moorings, he said.") < text.index("In the upper town")
    assert "harbour of Aster was closed on Monday after" in text


def test_running_heads_and_page_numbers_go() -> None:
    """Lines that repeat at the edge of pages, with any number in them, are not text; a sentence continues on the next page."""
    pages = [
        ["THE ASTER POST  May 7", "", "The minister spoke for an hour about the harbour and the", "people who", "", "Page 1 of 3"],
        ["THE ASTER POST  May 7", "", "work there, and then left for the capital by the evening train.", "", "Page 2 of 3"],
        ["THE ASTER POST  May 7", "", "She will be back on Friday, her office said in a short note.", "", "Page 3 of 3"],
    ]
    assert paragraphs_of_pages(pages)[0].endswith("people who work there, and then left for the capital by the evening train.")
    assert not [part for part in paragraphs_of_pages(pages) if "POST" in part or "Page" in part]


@pytest.mark.parametrize(
    ("below", "record", "expected"),
    [
        (["Ann Body", "", "1. Where it began"], "", "Grain and its roads"),
        (["1. Where it all began in the north of the country"], "", "Grain and its roads"),
        (["Two ministers meet about grain in the harbour of Aster"], "", "Two ministers meet about grain in the harbour of Aster"),
        (["Two ministers meet about grain in the harbour of Aster"], "Grain and its roads", "Grain and its roads"),
    ],
)
def test_a_title_that_runs_over_every_page_stands_once(below: list[str], record: str, expected: str) -> None:
    """Kept where the record names it, or where no headline follows it; of a paper's name over a headline it is the headline that counts."""
    title = (
        "The minister spoke for an hour about the {0}, its people and the\nroads that lead to the {0}, and then left for the capital again."
    )
    texts = [["", "", *title.format(what).splitlines()] for what in ("harbour", "granary", "railway", "island")]
    pages = [lines_at(["Grain and its roads", "", *below, *texts[0]])]
    pages += [lines_at(["Grain and its roads", *text, "", str(number)]) for number, text in enumerate(texts[1:], 2)]
    draft = read_pdf(pdf_of(pages, f"/Title ({record})" if record else ""))
    assert draft.title == expected
    assert "Grain and its roads" not in draft.text


def test_pages_of_pictures_are_refused_with_advice() -> None:
    """No text layer: text recognition is named."""
    with pytest.raises(UnreadableFile, match="no text layer") as refused:
        read_pdf(pdf_of([[]]))
    assert "ocrmypdf" in refused.value.do


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_lock_with_a_password_is_reported_and_one_without_is_opened(algorithm: str) -> None:
    """Many files are only locked against changes."""
    for password, opens in (("secret", False), ("", True)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([lines_at(STORY)]))))
        writer.encrypt(password, "owner", algorithm=algorithm)
        data = io.BytesIO()
        writer.write(data)
        if opens:
            assert "Orla Brandt" in read_pdf(data.getvalue()).text
        else:
            with pytest.raises(UnreadableFile, match="password"):
                read_pdf(data.getvalue())


@pytest.mark.parametrize("cut", [9, 200, 700])
def test_a_broken_file_is_refused_or_read_as_far_as_it_goes(cut: int) -> None:
    """Cut short anywhere: a sentence, no traceback."""
    try:
        draft = read_pdf(pdf_of([lines_at(STORY)])[:cut] + b"\n%%EOF")
    except UnreadableFile:
        return
    assert "Brandt" in draft.text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1500), st.binary(min_size=1, max_size=12))
def test_a_damaged_file_never_fails_otherwise(place: int, bytes_: bytes) -> None:
    """Bytes written over anywhere."""
    data = pdf_of([lines_at(STORY)])
    try:
        draft = read_pdf(data[:place] + bytes_ + data[place + len(bytes_) :])
    except UnreadableFile:
        return
    assert isinstance(draft.text, str)


def test_words_that_run_together_on_the_grid_are_separated() -> None:
    """As the plain text has them; what it does not have stays, and so does the place of the next column."""
    grid = "  Thetalkswent on      in the upper town\n  nothingof it"
    plain = "The talks went on\nin the upper town"
    assert restore_spacing(grid, plain).splitlines() == ["  The talks went on    in the upper town", "  nothingof it"]
    assert restore_spacing("  Thetalkswent on", "The talks went on") == "  The talks went on"


def test_a_file_that_marks_no_spaces_is_refused() -> None:
    """Its words cannot be separated, and no search would find them."""
    with pytest.raises(UnreadableFile, match="run together"):
        read_pdf(pdf_of([lines_at(["Foreignministermetthepresident inthe harbouroftheislandonTuesdaymorning"] * 9)]))


def test_features_unknown_to_the_library_are_reported_as_damage() -> None:
    """A filter that there is not, an encryption of no version."""
    plain = pdf_of([lines_at(STORY)])
    odd = plain.replace(b"/Length", b"/Filter /NoSuchDecode /Length", 1)
    locked = plain.replace(b"/Root", b"/Encrypt << /Filter /Standard /V 0 /R 2 /O (x) /U (x) /P -4 >> /ID [<00> <00>] /Root", 1)
    for data in (odd, locked):
        with pytest.raises(UnreadableFile, match="This PDF"):
            read_pdf(data)


LEFT = [
    "The harbour of Aster was closed on",
    "Monday after a storm, its master",
    "said, and ferries lay at the quay",
    "until the wind fell at midnight.",
    "Nobody was hurt, but two old boats",
    "sank at their moorings, he said.",
    "A fishing fleet came in late, and",
    "its crews slept in the town hall.",
    "In the upper town a roof fell in,",
    "and the school stays shut until a",
    "new one is built. The mayor asked",
    "people to keep off the sea wall,",
    "and thanked the fire brigade for",
]


def test_a_headline_over_two_lines_is_one() -> None:
    """In larger type than the text, above the first of two columns."""
    right = [(330, 720 - 14 * number, line) for number, line in enumerate(LEFT)]
    page = [(60, 740, "Storm closes the"), (90, 722, "harbour"), *lines_at(LEFT, top=700), *right]
    document = read_pdf(pdf_of([page], large=2))
    assert document.title == "Storm closes the harbour"
    assert document.text.startswith("The harbour of Aster was closed on Monday after")


@pytest.mark.parametrize(
    "above",
    [
        ["its long night of work."],
        ["its long night. Work on the wall", "begins in spring, the council of", "the town says, and costs four", "million crowns in all."],
    ],
)
def test_a_second_column_of_a_few_lines_follows_the_first(above: list[str]) -> None:
    """It stands at the top, beside the first lines or the headline; one line continues the sentence."""
    page = [
        (60, 720, "Storm closes the"),
        (60, 700, "harbour"),
        *lines_at(LEFT, top=680),
        *((330, 720 - 14 * n, line) for n, line in enumerate(above)),
    ]
    document = read_pdf(pdf_of([page], large=2))
    assert document.title == "Storm closes the harbour"
    assert " ".join(document.text.split()) == " ".join([*LEFT, *above])


def test_a_few_words_at_the_right_are_no_column() -> None:
    """A day or a name beside the first line is read where it stands."""
    page = [*lines_at(LEFT), (330, 720, "7 May 2031")]
    assert "7 May 2031" in " ".join(paragraphs_of_pages([[f"{LEFT[0]:<45}7 May 2031", *LEFT[1:]]]))[:60]
    assert read_pdf(pdf_of([page])).text


@pytest.mark.parametrize("stamp", ["17/06/2031, 10:15", "6/17/31, 10:15 AM", "17.06.2031, 10:15"])
@pytest.mark.parametrize("count", [1, 2])
def test_a_page_printed_by_a_browser(stamp: str, count: int) -> None:
    """Title and outlet from the record, the day below the title; time of printing, address, number and menu are none of the text."""
    story = ["The Aster Post", "Home Coast Weather Boats Jobs", STORY[0], "Ann Body", "Wed 7 May 2031 18.20 CET", "", *STORY[4:]]
    foot = [(20, 15, "https://asterpost.example/a/1"), (560, 15, f"1/{count}")]
    head = [(20, 770, stamp), (220, 770, f"{STORY[0]} | The Aster Post")]
    pages = [[*head, *lines_at(story if not number else LEFT), *foot] for number in range(count)]
    document = read_pdf(pdf_of(pages, f"/Title ({STORY[0]} | The Aster Post)"))
    assert (document.title, document.outlet) == (STORY[0], "The Aster Post")
    assert document.published is not None
    assert str(document.published.day) == "2031-05-07"
    assert document.text.startswith("Foreign Minister Orla Brandt")
    assert not [words for words in ("10:15", "example", "Weather") if words in document.text]


def test_letters_that_no_font_names_are_told_from_words() -> None:
    """Words in two scripts at once are no language's; a formula or a name here and there is."""
    line = "The envoys met in the harbour of Aster on Tuesday and went home again at night without any word to the reporters"
    assert not letters_are_unknown([[line] * 2, ["αlpha"]])
    assert letters_are_unknown([[line.replace("e", "ͷ").replace("i", "Ϳ").replace("o", "ͼ")] * 2])
    assert not letters_are_unknown([["αlpha βeta"]])


def test_a_headline_with_joined_letters_is_found() -> None:
    """The sign 256 (octal) of the standard encoding is an f and an i in one."""
    page = [(60, 720, "The \xaerst envoys meet"), (60, 700, "in harbour town"), *lines_at(STORY[4:] * 3, top=660)]
    assert read_pdf(pdf_of([page], large=2)).title == "The first envoys meet in harbour town"


def test_decoration_set_letter_by_letter_is_no_headline() -> None:
    """It stands in larger type below the text."""
    page = [(60, 300, "P S o f l i g h t"), *lines_at(STORY, top=660)]
    assert read_pdf(pdf_of([page], large=1)).title == "Envoys meet in harbour town"
