"""Closing of Whoosh's searchers, with every file that they opened.

Whoosh maps its files into memory. A map stays open, with its descriptor, as long as there is a view of it, and searchers and readers with
such views refer to one another in circles. So they would stay until a garbage collection finds them, which it never does once they are
frozen (`gc.freeze`); they are taken apart here instead.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whoosh.reading import IndexReader
    from whoosh.searching import Searcher

OWN_MODULES = (
    "whoosh.searching",
    "whoosh.reading",
    "whoosh.codec",
    "whoosh.filedb.compound",
    "whoosh.filedb.structfile",
    "whoosh.filedb.filetables",
    "dossier.search.whoosh.mapped_file",
)
"""Modules of Whoosh, and one of ours that replaces a class of it, whose objects belong to one searcher. Schema, columns, segments and the storage of the index are shared by all."""
SHARED = ("W3Segment", "W3Codec")


def close_searcher(searcher: "Searcher | IndexReader") -> None:
    """Closes a searcher, or a reader, and takes apart its readers; it cannot be used any more."""
    parts = list(_parts_of(searcher))
    searcher.close()
    for part in parts:
        vars(part).clear()


def _parts_of(searcher: "Searcher | IndexReader") -> Iterator[Any]:
    """A searcher with its readers and their files: every object that belongs to it alone."""
    waiting: list[Any] = [searcher]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, list | tuple | dict):
            waiting += part.values() if isinstance(part, dict) else part
        elif _is_own(part):
            waiting += vars(part).values()
            yield part


def _is_own(part: object) -> bool:
    kind = type(part)
    return hasattr(part, "__dict__") and str(kind.__module__).startswith(OWN_MODULES) and kind.__name__ not in SHARED
