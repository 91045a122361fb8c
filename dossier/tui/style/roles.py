"""Style roles: the style of each role, in colour and for terminals without it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App
from textual.markup import parse_style
from textual.style import Style

from dossier.keys.keymap import KEYMAP, KeyAction, display_key, find_action
from dossier.model.event_kinds.declaration import EventKind
from dossier.model.event_kinds.registry import event_kinds
from dossier.tui.style.glyphs import ASCII, Glyphs, glyphs_for

COLOUR = {
    "": "$foreground",
    "muted": "$muted",
    "lifted": "$foreground 80%",
    "faint": "$faint",
    "rule": "$rule",
    "bold": "bold $foreground",
    "heading": "bold $foreground",
    "accent": "$accent",
    "key": "bold $accent",
    "bar": "$bar",
    "bar-now": "bold $accent",
    "planned": "$muted",
    "conflict": "bold $conflict",
    "differing": "$conflict",
    "added": "$conflict",
    "changed": "bold $conflict",
    "dropped": "$conflict strike",
    "trouble": "bold $conflict",
    "good": "$quote",
    "searched": "$hit-text",
    "hit": "bold $hit on $hit-bg",
    "hit-now": "bold underline $hit on $hit-now-bg",
    "quote": "$quote-text",
    "quote-bar": "$quote",
    "speaker": "$quote",
    "match": "bold $quote-text on $quote-bg",
    "match-bar": "bold $quote",
    "lit": "$foreground on $lit-bg",
    "lit-mark": "bold $accent",
    "cursor": "underline $foreground on $row",
    "passage": "$background on $accent",
    "cursor-mark": "bold $accent",
    "noted": "underline",
    "row": "on $row",
    "row-blurred": "on $row-blurred",
    "row-mark": "bold $accent",
    "row-mark-blurred": "$muted",
    "anchor": "bold underline $foreground",
    "days": "bold $background on $accent",
}
PLAIN = {
    "muted": "dim",
    "faint": "dim",
    "rule": "dim",
    "bold": "bold",
    "heading": "bold underline",
    "accent": "bold",
    "key": "bold",
    "bar-now": "bold",
    "planned": "dim",
    "conflict": "bold",
    "differing": "bold",
    "added": "underline",
    "changed": "bold underline",
    "dropped": "dim strike",
    "trouble": "bold",
    "searched": "bold",
    "hit": "reverse",
    "hit-now": "bold reverse underline",
    "speaker": "bold",
    "match": "underline",
    "match-bar": "bold",
    "lit": "bold",
    "lit-mark": "bold",
    "cursor": "underline",
    "passage": "reverse",
    "cursor-mark": "bold",
    "noted": "underline",
    "row": "reverse",
    "row-blurred": "bold",
    "row-mark": "bold",
    "row-mark-blurred": "bold",
    "anchor": "bold underline",
    "days": "reverse",
}
# On a selected row the greys are lifted a step, so that they stay readable on its fill.
VARIABLE = re.compile(r"\$([\w-]+)")
LIFT = {"faint": "muted", "muted": "lifted", "bar": "bar-now"}


@dataclass(frozen=True)
class StyleRoles:
    """Styles by role, signs by meaning, and the keymap in force; equal for equal theme, colour, encoding and
    keys, so it can be part of a cache's key.
    """

    theme: str
    plain: bool
    glyphs: Glyphs
    styles: tuple[tuple[str, Style], ...]
    keys: tuple[KeyAction, ...] = KEYMAP

    def __hash__(self) -> int:
        return hash((self.theme, self.plain, self.glyphs))

    def style(self, role: str) -> Style:
        """The style of a role; a role that is not in the table has none."""
        return _as_dict(self).get(role) or Style.null()

    def key(self, key_id: str) -> str:
        """The first key of an action, as a person reads it."""
        return display_key(find_action(key_id, self.keys).keys[0])


@lru_cache(maxsize=16)
def _as_dict(look: StyleRoles) -> dict[str, Style]:
    return dict(look.styles)


@lru_cache(maxsize=16)
def _cached_roles(
    theme: str,
    plain: bool,  # noqa: FBT001  # a cache's key, called below only
    ascii_only: bool,  # noqa: FBT001  # the same
    variables: tuple[tuple[str, str], ...],
    keys: tuple[KeyAction, ...],
    kinds: tuple[EventKind, ...],
) -> StyleRoles:
    table = (PLAIN if plain else COLOUR) | {kind.name: _kind_style(kind, plain=plain) for kind in kinds}
    values = dict(variables)
    # Textual reads through every variable it is given for each style, so each gets its own alone.
    styles = tuple((role, parse_style(text, {name: values[name] for name in VARIABLE.findall(text)})) for role, text in table.items())
    return StyleRoles(theme, plain, ASCII if ascii_only else Glyphs(), styles, keys)


def _kind_style(kind: EventKind, *, plain: bool) -> str:
    """The style of a kind of event."""
    if plain:
        return "bold" if kind.is_bold_without_colour else ""
    return f"$event-{kind.hue}"


_ROLES: WeakKeyDictionary[App[Any], tuple[tuple[str, bool], StyleRoles]] = WeakKeyDictionary()
"""The roles of each app, with the theme and colour setting that they are for."""


def style_roles(app: App[Any]) -> StyleRoles:
    """The roles for the app's theme, for `NO_COLOR`, for the terminal's encoding, and for the user's settings."""
    if (cached := _ROLES.get(app)) and cached[0] == (app.theme, app.no_color):
        return cached[1]
    variables = tuple(sorted(app.get_css_variables().items()))
    ascii_only = getattr(app, "ascii_only", False) or glyphs_for() is ASCII
    roles = _cached_roles(app.theme, app.no_color, ascii_only, variables, getattr(app, "keymap", KEYMAP), event_kinds())
    _ROLES[app] = ((app.theme, app.no_color), roles)
    return roles
