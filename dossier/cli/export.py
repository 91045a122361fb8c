"""The command export."""

import sys
from pathlib import Path

import click

from dossier.cli.setting import Setting, pass_setting
from dossier.errors import DossierError, UsageError
from dossier.model.query import Query


@click.command("export", context_settings={"ignore_unknown_options": True})
@click.argument("form", metavar="FORMAT")
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("-o", "--output", "target", default="-", metavar="FILE", help="Where to write; standard output without it.")
@click.option("--notes", is_flag=True, help="With your bookmarks, notes and tags.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@pass_setting
def export_command(setting: Setting, form: str, query: tuple[str, ...], target: str, *, notes: bool, force: bool) -> int:
    """Write what QUERY shows, or everything, as FORMAT: json or markdown."""
    opened = setting.opened()
    known = [f.name for f in opened.export_formats()]
    if form not in known:
        raise UsageError(f"There is no format “{form}”.", do=f"The formats are {', '.join(known)}.")
    path = None if target == "-" else Path(target).expanduser()
    if path is not None and path.exists() and not force:
        raise DossierError("The file is there already.", where=target, do="Name another, or add --force to write over it.")
    asked = Query(" ".join(query))
    error = setting.loaded().answer(asked).error
    if error:
        raise UsageError(error)
    written = opened.export(form, asked, notes=notes)
    if path is None:
        sys.stdout.write(written.text)
    else:
        try:
            path.write_text(written.text, encoding="utf-8")
        except OSError as failure:
            raise DossierError(f"It could not be written ({failure.strerror}).", where=target, do="Choose another place.") from failure
    setting.output.say(f"Wrote {written.what} to {'standard output' if path is None else path}.")
    if not written.count:
        setting.output.say("The query shows nothing, so the export is empty.")
    return 0
