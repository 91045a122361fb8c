"""A case file in the terminal: who acts in a set of news articles, what happened when, and who said what."""

from dossier import quiet_imports

__version__ = "0.1.0"
RELEASED = "2026-11-22"
"""The day of this version; it changes with it, so that what is made from the program holds no clock."""

quiet_imports.install()
