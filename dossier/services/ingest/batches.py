"""Adding part by part, for whoever watches: what a part gave is heard, and can be searched and read, before the next one is begun."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import Cancelled
from dossier.model.ingest import AddReport, Intake, Outcome
from dossier.reading.network.urls import is_address
from dossier.reading.registry import container_kind, readable
from dossier.services.ingest.sources import files_in

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.services.ingest.sync import Stop, Tell

LARGEST = 16
"""Files of one part. Findings are made anew after each, so that single files would be slow; a stop waits for the part to end."""

Heard = Callable[[tuple[AddReport, ...]], None]


def add_in_parts(
    dossier: "Dossier",
    named: Sequence[Path | str],
    heard: Heard,
    progress: "Tell" = None,
    cancelled: "Stop" = None,
    how: Intake | None = None,
) -> tuple[AddReport, ...]:
    """Takes in files, folders, containers and pages, and says after each part what became of it; all reports at the end.

    Stopped, it ends after the part that it is at; a container is stopped between its articles. What was read stays.
    """
    reports: list[AddReport] = []
    for part in parts_of(named):
        if cancelled and cancelled():
            break
        if part and isinstance(part[0], AddReport):
            came = tuple(report for report in part if isinstance(report, AddReport))
        else:
            try:
                names = [name for name in part if not isinstance(name, AddReport)]
                came = dossier.add(names, progress=progress, cancelled=cancelled if _is_long(names[0]) else None, how=how)
            except Cancelled:
                break
        reports += came
        heard(came)
    return tuple(reports)


def parts_of(named: Sequence[Path | str]) -> Iterator[list[Path | str | AddReport]]:
    """The names in parts: files of folders one by one and then ever more at once; containers and pages each alone. A report stands for
    what of a folder is passed over.
    """
    size, part = 1, list[Path | str | AddReport]()
    for one in _single(named):
        alone = isinstance(one, AddReport) or _is_long(one)
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


def _single(named: Sequence[Path | str]) -> Iterator[Path | str | AddReport]:
    for name in named:
        folder = Path(name).expanduser()
        if is_address(str(name)) or not folder.is_dir():
            yield name
            continue
        every = list(files_in(folder))
        mine = [path for path in every if readable(path) or container_kind(path.name)]
        yield from mine
        if passed := len(every) - len(mine):
            note = f"{passed} file{'s' if passed > 1 else ''} of other kinds passed over."
            yield AddReport(str(name), Outcome.PASSED_OVER, note=note, passed=passed)
        elif not mine:
            yield AddReport(str(name), Outcome.REFUSED, note="The folder holds no article that can be read.")
