"""The article in the reader, read in another way."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.types import IgnoreReturnCallbackType

from dossier.services.ingest.text_methods import methods_for
from dossier.tui import workers

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def rereadings(screen: "MainScreen") -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
    """A command for each other method by which the file of the article in the reader can be read, with what it takes."""
    page = screen.reader.page
    if page is None:
        return
    for method, what, chosen in methods_for(page.article):
        if not chosen:
            yield f"read this article anew: {method}", what, partial(_reread, screen, page.article.id, method)


def _reread(screen: "MainScreen", article: str, method: str) -> None:
    workers.run_action(screen, "read anew", lambda: screen.dossier.desk.reread(article, method))
