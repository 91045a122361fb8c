"""Fetch a page whose address the user gave: with pauses and limits, and by default never from the user's own network."""

import hashlib
import http.client
import json
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from math import ceil
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from dossier import __version__
from dossier.errors import UnreadableFile
from dossier.phrases.plural import pluralize
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.containers.warc import SUFFIXES, page_name
from dossier.reading.network.proxy import Proxy, is_outside, proxy_for
from dossier.reading.network.urls import resolve_host, validate_url

AGENT = f"dossier/{__version__} (fetches single pages and feeds that its user names)"
HEADERS = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "gzip", "Connection": "close"}
CONNECT, TOTAL = 10.0, 30.0
"""Most seconds for a connection and for a whole response."""
PAUSE, LONGEST_PAUSE = 5.0, 60.0
"""Seconds between two pages of one host; a longer crawl delay in its robots.txt is honoured up to the second number."""
RULES_LAST = 24 * 3600.0
"""Seconds after which a robots.txt is fetched again (RFC 9309, 2.4)."""
USUAL_WAIT, LONGEST_WAIT = 60.0, 3600.0
"""Seconds for which a site is left alone after it said that there were too many requests: without a number from it, and at most."""
MOST_BYTES = 20_000_000
MOST_ROBOTS = 500_000
MOST_HOPS = 5
SAVE = "Open it in a browser, save the page, and add the file."
SLOW = f"The page did not come within {TOTAL:.0f} seconds."
LATER = "Try later, or save the page in a browser."
STATUS = {
    401: "The page requires a login (401).",
    402: "The page is behind a paywall (402).",
    403: "The site refuses access to programs (403); the page may be behind a paywall.",
    404: "Page not found (404).",
    410: "The page has been removed (410).",
    429: "Too many requests to the site (429).",
    451: "The page is unavailable for legal reasons (451).",
}


class PausedHost(UnreadableFile):
    """A host that asked for a pause; nothing was requested. `seconds` is how long the pause still lasts."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} asked for a pause; it is left alone for another {pluralize(ceil(seconds / 60), 'minute')}.", do=LATER)
        self.seconds = seconds


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one at a time. `private` allows hosts of the user's own network; `clock` and `sleep` are replaced in tests.
    `last_request` and `waits` map hosts, `rules_loaded` sites to times of `clock`; until the time in `waits` a host is left alone.
    """

    private: bool = False
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    last_request: dict[str, float] = field(default_factory=dict)
    rules: dict[str, RobotFileParser] = field(default_factory=dict)
    rules_loaded: dict[str, float] = field(default_factory=dict)
    waits: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str) -> ContainerEntry:
        """Fetch a page as a file with a sidecar that records its origin. Raises `UnreadableFile` with the reason where that fails."""
        return self.request(address).as_entry()

    def request(self, address: str, conditions: Mapping[str, str] | None = None) -> "Fetched":
        """Request a page and follow its redirects; `conditions` are headers of a conditional request. Raises `UnreadableFile` where there is
        no response; one that reports an error is returned.
        """
        start, moved_to, permanent = address, "", True
        for _ in range(MOST_HOPS + 1):
            host = validate_url(address)[1]
            if (rest := self.waits.get(host, 0.0) - self.clock()) > 0:
                raise PausedHost(host, rest)
            self._respect_robots(address)
            response = self._request(address, MOST_BYTES, conditions)
            if response.status in {429, 503}:
                self.waits[host] = self.clock() + _pause_after(response.headers)
            target = response.headers.get("location", "")
            if response.status not in {301, 302, 303, 307, 308} or not target:
                return Fetched(start, address, response, moved_to)
            address = urljoin(address, target)
            # only an unbroken chain of permanent redirects gives a new address (RFC 9110, 15.4.2)
            permanent = permanent and response.status in {301, 308}
            moved_to = address if permanent else moved_to
        raise UnreadableFile(f"The page redirects more than {MOST_HOPS} times.", do=SAVE)

    def _respect_robots(self, address: str) -> None:
        """Wait between requests to a host as its robots.txt or `PAUSE` demands. Raises `UnreadableFile` where robots.txt forbids the
        page.
        """
        scheme, host, port, _ = validate_url(address)
        site = f"{scheme}://{_site_of(host, port, 0)}"
        if site not in self.rules or self.clock() > self.rules_loaded[site] + RULES_LAST:
            self.rules[site], self.rules_loaded[site] = self._load_rules(site), self.clock()
        if not self.rules[site].can_fetch(AGENT, address):
            raise UnreadableFile("The site's robots.txt asks programs not to fetch this page.", do=SAVE)
        crawl_delay = self.rules[site].crawl_delay(AGENT)
        pause = min(LONGEST_PAUSE, max(PAUSE, float(crawl_delay or 0)))
        if host in self.last_request:
            self.sleep(max(0.0, self.last_request[host] + pause - self.clock()))
        self.last_request[host] = self.clock()

    def _load_rules(self, site: str) -> RobotFileParser:
        """Load a site's robots.txt (RFC 9309): a missing or refused one allows all; a server error forbids all."""
        rules = RobotFileParser()
        try:
            response = self._request(f"{site}/robots.txt", MOST_ROBOTS)
        except UnreadableFile:
            # fetching the page itself will report the problem
            rules.parse([])
            return rules
        lines = response.body.decode("utf-8", "replace").splitlines() if response.status == 200 else []
        rules.parse(["User-agent: *", "Disallow: /"] if response.status >= 500 else lines)
        return rules

    def _request(self, address: str, most: int, conditions: Mapping[str, str] | None = None) -> "Response":
        """One request to one address; the host's number is looked up once and checked before anything is sent to it."""
        scheme, host, port, path = validate_url(address)
        proxy = proxy_for(scheme, host, port)
        # hosts of the user's own network are not requested through a proxy
        proxy = proxy if proxy and is_outside(host, port) else None
        addresses = [] if proxy else resolve_host(host, port, private=self.private)
        deadline = self.clock() + TOTAL
        connection = _connection(scheme, host, port, proxy)
        # a server that drips byte by byte never runs into the time limit of one byte
        late = threading.Event()
        watch = threading.Timer(TOTAL, _abort, (connection, late))
        watch.start()
        headers = HEADERS | dict(conditions or {})
        try:
            if not proxy:
                # connected by IP address, so that no second look-up can lead elsewhere
                tcp = _connect(addresses, port)
                connection.sock = ssl.create_default_context().wrap_socket(tcp, server_hostname=host) if scheme == "https" else tcp
            elif scheme == "http":
                path, headers = f"http://{_site_of(host, port, 80)}{path}", headers | proxy.headers
            connection.request("GET", path, headers=headers)
            return self._read_response(connection.getresponse(), most, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _describe_failure(error, host, proxy, late=late.is_set()) from error
        finally:
            watch.cancel()
            connection.close()

    def _read_response(self, response: http.client.HTTPResponse, most: int, deadline: float) -> "Response":
        """Read a response within the limits of size and time. Raises `UnreadableFile` past them."""
        body = b""
        while chunk := response.read1(65_536):
            body += chunk
            if len(body) > most:
                raise UnreadableFile(f"The page is larger than {most // 1_000_000 or 1} MB.", do=SAVE)
            if self.clock() > deadline:
                raise UnreadableFile(SLOW, do=LATER)
        headers = {key.lower(): value for key, value in response.getheaders()}
        return Response(response.status, headers, _decompress(body, headers.get("content-encoding", ""), most))


@lru_cache(maxsize=2)
def fetcher(*, private: bool) -> Fetcher:
    """The fetcher of this process: one for all callers, so that the pause between two pages of a host is kept."""
    return Fetcher(private)


@dataclass(frozen=True, slots=True)
class Response:
    """HTTP response: status, headers with lower-case names, decompressed body."""

    status: int
    headers: dict[str, str]
    body: bytes


def _pause_after(headers: Mapping[str, str]) -> float:
    """Seconds for which a site that is overloaded is left alone: as many as it asks for, up to an hour."""
    seconds = headers.get("retry-after", "").strip()
    return min(float(seconds), LONGEST_WAIT) if seconds.isdecimal() else USUAL_WAIT


@dataclass(frozen=True, slots=True)
class Fetched:
    """The response to a request after its redirects: the address requested and the last one. `moved_to` is the new address where the site
    says that it has moved for good.
    """

    requested: str
    address: str
    response: Response
    moved_to: str = ""

    def as_entry(self) -> ContainerEntry:
        """The page as a file. Raises `UnreadableFile` for a response that reports an error, and for an unsupported media type."""
        return _entry_from(self.requested, self.address, self.response)


def _describe_failure(error: Exception, host: str, proxy: Proxy | None, *, late: bool) -> UnreadableFile:
    """The error for a failed request."""
    if isinstance(error, TimeoutError):
        return UnreadableFile(f"{host} does not respond.", do=LATER)
    if isinstance(error, ssl.SSLError):
        return UnreadableFile(f"The connection to {host} is not secure ({error.reason or 'its certificate is not valid'}).", do=SAVE)
    if late:
        return UnreadableFile(SLOW, do=LATER)
    if proxy:
        message = f"The proxy {proxy.host}:{proxy.port} could not reach {host} ({error})."
        return UnreadableFile(message, do="Check the proxy settings in the environment.")
    return UnreadableFile(f"{host} cannot be reached, or the connection was lost.", do=LATER)


def _site_of(host: str, port: int, usual: int) -> str:
    """A host with its port, where that is not the usual one."""
    bracketed = f"[{host}]" if ":" in host else host
    return bracketed if port == usual else f"{bracketed}:{port}"


def _connection(scheme: str, host: str, port: int, proxy: Proxy | None) -> http.client.HTTPConnection:
    """A connection not opened yet: to the host, or to the proxy, by a tunnel for https."""
    target, target_port = (proxy.host, proxy.port) if proxy else (host, port)
    if scheme == "http":
        return http.client.HTTPConnection(target, target_port, timeout=CONNECT)
    secure = http.client.HTTPSConnection(target, target_port, timeout=CONNECT, context=ssl.create_default_context())
    if proxy:
        secure.set_tunnel(host, port, proxy.headers)
    return secure


def _connect(addresses: list[str], port: int) -> socket.socket:
    """A connection to the first of the IP addresses that accepts one."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), CONNECT)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), CONNECT)


def _abort(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    """Shut a connection down, whatever it is waiting for, and set `late`."""
    late.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _decompress(body: bytes, encoding: str, most: int) -> bytes:
    if encoding.strip().lower() not in {"gzip", "x-gzip"} or not body:
        return body
    decompressor = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        data = decompressor.decompress(body, most + 1)
    except zlib.error as error:
        raise UnreadableFile("The page was damaged in transfer.", do=LATER) from error
    if len(data) > most:
        raise UnreadableFile(f"The page is larger than {most // 1_000_000 or 1} MB.", do=SAVE)
    return data


def _entry_from(requested: str, address: str, response: Response) -> ContainerEntry:
    """The response as a file. Raises `UnreadableFile` for a failed response or an unsupported media type."""
    if not 200 <= response.status < 300:
        what = "The site has a problem" if response.status >= 500 else "The site did not return the page"
        raise UnreadableFile(STATUS.get(response.status, f"{what} ({response.status})."), do=SAVE)
    kind = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    suffix = SUFFIXES.get(kind)
    if not suffix:
        raise UnreadableFile(f"This is {kind or 'not a page'}, which is not supported.")
    if not response.body.strip():
        raise UnreadableFile("The page is empty.", do=SAVE)
    source = {
        "url": address,
        "requested": requested,
        "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
        "status": response.status,
        "sha256": hashlib.sha256(response.body).hexdigest(),
        "headers": sorted(response.headers.items()),
    }
    return ContainerEntry(
        page_name(address, suffix), response.body, json.dumps(source, ensure_ascii=False, indent=1).encode(), shown=requested
    )
