"""Downloads of press archives: one file with several articles, in the forms of many archives."""

import io
import textwrap
import zipfile
from collections.abc import Sequence

import pytest

from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.split import SEVERAL, split_document, with_doubt
from dossier.reading.formats.markdown import read_markdown
from tests.unit.reading.formats.test_pdf import lines_at, pdf_of

ARTICLES = (
    (
        "Envoys meet in harbour town",
        "May 7, 2031",
        "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there.",
        "No paper was signed that night, her office said in a note, and nobody else was in the room when the two of them sat down to talk.",
    ),
    (
        "Island pays for two barges",
        "May 9, 2031",
        "The council of the island voted late at night to pay for two more barges, and asked the government of the province for half of the money.",
        "Some 900 people use the crossing each day, and schools stayed closed for the rest of the week while crews worked on the harbour wall.",
    ),
    (
        "Who will mend the wall?",
        "May 18, 2031",
        "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days.",
        "Fishermen, who lost eleven boats that night, asked for a fund of their own and were told that a decision would come within a month.",
    ),
)
EXPECTED = [
    (title, "Aster Post", day, "Ann Body", f"{first}\n\n{second}")
    for (title, _, first, second), day in zip(ARTICLES, ("2031-05-07", "2031-05-09", "2031-05-18"), strict=True)
]


def outlines(entries: Sequence[ContainerEntry]) -> list[tuple[str, str, str, str, str]]:
    """Title, outlet, day, author and text of each article."""
    documents = [read_markdown(entry.data) for entry in entries]
    return [(d.title, d.outlet, str(d.published.day if d.published else None), d.byline, d.text) for d in documents]


def split(text: str, name: str = "download.txt") -> list[tuple[str, str, str, str, str]]:
    """What a text gives."""
    return outlines(split_document(ContainerEntry(name, text.encode()), name))


def made(form: str, between: str = "\n", above: str = "", below: str = "") -> str:
    """A download in which each article has that form."""
    parts = [
        form.format(n=n, total=3, title=title, day=day, first=first, second=second)
        for n, (title, day, first, second) in enumerate(ARTICLES, 1)
    ]
    return above + between.join(parts) + below


FORMS = {
    "counted, centred": made(
        "\n                 {n} of {total} DOCUMENTS\n\n                   Aster Post\n\n               {day} Wednesday\n               Late Edition\n\n{title}\n\nBYLINE: Ann Body\n\nSECTION: COAST; Pg. 3\n\n"
        "LENGTH: 120 words\n\nDATELINE: ASTER\n\n{first}\n\n{second}\n\nLOAD-DATE: June 12, 2031\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n        Copyright 2031 Aster Post\n          All Rights Reserved\n"
    ),
    "counted, German": made(
        "Dokument {n} von {total}\n\nAster Post\n\n{day}\n\n{title}\n\nAUTOR: Ann Body\n\nRUBRIK: KÜSTE\n\n{first}\n\n{second}\n\nLADEDATUM: 12. Juni 2031\n\nSPRACHE: DEUTSCH\n"
    ),
    "ended, with a list above": made(
        "{title}\nAster Post\n{day} Wednesday\nCopyright 2031 Aster Post All Rights Reserved\nSection: NEWS; Pg. 3\nLength: 120 words\nByline: Ann Body\nBody\n\n{first}\n\n{second}\n\nLoad-Date: June 12, 2031\nEnd of Document\n",
        above="User Name: desk\nDate and Time: Thursday, June 12, 2031 10:00:00 AM\nJob Number: 1234567\nDocuments (3)\n1. Envoys meet in harbour town\n2. Island pays for two barges\n3. Who will mend the wall?\n\n",
    ),
    "codes": made(
        "SE  News\nHD  {title}\nBY  By Ann Body\nWC  120 words\nPD  {day}\nET  10:15\nSN  Aster Post\nSC  ASTPO\nPG  3\nLA  English\nCY  Copyright 2031 Aster Post\n\nLP\n{first}\n\nTD\n{second}\n\nNS  gpol : Politics\nAN  Document ASTPO00020310507ez5700{n}xy\n\n"
    ),
    "accession numbers": made(
        "{title}\n\nBy Ann Body\n120 words\n{day}\n10:15\nAster Post\nASTPO\n3\nEnglish\nCopyright 2031 Aster Post. All rights reserved.\n\n{first}\n\n{second}\n\nDocument ASTPO00020310507ez5700{n}xy\n\n",
        below="Search Summary\nText harbour\nDate All Dates\n",
    ),
    "ruled and labelled": made(
        "Document {n} of {total}\n\n{title}\n\nAuthor: Ann Body\n\nPublication info: Aster Post ; Aster [Aster]. {day}: A.3.\n\nLinks: https://archive.example/1\n\nFull text: {first}\n\n{second}\n\nSubject: Ferries; Harbours\n\n"
        "Title: {title}\n\nPublication title: Aster Post\n\nPages: A.3\n\nPublication year: 2031\n\nPublication date: {day}\n\nPublisher: Aster Media\n\nLast updated: 2031-06-12\n",
        between="\n____________________________________________________________\n\n",
        above="____________________________________________________________\n\nReport Information\n\nTable of contents\n1. Envoys meet in harbour town\n\n",
    ),
    "labels only": made("Title: {title}\nSource: Aster Post\nDate: {day}\nAuthor: Ann Body\n\n{first}\n\n{second}\n", between="\n\n"),
    "records": made(
        "Record: {n}\nTitle: {title}\nAuthors: Ann Body\nSource: Aster Post, {day}, p3\nDocument Type: Article\nAbstract: None.\nFull Text: {first}\n\n{second}\nCopyright of Aster Post is the property of Aster Media.\n"
    ),
    "rules": made(
        "{title}\n\nAster Post\n{day}\n\nBy Ann Body\n\n{first}\n\n{second}\n", between="\n==========================================\n\n"
    ),
    "heads": made("{title}\nAster Post, {day}\nBy Ann Body\n\n{first}\n\n{second}\n", above="Press review of the week\n\n"),
    "heads, outlet above": made(
        "Aster Post\nCoast, {day} 120 words, p. 3\n\n{title}\nBy Ann Body\n\n{first}\n\n{second}\n\n© 2031 Aster Post. All rights reserved.\n\nnews·20310507·AP·12\n"
    ),
    "heads, with records": made(
        "{title}\nAster Post (Aster) - {day}\nAuthor/Byline: Ann Body\nSection: News\nPage: A3\n\n{first}\n\n{second}\n\nRecord: 1A2B3C{n}\nCopyright (c) 2031 Aster Post\n"
    ),
    "sources below": made(
        "Dokument {n} von {total}\n\n{title}\n\nAutor: Ann Body\n\n{first}\n\n{second}\n\n-- End --\n\nQuelle: Aster Post vom {day}, Seite 3\nDokumentnummer: 2031050{n}\n"
    ),
    "sheets": made("{title}\nAster Post\n{day}\nByline: Ann Body\n\n{first}\n\n{second}\n", between="\f"),
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_each_article_of_a_download_is_one(form: str) -> None:
    """With its own title, outlet, day, author and text; the day of loading is none, and notices are no text."""
    assert split(FORMS[form]) == EXPECTED


@pytest.mark.parametrize("form", ["counted, centred", "ended, with a list above", "accession numbers", "codes"])
@pytest.mark.parametrize("kind", ["page", "Word document", "OpenDocument text", "rich text", "Windows line ends"])
def test_downloads_in_other_kinds_of_file(form: str, kind: str) -> None:
    """As pages, Word documents and rich texts."""
    lines = FORMS[form].split("\n")
    if kind == "page":
        rows = [line.split("  ", 1) if line[:2].isupper() and line[2:4] == "  " else [line] for line in lines if line.strip()]
        body = "".join(
            f"<table><tr><td>{row[0]}</td><td>{row[1]}</td></tr></table>" if len(row) > 1 else f"<p>{row[0]}</p>" for row in rows
        )
        entry = ContainerEntry("download.html", f"<html><body>{body}</body></html>".encode())
    elif kind == "Word document":
        entry = ContainerEntry("download.docx", word_document(lines))
    elif kind == "OpenDocument text":
        entry = ContainerEntry("download.odt", open_text([line.replace("\t", "<text:tab/>") for line in lines]))
    elif kind == "rich text":
        text = "".join(line.replace("’", "\\'92").replace("\t", "\\tab ") + "\\par\n" for line in lines)
        entry = ContainerEntry("download.rtf", ("{\\rtf1\\ansi " + text + "}").encode("cp1252"))
    else:
        entry = ContainerEntry("download.txt", FORMS[form].replace("\n", "\r\n").encode("utf-8-sig"))
    assert outlines(split_document(entry, entry.name)) == EXPECTED


def word_document(lines: Sequence[str]) -> bytes:
    """A Word document of these paragraphs."""
    paragraphs = "".join(f"<w:p><w:r><w:t xml:space='preserve'>{line}</w:t></w:r></w:p>" for line in lines)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        archive.writestr(
            "word/document.xml",
            f"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{paragraphs}</w:body></w:document>",
        )
    return data.getvalue()


def open_text(paragraphs: Sequence[str], styles: str = "") -> bytes:
    """An OpenDocument text of these paragraphs; one that is markup stands as it is."""
    body = "".join(line if line.startswith("<") else f"<text:p>{line.replace('  ', ' <text:s/>')}</text:p>" for line in paragraphs)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
            "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
            "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'>"
            f"{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return data.getvalue()


def test_documents_parted_by_pages_headings_or_tables() -> None:
    """Page breaks, one heading an article, and small tables with the fields of each, as word processors write them."""
    word = [
        line
        for title, day, first, second in ARTICLES
        for line in (title, f"Aster Post, {day}", "By Ann Body", first, second + "</w:t><w:br w:type='page'/><w:t>")
    ]
    assert outlines(split_document(ContainerEntry("pages.docx", word_document(word)), "pages.docx")) == EXPECTED
    fields = [("Title", 0), ("Date", 1)]
    tables = [
        line
        for article in ARTICLES
        for line in (
            "</w:t></w:r></w:p><w:tbl>"
            + "".join(
                f"<w:tr><w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{value}</w:t></w:r></w:p></w:tc></w:tr>"
                for name, value in [*((name, article[at]) for name, at in fields), ("Source", "Aster Post"), ("Author", "Ann Body")]
            )
            + "</w:tbl><w:p><w:r><w:t>",
            article[2],
            article[3],
        )
    ]
    assert outlines(split_document(ContainerEntry("tables.docx", word_document(tables)), "tables.docx")) == EXPECTED
    breaks = "<office:automatic-styles><style:style style:name='P1' style:family='paragraph'><style:paragraph-properties fo:break-before='page'/></style:style></office:automatic-styles>"
    pages = [
        line
        for title, day, first, second in ARTICLES
        for line in (f"<text:h text:style-name='P1'>{title}</text:h>", "Aster Post", day, "By Ann Body", first, second)
    ]
    assert outlines(split_document(ContainerEntry("pages.odt", open_text(pages, breaks)), "pages.odt")) == EXPECTED


def test_markdown_with_several_articles() -> None:
    """Parted by headings and rules; with front matter a file is one article."""
    text = made("# {title}\n\n*Aster Post*, {day}\n\nBy Ann Body\n\n{first}\n\n{second}\n", between="\n---\n\n")
    assert split(text, "review.md") == EXPECTED
    assert split(f"---\ntitle: Review\n---\n{text}", "review.md") == []


HTML = {
    "headings": "<h2>{title}</h2><p>Aster Post</p><p>{day}</p><p>By Ann Body</p><p>{first}</p><p>{second}</p>",
    "headings, one line": "<h1>{title}</h1><p>Aster Post, {day}</p><p>By Ann Body</p><p>{first}</p><p>{second}</p>",
    "elements": "<article><h3>{title}</h3><div>Aster Post | {day}</div><div>Author: Ann Body</div><p>{first}</p><p>{second}</p></article>",
    "rules": "<div><b>{title}</b></div><div>Aster Post</div><div>{day}</div><div>Byline: Ann Body</div><p>{first}</p><p>{second}</p><hr>",
}


@pytest.mark.parametrize("form", sorted(HTML))
def test_pages_with_several_articles(form: str) -> None:
    """Parted by their elements, by rules or by headings, below a heading of the archive's."""
    page = (
        f"<html><head><title>Search results</title></head><body><p>Search results: 3 hits</p>{made(HTML[form], between='')}</body></html>"
    )
    assert split(page, "results.html") == EXPECTED


def test_a_page_of_a_site_is_no_download() -> None:
    """Though it has headings with days and teasers below its article."""
    teasers = made(HTML["elements"], between="")
    page = f"<html><head><meta property='og:type' content='article'></head><body><nav>Home</nav><article><h1>Envoys</h1><p>{ARTICLES[0][2]}</p></article>{teasers}</body></html>"
    assert split(page, "page.html") == []
    one = f"<html><body><h1>{ARTICLES[0][0]}</h1><p>{ARTICLES[0][1]}</p><p>{ARTICLES[0][2]}</p><h2>What divides the two sides</h2><p>{ARTICLES[1][2]}</p><h2>What is next</h2><p>{ARTICLES[2][2]}</p></body></html>"
    assert split(one, "one.html") == []


@pytest.mark.parametrize("form", ["counted, centred", "ended, with a list above", "accession numbers"])
def test_a_download_as_a_pdf(form: str) -> None:
    """Its articles run over pages; the marks of an archive on the first ones distinguish it from other PDFs."""
    lines = [piece for line in FORMS[form].split("\n") for piece in (textwrap.wrap(line, 80) or [""])]
    pages = [lines_at(lines[start : start + 45]) for start in range(0, len(lines), 45)]
    entries = split_document(ContainerEntry("download.pdf", pdf_of(pages)), "download.pdf")
    assert outlines(entries) == EXPECTED
    assert split_document(ContainerEntry("one.pdf", pdf_of([lines_at(textwrap.wrap(ARTICLES[0][2], 80))])), "one.pdf") == ()
    assert split_document(ContainerEntry("broken.pdf", b"%PDF-1.4 x"), "broken.pdf") == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{ARTICLES[0][0]}\n\n1 of 2\n\n{ARTICLES[0][2]}\n\n2 of 2\n\n{ARTICLES[0][3]}\n",
        f"{ARTICLES[0][0]}\n{ARTICLES[0][1]}\n\n{ARTICLES[0][2]}\n\n----------------------------------\n\n{ARTICLES[0][3]}\n",
        f"{ARTICLES[0][0]}\n\nBy Ann Body\n\n{ARTICLES[0][1]}\n\n{ARTICLES[0][2]}\n\n{ARTICLES[0][3]}\n",
        f"Title: {ARTICLES[0][0]}\nSource: Aster Post\nDate: {ARTICLES[0][1]}\n\n{ARTICLES[0][2]}\n\n{ARTICLES[0][3]}\n",
        f"{ARTICLES[0][0]}\n{ARTICLES[0][1]}\n\n{ARTICLES[0][2]}\n\nBy Ann Body\n{ARTICLES[0][1]}\n\n{ARTICLES[1][2]}\n\n{ARTICLES[1][3]}\n",
        f"{ARTICLES[0][0]}\nAster Post, {ARTICLES[0][1]}\n\n{ARTICLES[0][2]}\n\n{ARTICLES[0][3]}\n\nMore news\nIsland pays\nAster Post, May 9, 2031\n\n{ARTICLES[1][2]}\n",
        f"How the quarrel began\nAster Post, {ARTICLES[2][1]}\n\n{ARTICLES[0][1]}\n\n{ARTICLES[0][2]}\n\n{ARTICLES[1][1]}\n\n{ARTICLES[1][2]}\n",
    ],
)
def test_one_article_stays_one(text: str) -> None:
    """Though it is in two pages, has a rule in it, or bears the labels of an archive once."""
    assert split(text) == []


@pytest.mark.parametrize(("label", "author"), [("Abby Roe", "Abby Roe"), ("By Nadi Roe", "Nadi Roe"), ("Von Ann Roe", "Ann Roe")])
def test_an_author_loses_by_and_no_part_of_the_name(label: str, author: str) -> None:
    """Though a first name ends in one of the words that stand before a name."""
    assert {byline for _, _, _, byline, _ in split(FORMS["labels only"].replace("Ann Body", label))} == {author}


def test_a_damaged_rich_text_is_left_to_its_reader() -> None:
    """Which says what is wrong with it; here a count is missing."""
    entry = ContainerEntry("a.rtf", b"{\\rtf1\\ansi Envoys meet\\uc{9}\\par}")
    assert split_document(entry, "a.rtf") == ()
    assert with_doubt(entry) == entry


def test_a_file_that_seems_to_hold_several_says_so() -> None:
    """Where the shape is not known, so that its events are not taken for those of one day."""
    text = "\n\n".join(f"+++ {title} +++\nAster Post\n{day}\nLENGTH: 120 words\n{first}" for title, day, first, _ in ARTICLES)
    teasers = [line for title, day, first, _ in ARTICLES for line in (title, f"Aster Post, {day}", first)]
    documents = (ContainerEntry("a.docx", word_document(teasers)), ContainerEntry("a.odt", open_text(teasers)))
    assert [(split_document(document, "a"), with_doubt(document).note) for document in documents] == [((), SEVERAL)] * 2
    entry = ContainerEntry("download.txt", text.encode())
    assert split_document(entry, "download.txt") == ()
    assert with_doubt(entry).note == SEVERAL
    one = ContainerEntry("one.txt", f"{ARTICLES[0][0]}\n\n{ARTICLES[0][2]}".encode())
    assert with_doubt(one) == one


def test_an_article_without_text_or_with_an_open_day_is_reported() -> None:
    """The others are whole."""
    text = FORMS["labels only"].replace("May 9, 2031", "04/05/2031").replace(ARTICLES[2][2], "x").replace(ARTICLES[2][3], "y")
    entries = split_document(ContainerEntry("a.txt", text.encode()), "a.txt")
    assert len(entries) in {0, 3}
    entries = split_document(ContainerEntry("a.txt", FORMS["labels only"].replace("May 9, 2031", "04/05/2031").encode()), "a.txt")
    assert [("was not recognised" in entry.note) for entry in entries] == [False, True, False]
