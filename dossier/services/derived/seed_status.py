"""Seed status: the differences between the files in seeds/ and the index."""

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from stat import S_ISREG
from time import time_ns

from dossier.model.ingest import SyncStatus
from dossier.reading.registry import is_container, is_supported
from dossier.runtime.paths import DossierPaths
from dossier.services.ingest.sources import walk_entries
from dossier.storage.facts import FactsStore, SourceFile

FolderStamps = Mapping[Path, int]
"""The time stamps of folders, in nanoseconds."""
COARSEST = 2_000_000_000
"""Nanoseconds between two time stamps of the coarsest file systems (FAT): a folder with a younger one may change without another."""


def compare_with_index(paths: DossierPaths, store: FactsStore, reason: str = "") -> tuple[SyncStatus, FolderStamps]:
    """The differences between seeds/ and the index, and the time stamp of every folder there, as it was before the folder was listed. A file of
    the same size counts as unchanged where its time stamp is the same and the system has noted no change since. Raises UnsafeFile where seeds/ is
    a link.
    """
    known, times = store.source_files(), dict[Path, int]()
    files, unopened = {}, []
    with suppress(FileNotFoundError):
        paths.files.require_folder(paths.seeds)
    for name, entry in walk_entries(paths.seeds, on_folder=lambda folder: times.update(_times_of((folder,)))):
        # what is known was read under that name, so that it need not be looked at: that takes longer than all else here
        if name not in known and is_container(entry.name):
            unopened.append(name)
        elif (name in known or (is_supported(PurePath(entry.name)) and has_utf8_name(entry.name))) and (stat := _stat(entry)):
            files[name] = stat
    new = tuple(name for name in files if name not in known)
    changed = tuple(name for name, stat in files.items() if name in known and _has_changed(known[name], stat))
    return SyncStatus(new, changed, tuple(name for name in known if name not in files), reason, tuple(unopened)), times


def compare_files(paths: DossierPaths, store: FactsStore, names: Collection[str]) -> SyncStatus:
    """The differences of these files alone. Raises UnsafeFile where one is a link."""
    stats = {name: paths.files.stat(paths.seeds / name) for name in names}
    known = {name: store.source_file(name) for name in names}
    return SyncStatus(
        new=tuple(name for name in names if stats[name] and not known[name]),
        changed=tuple(name for name in names if (stat := stats[name]) and (source := known[name]) and _has_changed(source, stat)),
        removed=tuple(name for name in names if known[name] and not stats[name]),
    )


class FolderTimes:
    """The time stamps of the folders in seeds/, which change when a file is put there, renamed or removed; of the last look that found no
    difference from the index.
    """

    def __init__(self, paths: DossierPaths) -> None:
        self._paths = paths
        self._store: FactsStore | None = None
        self._times: FolderStamps = {}

    def note(self, store: FactsStore, times: FolderStamps | None) -> None:
        """Remember the time stamps of folders in which nothing differs from a store; None where something does. Young ones do not count: a file that is
        put there next may give the folder the same one.
        """
        is_sure = times is not None and time_ns() - max(times.values(), default=0) > COARSEST
        self._store, self._times = (store, times or {}) if is_sure else (None, {})

    def after_writing(self, written: Iterable[str] = ()) -> FolderStamps:
        """The time stamps of the folders that are remembered, and of those of the files `written`, right after a change of our own."""
        seeds = self._paths.seeds
        return _times_of({*self._times, seeds, *((seeds / name).parent for name in written)})

    def note_written(self, store: FactsStore, times: FolderStamps) -> None:
        """Remember the time stamps after changes of our own in folders that were unchanged before. Where it was not sure that they were, it still is
        not: what somebody else put there meanwhile has changed the same time stamps.
        """
        if store is self._store:
            self._times = times

    def forget(self) -> None:
        """Remember nothing: the next look is one at every file."""
        self._store, self._times = None, {}

    def is_unchanged(self, store: FactsStore) -> bool:
        """True where the folders have the time stamps that were noted for this store."""
        return store is self._store and self._times == _times_of(self._times)


def _times_of(folders: Iterable[Path]) -> FolderStamps:
    """The time stamps of folders, those that are gone left out."""
    times = {}
    for folder in folders:
        with suppress(OSError):
            times[folder] = os.lstat(folder).st_mtime_ns
    return times


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Size and time stamp of a regular file; None for links, pipes, devices, and files removed meanwhile."""
    try:
        stat = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return stat if S_ISREG(stat.st_mode) else None


def file_state(stat: os.stat_result) -> tuple[int, int, int]:
    """Size, time stamp, and the time of the last change as the system noted it; on Windows that is the time of creation."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _has_changed(source: SourceFile, stat: os.stat_result) -> bool:
    return file_state(stat) != (source.size, source.mtime_ns, source.ctime_ns)


def has_utf8_name(name: str) -> bool:
    """True for a file name in UTF-8. One in another encoding can neither be indexed nor be printed in an export."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
