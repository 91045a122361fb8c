"""Read state of one dossier: read and unread articles, what is new in each list since it was last looked at, and what each saved search
had when it was.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from threading import RLock

import msgspec

from dossier.errors import DossierError
from dossier.model.query import Query
from dossier.runtime.paths import DossierPaths, private_folder, read_state_path
from dossier.storage.read_state import ReadRows, ReadStateFile, SearchBaseline

FIRST_VISIT = "first visit"
"""The name under which the last article of the first visit is stored, beside those of the lists."""
PANES = ("timeline", "articles", "quotes")
"""Lists for which it is known what is new."""


class ReadMark(StrEnum):
    """Mark on an article: none while nothing was read, nothing came and so no article is marked; read; unread since the first visit;
    unread and come later.
    """

    NONE = ""
    READ = "read"
    UNREAD = "unread"
    NEW = "new"


class ReadState:
    """The read state in memory, and in the user's private state where `stores` is true. All methods may be called from any thread.

    The first visit is the first session of the app in which the dossier has articles: none of these is new, and they are marked as unread
    only from when one was marked as read or a later one came.
    """

    def __init__(self, paths: DossierPaths, *, stores: bool) -> None:
        self._paths, self.stores, self._lock = paths, stores, RLock()
        self._file: ReadStateFile | None = None
        self._version = -1
        self._rows = ReadRows()
        self._is_first_visit = False

    def _current(self) -> tuple[ReadStateFile, ReadRows]:
        """The file, and its rows as they are now."""
        with self._lock:
            if self._file is None:
                self._file = ReadStateFile(self._path())
            if (version := self._file.data_version()) != self._version:
                self._version, self._rows = version, self._file.rows()
            return self._file, self._rows

    def _path(self) -> Path | None:
        """The file; None where nothing is to be stored, or the user's state cannot be written."""
        path = read_state_path(self._paths) if self.stores else None
        with suppress(DossierError):
            return path if path is None or private_folder(path.parent.name) else None
        return None

    # ------------------------------------------------------------------ articles
    def register(self, articles: Iterable[str]) -> None:
        """Take note of the articles of the dossier, in the order in which they are to count as having arrived."""
        with self._lock:
            file, rows = self._current()
            self._is_first_visit = self._is_first_visit or FIRST_VISIT not in rows.seen
            unknown = [article for article in articles if article not in rows.numbers]
            if not unknown:
                return
            file.add(unknown)
            self._rows = rows = file.rows()
            if self._is_first_visit:
                file.set_seen((FIRST_VISIT, *PANES), rows.last)
                self._rows = file.rows()

    @property
    def read(self) -> frozenset[str]:
        """The articles that were read."""
        return self._current()[1].read

    def set_read(self, articles: Iterable[str], *, read: bool) -> frozenset[str]:
        """Mark articles as read or unread; those that were not so before."""
        with self._lock:
            file, rows = self._current()
            changed = frozenset(article for article in articles if (article in rows.read) != read)
            if changed:
                file.set_read(changed, read=read)
                known = changed <= rows.numbers.keys()
                self._rows = replace(rows, read=rows.read | changed if read else rows.read - changed) if known else file.rows()
            return changed

    def is_read(self, article: str) -> bool:
        """True for an article that was read, from memory."""
        return article in self._rows.read

    def mark(self, article: str) -> ReadMark:
        """The mark on an article, from memory: quick enough to draw rows with."""
        rows = self._rows
        if article in rows.read:
            return ReadMark.READ
        first = rows.seen.get(FIRST_VISIT, 0)
        if rows.numbers.get(article, 0) > first:
            return ReadMark.NEW
        return ReadMark.UNREAD if rows.read or rows.last > first else ReadMark.NONE

    # ------------------------------------------------------------------ new since the last visit
    def new_articles(self, pane: str) -> frozenset[str]:
        """The articles that came since a list was last looked at."""
        rows = self._current()[1]
        seen = rows.seen.get(pane, rows.last)
        return frozenset(article for article, number in rows.numbers.items() if number > seen) if rows.last > seen else frozenset()

    def see(self, pane: str) -> None:
        """Note that a list was looked at: nothing in it is new any longer."""
        with self._lock:
            file, rows = self._current()
            if pane in PANES and rows.last > rows.seen.get(pane, 0):
                file.set_seen((pane,), rows.last)
                self._rows = replace(rows, seen={**rows.seen, pane: rows.last})

    # ------------------------------------------------------------------ saved searches
    def new_hits(self, search: int, query: Query, articles: frozenset[str]) -> frozenset[str]:
        """The articles that a saved search has now and had not when it was last looked at. A search that was not looked at yet, or whose
        query is another one now, has nothing new; it is taken as looked at. `query` names actors as the notebook does.
        """
        baseline, encoded = self._current()[0].baseline(search), msgspec.json.encode(query)
        if baseline is None or baseline.query != encoded:
            self.see_search(search, query, articles)
            return frozenset()
        return articles - baseline.articles

    def see_search(self, search: int, query: Query, articles: frozenset[str]) -> None:
        """Note that a saved search was looked at when it had these articles."""
        self._current()[0].set_baseline(search, SearchBaseline(msgspec.json.encode(query), articles))

    def close(self) -> None:
        """Close the file; it is opened again on the next use."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file, self._version = None, -1
