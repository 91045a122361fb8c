"""Adding part by part, for whoever watches: what a part gave is heard, and can be searched and read, before the next one is begun."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import Cancelled
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.reading.network.urls import is_address
from dossier.reading.registry import container_kind, is_supported
from dossier.services.ingest.sources import passed_companions, walk_files

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.services.ingest.sync import Stop, Tell

LARGEST = 16
"""Files of one part. Findings are made anew after each, so that single files would be slow; a stop waits for the part to end."""

BatchCallback = Callable[[tuple[IngestResult, ...]], None]


def add_in_batches(
    dossier: "Dossier",
    named: Sequence[Path | str],
    heard: BatchCallback,
    progress: "Tell" = None,
    cancelled: "Stop" = None,
    how: IngestOptions | None = None,
) -> tuple[IngestResult, ...]:
    """Takes in files, folders, containers and pages, and says after each part what became of it; all reports at the end.

    Stopped, it ends after the part that it is at; a container is stopped between its articles. What was read stays.
    """
    reports: list[IngestResult] = []
    for part in split_batches(named):
        if cancelled and cancelled():
            break
        if part and isinstance(part[0], IngestResult):
            came = tuple(report for report in part if isinstance(report, IngestResult))
        else:
            try:
                names = [name for name in part if not isinstance(name, IngestResult)]
                came = dossier.add(names, progress=progress, cancelled=cancelled if _is_long(names[0]) else None, how=how)
            except Cancelled:
                break
        reports += came
        heard(came)
    return tuple(reports)


def split_batches(named: Sequence[Path | str]) -> Iterator[list[Path | str | IngestResult]]:
    """The names in parts: files of folders one by one and then ever more at once; containers and pages each alone. A report stands for
    what of a folder is passed over.
    """
    size, part = 1, list[Path | str | IngestResult]()
    for one in _single(named):
        alone = isinstance(one, IngestResult) or _is_long(one)
        if part and (alone or len(part) >= size):
            yield part
            size, part = min(LARGEST, size * 2), []
        if alone:
            yield [one]
        else:
            part.append(one)
    if part:
        yield part


def _is_long(name: Path | str) -> bool:
    """True for what may hold or take so much that a stop cannot wait for its end. A single file is never left copied and unread."""
    return is_address(str(name)) or bool(container_kind(str(name)))


def _single(named: Sequence[Path | str]) -> Iterator[Path | str | IngestResult]:
    for name in named:
        folder = Path(name).expanduser()
        if is_address(str(name)) or not folder.is_dir():
            yield name
            continue
        every = list(walk_files(folder))
        mine = [path for path in every if is_supported(path) or container_kind(path.name)]
        yield from mine
        companions = passed_companions(folder)
        yield from companions
        if passed := len(every) - len(mine):
            note = f"{passed} file{'s' if passed > 1 else ''} of other kinds passed over."
            yield IngestResult(str(name), IngestStatus.SKIPPED, note=note, skipped=passed)
        elif not mine and not companions:
            yield IngestResult(str(name), IngestStatus.REFUSED, note="The folder holds no article that can be read.")
