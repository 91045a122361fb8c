"""Textual's bindings, made from the keymap."""

from collections.abc import Collection, Sequence
from typing import Any

from textual.binding import Binding, BindingsMap, BindingType
from textual.screen import Screen

from dossier.keys.keymap import ALL, KEYMAP, NOTE, PANES, SEARCH, KeyAction, display_key, works_in


def is_chord(name: str) -> bool:
    """True for two keys in a row."""
    return " " in name


def chords(first: str, table: Sequence[KeyAction] = KEYMAP) -> dict[str, str]:
    """The second keys after a first one, each with the id of their action."""
    return {name.split(" ")[1]: key.id for key in table for name in key.keys if name.startswith(f"{first} ")}


def first_keys(table: Sequence[KeyAction] = KEYMAP) -> tuple[str, ...]:
    """The keys that wait for a second."""
    return tuple(dict.fromkeys(name.split(" ")[0] for key in table for name in key.keys if is_chord(name)))


def screen_bindings(table: Sequence[KeyAction] = KEYMAP) -> list[Binding]:
    """The bindings of the main screen: each runs the screen's action `run` with the id of the key.

    All but those that an input field may type have priority over the widget in focus: an action that moves the focus must have moved it
    before the next key is dispatched, or keys pressed without a pause would go to the widget that had it.
    """
    bindings = [
        Binding(name, f"run('{key.id}')", key.label, show=False, id=key.id, priority=_has_priority(key, name))
        for key in table
        if set(key.panes) & set(ALL)
        for name in key.keys
        if not is_chord(name)
    ]
    first = first_keys(table)
    second = dict.fromkeys(key for name in first for key in chords(name, table))
    return [
        *(Binding(name, f"second('{name}')", "copy…", show=False, id=f"second_{name}", priority=True) for name in second),
        *bindings,
        *(Binding(name, f"chord('{name}')", "copy…", show=False, id=f"chord_{name}", priority=True) for name in first),
    ]


def _has_priority(key: KeyAction, name: str) -> bool:
    """A key that types a sign has no priority over an input field that it works in."""
    return not (set(key.panes) & {SEARCH, NOTE} and len(display_key(name)) == 1)


def overlay_bindings(overlay: str, table: Sequence[KeyAction] = KEYMAP, first: Collection[str] = ()) -> list[BindingType]:
    """The bindings of an overlay; each runs its action `run` with the id of the key, the first of two keys its action `chord`. Those of the
    ids `first` have priority over the widget in focus: they move the focus, before the next letter is typed.
    """
    here = works_in(overlay, table)
    single = [(key, [name for name in key.keys if not is_chord(name)]) for key in here]
    bindings = [
        Binding(",".join(names), f"run('{key.id}')", key.label, show=False, id=key.id, priority=key.id in first)
        for key, names in single
        if names
    ]
    return [*bindings, *(Binding(name, f"chord('{name}')", "copy…", show=False, id=f"chord_{name}") for name in first_keys(here))]


def where_it_works(name: str, table: Sequence[KeyAction] = KEYMAP) -> str:
    """A sentence for a key that does nothing in the pane in focus: in which panes it works; empty for a key that works in none."""
    key = next((key for key in table if name in key.keys and set(key.panes) & set(PANES)), None)
    if key is None:
        return ""
    *panes, last = (pane for pane in PANES if pane in key.panes)
    return f"{display_key(name)} ({key.label}) works in {', '.join(panes)}{' and ' if panes else ''}{last}."


def bind_overlay(screen: Screen[Any], overlay: str, table: Sequence[KeyAction]) -> None:
    """Give an overlay the bindings of the keymap in force."""
    bind(screen, overlay_bindings(overlay, table))


def bind(screen: Screen[Any], bindings: Sequence[BindingType]) -> None:
    """Replace a screen's bindings. Textual's own keymap cannot: it takes a key away from every other binding of the screen, and here one
    key has different actions in different panes.
    """
    screen._bindings = BindingsMap(bindings)  # noqa: SLF001  # Textual has no public way to do that
