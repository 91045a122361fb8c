"""Generations: one commit over the three indexes of a folder, all of it or nothing.

tantivy commits one index at a time. So an import writes into a new folder, which begins with hard links to the files of the last one (tantivy
never changes a file that it has written, it makes new ones), and `current.json` then names that folder instead. Readers keep the old files
open until they look at `current.json` again.
"""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dossier.errors import UnsafeFile
from dossier.runtime.safe_files import SafeFolder
from dossier.search.engine import DocumentKind
from dossier.search.stamp import STAMP, file_sum

CURRENT = "current.json"
LARGEST_CURRENT = 1_000_000
"""Bytes."""
PREFIX = "generation-"
WRITE_LOCK = "write.lock"
TANTIVY_LOCKS = (".tantivy-writer.lock", ".tantivy-meta.lock")
OUR_FILES = (CURRENT, PREFIX, WRITE_LOCK, STAMP)


class BrokenGeneration(Exception):
    """`current.json` cannot be read, or a file that it lists is gone or has another size."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A commit: its number, 0 where nothing was committed; the size and checksum of each file, by its path in the generation's folder; and
    for each kind a number that none of its documents has or had.
    """

    number: int
    sizes: Mapping[str, int]
    sums: Mapping[str, str] = field(default_factory=dict)
    next_numbers: Mapping[DocumentKind, int] = field(default_factory=lambda: dict.fromkeys(DocumentKind, 1))


def folder_of(folder: Path, number: int, kind: DocumentKind) -> Path:
    """The folder of one index in a generation."""
    return folder / f"{PREFIX}{number}" / kind.value


def read_current(folder: Path) -> Generation:
    """The last commit. Raises BrokenGeneration; missing and truncated files are seen here, since tantivy maps files into memory, where
    reading past their end would end the program.
    """
    files = SafeFolder(folder.absolute())
    try:
        value = json.loads(files.read(Path(CURRENT), LARGEST_CURRENT))
        sizes = {str(name): int(size) for name, size in value["sizes"].items()}
        sums = {str(name): str(known) for name, known in value["sums"].items()}
        generation = Generation(int(value["generation"]), sizes, sums, {kind: int(value["next"][kind.value]) for kind in DocumentKind})
    except FileNotFoundError:
        return Generation(0, {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, UnsafeFile) as error:
        raise BrokenGeneration(CURRENT) from error
    for name, size in generation.sizes.items():
        try:
            state = files.stat(Path(f"{PREFIX}{generation.number}") / name)
        except (OSError, UnsafeFile) as error:
            raise BrokenGeneration(name) from error
        if state is None or state.st_size != size:
            raise BrokenGeneration(name)
    return generation


def check_sums(folder: Path, generation: Generation, checked: Mapping[str, str]) -> None:
    """Compares the contents of all files with what was written, but for those that were `checked` under the same name with the same checksum.
    Raises BrokenGeneration.
    """
    root = folder / f"{PREFIX}{generation.number}"
    for name in generation.sizes:
        if checked.get(name, "") == generation.sums.get(name):
            continue
        try:
            if file_sum(root / name) != generation.sums.get(name):
                raise BrokenGeneration(name)
        except OSError as error:
            raise BrokenGeneration(name) from error


def begin(folder: Path, current: Generation) -> int:
    """The number of a new generation, whose folder has the files of the current one. Hold the lock. Raises OSError."""
    number = current.number + 1
    for kind in DocumentKind:
        folder_of(folder, number, kind).mkdir(parents=True)
    old, new = folder / f"{PREFIX}{current.number}", folder / f"{PREFIX}{number}"
    for name in current.sizes:
        try:
            os.link(old / name, new / name)
        except OSError:  # a file system without hard links
            shutil.copyfile(old / name, new / name)
    return number


def publish(folder: Path, number: int, before: Generation, next_numbers: Mapping[DocumentKind, int]) -> None:
    """Make a finished generation the current one; files that it shares with the one before are not read again. Hold the lock. Raises OSError."""
    old = folder / f"{PREFIX}{before.number}"
    root = folder / f"{PREFIX}{number}"
    paths = [path for path in root.rglob("*") if path.is_file() and path.name not in TANTIVY_LOCKS]
    names = {path.relative_to(root).as_posix(): path for path in paths}
    sizes = {name: path.stat().st_size for name, path in names.items()}
    shared = {name for name, path in names.items() if name in before.sums and path.samefile(old / name)}
    sums = {name: before.sums[name] if name in shared else file_sum(path) for name, path in names.items()}
    value = {"generation": number, "sizes": sizes, "sums": sums, "next": {kind.value: next_ for kind, next_ in next_numbers.items()}}
    SafeFolder(folder.absolute()).replace(Path(CURRENT), json.dumps(value).encode())


def sweep(folder: Path, current: Generation) -> None:
    """Remove every generation but the current one: older ones, and what an interrupted import left. Hold the lock."""
    files = SafeFolder(folder.absolute())
    for path in list(folder.iterdir()):
        if path.name.startswith(PREFIX) and path.name != f"{PREFIX}{current.number}":
            with suppress(OSError, UnsafeFile):
                files.remove_tree(Path(path.name))
