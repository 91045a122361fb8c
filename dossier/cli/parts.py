"""Parts of a row for people: words with a style."""

Part = tuple[str, str]
"""Words and the name of their style on a terminal, "" for none; see `dossier.cli.terminal`."""
