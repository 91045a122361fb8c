"""URLs: validation, resolution with an SSRF guard, canonical form."""

import ipaddress
import re
import socket
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dossier.errors import UnreadableFile

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|mc_[ce]id|igshid|ref_src|cmpid|amp|outputtype)$", re.IGNORECASE)
"""Query parameters that track the reader and do not select the content."""
# 64:ff9b::/96 and 2002::/16 carry IPv4 addresses inside; they are looked into, not trusted.
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
LONGEST = 4000


def is_address(text: str) -> bool:
    """True for a text that begins with a URL scheme ("https://"), of any kind."""
    return bool(SCHEME.match(text))


def canonical(address: str) -> str:
    """Canonical URL: without differences that do not identify an article (case of the host, "www.", fragment, tracking, order of the
    query).
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address.strip()
    query = sorted((key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(key))
    netloc = host if port in {None, 80, 443} else f"{host}:{port}"
    path = re.sub(r"/amp/?$", "", parts.path).rstrip("/")
    return urlunsplit(("https" if parts.scheme in {"http", "https"} else parts.scheme, netloc, path, urlencode(query), ""))


def validate_url(address: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path with query of an address that may be fetched. Raises `UnreadableFile` for any other."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii") if not _is_number(parts.hostname or "") else str(parts.hostname)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError) as error:
        raise UnreadableFile("This is not a web address.", where=address[:200]) from error
    if parts.scheme not in {"http", "https"}:
        raise UnreadableFile(f"{parts.scheme}:// addresses are not supported, only http and https.", do="Save the page and add the file.")
    if not host or len(address) > LONGEST or re.search(r"[\x00-\x20\x7f]", address):
        raise UnreadableFile("This is not a web address.", where=address[:200])
    if parts.username is not None or parts.password is not None:
        raise UnreadableFile("Addresses with a user name or password are not fetched.", do="Save the page and add the file.")
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return parts.scheme, host, port, "".join(ch if ch.isascii() else "".join(f"%{byte:02X}" for byte in ch.encode()) for ch in path)


def resolve_host(host: str, port: int, *, private: bool) -> list[str]:
    """The numeric addresses of a host, all of them public unless `private`. Raises `UnreadableFile` where it has none or one that is not."""
    try:
        addresses = sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    except (OSError, UnicodeError) as error:
        raise UnreadableFile(f"Host {host} not found.", do="Check the address and the network.") from error
    if not private and not all(map(is_public_ip, addresses)):
        raise UnreadableFile(
            f"{host} is a private address on this machine or network, so it is not fetched.",
            do="Use --allow-private to fetch it anyway.",
        )
    return addresses


def is_public_ip(number: str) -> bool:
    """True for an address of the open internet: not of this machine, a local network, a group, a reserved range, nor one that wraps such."""
    ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if inner is None and ip in TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public_ip(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
