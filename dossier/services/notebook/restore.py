"""Restoring: the notebook brought back to a backup, to a damaged copy of it, or to what a journal holds."""

from collections import Counter
from pathlib import Path

from dossier.errors import DossierError
from dossier.phrases.core import format_time
from dossier.phrases.plural import pluralize
from dossier.services.notebook.commands import CommandResult
from dossier.storage.journal import Journal
from dossier.storage.notebook import Notebook
from dossier.storage.recovery import RowKey, replay, salvage

COUNTED = {"entry": "entry", "correction": "correction", "search": "saved search"}


def restore_notebook(notebook: Notebook, name: str) -> CommandResult:
    """Makes the notebook's entries, corrections and searches those of `name`: a backup, “latest”, or the path of a notebook or journal.

    A backup of the present state is made first, and undo takes the restoring back. Raises DossierError where there is nothing to read.
    """
    path = Path(name).expanduser()
    if path.is_file():
        said = path.name
    else:
        backup = notebook.backups.named(name)
        path, said = backup.path, f"the backup of {format_time(backup.made)}"
    rows, damaged = _rows_of(path)
    notebook.back_up()
    counts = Counter(table for table, _ in rows)
    contents = ", ".join(pluralize(counts[table], word) for table, word in COUNTED.items())
    sentence = f"Restored the notebook from {said}: {contents}."
    notebook.restore(rows, sentence)
    lost = f" {pluralize(damaged, 'row')} {'was' if damaged == 1 else 'were'} damaged and left out." if damaged else ""
    return CommandResult(f"{sentence}{lost} This can be undone.", changed=True)


def _rows_of(path: Path) -> tuple[dict[RowKey, dict[str, object]], int]:
    """The rows in a file, and the number of those that are damaged. Raises DossierError for a file that is neither notebook nor journal."""
    journal = Journal(path).read()
    if journal.lines:
        return replay(journal, {})[0], int(not journal.complete)
    salvaged = salvage(path)
    if not salvaged.readable:
        raise DossierError("It is neither a notebook nor a journal.", where=str(path), do="See “dossier backup --list”.")
    return salvaged.rows, len(salvaged.changed)
