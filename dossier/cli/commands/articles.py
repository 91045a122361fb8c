"""Commands on a dossier and its articles: new, add, remove, set, index, check, config."""

import sys
from pathlib import Path

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.open_app import add_loose
from dossier.cli.output import Row
from dossier.errors import DossierError, UsageError
from dossier.model.article import Article
from dossier.model.ingest import ArticleMetadata, IngestOptions, IngestResult, IngestStatus, TextMethodPreview
from dossier.phrases.core import pluralize
from dossier.runtime.config import ENGINES, dossier_settings, user_settings
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.sources import readable_files

GOOD = (IngestStatus.ADDED, IngestStatus.SAME, IngestStatus.UPDATED, IngestStatus.WOULD_ADD)
COLUMNS = ("text", "title", "outlet", "author", "date", "url", "language")
"""The fields that a column of a table may be."""


def _methods(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The text methods that begin with `incomplete`, for completion in a shell."""
    from dossier.services.query.vocabulary import methods  # noqa: PLC0415  --help needs none

    return [name for name in methods() if name.startswith(incomplete)]


@click.command("new")
@click.argument("folder", metavar="DIR")
@click.option("--title", default="", help="What the dossier is called; the folder's name without it.")
@click.option("--from", "sources", multiple=True, metavar="PATH", help="Add this file or folder; may be repeated.")
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
    raise DossierError("There is nothing that dossier can read.", where=source, do="The formats it reads are listed in docs/formats.md.")


@click.command("add")
@click.argument("paths", metavar="PATH... | URL... | -", nargs=-1, required=True, type=click.Path())
@click.option("--title", default="", help="The title, where the text does not tell it.")
@click.option("--outlet", default="", help="Who published it.")
@click.option("--published", default="", metavar="DAY", help="The publication day, as 2026-02-05.")
@click.option("--language", default="", metavar="CODE", help="The language, as two letters.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and add nothing.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="WHAT=NAME",
    help=f"Which column of a table holds the {', '.join(COLUMNS)}; may be repeated.",
)
@click.option("--full", is_flag=True, help="Fetch the pages of which a feed gives only the beginning.")
@click.option("--no-attachments", is_flag=True, help="Leave alone what is attached to mails.")
@click.option("--allow-private", is_flag=True, help="Fetch addresses of this machine and its network too.")
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
) -> int:
    """Add files, folders, archives, pages by their address, or standard input (-).

    A line for each article, with the reason where one is refused. Mailboxes, feeds, tables, archives and web archives are opened, and
    documents attached to mails taken out: each article in them becomes a file of its own. Nothing is fetched but the addresses named,
    with --full the pages that a feed links to, and the robots.txt of their sites.
    """
    opened, metadata = context.open_dossier(), ArticleMetadata(title, outlet, published, language)
    options = IngestOptions(dry_run, allow_private, _columns(columns), full=full, attachments=not no_attachments)
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


def _columns(arguments: tuple[str, ...]) -> dict[str, str]:
    """Field -> name of the column, from arguments such as “text=Body”. Raises UsageError for a field that is not known."""
    pairs = dict(pair.partition("=")[::2] for pair in arguments)
    for what, name in pairs.items():
        if what not in COLUMNS or not name:
            raise UsageError(f"“--column {what}={name}” is not known.", do=f"Write WHAT=NAME, where WHAT is one of {', '.join(COLUMNS)}.")
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
@click.argument("article")
@pass_context
def remove_command(context: CliContext, article: str) -> int:
    """Take an article out; its file goes to the dossier's trash."""
    opened = context.load_dossier()
    context.output.say(opened.ingest.remove(_article(context, article).id).sentence)
    return 0


@click.command("set")
@click.argument("article")
@click.option("--title", default="")
@click.option("--outlet", default="")
@click.option("--published", default="", metavar="DAY", help="As 2026-02-05.")
@click.option("--language", default="", metavar="CODE", help="As two letters.")
@pass_context
def set_command(context: CliContext, article: str, title: str, outlet: str, published: str, language: str) -> int:
    """Say what a text cannot tell, or tells wrongly; undo takes it back."""
    context.load_dossier()
    context.output.say(
        context.open_dossier()
        .notebook.set_article(_article(context, article).id, ArticleMetadata(title, outlet, published, language))
        .sentence
    )
    return 0


@click.command("reread")
@click.argument("article")
@click.option("--method", default="", metavar="NAME", shell_complete=_methods, help="Read it so from now on; undo takes it back.")
@pass_context
def reread_command(context: CliContext, article: str, method: str) -> int:
    """List the methods by which an article's file can be read, with what each keeps of it; with --method, choose one.

    The choice is kept in the notebook, so that a rebuild keeps it. Notes stay where their words stand.
    """
    opened, known = context.load_dossier(), _article(context, article)
    if method:
        context.output.say(opened.ingest.select_text_method(known.id, method).sentence)
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
    return f"{'●' if row['chosen'] else '○'} {row['method']:<12} {row['what']}{' (usual)' if row['usual'] else ''}\n    {result}"


def _article(context: CliContext, name: str) -> Article:
    item = context.open_dossier().query.snapshot.find_item(name)
    if not isinstance(item, Article):
        raise DossierError(f"“{name}” is no article.", do="“dossier search --plain” lists the articles with their ids.")
    return item


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Make all of it anew.")
@click.option("--engine", type=click.Choice(ENGINES), help="Search with this engine from now on, and write so in dossier.toml.")
@pass_context
def index_command(context: CliContext, *, rebuild: bool, engine: str | None) -> int:
    """Bring the index up to date with seeds/."""
    opened = context.open_dossier()
    if engine:
        context.output.say(opened.ingest.select_engine(engine).sentence)
    with context.output.progress() as progress:
        reports = opened.ingest.rebuild(progress) if rebuild else opened.ingest.refresh(progress)
        opened.query.load(progress)
    for notice in opened.notices:
        context.output.say(notice)
    context.output.rows([_report(r) for r in reports], _report_line, ("outcome", "path", "file", "article", "note"))
    context.output.say(f"{pluralize(len(opened.query.snapshot.articles), 'article')} in the index.")
    return 0


@click.command("check")
@click.option("--deep", is_flag=True, help="Hash every original file too, for changes that left size and time stamp as they were.")
@pass_context
def check_command(context: CliContext, *, deep: bool) -> int:
    """List what is inconsistent, and how to mend it."""
    opened = context.open_dossier()
    with context.output.progress() as progress:
        opened.query.load(progress)
    problems = opened.check(deep=deep)
    for notice in opened.notices:
        if notice not in problems:
            context.output.say(notice)
    context.output.rows([{"problem": sentence} for sentence in problems], lambda r: str(r["problem"]), ("problem",))
    if not problems:
        context.output.say("Nothing is inconsistent.")
    if (suggestion := opened.engine_suggestion()) and suggestion not in opened.notices:
        context.output.say(suggestion)
    if undecided := opened.review.undecided_count():
        context.output.say(f"{pluralize(undecided, 'pair')} may be one and the same; decide with “dossier joins”.")
    return 1 if problems else 0


@click.command("config")
@click.argument("words", metavar="[show]", nargs=-1)
@pass_context
def config_command(context: CliContext, words: tuple[str, ...]) -> int:
    """Show what is set, and where each value comes from."""
    if words not in {(), ("show",)}:
        raise click.UsageError(f"“config {' '.join(words)}” is not known.")
    rows = [
        {"name": s.name, "value": s.value, "source": s.source, "what": s.what}
        for s in (*user_settings(), *dossier_settings(context.open_dossier().root))
    ]
    context.output.rows(rows, lambda r: f"{r['name']:<12} {r['value'] or '–'}  ({r['source']}; {r['what']})", ("name", "value", "source"))
    return 0
