"""A case file in the terminal: who acts in a set of news articles, what happened when, and who said what."""

__version__ = "0.1.0"
