"""The limits that docs/formats.md names are those of the program."""

from pathlib import Path

from dossier.folder import gathering, intake
from dossier.reading import archive, attachments, containers, encoding, epub, feed, fetch, html, packed, pdf, read, rows
from dossier.reading.kinds import METHODS

FORMATS = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_method_is_told():
    """Each method of each kind of file stands in the table, the usual one first."""
    rows = [f"| `{name}` | {what} |" for ways in METHODS.values() for name, what in ways]
    assert [row for row in rows if row not in FORMATS] == []


def test_every_limit_is_told_as_it_is():
    """Each number of the code stands in its row of the table."""
    told = [
        f"| text of one article | {read.MOST_CHARACTERS:,} characters |",
        f"a mail) | {encoding.MOST_RAW:,} characters |",
        f"| one file | {read.MOST_BYTES // 1_000_000} MB |",
        f"puts in it | {html.MOST_MARKUP // 1_000_000} MB |",
        f"| a PDF | {pdf.MOST_PAGES:,} pages |",
        f"taken together | {containers.MOST_MEMBERS:,} articles, {containers.MOST_BYTES // 1_000_000_000} GB |",
        f"| containers inside one another | {containers.DEEPEST} |",
        f"| {archive.MOST_FILE // 1_000_000} MB, and {archive.MOST_RATIO} times its packed size where it is over {archive.SMALL // 1_000_000} MB |",
        f"| a compressed tar | {archive.MOST_STREAM // 1_000_000_000} GB unpacked |",
        f"| a feed | {feed.MOST_BYTES // 1_000_000} MB |",
        f"| a table | {rows.MOST_BYTES // 1_000_000} MB |",
        f"| a page that is fetched | {fetch.MOST_BYTES // 1_000_000} MB |",
        f"| pages fetched for one feed at once | {gathering.MOST_PAGES} |",
        f"| attachments of one mail | {attachments.MOST_ATTACHED}, {attachments.MOST_FILE // 1_000_000} MB each |",
        f"| mails attached to one another | {intake.DEEPEST} |",
        f"| {packed.MOST_UNPACKED // 1_000_000} MB unpacked, {packed.MOST_PART // 1_000_000} MB a part, {epub.MOST_CHAPTERS} chapters |",
    ]
    assert [row for row in told if row not in FORMATS] == []
    assert f"fewer than {feed.TEASER} words" in FORMATS
    assert (fetch.PAUSE, fetch.CONNECT, fetch.TOTAL, fetch.MOST_HOPS) == (5, 10, 30, 5)
