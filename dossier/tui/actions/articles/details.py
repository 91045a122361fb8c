"""Details of the articles in focus, corrected in a sheet."""

from dossier.keys.keymap import ARTICLES, READER
from dossier.model.article import Article
from dossier.services.notebook.commands import CommandResult
from dossier.tui import screens
from dossier.tui.actions.registry import action
from dossier.tui.messages import ActionDone
from dossier.tui.workspace import Workspace


def articles_in_focus(workspace: Workspace) -> list[Article]:
    """The articles that a key is for: in the reader the one shown, else the selected rows of the list of articles, else its row."""
    if workspace.labels is None:
        return []
    widget = workspace.lists[ARTICLES]
    if workspace.focused_pane == READER:
        idents = [workspace.position.article] if workspace.position else []
    elif widget.picked:
        idents = [row.id for row in widget.listing.rows if row.id in widget.picked]
    else:
        idents = [widget.chosen.id] if widget.chosen else []
    return [workspace.labels.articles[ident] for ident in idents if ident in workspace.labels.articles]


@action("details")
def edit_details(workspace: Workspace) -> None:
    """Correct title, outlet, day and language of the articles in focus."""
    articles, labels = articles_in_focus(workspace), workspace.labels
    if not articles or labels is None:
        workspace.show_status("There is no article here to edit.")
        return

    def closed(result: CommandResult | None) -> None:
        if result is not None:
            workspace.lists[ARTICLES].picked = frozenset()
            workspace.post_message(ActionDone(result))

    workspace.app.push_screen(screens.article_details.ArticleDetailsScreen(workspace.dossier, articles, labels.published), closed)
