"""Services of a dossier: ingest, query, notebook, review, export. None of them knows `dossier.api`.

The classes below are imported on first use: a command needs one or two of the services.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.services.check import find_inconsistencies as find_inconsistencies
    from dossier.services.export import ExportService as ExportService
    from dossier.services.first_rows import FirstRows as FirstRows
    from dossier.services.ingest.service import IngestService as IngestService
    from dossier.services.ingest.sync import SeedSync as SeedSync
    from dossier.services.notebook.read_state import ReadState as ReadState
    from dossier.services.notebook.service import NotebookService as NotebookService
    from dossier.services.query.service import QueryService as QueryService
    from dossier.services.review.service import ReviewService as ReviewService
    from dossier.services.snapshot_source import SnapshotSource as SnapshotSource
    from dossier.services.state import DossierState as DossierState
    from dossier.services.watch.service import WatchService as WatchService

__all__ = [
    "DossierState",
    "ExportService",
    "FirstRows",
    "IngestService",
    "NotebookService",
    "QueryService",
    "ReadState",
    "ReviewService",
    "SeedSync",
    "SnapshotSource",
    "WatchService",
    "find_inconsistencies",
]

__getattr__ = lazy_attributes(
    __name__,
    {
        "DossierState": "state.DossierState",
        "ExportService": "export.ExportService",
        "FirstRows": "first_rows.FirstRows",
        "IngestService": "ingest.service.IngestService",
        "NotebookService": "notebook.service.NotebookService",
        "QueryService": "query.service.QueryService",
        "ReadState": "notebook.read_state.ReadState",
        "ReviewService": "review.service.ReviewService",
        "SeedSync": "ingest.sync.SeedSync",
        "SnapshotSource": "snapshot_source.SnapshotSource",
        "WatchService": "watch.service.WatchService",
        "find_inconsistencies": "check.find_inconsistencies",
    },
)
