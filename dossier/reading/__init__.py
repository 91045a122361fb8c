"""A file becomes an Article: one module a format.

The names below are imported on first use, since readers import large libraries.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.reading.cleaning.publication_date import parse_day as parse_day
    from dossier.reading.containers.attachments import read_attachments as read_attachments
    from dossier.reading.containers.feed import ENTRY as FEED_ENTRY_SUFFIX
    from dossier.reading.containers.feed import TEASER as TEASER_WORDS
    from dossier.reading.containers.open import DecompressionBudget as DecompressionBudget
    from dossier.reading.containers.open import read_container as read_container
    from dossier.reading.containers.split import split_document as split_document
    from dossier.reading.containers.split import with_doubt as with_doubt
    from dossier.reading.network.fetch import fetcher as fetcher
    from dossier.reading.read import MOST_BYTES as MOST_BYTES
    from dossier.reading.read import bytes_of as bytes_of
    from dossier.reading.read import read as read_article
    from dossier.reading.read import read_bytes as read_bytes
    from dossier.reading.read import sidecar_of as sidecar_of

__all__ = [
    "FEED_ENTRY_SUFFIX",
    "MOST_BYTES",
    "TEASER_WORDS",
    "DecompressionBudget",
    "bytes_of",
    "fetcher",
    "parse_day",
    "read_article",
    "read_attachments",
    "read_bytes",
    "read_container",
    "sidecar_of",
    "split_document",
    "with_doubt",
]

__getattr__ = lazy_attributes(
    __name__,
    {
        "DecompressionBudget": "containers.open.DecompressionBudget",
        "FEED_ENTRY_SUFFIX": "containers.feed.ENTRY",
        "MOST_BYTES": "read.MOST_BYTES",
        "TEASER_WORDS": "containers.feed.TEASER",
        "bytes_of": "read.bytes_of",
        "fetcher": "network.fetch.fetcher",
        "parse_day": "cleaning.publication_date.parse_day",
        "read_article": "read.read",
        "read_attachments": "containers.attachments.read_attachments",
        "read_bytes": "read.read_bytes",
        "read_container": "containers.open.read_container",
        "sidecar_of": "read.sidecar_of",
        "split_document": "containers.split.split_document",
        "with_doubt": "containers.split.with_doubt",
    },
)
