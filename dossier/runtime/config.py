"""Settings, and where each comes from: flags over DOSSIER_* over the dossier over the user over defaults."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.errors import DossierError
from dossier.runtime.paths import SETTINGS, config_path, display_name

ENGINES = ("whoosh",)
LANGUAGE = re.compile("[a-z]{2}")
MODEL = re.compile(r"(en[-_][A-Za-z0-9_.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class SettingSpec:
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
    "keys": ("vim", "the app's keys: vim, or plain, which has no letters; a table [keys] binds single ones"),
    "mouse": ("true", "whether the app listens to the mouse"),
    "accessible": ("false", "no animation, and letters in place of signs and lines"),
    "history": ("true", "whether the app keeps what you search for, for the next time"),
}
MEASURES = range(30, 201)
PRESETS = ("vim", "plain")
YES, NO = ("true", "yes", "1"), ("false", "no", "0")
DOSSIER: Mapping[str, str] = {
    "title": "what the dossier is called",
    "description": "what it is about",
    "language": "the language of texts that do not tell it, as two letters",
    "engine": "the search engine",
    "model": "the spaCy model that reads the articles; empty for the one that comes with the program",
    "aliases": "names that are one actor",
    "watch": "names kept on top of the actors",
}


@dataclass(frozen=True, slots=True)
class AppSettings:
    """How the user wants the app. `measure` counts characters; `rebound` has the keys that the user gave to ids of the key table,
    as told ("f5,c"), and `rebound_at` the file and line of each. `history` says whether searches are kept for the next time.
    """

    theme: str = "dossier-dark"
    measure: int = 66
    preset: str = "vim"
    mouse: bool = True
    accessible: bool = False
    rebound: Mapping[str, str] = field(default_factory=dict)
    rebound_at: Mapping[str, str] = field(default_factory=dict)
    history: bool = True


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
    _check_words(path, table)
    return DossierSettings(
        title=table.get("title") or display_name(root),
        description=table.get("description", ""),
        language=table.get("language", "en"),
        engine=table.get("engine", "whoosh"),
        model=table.get("model", ""),
        aliases=tuple((name, *_names(path, "aliases", others)) for name, others in sorted(_part(path, table, "aliases").items())),
        watch=_watched(path, _part(path, table, "watch")),
    )


def user_settings() -> tuple[SettingSpec, ...]:
    """The user's settings in force."""
    path = config_path()
    table = _table(path) if path.is_file() else {}
    unknown = sorted(set(table) - set(USER))
    if unknown:
        raise DossierError(f"It has a key that is not known: {', '.join(unknown)}.", where=str(path), do=f"The keys are {', '.join(USER)}.")
    found = []
    for name, (default, what) in USER.items():
        variable = f"DOSSIER_{name.upper()}"
        if os.environ.get(variable):
            found.append(SettingSpec(name, os.environ[variable], f"the environment ({variable})", what))
        elif name in table and (value := _told(table[name])):
            found.append(SettingSpec(name, value, str(path), what))
        else:
            found.append(SettingSpec(name, default, "the program", what))
    return tuple(found)


def _told(value: object) -> str:
    """A value of the user's file as text; of the table [keys] its preset, which it need not name."""
    if isinstance(value, dict):
        value = value.get("preset", "")
    return str(value).lower() if isinstance(value, bool) else str(value)


def app_settings() -> AppSettings:
    """The user's settings for the app. Raises DossierError, naming where a value comes from, for one that cannot be."""
    of = {setting.name: setting for setting in user_settings()}
    measure, preset = of["measure"], of["keys"]
    if not (measure.value.isdecimal() and int(measure.value) in MEASURES):
        raise DossierError(
            f"“measure” must be a number between {MEASURES[0]} and {MEASURES[-1]}, not “{measure.value}”.",
            where=measure.source,
            do=f"Without it, it is {USER['measure'][0]}.",
        )
    if preset.value not in PRESETS:
        raise DossierError(f"There are no keys “{preset.value}”.", where=preset.source, do=f"Known are {' and '.join(PRESETS)}.")
    rebound = _rebound()
    return AppSettings(
        of["theme"].value,
        int(measure.value),
        preset.value,
        _yes(of["mouse"]),
        _yes(of["accessible"]),
        {name: keys for name, (keys, _) in rebound.items()},
        {name: at for name, (_, at) in rebound.items()},
        _yes(of["history"]),
    )


def _yes(setting: SettingSpec) -> bool:
    if setting.value.lower() not in (*YES, *NO):
        raise DossierError(f"“{setting.name}” must be true or false, not “{setting.value}”.", where=setting.source)
    return setting.value.lower() in YES


def _rebound() -> dict[str, tuple[str, str]]:
    """What the table [keys] says of each id, and where: the file with the number of the line."""
    path = config_path()
    table = _table(path).get("keys") if path.is_file() else None
    if not isinstance(table, dict):
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {}
    for name, keys in table.items():
        if name != "preset":
            at = next((n for n, line in enumerate(lines, 1) if re.match(rf"""\s*(keys\.)?["']?{re.escape(name)}["']?\s*=""", line)), 0)
            told = ",".join(map(str, keys)) if isinstance(keys, list) else str(keys)
            found[name] = (told, f"{path}, line {at}" if at else str(path))
    return found


def dossier_settings(root: Path) -> tuple[SettingSpec, ...]:
    """What dossier.toml sets, each with whether the file or the program says so."""
    settings, table = read_settings(root), _table(root / SETTINGS)
    rows = []
    for name, what in DOSSIER.items():
        value = getattr(settings, name)
        if name == "aliases":
            value = "; ".join(" = ".join(group) for group in value)
        elif name == "watch":
            value = ", ".join(value)
        rows.append(SettingSpec(name, str(value), str(root / SETTINGS) if name in table else "the program", what))
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


def _check_words(path: Path, table: Mapping[str, Any]) -> None:
    """Raises DossierError for a language that is no code, and for a model that no rule could work with."""
    if not LANGUAGE.fullmatch(table.get("language", "en")):
        raise DossierError(f"“{table['language']}” is no language code.", where=str(path), do='Write two letters, such as language = "en".')
    if not MODEL.fullmatch(table.get("model", "")):
        raise DossierError(
            f"“{table['model']}” is no English language model, and the rules read English.",
            where=str(path),
            do='Name an installed spaCy package, such as model = "en_core_web_md", or leave it empty.',
        )


def _watched(path: Path, part: Mapping[str, Any]) -> tuple[str, ...]:
    unknown = sorted(set(part) - {"names"})
    if unknown:
        raise DossierError(
            f"[watch] has a key that is not known: {', '.join(unknown)}.", where=str(path), do='Its key is names = ["Full Name"].'
        )
    return _names(path, "watch", part.get("names", []))


def _names(path: Path, key: str, names: object) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise DossierError(f"In [{key}], names must be a list of texts.", where=str(path), do='For example: "Full Name" = ["Other Name"].')
    return tuple(names)
