"""The command mark: read and unread articles."""

import click

from dossier.cli.context import CliContext, pass_context
from dossier.errors import DossierError, UsageError
from dossier.model.article import Article
from dossier.phrases.plural import pluralize


@click.command("mark")
@click.argument("articles", metavar="ARTICLE...", nargs=-1)
@click.option("--unread", is_flag=True, help="Mark as unread instead.")
@click.option("--all", "everything", is_flag=True, help="Mark all articles.")
@pass_context
def mark_command(context: CliContext, articles: tuple[str, ...], *, unread: bool, everything: bool) -> int:
    """Mark articles as read, as opening them in the app does.

    The queries is:read and is:unread find them. Stored for you only, not in the notebook, so “undo” does not apply.
    """
    if bool(articles) == everything:
        raise UsageError("Name the articles to mark, or give --all.", do="For example: dossier mark 2026-02-05-talks.txt")
    opened = context.load_dossier()
    snapshot = opened.query.snapshot
    ids = list(snapshot.by_day) if everything else []
    for name in articles:
        item = snapshot.find_item(name)
        if not isinstance(item, Article):
            raise DossierError(f"“{name}” is not an article.", do="“dossier search --plain” lists the articles with their ids.")
        ids.append(item.id)
    changed = opened.read_state.set_read(ids, read=not unread)
    context.output.say(f"Marked {pluralize(len(changed), 'article')} as {'unread' if unread else 'read'}.")
    if not opened.read_state.stores:
        context.output.say("With history = false, that is not stored.")
    return 0
