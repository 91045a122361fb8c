"""The command versions: the versions of an article, and what an outlet changed from one to the next."""

from datetime import datetime
from typing import Any

import click

from dossier.cli.context import CliContext, pass_context
from dossier.cli.output import Row
from dossier.cli.parts import Part
from dossier.errors import DossierError
from dossier.model.article import Article
from dossier.model.comparison import DiffKind, DiffRun
from dossier.model.watch.version import ArticleVersion, ParagraphDiff
from dossier.phrases.core import format_time
from dossier.phrases.plural import pluralize
from dossier.phrases.versions import change_heading, mark_runs

STYLES = {DiffKind.ADDED: "hit", DiffKind.DROPPED: "faint"}


@click.command("versions")
@click.argument("article")
@pass_context
def versions_command(context: CliContext, article: str) -> int:
    """List the versions of an article with what changed, newest first.

    When “dossier watch” finds that a page or feed entry was edited, the new text becomes the article, and the earlier one is kept. Changed
    paragraphs are shown with [-removed] and [+added] words. Exits with 1 if there is only one version.
    """
    opened = context.load_dossier()
    item = opened.query.snapshot.find_item(article)
    if not isinstance(item, Article):
        raise DossierError(f"“{article}” is not an article.", do="“dossier search --plain” lists the articles with their ids.")
    versions = opened.ingest.versions(item.id)
    rows = [_version_row(number, version) for number, version in enumerate(versions, 1)][::-1]
    context.output.rows(rows, _version_parts, ("number", "id", "fetched", "words", "title", "missing"))
    if len(versions) > 1:
        return 0
    context.output.say("The article has no earlier versions.")
    return 1


def _version_row(number: int, version: ArticleVersion) -> dict[str, Any]:
    article = version.article
    return {
        "number": number,
        "id": version.sha256[:12],
        "fetched": version.fetched or None,
        "words": len(article.text.split()) if article else None,
        "title": article.title if article else "",
        "missing": version.missing,
        "changes": [_change_row(change) for change in version.changes],
    }


def _change_row(change: ParagraphDiff) -> dict[str, Any]:
    """A changed paragraph; 0 is the title."""
    return {"paragraph": change.number, "kind": change.kind.value, "parts": [{"text": r.text, "as": r.mark.value} for r in change.runs]}


def _version_parts(row: Row) -> list[Part]:
    parts: list[Part] = [(f"Version {row['number']}", "strong")]
    if row["missing"]:
        return [*parts, (f"  {row['missing']}", "warning")]
    parts += [(f"  {_time(row['fetched'])}", "date"), (f"  {pluralize(row['words'], 'word')}  {row['title']}", "")]
    for change in row["changes"]:
        runs = [DiffRun(run["text"], DiffKind(run["as"])) for run in change["parts"]]
        parts.append((f"\n{change_heading(change['paragraph'], DiffKind(change['kind']))}: ", "faint"))
        parts += [(words, STYLES.get(kind, "")) for words, kind in mark_runs(runs)]
    return parts


def _time(fetched: str | None) -> str:
    """When a version came, in the user's time zone."""
    try:
        return format_time(datetime.fromisoformat(fetched)) if fetched else "time unknown"
    except ValueError:
        return "time unknown"
