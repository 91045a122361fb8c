"""Commands on the backups of the notebook: backup, restore."""

import click

from dossier.cli.context import CliContext, pass_context
from dossier.phrases.core import format_time


@click.command("backup")
@click.option("--list", "lists", is_flag=True, help="List the backups instead, newest first.")
@pass_context
def backup_command(context: CliContext, *, lists: bool) -> int:
    """Back up your notes and corrections.

    It is also done by itself: after a session, once a day, and before anything large. Backups lie beside the notebook, in
    notebook.sqlite3.backups; older ones are thinned out to one a day and one a month.
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
        context.output.say("There is no backup yet; “dossier backup” makes one.")
    return 0 if rows else 1


@click.command("restore")
@click.argument("name")
@pass_context
def restore_command(context: CliContext, name: str) -> int:
    """Bring your notes and corrections back to a backup.

    NAME is one of “dossier backup --list”, or latest, or the path of another notebook or journal, such as one that was set aside as
    damaged. The present state is backed up first, and undo takes the restoring back.
    """
    context.output.say(context.open_dossier().notebook.restore(name).sentence)
    return 0
