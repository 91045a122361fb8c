"""The query language, the engine interface, Whoosh behind it, exact spans.

The names below are imported on first use, since Whoosh takes long to import.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.search.analysis import fold as fold
    from dossier.search.engine import Engine as Engine
    from dossier.search.whoosh.engine import create_engine as create_engine
    from dossier.search.whoosh.engine import open_engine as open_engine
    from dossier.search.whoosh.guard import UntrustedIndex as UntrustedIndex

__all__ = ["Engine", "UntrustedIndex", "create_engine", "fold", "open_engine"]

__getattr__ = lazy_attributes(
    __name__,
    {
        "Engine": "engine.Engine",
        "UntrustedIndex": "whoosh.guard.UntrustedIndex",
        "create_engine": "whoosh.engine.create_engine",
        "fold": "analysis.fold",
        "open_engine": "whoosh.engine.open_engine",
    },
)
