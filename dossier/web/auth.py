"""Authentication: host names that the server accepts, allowed origins, and the token that opens the page."""

import ipaddress
import secrets
import socket
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
    "connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content security policy: only what this server itself sends; the terminal's script writes style elements."""


def is_loopback(host: str) -> bool:
    """True for a name or an address that only this machine can reach."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def is_allowed_host(name: str, host: str) -> bool:
    """True where a server on `host` accepts `name`, the Host of a request without its port.

    A page from elsewhere can have its own name resolve to this machine (DNS rebinding), but it can use neither the names of loopback nor a
    bare address. So loopback accepts only the names of loopback; another host accepts addresses, itself and the machine's name.
    """
    if name in LOCAL:
        return True
    if is_loopback(host):
        return name == host.casefold()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in {host.casefold(), socket.gethostname().casefold()}
    return True


def host_of(address: str) -> str:
    """The host in a Host header: without port and brackets, in lower case; empty for an invalid one."""
    try:
        return (urlsplit(f"//{address}").hostname or "").casefold()
    except ValueError:
        return ""


def auth_middleware(host: str, token: str, cookie: str) -> Middleware:
    """Middleware that admits requests from the page itself with the token: in the address once, in a cookie from then on. 403 for all
    others.
    """

    @web.middleware
    async def authorize(request: web.Request, handler: Handler) -> web.StreamResponse:
        host_header = request.headers.get("Host", "")
        if not is_allowed_host(host_of(host_header), host):
            raise web.HTTPForbidden(text="Unknown host name.\n")
        origin = request.headers.get("Origin")
        upgrade = "websocket" in request.headers.get("Upgrade", "").casefold() or request.path == "/ws"
        if (origin is not None or upgrade) and origin != f"{request.scheme}://{host_header}":
            raise web.HTTPForbidden(text="Only the dossier page itself may connect.\n")
        if request.path == "/" and _equal_tokens(request.query.get("token", ""), token):
            redirect = web.HTTPSeeOther("/")
            redirect.set_cookie(cookie, token, httponly=True, samesite="Strict", path="/", secure=request.secure)
            raise redirect
        if not _equal_tokens(request.cookies.get(cookie, ""), token):
            raise web.HTTPForbidden(text="Open the full address printed by “dossier serve”; it contains the key to this page.\n")
        return await handler(request)

    return authorize


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Security headers of every response: nothing from elsewhere, no framing, no caching; a download is never shown as a page of this
    server.
    """
    host = request.headers.get("Host", "")
    scheme = "wss" if request.secure else "ws"
    # a Host that could end the directive has been refused, or the response is a refusal that needs none
    socket_address = f"{scheme}://{host}" if host_of(host) and not set(host) & set(" ;,'\"") else ""
    policy = POLICY.format(socket=socket_address)
    if request.path.startswith("/download/"):
        policy = "sandbox; default-src 'none'"
        name = response.headers.get("Content-Disposition", "").partition("filename=")[2]
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"


def _equal_tokens(candidate: str, token: str) -> bool:
    return secrets.compare_digest(candidate.encode(errors="replace"), token.encode())
