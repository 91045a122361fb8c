"""Fixtures of the unit tests: parses, cached for the whole session since parsing is the slow part, and servers, started where a test first
needs them.
"""

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.nlp import parse
from tests.postgres_servers import Servers, find_programs, running_servers

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@pytest.fixture(scope="session")
def parsed() -> "Callable[[str], Doc]":
    """The real parse of a text, computed once a session for each text."""
    return lru_cache(maxsize=None)(parse)


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
