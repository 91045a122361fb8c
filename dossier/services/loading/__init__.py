"""Loading: articles, facts and corrections of the stores become a snapshot.

The names below are imported on first use: adding an article loads no snapshot.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.services.loading.documents import with_metadata as with_metadata
    from dossier.services.loading.loader import LoadedSnapshot as LoadedSnapshot
    from dossier.services.loading.loader import SnapshotLoader as SnapshotLoader

__all__ = ["LoadedSnapshot", "SnapshotLoader", "with_metadata"]

__getattr__ = lazy_attributes(
    __name__,
    {
        "LoadedSnapshot": "loader.LoadedSnapshot",
        "SnapshotLoader": "loader.SnapshotLoader",
        "with_metadata": "documents.with_metadata",
    },
)
