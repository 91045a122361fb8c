"""Files made to stall a reader: each is read or refused after work in proportion to its size. No time is measured: what is guarded here would
not end while the tests run.
"""

import pytest

from dossier.errors import UnreadableFile
from dossier.model.article import Article
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
