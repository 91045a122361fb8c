"""The notebook in SQLite: entries, corrections and saved searches, with undo for every command."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from dossier.errors import ChangedMeanwhile, DossierError
from dossier.model.notebook import Anchor, Correction, CorrectionKind, Entry
from dossier.model.query import Query
from dossier.model.saved_search import SavedSearch
from dossier.storage.backups import Backup
from dossier.storage.database import UNREADABLE
from dossier.storage.forgetting import EntryKey, RemovedEntry, forget_in_backup, forget_rows, removed_entries
from dossier.storage.history_rows import now
from dossier.storage.notebook_codec import Row, correction_row, entry_row, parse_correction, parse_entry, parse_search, search_row
from dossier.storage.notebook_file import NotebookFile
from dossier.storage.parsed_rows import ParsedRows
from dossier.storage.recovery import RowKey

RESTORED = ("entry", "tag", "correction", "search", "origin")
"""The tables that are brought back from a backup."""
LOOK_AGAIN = "Nothing was changed. Check the current state, then try again."


class Notebook(NotebookFile):
    """The notebook at one path. Every command is one transaction with full sync and one row of the history."""

    def _open(self) -> None:
        super()._open()
        self._entries = ParsedRows(self._rows, "entry", self._entry_of, "changed")
        self._corrections = ParsedRows(self._rows, "correction", self._correction_of)

    def _entry_of(self, row: Row, tags: Sequence[str], origin: str) -> Entry | None:
        return self._parsed_row("entry", row, lambda row: parse_entry(row, tags, origin))

    def _correction_of(self, row: Row, _tags: Sequence[str], origin: str) -> Correction | None:
        return self._parsed_row("correction", row, lambda row: parse_correction(row, origin))

    def entries(self) -> tuple[Entry, ...]:
        """All entries, last changed first."""
        with self._reading():
            return self._entries.read(self.connection, may_roll_back=self._under_way is not None)

    def entry(self, number: int) -> Entry:
        """The entry with that number. Raises DossierError where there is none."""
        with self._reading():
            entry = self._entries.get(number, self.connection, may_roll_back=self._under_way is not None)
        if entry is None:
            raise DossierError(f"There is no entry {number} in the notebook.", do="See “dossier notes”.")
        return entry

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made."""
        with self._reading():
            return self._corrections.read(self.connection, may_roll_back=self._under_way is not None)

    def searches(self) -> tuple[SavedSearch, ...]:
        """All saved searches, oldest first; their actors are names."""
        with self._reading():
            return self._parsed("search", self._rows.all("search"), parse_search)

    def add_entry(self, entry: Entry, sentence: str) -> Entry:
        """Save a new entry, with a new number and the current time."""
        time = now()
        with self.command(sentence):
            saved = replace(entry, id=self._rows.next_number("entry"), created=time, changed=time)
            self._write("entry", entry_row(saved))
            self._write_tags(saved)
        return saved

    def change_entry(self, entry: Entry, sentence: str, *, join: bool = False) -> Entry:
        """Replace an entry by its number.

        With `join`, the change is added to the last row of the history if that changed the same entry, so that a note which
        is saved while it is typed is one step to undo.
        """
        changed = replace(entry, changed=now())
        with self.command(sentence, join_entry=entry.id if join else None):
            self._write("entry", entry_row(changed))
            self._write_tags(changed)
        return changed

    def remove_entry(self, number: int, sentence: str) -> None:
        """Remove an entry; undo restores it under its number."""
        with self.command(sentence):
            for ident in self._rows.numbers("tag", "entry", number):
                self._delete("tag", ident)
            for ident in self._rows.numbers("origin", "number", number):
                if (self._rows.get("origin", ident) or {})["item"] == "entry":
                    self._delete("origin", ident)
            self._delete("entry", number)

    def add_correction(self, correction: Correction, sentence: str, known: Collection[int] | None = None) -> Correction:
        """Save a correction with a new number.

        `known` are the numbers of the corrections that the user saw the effect of. Raises ChangedMeanwhile, with nothing changed,
        where another one on the same item was made since.
        """
        with self.command(sentence):
            if known is not None:
                for other in self.corrections():
                    if other.id not in known and (label := _common_item(other, correction)):
                        what = f"“{label}” was corrected by another program in the meantime ({other.act.value})."
                        raise ChangedMeanwhile(what, do=LOOK_AGAIN)
            saved = replace(correction, id=self._rows.next_number("correction"))
            self._write("correction", correction_row(saved))
        return saved

    def add_search(self, name: str, query: Query, sentence: str) -> SavedSearch:
        """Save a search, with a new number and the current time."""
        time = now()
        with self.command(sentence):
            search = SavedSearch(self._rows.next_number("search"), name, query, time, time)
            self._write("search", search_row(search))
        return search

    def change_search(self, search: SavedSearch, sentence: str) -> SavedSearch:
        """Replace a saved search by its number."""
        changed = replace(search, changed=now())
        with self.command(sentence):
            self._write("search", search_row(changed))
        return changed

    def remove_search(self, number: int, sentence: str) -> None:
        """Remove a saved search; undo restores it under its number."""
        with self.command(sentence):
            self._delete("search", number)

    def import_all(
        self,
        entries: Sequence[Entry],
        corrections: Sequence[Correction],
        sentence: str,
        searches: Sequence[SavedSearch] = (),
        *,
        in_history: bool = True,
    ) -> None:
        """Save entries, corrections and searches of another notebook in one command, with their times.

        Their numbers are kept too if nothing was ever written to this notebook, so that it becomes an exact copy. Without `in_history` it
        is no step to undo.
        """
        with self.command(sentence, in_history=in_history):
            is_new = all(self._rows.next_number(table) == 1 for table in ("entry", "correction", "search"))
            for entry in sorted(entries, key=lambda e: e.id):
                saved = entry if is_new else replace(entry, id=self._rows.next_number("entry"))
                self._write("entry", entry_row(saved))
                self._write_tags(saved)
                self._write_origin("entry", saved.id, saved.origin)
            for correction in sorted(corrections, key=lambda c: c.id):
                number = correction.id if is_new else self._rows.next_number("correction")
                self._write("correction", correction_row(replace(correction, id=number)))
                self._write_origin("correction", number, correction.origin)
            for search in sorted(searches, key=lambda s: s.id):
                number = search.id if is_new else self._rows.next_number("search")
                self._write("search", search_row(replace(search, id=number)))

    def problems(self) -> tuple[str, ...]:
        """As above; every row is read for it."""
        with suppress(DossierError):
            for read in (self.entries, self.corrections, self.searches, self.history):
                read()
        return super().problems()

    def restore(self, rows: Mapping[RowKey, Row], sentence: str) -> None:
        """Make entries, corrections and searches those of another state of the notebook, in one command. The history stays, so that undo
        takes it back; no number is used for something else.
        """
        with self.command(sentence):
            for table in RESTORED:
                for row in self._rows.all(table):
                    if (table, row["id"]) not in rows:
                        self._delete(table, row["id"])
            for (table, _), row in rows.items():
                if table in RESTORED:
                    self._write(table, row)

    def entry_keys(self) -> frozenset[EntryKey]:
        """The numbers and times of all entries, also of those that are not understood."""
        with self._reading():
            return frozenset((row["id"], str(row["created"])) for row in self._rows.all("entry"))

    def removed(self) -> tuple[RemovedEntry, ...]:
        """The entries that are now only in the history."""
        with self._reading():
            return removed_entries(self._rows)

    def forget(self, goes: Callable[[EntryKey], bool]) -> tuple[int, tuple[Backup, ...], tuple[str, ...]]:
        """Forgets entries by their numbers and times: removed ones for good, of others what they were before. Returns the number of acts of the
        history that this shortened, the backups that contained some of it, and a sentence for each backup that could not be changed.
        """
        with self._writing() as command:
            command.sentence = "Forgot what was removed."
            present = {(row["id"], str(row["created"])): row for row in self._rows.all("entry")}
            acts = forget_rows(self._rows, goes, present)
        with self._writing():
            self._sync.write_whole()
        self._vacuum()
        changed, problems = [], []
        for backup in self.backups.all():
            try:
                if forget_in_backup(backup.path, goes, present):
                    changed.append(backup)
            except (OSError, DossierError, *UNREADABLE) as error:
                problems.append(f"The backup {backup.path} could not be changed, and may still hold it ({error}). Delete it.")
        return acts, tuple(changed), tuple(problems)

    def _write_tags(self, entry: Entry) -> None:
        """Makes the rows of the table of tags those of the entry: a row for each tag that it lacks, none for those that are gone."""
        rows = {(self._rows.get("tag", ident) or {})["tag"]: ident for ident in self._rows.numbers("tag", "entry", entry.id)}
        for tag in rows.keys() - set(entry.tags):
            self._delete("tag", rows[tag])
        for tag in entry.tags:
            if tag not in rows:
                self._write("tag", {"id": self._rows.next_number("tag"), "entry": entry.id, "tag": tag})

    def _write_origin(self, table: str, number: int, name: str) -> None:
        if name:
            self._write("origin", {"id": self._rows.next_number("origin"), "item": table, "number": number, "name": name})


def _common_item(first: Correction, second: Correction) -> str:
    """The label of an item that both corrections are about; empty where they are about different ones, or set different metadata."""
    if first.act is second.act is CorrectionKind.SET_METADATA and not first.values.keys() & second.values.keys():
        return ""
    items = {_item(anchor) for anchor in first.anchors}
    return next((anchor.label or anchor.exact or "It" for anchor in second.anchors if _item(anchor) in items), "")


def _item(anchor: Anchor) -> tuple[str, str, str]:
    return anchor.kind.value, anchor.sha256, anchor.exact
