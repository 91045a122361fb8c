"""Addresses of PostgreSQL servers, from the environment."""

import re

import pytest

from dossier.errors import DossierError
from dossier.search.engines import require_installed
from dossier.search.postgres.address import ShardAddress, coordinator_url, shard_addresses

URL = "postgresql://desk:s%40cret@search.example:6000/my%20archive?sslmode=verify-full&application_name=x"

UNESCAPED = (
    "postgresql://desk:4711/secret@search.example/x",
    "postgresql://desk:4711#secret@search.example/x",
    "postgresql://desk:47?secret@search.example/x#",
    "postgresql://search.example/x?port=secret",
)
"""Passwords with a sign that ends the host; what comes before it is a number like that of a port."""


@pytest.fixture(autouse=True)
def no_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server is named."""
    for name in ("DOSSIER_POSTGRES", "DOSSIER_POSTGRES_SHARDS", "PGUSER", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)


def test_without_an_address_nothing_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine cannot be chosen; the message names the variable."""
    monkeypatch.setattr("dossier.search.engines.is_postgres_installed", lambda: True)
    with pytest.raises(DossierError, match="no server is named") as caught:
        require_installed("postgres")
    assert "DOSSIER_POSTGRES=" in caught.value.do


@pytest.mark.parametrize("text", ["search.example", "https://search.example", "postgresql://host:port/x", "postgresql://[::1", *UNESCAPED])
def test_what_is_no_address_is_refused_without_showing_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold a password."""
    monkeypatch.setenv("DOSSIER_POSTGRES", text)
    with pytest.raises(DossierError, match="not the address") as caught:
        coordinator_url()
    assert not {"secret", "47"} & set(re.split(r"\W", str(caught.value)))
    assert text not in caught.value.what
    assert caught.value.where == "DOSSIER_POSTGRES"


def test_an_address_becomes_options_of_the_coordinator(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escapes are resolved; the name that is shown has no password; the environment fills in what is missing."""
    shard = ShardAddress(URL)
    assert shard.server_options == {"host": "search.example", "port": "6000", "dbname": "my archive", "sslmode": "verify-full"}
    assert shard.user_options == {"user": "desk", "password": "s@cret"}
    assert shard.name == "search.example:6000/my archive"
    monkeypatch.setenv("PGUSER", "ana")
    monkeypatch.setenv("PGPASSWORD", "word")
    assert ShardAddress("postgresql:///x?host=/run/sockets").user_options == {"user": "ana", "password": "word"}
    assert ShardAddress("postgresql:///x?host=/run/sockets").name == "/run/sockets:5432/x"


def test_shards_are_separated_by_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once; the coordinator where there are none."""
    monkeypatch.setenv("DOSSIER_POSTGRES", URL)
    assert [shard.url for shard in shard_addresses()] == [URL]
    monkeypatch.setenv("DOSSIER_POSTGRES_SHARDS", "postgresql://a/x  postgresql://b/x")
    assert [shard.name for shard in shard_addresses()] == ["a:5432/x", "b:5432/x"]
    monkeypatch.setenv("DOSSIER_POSTGRES_SHARDS", "postgresql://a/x postgresql://a/x")
    with pytest.raises(DossierError, match="listed twice"):
        shard_addresses()
