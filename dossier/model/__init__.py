"""Data types: frozen dataclasses without input or output. Imports no other package of dossier."""
