"""Actions on the articles of the dossier: importing this package registers them."""

from dossier.tui.actions.articles import details, removal

__all__ = ["details", "removal"]
