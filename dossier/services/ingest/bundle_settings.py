"""Settings in bundles: names that a bundle's dossier.toml makes one actor are corrections too, and are imported only where notes are."""

import json
import tomllib
from typing import Any

from dossier.text.unsafe_characters import one_line, strip_unsafe

PLAIN = ("title", "description", "language", "engine", "model")
"""The settings that say what a dossier is; all others change what its lists show, or what is kept."""


def setting_lines(text: str) -> tuple[str, ...]:
    """The settings besides the plain ones, a line each."""
    table = tomllib.loads(text)
    lines = [f"setting {name}: {value}" for name, value in table.items() if name not in PLAIN and not isinstance(value, dict)]
    for name, values in table.items():
        if name not in PLAIN and isinstance(values, dict):
            lines += [
                f"setting {name}: {key} = {', '.join(map(_item, value)) if isinstance(value, list) else value}"
                for key, value in values.items()
            ]
    return tuple(one_line(line)[:100] for line in lines)


def _item(value: object) -> str:
    """An item of a list; of a watched address, which is a table, its URL."""
    return str(value.get("url", value)) if isinstance(value, dict) else str(value)


def plain_settings(text: str) -> str:
    """The text of dossier.toml with the plain settings alone; those that are no text are left out."""
    table: dict[str, Any] = tomllib.loads(text)
    values = ((name, strip_unsafe(table[name])) for name in PLAIN if isinstance(table.get(name), str))
    # a JSON string is a basic string of TOML
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values)
