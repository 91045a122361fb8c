"""The Whoosh engine, its files and their guard."""
