"""Addresses of the PostgreSQL servers. They come from the user's environment alone: a dossier.toml that came by mail names no server."""

import os
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from dossier.errors import DossierError

COORDINATOR, SHARDS = "DOSSIER_POSTGRES", "DOSSIER_POSTGRES_SHARDS"
EXAMPLE = "postgresql://user@host:5432/database?sslmode=verify-full"
SERVER_OPTIONS = ("host", "hostaddr", "port", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "gssencmode", "connect_timeout")
"""Parameters of a shard's URL that the coordinator needs to reach it."""


@dataclass(frozen=True, slots=True)
class ShardAddress:
    """The URL of a shard, by which both this program and the coordinator reach it."""

    url: str

    @property
    def name(self) -> str:
        """Host, port and database, without user and password."""
        options = self.server_options
        return f"{options.get('host', 'localhost')}:{options.get('port', '5432')}/{options.get('dbname', '')}"

    @property
    def server_options(self) -> dict[str, str]:
        """The options of CREATE SERVER."""
        parts = urlsplit(self.url)
        options = {"host": parts.hostname or "", "port": str(parts.port or ""), "dbname": unquote(parts.path.lstrip("/"))}
        options |= {name: value for name, value in parse_qsl(parts.query) if name in SERVER_OPTIONS}
        return {name: value for name, value in options.items() if value}

    @property
    def user_options(self) -> dict[str, str]:
        """The options of CREATE USER MAPPING: user and password, those of the environment where the URL has none."""
        parts, query = urlsplit(self.url), dict(parse_qsl(urlsplit(self.url).query))
        user = unquote(parts.username or "") or query.get("user") or os.environ.get("PGUSER", "")
        password = unquote(parts.password or "") or query.get("password") or os.environ.get("PGPASSWORD", "")
        return {name: value for name, value in (("user", user), ("password", password)) if value}


def coordinator_url() -> str:
    """The URL of the coordinator. Raises DossierError where the environment names none."""
    if url := os.environ.get(COORDINATOR, ""):
        return _checked(COORDINATOR, url)
    do = f'Set {COORDINATOR}={EXAMPLE}, or write engine = "whoosh" in dossier.toml.'
    raise DossierError("This dossier is searched by PostgreSQL, and no server is named.", do=do)


def shard_addresses() -> tuple[ShardAddress, ...]:
    """The shards of a new index, separated by spaces; the coordinator is the only one where none is named. Raises DossierError."""
    urls = os.environ.get(SHARDS, "").split() or [coordinator_url()]
    if doubled := next((url for url in urls if urls.count(url) > 1), ""):
        raise DossierError(f"The shard {ShardAddress(doubled).name} is listed twice.", where=SHARDS, do="Remove one of the two.")
    return tuple(ShardAddress(_checked(SHARDS, url)) for url in urls)


def _checked(variable: str, url: str) -> str:
    """The URL itself. Raises DossierError, without showing it, since it may hold a password."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"postgresql", "postgres"} and (parts.port or 1) > 0 and not parts.fragment
        # a slash, a question mark or a hash in a password that is not escaped ends the host, and what is before it would be shown as the port
        valid = valid and "@" not in parts.path + parts.query and int(dict(parse_qsl(parts.query)).get("port", 1)) > 0
    except ValueError:
        valid = False
    if not valid:
        raise DossierError(
            "That is not the address of a PostgreSQL server.",
            where=variable,
            do=f"Write it like {EXAMPLE}, with %2F for a slash in a password, %23 for a hash and %3F for a question mark.",
        )
    return url


def display_of(url: str) -> str:
    """The address as it is shown, without user and password."""
    return ShardAddress(url).name
