"""The words that a user may type, for shells that complete and for the manual: formats, tables, fields and signs of the query language."""

from dossier.export.registry import FORMATS
from dossier.reading.registry import METHODS
from dossier.search.fields import SPECS, SYNTAX_EXAMPLES


def formats() -> tuple[tuple[str, str], ...]:
    """The formats of export, each with what it is for."""
    return tuple((info.name, info.what) for info in FORMATS.values())


def tables() -> tuple[str, ...]:
    """The tables that formats can write, by name."""
    return tuple(dict.fromkeys(name for info in FORMATS.values() for name, _ in info.tables))


def methods() -> tuple[str, ...]:
    """The methods by which files can be read, by name."""
    return tuple(dict.fromkeys(name for ways in METHODS.values() for name, _ in ways))


def query_fields() -> tuple[tuple[str, str], ...]:
    """The fields of the query language, as typed ("said:"), each with what it finds."""
    return tuple((f"{spec.name}:", spec.asks) for spec in SPECS)


def query_signs() -> tuple[tuple[str, str], ...]:
    """The signs of the query language by an example, each with what the example finds."""
    return tuple((sign.example, sign.finds) for sign in SYNTAX_EXAMPLES)
