"""Fixtures of the engines' tests: PostgreSQL servers, started once a session where a test first needs them."""

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.postgres_servers import Servers, find_programs, running_servers


@pytest.fixture(scope="session")
def postgres_servers() -> Iterator[Servers]:
    """A coordinator and two shards, which the environment names."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    if find_spec("asyncpg") is None:
        pytest.skip("the extra cluster is not installed")
    with running_servers(programs) as servers:
        os.environ.update(servers.environment)
        yield servers
    for name in servers.environment:
        del os.environ[name]
