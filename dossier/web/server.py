"""Serving the app: one process of it for every page that is open."""

import asyncio
import os
import secrets
import shlex
import socket
import subprocess
from collections.abc import Callable
from contextlib import aclosing
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import cast

from aiohttp import web
from textual_serve.server import Server, to_int

from dossier.errors import DossierError
from dossier.runtime.isolation import python_command
from dossier.web.auth import auth_middleware, harden
from dossier.web.session import QUIT_TIMEOUT, SIGNAL_TIMEOUT, PageDownloads, PageSession, TruncatedDownload

MOST_PAGES = 8
"""Pages open at once; each is a process of the app."""
SIZES = range(8, 41)
SIZE = 14
CLOSE_TIMEOUT = 1.0
"""Seconds that a browser has to answer when its page is closed."""


class DossierServer(Server):
    """Textual's own server with authentication, a page that loads nothing from other hosts, and a limit of open pages."""

    def __init__(self, root: Path, title: str, host: str, port: int, token: str) -> None:
        super().__init__(_app_command(root), host, port, title=title)
        self.token = token
        self.pages: set[asyncio.Task[object]] = set()
        self.closing = asyncio.Event()
        self.download_manager: PageDownloads = PageDownloads()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_get("/page.js", self.handle_script)
        app.middlewares.append(auth_middleware(self.host, self.token, f"dossier-{self.port}"))
        app.on_response_prepare.append(harden)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Prints nothing; the command prints the address."""

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page, with addresses of this server only, as the browser calls it."""
        requested_size = request.query.get("fontsize", "")
        size = int(requested_size) if requested_size.isascii() and requested_size.isdigit() and int(requested_size) in SIZES else SIZE
        socket_url = f"{'wss' if request.secure else 'ws'}://{request.headers['Host']}/ws"
        html = Template(_page_file("page.html")).substitute(title=escape(self.title), socket=escape(socket_url), size=size)
        return web.Response(text=html, content_type="text/html")

    async def handle_script(self, request: web.Request) -> web.Response:  # noqa: ARG002  aiohttp's signature
        """The page's own script, which complements Textual's."""
        return web.Response(text=_page_file("page.js"), content_type="text/javascript")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One page's line to its app; when one of them is gone, the other is ended. 503 where too many are open."""
        if len(self.pages) >= MOST_PAGES:
            raise web.HTTPServiceUnavailable(text=f"{MOST_PAGES} pages are already open; close one first.\n")
        socket = web.WebSocketResponse(heartbeat=15, timeout=CLOSE_TIMEOUT)
        page = cast("asyncio.Task[object]", asyncio.current_task())
        self.pages.add(page)
        try:
            await socket.prepare(request)
            await self._connect(socket, to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
        finally:
            self.pages.discard(page)
        return socket

    async def _connect(self, socket: web.WebSocketResponse, width: int, height: int) -> None:
        async def close() -> None:
            await socket.close()

        app = PageSession(
            self.command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        until: list[asyncio.Task[object]] = []
        try:
            await app.start(width, height)
            until = [asyncio.create_task(t) for t in (self._process_messages(socket, app), app.over(), self.closing.wait())]
            await asyncio.wait(until, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await app.end()
            await socket.close()
            for task in until[1:]:
                task.cancel()
            # an invalid message from a page ends that page only
            await asyncio.gather(*until, return_exceptions=True)

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """A file that the app delivers. A truncated one is sent without the final chunk, so the browser reports a failed download."""
        key = request.match_info["key"]
        try:
            metadata = await self.download_manager.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound(text="Download not found; export again.\n") from None
        response = web.StreamResponse(headers={"Content-Disposition": f"attachment; filename={metadata.file_name}"})
        response.content_type = metadata.mime_type or "application/octet-stream"
        response.enable_chunked_encoding()
        await response.prepare(request)
        try:
            async with aclosing(self.download_manager.parts(key)) as parts:
                async for part in parts:
                    await response.write(part)
        except TruncatedDownload:
            if request.transport is not None:
                request.transport.close()
        return response

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002  the library's signature
        """Leaves every page, and waits until their apps are gone."""
        if self.pages:
            self.closing.set()
            await asyncio.wait(self.pages, timeout=QUIT_TIMEOUT + SIGNAL_TIMEOUT + CLOSE_TIMEOUT)


def serve(root: Path, title: str, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve the app on the dossier in `root`, under its title, until it is interrupted; `on_ready` is called with the address once it
    can be opened.

    Port 0 is any free one. Raises DossierError where host and port cannot be bound.
    """
    listener = _bind(host, port)
    bound_port = listener.getsockname()[1]
    token = secrets.token_urlsafe(32)
    os.environ["TERM"] = "xterm-256color"  # the page's terminal, whatever terminal the server was started in
    server = DossierServer(root, title, host, bound_port, token)
    bracketed = f"[{host}]" if ":" in host else host
    on_ready(f"http://{bracketed}:{bound_port}/?token={token}")
    web.run_app(server._make_app(), sock=listener, access_log=None, print=None, shutdown_timeout=CLOSE_TIMEOUT)  # noqa: SLF001  the library's own way to other runners


def _page_file(name: str) -> str:
    return files("dossier.web").joinpath(name).read_text(encoding="utf-8")


def _bind(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        why = error.strerror if isinstance(error, OSError) else "invalid port"
        raise DossierError(
            f"The app cannot be served there ({why}).", where=f"{host}:{port}", do="Choose another port, or --port 0 for any free one."
        ) from error


def _app_command(root: Path) -> str:
    """Shell command that starts one app."""
    words = python_command(str(root))
    return subprocess.list2cmdline(words) if os.name == "nt" else f"exec {shlex.join(words)}"
