"""The engines by name, each imported on first use; tantivy is optional."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from dossier.errors import DossierError
from dossier.search.engine import Engine
from dossier.search.stamp import UntrustedIndex

WHOOSH, TANTIVY = "whoosh", "tantivy"
INSTALL = 'Install it: pip install "dossier-tui[fast]".'


def is_tantivy_installed() -> bool:
    """True where the extra `fast` is installed."""
    return find_spec("tantivy") is not None


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
    """Raises DossierError, with what to install, where an engine is missing."""
    if name == TANTIVY and not is_tantivy_installed():
        raise DossierError("The search engine tantivy is not installed.", do=f'{INSTALL} Or write engine = "{WHOOSH}" in dossier.toml.')


def _module(name: str) -> str:
    require_installed(name)
    return f"dossier.search.{name}.engine"
