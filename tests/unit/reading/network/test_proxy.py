"""Proxies that the environment names, with a proxy that runs on this machine and leads nowhere."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from dossier.errors import UnreadableFile
from dossier.reading.network.fetch import Fetcher
from dossier.reading.network.proxy import Proxy, is_outside, proxy_for

PAGE = b"<html><body><p>Envoys met in the harbour town.</p></body></html>"
NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


class Relay(BaseHTTPRequestHandler):
    """A proxy that answers every page itself and opens no tunnel."""

    requests: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self) -> None:
        """The same page for every request."""
        Relay.requests.append((self.command, self.path, self.headers.get("Proxy-Authorization", "")))
        self.send_response(404 if self.path.endswith("/robots.txt") else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def do_CONNECT(self) -> None:
        """No tunnel without a password."""
        Relay.requests.append((self.command, self.path, self.headers.get("Proxy-Authorization", "")))
        self.send_error(407)

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy but the test's own."""
    for name in (*NAMES, *map(str.upper, NAMES), "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def relay() -> Iterator[str]:
    """The proxy's host and port, up for one test."""
    Relay.requests.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_environment_names_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """By scheme, else for all; with its user; not for what is excepted; a kind that is not spoken to is named."""
    assert proxy_for("http", "news.example.org", 80) is None
    monkeypatch.setenv("https_proxy", "http://anna:p%40ss@proxy.example.org:3128")
    monkeypatch.setenv("all_proxy", "relay.example.org")
    monkeypatch.setenv("no_proxy", "quiet.example.org,.inner.example.net")
    assert proxy_for("https", "news.example.org", 443) == Proxy("proxy.example.org", 3128, {"Proxy-Authorization": "Basic YW5uYTpwQHNz"})
    assert proxy_for("http", "news.example.org", 80) == Proxy("relay.example.org", 80)
    assert proxy_for("https", "quiet.example.org", 443) is None
    assert proxy_for("https", "a.inner.example.net", 443) is None
    assert proxy_for("https", "notquiet.example.org", 443)
    monkeypatch.setenv("no_proxy", "news.example.org:8443")
    assert proxy_for("https", "news.example.org", 443)
    assert proxy_for("https", "news.example.org", 8443) is None
    monkeypatch.setenv("no_proxy", "*")
    assert proxy_for("http", "news.example.org", 80) is None
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", "socks5://proxy.example.org:1080")
    with pytest.raises(UnreadableFile, match="not supported"):
        proxy_for("http", "news.example.org", 80)


def test_a_page_comes_by_way_of_the_proxy(relay: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that only the proxy can look up; the host of the request is the page's, also where its path begins like an address."""
    monkeypatch.setenv("http_proxy", f"http://anna:secret@{relay}")
    assert Fetcher(sleep=lambda _: None).fetch("http://news.invalid//inner.invalid/story").data == PAGE
    assert all(path.startswith("http://news.invalid/") for _, path, _ in Relay.requests)
    assert {source for *_, source in Relay.requests} == {"Basic YW5uYTpzZWNyZXQ="}


def test_a_safe_page_wants_a_tunnel(relay: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy is requested to open a tunnel, and its refusal is reported as the proxy's."""
    monkeypatch.setenv("https_proxy", f"http://{relay}")
    with pytest.raises(UnreadableFile, match=r"The proxy 127\.0\.0\.1:\d+ could not reach news\.invalid"):
        Fetcher(sleep=lambda _: None).fetch("https://news.invalid/story")
    assert {(kind, path) for kind, path, _ in Relay.requests} == {("CONNECT", "news.invalid:443")}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "[::1]", "printer", "wiki.internal", "nas.local"])
def test_no_proxy_is_used_for_a_private_address(relay: str, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """By number or by name: it would lead into the network in which the proxy stands."""
    monkeypatch.setenv("http_proxy", f"http://{relay}")
    with pytest.raises(UnreadableFile, match=r"private|not found"):
        Fetcher(sleep=lambda _: None).fetch(f"http://{host}/story")
    assert Relay.requests == []


def test_a_name_that_resolves_to_a_private_address_is_not_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name with a private number is refused as without a proxy."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("192.168.0.7", 80))])
    assert not is_outside("news.example.org", 80)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("93.184.216.34", 80))])
    assert is_outside("news.example.org", 80)
