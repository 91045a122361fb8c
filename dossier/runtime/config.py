"""Settings and their sources, in order of precedence: options, DOSSIER_* variables, dossier.toml, the user's file, defaults."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dossier.errors import DossierError
from dossier.runtime.paths import SETTINGS, config_path, display_name
from dossier.runtime.safe_files import SafeFolder
from dossier.text.unsafe_characters import one_line, strip_unsafe

if TYPE_CHECKING:
    from dossier.model.watch.address import WatchedAddress

LARGEST = 250_000
"""Bytes of a dossier.toml."""
MOST_DOTS = 200
"""Dots in a line of it. The time and memory that Python's reader takes for a dotted key grow with the square of its parts."""
MOST_DAYS = 36_500
ENGINES = ("whoosh", "tantivy", "postgres")
LANGUAGE = re.compile("[a-z]{2}")
MODEL = re.compile(r"(en[-_][A-Za-z0-9_.-]*[A-Za-z0-9])?")


class SettingSpec(NamedTuple):
    """One setting in force: its name, value and source, and in `what` a description of the setting."""

    name: str
    value: str
    source: str
    what: str


class DossierSettings(NamedTuple):
    """Settings of dossier.toml: `aliases` are groups of names of one actor, `watch` names that are listed first, `addresses` the feeds and
    pages that are followed, `forget_after` days after which removed notes are forgotten, 0 for never.
    """

    title: str
    description: str = ""
    language: str = "en"
    engine: str = "whoosh"
    model: str = ""
    aliases: tuple[tuple[str, ...], ...] = ()
    watch: tuple[str, ...] = ()
    addresses: tuple[WatchedAddress, ...] = ()
    forget_after: int = 0


USER: Mapping[str, tuple[str, str]] = {
    "theme": ("dossier-dark", "colour theme"),
    "measure": ("66", "maximum line length in the reader, in characters"),
    "keys": ("vim", "keys of the app: vim, or plain (no letter keys); a [keys] table rebinds single ones"),
    "mouse": ("true", "use the mouse"),
    "accessible": ("false", "no animation, and plain characters instead of symbols and lines"),
    "history": ("true", "save recent searches"),
    "safe_folders": ("", f"dossiers of other users that may be opened from inside their folders; separate several with “{os.pathsep}”"),
}
MEASURES = range(30, 201)
PRESETS = ("vim", "plain")
YES, NO = ("true", "yes", "1"), ("false", "no", "0")
DOSSIER: Mapping[str, str] = {
    "title": "title of the dossier",
    "description": "description",
    "language": "language of texts that do not state one, as a two-letter code",
    "engine": "search engine: whoosh, tantivy for large dossiers, or postgres for several servers",
    "model": "spaCy model to read articles with; leave empty for the bundled one",
    "aliases": "names for the same actor",
    "watch": "names pinned to the top of the actors list, and the feeds and pages that “dossier watch” checks",
    "forget_after": "days after which removed notes are deleted for good; 0 means never",
}


class AppSettings(NamedTuple):
    """The user's settings of the app.

    `measure` is in characters; `key_overrides` maps ids of the key table to keys as written ("f5,c"), `override_sources` maps them to the file
    and line of each; `history` is true where searches are saved for the next session.
    """

    theme: str = "dossier-dark"
    measure: int = 66
    preset: str = "vim"
    mouse: bool = True
    accessible: bool = False
    key_overrides: Mapping[str, str] = MappingProxyType({})
    override_sources: Mapping[str, str] = MappingProxyType({})
    history: bool = True


def read_settings(root: Path) -> DossierSettings:
    """The settings of the dossier's own file. Raises DossierError, naming the line or the key, where it is not valid."""
    path = root / SETTINGS
    table = parse_toml(path, read_settings_text(root))
    unknown = sorted(set(table) - set(DOSSIER))
    if unknown:
        raise DossierError(f"Unknown setting: {', '.join(unknown)}.", where=str(path), do=f"Settings: {', '.join(DOSSIER)}.")
    for key in ("title", "description", "language", "engine", "model"):
        if not isinstance(table.get(key, ""), str):
            raise DossierError(f"“{key}” must be a string in quotation marks.", where=str(path))
    if table.get("engine", "whoosh") not in ENGINES:
        raise DossierError(f"There is no search engine “{table['engine']}”.", where=str(path), do=f"Available: {', '.join(ENGINES)}.")
    _check_language_and_model(path, table)
    days = table.get("forget_after", 0)
    if type(days) is not int or not 0 <= days <= MOST_DAYS:
        raise DossierError(f"“forget_after” must be a number of days between 0 and {MOST_DAYS:,}.", where=str(path))
    return DossierSettings(
        title=one_line(table.get("title", "")) or display_name(root),
        description=strip_unsafe(table.get("description", "")),
        language=table.get("language", "en"),
        engine=table.get("engine", "whoosh"),
        model=table.get("model", ""),
        aliases=tuple(
            (one_line(name), *_names(path, "aliases", others)) for name, others in sorted(_subtable(path, table, "aliases").items())
        ),
        watch=_watch_names(path, _subtable(path, table, "watch")),
        addresses=_addresses(path, _subtable(path, table, "watch").get("addresses", [])),
        forget_after=days,
    )


def user_settings() -> tuple[SettingSpec, ...]:
    """The user's settings in force. Raises DossierError where the file is not valid."""
    path = config_path()
    table = _table(path) if path.is_file() else {}
    unknown = sorted(set(table) - set(USER))
    if unknown:
        raise DossierError(f"Unknown setting: {', '.join(unknown)}.", where=str(path), do=f"Settings: {', '.join(USER)}.")
    settings = []
    for name, (default, what) in USER.items():
        variable = f"DOSSIER_{name.upper()}"
        if os.environ.get(variable):
            settings.append(SettingSpec(name, os.environ[variable], f"the environment ({variable})", what))
        elif name in table and (value := _as_text(table[name])):
            settings.append(SettingSpec(name, value, str(path), what))
        else:
            settings.append(SettingSpec(name, default, "the program", what))
    return tuple(settings)


def _as_text(value: object) -> str:
    """A value of the user's file as text; for the table [keys] its preset, or empty."""
    if isinstance(value, dict):
        value = value.get("preset", "")
    if isinstance(value, list):
        value = os.pathsep.join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def app_settings() -> AppSettings:
    """The user's settings of the app. Raises DossierError, naming the source of the value, for one that is not valid."""
    by_name = {setting.name: setting for setting in user_settings()}
    measure, preset = by_name["measure"], by_name["keys"]
    if not (measure.value.isdecimal() and int(measure.value) in MEASURES):
        raise DossierError(
            f"“measure” must be a number between {MEASURES[0]} and {MEASURES[-1]}, not “{measure.value}”.",
            where=measure.source,
            do=f"The default is {USER['measure'][0]}.",
        )
    if preset.value not in PRESETS:
        raise DossierError(f"There is no key preset “{preset.value}”.", where=preset.source, do=f"Available: {' and '.join(PRESETS)}.")
    key_overrides = _key_overrides()
    return AppSettings(
        by_name["theme"].value,
        int(measure.value),
        preset.value,
        _parse_bool(by_name["mouse"]),
        _parse_bool(by_name["accessible"]),
        {name: keys for name, (keys, _) in key_overrides.items()},
        {name: location for name, (_, location) in key_overrides.items()},
        _parse_bool(by_name["history"]),
    )


def safe_folders() -> tuple[str, ...]:
    """The folders of other users whose dossiers may be opened unnamed, as written. Raises DossierError where the user's file is not valid."""
    by_name = {setting.name: setting for setting in user_settings()}
    return tuple(name for name in by_name["safe_folders"].value.split(os.pathsep) if name)


def _parse_bool(setting: SettingSpec) -> bool:
    if setting.value.lower() not in (*YES, *NO):
        raise DossierError(f"“{setting.name}” must be true or false, not “{setting.value}”.", where=setting.source)
    return setting.value.lower() in YES


def _key_overrides() -> dict[str, tuple[str, str]]:
    """The keys of each id in the table [keys], and their location: the file with the line number."""
    path = config_path()
    table = _table(path).get("keys") if path.is_file() else None
    if not isinstance(table, dict):
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    overrides = {}
    for name, keys in table.items():
        if name != "preset":
            number = next((n for n, line in enumerate(lines, 1) if re.match(rf"""\s*(keys\.)?["']?{re.escape(name)}["']?\s*=""", line)), 0)
            text = ",".join(map(str, keys)) if isinstance(keys, list) else str(keys)
            overrides[name] = (text, f"{path}, line {number}" if number else str(path))
    return overrides


def dossier_settings(root: Path) -> tuple[SettingSpec, ...]:
    """The settings of dossier.toml in force, each with its source: the file or the program."""
    settings, table = read_settings(root), parse_toml(root / SETTINGS, read_settings_text(root))
    rows = []
    for name, what in DOSSIER.items():
        value = getattr(settings, name)
        if name == "aliases":
            value = "; ".join(" = ".join(group) for group in value)
        elif name == "watch":
            value = ", ".join((*value, *(address.url for address in settings.addresses)))
        rows.append(SettingSpec(name, str(value), str(root / SETTINGS) if name in table else "the program", what))
    return tuple(rows)


def read_settings_text(root: Path) -> str:
    """The text of the dossier's own file, which may come from a stranger. Raises DossierError where it cannot be read, UnsafeFile where it is
    a link, no file, or too large.
    """
    path = root / SETTINGS
    try:
        return SafeFolder(root.absolute()).read(Path(SETTINGS), LARGEST).decode()
    except OSError as error:
        raise _unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise _invalid(path, error) from error


def _table(path: Path) -> dict[str, Any]:
    """The table in the user's own file."""
    try:
        return parse_toml(path, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise _invalid(path, error) from error


def parse_toml(path: Path, text: str) -> dict[str, Any]:
    """The table of a settings file, which may come from a stranger. Raises DossierError for one that is invalid or made to stall the reader."""
    number = next((n for n, line in enumerate(text.splitlines(), 1) if line.count(".") > MOST_DOTS), 0)
    if number:
        raise _invalid(path, ValueError(f"line {number} has more than {MOST_DOTS} dots"))
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise _invalid(path, error) from error
    except RecursionError as error:
        raise _invalid(path, ValueError("brackets or tables are nested too deep")) from error


def _unreadable(path: Path, error: OSError) -> DossierError:
    return DossierError(f"The settings cannot be read ({error.strerror}).", where=str(path), do="Check the file's permissions.")


def _invalid(path: Path, error: Exception) -> DossierError:
    if isinstance(error, RecursionError):
        return DossierError("The settings are nested too deeply.", where=str(path), do="Correct that file; nothing was changed.")
    return DossierError(f"The settings file has an error: {error}.", where=str(path), do="Correct that line; nothing was changed.")


def _subtable(path: Path, table: Mapping[str, Any], name: str) -> dict[str, Any]:
    subtable = table.get(name, {})
    if not isinstance(subtable, dict):
        raise DossierError(f"“{name}” must be a table, starting with [{name}].", where=str(path))
    return subtable


def _check_language_and_model(path: Path, table: Mapping[str, Any]) -> None:
    """Raises DossierError for a language that is not a code, and for a model that is not English."""
    if not LANGUAGE.fullmatch(table.get("language", "en")):
        raise DossierError(
            f"“{table['language']}” is not a language code.", where=str(path), do='Use a two-letter code, such as language = "en".'
        )
    if not MODEL.fullmatch(table.get("model", "")):
        raise DossierError(
            f"“{table['model']}” is not an English language model, and the rules are for English.",
            where=str(path),
            do='Give an installed spaCy package, such as model = "en_core_web_md", or leave it empty.',
        )


def _watch_names(path: Path, table: Mapping[str, Any]) -> tuple[str, ...]:
    unknown = sorted(set(table) - {"names", "addresses"})
    if unknown:
        do = 'Use names = ["Full Name"], and tables [[watch.addresses]] for feeds and pages.'
        raise DossierError(f"Unknown setting in [watch]: {', '.join(unknown)}.", where=str(path), do=do)
    return _names(path, "watch", table.get("names", []))


def _addresses(path: Path, tables: object) -> tuple[WatchedAddress, ...]:
    if tables == []:
        return ()
    from dossier.runtime.watched_addresses import parse_addresses  # noqa: PLC0415  few dossiers watch any

    return parse_addresses(path, tables)


def _names(path: Path, key: str, names: object) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise DossierError(
            f"In [{key}], names must be a list of strings.", where=str(path), do='For example: "Full Name" = ["Other Name"].'
        )
    return tuple(map(one_line, names))
