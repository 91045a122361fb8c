"""Commands on a dossier and its articles: new, add, remove, set, index, check, config."""

import glob
import shlex
import sys
from pathlib import Path

import click

from dossier.cli.ask_notes import ask_for_notes
from dossier.cli.context import CliContext, pass_context
from dossier.cli.open_app import add_loose
from dossier.cli.output import Row
from dossier.errors import DossierError, UsageError
from dossier.model.article import Article
from dossier.model.ingest import ArticleMetadata, IngestOptions, IngestResult, IngestStatus, TextMethodPreview
from dossier.phrases.plural import pluralize
from dossier.runtime.config import ENGINES, dossier_settings, user_settings
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.sources import is_bundle, readable_files

GOOD = (IngestStatus.ADDED, IngestStatus.SAME, IngestStatus.UPDATED, IngestStatus.WOULD_ADD)
COLUMNS = ("text", "title", "outlet", "author", "date", "url", "language")
"""The fields that a column of a table may be."""


def _methods(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The text methods that begin with `incomplete`, for completion in a shell."""
    from dossier.services.query.vocabulary import methods  # noqa: PLC0415  --help needs none

    return [name for name in methods() if name.startswith(incomplete)]


@click.command("new")
@click.argument("folder", metavar="DIR")
@click.option("--title", default="", help="Title of the dossier; default: the folder's name.")
@click.option("--from", "sources", multiple=True, metavar="PATH", help="Add this file or folder. Can be repeated.")
@pass_context
def new_command(context: CliContext, folder: str, title: str, sources: tuple[str, ...]) -> int:
    """Make a dossier in DIR, empty or with the articles at PATH."""
    if not folder.strip():
        raise UsageError("The folder's name is empty.", do="For example: dossier new my-case")
    articles = [file for source in sources for file in _existing(source)]
    root = new_dossier(Path(folder), title)
    if sources:
        add_loose(context, root, articles)
        return 0
    context.output.say(f"Made a dossier in {root}. Add articles with “dossier -C {root} add FILE...”.")
    return 0


def _existing(source: str) -> list[Path]:
    """The files at a path that can be read. Raises DossierError where there are none."""
    if not Path(source).expanduser().exists():
        raise DossierError("There is no such file or folder.", where=source)
    if files := readable_files(Path(source).expanduser()):
        return files
    raise DossierError("No readable files found.", where=source, do="Supported formats are listed in docs/formats.md.")


scheduler_option = click.option(
    "--scheduler",
    default="",
    envvar="DOSSIER_SCHEDULER",
    metavar="ADDRESS",
    help="Extract facts on the workers of this Dask scheduler, such as tls://cluster.example:8786. [env: DOSSIER_SCHEDULER]",
)


@click.command("add")
@click.argument("paths", metavar="PATH... | URL... | -", nargs=-1, required=True, type=click.Path())
@click.option("--title", default="", help="Title, if the text does not give one.")
@click.option("--outlet", default="", help="Outlet that published it.")
@click.option("--published", default="", metavar="DAY", help="Publication date, such as 2026-02-05.")
@click.option("--language", default="", metavar="CODE", help="Language, as a two-letter code.")
@click.option("--dry-run", is_flag=True, help="Show what would be added without adding it.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="WHAT=NAME",
    help=f"Column of a table that contains the {', '.join(COLUMNS)}. Can be repeated.",
)
@click.option("--full", is_flag=True, help="Fetch the full page of feed entries that only have a summary.")
@click.option("--no-attachments", is_flag=True, help="Skip email attachments.")
@click.option("--allow-private", is_flag=True, help="Also fetch addresses on this machine and the local network.")
@click.option("--notes/--no-notes", default=None, help="Import other people's notes in a bundle, or leave them out. Asks if not given.")
@scheduler_option
@pass_context
def add_command(
    context: CliContext,
    paths: tuple[str, ...],
    title: str,
    outlet: str,
    published: str,
    language: str,
    dry_run: bool,
    columns: tuple[str, ...],
    full: bool,
    no_attachments: bool,
    allow_private: bool,
    notes: bool | None,
    scheduler: str,
) -> int:
    """Add files, folders, archives, web pages or standard input.

    Web pages are given by URL, standard input as -; patterns such as '*.pdf' and '**/*.html' work in quotes too. Prints a line for each
    article, with the reason if it could not be read. Mailboxes, feeds, tables, archives and web archives are opened, and documents
    attached to emails are extracted: each article becomes a file of its own. Only the addresses you give are fetched, plus the pages a
    feed links to with --full and the robots.txt of their sites. Notes and corrections in a bundle from someone
    else are shown first, and imported only if you agree.
    """
    opened, metadata = context.open_dossier(), ArticleMetadata(title, outlet, published, language)
    paths = tuple(path for argument in paths for path in _matching(argument))
    if not dry_run:
        notes = ask_for_notes(context.output, [Path(name).expanduser() for name in paths if is_bundle(name)], notes)
    options = IngestOptions(
        dry_run, allow_private, _columns(columns), full=full, attachments=not no_attachments, notes=notes, scheduler=scheduler
    )
    reports: list[IngestResult] = []
    with context.output.progress() as progress:
        files = [p for p in paths if p != "-"]
        if files:
            reports += opened.ingest.add(files, metadata, progress, options=options)
        if "-" in paths:
            reports += opened.ingest.add_text(sys.stdin.buffer.read(), metadata, progress, options)
    for notice in opened.notices:
        context.output.say(notice)
    context.output.rows([_report(r) for r in reports], _report_line, ("outcome", "path", "file", "article", "note"))
    counts = {o: sum(r.status is o for r in reports) for o in IngestStatus}
    context.output.say(
        " · ".join(f"{n} {o.value}" for o, n in counts.items() if n and o is not IngestStatus.SKIPPED) or "Nothing was added."
    )
    return 0 if all(any(r.status in GOOD for r in reports if _under(r.path, p)) for p in paths) else 1


def _matching(argument: str) -> list[str]:
    """The paths that match a pattern in quotes, or the argument itself if it is not a pattern. Raises UsageError if nothing matches."""
    if not glob.has_magic(argument) or "://" in argument or Path(argument).expanduser().exists():
        return [argument]
    paths = sorted(glob.glob(str(Path(argument).expanduser()), recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
    if not paths:
        raise UsageError(f"No files match “{argument}”.")
    return paths


def _columns(arguments: tuple[str, ...]) -> dict[str, str]:
    """Field -> name of the column, from arguments such as “text=Body”. Raises UsageError for a field that is not known."""
    pairs = dict(pair.partition("=")[::2] for pair in arguments)
    for what, name in pairs.items():
        if what not in COLUMNS or not name:
            raise UsageError(
                f"“--column {what}={name}” is not recognised.", do=f"Use FIELD=COLUMN, where FIELD is one of {', '.join(COLUMNS)}."
            )
    return pairs


def _report(report: IngestResult) -> dict[str, object]:
    return {
        "path": report.path,
        "outcome": report.status.value,
        "article": report.article,
        "file": report.file,
        "note": report.note,
        "passed_over": report.skipped,
    }


def _report_line(row: Row) -> str:
    sign = {"added": "+", "would add": "+", "same": "=", "refused": "!"}.get(row["outcome"], "·")
    renamed = f" as {row['file']}" if row["outcome"] in {"added", "would add"} and Path(row["path"]).name != row["file"] else ""
    # a file name may hold line feeds; a report is one line all the same
    path = " ".join(f"{row['path']}{renamed}".splitlines())
    return f"{sign} {row['outcome']:<11} {path}{'  ' + row['note'] if row['note'] else ''}"


def _under(path: str, argument: str) -> bool:
    return path == argument or Path(path).expanduser().is_relative_to(Path(argument).expanduser())


@click.command("remove")
@click.argument("articles", metavar="ARTICLE...", nargs=-1)
@click.option("--list", "lists", is_flag=True, help="List removed articles instead of removing one.")
@click.option("--restore", is_flag=True, help="Bring removed articles back, by their file names in “--list”.")
@pass_context
def remove_command(context: CliContext, articles: tuple[str, ...], *, lists: bool, restore: bool) -> int:
    """Remove articles; their files move to the dossier's trash.

    “undo” does not bring an article back; --restore does. Notes on it are kept, and apply again then.
    """
    if bool(articles) == lists or (lists and restore):
        raise UsageError("Give the articles to remove.", do="For example: dossier remove 2026-02-05-talks.txt, or dossier remove --list")
    opened = context.load_dossier()
    if lists:
        rows = [{"file": removed.file, "title": removed.title, "outlet": removed.outlet} for removed in opened.ingest.removed_articles()]
        context.output.rows(rows, _removed_line, ("file", "title", "outlet"))
        if not rows:
            context.output.say("No removed articles.")
        return 0 if rows else 1
    if restore:
        with context.output.progress() as progress:
            result = opened.ingest.restore_articles(articles, progress)
        context.output.say(result.sentence)
        return 0
    removal = opened.ingest.remove([_article(context, article).id for article in articles])
    context.output.say(removal.sentence)
    if removal.files:
        names = " ".join(shlex.quote(file.name) for file in removal.files)
        context.output.say(f"To bring back: dossier remove --restore {names} (now in {removal.files[0].parent})")
    return 0


def _removed_line(row: Row) -> str:
    return f"{row['file']}  {row['title']}{' · ' + row['outlet'] if row['outlet'] else ''}"


@click.command("set")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option("--title", default="")
@click.option("--outlet", default="")
@click.option("--published", default="", metavar="DAY", help="Publication date, such as 2026-02-05 or “5 Feb 2026”.")
@click.option("--language", default="", metavar="CODE", help="Two-letter code.")
@pass_context
def set_command(context: CliContext, articles: tuple[str, ...], title: str, outlet: str, published: str, language: str) -> int:
    """Correct the title, outlet, day or language of articles. Can be undone."""
    opened = context.load_dossier()
    idents = [_article(context, article).id for article in articles]
    context.output.say(opened.notebook.set_articles(idents, ArticleMetadata(title, outlet, published, language)).sentence)
    return 0


@click.command("reread")
@click.argument("article")
@click.option("--method", default="", metavar="NAME", shell_complete=_methods, help="Read the article this way from now on. Can be undone.")
@pass_context
def reread_command(context: CliContext, article: str, method: str) -> int:
    """List other ways to read an article's file, or choose one.

    Each way is listed with what it keeps; --method chooses one.

    The choice is saved in the notebook, so it survives a rebuild. Notes stay attached to their words.
    """
    opened, known = context.load_dossier(), _article(context, article)
    if method:
        context.output.say(opened.ingest.select_text_method([known.id], method).sentence)
        opened.query.load()
        return 0
    rows = [_preview_row(preview) for preview in opened.ingest.text_method_previews(known.id)]
    context.output.rows(rows, _preview_line, ("method", "words", "left_out", "chosen", "start", "why"))
    return 0


def _preview_row(preview: TextMethodPreview) -> Row:
    return {
        "method": preview.method,
        "what": preview.what,
        "words": preview.words,
        "left_out": preview.boilerplate,
        "start": preview.start,
        "chosen": preview.chosen,
        "usual": preview.is_default,
        "why": preview.error,
    }


def _preview_line(row: Row) -> str:
    result = row["why"] or f"{pluralize(row['words'], 'word')}, {pluralize(row['left_out'], 'line')} left out: {row['start']} …"
    return f"{'●' if row['chosen'] else '○'} {row['method']:<12} {row['what']}{' (usual)' if row['usual'] else ''}\n{result}"


def _article(context: CliContext, name: str) -> Article:
    item = context.open_dossier().query.snapshot.find_item(name)
    if not isinstance(item, Article):
        raise DossierError(f"“{name}” is not an article.", do="“dossier search --plain” lists the articles with their ids.")
    return item


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Rebuild the whole index.")
@click.option("--engine", type=click.Choice(ENGINES), help="Search engine to use from now on; saved in dossier.toml.")
@scheduler_option
@pass_context
def index_command(context: CliContext, *, rebuild: bool, engine: str | None, scheduler: str) -> int:
    """Update the index after changes in seeds/."""
    opened = context.open_dossier()
    if engine:
        context.output.say(opened.ingest.select_engine(engine).sentence)
    with context.output.progress() as progress:
        reports = opened.ingest.rebuild(progress, scheduler=scheduler) if rebuild else opened.ingest.refresh(progress, scheduler=scheduler)
        opened.query.load(progress)
    for notice in opened.notices:
        context.output.say(notice)
    context.output.rows([_report(r) for r in reports], _report_line, ("outcome", "path", "file", "article", "note"))
    context.output.say(f"{pluralize(len(opened.query.snapshot.articles), 'article')} in the index.")
    return 0


@click.command("check")
@click.option("--deep", is_flag=True, help="Also hash every original file, to find changes that left size and timestamp the same.")
@pass_context
def check_command(context: CliContext, *, deep: bool) -> int:
    """Check the dossier for problems, and say how to fix them.

    Also names packages that facts depend on, if their version is not the one this version was tested with.
    """
    from dossier.services.derived.tested_versions import version_differences  # noqa: PLC0415  other commands need none of it

    opened = context.open_dossier(doubtful=True)
    with context.output.progress() as progress:
        opened.query.load(progress)
    problems = opened.check(deep=deep)
    for notice in opened.notices:
        if notice not in problems:
            context.output.say(notice)
    context.output.rows([{"problem": sentence} for sentence in problems], lambda r: str(r["problem"]), ("problem",))
    if not problems:
        context.output.say("No problems found.")
    for sentence in version_differences():
        if sentence not in opened.notices:
            context.output.say(sentence)
    if (suggestion := opened.ingest.engine_suggestion()) and suggestion not in opened.notices:
        context.output.say(suggestion)
    if undecided := opened.review.undecided_count():
        context.output.say(f"{pluralize(undecided, 'pair')} might be the same; decide with “dossier matches”.")
    return 1 if problems else 0


@click.command("config")
@click.argument("words", metavar="[show | set title TEXT]", nargs=-1)
@pass_context
def config_command(context: CliContext, words: tuple[str, ...]) -> int:
    """Show the settings and where they come from, or set the title.

    Every other setting is changed in its file.
    """
    if words[:2] == ("set", "title") and len(words) == 3:
        context.output.say(context.open_dossier().ingest.rename_dossier(words[2]).sentence)
        return 0
    if words not in {(), ("show",)}:
        raise click.UsageError(f"“config {' '.join(words)}” is not recognised.")
    rows = [
        {"name": s.name, "value": s.value, "source": s.source, "what": s.what}
        for s in (*user_settings(), *dossier_settings(context.open_dossier().root))
    ]
    context.output.rows(rows, lambda r: f"{r['name']:<12} {r['value'] or '–'}  ({r['source']}; {r['what']})", ("name", "value", "source"))
    return 0
