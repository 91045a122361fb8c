"""A dossier on disk: what commands, the app and the browser open, with one service for each kind of task."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from dossier import services
from dossier.runtime.config import DossierSettings
from dossier.runtime.paths import DossierPaths, find_root, is_sample, paths_for
from dossier.runtime.trust import require_own


class Dossier:
    """One open dossier. Opening it reads its settings only; the index is opened by the first query, spaCy by the first new text.

    All methods of its services may be called from worker threads; those that write take turns. With `doubtful`, the index is read as a whole,
    to look for damage, also where it is as it was when it was closed.
    """

    def __init__(self, paths: DossierPaths, *, doubtful: bool = False) -> None:
        self._state = services.DossierState(paths, doubtful=doubtful)

    @property
    def paths(self) -> DossierPaths:
        """The paths of its parts."""
        return self._state.paths

    @property
    def settings(self) -> DossierSettings:
        """Its settings."""
        return self._state.settings

    @property
    def root(self) -> Path:
        """Its folder."""
        return self._state.paths.root

    @property
    def title(self) -> str:
        """Its title."""
        return self._state.settings.title

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that the user should read once: where files are stored, why the index was rebuilt, what in seeds/ is not read,
        what of the notebook was damaged.
        """
        paths = self._state.paths
        stored = f"its index is kept in {paths.index}, your notes in {paths.notebook}."
        read_only = [f"This dossier cannot be written to: {stored}"] if paths.read_only else []
        return (
            *read_only,
            *self._state.settings_notices(),
            *self._state.index_notices(),
            *self._sync.notices(),
            *self._state.notebook_problems(),
        )

    @cached_property
    def _sync(self) -> services.SeedSync:
        return services.SeedSync(self._state)

    @cached_property
    def _snapshots(self) -> services.SnapshotSource:
        return services.SnapshotSource(self._state, self._sync)

    @cached_property
    def first_rows(self) -> services.FirstRows:
        """What the app shows until all is loaded."""
        # none of these services is imported before it is called
        return services.FirstRows(
            self._state,
            key_of=lambda findings: self._snapshots.key_of(findings),  # noqa: PLW0108
            view=lambda: self.query.view(),  # noqa: PLW0108
            is_in_step=lambda: self._sync.is_in_step(),  # noqa: PLW0108
        )

    @cached_property
    def ingest(self) -> services.IngestService:
        """Adds, removes and reads articles; keeps the index in step with seeds/."""
        return services.IngestService(self._state, self._sync, self._snapshots)

    @cached_property
    def query(self) -> services.QueryService:
        """Runs queries; looks up articles, actors, events and quotations by id."""
        return services.QueryService(self._state, self._snapshots)

    @cached_property
    def notebook(self) -> services.NotebookService:
        """Bookmarks, notes, tags, corrections, undo, and the saved searches."""
        return services.NotebookService(self._state, self._snapshots, self.query)

    @property
    def read_state(self) -> services.ReadState:
        """Read and unread articles, and what is new since the last visit."""
        return self._state.read_state

    @cached_property
    def watch(self) -> services.WatchService:
        """Checks the feeds and pages that the dossier follows."""
        return services.WatchService(self._state, self.ingest)

    @cached_property
    def review(self) -> services.ReviewService:
        """Merge candidates, comparisons of sources, explanations, profiles."""
        return services.ReviewService(self._state, self._snapshots)

    @cached_property
    def exports(self) -> services.ExportService:
        """Exports of query results or of single items."""
        return services.ExportService(self._state, self.query)

    def check(self, *, deep: bool = False) -> tuple[str, ...]:
        """One sentence for each inconsistency between files, index and notebook, with what to do about it. With `deep` every original file
        is hashed.
        """
        return services.find_inconsistencies(self._state, self.query.snapshot, deep=deep)

    def close(self) -> None:
        """Closes every file; they are opened again on the next use."""
        with self._state.lock:
            if "_snapshots" in vars(self):  # not imported just to be closed
                self._snapshots.invalidate()
            self._state.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_dossier(path: Path | None = None, *, or_sample: bool = False, doubtful: bool = False) -> Dossier:
    """The dossier at `path`, else the nearest enclosing one, else the bundled sample where that will do; `doubtful` as in `Dossier`. Raises
    DossierError.
    """
    root = find_root(path, or_sample=or_sample)
    if path is None and not is_sample(root):
        require_own(root)
    return Dossier(paths_for(root), doubtful=doubtful)
