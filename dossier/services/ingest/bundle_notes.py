"""Notes in bundles: what a bundle brings for the notebook, in words before it is imported, and marked with whose it is.

A correction changes what every list shows, and a note is read as your own. So those of a bundle that somebody else made are imported only
where the user says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.model.notebook import Correction, Entry
from dossier.model.saved_search import SavedSearch
from dossier.phrases.plural import pluralize
from dossier.storage.notebook_codec import (
    NOT_UNDERSTOOD,
    correction_row,
    entry_row,
    parse_correction,
    parse_entry,
    parse_search,
    search_row,
)
from dossier.storage.row_rules import row_fault
from dossier.text.unsafe_characters import one_line

LISTED = 20
"""Notes and corrections of a bundle that are listed one by one."""
LONGEST = 100
"""Characters of one in the list."""


@dataclass(frozen=True, slots=True)
class BundleNotes:
    """The notebook's part of a bundle; `unsound` counts what no notebook of this program holds, and is left out."""

    entries: tuple[Entry, ...] = ()
    corrections: tuple[Correction, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    unsound: int = 0

    @property
    def any(self) -> bool:
        """True where there is anything to import."""
        return bool(self.entries or self.corrections or self.searches)

    @property
    def words(self) -> str:
        """The counts, corrections by kind: “2 notes, 3 corrections (2 merge actors, 1 hide actor)”."""
        kinds = Counter(entry.kind.value for entry in self.entries)
        acts = Counter(correction.act.value for correction in self.corrections)
        parts = [pluralize(number, kind) for kind, number in sorted(kinds.items(), reverse=True)]
        if acts:
            parts.append(f"{pluralize(len(self.corrections), 'correction')} ({', '.join(f'{n} {act}' for act, n in acts.most_common())})")
        if self.searches:
            parts.append(pluralize(len(self.searches), "saved search"))
        return ", ".join(parts)

    @property
    def lines(self) -> tuple[str, ...]:
        """The first of them, a line each."""
        lines = [f"{entry.kind.value} on {_item(entry.anchor.label or entry.anchor.exact)}: {entry.text}" for entry in self.entries]
        lines += [
            f"{correction.act.value}: {' and '.join(_item(a.label or a.exact) for a in correction.anchors)} {_values(correction)}"
            for correction in self.corrections
        ]
        lines += [f"saved search: {search.name}" for search in self.searches]
        shown = tuple(one_line(line)[:LONGEST] for line in lines[:LISTED])
        return (*shown, f"… and {len(lines) - LISTED:,} more") if len(lines) > LISTED else shown

    def marked(self, name: str) -> "BundleNotes":
        """The same, marked as from the bundle of that name; what that one had from another keeps that name too."""

        def origin(before: str) -> str:
            return f"{one_line(before)}, in {name}" if before else name

        return replace(
            self,
            entries=tuple(replace(entry, origin=origin(entry.origin)) for entry in self.entries),
            corrections=tuple(replace(correction, origin=origin(correction.origin)) for correction in self.corrections),
        )


def sound_notes(entries: Iterable[Entry], corrections: Iterable[Correction], searches: Iterable[SavedSearch]) -> BundleNotes:
    """The notebook's part of a bundle without what could not be read from a notebook afterwards."""
    listed = tuple(entries), tuple(corrections), tuple(searches)
    sound = BundleNotes(
        tuple(entry for entry in listed[0] if _is_sound(entry)),
        tuple(correction for correction in listed[1] if _is_sound(correction)),
        tuple(search for search in listed[2] if _is_sound(search)),
    )
    unsound = sum(map(len, listed)) - len(sound.entries) - len(sound.corrections) - len(sound.searches)
    return replace(sound, unsound=unsound)


def bundle_name(path: Path) -> str:
    """The name of a bundle, by which its notes are marked."""
    return one_line(path.name.removesuffix(".zip").removesuffix(".dossier")) or "a bundle"


def _is_sound(item: Entry | Correction | SavedSearch) -> bool:
    try:
        return not any(_faults(item))
    except NOT_UNDERSTOOD:
        return False


def _faults(item: Entry | Correction | SavedSearch) -> Iterator[str]:
    """The faults of an item's rows, whatever its number. Raises an error of NOT_UNDERSTOOD for contents that could not be read again."""
    if isinstance(item, Entry):
        row, table = entry_row(item), "entry"
        parse_entry(row, item.tags)
        yield from (row_fault("tag", {"id": 1, "entry": 1, "tag": tag}) for tag in item.tags)
    elif isinstance(item, Correction):
        row, table = correction_row(item), "correction"
        parse_correction(row)
    else:
        row, table = search_row(item), "search"
        parse_search(row)
    yield row_fault(table, row | {"id": 1})
    if not isinstance(item, SavedSearch):
        yield row_fault("origin", {"id": 1, "item": table, "number": 1, "name": item.origin})


def _item(label: str) -> str:
    return label or "the dossier"


def _values(correction: Correction) -> str:
    values = [*([correction.value] if correction.value else []), *(f"{name} {value}" for name, value in correction.values.items())]
    return f"→ {', '.join(values)}" if values else ""
