"""Files made to stall a reader: each is read or refused after work in proportion to its size. No time is measured: what is guarded here would
not end while the tests run.
"""

import io
import zipfile

import pytest

from dossier.errors import UnreadableFile
from dossier.model.article import Article
from dossier.reading.cleaning.publication_date import parse_day
from dossier.reading.formats import docx
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


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Grain" + b" " * 100_000 + b"\n\n" + TEXT, "a.txt"),
        (b"From: a@b.example\nSubject: Grain\n\n" + b" " * 100_000 + b"x\n\n" + TEXT, "a.eml"),
        (b"<p>Grain" + b"&nbsp;" * 100_000 + b"x</p><p>" + TEXT + b"</p>", "a.html"),
    ],
)
def test_a_run_of_blanks_is_read(data: bytes, name: str) -> None:
    """Patterns that begin with blanks looked at the run from each of them."""
    article = read(data, name)
    assert article is not None
    assert TEXT.decode() in article.text


def test_a_dotted_key_is_refused_with_its_line() -> None:
    """Python's reader of TOML would take minutes and gigabytes."""
    with pytest.raises(UnreadableFile, match="Line 3 of the front matter has more than 200 dots"):
        read_bytes(b'+++\ntitle = "Grain"\n' + b"a." * 50_000 + b"b = 1\n+++\n" + TEXT, "a.md")


def test_a_word_document_of_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tags are counted before the library reads them."""
    monkeypatch.setattr(docx, "MOST_TAGS", 100)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<document>{'<p/>' * 200}</document>")
    with pytest.raises(UnreadableFile, match="more than 100 tags"):
        read_bytes(file.getvalue(), "a.docx")


def test_of_many_days_a_few_are_read() -> None:
    """Each takes a millisecond or two; a page of nothing but days had thousands."""
    lines = "".join(f"<p>{number % 28 + 1} March {1900 + number // 28}</p>" for number in range(2_000))
    before = parse_day.cache_info().misses
    read(f"<html><body>{lines}</body></html>".encode(), "a.html")
    assert parse_day.cache_info().misses - before < 500
