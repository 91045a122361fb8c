"""Ingest: sources, copying, extraction, sync with seeds/, text methods, bundles.

The names below are imported on first use: most inputs are neither downloaded nor bundles nor bibliographies.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.services.ingest.bundles import import_bundle as import_bundle
    from dossier.services.ingest.bundles import read_bundle as read_bundle
    from dossier.services.ingest.bundles import sound_bundle_result as sound_bundle_result
    from dossier.services.ingest.download import DownloadContext as DownloadContext
    from dossier.services.ingest.download import download_all as download_all
    from dossier.services.ingest.download import known_urls as known_urls
    from dossier.services.ingest.download import with_full_pages as with_full_pages
    from dossier.services.ingest.references import note_references as note_references

__all__ = [
    "DownloadContext",
    "download_all",
    "import_bundle",
    "known_urls",
    "note_references",
    "read_bundle",
    "sound_bundle_result",
    "with_full_pages",
]

__getattr__ = lazy_attributes(
    __name__,
    {
        "DownloadContext": "download.DownloadContext",
        "download_all": "download.download_all",
        "import_bundle": "bundles.import_bundle",
        "known_urls": "download.known_urls",
        "note_references": "references.note_references",
        "read_bundle": "bundles.read_bundle",
        "sound_bundle_result": "bundles.sound_bundle_result",
        "with_full_pages": "download.with_full_pages",
    },
)
