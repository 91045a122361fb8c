"""Actions on the articles of the dossier: importing this package registers them."""

from dossier.tui.actions.articles import details

__all__ = ["details"]
