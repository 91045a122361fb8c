"""Containers opened: each article in them becomes a file of its own; nested containers are opened too, with limits."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import BinaryIO

from dossier.errors import UnreadableFile
from dossier.reading.containers.entry import ContainerEntry
from dossier.reading.registry import container_kind

MOST_MEMBERS = 20_000
MOST_BYTES = 2_000_000_000
DEEPEST = 3
"""Deepest nesting of containers that is opened: a zip of mailboxes in a zip."""


@dataclass(slots=True)
class DecompressionBudget:
    """Decompression budget: entries and bytes that one container may still give, nested ones included. `columns` maps fields to columns
    of a table.
    """

    members: int = MOST_MEMBERS
    size: int = MOST_BYTES
    columns: Mapping[str, str] = field(default_factory=dict)

    def take(self, entry: ContainerEntry) -> None:
        """Count an entry. Raises `UnreadableFile` where the limit is passed."""
        self.members -= 1
        self.size -= len(entry.data)
        if self.members < 0:
            raise UnreadableFile(f"It contains more than {MOST_MEMBERS:,} files; the rest was skipped.", do="Split it.")
        if self.size < 0:
            raise UnreadableFile(f"It unpacks to more than {MOST_BYTES // 1_000_000_000} GB; the rest was skipped.", do="Split it.")


Opener = Callable[[BinaryIO, str, Mapping[str, str]], Iterator[ContainerEntry]]


def read_container(file: BinaryIO, name: str, budget: DecompressionBudget, depth: int = 1) -> Iterator[ContainerEntry]:
    """The articles in a container called `name`, and errors for entries that give none. Entries read before damage is met stay read."""
    kind = container_kind(name)
    opener: Opener = getattr(import_module(f"dossier.reading.containers.{kind}"), f"read_{kind}")
    try:
        for entry in opener(file, name, budget.columns):
            budget.take(entry)
            if not entry.data or not container_kind(entry.name):
                yield entry
            elif depth >= DEEPEST:
                yield ContainerEntry(
                    entry.name,
                    error=f"It is inside more than {DEEPEST} nested archives; extract it and add it by itself.",
                    shown=entry.shown,
                )
            else:
                inner = read_container(io.BytesIO(entry.data), _name_with_folder(entry), budget, depth + 1)
                yield from (_inside(entry, inner_entry) for inner_entry in inner)
    except UnreadableFile as refused:
        yield ContainerEntry("", error=f"{refused.what} {refused.do}".strip())
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a library makes of a damaged file, what was read before it stays read
        reason = "it is nested too deep" if isinstance(error, RecursionError) else f"{type(error).__name__}: {error}"
        yield ContainerEntry("", error=f"The rest cannot be read ({reason}).")


def _name_with_folder(entry: ContainerEntry) -> str:
    """The name of a JSON file with its folder, after which programs name a chat; another name as it is."""
    folder = entry.shown.rpartition("/")[0].rpartition("/")[2]
    return f"{folder}/{entry.name}" if folder and entry.name.lower().endswith(".json") else entry.name


def _inside(outer: ContainerEntry, inner: ContainerEntry) -> ContainerEntry:
    """An entry of a nested container, its name inside prefixed by the outer one's."""
    shown = "/".join(part for part in (outer.shown or outer.name, inner.shown or inner.name) if part)
    return replace(inner, shown=shown)
