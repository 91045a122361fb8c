"""Ingest as a list of stages, from the inputs that a user names to articles with facts in the index.

    download         pages and feeds are fetched; nothing is locked meanwhile
    sync             unread files in seeds/ are read first, so that duplicates of them are recognised
    expand           folders, containers, downloads and bundles become files
    copy_in          each file is parsed and, where it can be read, copied into seeds/
    find_changes     the index is compared with seeds/
    read             each new file's article, as it was parsed when the file was copied
    extract          its facts
    store            article and facts, in one transaction a file
    note_metadata    what the user, or a bibliography among the inputs, knows of the articles
    note_duplicates  sentences on articles that are nearly the same

Expand, read and extract are lazy: copy_in and store pull the files through them one at a time. Linking and full-text indexing are no
stages: the next query does both.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from dossier.errors import Cancelled, ReadOnly
from dossier.model.ingest import ArticleMetadata, IngestOptions, IngestResult, IngestStatus
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.network.urls import is_address
from dossier.reading.recognition import suffix_by_contents
from dossier.services import ingest, loading, notebook
from dossier.services.disk_faults import disk_faults
from dossier.services.ingest import sync as sync_stages
from dossier.services.ingest.copy import SeedWriter
from dossier.services.ingest.duplicates import duplicate_notes
from dossier.services.ingest.sources import Download, InputExpander, is_bibliography, is_bundle
from dossier.services.ingest.sync import SyncRun, extract, find_changes, read
from dossier.services.snapshot_source import SnapshotSource
from dossier.storage.facts import SourceFile

AGAIN = "The metadata you gave is not saved yet: set it with “dossier set” once the article has been read."
STANDARD_INPUT = "-"


@dataclass(slots=True, kw_only=True)
class IngestTask(SyncRun):
    """One run of ingest: the user's inputs, and the results of the stages so far.

    `text` is what came by standard input. `copied` has the files copied into seeds/, by hash. `reports` holds a result for each article and for each input that gave none. `is_in_step` says that
    no file differed from the index before.
    """

    snapshots: SnapshotSource
    inputs: Sequence[Path | str] = ()
    text: bytes | None = None
    metadata: ArticleMetadata | None = None
    options: IngestOptions = field(default_factory=IngestOptions)
    downloads: dict[str, Download] = field(default_factory=dict)
    copies: Iterator[IngestResult] = field(default_factory=lambda: iter(()))
    copied: dict[str, SourceFile] = field(default_factory=dict)
    reports: list[IngestResult] = field(default_factory=list)
    is_in_step: bool = False

    def writer(self) -> SeedWriter:
        """A writer that knows the files that are in the index."""
        language = self.state.settings.language
        return SeedWriter(self.state.paths, self.facts.source_of, self.options, language, written=self.copied, parsed=self.parsed)

    @property
    def bibliographies(self) -> list[Path]:
        """The inputs that contain metadata of articles already in the dossier."""
        return [Path(name).expanduser() for name in self.inputs if is_bibliography(name)]

    def add_notes(self, notes: dict[str, str]) -> None:
        """Appends notes to the reports of added articles, by file."""
        self.reports = [
            _with_note(report, notes.get(report.file, "")) if report.status is IngestStatus.ADDED else report for report in self.reports
        ]

    def added(self) -> dict[str, str]:
        """The ids of added articles, each with its file."""
        return {report.article: report.file for report in self.reports if report.status is IngestStatus.ADDED and report.article}


def download(task: IngestTask) -> None:
    """Downloads the addresses among the inputs. If it is stopped meanwhile, what was fetched so far is added, and nothing else."""
    inputs = [name for name in task.inputs if str(name) not in task.downloads]
    if not (task.options.full and inputs) and not any(is_address(str(name)) for name in inputs):
        return
    known = ingest.known_urls(task.facts.articles()) if task.options.full else frozenset()
    context = ingest.DownloadContext(task.options, known, task.progress, task.cancelled)
    task.downloads |= ingest.download_all(inputs, context)
    if context.stopped:
        task.inputs, task.cancelled = list(task.downloads), None


def sync(task: IngestTask) -> None:
    """Reads what an interruption left in seeds/ or a user put there by hand."""
    task.is_in_step = task.sync.is_in_step()
    if not task.is_in_step or task.snapshots.is_outdated():
        task.sync.refresh(task.progress, task.cancelled, task.scheduler)
        task.snapshots.invalidate()
        task.is_in_step = False


def expand(task: IngestTask) -> None:
    """Expands the inputs, lazily. Bundles are checked here, before anything is copied. Raises DossierError for a file that is no bundle."""
    if task.text is not None:
        name = f"stdin-{hashlib.sha256(task.text).hexdigest()[:8]}{suffix_by_contents(task.text)}"
        expander = InputExpander(task.writer().add, task.options, {})
        task.copies = expander.expand_bytes(STANDARD_INPUT, ContainerEntry(name, task.text))
        return
    bundles = [ingest.read_bundle(Path(name).expanduser()) for name in task.inputs if is_bundle(name)]
    expander = InputExpander(task.writer().add, task.options, task.downloads)
    files = (name for name in task.inputs if not is_bundle(name) and not is_bibliography(name))
    copies = _until_cancelled(task, chain.from_iterable(expander.expand(name) for name in files))
    if task.options.dry_run:
        task.copies = chain(copies, map(ingest.sound_bundle_result, bundles))
        return

    def copy_files(paths: Sequence[Path]) -> Iterator[IngestResult]:
        # documents attached to the mails of a bundle are files of the bundle themselves
        expander = InputExpander(task.writer().add, IngestOptions(attachments=False, split=False), {})
        return _until_cancelled(task, chain.from_iterable(expander.expand(path) for path in paths))

    task.copies = chain(
        copies,
        chain.from_iterable(
            ingest.import_bundle(bundle, copy_files, task.state.notebook, task.state.paths, notes=task.options.notes) for bundle in bundles
        ),
    )


def _until_cancelled(task: IngestTask, copies: Iterator[IngestResult]) -> Iterator[IngestResult]:
    for report in copies:
        yield report
        if task.cancelled and task.cancelled():
            raise Cancelled("Stopped.", do="What was added is saved.")


def copy_in(task: IngestTask) -> None:
    """Copies the files into seeds/. Raises ReadOnly."""
    paths = task.state.paths
    if paths.read_only:
        raise ReadOnly("This dossier is read-only.", where=str(paths.root), do="Copy the folder to a place of your own and add there.")
    task.reports.extend(task.copies)
    if task.is_in_step and not any(report.status is IngestStatus.UPDATED for report in task.reports):
        task.written = {source.file for source in task.copied.values()}


def store(task: IngestTask) -> None:
    """Stores the articles with their facts; why one has no facts, or waits, is noted in its report."""
    sync_stages.store(task)
    if task.written is not None:
        task.sync.note_own_changes(task.written)
    task.snapshots.invalidate()
    task.add_notes({result.file: result.note for result in task.results})


def note_metadata(task: IngestTask) -> None:
    """Stores what the user said of the added articles, and what the bibliographies among the inputs know, in the notebook."""
    added = task.added()
    if added and task.metadata and task.metadata != ArticleMetadata():
        corrections = task.state.notebook.corrections()
        stored = {article.id: article for article in task.facts.articles()}
        for article in (stored[ident] for ident in added if ident in stored):
            notebook.set_metadata(task.state.notebook, [loading.with_metadata(article, corrections)], task.metadata)
        task.add_notes({file: AGAIN for ident, file in added.items() if ident not in stored})
    for path in task.bibliographies:
        results = ingest.note_references(path, task.snapshots.snapshot, task.state.notebook, dry_run=task.options.dry_run)
        task.reports += results
        if any(result.status is IngestStatus.UPDATED for result in results):
            task.snapshots.invalidate_findings()


def note_duplicates(task: IngestTask) -> None:
    """Notes in the report of each added article which other one it is nearly the same as."""
    if not (added := task.added()):
        return
    notes = duplicate_notes(task.facts, added)
    task.add_notes({added[ident]: note for ident, note in notes.items()})


def _with_note(report: IngestResult, note: str) -> IngestResult:
    return replace(report, note=f"{report.note} {note}".strip()) if note != report.note else report


Stage = Callable[[IngestTask], None]
UNLOCKED: tuple[Stage, ...] = (download,)
LOCKED: tuple[Stage, ...] = (sync, expand, copy_in, find_changes, read, extract, store, note_metadata, note_duplicates)
STAGES = (*UNLOCKED, *LOCKED)


def run_stages(task: IngestTask) -> tuple[IngestResult, ...]:
    """Runs all stages, those that write under the locks of the dossier and of its index. Raises Cancelled and DossierError."""
    for stage in UNLOCKED:
        stage(task)
    with task.state.lock, task.state.index.lock, disk_faults(task.state.paths.root):
        for stage in LOCKED:
            stage(task)
        task.state.index.mark_rebuilt()
    return tuple(task.reports)
