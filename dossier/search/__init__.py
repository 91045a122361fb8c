"""The query language, the engine interface, Whoosh, tantivy and PostgreSQL behind it, exact spans.

The names below are imported on first use, since an engine takes long to import.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.search.analysis import fold as fold
    from dossier.search.engine import Engine as Engine
    from dossier.search.engines import create_engine as create_engine
    from dossier.search.engines import open_engine as open_engine
    from dossier.search.stamp import UntrustedIndex as UntrustedIndex

__all__ = ["Engine", "UntrustedIndex", "create_engine", "fold", "open_engine"]

__getattr__ = lazy_attributes(
    __name__,
    {
        "Engine": "engine.Engine",
        "UntrustedIndex": "stamp.UntrustedIndex",
        "create_engine": "engines.create_engine",
        "fold": "analysis.fold",
        "open_engine": "engines.open_engine",
    },
)
