"""Articles in: compares seeds/ with the index, reads, extracts and stores what changed, an article at a time."""

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from dossier.errors import Cancelled, DossierError, ModelMissing, ReadOnly, UnreadableFile
from dossier.extraction.nlp import install_hint, is_installed, model_name, supports
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus, Progress, SyncStatus
from dossier.phrases.core import pluralize
from dossier.reading.cleaning.content_kind import suffix_of
from dossier.reading.registry import SIDECAR_SUFFIX, is_container, is_supported
from dossier.runtime.config import DossierSettings, read_settings
from dossier.runtime.paths import DossierPaths
from dossier.services.ingest.copy import SeedWriter, free_name
from dossier.services.ingest.sources import expand_input, walk_files
from dossier.storage.facts import FactsStore, SourceFile

if TYPE_CHECKING:
    from dossier.services.ingest.download import Download

Tell = Callable[[Progress], None] | None
Stop = Callable[[], bool] | None
WAITING = "It waits to be read."


def compare_with_index(layout: DossierPaths, store: FactsStore, reason: str = "") -> SyncStatus:
    """What differs between seeds/ and the index. A file whose size and time stamp are as before is taken to be the same."""
    known = store.source_files()
    there, unopened = {}, []
    for path in walk_files(layout.seeds) if layout.seeds.is_dir() else ():
        if is_container(path.name):
            unopened.append(path.relative_to(layout.seeds).as_posix())
        elif is_supported(path) and has_utf8_name(path.name) and (stat := _stat(path)):
            there[path.relative_to(layout.seeds).as_posix()] = stat
    new = tuple(name for name in there if name not in known)
    changed = tuple(
        name
        for name, stat in there.items()
        if name in known and (stat.st_size, stat.st_mtime_ns) != (known[name].size, known[name].mtime_ns)
    )
    return SyncStatus(new, changed, tuple(name for name in known if name not in there), reason, tuple(unopened))


def _stat(path: Path) -> os.stat_result | None:
    """Size and time stamp of an ordinary file; None for links that lead nowhere, pipes, devices, and what was taken away meanwhile."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found if S_ISREG(found.st_mode) else None


def waiting_notice(number: int) -> str:
    """How many articles wait for the language model, in a sentence."""
    return f"{pluralize(number, 'article')} in seeds/ wait{'s' if number == 1 else ''} for the language model, unread."


def has_utf8_name(name: str) -> bool:
    """True for a file name that is text. One in bytes of another encoding can be kept in no index and printed in no export."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def refresh(
    layout: DossierPaths,
    store: FactsStore,
    found: SyncStatus,
    progress: Tell = None,
    cancelled: Stop = None,
    settings: DossierSettings | None = None,
) -> tuple[IngestResult, ...]:
    """Brings the facts in step with seeds/, read as the settings say. What was stored before a cancellation stays; raises Cancelled.

    Without the language model, files wait unread and what is indexed stays.
    """
    wanted = settings or read_settings(layout.root)
    reports = []
    copies = _copies(store, frozenset((*found.removed, *found.changed)))
    for name in copies:
        store.delete(name)
    for name in found.removed:
        store.delete(name)
        reports.append(IngestResult(name, IngestStatus.REMOVED, file=name, note="The file is no longer in seeds/."))
    todo = (*found.new, *found.changed, *copies)
    missing = "" if is_installed(wanted.model) else f"The language model {model_name(wanted.model)} is not there."
    for done, name in enumerate(todo):
        if missing:
            reports.append(IngestResult(name, IngestStatus.WAITING, file=name, note=f"{WAITING} {missing} {install_hint(wanted.model)}"))
            continue
        if cancelled and cancelled():
            raise Cancelled("Stopped.", do=f"{done} of {len(todo)} files were read; the next command reads the rest.")
        if progress:
            progress(Progress(done, len(todo), name, "reading"))
        try:
            reports.append(_take(layout.seeds / name, name, store, wanted, again=name in found.changed))
        except ModelMissing as error:
            missing = error.what
            reports.append(IngestResult(name, IngestStatus.WAITING, file=name, note=f"{WAITING} {missing} {error.do}"))
    if progress and todo:
        progress(Progress(len(todo), len(todo), "", "comparing"))
    return tuple(reports)


def _copies(store: FactsStore, lost: frozenset[str]) -> tuple[str, ...]:
    """Files with the bytes of one that is lost: an article that was read from that one must be read from one of them now."""
    known = store.source_files()
    articles = {known[name].article for name in lost if name in known and known[name].article}
    return tuple(name for name, seed in known.items() if seed.article in articles and name not in lost)


def _take(path: Path, name: str, store: FactsStore, settings: DossierSettings, *, again: bool) -> IngestResult:
    """One file of seeds/ into the store. A file that gives no article is remembered with the reason, so that it is not tried each time."""
    try:
        stat = path.stat()
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        store.delete(name)
        return IngestResult(name, IngestStatus.REFUSED, file=name, note=f"It could not be read ({error.strerror}).")
    before = store.source_file(name) if again else None
    if before and before.sha256 == digest:
        store.save(SourceFile(name, digest, stat.st_size, stat.st_mtime_ns, before.article, before.note))
        return IngestResult(name, IngestStatus.SAME, before.article, name, "Only its time stamp changed.")
    if again:
        store.delete(name)
    twin = store.find_duplicate(digest, name)
    if twin:
        store.save(SourceFile(name, digest, stat.st_size, stat.st_mtime_ns, twin.article, f"The same bytes as {twin.file}."))
        return IngestResult(name, IngestStatus.SAME, twin.article, name, f"It holds the same bytes as {twin.file}.")
    from dossier.reading.read import read  # noqa: PLC0415  readers bring large libraries along; a sound index needs none

    try:
        article = read(path, name=name, language=settings.language)
    except UnreadableFile as refused:
        store.save(SourceFile(name, digest, stat.st_size, stat.st_mtime_ns, None, refused.what))
        return IngestResult(name, IngestStatus.REFUSED, file=name, note=f"{refused.what} {refused.do}".strip())
    facts, note = extract_facts(article, settings.model)
    store.save(SourceFile(name, digest, stat.st_size, stat.st_mtime_ns, article.id, note), article, facts)
    return IngestResult(name, IngestStatus.UPDATED if again else IngestStatus.ADDED, article.id, name, note)


def extract_facts(article: Article, model: str) -> tuple[Facts, str]:
    """What extraction finds, and a sentence where it finds nothing on purpose. spaCy is imported here, not before."""
    if not supports(article.language):
        return Facts(article.id), f"Its language ({article.language}) is not read: it can be searched, but yields no facts."
    from dossier.extraction.pipeline import extract  # noqa: PLC0415  a sound index needs no spaCy

    try:
        return extract(article, model), ""
    except DossierError:
        raise
    except Exception as error:  # noqa: BLE001  one odd text must not lock the user out of all the others
        return Facts(article.id), f"No facts could be taken from it ({type(error).__name__}: {error}); it can be searched."


def _check_writable(layout: DossierPaths) -> None:
    if layout.read_only:
        raise ReadOnly(
            "This dossier cannot be written to.", where=str(layout.root), do="Copy the folder to a place of your own and add there."
        )


def copy_in(
    layout: DossierPaths,
    store: FactsStore,
    named: Sequence[Path | str],
    cancelled: Stop = None,
    how: IngestOptions | None = None,
    gathered: "Mapping[str, Download] | None" = None,
) -> tuple[IngestResult, ...]:
    """Copies files into seeds/ under their own names, byte for byte, and what containers give; a report for each. `gathered` holds what
    addresses gave.
    """
    _check_writable(layout)
    keeper = SeedWriter(layout.seeds, {s.sha256: s for s in store.source_files().values()}, how or IngestOptions())
    reports: list[IngestResult] = []
    for name in named:
        for report in expand_input(name, keeper, gathered or {}):
            reports.append(report)
            if cancelled and cancelled():
                raise Cancelled("Stopped.", do="What was added stays.")
    return tuple(reports)


def copy_in_text(layout: DossierPaths, store: FactsStore, data: bytes, how: IngestOptions | None = None) -> IngestResult:
    """Keeps what came by standard input as `stdin-<first 8 of its hash>` with the suffix of its kind, by default .txt."""
    _check_writable(layout)
    keeper = SeedWriter(layout.seeds, {s.sha256: s for s in store.source_files().values()}, how or IngestOptions())
    return keeper.add("-", f"stdin-{hashlib.sha256(data).hexdigest()[:8]}{suffix_of(data)}", data)


def move_to_trash(layout: DossierPaths, store: FactsStore, article: str) -> tuple[str, ...]:
    """Moves the files of an article to the dossier's trash and returns their names."""
    if layout.read_only:
        raise ReadOnly("This dossier cannot be written to.", where=str(layout.root), do="Copy the folder to a place of your own.")
    names = tuple(s.file for s in store.source_files().values() if s.article == article)
    layout.trash.mkdir(exist_ok=True)
    for name in names:
        for lying in (name, name + SIDECAR_SUFFIX):
            if (layout.seeds / lying).exists():
                shutil.move(layout.seeds / lying, free_name(layout.trash / Path(lying).name))
        store.delete(name)
    return names
