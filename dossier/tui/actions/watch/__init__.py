"""Actions on watched feeds and pages."""

from dossier.tui.actions.watch import addresses, changes, check

__all__ = ["addresses", "changes", "check"]
