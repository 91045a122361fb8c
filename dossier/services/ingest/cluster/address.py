"""Address of a Dask scheduler, as the user gives it."""

import ipaddress
import re
import socket
from importlib.util import find_spec

from dossier.errors import DossierError

ADDRESS = re.compile(r"(?P<scheme>tcp|tls)://(?P<host>\[[0-9a-fA-F:.]+\]|[^\s:/@\[\]]+):(?P<port>\d{1,5})")
EXAMPLE = "tls://scheduler.example:8786"


def check_scheduler(address: str) -> None:
    """Raises DossierError where a scheduler's address is not valid, Dask is not installed, or the connection would neither be encrypted nor stay in
    a private network.
    """
    match = ADDRESS.fullmatch(address)
    if match is None:
        raise DossierError(f"“{address}” is not the address of a Dask scheduler.", do=f"Write it like {EXAMPLE}.")
    if find_spec("distributed") is None:
        raise DossierError("The client of the Dask cluster is not installed.", do='Install it: pip install "dossier-tui[cluster]".')
    if match["scheme"] == "tcp" and not _is_private(match["host"].strip("[]"), int(match["port"])):
        do = f"Use TLS ({EXAMPLE}), a private network, or a tunnel (docs/scale.md)."
        raise DossierError(
            "Articles are not sent unencrypted over a public network, and no code is accepted from one.", where=address, do=do
        )


def _is_private(host: str, port: int) -> bool:
    """True where all addresses of a host are in a private network or on this machine. Raises DossierError for an unknown host."""
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise DossierError(f"The scheduler's name is not known ({error.strerror}).", where=host, do="Check the address.") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in entries]
    return all(address.is_private or address.is_loopback or address.is_link_local for address in addresses)
