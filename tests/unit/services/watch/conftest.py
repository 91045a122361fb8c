"""Fixtures of the tests of watching: a feed server on this machine, and a dossier."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.reading import fetcher
from dossier.services.ingest.create import new_dossier
from tests.feed_server import FeedServer, running_server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """The server, asked without pauses by a program that has asked nobody before."""
    monkeypatch.setattr("dossier.reading.network.fetch.PAUSE", 0.0)
    fetcher.cache_clear()
    with running_server() as running:
        yield running
    fetcher.cache_clear()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Dossier]:
    """An empty dossier, open."""
    with open_dossier(new_dossier(tmp_path / "case", "A case")) as opened:
        yield opened
