"""A page fetched because the user named its address: slowly, with limits, and never from inside the user's own network."""

import hashlib
import http.client
import json
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from dossier import __version__
from dossier.errors import UnreadableFile
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.warc import SUFFIXES, page_name
from dossier.reading.network.proxy import Proxy, is_outside, proxy_for
from dossier.reading.network.urls import resolve_host, validate_url

AGENT = f"dossier/{__version__} (fetches single pages that its user names)"
HEADERS = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "gzip", "Connection": "close"}
CONNECT, TOTAL = 10.0, 30.0
"""Seconds that a connection and a whole answer may take."""
PAUSE, LONGEST_PAUSE = 5.0, 60.0
"""Seconds between two pages of one host; a longer wait that its robots.txt asks for is kept up to the second number."""
MOST_BYTES = 20_000_000
MOST_ROBOTS = 500_000
MOST_HOPS = 5
SAVE = "Open it in a browser, save the page, and add the file."
SLOW = f"The page did not come within {TOTAL:.0f} seconds."
LATER = "Try later, or save the page in a browser."
STATUS = {
    401: "The page asks for a login (401).",
    402: "The page is behind a paywall (402).",
    403: "The site refuses to give the page to programs (403); it may be behind a paywall.",
    404: "There is no such page (404).",
    410: "The page is gone (410).",
    429: "The site has had too many requests (429).",
    451: "The page is withheld for legal reasons (451).",
}


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one after the other. `private` allows hosts of the user's own network; `clock` and `sleep` are those of the machine."""

    private: bool = False
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    asked: dict[str, float] = field(default_factory=dict)
    rules: dict[str, RobotFileParser] = field(default_factory=dict)

    def fetch(self, address: str) -> ContainerEntry:
        """The page as a file, with where it came from beside it. Raises `UnreadableFile` with the reason where it is not to be had."""
        start = address
        for _ in range(MOST_HOPS + 1):
            validate_url(address)
            self._heed_robots(address)
            answer = self._ask(address, MOST_BYTES)
            target = answer.headers.get("location", "")
            if answer.status not in {301, 302, 303, 307, 308} or not target:
                return _kept(start, address, answer)
            address = urljoin(address, target)
        raise UnreadableFile(f"The page leads on to another more than {MOST_HOPS} times.", do=SAVE)

    def _heed_robots(self, address: str) -> None:
        """Waits as the site and good manners ask. Raises `UnreadableFile` where the site's robots.txt forbids the page."""
        scheme, host, port, _ = validate_url(address)
        site = f"{scheme}://{_site(host, port, 0)}"
        if site not in self.rules:
            self.rules[site] = self._rules(site)
        if not self.rules[site].can_fetch(AGENT, address):
            raise UnreadableFile("The site's robots.txt asks programs not to fetch this page.", do=SAVE)
        wished = self.rules[site].crawl_delay(AGENT)
        pause = min(LONGEST_PAUSE, max(PAUSE, float(wished or 0)))
        if host in self.asked:
            self.sleep(max(0.0, self.asked[host] + pause - self.clock()))
        self.asked[host] = self.clock()

    def _rules(self, site: str) -> RobotFileParser:
        """What a site's robots.txt says (RFC 9309): none, or a refusal, allows all; a server in trouble forbids all."""
        rules = RobotFileParser()
        try:
            answer = self._ask(f"{site}/robots.txt", MOST_ROBOTS)
        except UnreadableFile:
            # the page itself will say what is the matter
            rules.parse([])
            return rules
        lines = answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else []
        rules.parse(["User-agent: *", "Disallow: /"] if answer.status >= 500 else lines)
        return rules

    def _ask(self, address: str, most: int) -> "Response":
        """One request to one address; the host's number is looked up once and checked before anything is sent to it."""
        scheme, host, port, path = validate_url(address)
        proxy = proxy_for(scheme, host, port)
        # what lies in the user's own network is no business of a proxy
        proxy = proxy if proxy and is_outside(host, port) else None
        places = [] if proxy else resolve_host(host, port, private=self.private)
        deadline = self.clock() + TOTAL
        connection = _connection(scheme, host, port, proxy)
        # a server that drips byte by byte never runs into the time limit of one byte
        late = threading.Event()
        watch = threading.Timer(TOTAL, _shut, (connection, late))
        watch.start()
        headers = dict(HEADERS)
        try:
            if not proxy:
                # connected by number, so that no second look-up can lead elsewhere
                plain = _connected(places, port)
                connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
            elif scheme == "http":
                path, headers = f"http://{_site(host, port, 80)}{path}", headers | proxy.headers
            connection.request("GET", path, headers=headers)
            return self._answer(connection.getresponse(), most, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _failure(error, host, proxy, late=late.is_set()) from error
        finally:
            watch.cancel()
            connection.close()

    def _answer(self, response: http.client.HTTPResponse, most: int, deadline: float) -> "Response":
        """Reads an answer as far as the limits of size and time allow. Raises `UnreadableFile` past them."""
        body = b""
        while chunk := response.read1(65_536):
            body += chunk
            if len(body) > most:
                raise UnreadableFile(f"The page is larger than {most // 1_000_000 or 1} MB.", do=SAVE)
            if self.clock() > deadline:
                raise UnreadableFile(SLOW, do=LATER)
        headers = {key.lower(): value for key, value in response.getheaders()}
        return Response(response.status, headers, _unpacked(body, headers.get("content-encoding", ""), most))


@lru_cache(maxsize=2)
def fetcher(*, private: bool) -> Fetcher:
    """The fetcher of this process, so that every site is left in peace between two pages, whoever names them."""
    return Fetcher(private)


@dataclass(frozen=True, slots=True)
class Response:
    """What a server said: its status, headers with names in lower case, the body unpacked."""

    status: int
    headers: dict[str, str]
    body: bytes


def _failure(error: Exception, host: str, proxy: Proxy | None, *, late: bool) -> UnreadableFile:
    """What a broken request is told as."""
    if isinstance(error, TimeoutError):
        return UnreadableFile(f"{host} does not answer.", do=LATER)
    if isinstance(error, ssl.SSLError):
        return UnreadableFile(f"The connection to {host} is not safe ({error.reason or 'its certificate does not fit'}).", do=SAVE)
    if late:
        return UnreadableFile(SLOW, do=LATER)
    if proxy:
        told = f"The proxy {proxy.host}:{proxy.port} does not lead to {host} ({error})."
        return UnreadableFile(told, do="Check the proxy that the environment names.")
    return UnreadableFile(f"{host} cannot be reached, or breaks off.", do=LATER)


def _site(host: str, port: int, usual: int) -> str:
    """A host with its port, where that is not the usual one."""
    named = f"[{host}]" if ":" in host else host
    return named if port == usual else f"{named}:{port}"


def _connection(scheme: str, host: str, port: int, proxy: Proxy | None) -> http.client.HTTPConnection:
    """A connection that is still to be made: to the host, or to the proxy, which leads to a safe page by a tunnel."""
    place, at = (proxy.host, proxy.port) if proxy else (host, port)
    if scheme == "http":
        return http.client.HTTPConnection(place, at, timeout=CONNECT)
    safe = http.client.HTTPSConnection(place, at, timeout=CONNECT, context=ssl.create_default_context())
    if proxy:
        safe.set_tunnel(host, port, proxy.headers)
    return safe


def _connected(places: list[str], port: int) -> socket.socket:
    """A connection to the first of the numbers that takes one."""
    for place in places[:-1]:
        try:
            return socket.create_connection((place, port), CONNECT)
        except OSError:
            continue
    return socket.create_connection((places[-1], port), CONNECT)


def _shut(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    """Breaks a connection off, whatever it is waiting for, and says that it did."""
    late.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _unpacked(body: bytes, encoding: str, most: int) -> bytes:
    if encoding.strip().lower() not in {"gzip", "x-gzip"} or not body:
        return body
    opener = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        data = opener.decompress(body, most + 1)
    except zlib.error as error:
        raise UnreadableFile("The page came broken.", do=LATER) from error
    if len(data) > most:
        raise UnreadableFile(f"The page is larger than {most // 1_000_000 or 1} MB.", do=SAVE)
    return data


def _kept(start: str, address: str, answer: Response) -> ContainerEntry:
    """The answer as a file. Raises `UnreadableFile` for what is no success or of no kind that is read."""
    if not 200 <= answer.status < 300:
        what = "The site is in trouble" if answer.status >= 500 else "The site does not give the page"
        raise UnreadableFile(STATUS.get(answer.status, f"{what} ({answer.status})."), do=SAVE)
    kind = answer.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    suffix = SUFFIXES.get(kind)
    if not suffix:
        raise UnreadableFile(f"That is no page but {kind or 'something'}, which is not read.")
    if not answer.body.strip():
        raise UnreadableFile("The page is empty.", do=SAVE)
    told = {
        "url": address,
        "asked": start,
        "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
        "status": answer.status,
        "sha256": hashlib.sha256(answer.body).hexdigest(),
        "headers": sorted(answer.headers.items()),
    }
    return ContainerEntry(page_name(address, suffix), answer.body, json.dumps(told, ensure_ascii=False, indent=1).encode(), shown=start)
