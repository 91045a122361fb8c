"""Pages from a server on this machine; nothing leaves it."""

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from dossier.errors import UnreadableFile
from dossier.reading.network import fetch
from dossier.reading.network.fetch import Fetcher

PAGE = b"<html><body><p>Envoys met in the harbour town.</p></body></html>"
SITE: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /secret\nCrawl-delay: 7\n"),
    "/news/envoys-meet": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/gzip": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(bytes(30_000_000))),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, b"<rss/>"),
    "/picture": (200, {"Content-Type": "image/png"}, b"x"),
    "/empty": (200, {"Content-Type": "text/html"}, b" "),
    "/wall": (403, {}, b"no"),
    "/gone": (404, {}, b"no"),
    "/trouble": (503, {}, b"no"),
    "/new-home": (301, {"Location": "/moved-on"}, b""),
    "/moved-on": (308, {"Location": "/news/envoys-meet"}, b""),
    "/mixed": (301, {"Location": "/moved"}, b""),
    "/busy": (429, {"Retry-After": "90"}, b"no"),
    "/moved": (302, {"Location": "/news/envoys-meet"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/to-secret": (302, {"Location": "/secret/a"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/secret/a": (200, {"Content-Type": "text/html"}, PAGE),
}


class Site(BaseHTTPRequestHandler):
    """A small site that records its requests."""

    requests: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        """Answers from the table."""
        Site.requests.append((self.path, self.headers["User-Agent"]))
        status, headers, body = SITE.get(self.path, (404, {}, b""))
        if self.headers["If-None-Match"] == '"7"':
            status, headers, body = 304, {"ETag": '"7"'}, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of the site, up for one test."""
    Site.requests.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetcher() -> tuple[Fetcher, list[float]]:
    """A fetcher that may ask this machine, and the seconds that it slept, without sleeping them."""
    slept: list[float] = []
    return Fetcher(private=True, clock=lambda: 100.0, sleep=slept.append), slept


def test_a_page_is_kept_as_it_came_with_its_headers_beside(site: str) -> None:
    """The bytes are the server's, the file is named for the page, the program says who it is."""
    member = fetcher()[0].fetch(f"{site}/news/envoys-meet")
    source = json.loads(member.sidecar)
    assert (member.name, member.data) == ("envoys-meet.html", PAGE)
    assert (source["url"], source["status"]) == (f"{site}/news/envoys-meet", 200)
    assert ["content-type", "text/html; charset=utf-8"] in source["headers"]
    assert all(agent.startswith("dossier/") for _, agent in Site.requests)


def test_an_answer_that_came_packed_is_unpacked_with_a_limit(site: str) -> None:
    """Also where it swells."""
    assert fetcher()[0].fetch(f"{site}/gzip").data == PAGE
    with pytest.raises(UnreadableFile, match="20 MB"):
        fetcher()[0].fetch(f"{site}/bomb")


def test_redirects_are_followed_five_times_and_the_last_address_is_recorded(site: str) -> None:
    """Each hop is checked as the first address is."""
    assert json.loads(fetcher()[0].fetch(f"{site}/moved").sidecar)["url"] == f"{site}/news/envoys-meet"
    with pytest.raises(UnreadableFile, match="5 times"):
        fetcher()[0].fetch(f"{site}/round")
    with pytest.raises(UnreadableFile, match="file://"):
        fetcher()[0].fetch(f"{site}/to-file")


def test_a_permanent_redirect_gives_the_new_address(site: str) -> None:
    """A chain of them gives the last; from the first temporary one on, nothing is new."""
    assert fetcher()[0].request(f"{site}/new-home").moved_to == f"{site}/news/envoys-meet"
    assert fetcher()[0].request(f"{site}/mixed").moved_to == f"{site}/moved"
    assert fetcher()[0].request(f"{site}/moved").moved_to == ""


def test_a_conditional_request_may_come_back_empty(site: str) -> None:
    """The response and its headers are there for whoever keeps the last version; an error is a response too."""
    fetched = fetcher()[0].request(f"{site}/news/envoys-meet", {"If-None-Match": '"7"'})
    assert (fetched.response.status, fetched.response.headers["etag"], fetched.response.body) == (304, '"7"', b"")
    busy = fetcher()[0].request(f"{site}/busy")
    assert (busy.response.status, busy.response.headers["retry-after"]) == (429, "90")
    with pytest.raises(UnreadableFile, match="Too many requests"):
        busy.as_entry()


def test_robots_txt_is_read_again_after_a_day(site: str) -> None:
    """A program that runs for weeks obeys new rules."""
    now = [100.0]
    patient = Fetcher(private=True, clock=lambda: now[0], sleep=lambda _: None)
    for seconds in (0, 3600, 24 * 3600):
        now[0] += seconds
        patient.fetch(f"{site}/gzip")
    assert [path for path, _ in Site.requests].count("/robots.txt") == 2


def test_robots_txt_is_respected_also_after_a_redirect(site: str) -> None:
    """A page that robots.txt forbids is not requested."""
    for path in ("/secret/a", "/to-secret"):
        with pytest.raises(UnreadableFile, match=r"robots\.txt"):
            fetcher()[0].fetch(site + path)
    assert "/secret/a" not in [path for path, _ in Site.requests]


def test_a_host_is_left_in_peace_between_two_pages(site: str) -> None:
    """Five seconds, or the crawl delay of its robots.txt, which is itself requested once."""
    patient, slept = fetcher()
    patient.fetch(f"{site}/news/envoys-meet")
    patient.fetch(f"{site}/gzip")
    assert slept == [7.0]
    assert [path for path, _ in Site.requests].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("path", "says"),
    [("/wall", "403"), ("/gone", "not found"), ("/trouble", "has a problem"), ("/picture", "image/png"), ("/empty", "empty")],
)
def test_each_failure_has_its_own_message(site: str, path: str, says: str) -> None:
    """Each with its own sentence."""
    with pytest.raises(UnreadableFile, match=says):
        fetcher()[0].fetch(site + path)


def test_this_machine_is_not_requested_unless_allowed(site: str) -> None:
    """Neither at first nor after a redirect; nothing reaches it."""
    with pytest.raises(UnreadableFile, match="private") as refused:
        Fetcher().fetch(f"{site}/news/envoys-meet")
    assert "--allow-private" in refused.value.do
    assert Site.requests == []


def test_a_page_past_the_limit_is_left(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is named."""
    monkeypatch.setattr(fetch, "MOST_BYTES", 10)
    with pytest.raises(UnreadableFile, match="larger than"):
        fetcher()[0].fetch(f"{site}/news/envoys-meet")


def test_a_page_that_takes_too_long_is_left(site: str) -> None:
    """By the clock of the whole answer."""
    seconds = iter(range(0, 10_000, 40))
    slow = Fetcher(private=True, clock=lambda: float(next(seconds)), sleep=lambda _: None)
    with pytest.raises(UnreadableFile, match="30 seconds"):
        slow.fetch(f"{site}/news/envoys-meet")


def test_an_unreachable_server_is_reported(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens at the port; a name that no host has; no web server."""
    port = int(site.rsplit(":", 1)[1])
    with pytest.raises(UnreadableFile, match="cannot be reached"):
        fetcher()[0].fetch("http://127.0.0.1:1/")
    with pytest.raises(UnreadableFile, match=r"not secure|cannot be reached"):
        fetcher()[0].fetch(f"https://127.0.0.1:{port}/")

    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(UnreadableFile, match="Host "):
        fetcher()[0].fetch("http://nothing.invalid/")


def test_a_server_that_drips_its_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in time and the whole never does."""
    monkeypatch.setattr(fetch, "TOTAL", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = threading.Event()

        def drip() -> None:
            while not done.is_set():
                connection, _ = server.accept()
                with connection, suppress(OSError):
                    while not done.wait(0.02):
                        connection.sendall(b"H")

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            with pytest.raises(UnreadableFile, match="did not come within"):
                Fetcher(private=True, sleep=lambda _: None).fetch(f"http://127.0.0.1:{server.getsockname()[1]}/")
        finally:
            done.set()
            socket.create_connection(server.getsockname()).close()
            thread.join()
