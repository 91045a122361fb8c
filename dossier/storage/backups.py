"""Backups of the notebook: whole databases in a folder beside it, a limited number of them."""

import errno
import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dossier.errors import DossierError
from dossier.storage.database import copy_database

NEWEST, DAYS, MONTHS = 8, 14, 12
"""Backups that are kept: the newest ones, the newest of each of the last days that have any, and of each of the last months."""
PAUSE, DAILY = timedelta(minutes=10), timedelta(days=1)
"""The time between two backups after sessions, and the age at which one is made as soon as the notebook is opened."""
STAMP = "%Y-%m-%dT%H-%M-%S"
NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)-(\d+)\.sqlite3")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, the time at which it was made, in UTC, and the number of the last act that it contains."""

    path: Path
    made: datetime
    acts: int


class Backups:
    """The backups in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> tuple[Backup, ...]:
        """All backups, newest first: by the number of acts, which only grows, and by the clock, which may have been wrong, where that is equal."""
        backups = []
        with suppress(OSError):
            for path in self.folder.iterdir():
                backup = _parse_name(path)
                if backup is not None and path.is_file() and not path.is_symlink():
                    backups.append(backup)
        return tuple(sorted(backups, key=lambda backup: (backup.acts, backup.made), reverse=True))

    def named(self, name: str) -> Backup:
        """The backup of that name, or the newest for “latest”. Raises DossierError where there is none."""
        backups = self.all()
        chosen = next((b for b in backups if name in {"latest", b.path.name, b.path.stem}), None)
        if chosen is None:
            do = "See “dossier backup --list”." if backups else "There are none yet. Make one with “dossier backup”."
            raise DossierError(f"There is no backup “{name}”.", where=str(self.folder), do=do)
        return chosen

    def is_due(self, acts: int, after: timedelta) -> bool:
        """True where the newest backup lacks acts and is older than `after`. A clock that was wrong makes one due."""
        backups = self.all()
        return not backups or (backups[0].acts != acts and abs(datetime.now(tz=UTC) - backups[0].made) > after)

    def make(self, connection: sqlite3.Connection, acts: int) -> Backup:
        """Copies the database of an open connection, while others write too, and deletes backups that are no longer needed.

        Raises OSError or sqlite3.Error, with no backup left half written.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if self.folder.is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, "a link, not a folder", str(self.folder))
        made = datetime.now(tz=UTC).replace(microsecond=0)
        backup = Backup(self.folder / f"{made:{STAMP}}-{acts}.sqlite3", made, acts)
        copy_database(connection, backup.path)
        for old in _superseded(self.all()):
            old.path.unlink(missing_ok=True)
        return backup


def _parse_name(path: Path) -> Backup | None:
    """The backup of a file by its name, None for another file."""
    if (match := NAME.fullmatch(path.name)) is None:
        return None
    try:
        return Backup(path, datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), int(match[2]))
    except ValueError:
        return None


def _superseded(backups: Iterable[Backup]) -> list[Backup]:
    """The backups, given newest first, that no rule keeps."""
    days: set[str] = set()
    months: set[str] = set()
    superseded = []
    for place, backup in enumerate(backups):
        day, month = f"{backup.made:%Y-%m-%d}", f"{backup.made:%Y-%m}"
        is_first = (day not in days and len(days) < DAYS) or (month not in months and len(months) < MONTHS)
        days.add(day)
        months.add(month)
        if place >= NEWEST and not is_first:
            superseded.append(backup)
    return superseded
