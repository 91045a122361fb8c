"""A feed server on this machine, for tests: feeds and pages that tests change, with the manners of real sites."""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PARAGRAPHS = (
    "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking.",
    "Nobody else was in the room, and no paper was signed, her office said in a note that night, which it sent to all newspapers.",
    "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days.",
)


@dataclass
class Resource:
    """What the server answers at one path: after so many seconds and, where there is a `gate`, once it is opened; `validator` gives an ETag
    and answers conditional requests.
    """

    body: str = ""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    validator: bool = False
    after: float = 0.0
    gate: threading.Event | None = None


class FeedServer(ThreadingHTTPServer):
    """A server whose resources tests set by path; `log` has path and status of each request, `agents` the programs that asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.resources: dict[str, Resource] = {}
        self.log: list[tuple[str, int]] = []
        self.agents: set[str] = set()

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def requests(self, path: str) -> list[int]:
        """The statuses of the requests for a path so far."""
        return [status for requested, status in self.log if requested == path]

    def page(self, path: str, title: str, *paragraphs: str, **settings: object) -> None:
        """Puts a news page at a path."""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)
        head = f"<title>{title}</title><meta name='date' content='2031-05-07'>"
        text = f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
        self.resources[path] = Resource(text, **settings)  # type: ignore[arg-type]

    def feed(self, path: str, *items: str, **settings: object) -> None:
        """Puts an RSS feed at a path."""
        text = f"<rss version='2.0'><channel><title>Aster Post</title>{''.join(items)}</channel></rss>"
        values: dict[str, object] = {"kind": "application/rss+xml"} | settings
        self.resources[path] = Resource(text, **values)  # type: ignore[arg-type]


def item(key: str, title: str, text: str, link: str = "") -> str:
    """An entry of a feed."""
    where = f"<link>{link}</link>" if link else ""
    day = "<pubDate>Wed, 07 May 2031 10:00:00 GMT</pubDate>"
    return f"<item><guid isPermaLink='false'>{key}</guid><title>{title}</title>{where}<description>{text}</description>{day}</item>"


class _Handler(BaseHTTPRequestHandler):
    server: FeedServer

    def do_GET(self) -> None:
        """Answers from the resources."""
        resource = self.server.resources.get(self.path, Resource(status=404))
        self.server.agents.add(self.headers["User-Agent"])
        time.sleep(resource.after)
        if resource.gate is not None:
            resource.gate.wait(20)
        etag = f'"{hashlib.sha256(resource.body.encode()).hexdigest()[:8]}"'
        unchanged = resource.validator and self.headers["If-None-Match"] == etag
        status = 304 if unchanged else resource.status
        self.server.log.append((self.path, status))
        self.send_response(status)
        headers = {"Content-Type": resource.kind} | resource.headers | ({"ETag": etag} if resource.validator else {})
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if not unchanged:
            with suppress(BrokenPipeError, ConnectionResetError):  # a client that waited long enough
                self.wfile.write(resource.body.encode())

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@contextmanager
def running_server() -> Iterator[FeedServer]:
    """A server that runs until the block ends."""
    server = FeedServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
