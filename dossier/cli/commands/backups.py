"""Commands on what the notebook keeps: backup, restore, forget."""

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.output import is_interactive
from dossier.cli.rows import entry_row
from dossier.errors import UsageError
from dossier.phrases.core import format_time
from dossier.phrases.plural import pluralize


@click.command("backup")
@click.option("--list", "lists", is_flag=True, help="List backups, newest first, instead of making one.")
@pass_context
def backup_command(context: CliContext, *, lists: bool) -> int:
    """Back up your notes and corrections.

    Backups are also made automatically: after a session, once a day and before large changes. They are stored next to the notebook, in
    notebook.sqlite3.backups; of older ones, one a day and then one a month is kept.
    """
    opened = context.open_dossier()
    if not lists:
        context.output.say(opened.notebook.back_up().sentence)
        return 0
    backups = opened.notebook.backups()
    times = {backup.path.stem: format_time(backup.made) for backup in backups}
    rows = [{"name": b.path.stem, "made": b.made.isoformat(), "acts": b.acts, "path": str(b.path)} for b in backups]
    context.output.rows(
        rows, lambda r: f"{r['name']:<26} {times[r['name']]:<18} {pluralize(r['acts'], 'change')}", ("name", "made", "acts", "path")
    )
    if not rows:
        context.output.say("No backups yet. Make one with “dossier backup”.")
    return 0 if rows else 1


@click.command("restore")
@click.argument("name")
@pass_context
def restore_command(context: CliContext, name: str) -> int:
    """Restore your notes and corrections from a backup.

    NAME is one of “dossier backup --list”, or latest, or the path of another notebook or journal, such as a damaged one that was set
    aside. The current state is backed up first, and restoring can be undone.
    """
    context.output.say(context.open_dossier().notebook.restore(name).sentence)
    return 0


@click.command("forget")
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER]...")
@click.option("--list", "lists", is_flag=True, help="List removed notes instead of erasing them.")
@click.option("--yes", is_flag=True, help="Don't ask for confirmation.")
@pass_context
def forget_command(context: CliContext, numbers: tuple[int, ...], *, lists: bool, yes: bool) -> int:
    """Erase removed notes for good.

    A removed note stays in the history, the journal and the backups, so that it can be brought back. This erases it from all of them and
    cannot be undone. With NUMBER, erases only that note; if the note still exists, only its earlier versions. The setting forget_after in
    dossier.toml does the same automatically after that many days.
    """
    notebook = context.open_dossier().notebook
    removed = [note for note in notebook.removed() if not numbers or note.entry.id in numbers]
    if lists or not yes:
        rows = [entry_row(note.entry) | {"removed": note.removed.isoformat()} for note in removed]
        times = {note.removed.isoformat(): format_time(note.removed) for note in removed}
        columns = ("id", "kind", "on", "text", "removed")
        context.output.rows(
            rows, lambda r: f"{r['id']:>4}  {r['kind']:<10}{r['on']}  removed {times[r['removed']]}  {' '.join(r['text'].split())}", columns
        )
    if not (removed or numbers):
        context.output.say("No removed notes.")
    if lists or not (removed or numbers):
        return 0 if removed else 1
    if not yes:
        if not is_interactive():
            raise UsageError(
                "What is erased cannot be brought back.", do="Confirm it with --yes; “dossier forget --list” shows what would be erased."
            )
        what = (
            f"note {' and '.join(map(str, numbers))} (if it still exists, its earlier versions)"
            if numbers
            else pluralize(len(removed), "removed entry")
        )
        click.confirm(f"Erase {what} for good, from the history, the journal and all backups?", default=False, abort=True, err=True)
    context.output.say(notebook.forget(numbers).sentence)
    return 0
