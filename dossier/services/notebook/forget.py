"""Forgetting: removed notes taken out of the history, the journal and the backups, for good; by command, or after a set time."""

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

from dossier.errors import DossierError
from dossier.model.notebook import RemovedNote
from dossier.phrases.plural import pluralize
from dossier.services.notebook.commands import CommandResult
from dossier.storage.forgetting import EntryKey
from dossier.storage.history_rows import now
from dossier.storage.notebook import Notebook
from dossier.storage.notebook_codec import NOT_UNDERSTOOD, parse_entry

COPIES = (".damaged-*", ".before-*", ".jsonl.old*", ".jsonl.damaged-*")
"""Files beside a notebook that were set aside and are never changed; what is forgotten may be in them."""


def forget_notes(notebook: Notebook, numbers: Collection[int] = ()) -> CommandResult:
    """Forgets the entries of those numbers, or all that were removed: of one that is still there what it was before. Raises DossierError for
    a number that neither the notebook nor its history has, with nothing changed.
    """
    present = notebook.entry_keys()
    removed = {entry.key for entry in notebook.removed()}
    unknown = sorted(set(numbers) - {number for number, _ in present | removed})
    if unknown:
        what = f"Nothing was removed under the number {unknown[0]}, and no entry has it."
        raise DossierError(what, do="Nothing was changed. “dossier forget” without a number lists what was removed.")
    chosen = {key for key in present | removed if key[0] in numbers}
    # without a number also what no change in the history has any longer: the steps that were undone before another act
    sentence = _forget(notebook, chosen, present if not numbers else None)
    return CommandResult(sentence, changed=True)


def removed_notes(notebook: Notebook) -> tuple[RemovedNote, ...]:
    """The removed entries that the history still holds; those that are not understood are left out."""
    notes = []
    for removed in notebook.removed():
        with suppress(*NOT_UNDERSTOOD):
            notes.append(RemovedNote(parse_entry(dict(removed.row), ()), removed.removed))
    return tuple(notes)


def forget_older(notebook: Notebook, days: int) -> str:
    """Forgets what was removed more than that many days ago; a sentence where anything was."""
    limit = now() - timedelta(days=days)
    chosen = {entry.key for entry in notebook.removed() if entry.removed < limit}
    return _forget(notebook, chosen, None) if chosen else ""


def _forget(notebook: Notebook, chosen: Collection[EntryKey], present: Collection[EntryKey] | None) -> str:
    def goes(key: EntryKey) -> bool:
        return key in chosen or (present is not None and key not in present)

    removed = [entry for entry in notebook.removed() if goes(entry.key)]
    acts, backups, problems = notebook.forget(goes)
    what = [pluralize(len(removed), "removed entry")] * bool(removed) + [pluralize(acts, "undo step")] * bool(acts)
    sentences = [f"Forgot {' and '.join(what)}." if what else "There was nothing to forget in the notebook."]
    sentences.append("The database and the journal were rewritten.")
    if backups:
        sentences.append(f"{pluralize(len(backups), 'backup')} contained it too and {'was' if len(backups) == 1 else 'were'} changed.")
    sentences += problems
    copies = sorted(path.name for pattern in COPIES for path in notebook.path.parent.glob(f"{notebook.path.name}{pattern}"))
    if copies:
        sentences.append(f"These copies were set aside earlier and may still contain it; delete them yourself: {', '.join(copies)}.")
    return " ".join(sentences)
