"""The user's notebook: bookmarks, notes, corrections, saved searches; and what the user has read.

The names below are imported on first use: adding an article writes nothing to the notebook, unless the user says something of it.
"""

from typing import TYPE_CHECKING

from dossier.lazy_imports import lazy_attributes

if TYPE_CHECKING:
    from dossier.services.notebook.article_details import set_metadata as set_metadata
    from dossier.services.notebook.commands import CommandResult as CommandResult
    from dossier.services.notebook.commands import add_correction as add_correction
    from dossier.services.notebook.commands import article_anchor as article_anchor
    from dossier.services.notebook.opening import open_notebook as open_notebook
    from dossier.services.notebook.read_state import ReadState as ReadState

__all__ = ["CommandResult", "ReadState", "add_correction", "article_anchor", "open_notebook", "set_metadata"]

__getattr__ = lazy_attributes(
    __name__,
    {
        "CommandResult": "commands.CommandResult",
        "ReadState": "read_state.ReadState",
        "add_correction": "commands.add_correction",
        "article_anchor": "commands.article_anchor",
        "open_notebook": "opening.open_notebook",
        "set_metadata": "article_details.set_metadata",
    },
)
