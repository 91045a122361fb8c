"""Articles in: compares seeds/ with the index, reads, extracts and stores what changed, an article at a time."""

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from dossier.errors import Cancelled, DossierError, ModelMissing, ReadOnly, UnreadableFile
from dossier.extraction.nlp import is_installed, mend, model_name, reads
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.ingest import AddReport, Changes, Intake, Outcome, Progress
from dossier.phrases.core import count_of
from dossier.reading.registry import BESIDE, is_container, readable
from dossier.runtime.config import DossierSettings, read_settings
from dossier.runtime.paths import Layout
from dossier.services.ingest.copy import Keeper, free_name
from dossier.services.ingest.sources import brought, files_in
from dossier.storage.facts import FactsStore, Seed

if TYPE_CHECKING:
    from dossier.services.ingest.download import Gathered

Tell = Callable[[Progress], None] | None
Stop = Callable[[], bool] | None
WAITS = "It waits to be read."


def changes(layout: Layout, store: FactsStore, reason: str = "") -> Changes:
    """What differs between seeds/ and the index. A file whose size and time stamp are as before is taken to be the same."""
    known = store.seeds()
    there, unopened = {}, []
    for path in files_in(layout.seeds) if layout.seeds.is_dir() else ():
        if is_container(path.name):
            unopened.append(path.relative_to(layout.seeds).as_posix())
        elif readable(path) and is_named(path.name) and (stat := _stat(path)):
            there[path.relative_to(layout.seeds).as_posix()] = stat
    new = tuple(name for name in there if name not in known)
    changed = tuple(
        name
        for name, stat in there.items()
        if name in known and (stat.st_size, stat.st_mtime_ns) != (known[name].size, known[name].mtime_ns)
    )
    return Changes(new, changed, tuple(name for name in known if name not in there), reason, tuple(unopened))


def _stat(path: Path) -> os.stat_result | None:
    """Size and time stamp of an ordinary file; None for links that lead nowhere, pipes, devices, and what was taken away meanwhile."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found if S_ISREG(found.st_mode) else None


def waits(number: int) -> str:
    """How many articles wait for the language model, in a sentence."""
    return f"{count_of(number, 'article')} in seeds/ wait{'s' if number == 1 else ''} for the language model, unread."


def is_named(name: str) -> bool:
    """True for a file name that is text. One in bytes of another encoding can be kept in no index and printed in no export."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def refresh(
    layout: Layout,
    store: FactsStore,
    found: Changes,
    progress: Tell = None,
    cancelled: Stop = None,
    settings: DossierSettings | None = None,
) -> tuple[AddReport, ...]:
    """Brings the facts in step with seeds/, read as the settings say. What was stored before a cancellation stays; raises Cancelled.

    Without the language model, files wait unread and what is indexed stays.
    """
    wanted = settings or read_settings(layout.root)
    reports = []
    copies = _copies(store, frozenset((*found.gone, *found.changed)))
    for name in copies:
        store.drop(name)
    for name in found.gone:
        store.drop(name)
        reports.append(AddReport(name, Outcome.REMOVED, file=name, note="The file is no longer in seeds/."))
    todo = (*found.new, *found.changed, *copies)
    missing = "" if is_installed(wanted.model) else f"The language model {model_name(wanted.model)} is not there."
    for done, name in enumerate(todo):
        if missing:
            reports.append(AddReport(name, Outcome.WAITING, file=name, note=f"{WAITS} {missing} {mend(wanted.model)}"))
            continue
        if cancelled and cancelled():
            raise Cancelled("Stopped.", do=f"{done} of {len(todo)} files were read; the next command reads the rest.")
        if progress:
            progress(Progress(done, len(todo), name, "reading"))
        try:
            reports.append(_take(layout.seeds / name, name, store, wanted, again=name in found.changed))
        except ModelMissing as error:
            missing = error.what
            reports.append(AddReport(name, Outcome.WAITING, file=name, note=f"{WAITS} {missing} {error.do}"))
    if progress and todo:
        progress(Progress(len(todo), len(todo), "", "comparing"))
    return tuple(reports)


def _copies(store: FactsStore, lost: frozenset[str]) -> tuple[str, ...]:
    """Files with the bytes of one that is lost: an article that was read from that one must be read from one of them now."""
    known = store.seeds()
    articles = {known[name].article for name in lost if name in known and known[name].article}
    return tuple(name for name, seed in known.items() if seed.article in articles and name not in lost)


def _take(path: Path, name: str, store: FactsStore, settings: DossierSettings, *, again: bool) -> AddReport:
    """One file of seeds/ into the store. A file that gives no article is remembered with the reason, so that it is not tried each time."""
    try:
        stat = path.stat()
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        store.drop(name)
        return AddReport(name, Outcome.REFUSED, file=name, note=f"It could not be read ({error.strerror}).")
    before = store.seed(name) if again else None
    if before and before.sha256 == digest:
        store.put(Seed(name, digest, stat.st_size, stat.st_mtime_ns, before.article, before.note))
        return AddReport(name, Outcome.SAME, before.article, name, "Only its time stamp changed.")
    if again:
        store.drop(name)
    twin = store.twin(digest, name)
    if twin:
        store.put(Seed(name, digest, stat.st_size, stat.st_mtime_ns, twin.article, f"The same bytes as {twin.file}."))
        return AddReport(name, Outcome.SAME, twin.article, name, f"It holds the same bytes as {twin.file}.")
    from dossier.reading.read import read  # noqa: PLC0415  readers bring large libraries along; a sound index needs none

    try:
        article = read(path, name=name, language=settings.language)
    except UnreadableFile as refused:
        store.put(Seed(name, digest, stat.st_size, stat.st_mtime_ns, None, refused.what))
        return AddReport(name, Outcome.REFUSED, file=name, note=f"{refused.what} {refused.do}".strip())
    facts, note = facts_of(article, settings.model)
    store.put(Seed(name, digest, stat.st_size, stat.st_mtime_ns, article.id, note), article, facts)
    return AddReport(name, Outcome.UPDATED if again else Outcome.ADDED, article.id, name, note)


def facts_of(article: Article, model: str) -> tuple[Facts, str]:
    """What extraction finds, and a sentence where it finds nothing on purpose. spaCy is imported here, not before."""
    if not reads(article.language):
        return Facts(article.id), f"Its language ({article.language}) is not read: it can be searched, but yields no facts."
    from dossier.extraction.pipeline import extract  # noqa: PLC0415  a sound index needs no spaCy

    try:
        return extract(article, model), ""
    except DossierError:
        raise
    except Exception as error:  # noqa: BLE001  one odd text must not lock the user out of all the others
        return Facts(article.id), f"No facts could be taken from it ({type(error).__name__}: {error}); it can be searched."


def _check_writable(layout: Layout) -> None:
    if layout.read_only:
        raise ReadOnly(
            "This dossier cannot be written to.", where=str(layout.root), do="Copy the folder to a place of your own and add there."
        )


def bring(
    layout: Layout,
    store: FactsStore,
    named: Sequence[Path | str],
    cancelled: Stop = None,
    how: Intake | None = None,
    gathered: "Mapping[str, Gathered] | None" = None,
) -> tuple[AddReport, ...]:
    """Copies files into seeds/ under their own names, byte for byte, and what containers give; a report for each. `gathered` holds what
    addresses gave.
    """
    _check_writable(layout)
    keeper = Keeper(layout.seeds, {s.sha256: s for s in store.seeds().values()}, how or Intake())
    reports: list[AddReport] = []
    for name in named:
        for report in brought(name, keeper, gathered or {}):
            reports.append(report)
            if cancelled and cancelled():
                raise Cancelled("Stopped.", do="What was added stays.")
    return tuple(reports)


def bring_text(layout: Layout, store: FactsStore, data: bytes, how: Intake | None = None) -> AddReport:
    """Keeps what came by standard input as `stdin-<first 8 of its hash>.txt`."""
    _check_writable(layout)
    keeper = Keeper(layout.seeds, {s.sha256: s for s in store.seeds().values()}, how or Intake())
    return keeper.keep("-", f"stdin-{hashlib.sha256(data).hexdigest()[:8]}.txt", data)


def take_out(layout: Layout, store: FactsStore, article: str) -> tuple[str, ...]:
    """Moves the files of an article to the dossier's trash and returns their names."""
    if layout.read_only:
        raise ReadOnly("This dossier cannot be written to.", where=str(layout.root), do="Copy the folder to a place of your own.")
    names = tuple(s.file for s in store.seeds().values() if s.article == article)
    layout.trash.mkdir(exist_ok=True)
    for name in names:
        for lying in (name, name + BESIDE):
            if (layout.seeds / lying).exists():
                shutil.move(layout.seeds / lying, free_name(layout.trash / Path(lying).name))
        store.drop(name)
    return names
