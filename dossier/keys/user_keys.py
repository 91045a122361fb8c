"""User's keys: the keymap of a preset, with the keys that the user's settings bind to single ids."""

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

from dossier.errors import DossierError
from dossier.keys.keymap import ALL, KEYMAP, NOTE, OVERLAYS, SEARCH, KeyAction, display_key, works_in
from dossier.keys.presets import NO_LETTERS_PRESET
from dossier.runtime.config import AppSettings

NAMED = (
    "enter escape space tab backspace delete insert home end pageup pagedown up down left right " + " ".join(f"f{n}" for n in range(1, 25))
).split()
MODIFIERS = ("ctrl", "shift", "alt")
# A terminal sends these as another key, or keeps them for itself.
UNUSABLE = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+s": "the key that pauses output",
    "ctrl+left_square_bracket": "escape",
}
# What Textual calls signs whose name in Unicode is another.
OTHER_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
SHORT_NAMES = {"esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown"}
SIGN_NAMES = frozenset(
    OTHER_NAMES.get(name, name)
    for name in (unicodedata.name(chr(n)).lower().replace(" ", "_").replace("-", "_") for n in range(33, 127) if not chr(n).isalnum())
)


def build_keymap(settings: AppSettings) -> tuple[KeyAction, ...]:
    """The keymap for the user's settings. Raises DossierError, naming the line, for an unknown id or key, and for two actions on one key of
    a pane.
    """
    table = preset_keymap(settings.preset)
    ids = [key.id for key in table]
    bindings: dict[str, tuple[str, ...]] = {}
    for key_id, text in settings.key_overrides.items():
        where = settings.override_sources.get(key_id, "")
        if key_id not in ids:
            near = get_close_matches(key_id, ids, 1)
            raise DossierError(
                f"Unknown key id “{key_id}”.",
                where=where,
                do=f"Did you mean “{near[0]}”?" if near else "The list of keys in the docs has the ids.",
            )
        bindings[key_id] = _parse_keys(text, key_id, where)
    keymap = tuple(key._replace(keys=bindings.get(key.id, key.keys)) for key in table)
    if bindings:
        _refuse_conflicts(keymap, settings)
    return keymap


def preset_keymap(name: str) -> tuple[KeyAction, ...]:
    """The keymap of a preset: `vim`, or `plain`, which has no letters."""
    return tuple(key._replace(keys=NO_LETTERS_PRESET.get(key.id, key.keys)) for key in KEYMAP) if name == "plain" else KEYMAP


def _parse_keys(text: str, key_id: str, where: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(parse_key(part, where) for part in text.split(",") if part.strip()))
    if not names:
        raise DossierError(f"“{key_id}” has no key.", where=where, do=f'For example: {key_id} = "f5".')
    key = next(key for key in KEYMAP if key.id == key_id)
    if set(key.panes) & {SEARCH, NOTE} and all(is_printable_key(name) for name in names):
        raise DossierError(
            f"“{key_id}” works while you type, where “{text.strip()}” is a character.", where=where, do="Add another key, such as f5."
        )
    return names


def parse_key(text: str, where: str = "") -> str:
    """A key as the terminal library names it, as a person writes it: “?”, “ctrl+f”, “page_down”, or two keys in a row as “y y”.
    Raises DossierError for one that is no key, or that terminals cannot tell from another.
    """
    parts = text.split()
    if not parts or len(parts) > 2:
        raise DossierError(f"“{text}” is not a key.", where=where, do="Use for example f5, ctrl+f, ? or “y y”.")
    return " ".join(_parse_name(part, where) for part in parts)


def _parse_name(text: str, where: str) -> str:
    *modifiers, last = text.split("+") if text != "+" else ("+",)
    plain = SHORT_NAMES.get(last.lower(), last.lower())
    plain = plain.replace("_", "") if plain.replace("_", "") in NAMED else plain
    if len(last) == 1 and last.isprintable():
        name = last if last.isalnum() else _sign_name(last)
    elif plain in NAMED or plain in SIGN_NAMES:
        name = plain
    else:
        name = ""
    if not name or any(modifier.lower() not in MODIFIERS for modifier in modifiers):
        raise DossierError(f"“{text}” is not a key.", where=where, do="Use for example f5, ctrl+f, ? or pageup.")
    whole = "+".join([*sorted(modifier.lower() for modifier in modifiers), name.lower() if modifiers else name])
    if whole in UNUSABLE:
        raise DossierError(f"Terminals cannot tell “{text}” from {UNUSABLE[whole]}.", where=where, do="Choose another key.")
    return whole


def _sign_name(sign: str) -> str:
    name = unicodedata.name(sign, "").lower().replace(" ", "_").replace("-", "_")
    return OTHER_NAMES.get(name, name)


def is_printable_key(name: str) -> bool:
    """True for a key that types a sign in a field."""
    return len(name) == 1 or name == "space" or name in SIGN_NAMES or " " in name


def _refuse_conflicts(table: Sequence[KeyAction], settings: AppSettings) -> None:
    """Raise DossierError where a key has two actions in a pane, or the first of two keys one of its own."""
    for pane in (*ALL, *OVERLAYS):
        taken: list[tuple[str, KeyAction]] = []
        for key in works_in(pane, table):
            for name in key.keys:
                other = next(
                    (
                        o
                        for n, o in taken
                        if o is not key and (n == name or f"{n} " == name[: len(n) + 1] or f"{name} " == n[: len(name) + 1])
                    ),
                    None,
                )
                if other is not None:
                    _refuse(name, key, other, pane, settings)
                taken.append((name, key))


def _refuse(name: str, key: KeyAction, other: KeyAction, pane: str, settings: AppSettings) -> None:
    at = settings.override_sources
    raise DossierError(
        f"“{display_key(name)}” is set for both “{other.id}” and “{key.id}” ({pane}).",
        where=at.get(key.id) or at.get(other.id) or "",
        do="Give one of them another key.",
    )
