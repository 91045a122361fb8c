"""Serving the app: one process of it for every page that is open."""

import os
import secrets
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from aiohttp import web
from textual_serve.server import Server

from dossier.errors import DossierError
from dossier.web.gate import gate, harden

MOST = 8
"""Pages open at once; each is a process of the app."""
SIZES = range(8, 41)
SIZE = 14
FAREWELL = 3.0
"""Seconds that pages are given to close when the server ends."""


class CaseServer(Server):
    """Textual's own server with a gate before it, a page that takes nothing from other hosts, and a limit of pages."""

    def __init__(self, root: Path, title: str, host: str, port: int, token: str) -> None:
        super().__init__(_command(root), host, port, title=title)
        self.token = token
        self.open = 0

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_get("/page.js", self.handle_script)
        app.middlewares.append(gate(self.host, self.token, f"dossier-{self.port}"))
        app.on_response_prepare.append(harden)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing; the command tells the address."""

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page, with addresses of this server only, as the browser calls it."""
        asked = request.query.get("fontsize", "")
        size = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in SIZES else SIZE
        called = f"{'wss' if request.secure else 'ws'}://{request.headers['Host']}/ws"
        told = Template(_part("page.html")).substitute(title=escape(self.title), socket=escape(called), size=size)
        return web.Response(text=told, content_type="text/html")

    async def handle_script(self, request: web.Request) -> web.Response:  # noqa: ARG002  aiohttp's signature
        """What the page does beside Textual's own script."""
        return web.Response(text=_part("page.js"), content_type="text/javascript")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One page's line to its app. 503 where too many are open."""
        if self.open >= MOST:
            raise web.HTTPServiceUnavailable(text=f"{MOST} pages are open already; close one.\n")
        self.open += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self.open -= 1


def serve(root: Path, title: str, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serves the app on the dossier in `root`, under its title, until it is interrupted; `tell` is given the address once it can be opened.

    Port 0 is any free one. Raises DossierError where host and port cannot be had.
    """
    listening = _listening(host, port)
    bound = listening.getsockname()[1]
    token = secrets.token_urlsafe(32)
    os.environ["TERM"] = "xterm-256color"  # what the page draws, whatever terminal the server was started in
    server = CaseServer(root, title, host, bound, token)
    named = f"[{host}]" if ":" in host else host
    tell(f"http://{named}:{bound}/?token={token}")
    web.run_app(server._make_app(), sock=listening, access_log=None, print=None, shutdown_timeout=FAREWELL)  # noqa: SLF001  the library's own way to other runners


def _part(name: str) -> str:
    return files("dossier.web").joinpath(name).read_text(encoding="utf-8")


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as failure:
        why = failure.strerror if isinstance(failure, OSError) else "there is no such port"
        raise DossierError(
            f"The app cannot be served there ({why}).", where=f"{host}:{port}", do="Choose another: --port 0 takes any that is free."
        ) from failure


def _command(root: Path) -> str:
    """What starts one app, as the shell reads it."""
    words: Sequence[str] = (sys.executable, "-m", "dossier", str(root))
    return subprocess.list2cmdline(words) if os.name == "nt" else f"exec {shlex.join(words)}"
