"""The engines by name, each imported on first use; tantivy and PostgreSQL are optional."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.search.postgres.address import coordinator_url
from dossier.search.stamp import UntrustedIndex

if TYPE_CHECKING:
    from dossier.search.engine import Engine

WHOOSH, TANTIVY, POSTGRES = "whoosh", "tantivy", "postgres"


def is_tantivy_installed() -> bool:
    """True where the extra `fast` is installed."""
    return find_spec("tantivy") is not None


def is_postgres_installed() -> bool:
    """True where the extra `cluster` is installed."""
    return find_spec("asyncpg") is not None


def open_engine(name: str, folder: Path, tokens: Path) -> "Engine | UntrustedIndex":
    """Open the index of an engine in `folder`, or return the reason why it must be rebuilt. `tokens` is a folder of private user state that
    records which indexes are the user's own. Raises DossierError where the engine is not installed.
    """
    opened: Engine | UntrustedIndex = import_module(_module(name)).open_engine(folder, tokens)
    return opened


def create_engine(name: str, folder: Path, tokens: Path) -> "Engine":
    """Create an engine over a new, empty index in `folder`, removing an earlier one. Raises DossierError where the folder cannot be written,
    or the engine is not installed.
    """
    engine: Engine = import_module(_module(name)).create_engine(folder, tokens)
    return engine


def require_installed(name: str) -> None:
    """Raises DossierError, with what to do, where an engine is not installed, or it is PostgreSQL and the environment names no server."""
    for engine, title, extra, is_installed in (
        (TANTIVY, "search engine tantivy", "fast", is_tantivy_installed),
        (POSTGRES, "client of the search engine PostgreSQL", "cluster", is_postgres_installed),
    ):
        if name == engine and not is_installed():
            do = f'Install it: pip install "dossier-tui[{extra}]". Or write engine = "{WHOOSH}" in dossier.toml.'
            raise DossierError(f"The {title} is not installed.", do=do)
    if name == POSTGRES:
        coordinator_url()


def _module(name: str) -> str:
    require_installed(name)
    return f"dossier.search.{name}.engine"
