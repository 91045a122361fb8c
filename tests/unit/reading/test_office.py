"""Word, OpenDocument, rich text and electronic books, made by hand for the test."""

import io
import zipfile
from collections.abc import Callable

import pytest

from dossier.errors import UnreadableFile
from dossier.reading.cleaning import zip_xml
from dossier.reading.formats.docx import read_docx
from dossier.reading.formats.epub import read_epub
from dossier.reading.formats.odt import read_odt
from dossier.reading.formats.rtf import read_rtf
from dossier.reading.parsed_document import ParsedDocument

TITLE = "Envoys meet in harbour town"
STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in Aster on Tuesday, and both said they would talk again."
NEXT = "“Nobody else was in the room”, she told reporters at the ferry that took her home to the capital at night."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: dict[str, str]) -> bytes:
    """An archive of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def docx(*paragraphs: str) -> bytes:
    """A Word document."""
    body = "".join(f"<w:p><w:r><w:t>{part}</w:t></w:r></w:p>" for part in paragraphs)
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": f'<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>{TITLE}</dc:title><dc:creator>Ann Body</dc:creator><t:created>2031-06-01T10:00:00Z</t:created></p>',
        }
    )


def odt(*paragraphs: str) -> bytes:
    """An OpenDocument text with a footnote and a struck-out paragraph."""
    body = "".join(f"<text:p>{part}<text:note><text:p>A footnote.</text:p></text:note></text:p>" for part in paragraphs)
    return zipped(
        {
            "content.xml": f'<o:document-content xmlns:o="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"><o:body><o:text><text:tracked-changes><text:p>Struck out.</text:p></text:tracked-changes>{body}</o:text></o:body></o:document-content>',
            "meta.xml": f'<o:document-meta xmlns:o="{ODF}:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="{ODF}:meta:1.0"><o:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>Ann Body</meta:initial-creator><meta:creation-date>2031-06-01T10:00:00</meta:creation-date></o:meta></o:document-meta>',
        }
    )


def epub(*paragraphs: str, extra: dict[str, str] | None = None) -> bytes:
    """A book of one chapter a paragraph, listed in another order than they are read in."""
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in reversed(range(len(paragraphs)))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(paragraphs)))
    return zipped(
        {
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="in/a.opf"/></rootfiles></container>',
            "in/a.opf": f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{TITLE}</dc:title><dc:creator>Ann Body</dc:creator><dc:publisher>Aster Books</dc:publisher><dc:date>2031-05-07</dc:date><dc:language>en-GB</dc:language></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>',
            **{
                f"in/text/c {n}.xhtml": f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body><p>{part}</p></body></html>'
                for n, part in enumerate(paragraphs)
            },
            **(extra or {}),
        }
    )


def rtf(*paragraphs: str) -> bytes:
    """A rich text in code page 1251."""
    body = "".join("".join(ch if ch.isascii() else f"\\u{ord(ch)}?" for ch in part) + "\\par\n" for part in paragraphs)
    return ("{\\rtf1\\ansi\\ansicpg1251{\\info{\\title " + TITLE + "}{\\author Ann Body}}\n" + body + "}").encode()


@pytest.mark.parametrize(("read", "make"), [(read_docx, docx), (read_odt, odt), (read_epub, epub), (read_rtf, rtf)])
def test_text_title_and_author_are_read(read: Callable[[bytes], ParsedDocument], make: Callable[..., bytes]) -> None:
    """Each kind gives the same paragraphs, and its own metadata."""
    draft = read(make(STORY, NEXT))
    assert (draft.text, draft.title, draft.byline) == (f"{STORY}\n\n{NEXT}", TITLE, "Ann Body")


def test_only_a_book_knows_its_day() -> None:
    """The day on which a document was made is mentioned, never taken."""
    assert str(read_epub(epub(STORY)).published.day) == "2031-05-07"  # type: ignore[union-attr]
    for draft in (read_docx(docx(STORY)), read_odt(odt(STORY))):
        assert draft.published is not None
        assert (draft.published.day, "2031-06-01" in draft.published.explanation) == (None, True)


def test_letters_of_a_code_page_are_read() -> None:
    """An old rich text writes bytes of its code page."""
    assert (
        "Встреча"
        in read_rtf(
            "{\\rtf1\\ansi\\ansicpg1251 \\'c2\\'f1\\'f2\\'f0\\'e5\\'f7\\'e0 прошла в порту во вторник, сказал министр после неё.\\par}".encode(
                "cp1251"
            )
        ).text
    )


@pytest.mark.parametrize(("read", "make"), [(read_docx, docx), (read_odt, odt), (read_epub, epub), (read_rtf, rtf)])
@pytest.mark.parametrize("damage", ["cut", "garbage", "other"])
def test_damage_is_reported_in_a_sentence(read: Callable[[bytes], ParsedDocument], make: Callable[..., bytes], damage: str) -> None:
    """Cut short, no such document, or an archive of other things."""
    whole = make(STORY)
    data = {"cut": whole[: len(whole) // 2], "garbage": b"garbage" * 40, "other": zipped({"a.txt": "a"})}[damage]
    if damage == "cut" and make is rtf:
        assert read(data) is not None
        return
    with pytest.raises(UnreadableFile) as refused:
        read(data)
    assert refused.value.what.endswith(".")


def test_a_locked_book_and_a_locked_document_are_reported_as_locked() -> None:
    """DRM and passwords; fonts that are only disguised are no lock."""
    lock = '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptionMethod Algorithm="{}"/></encryption>'
    with pytest.raises(UnreadableFile, match="protected"):
        read_epub(epub(STORY, extra={"META-INF/encryption.xml": lock.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}))
    assert read_epub(epub(STORY, extra={"META-INF/encryption.xml": lock.format("http://www.idpf.org/2008/embedding")})).text == STORY
    with pytest.raises(UnreadableFile, match="password"):
        read_docx(b"\xd0\xcf\x11\xe0" + bytes(600))


def test_a_part_that_swells_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb is never unpacked past the limit."""
    monkeypatch.setattr(zip_xml, "MOST_PART", 1_000_000)
    for read, make in ((read_docx, docx), (read_odt, odt)):
        with pytest.raises(UnreadableFile, match="1 MB"):
            read(make("a " * 1_000_000))


def test_entities_swell_nothing() -> None:
    """A document type with entities inside entities is refused, not resolved."""
    swell = "&b{};"
    bomb = (
        '<!DOCTYPE a [<!ENTITY b "words words">' + "".join(f'<!ENTITY b{n} "{swell.format(n - 1 or "") * 9}">' for n in range(1, 9)) + "]>"
    )
    data = zipped(
        {
            "content.xml": f'{bomb}<o:d xmlns:o="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0"><o:body><text:p>{STORY} &b8;</text:p></o:body></o:d>'
        }
    )
    with pytest.raises(UnreadableFile, match="damaged"):
        read_odt(data)


def test_rows_of_tables_are_lines() -> None:
    """The cells of a row stand on one line, parted by semicolons; those that hold prose on lines of their own."""

    def cell(words: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    rows = [("Port", "Boats"), ("Old Quay", "12"), (STORY, "said in the morning")]
    table = "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"
    word = docx(STORY, "TABLE", STORY)
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    body = parts["word/document.xml"].replace("<w:p><w:r><w:t>TABLE</w:t></w:r></w:p>", table)
    lines = read_docx(zipped({**parts, "word/document.xml": body})).text.split("\n\n")
    assert lines == [STORY, "Port; Boats", "Old Quay; 12", STORY, "said in the morning", STORY]

    table = "".join(
        "<t:table-row>" + "".join(f"<t:table-cell><text:p>{words}</text:p></t:table-cell>" for words in row) + "</t:table-row>"
        for row in rows
    )
    opened = odt(STORY, "TABLE")
    with zipfile.ZipFile(io.BytesIO(opened)) as archive:
        content = archive.read("content.xml").decode()
    content = content.replace("<text:p>TABLE", f'<t:table xmlns:t="{ODF}:table:1.0">{table}</t:table><text:p>')
    lines = read_odt(zipped({"content.xml": content})).text.split("\n\n")
    assert lines == [STORY, "Port; Boats", "Old Quay; 12", STORY, "said in the morning"]

    cells = "".join("\\trowd " + "".join(f"{words}\\cell " for words in row) + "\\row\n" for row in rows[:2])
    source = rtf(STORY, "TABLE", STORY).replace(b"TABLE\\par\n", cells.encode())
    assert read_rtf(source).text.split("\n\n") == [STORY, "Port; Boats", "Old Quay; 12", STORY]


def test_a_mark_in_the_middle_of_a_group_of_rich_text_costs_nothing() -> None:
    """StarWriter wrote the mark of groups that may be ignored before single settings; a star behind two backslashes is text."""
    source = rtf(STORY).replace(STORY.encode(), b"{\\fs24\\*\\cs7 " + STORY.encode() + b"}\\par a\\\\*b")
    assert STORY in read_rtf(source).text
    assert "a\\*b" in read_rtf(source).text
