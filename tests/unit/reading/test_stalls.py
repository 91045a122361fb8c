"""Files made to stall a reader: each is read or refused after work in proportion to its size. No time is measured: what is guarded here would
not end while the tests run.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest

from dossier.errors import UnreadableFile
from dossier.model.article import Article
from dossier.reading.cleaning.publication_date import parse_day
from dossier.reading.containers import feed
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.containers.split import split_document
from dossier.reading.formats.html import decode_page
from dossier.reading.formats.rtf import plain_text
from dossier.reading.read import read_bytes

TEXT = b"The harbour board met on Monday to talk about the price of grain."
REPEATED = b"".join(b"b%d: &b%d [*b%d, *b%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 40))


def read(data: bytes, name: str) -> Article | None:
    """The article, or nothing where the file is refused."""
    try:
        return read_bytes(data, name)
    except UnreadableFile:
        return None


@pytest.mark.parametrize(
    "line", [b"# a" + b" " * 100_000 + b"x", b"# " + b"#" * 100_000 + b"x", b"# " + b"# " * 50_000 + b"x"], ids=["blanks", "signs", "both"]
)
def test_a_long_heading_is_read(line: bytes) -> None:
    """The heading's end was looked for from each of its blanks."""
    article = read(line + b"\n\n" + TEXT, "a.md")
    assert article is not None
    assert TEXT.decode() in article.text


def test_front_matter_that_repeats_itself_is_not_written_out() -> None:
    """Forty anchors would be a list of a million million names."""
    article = read(b"---\nb0: &b0 [x, y]\n" + REPEATED + b"author: *b39\ntitle: Grain\n---\n" + TEXT, "a.md")
    assert article is not None
    assert (article.title, article.byline) == ("Grain", "")


def test_front_matter_that_merges_itself_is_not_written_out() -> None:
    """Tables that take in one another three times each would be a table of a million million rows."""
    merged = b"".join(b"b%d: &b%d {<<: [*b%d, *b%d, *b%d]}\n" % (n, n, n - 1, n - 1, n - 1) for n in range(1, 30))
    article = read(b"---\nb0: &b0 {x: 1}\n" + merged + b"title: Grain\n---\n" + TEXT, "a.md")
    assert article is not None
    assert article.title == "Grain"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Grain" + b" " * 100_000 + b"\n\n" + TEXT, "a.txt"),
        (b"From: a@b.example\nSubject: Grain\n\n" + b" " * 100_000 + b"x\n\n" + TEXT, "a.eml"),
        (b"<p>Grain" + b"&nbsp;" * 100_000 + b"x</p><p>" + TEXT + b"</p>", "a.html"),
    ],
    ids=["text", "mail", "page"],
)
def test_a_run_of_blanks_is_read(data: bytes, name: str) -> None:
    """Patterns that begin with blanks looked at the run from each of them."""
    article = read(data, name)
    assert article is not None
    assert TEXT.decode() in article.text


@pytest.mark.parametrize("line", [b"", b"===", b"...", b"    "])
def test_lines_without_words_are_no_press_archive(line: bytes) -> None:
    """From each line, the marks of press archives were looked for behind all that follow."""
    data = TEXT + (b"\n" + line) * 100_000 + b"\n" + TEXT
    assert split_document(ContainerEntry("a.txt", data), "a.txt") == ()


def test_comments_without_an_end_are_read() -> None:
    """The end of each was looked for in the whole page, to find the encoding that the page declares."""
    source = b"<html><head>" + b"<!--" * 45_000 + b"--><meta charset='windows-1252'></head><body><p>\x93" + TEXT + b"\x94</p></body></html>"
    assert "“" in decode_page(source)


def test_a_dotted_key_is_refused_with_its_line() -> None:
    """Python's reader of TOML would take minutes and gigabytes."""
    with pytest.raises(UnreadableFile, match="Line 3 of the front matter has more than 200 dots"):
        read_bytes(b'+++\ntitle = "Grain"\n' + b"a." * 50_000 + b"b = 1\n+++\n" + TEXT, "a.md")


DOCX, ODT, EPUB = "word/document.xml", "content.xml", "chapter.html"


def package(part: str, source: str, chapters: int = 1) -> bytes:
    """A Word document, an OpenDocument text or a book, whichever has such a part; a book's only chapter is listed so many times."""
    container = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    spine = '<itemref idref="a"/>' * chapters
    book = f'<package><manifest><item id="a" href="{EPUB}" media-type="text/html"/></manifest><spine>{spine}</spine></package>'
    parts = {"[Content_Types].xml": "<Types/>", "META-INF/container.xml": container, "book.opf": book, part: source}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return file.getvalue()


@pytest.mark.parametrize(
    ("part", "name", "source"),
    [
        (DOCX, "a.docx", f"<document>{'<p/>' * 100_000}</document>"),
        (DOCX, "a.docx", f"<document>{'<p/>    ' * 100_000}</document>"),
        (DOCX, "a.docx", "<" * 100_000),
        (ODT, "a.odt", f"<office>{'<p/>' * 100_000}</office>"),
        (EPUB, "a.epub", "<p>" * 100_000),
    ],
)
def test_a_document_of_tags_is_refused(part: str, name: str, source: str) -> None:
    """The tags are counted before a library reads them: mammoth would take half a minute for a small file."""
    with pytest.raises(UnreadableFile, match=r"100,0.. tags, but hardly any text"):
        read_bytes(package(part, source), name)


def test_a_book_with_a_huge_chapter_many_times_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than 50 MB"):
        read_bytes(package(EPUB, "<p>" + " " * 1_000_000, chapters=500), "a.epub")


def test_of_many_days_a_few_are_read() -> None:
    """Each takes a millisecond or two; a page of nothing but days had thousands."""
    lines = "".join(f"<p>{number % 28 + 1} March {1900 + number // 28}</p>" for number in range(2_000))
    before = parse_day.cache_info().misses
    read(f"<html><body>{lines}</body></html>".encode(), "a.html")
    assert parse_day.cache_info().misses - before < 500


def entries_of(data: bytes, name: str) -> list[ContainerEntry]:
    """What a container gives."""
    return list(read_container(io.BytesIO(data), name, DecompressionBudget()))


def test_a_feed_of_a_million_entries_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library would parse all of it first, for minutes."""
    monkeypatch.setattr(feed, "MOST_ENTRIES", 200)
    entry = b"<item><title>Grain</title><description>The harbour board met.</description></item>"
    data = b"<rss version='2.0'><channel><title>Post</title>" + b"<item/>" * 1_000_000 + b"</channel></rss>"
    entries = entries_of(data, "a.rss")
    assert len(entries) == 201
    assert "more than 200 entries" in entries[-1].error
    first = entries_of(data.replace(b"<item/>", entry, 1), "a.rss")[0]
    assert b"The harbour board met." in first.data


def test_a_feed_of_tags_only_is_refused() -> None:
    data = b"<rss version='2.0'><channel><item>" + b"<link/>" * 600_000 + b"</item></channel></rss>"
    (entry,) = entries_of(data, "a.rss")
    assert "more than 500,000 tags" in entry.error


@pytest.mark.parametrize(
    "data",
    [bytes(30_000_000), b"WARC/1.0\r\n" + b"a: b\r\n" * 1_000_000, b"WARC/1.0\r\n" + b"a" * 30_000_000],
    ids=["zeros", "headers", "line"],
)
def test_a_web_archive_without_an_end_of_headers_is_refused(data: bytes) -> None:
    """The library joins a line that has no end piece by piece, each time all of it."""
    for entries in (entries_of(data, "a.warc"), entries_of(gzip.compress(data), "a.warc.gz")):
        assert [entry.error for entry in entries][-1:] != [""]
        assert not any(entry.data for entry in entries)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_tar_of_zeros_is_refused(pack: Callable[[bytes], bytes]) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(TEXT)
        archive.addfile(entry, io.BytesIO(TEXT))
        entry = tarfile.TarInfo("zeros.bin")
        entry.size = 20_000_000
        archive.addfile(entry, io.BytesIO(bytes(20_000_000)))
    entries = entries_of(pack(file.getvalue()), "a.tar.gz")
    assert entries[0].data == TEXT
    assert "more than 200 times its size" in entries[-1].error


def tar_header(kind: bytes, contents: bytes) -> bytes:
    """A header of that type, with its contents in whole blocks."""
    header = tarfile.TarInfo("a.txt")
    header.type, header.size = kind, len(contents)
    return header.tobuf(tarfile.USTAR_FORMAT) + contents + bytes(-len(contents) % tarfile.BLOCKSIZE)


TAR_TEXT = tar_header(tarfile.REGTYPE, TEXT)


@pytest.mark.parametrize(
    "attack",
    [
        tar_header(tarfile.XHDTYPE, b"1" * 1_000_000),
        (tar_header(tarfile.XHDTYPE, b"1" * 15_000) + TAR_TEXT) * 1_000,
        b"".join(tar_header(tarfile.XGLTYPE, b"13 %06d=b\n" % number) + TAR_TEXT for number in range(20_000)),
        tar_header(tarfile.GNUTYPE_LONGNAME, b"a/" * 1_000_000),
    ],
    ids=["digits", "digits before each", "for all entries", "name"],
)
def test_the_headers_of_a_tar_archive_are_limited(attack: bytes) -> None:
    """The library looks for a number from each digit of a header, and copies all headers that are for all entries at each."""
    entries = entries_of(TAR_TEXT + attack + TAR_TEXT, "a.tar")
    assert entries[0].data == TEXT
    assert "unusually long or many" in entries[-1].error


def test_usual_headers_of_a_tar_archive_are_read() -> None:
    """Names of 200 letters and one comment for all, as `git archive` writes them."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": "0" * 40}) as archive:
        for number in range(300):
            entry = tarfile.TarInfo(f"{'ä' * 200}-{number}.txt")
            entry.size = len(TEXT)
            archive.addfile(entry, io.BytesIO(TEXT))
    assert [entry.data for entry in entries_of(file.getvalue(), "a.tar")] == [TEXT] * 300


def test_a_web_archive_in_a_bomb_is_refused() -> None:
    entries = entries_of(
        gzip.compress(b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 20000000\r\n\r\n" + bytes(20_000_000)), "a.warc.gz"
    )
    assert "more than 200 times its size" in entries[-1].error


@pytest.mark.parametrize(
    "fonts",
    [rb"{\f0 A;}" * 40_000, rb"{\f0\fcharset0 A}" * 20_000, rb"{\f0\fswiss\fcharset0 Arial;}" * 10_000, rb"\f0" * 100_000],
    ids=["no set", "no end", "whole", "numbers"],
)
def test_a_long_font_table_is_read(fonts: bytes) -> None:
    """The library looked for the end of each font in all of the table."""
    article = read(rb"{\rtf1\ansi{\fonttbl" + fonts + b"}" + TEXT + rb"\par}", "a.rtf")
    assert article is not None
    assert article.text.strip() == TEXT.decode()


def test_the_character_set_of_a_font_is_used() -> None:
    """Cyrillic in a font of its own, in a document that is otherwise Western."""
    fonts = rb"{\fonttbl{\f0\fswiss\fcharset0 Sans;}{\f1\froman\fcharset204 Serif{\*\falt Other};}}"
    assert plain_text(rb"{\rtf1\ansi\ansicpg1252" + fonts + rb"Board \f1 \'cf\'f0\'e8\'ec}").split() == ["Board", "Прим"]


def test_many_links_in_rich_text_are_read() -> None:
    """Each was looked for from each other one. A reader sees the words of a link, not its address."""
    link = rb'{\field{\*\fldinst{HYPERLINK "http://post.example/a"}}{\fldrslt{board}}} '
    article = read(rb"{\rtf1\ansi " + TEXT + b" " + link * 1000 + rb"\par}", "a.rtf")
    assert article is not None
    assert article.text.count("board") == 1001
    assert "post.example" not in article.text
    read(rb"{\rtf1\ansi " + rb'{\field{\*\fldinst{HYPERLINK "' * 8000 + TEXT + rb"\par}", "a.rtf")


def test_a_long_word_is_read() -> None:
    """Notices of rights were looked for from each of its letters."""
    article = read(TEXT + b"\n\n" + b"A" * 100_000 + b"\n\n" + TEXT, "a.txt")
    assert article is not None
