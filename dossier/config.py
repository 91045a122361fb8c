"""Settings, and where each comes from: flags over DOSSIER_* over the dossier over the user over defaults."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.errors import DossierError
from dossier.layout import SETTINGS, config_file

ENGINES = ("whoosh",)


@dataclass(frozen=True, slots=True)
class Setting:
    """One value in force: its name, what it is, where it comes from, and what the setting does."""

    name: str
    value: str
    source: str
    what: str


@dataclass(frozen=True, slots=True)
class DossierSettings:
    """What dossier.toml says: `aliases` are groups of names that the user knows to be one actor, `watch` names kept on top."""

    title: str
    description: str = ""
    language: str = "en"
    engine: str = "whoosh"
    model: str = ""
    aliases: tuple[tuple[str, ...], ...] = ()
    watch: tuple[str, ...] = ()


USER: Mapping[str, tuple[str, str]] = {
    "theme": ("dossier-dark", "the app's colours"),
    "measure": ("66", "the longest line of the reader, in characters"),
}
DOSSIER: Mapping[str, str] = {
    "title": "what the dossier is called",
    "description": "what it is about",
    "language": "the language of texts that do not tell it, as two letters",
    "engine": "the search engine",
    "model": "the spaCy model that reads the articles; empty for the one that comes with the program",
    "aliases": "names that are one actor",
    "watch": "names kept on top of the actors",
}


def read_settings(root: Path) -> DossierSettings:
    """What the dossier's own file says. Raises DossierError, naming the line or the key, where it cannot be understood."""
    path = root / SETTINGS
    table = _table(path)
    unknown = sorted(set(table) - set(DOSSIER))
    if unknown:
        raise DossierError(
            f"It has a key that is not known: {', '.join(unknown)}.", where=str(path), do=f"The keys are {', '.join(DOSSIER)}."
        )
    for key in ("title", "description", "language", "engine", "model"):
        if not isinstance(table.get(key, ""), str):
            raise DossierError(f"“{key}” must be text between quotation marks.", where=str(path))
    if table.get("engine", "whoosh") not in ENGINES:
        raise DossierError(f"There is no engine “{table['engine']}”.", where=str(path), do=f"Known is {', '.join(ENGINES)}.")
    return DossierSettings(
        title=table.get("title") or root.resolve().name,
        description=table.get("description", ""),
        language=table.get("language", "en"),
        engine=table.get("engine", "whoosh"),
        model=table.get("model", ""),
        aliases=tuple((name, *_names(path, "aliases", others)) for name, others in sorted(_part(path, table, "aliases").items())),
        watch=_names(path, "watch", _part(path, table, "watch").get("names", [])),
    )


def user_setting(name: str) -> str:
    """One of the user's settings: DOSSIER_<NAME>, else config.toml, else the default."""
    return next(s.value for s in user_settings() if s.name == name)


def user_settings() -> tuple[Setting, ...]:
    """The user's settings in force."""
    path = config_file()
    table = _table(path) if path.is_file() else {}
    unknown = sorted(set(table) - set(USER))
    if unknown:
        raise DossierError(f"It has a key that is not known: {', '.join(unknown)}.", where=str(path), do=f"The keys are {', '.join(USER)}.")
    found = []
    for name, (default, what) in USER.items():
        variable = f"DOSSIER_{name.upper()}"
        if os.environ.get(variable):
            found.append(Setting(name, os.environ[variable], f"the environment ({variable})", what))
        elif name in table:
            found.append(Setting(name, str(table[name]), str(path), what))
        else:
            found.append(Setting(name, default, "the program", what))
    return tuple(found)


def dossier_settings(root: Path) -> tuple[Setting, ...]:
    """What dossier.toml sets, each with whether the file or the program says so."""
    settings, table = read_settings(root), _table(root / SETTINGS)
    rows = []
    for name, what in DOSSIER.items():
        value = getattr(settings, name)
        if name == "aliases":
            value = "; ".join(" = ".join(group) for group in value)
        elif name == "watch":
            value = ", ".join(value)
        rows.append(Setting(name, str(value), str(root / SETTINGS) if name in table else "the program", what))
    return tuple(rows)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DossierError(
            f"The settings cannot be read ({error.strerror}).", where=str(path), do="Check the file's permissions."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DossierError(
            f"The settings are not in order: {error}.", where=str(path), do="Mend that line; nothing was changed."
        ) from error


def _part(path: Path, table: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = table.get(name, {})
    if not isinstance(part, dict):
        raise DossierError(f"“{name}” must be a table, begun with [{name}].", where=str(path))
    return part


def _names(path: Path, key: str, names: object) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise DossierError(f"In [{key}], names must be a list of texts.", where=str(path), do='For example: "Full Name" = ["Other Name"].')
    return tuple(names)
