"""Proxies: which one the environment sets for an address, and which hosts are never requested through one."""

import base64
import socket
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment

from dossier.errors import UnreadableFile
from dossier.reading.network.urls import is_public_ip

LOCAL = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".home.arpa")
"""Name suffixes that no public host has."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: host and port, and the headers that it requires (user and password)."""

    host: str
    port: int
    headers: dict[str, str] = field(default_factory=dict)


def proxy_for(scheme: str, host: str, port: int) -> Proxy | None:
    """The proxy that `http_proxy`, `https_proxy` or `all_proxy` set for a host, None where `no_proxy` excepts it or none is set.

    Raises `UnreadableFile` for an unsupported kind of proxy.
    """
    environment = getproxies_environment()
    value = environment.get(scheme) or environment.get("all") or ""
    if not value or _is_excepted(host, port, environment.get("no", "")):
        return None
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        proxy_host, proxy_port = parts.hostname or "", parts.port or 80
    except ValueError:
        parts, proxy_host, proxy_port = urlsplit(""), "", 0
    if parts.scheme != "http" or not proxy_host:
        raise UnreadableFile(
            f"The proxy set for {scheme} in the environment is not supported.",
            do=f"Set http://HOST:PORT in {scheme}_proxy, or add the host to no_proxy.",
        )
    if parts.username is None:
        return Proxy(proxy_host, proxy_port)
    secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
    return Proxy(proxy_host, proxy_port, {"Proxy-Authorization": f"Basic {base64.b64encode(secret).decode('ascii')}"})


def _is_excepted(host: str, port: int, no_proxy: str) -> bool:
    """True where `no_proxy` lists the host, a domain that it lies in, either with its port, or everything (“*”)."""
    listed = (word.strip().lower().lstrip(".") for word in no_proxy.split(","))
    names = (host.lower().rstrip("."), f"{host.lower().rstrip('.')}:{port}")
    return any(word == "*" or any(name == word or name.endswith(f".{word}") for name in names) for word in listed if word)


def is_outside(host: str, port: int) -> bool:
    """True for a host that may be requested through a proxy: one with public IP addresses, or, where it cannot be resolved here, a
    public name.

    The proxy resolves the name again and may get another address; guarding against that is the proxy's task.
    """
    try:
        addresses = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        name = host.rstrip(".").lower()
        return "." in name and not name.endswith(LOCAL)
    return all(map(is_public_ip, addresses))
