"""What a name given to “add” stands for: a file, a folder, a container of articles, an address."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from shlex import quote
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.model.ingest import IngestResult, IngestStatus
from dossier.phrases.core import pluralize
from dossier.reading.companions import companions_in, is_companion
from dossier.reading.registry import SIDECAR_SUFFIX, container_kind, is_supported
from dossier.services.ingest.copy import SeedWriter

if TYPE_CHECKING:
    from dossier.reading.containers.entry import ContainerEntry
    from dossier.services.ingest.download import Download

MAIL = ".eml"
DEEPEST = 3
"""So many mails attached to one another are looked through for what is attached to them."""
MOST_BESIDE = 1_000_000
"""Bytes of a file that tells where another came from; a larger one is none."""


def walk_files(folder: Path) -> Iterator[Path]:
    """Every ordinary file under a folder in a stable order; hidden ones, links that lead out of it, and what a browser saved beside a page are
    passed over.
    """
    home = Path(os.path.realpath(folder))
    if is_companion(folder):
        return
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not is_companion(Path(place) / f))
        for name in sorted(files):
            path = Path(place) / name
            if not name.startswith(".") and Path(os.path.realpath(path)).is_relative_to(home):  # a link in a circle raises nothing
                yield path


def container_hint(name: str) -> str:
    """What to do about a file in seeds/ that holds articles and is not read where it lies; its name as a shell takes it."""
    return f"seeds/{name} is not read where it lies. Run “dossier add {quote(f'seeds/{name}')}” in the dossier's folder, then move it away."


def expand_input(named: Path | str, keeper: SeedWriter, gathered: "Mapping[str, Download]") -> Iterator[IngestResult]:
    """Keeps what a name stands for, a report for each article and for each thing that gives none. `gathered` holds what the network gave."""
    if got := gathered.get(str(named)):
        yield from _of_gathered(str(named), got, keeper)
        return
    if not str(named).strip():
        yield IngestResult(str(named), IngestStatus.REFUSED, note="The name is empty.")
        return
    path = Path(named).expanduser()
    if not path.is_dir():
        yield from _of_file(path, keeper, gathered)
        return
    every = [p for p in walk_files(path) if not p.name.endswith(SIDECAR_SUFFIX)]
    mine = [p for p in every if is_supported(p) or container_kind(p.name)]
    for file in mine:
        yield from _of_file(file, keeper, gathered)
    companions = passed_companions(path)
    yield from companions
    if len(every) > len(mine):
        yield _passed(str(named), len(every) - len(mine))
    elif not mine and not companions:
        yield IngestResult(str(named), IngestStatus.REFUSED, note="The folder holds no article that can be read.")


def _of_file(path: Path, keeper: SeedWriter, gathered: "Mapping[str, Download]") -> Iterator[IngestResult]:
    if got := gathered.get(str(path)):
        yield from _of_gathered(str(path), got, keeper)
        return
    if container_kind(path.name):
        try:
            with path.open("rb") as file:
                from dossier.reading.containers.open import DecompressionBudget, read_container  # noqa: PLC0415  as above

                yield from _kept(str(path), read_container(file, path.name, DecompressionBudget(columns=keeper.how.columns)), keeper)
        except OSError as error:
            yield IngestResult(str(path), IngestStatus.REFUSED, note=f"It could not be read ({error.strerror}).")
        return
    from dossier.reading.read import bytes_of  # noqa: PLC0415  as above

    try:
        data = bytes_of(path)
    except UnreadableFile as refused:
        yield IngestResult(str(path), IngestStatus.REFUSED, note=f"{refused.what} {refused.do}".strip())
        return
    from dossier.reading.containers.entry import ContainerEntry  # noqa: PLC0415  as above

    yield from _with_attached(str(path), ContainerEntry(path.name, data, _beside(path)), keeper)


def _beside(path: Path) -> bytes:
    """What lies beside a file of another dossier and tells where it came from; empty without such a file."""
    lying = path.with_name(path.name + SIDECAR_SUFFIX)
    try:
        return lying.read_bytes() if lying.is_file() and lying.stat().st_size <= MOST_BESIDE else b""
    except OSError:
        return b""


def _with_attached(named: str, member: "ContainerEntry", keeper: SeedWriter, depth: int = 0) -> Iterator[IngestResult]:
    """Keeps a file, and of a mail the documents attached to it, each with a report; what else is attached is counted."""
    report = keeper.add(named, member.name, member.data, member.sidecar, member.note)
    if PurePath(member.name).suffix.lower() != MAIL or depth >= DEEPEST or not keeper.how.attachments:
        yield report
        return
    from dossier.reading.containers.attachments import read_attachments  # noqa: PLC0415  as above

    attached = list(read_attachments(member.data, report.file or member.name))
    documents = [one for one in attached if not one.skipped]
    if documents and report.status is IngestStatus.REFUSED:
        # a mail that only carries a document is no failure
        report = replace(report, status=IngestStatus.SKIPPED, note=f"The mail itself holds no article. {report.note}")
    yield report
    for one in documents:
        inside = f"{named}/{one.shown}"
        if one.error:
            yield IngestResult(inside, IngestStatus.REFUSED, note=one.error)
        else:
            yield from _with_attached(inside, one, keeper, depth + 1)
    if len(attached) > len(documents):
        count = len(attached) - len(documents)
        yield IngestResult(named, IngestStatus.SKIPPED, note=f"{pluralize(count, 'attachment')} of other kinds passed over.", skipped=count)


def _kept(named: str, members: "Iterable[ContainerEntry]", keeper: SeedWriter) -> Iterator[IngestResult]:
    """Keeps the members of one container; what is of no kind that is read is counted."""
    passed, found = 0, 0
    for member in members:
        inside = f"{named}/{(member.shown or member.name).lstrip('/')}" if member.shown or member.name else named
        passed += member.skipped
        found += not member.skipped
        if member.error:
            yield IngestResult(inside, IngestStatus.REFUSED, note=member.error)
        elif member.duplicate_of:
            yield IngestResult(inside, IngestStatus.SAME, note=member.duplicate_of)
        elif not member.skipped:
            yield from _with_attached(inside, member, keeper)
    if passed:
        yield _passed(named, passed)
    if not found:
        yield IngestResult(named, IngestStatus.REFUSED, note="It holds no article that can be read.")


def _of_gathered(named: str, got: "Download", keeper: SeedWriter) -> Iterator[IngestResult]:
    """What the network gave for a name: a page, the entries of a feed, or the reason why it gave nothing."""
    if got.why:
        yield IngestResult(named, IngestStatus.REFUSED, note=got.why)
    elif got.container:
        yield from _kept(named, got.members, keeper)
    else:
        for page in got.members:
            yield from _with_attached(named, page, keeper)


def passed_companions(folder: Path) -> tuple[IngestResult, ...]:
    """A line for each folder that a browser saved beside a page."""
    note = "What a browser saved beside a page is passed over."
    return tuple(IngestResult(str(path), IngestStatus.SKIPPED, note=note, skipped=1) for path in companions_in(folder))


def _passed(named: str, count: int) -> IngestResult:
    note = f"{count} file{'s' if count > 1 else ''} of other kinds passed over."
    return IngestResult(named, IngestStatus.SKIPPED, note=note, skipped=count)
