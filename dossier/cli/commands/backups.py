"""Commands on the backups of the notebook: backup, restore."""

import click

from dossier.cli.context import CliContext, pass_context
from dossier.phrases.core import format_time


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
    context.output.rows(rows, lambda r: f"{r['name']:<26} {times[r['name']]:<18} {r['acts']:,} acts", ("name", "made", "acts", "path"))
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
