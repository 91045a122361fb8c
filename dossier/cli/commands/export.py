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
    "-o", "--output", "target", default="-", metavar="PATH", type=click.Path(), help="Where to write; standard output without it."
)
@click.option(
    "--table", default="", metavar="TABLE", shell_complete=_tables, help="Of csv: reports (without it), events, quotes, actors or articles."
)
@click.option("--bom", is_flag=True, help="Of csv and acled: begin with the mark by which Excel knows UTF-8.")
@click.option("--notes", is_flag=True, help="With your bookmarks, notes and tags.")
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Only this article, event, quotation, actor or note, and what it rests on; more than once for several. Not with QUERY.",
)
@click.option("--force", is_flag=True, help="Write over what is there.")
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
    """Write what QUERY shows, or only what is named, or everything, as FORMAT.

    FORMAT is json, jsonl, markdown, csv, html, timelinejs, ics, csl, bibtex, ris, annotations, obsidian, graphml, gexf, acled,
    geojson, kml or bundle. An obsidian vault is a folder and a bundle an archive; both need -o.
    """
    from dossier.services.export import find_format  # noqa: PLC0415  --help needs no dossier

    find_format(form, table, to_standard_output=target == "-", bom=bom)
    wanted = build_query(context.load_dossier(), query, saved, days, actors)
    if only and not wanted.empty:
        raise UsageError("A query and --only do not go together.", do="Name what is to go out, or ask for it.")
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
        context.output.say("There is nothing of that kind in it, so the export is empty.")
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
    "--notes/--no-notes", default=None, help="Import what others noted in a bundle, or leave it out; without either you are asked."
)
@pass_context
def import_command(context: CliContext, bundle: Path, folder: Path | None, *, notes: bool | None) -> int:
    """Make a dossier in DIR from a bundle, with its notes and corrections.

    Without DIR, in a folder named like the bundle. Notes and corrections in a bundle that somebody else made are shown and asked for; where
    nobody can answer they are left out. What is imported of them is marked with the bundle's name. A bundle is added to a dossier that is
    there with the command add.
    """
    from dossier.services.ingest.bundles import new_from_bundle  # noqa: PLC0415  --help needs no dossier

    root = folder or Path(bundle.name.removesuffix(".zip").removesuffix(".dossier"))
    notes = ask_for_notes(context.output, [bundle.expanduser()], notes)
    with context.output.progress() as progress:
        sentence = new_from_bundle(bundle.expanduser(), root.expanduser(), progress, notes=notes)
    context.output.say(sentence)
    return 0
