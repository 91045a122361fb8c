"""What a name given to “add” stands for: a file, a folder, a container of articles, an address."""

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.folder.keeping import Keeper
from dossier.model.report import AddReport, Outcome
from dossier.reading.kinds import container_kind, readable

if TYPE_CHECKING:
    from dossier.reading.member import Member


def files_in(folder: Path) -> Iterator[Path]:
    """Every ordinary file under a folder in a stable order; hidden ones and links that lead out of it are passed over."""
    home = folder.resolve()
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            if not name.startswith(".") and path.resolve().is_relative_to(home):
                yield path


def brought(named: Path | str, keeper: Keeper) -> Iterator[AddReport]:
    """Keeps what a name stands for, a report for each article and for each thing that gives none."""
    from dossier.reading.address import is_address  # noqa: PLC0415  only adding needs it

    if is_address(str(named)):
        yield from _fetched(str(named), keeper)
        return
    path = Path(named).expanduser()
    if not path.is_dir():
        yield from _of_file(path, keeper)
        return
    every = list(files_in(path))
    mine = [p for p in every if readable(p) or container_kind(p.name)]
    for file in mine:
        yield from _of_file(file, keeper)
    if len(every) > len(mine):
        yield _passed(str(named), len(every) - len(mine))
    elif not mine:
        yield AddReport(str(named), Outcome.REFUSED, note="The folder holds no article that can be read.")


def _of_file(path: Path, keeper: Keeper) -> Iterator[AddReport]:
    if container_kind(path.name):
        try:
            with path.open("rb") as file:
                from dossier.reading.containers import Allowance, members_of  # noqa: PLC0415  as above

                yield from _kept(str(path), members_of(file, path.name, Allowance(columns=keeper.how.columns)), keeper)
        except OSError as error:
            yield AddReport(str(path), Outcome.REFUSED, note=f"It could not be read ({error.strerror}).")
        return
    from dossier.reading.read import bytes_of  # noqa: PLC0415  as above

    try:
        data = bytes_of(path)
    except UnreadableFile as refused:
        yield AddReport(str(path), Outcome.REFUSED, note=f"{refused.what} {refused.do}".strip())
        return
    yield keeper.keep(str(path), path.name, data)


def _kept(named: str, members: "Iterable[Member]", keeper: Keeper) -> Iterator[AddReport]:
    """Keeps the members of one container; what is of no kind that is read is counted."""
    passed, found = 0, 0
    for member in members:
        inside = f"{named}/{(member.shown or member.name).lstrip('/')}" if member.shown or member.name else named
        passed += member.passed
        found += not member.passed
        if member.why:
            yield AddReport(inside, Outcome.REFUSED, note=member.why)
        elif not member.passed:
            yield keeper.keep(inside, member.name, member.data, member.beside, member.note)
    if passed:
        yield _passed(named, passed)
    if not found:
        yield AddReport(named, Outcome.REFUSED, note="It holds no article that can be read.")


def _fetched(address: str, keeper: Keeper) -> Iterator[AddReport]:
    """The page at an address; of a feed its entries."""
    from dossier.reading.containers import Allowance, members_of  # noqa: PLC0415  as above
    from dossier.reading.fetch import fetcher  # noqa: PLC0415  as above

    try:
        member = fetcher(private=keeper.how.allow_private).fetch(address)
    except UnreadableFile as refused:
        yield AddReport(address, Outcome.REFUSED, note=f"{refused.what} {refused.do}".strip())
        return
    if container_kind(member.name):
        yield from _kept(address, members_of(io.BytesIO(member.data), member.name, Allowance()), keeper)
    else:
        yield keeper.keep(address, member.name, member.data, member.beside)


def _passed(named: str, count: int) -> AddReport:
    note = f"{count} file{'s' if count > 1 else ''} of other kinds passed over."
    return AddReport(named, Outcome.PASSED_OVER, note=note, passed=count)
