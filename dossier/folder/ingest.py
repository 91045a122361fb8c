"""Articles in: compares seeds/ with the index, reads, extracts and stores what changed, an article at a time."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dossier.errors import Cancelled, DossierError, ReadOnly, UnreadableFile
from dossier.extraction.language import reads
from dossier.layout import Layout
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.report import AddReport, Changes, Outcome, Progress
from dossier.reading.kinds import readable
from dossier.storage.facts import FactsStore, Seed

Tell = Callable[[Progress], None] | None
Stop = Callable[[], bool] | None


def files_in(folder: Path) -> Iterator[Path]:
    """Every ordinary file under a folder in a stable order; hidden ones and links that lead out of it are passed over."""
    home = folder.resolve()
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            if not name.startswith(".") and path.resolve().is_relative_to(home):
                yield path


def changes(layout: Layout, store: FactsStore, reason: str = "") -> Changes:
    """What differs between seeds/ and the index. A file whose size and time stamp are as before is taken to be the same."""
    known = store.seeds()
    there = {}
    for path in files_in(layout.seeds) if layout.seeds.is_dir() else ():
        if readable(path):
            there[path.relative_to(layout.seeds).as_posix()] = path.stat()
    new = tuple(name for name in there if name not in known)
    changed = tuple(
        name
        for name, stat in there.items()
        if name in known and (stat.st_size, stat.st_mtime_ns) != (known[name].size, known[name].mtime_ns)
    )
    return Changes(new, changed, tuple(name for name in known if name not in there), reason)


def refresh(layout: Layout, store: FactsStore, found: Changes, progress: Tell = None, cancelled: Stop = None) -> tuple[AddReport, ...]:
    """Brings the facts in step with seeds/. What was stored before a cancellation stays; raises Cancelled."""
    reports = []
    for name in found.gone:
        store.drop(name)
        reports.append(AddReport(name, Outcome.REMOVED, file=name, note="The file is no longer in seeds/."))
    todo = (*found.new, *found.changed)
    for done, name in enumerate(todo):
        if cancelled and cancelled():
            raise Cancelled("Stopped.", do=f"{done} of {len(todo)} files were read; the next command reads the rest.")
        if progress:
            progress(Progress(done, len(todo), name, "reading"))
        reports.append(_take(layout.seeds / name, name, store, again=name in found.changed))
    if progress and todo:
        progress(Progress(len(todo), len(todo), "", "comparing"))
    return tuple(reports)


def _take(path: Path, name: str, store: FactsStore, *, again: bool) -> AddReport:
    """One file of seeds/ into the store. A file that gives no article is remembered with the reason, so that it is not tried each time."""
    try:
        stat = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        store.drop(name)
        return AddReport(name, Outcome.REFUSED, file=name, note=f"It could not be read ({error.strerror}).")
    before = store.seeds()
    if again and before[name].sha256 == digest:
        store.put(Seed(name, digest, stat.st_size, stat.st_mtime_ns, before[name].article, before[name].note))
        return AddReport(name, Outcome.SAME, before[name].article, name, "Only its time stamp changed.")
    if again:
        store.drop(name)
    twin = next((s for s in before.values() if s.sha256 == digest and s.article and s.file != name), None)
    if twin:
        store.put(Seed(name, digest, stat.st_size, stat.st_mtime_ns, twin.article, f"The same bytes as {twin.file}."))
        return AddReport(name, Outcome.SAME, twin.article, name, f"It holds the same bytes as {twin.file}.")
    from dossier.reading.read import read  # noqa: PLC0415  readers bring large libraries along; a sound index needs none

    try:
        article = read(path, name=name)
    except UnreadableFile as refused:
        store.put(Seed(name, digest, stat.st_size, stat.st_mtime_ns, None, refused.what))
        return AddReport(name, Outcome.REFUSED, file=name, note=f"{refused.what} {refused.do}".strip())
    facts, note = _facts(article)
    store.put(Seed(name, digest, stat.st_size, stat.st_mtime_ns, article.id, note), article, facts)
    return AddReport(name, Outcome.UPDATED if again else Outcome.ADDED, article.id, name, note)


def _facts(article: Article) -> tuple[Facts, str]:
    """What extraction finds, and a sentence where it finds nothing on purpose. spaCy is imported here, not before."""
    if not reads(article.language):
        return Facts(article.id), f"Its language ({article.language}) is not read: it can be searched, but yields no facts."
    from dossier.extraction.extract import extract  # noqa: PLC0415  a sound index needs no spaCy

    return extract(article), ""


def bring(layout: Layout, store: FactsStore, named: Sequence[Path | str], cancelled: Stop = None) -> tuple[AddReport, ...]:
    """Copies files into seeds/ under their own names, byte for byte; a report for each, and for each one refused, why."""
    if layout.read_only:
        raise ReadOnly(
            "This dossier cannot be written to.", where=str(layout.root), do="Copy the folder to a place of your own and add there."
        )
    layout.seeds.mkdir(exist_ok=True)
    known = {s.sha256: s for s in store.seeds().values()}
    reports: list[AddReport] = []
    for name in named:
        for path, report in _expanded(Path(name).expanduser(), str(name)):
            if cancelled and cancelled():
                raise Cancelled("Stopped.", do="What was added stays.")
            reports.append(report or _copy(path, path.name, layout, known))
    return tuple(reports)


def bring_text(layout: Layout, store: FactsStore, data: bytes) -> AddReport:
    """Keeps what came by standard input as `stdin-<first 8 of its hash>.txt`."""
    known = {s.sha256: s for s in store.seeds().values()}
    digest = hashlib.sha256(data).hexdigest()
    name = f"stdin-{digest[:8]}.txt"
    layout.seeds.mkdir(exist_ok=True)
    if digest in known:
        return AddReport("-", Outcome.SAME, known[digest].article, known[digest].file, f"It is here already as {known[digest].file}.")
    from dossier.reading.read import read_bytes  # noqa: PLC0415  as above

    try:
        article = read_bytes(data, name)
    except UnreadableFile as refused:
        return AddReport("-", Outcome.REFUSED, note=f"{refused.what} {refused.do}".strip())
    (layout.seeds / name).write_bytes(data)
    return AddReport("-", Outcome.ADDED, article.id, name)


def _expanded(path: Path, named: str) -> Iterator[tuple[Path, AddReport | None]]:
    """The files that a named path stands for. A folder gives every file in it that can be read, and a count of the others."""
    if not path.is_dir():
        yield path, None
        return
    every = list(files_in(path))
    mine = [p for p in every if readable(p)]
    for file in mine:
        yield file, None
    if len(every) > len(mine):
        left = len(every) - len(mine)
        note = f"{left} file{'s' if left > 1 else ''} of other kinds passed over."
        yield path, AddReport(named, Outcome.PASSED_OVER, note=note, passed=left)
    elif not mine:
        yield path, AddReport(named, Outcome.REFUSED, note="The folder holds no article that can be read.")


def _copy(path: Path, name: str, layout: Layout, known: dict[str, Seed]) -> AddReport:
    from dossier.reading.read import read  # noqa: PLC0415  as above

    named = str(path)
    try:
        article = read(path)
        data = path.read_bytes()
    except UnreadableFile as refused:
        return AddReport(named, Outcome.REFUSED, note=f"{refused.what} {refused.do}".strip())
    except OSError as error:
        return AddReport(named, Outcome.REFUSED, note=f"It could not be read ({error.strerror}).")
    digest = hashlib.sha256(data).hexdigest()
    if digest in known:
        return AddReport(named, Outcome.SAME, known[digest].article, known[digest].file, f"It is here already as {known[digest].file}.")
    target = _free(layout.seeds / name)
    try:
        target.write_bytes(data)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise DossierError(
            f"It could not be copied ({error.strerror}).", where=str(target), do="Check free space and permissions; nothing was changed."
        ) from error
    known[digest] = Seed(target.name, digest, len(data), 0, article.id)
    return AddReport(named, Outcome.ADDED, article.id, target.name)


def _free(target: Path) -> Path:
    """`name.txt`, else `name-2.txt`, `name-3.txt`, … whichever no file holds yet."""
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return free


def take_out(layout: Layout, store: FactsStore, article: str) -> tuple[str, ...]:
    """Moves the files of an article to the dossier's trash and returns their names."""
    if layout.read_only:
        raise ReadOnly("This dossier cannot be written to.", where=str(layout.root), do="Copy the folder to a place of your own.")
    names = tuple(s.file for s in store.seeds().values() if s.article == article)
    layout.trash.mkdir(exist_ok=True)
    for name in names:
        if (layout.seeds / name).exists():
            shutil.move(layout.seeds / name, _free(layout.trash / Path(name).name))
        store.drop(name)
    return names
