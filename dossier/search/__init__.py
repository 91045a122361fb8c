"""The query language, the engine interface, Whoosh behind it, exact spans."""
