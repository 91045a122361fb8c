"""Ingest service: articles in and out of a dossier, and the index kept in step with its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dossier.errors import DossierError
from dossier.extraction.nlp import check_installed
from dossier.model.article import Article
from dossier.model.ingest import ArticleMetadata, IngestOptions, IngestResult, Removal, RemovedArticle, SyncStatus, TextMethodPreview
from dossier.model.notebook import CorrectionKind
from dossier.model.watch.version import ArticleVersion
from dossier.phrases.plural import pluralize
from dossier.runtime.config import read_settings
from dossier.runtime.setting_editor import write_setting
from dossier.search.engines import require_installed
from dossier.services import notebook
from dossier.services.callbacks import CancelCheck, ProgressCallback
from dossier.services.derived.engine_choice import engine_suggestion as suggest_engine
from dossier.services.disk_faults import disk_faults
from dossier.services.ingest.cluster.address import check_scheduler
from dossier.services.ingest.sources import Download
from dossier.services.ingest.stages import IngestTask, run_stages
from dossier.services.ingest.sync import SeedSync
from dossier.services.ingest.text_methods import METHOD, method_of, preview_methods, preview_of
from dossier.services.ingest.trash import list_trash, move_from_trash, move_to_trash
from dossier.services.ingest.versions import read_versions
from dossier.services.snapshot import title_of
from dossier.services.snapshot_source import SnapshotSource
from dossier.services.state import DossierState


class IngestService:
    """Adds, removes and reads articles. All methods may be called from worker threads; those that write take turns."""

    def __init__(self, state: DossierState, sync: SeedSync, snapshots: SnapshotSource) -> None:
        self._state, self._sync, self._snapshots = state, sync, snapshots

    def add(
        self,
        inputs: Sequence[Path | str],
        metadata: ArticleMetadata | None = None,
        progress: ProgressCallback = None,
        cancelled: CancelCheck = None,
        options: IngestOptions | None = None,
    ) -> tuple[IngestResult, ...]:
        """Adds files, folders, containers and pages; a result for each article. `metadata` is what the user knows of them.

        Raises Cancelled, DossierError for a file that is no bundle, and ReadOnly.
        """
        task = IngestTask(self._sync, progress, cancelled, snapshots=self._snapshots, inputs=inputs, metadata=metadata)
        return self._run(task, options)

    def add_downloads(
        self,
        downloads: Mapping[str, Download],
        progress: ProgressCallback = None,
        cancelled: CancelCheck = None,
        options: IngestOptions | None = None,
    ) -> tuple[IngestResult, ...]:
        """Adds what was fetched already, by address; an entry that replaces a file becomes its newer version. Raises as `add` does."""
        task = IngestTask(self._sync, progress, cancelled, snapshots=self._snapshots, inputs=tuple(downloads), downloads=dict(downloads))
        return self._run(task, options)

    def add_text(
        self,
        data: bytes,
        metadata: ArticleMetadata | None = None,
        progress: ProgressCallback = None,
        options: IngestOptions | None = None,
    ) -> tuple[IngestResult, ...]:
        """Adds what came by standard input."""
        task = IngestTask(self._sync, progress, snapshots=self._snapshots, text=data, metadata=metadata)
        return self._run(task, options)

    def _run(self, task: IngestTask, options: IngestOptions | None) -> tuple[IngestResult, ...]:
        if options:
            task.options, task.scheduler = options, options.scheduler
        if task.scheduler:
            check_scheduler(task.scheduler)
        return run_stages(task)

    def remove(self, articles: Sequence[str]) -> Removal:
        """Removes articles: their files go to the dossier's trash; notes on them stay, detached. Raises ReadOnly."""
        snapshot = self._snapshots.snapshot
        titles = {article: snapshot.title_of(article) for article in articles}
        with self._state.lock, self._state.index.lock:
            is_in_step = self._sync.is_in_step()
            try:
                files = tuple(file for article in titles for file in move_to_trash(self._state.paths, self._state.index.store, article))
                if is_in_step:
                    self._sync.note_own_changes(self._sync.folders.after_writing())
            finally:
                self._snapshots.invalidate()
        return Removal(f"Removed {_names(list(titles.values()))}.", files)

    def removed_articles(self) -> tuple[RemovedArticle, ...]:
        """The removed articles that are in the trash, the one removed last first; each is read for its title."""
        return list_trash(self._state.paths, self._state.settings.language)

    def restore_articles(self, files: Sequence[str], progress: ProgressCallback = None) -> notebook.CommandResult:
        """Brings removed articles back, by the names of their files in the trash; notes on them apply again. Raises ReadOnly, and
        DossierError, with nothing changed, for a name that is not there and for a file that the dossier has already.
        """
        with self._state.lock:
            with self._state.index.lock:
                names = move_from_trash(self._state.paths, self._state.index.store, files)
            self.refresh(progress)
        titles = [title_of(article) for article in self._snapshots.snapshot.articles.values() if article.file in names]
        refused = f" {pluralize(len(names) - len(titles), 'file')} could not be read." if len(titles) < len(names) else ""
        return notebook.CommandResult(f"Restored {_names(titles or list(names))}.{refused}", changed=True)

    def sync_status(self) -> SyncStatus:
        """The differences between seeds/, the index and the loaded snapshot. The notebook is opened only where one is loaded. Settings that
        another program has changed are read again.
        """
        has_other_settings = self._state.reload_settings()
        return replace(self._sync.status(), changed_by_other_process=self._snapshots.is_outdated() or has_other_settings)

    def refresh(self, progress: ProgressCallback = None, cancelled: CancelCheck = None, scheduler: str = "") -> tuple[IngestResult, ...]:
        """Brings the index in step with seeds/. What was stored before a cancellation stays; raises Cancelled. `scheduler` is the address of a
        cluster that extracts the facts.
        """
        if scheduler:
            check_scheduler(scheduler)
        with self._state.lock:
            results = self._sync.refresh(progress, cancelled, scheduler)
            self._snapshots.invalidate()
            return results

    def rebuild(self, progress: ProgressCallback = None, cancelled: CancelCheck = None, scheduler: str = "") -> tuple[IngestResult, ...]:
        """Builds the whole index again from seeds/; until it is there, other processes use the one from before. Raises ModelMissing, without any
        change, where no text could be parsed, and DossierError for the address of a cluster that cannot be used.
        """
        if scheduler:
            check_scheduler(scheduler)
        check_installed(self._state.settings.model)
        with self._state.lock:
            self._snapshots.invalidate()
            with disk_faults(self._state.paths.index), self._state.index.rebuilding():
                return self.refresh(progress, cancelled, scheduler)

    def select_engine(self, name: str) -> notebook.CommandResult:
        """Writes the search engine to dossier.toml; the full-text index is built by it when it is next needed. Raises DossierError where the
        engine is not installed or the settings cannot be written.
        """
        require_installed(name)
        if self._state.settings.engine == name:
            return notebook.CommandResult(f"The search engine is {name} already.")
        self._write_setting("engine", name)
        return notebook.CommandResult(f"The search engine is {name} from now on.", changed=True)

    def rename_dossier(self, title: str) -> notebook.CommandResult:
        """Writes the title to dossier.toml. Raises DossierError for an empty one, and where the settings cannot be written."""
        name = "".join(c for c in " ".join(title.split()) if c.isprintable())
        if not name:
            raise DossierError("A title cannot be empty.")
        if self._state.settings.title == name:
            return notebook.CommandResult(f"This dossier is called {name} already.")
        self._write_setting("title", name)
        return notebook.CommandResult(f"This dossier is now called {name}.", changed=True)

    def _write_setting(self, key: str, value: str) -> None:
        with self._state.lock:
            write_setting(self._state.paths.root, key, value)
            self._state.settings = read_settings(self._state.paths.root)
            self._snapshots.invalidate()
            self._state.index.change_settings(self._state.settings)

    def versions(self, article: str) -> tuple[ArticleVersion, ...]:
        """Every version of an article, oldest first, each with its changes from the one before. Titles are the outlet's: one that the user
        gave is no change in the article.
        """
        corrected = self._article(article)
        stored = self._state.index.store.article(corrected.id)
        return read_versions(stored or corrected, self._state.paths, self._state.settings.language)

    def engine_suggestion(self) -> str:
        """A sentence that suggests a faster search engine where the dossier is large; else empty."""
        return suggest_engine(self._state.settings, len(self._snapshots.snapshot.articles))

    def original_file(self, article: str) -> Path:
        """The file of an article in seeds/."""
        return self._state.paths.seeds / self._article(article).file

    def text_method(self, article: str) -> str:
        """The method by which an article was read; empty where files of its kind have one method only."""
        return method_of(self._article(article))

    def text_method_previews(self, article: str) -> tuple[TextMethodPreview, ...]:
        """Previews of an article's text by each method. Raises DossierError where files of its kind have one method only."""
        return preview_methods(self._article(article), self._state.paths, self._state.settings.language)

    def select_text_method(self, articles: Sequence[str], method: str) -> notebook.CommandResult:
        """Reads articles by another method from now on, as one step to undo. Raises DossierError, with nothing changed, for a method that is
        not known for the file of one of them, or that finds no text in it.
        """
        known = [self._article(ident) for ident in dict.fromkeys(articles)]
        previews = {article.id: preview_of(article, method, self._state.paths, self._state.settings.language) for article in known}
        changed = [article for article in known if not previews[article.id].chosen]
        words = sum(previews[article.id].words for article in changed or known)
        names = _names([title_of(article) for article in changed or known])
        if not changed:
            return notebook.CommandResult(f"{names} {'is' if len(known) == 1 else 'are'} already read by {method} ({words:,} words).")
        before = sum(len(article.text.split()) for article in changed)
        sentence = f"Read {names} by {method}: {words:,} words instead of {before:,}."
        kind, values = CorrectionKind.SET_METADATA, {METHOD: method}
        with self._snapshots.correcting() as numbers, self._state.notebook.command(sentence):
            for article in changed:
                anchors = (notebook.article_anchor(article),)
                notebook.add_correction(self._state.notebook, kind, anchors, sentence, values=values, known=numbers)
        return notebook.CommandResult(sentence, changed=True)

    def _article(self, ident: str) -> Article:
        return self._snapshots.snapshot.article(ident)


def _names(titles: Sequence[str]) -> str:
    """One article by its title, several by their number."""
    return titles[0] if len(titles) == 1 else pluralize(len(titles), "article")
