"""Downloads: pages behind the teasers of a feed are fetched first, and nothing is locked meanwhile."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock

from dossier.api import open_dossier
from dossier.errors import Cancelled
from dossier.model.article import DateBasis
from dossier.model.ingest import IngestOptions, IngestStatus, Progress
from dossier.runtime.paths import lock_path
from dossier.services.ingest import download
from dossier.services.ingest.create import new_dossier

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
MORE = "Nobody else was in the room, and no paper was signed, her office said in a note that night, which it sent to all newspapers of the island."
LAST = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days and a night."
PAGE = f"<html><head><title>Envoys meet</title></head><body><article><h1>Envoys meet</h1><p>{STORY}</p><p>{MORE}</p><p>{LAST}</p></article></body></html>"
WHOLE = "Bakers in the old town of Velmar sold out before noon, and the guild of millers blamed the snow on the passes. " * 4
WALL = "<html><body><p>Please sign in to go on reading this page.</p></body></html>"
ITEM = "<item><title>{0}</title><link>{1}</link><description>{2}</description><pubDate>Wed, 07 May 2031 10:00:00 GMT</pubDate></item>"
FULL = IngestOptions(allow_private=True, full=True)


class Site(ThreadingHTTPServer):
    """A server with two pages; `seen` is called at each."""

    seen: Callable[[], object] = staticmethod(lambda: None)


class Pages(BaseHTTPRequestHandler):
    """A story and a page that asks to sign in."""

    server: Site

    def do_GET(self) -> None:
        """Answers."""
        self.server.seen()
        body = {"/story": PAGE, "/empty-entry": PAGE.replace("Envoys", "Ministers").replace(LAST, ""), "/wall": WALL}.get(
            self.path.partition("?")[0], ""
        )
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site, asked without pauses."""
    monkeypatch.setattr("dossier.reading.network.fetch.PAUSE", 0.0)
    server = Site(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An empty dossier."""
    return new_dossier(tmp_path / "case", "A case")


@pytest.fixture
def feed(tmp_path: Path, site: Site) -> Path:
    """A feed of five entries: whole, a teaser of a page, one without text, one whose page is gone, one whose page holds no more."""
    at = f"http://127.0.0.1:{site.server_port}"
    items = (
        ITEM.format("Whole", f"{at}/whole", WHOLE),
        ITEM.format("Envoys meet", f"{at}/story?utm_source=feed", "The envoys met in Aster."),
        ITEM.format("Ministers meet", f"{at}/empty-entry", ""),
        ITEM.format("Gone", f"{at}/gone", "A page that is gone told of ferries."),
        ITEM.format("Wall", f"{at}/wall", "A page that asks its readers to sign in before they may go on reading it told of ferries."),
    )
    path = tmp_path / "aster.rss"
    path.write_text(f"<rss version='2.0'><channel><title>Aster Post</title>{''.join(items)}</channel></rss>", encoding="utf-8")
    return path


def test_teasers_become_the_pages_that_they_link_to(case: Path, feed: Path) -> None:
    """One line for each; the page keeps what only the feed says; a page that cannot be fetched leaves the teaser."""
    with open_dossier(case) as opened:
        whole, story, empty, gone, wall = opened.ingest.add([feed], options=FULL)
        assert {r.status for r in (whole, story, empty, gone, wall)} == {IngestStatus.ADDED}
        assert (whole.note, story.file) == ("", "story.html")
        assert story.note.startswith("Full text fetched from http://127.0.0.1")
        assert gone.note == "The feed only has a summary. Its page could not be fetched: Page not found (404)."
        assert wall.note == "The feed only has a summary. Its page has no more text."
        opened.ingest.rebuild()
        articles = {a.file: a for a in opened.query.snapshot.articles_by_day}
        assert articles["story.html"].text.endswith(LAST)
        assert (articles["story.html"].outlet, articles["story.html"].published.basis) == ("Aster Post", DateBasis.GIVEN)
        assert articles["empty-entry.html"].title == "Ministers meet"


def test_pages_that_are_here_are_not_fetched_again(case: Path, feed: Path, site: Site) -> None:
    """A feed can be added again and again."""
    requests: list[int] = []
    with open_dossier(case) as opened:
        opened.ingest.add([feed], options=FULL)
        site.seen = lambda: requests.append(1)
        again = opened.ingest.add([feed.parent], options=FULL)
        assert [r.note for r in again if r.path.endswith(" meet")] == [download.HERE, download.HERE]
        assert {r.status for r in again if r.path.startswith(f"{feed}/")} == {IngestStatus.SAME}
    assert len(requests) == 2, "the teasers that are left are tried again"


def test_without_being_asked_nothing_is_fetched(case: Path, feed: Path, site: Site) -> None:
    """Each line says that it is a beginning and how to get the whole."""
    requests: list[int] = []
    site.seen = lambda: requests.append(1)
    with open_dossier(case) as opened:
        _, story, empty, *_ = opened.ingest.add([feed])
        assert "only has a summary. The full text is at http://127.0.0.1" in story.note
        assert story.note.endswith("fetch it with “dossier add --full”.")
        assert empty.status is IngestStatus.REFUSED
        assert "fetch it with “dossier add --full”" in empty.note
    assert requests == []


def test_no_more_pages_than_the_limit(case: Path, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest stays as it is, with the limit named."""
    monkeypatch.setattr(download, "MOST_PAGES", 1)
    with open_dossier(case) as opened:
        reports = opened.ingest.add([feed], options=FULL)
        assert [r.status for r in reports[2:]] == [IngestStatus.REFUSED, IngestStatus.ADDED, IngestStatus.ADDED]
        assert all("At most 1 pages" in r.note for r in reports[2:])


def test_nothing_is_locked_while_a_page_comes(case: Path, site: Site) -> None:
    """Another dossier on the same folder can have the index at that moment."""
    free: list[bool] = []
    with open_dossier(case) as opened:
        path = lock_path(opened._state.index.folder)

        def look() -> None:
            with FileLock(path, timeout=0):
                free.append(True)

        site.seen = look
        steps: list[Progress] = []
        (added,) = opened.ingest.add([f"http://127.0.0.1:{site.server_port}/story"], options=FULL, progress=steps.append)
        assert added.status is IngestStatus.ADDED
        assert steps[0].stage == "fetching"
    assert free


def test_what_was_fetched_stays_where_it_is_stopped(case: Path, feed: Path, site: Site) -> None:
    """Of addresses those that came, of a feed the entries that came, read to their end; the rest is reported and can be added again."""
    address = f"http://127.0.0.1:{site.server_port}/story"
    requests: list[object] = []
    site.seen = lambda: requests.append(1)
    with open_dossier(case) as opened:
        came = opened.ingest.add([address, f"{address}?2", f"{address}?3"], options=FULL, cancelled=lambda: len(requests) >= 2)
        assert [(r.path, r.status) for r in came] == [(address, IngestStatus.ADDED)]
        assert [a.url for a in opened.query.snapshot.articles_by_day] == [address]
        requests.clear()
        reports = opened.ingest.add([feed], options=FULL, cancelled=lambda: len(requests) >= 1)
        assert reports[-1].status is IngestStatus.REFUSED
        assert "left; add the feed again" in reports[-1].note
        assert reports[-1].path == str(feed)
        every = opened.ingest.add([feed], options=FULL)
        assert {r.status for r in every} >= {IngestStatus.ADDED}
        assert not any("to go" in r.note for r in every)


def test_fetching_can_be_stopped(case: Path, feed: Path) -> None:
    """Nothing is added if nothing has been fetched yet."""
    with open_dossier(case) as opened:
        with pytest.raises(Cancelled, match="Stopped"):
            opened.ingest.add([feed], options=FULL, cancelled=lambda: True)
        assert list((case / "seeds").iterdir()) == []
