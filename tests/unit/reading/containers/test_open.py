"""Files that hold several articles: archives, mailboxes, feeds, tables, web archives, made for the test."""

import gzip
import io
import json
import stat
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import UnreadableFile
from dossier.reading.containers import archive, wacz
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.open import DecompressionBudget, read_container
from dossier.reading.formats.markdown import read_markdown
from dossier.reading.registry import CONTAINERS, container_kind

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
MAIL = (
    f"From: Ann Body <a@example.org>\nSubject: Envoys meet\nDate: Wed, 07 May 2031 10:00:00 +0000\n\n{STORY}\n\n>From the quay they left.\n"
)


def opened(data: bytes, name: str, **columns: str) -> list[ContainerEntry]:
    """The entries of a container."""
    return list(read_container(io.BytesIO(data), name, DecompressionBudget(columns=columns)))


def zipped(parts: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def tarred(parts: Mapping[str, bytes], mode: str = "w:gz", link: str = "") -> bytes:
    """A tar archive, perhaps with a link in it."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as tar:  # type: ignore[call-overload]
        for name, part in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(part)
            tar.addfile(entry, io.BytesIO(part))
        if link:
            entry = tarfile.TarInfo("link.txt")
            entry.type, entry.linkname = tarfile.SYMTYPE, link
            tar.addfile(entry)
    return data.getvalue()


@pytest.mark.parametrize("name", ["a.zip", "a.TAR", "a.tar.gz", "a.tgz", "b.warc.gz", "c.ndjson"])
def test_the_suffix_gives_the_container_kind(name: str) -> None:
    """Also of two suffixes and in any letter case; a dossier's own bundle is none."""
    assert container_kind(name) in CONTAINERS.values()
    assert container_kind("case.dossier.zip") is None
    assert container_kind("a.txt") is None


@pytest.mark.parametrize(
    ("name", "mode"), [("a.zip", ""), ("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz")]
)
def test_files_of_an_archive_are_taken_byte_for_byte(name: str, mode: str) -> None:
    """Those that are read; others are marked, hidden ones left out."""
    parts = {"in/story.txt": STORY.encode(), "in/photo.png": b"x", "in/.hidden.txt": b"x", "__MACOSX/story.txt": b"x"}
    entries = opened(tarred(parts, mode) if mode else zipped(parts), name)
    assert [(m.name, m.data, m.shown) for m in entries if not m.skipped] == [("story.txt", STORY.encode(), "in/story.txt")]
    assert [m.shown for m in entries if m.skipped] == ["in/photo.png"]


@pytest.mark.parametrize("name", ["../../story.txt", "/etc/story.txt", "a/../../story.txt", "..\\story.txt", "C:\\story.txt"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    """In zip and tar; the good file beside it is taken."""
    for entries in (opened(zipped({name: b"x", "ok.txt": b"y"}), "a.zip"), opened(tarred({name: b"x", "ok.txt": b"y"}), "a.tgz")):
        assert [(bool(m.error), m.data) for m in entries] == [(True, b""), (False, b"y")]
        assert "outside the archive" in entries[0].error


def test_links_are_refused() -> None:
    """They would let a stranger's archive name any file of the user's."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive_file:
        entry = zipfile.ZipInfo("link.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive_file.writestr(entry, "/etc/passwd")
    for entries in (opened(data.getvalue(), "a.zip"), opened(tarred({}, link="/etc/passwd"), "a.tgz")):
        assert [("link" in m.error, m.data) for m in entries] == [(True, b"")]


def test_bombs_are_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that swells, one that is too large, archives that swell in all: the limit is named."""
    assert "200 times" in opened(zipped({"a.txt": bytes(20_000_000)}), "a.zip")[0].error
    monkeypatch.setattr(archive, "MOST_FILE", 1000)
    assert opened(zipped({"a.txt": bytes(2000)}), "a.zip")[0].error == archive.TOO_LARGE
    assert opened(tarred({"a.txt": bytes(2000)}), "a.tgz")[0].error == archive.TOO_LARGE
    two = zipped({"a.txt": b"a", "b.txt": b"b"})
    for allowance, says in ((DecompressionBudget(members=1), "20,000 files"), (DecompressionBudget(size=1), "2 GB")):
        assert says in list(read_container(io.BytesIO(two), "a.zip", allowance))[-1].error


def test_a_stream_gives_no_more_than_its_limit() -> None:
    """A compressed tar that never ends is left after so many bytes."""
    reader = archive.LimitedReader(io.BytesIO(b"12345678"), 6)
    assert reader.read(4) == b"1234"
    with pytest.raises(UnreadableFile, match="GB"):
        reader.read(4)


def test_archives_in_archives_are_opened_three_deep() -> None:
    """And no deeper; each place is named in full."""
    data, shown = STORY.encode(), []
    for name in ("story.txt", "a.zip", "b.zip", "c.zip"):
        data = zipped({name: data})
        entries = opened(data, "top.zip")
        shown.append((entries[0].shown, bool(entries[0].error)))
    assert shown[2] == ("b.zip/a.zip/story.txt", False)
    assert shown[3][1]
    assert "more than 3 nested" in opened(data, "top.zip")[0].error


def test_locked_and_broken_archives_are_reported() -> None:
    """Entries before the damage are read."""
    locked = bytearray(zipped({"a.txt": b"a"}, zipfile.ZIP_STORED))
    place = locked.rindex(b"PK\x01\x02")
    locked[place + 8] |= 1
    assert "password" in opened(bytes(locked), "a.zip")[0].error
    assert "not a valid" in opened(b"PK\x03\x04garbage", "a.zip")[0].error
    assert "not a valid" in opened(b"garbage" * 200, "a.tar")[0].error
    whole = tarred({f"{n}.txt": (STORY * 50).encode() for n in range(9)}, "w")
    entries = opened(whole[: len(whole) // 2 - 300], "a.tar")
    assert entries[0].data
    assert entries[-1].error


def test_a_mailbox_gives_its_mails() -> None:
    """Each under its subject, quoted lines restored; the same mailbox gives the same bytes again."""
    box = f"From a@example.org Wed May  7 10:00:00 2031\n{MAIL}\nFrom b@example.org Thu May  8 10:00:00 2031\n{MAIL.replace('Envoys meet', 'Re: Later/again')}".encode()
    entries = opened(box, "news.mbox")
    assert [m.name for m in entries] == ["Envoys meet.eml", "Later again.eml"]
    assert entries[0].data == MAIL.replace(">From", "From").encode() + b"\n"
    assert entries == opened(box, "news.mbox")
    assert "not a mailbox" in opened(MAIL.encode(), "news.mbox")[0].error


RSS = """<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>Aster Post</title><language>en-gb</language>
<item><title>Envoys &amp; ferries</title><link>https://example.org/1</link><author>Ann Body</author><pubDate>Wed, 07 May 2031 10:00:00 GMT</pubDate>
<description>Short.</description><c:encoded><![CDATA[<p>{story}</p><p>Then they <b>left</b>.</p><script>x()</script>]]></c:encoded></item>
<item><title>Empty</title><link>https://example.org/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Aster Post</title><entry><title>Envoys</title><id>u</id><updated>2031-05-07T10:00:00Z</updated>
<link href="https://example.org/3"/><summary>{story}</summary></entry></feed>"""


def test_a_feed_gives_its_entries() -> None:
    """The longest text of each, with the feed's metadata; an entry without text is refused with its address, a teaser is marked."""
    entries = opened(RSS.format(story=STORY).encode(), "aster.rss")
    draft = read_markdown(entries[0].data)
    assert (entries[0].name, draft.title, draft.outlet, draft.byline, draft.url, draft.language) == (
        "Envoys & ferries.md",
        "Envoys & ferries",
        "Aster Post",
        "Ann Body",
        "https://example.org/1",
        "en",
    )
    assert draft.text == f"{STORY}\n\nThen they left."
    assert draft.published is not None
    assert str(draft.published.day) == "2031-05-07"
    assert "https://example.org/1" in entries[0].note
    assert "https://example.org/2" in entries[1].error
    assert read_markdown(opened(ATOM.format(story=STORY).encode(), "a.atom")[0].data).text == STORY
    assert "not a valid RSS" in opened(b"<a/>", "a.xml")[0].error


def test_a_table_gives_its_rows() -> None:
    """Columns are recognised in many spellings; objects and lists inside give their names; a row without text is an error."""
    rows = [
        {
            "Headline": "Envoys meet",
            "Body": f"<p>{STORY}</p><p>“=1+1”</p>",
            "source": {"uri": "a.example", "title": "Aster Post"},
            "authors": [{"name": "Ann Body"}, {"name": "Bo Dy"}],
            "publishedAt": "2031-05-07T10:00:00Z",
            "link": "https://example.org/1",
            "lang": "eng",
        },
        {"Headline": "Empty", "Body": ""},
    ]
    entries = opened("\n".join(map(json.dumps, rows)).encode() + b"\nnot json\n", "a.jsonl")
    draft = read_markdown(entries[0].data)
    assert (draft.title, draft.outlet, draft.byline, draft.language, str(draft.published and draft.published.day)) == (
        "Envoys meet",
        "Aster Post",
        "Ann Body, Bo Dy",
        "en",
        "2031-05-07",
    )
    assert draft.text == f"{STORY}\n\n“=1+1”"
    assert [m.error for m in entries[1:]] == ["The row has no text.", "The line is not JSON."]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_named_columns(separator: str) -> None:
    """A table with any separator; a column with another name can be mapped, a missing one is an error."""
    cell = STORY.replace(",", " -")
    data = separator.join(["Kopf", "Wortlaut", "Wann"]) + "\r\n" + separator.join(["=Envoys", f'"{cell}"', "20310507T101500Z"]) + "\r\n"
    assert "Kopf, Wortlaut, Wann" in opened(data.encode(), "a.csv")[0].error
    assert "Kopf, Wortlaut, Wann" in opened(data.encode(), "a.csv", text="Body")[0].error
    draft = read_markdown(opened(data.encode("utf-8-sig"), "a.csv", text="Wortlaut", title="Kopf", date="Wann")[0].data)
    assert (draft.title, draft.text, str(draft.published and draft.published.day)) == ("=Envoys", cell, "2031-05-07")


def test_moments_in_seconds_are_days() -> None:
    """As dumps of web services give them."""
    moment = int(datetime(2031, 5, 7, 12, tzinfo=UTC).timestamp())
    for number in (moment, moment * 1000):
        draft = read_markdown(opened(json.dumps({"text": STORY, "timestamp": number}).encode(), "a.jsonl")[0].data)
        assert str(draft.published and draft.published.day) == "2031-05-07"


def warc(*, packed: bool) -> bytes:
    """A web archive of a page, a picture and a page that was not there, written as ISO 28500 says."""
    data = b""
    for address, status, kind, body in (
        ("https://example.org/news/envoys-meet.html", "200 OK", "text/html; charset=utf-8", f"<p>{STORY}</p>".encode()),
        ("https://example.org/a.png", "200 OK", "image/png", b"x"),
        ("https://example.org/gone", "404 Not Found", "text/html", b"gone"),
    ):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-07T10:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:{len(data)}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        record = head.encode() + http + b"\r\n\r\n"
        data += gzip.compress(record, mtime=0) if packed else record
    return data


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_its_pages(packed: bool) -> None:  # noqa: FBT001  pytest names it
    """Pages that were there, with their address and headers beside them; the rest is marked."""
    entries = opened(warc(packed=packed), "a.warc.gz" if packed else "a.warc")
    (page,) = [m for m in entries if not m.skipped]
    assert (page.name, page.data, len(entries)) == ("envoys-meet.html", f"<p>{STORY}</p>".encode(), 3)
    source = json.loads(page.sidecar)
    assert (source["url"], source["status"]) == ("https://example.org/news/envoys-meet.html", 200)
    assert "not a valid" in opened(b"garbage\r\n" * 20, "a.warc")[-1].error


def test_a_web_archive_packed_all_together_is_read() -> None:
    """Though the format wants its records packed one by one."""
    entries = opened(gzip.compress(warc(packed=False)), "a.warc.gz")
    assert [entry.name for entry in entries if entry.data] == [entry.name for entry in opened(warc(packed=True), "a.warc.gz") if entry.data]


def test_a_web_archive_collection_gives_the_pages_of_its_warc_files() -> None:
    """Of each of them, packed or not; index and page list are no files of their own, and a broken WARC file leaves the others alone."""
    parts = {
        "archive/a.warc.gz": warc(packed=True),
        "archive/b.warc": warc(packed=False),
        "archive/c.warc.gz": b"garbage\r\n" * 20,
        "indexes/index.cdx": b"x",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}',
        "datapackage.json": b"{}",
    }
    for how in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        entries = opened(zipped(parts, how), "harbour.WACZ")
        pages = [entry for entry in entries if entry.data]
        assert [page.name for page in pages] == ["envoys-meet.html", "envoys-meet.html"]
        assert json.loads(pages[0].sidecar)["url"] == "https://example.org/news/envoys-meet.html"
        assert [(entry.shown, "web archive" in entry.error) for entry in entries if entry.error] == [("archive/c.warc.gz", True)]
    assert "no WARC" in opened(zipped({"datapackage.json": b"{}"}), "a.wacz")[0].error
    assert "not a valid WACZ" in opened(b"PK\x03\x04", "a.wacz")[0].error
    inside = opened(zipped({"saved/harbour.wacz": zipped(parts)}), "all.zip")
    assert len([entry for entry in inside if entry.data]) == 2


def test_a_collection_unpacks_no_more_than_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """All its WARC files taken together."""
    monkeypatch.setattr(wacz, "MOST_STREAM", 100_000)
    entries = opened(zipped({f"archive/{name}.warc": warc(packed=False) * 50 for name in "abc"}), "a.wacz")
    assert "unpacks to more than" in entries[-1].error


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(CONTAINERS)),
    st.one_of(
        st.binary(max_size=80),
        st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"From x\n", b"<rss>", b"{}\n[", b"a,b\n1", b"WARC/1.0\r\n"]),
    ),
    st.binary(max_size=30),
)
def test_any_bytes_give_members_or_reasons(suffix: str, start: bytes, more: bytes) -> None:
    """Broken containers never fail otherwise."""
    assert all(m.error or m.skipped or m.data for m in opened(start + more, f"a{suffix}"))


@pytest.mark.parametrize(
    "feed",
    [
        "<?xml version='1.0' encoding='a\0b'?><rss version='2.0'><channel><title>A</title></channel></rss>",
        "<rss version='2.0'><channel><image><width>wide</width></image><item><title>A</title></item></channel></rss>",
        "<rss version='2.0'><channel><image><width></width><height>&#xD800;</height></image></channel></rss>",
    ],
)
def test_a_feed_that_breaks_the_library_is_refused(feed: str) -> None:
    """In a sentence, as any broken one."""
    entries = list(read_container(io.BytesIO(feed.encode()), "a.rss", DecompressionBudget()))
    assert all(member.error for member in entries)
    assert entries


def test_a_web_archive_that_is_odd_says_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """The library would warn there, with pieces of the page; the page is taken all the same."""
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://news.example.org/a\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n"
    entries = list(read_container(io.BytesIO((head + b"WordsMORE\r\n") * 2), "a.warc", DecompressionBudget()))
    assert [m.data for m in entries if m.data][:1] == [b"Words"]
    assert capfd.readouterr().err == ""
