"""Word lists: complete lists of names and of the words that news reports use, each a TOML file in data/."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=64)
def load_lexicon(name: str) -> dict[str, Any]:
    """The data file `data/<name>.toml` as a dictionary, read once.

    Each file names its source and licence at its top. Treat the result as read-only: all callers share it.
    Raises FileNotFoundError or tomllib.TOMLDecodeError: a missing or broken file is a fault of the program.
    """
    text = files("dossier.extraction.lexicon").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=256)
def word_set(name: str, key: str) -> frozenset[str]:
    """The list `key` of the data file `name` as a set; `key` may be dotted ("titles.military")."""
    words: Any = load_lexicon(name)
    for part in key.split("."):
        words = words[part]
    return frozenset(words)


def row_names(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Names in a row of a list: the main name, other names (`also`) and long forms (`long`)."""
    return (row["name"], *row.get("also", ()), *row.get("long", ()))
