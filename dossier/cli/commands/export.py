"""The commands export and import."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from dossier.cli.ask_notes import ask_for_notes
from dossier.cli.context import CliContext, pass_context
from dossier.cli.filter_options import build_query, filter_options
from dossier.cli.query_command import QueryCommand
from dossier.errors import UsageError


def _formats(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The formats that begin with `incomplete`, for completion in a shell."""
    from dossier.services.query.vocabulary import formats  # noqa: PLC0415  --help needs no formats

    return [name for name, _ in formats() if name.startswith(incomplete)]


def _tables(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The tables that begin with `incomplete`, for completion in a shell."""
    from dossier.services.query.vocabulary import tables  # noqa: PLC0415  --help needs no formats

    return [name for name in tables() if name.startswith(incomplete)]


@click.command("export", cls=QueryCommand)
@click.argument("form", metavar="FORMAT", shell_complete=_formats)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "-o", "--output", "target", default="-", metavar="PATH", type=click.Path(), help="Output file or folder; default: standard output."
)
@click.option(
    "--table",
    default="",
    metavar="TABLE",
    shell_complete=_tables,
    help="For csv: reports (default), events, quotes, actors, articles or cumulative.",
)
@click.option("--bom", is_flag=True, help="For csv and acled: start with a byte order mark, so Excel reads UTF-8.")
@click.option("--notes", is_flag=True, help="Include your bookmarks, notes and tags.")
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Export only this article, event, quotation, actor or note, with its sources. Can be repeated. Cannot be used with QUERY.",
)
@click.option("--force", is_flag=True, help="Overwrite existing files.")
@filter_options
@pass_context
def export_command(
    context: CliContext,
    form: str,
    query: tuple[str, ...],
    target: str,
    table: str,
    *,
    bom: bool,
    notes: bool,
    only: tuple[str, ...],
    force: bool,
    saved: str,
    days: str,
    actors: tuple[str, ...],
) -> int:
    """Export everything, results of QUERY, or selected items.

    FORMAT is json, jsonl, markdown, csv, html, timelinejs, ics, csl, bibtex, ris, annotations, obsidian, graphml, gexf, acled,
    geojson, kml or bundle. An Obsidian vault is a folder and a bundle is an archive; both need -o.
    """
    from dossier.services.export import find_format  # noqa: PLC0415  --help needs no dossier

    find_format(form, table, to_standard_output=target == "-", bom=bom)
    wanted = build_query(context.load_dossier(), query, saved, days, actors)
    if only and not wanted.empty:
        raise UsageError("--only cannot be used with a query.", do="Use one or the other.")
    opened = context.open_dossier()
    error = opened.query.search(wanted).error
    if error:
        raise UsageError(error)
    job = opened.exports.prepare(form, wanted, notes=notes, table=table, bom=bom, only=only)
    if target == "-":
        _print(job.pieces())
    else:
        job.save(Path(target).expanduser(), force=force)
    context.output.say(f"Wrote {job.what} to {'standard output' if target == '-' else target}.")
    if not job.count:
        context.output.say("No such items here, so the export is empty.")
    return 0


def _print(pieces: Iterable[str]) -> None:
    """Writes to standard output byte for byte; no unsafe character is in an export."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


@click.command("import")
@click.argument("bundle", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--notes/--no-notes",
    default=None,
    help="Import notes and corrections that somebody else put in the bundle, or leave them out, without asking.",
)
@pass_context
def import_command(context: CliContext, bundle: Path, folder: Path | None, *, notes: bool | None) -> int:
    """Make a dossier from a bundle, with notes and corrections.

    Default DIR: a folder named after the bundle. Notes and corrections by someone else are shown first, imported only if you agree, and
    marked with the bundle's name. To add a bundle to an existing dossier, use “dossier add”.
    """
    from dossier.services.ingest.bundles import new_from_bundle  # noqa: PLC0415  --help needs no dossier

    root = folder or Path(bundle.name.removesuffix(".zip").removesuffix(".dossier"))
    notes = ask_for_notes(context.output, [bundle.expanduser()], notes, with_settings=True)
    with context.output.progress() as progress:
        sentence = new_from_bundle(bundle.expanduser(), root.expanduser(), progress, notes=notes)
    context.output.say(sentence)
    return 0
