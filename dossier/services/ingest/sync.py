"""Sync: seeds/ is compared with the index, and what is new or changed is read, extracted and stored, one file at a time."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field, replace

import msgspec

from dossier import reading
from dossier.errors import Cancelled, ModelMissing, UnreadableFile, UnsafeFile
from dossier.extraction.nlp import install_hint, is_installed, model_name
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.ingest import IngestResult, IngestStatus, Progress, SyncStatus
from dossier.phrases.plural import pluralize
from dossier.runtime.paths import DossierPaths
from dossier.services.callbacks import CancelCheck, ProgressCallback
from dossier.services.derived.rules_digest import rules_digest
from dossier.services.derived.seed_status import FolderStamps, FolderTimes, compare_files, compare_with_index, file_state
from dossier.services.disk_faults import disk_faults
from dossier.services.ingest.cluster.extraction import ClusterExtraction, ExtractionCluster
from dossier.services.ingest.extraction_pool import ExtractionPool, usable_processors
from dossier.services.ingest.facts import extract_facts
from dossier.services.ingest.sources import container_hint
from dossier.services.state import DossierState
from dossier.storage.facts import FactsStore, SourceFile

FEWEST_FOR_POOL = 32
"""Files that make it worth starting worker processes, each of which takes seconds to load the language model."""
AHEAD = 2
"""Articles that a worker process is ahead of the one that is stored next."""
WAITING = "Waiting to be read."
InWork = deque[tuple["SeedFile", "Future[tuple[Facts, str]] | ClusterExtraction | None"]]
"""Files in their order, with the facts to be of those that have an article."""


def _source_file(name: str, digest: str, stat: os.stat_result, article: str | None, note: str = "") -> SourceFile:
    size, mtime_ns, ctime_ns = file_state(stat)
    return SourceFile(name, digest, size, mtime_ns, article, note, ctime_ns)


def changed_contents(state: DossierState) -> Iterator[str]:
    """The files in seeds/ whose bytes are not those that were read, by their hashes, though size and times may be the same. They are read
    again by the next refresh.
    """
    store = state.index.store
    for name, source in store.source_files().items():
        try:
            _, digest = _stat_and_digest(state.paths, name)
        except (OSError, UnsafeFile):
            continue
        if digest != source.sha256:
            with state.index.lock:
                store.save(replace(source, mtime_ns=0))
            yield name


def waiting_notice(number: int) -> str:
    """A sentence on the number of articles that wait for the language model."""
    return f"{pluralize(number, 'article')} in seeds/ wait{'s' if number == 1 else ''} for the language model, unread."


@dataclass(slots=True)
class SeedFile:
    """A file of seeds/ on its way through the stages; `result` is set by the stage that ends it.

    `changed` says that the index knows an older version of it. `source` is the row to be stored.
    """

    name: str
    changed: bool
    source: SourceFile | None = None
    article: Article | None = None
    facts: Facts | None = None
    result: IngestResult | None = None


@dataclass(slots=True)
class SyncRun:
    """One run of sync: its callbacks, the files at hand as a lazy sequence, and a result for each file that is done.

    `parsed` holds articles that were parsed when their files were copied, by name; `scheduler` is the address of a cluster that extracts facts,
    empty for this machine. Where no other file can differ from the index, `written` names those that this run wrote.
    """

    sync: "SeedSync"
    progress: ProgressCallback = None
    cancelled: CancelCheck = None
    scheduler: str = ""
    parsed: dict[str, Article] = field(default_factory=dict)
    files: Generator[SeedFile, None, None] = field(default_factory=lambda: _each(iter(()), lambda _: None))
    results: list[IngestResult] = field(default_factory=list)
    written: Collection[str] | None = None
    expected: int = 0
    """The number of files that are to be read."""
    stored: int = 0
    model_missing: str = ""
    """Why no text can be parsed, with what to do about it; empty where the language model is installed."""

    @property
    def state(self) -> DossierState:
        """The dossier's state."""
        return self.sync.state

    @property
    def facts(self) -> FactsStore:
        """The store of facts, which another process may have replaced since the run before."""
        return self.sync.state.index.store


def find_changes(run: SyncRun) -> None:
    """Stage: forgets the files that are gone or have other bytes now, and lists those to be read."""
    changes, model = run.sync.begin(run.written), run.state.settings.model
    if not is_installed(model):
        run.model_missing = f"The language model {model_name(model)} is not installed. {install_hint(model)}"
    # before any is read: where files were exchanged, none may count as a copy of what another one was
    replaced = () if run.model_missing else tuple(name for name in changes.changed if _has_other_bytes(run, name))
    copies = _copies_of_lost(run.facts, frozenset((*changes.removed, *changes.changed)))
    for name in (*copies, *replaced):
        run.facts.delete(name)
    for name in changes.removed:
        run.facts.delete(name)
        run.results.append(IngestResult(name, IngestStatus.REMOVED, file=name, note="The file is no longer in seeds/."))
    names = (*changes.new, *changes.changed, *copies)
    run.expected = len(names)
    run.files = _to_read(run, names, frozenset(changes.changed))


def _to_read(run: SyncRun, names: tuple[str, ...], changed: frozenset[str]) -> Generator[SeedFile, None, None]:
    for name in names:
        if not run.model_missing:
            if run.cancelled and run.cancelled():
                raise Cancelled("Stopped.", do=f"Read {run.stored} of {len(names)} files; the next command reads the rest.")
            if run.progress:
                run.progress(Progress(run.stored, len(names), name, "reading"))
        yield SeedFile(name, name in changed)
    if run.progress and names:
        run.progress(Progress(len(names), len(names), "", "comparing"))


def _has_other_bytes(run: SyncRun, name: str) -> bool:
    """True where a file is not what was read from it; False where it cannot be opened, which is found when it is read."""
    source = run.facts.source_file(name)
    try:
        return source is not None and _stat_and_digest(run.state.paths, name)[1] != source.sha256
    except (OSError, UnsafeFile):
        return False


def _stat_and_digest(paths: DossierPaths, name: str) -> tuple[os.stat_result, str]:
    """Size and time stamps of a file in seeds/, and its hash. Raises OSError and UnsafeFile."""
    with paths.files.open(paths.seeds / name) as stream:
        return os.fstat(stream.fileno()), hashlib.file_digest(stream, "sha256").hexdigest()


def _copies_of_lost(store: FactsStore, lost: frozenset[str]) -> tuple[str, ...]:
    """Files with the same bytes as a lost one: the article that was read from that one must be read from one of them now."""
    if not lost:
        return ()
    known = store.source_files()
    articles = {known[name].article for name in lost if name in known and known[name].article}
    return tuple(name for name, source in known.items() if source.article in articles and name not in lost)


def read(run: SyncRun) -> None:
    """Stage: the article of each file, parsed when the file was copied, or else now. Files without one are ended here."""
    run.files = _each(run.files, lambda file: _read(run, file))


def _read(run: SyncRun, file: SeedFile) -> None:
    if run.model_missing:
        file.result = _waiting(file.name, run.model_missing)
        return
    path, files = run.state.paths.seeds / file.name, run.state.paths.files
    try:
        stat, digest = _stat_and_digest(run.state.paths, file.name)
    except (OSError, UnsafeFile) as error:
        note = error.what if isinstance(error, UnsafeFile) else f"It could not be read ({error.strerror})."
        run.facts.delete(file.name)
        file.result = IngestResult(file.name, IngestStatus.REFUSED, file=file.name, note=note)
        return

    def end(status: IngestStatus, article: str | None, source_note: str, note: str) -> None:
        file.source = _source_file(file.name, digest, stat, article, source_note)
        file.result = IngestResult(file.name, status, article, file.name, note)

    before = run.facts.source_file(file.name) if file.changed else None
    if before and before.sha256 == digest:
        end(IngestStatus.SAME, before.article, before.note, "Only its timestamp changed.")
        return
    if file.changed:
        run.facts.delete(file.name)
    duplicate = run.facts.find_duplicate(digest, file.name)
    if duplicate and duplicate.file < file.name:
        end(
            IngestStatus.SAME,
            duplicate.article,
            f"Identical to {duplicate.file}.",
            f"It is identical to {duplicate.file}.",
        )
        return
    try:
        language = run.state.settings.language
        file.article = _parsed(run, file.name, digest) or reading.read_article(path, name=file.name, language=language, files=files)
    except UnreadableFile as refused:
        end(IngestStatus.REFUSED, None, refused.what, f"{refused.what} {refused.do}".strip())
        return
    file.source = _source_file(file.name, digest, stat, file.article.id)


def _parsed(run: SyncRun, name: str, digest: str) -> Article | None:
    """The article that was parsed when the file was copied, unless the file has changed since."""
    article = run.parsed.pop(name, None)
    return article if article is not None and article.sha256 == digest else None


def extract(run: SyncRun) -> None:
    """Stage: the facts of each article, on a cluster or all processors where there are many. Without the language model, files wait unread."""
    processes, model = usable_processors(), run.state.settings.model
    if run.scheduler and run.expected and not run.model_missing:
        run.files = _extract_elsewhere(run, run.files, lambda: ExtractionCluster(model, run.scheduler, rules_digest()))
    elif processes > 1 and run.expected >= FEWEST_FOR_POOL:
        run.files = _extract_elsewhere(run, run.files, lambda: ExtractionPool(model, processes))
    else:
        run.files = _each(run.files, lambda file: _extract(run, file))


def _extract_elsewhere(
    run: SyncRun, files: Iterator[SeedFile], start: Callable[[], ExtractionPool | ExtractionCluster]
) -> Generator[SeedFile, None, None]:
    """The files in their order, while the articles after them are being extracted by other processes."""
    in_work: InWork = deque()
    with start() as pool:
        for file in files:
            if file.article is not None and any(file.article.id == other.article.id for other, _ in in_work if other.article is not None):
                # the first file with these bytes is stored before this one is compared with what is stored
                yield from _finish(run, in_work, 0)
                _read(run, file)
            in_work.append((file, pool.submit(file.article) if file.result is None and file.article is not None else None))
            yield from _finish(run, in_work, pool.processes * AHEAD)
        yield from _finish(run, in_work, 0)


def _finish(run: SyncRun, in_work: InWork, left: int) -> Iterator[SeedFile]:
    """The first files in work with their facts, until this many are left."""
    while len(in_work) > left:
        file, extraction = in_work.popleft()
        if extraction is not None:
            _extract(run, file, extraction.result)
        yield file


def _extract(run: SyncRun, file: SeedFile, extracted: Callable[[], tuple[Facts, str]] | None = None) -> None:
    if file.article is None or file.source is None:
        return
    try:
        file.facts, note = extracted() if extracted else extract_facts(file.article, run.state.settings.model)
    except ModelMissing as error:
        run.model_missing = f"{error.what} {error.do}"
        file.source, file.result = None, _waiting(file.name, run.model_missing)
        return
    file.source = replace(file.source, note=note)
    status = IngestStatus.UPDATED if file.changed else IngestStatus.ADDED
    file.result = IngestResult(file.name, status, file.article.id, file.name, note)


def store(run: SyncRun) -> None:
    """Stage: pulls the files through the stages before, and stores each with its article and facts, in one transaction a file.

    A file without an article is stored with the reason, so that it is not read each time.
    """
    with closing(run.files):
        for file in run.files:
            if file.source is not None:
                _save(run, file, file.source)
            run.stored += 1
            if file.result is not None:
                run.results.append(file.result)
    run.sync.end(run.results)


def _save(run: SyncRun, file: SeedFile, source: SourceFile) -> None:
    """Stores a file; one whose article cannot be stored is set apart with the reason, and keeps no other from being stored. Of files with the
    same bytes, the first by name is the article's, in whatever order they came.
    """
    copies = [name for name in run.facts.files_of(source.article) if name != source.file] if file.facts and source.article else []
    try:
        run.facts.save(source, None if file.facts is None else file.article, file.facts)
    except (ValueError, TypeError, RecursionError, OverflowError, msgspec.MsgspecError) as error:
        note = f"It could not be stored ({type(error).__name__}: {error})."
        run.facts.save(replace(source, article=None, note=note))
        file.result = IngestResult(file.name, IngestStatus.REFUSED, file=file.name, note=note)
        return
    for copy in filter(None, map(run.facts.source_file, copies)):
        run.facts.save(replace(copy, note=f"Identical to {file.name}."))
        file.result = IngestResult(file.name, IngestStatus.SAME, source.article, file.name, f"It is identical to {copy.file}.")


SYNC_STAGES = (find_changes, read, extract, store)
"""The stages by which the index comes in step with seeds/."""


def _waiting(name: str, why: str) -> IngestResult:
    return IngestResult(name, IngestStatus.WAITING, file=name, note=f"{WAITING} {why}")


def _each(files: Iterator[SeedFile], step: Callable[[SeedFile], None]) -> Generator[SeedFile, None, None]:
    """The files, each after a step that ended files are spared."""
    for file in files:
        if file.result is None:
            step(file)
        yield file


class SeedSync:
    """Keeps the index in step with seeds/. Remembers the containers in it, which are not opened there, the files that wait for the language model,
    and in `folders` the time stamps of its folders.
    """

    def __init__(self, state: DossierState) -> None:
        self.state = state
        self._unopened: tuple[str, ...] = ()
        self._waiting: frozenset[str] = frozenset()
        self.folders = FolderTimes(state.paths)

    def status(self) -> SyncStatus:
        """The differences between seeds/ and the index; files known to wait are left out. Every file is looked at."""
        index = self.state.index.reopen_if_replaced()
        status, times = compare_with_index(self.state.paths, index.store, index.reason)
        self._unopened = status.unopened
        differences = status.without(self._waiting)
        self.folders.note(index.store, None if differences.any else times)
        return differences

    def seems_in_step(self) -> bool:
        """True where nothing differed at the last look, and no file was put into a folder of seeds/ or taken out since. A file that was edited in its
        place is found by the next look at every file.
        """
        index = self.state.index.reopen_if_replaced()
        return not index.reason and self.folders.is_unchanged(index.store)

    def is_in_step(self) -> bool:
        """True where seeds/ does not differ from the index; every file is looked at unless the folders show that nothing changed."""
        return self.seems_in_step() or not self.status().any

    def begin(self, written: Collection[str] | None = None) -> SyncStatus:
        """The differences at the beginning of a run, files that wait included. Only the files `written` are looked at where these are given."""
        if written is not None and not self._waiting:
            return compare_files(self.state.paths, self.state.index.store, written)
        self._waiting = frozenset()
        return self.status()

    def end(self, results: Iterable[IngestResult]) -> None:
        """Remembers the files that wait after a run."""
        self._waiting = frozenset(result.file for result in results if result.status is IngestStatus.WAITING)

    def note_own_changes(self, times: FolderStamps, written: Collection[str] = ()) -> None:
        """Remembers that seeds/ is in step after changes of our own, before which it was; unless one of the files `written` is not. `times` are the
        time stamps right after the change (`FolderTimes.after_writing`): what somebody else puts there later, while files are read, gives the folders
        other ones.
        """
        store = self.state.index.store
        if self._waiting or compare_files(self.state.paths, store, written).any:
            self.folders.forget()
        else:
            self.folders.note_written(store, times)

    def refresh(self, progress: ProgressCallback = None, cancelled: CancelCheck = None, scheduler: str = "") -> tuple[IngestResult, ...]:
        """Brings the index in step with seeds/. What was stored before a cancellation stays; raises Cancelled."""
        run = SyncRun(self, progress, cancelled, scheduler)
        with self.state.lock, self.state.index.lock, disk_faults(self.state.paths.index):
            for stage in SYNC_STAGES:
                stage(run)
        return tuple(run.results)

    def notices(self) -> tuple[str, ...]:
        """Sentences on what is in seeds/ and is not read, with what to do about it."""
        hints = tuple(container_hint(name) for name in self._unopened)
        return (*hints, waiting_notice(len(self._waiting))) if self._waiting else hints
