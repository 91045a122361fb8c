"""The one key table, and everything that is made from it."""

from collections import Counter

import pytest

from dossier.keys.keymap import ALL, GROUPS, KEYMAP, OVERLAYS, display_key, footer_keys, works_in
from dossier.tui.actions import ACTIONS
from dossier.tui.actions.registry import action
from dossier.tui.keys.bindings import chords, first_keys, is_chord, overlay_bindings, screen_bindings


def test_ids_are_unique() -> None:
    """Proves that an id names one thing, so that settings can rebind it."""
    assert [one for one, count in Counter(key.id for key in KEYMAP).items() if count > 1] == []


def test_no_pane_has_a_key_for_two_things() -> None:
    """Proves that in each pane a key means one thing."""
    for pane in (*ALL, *OVERLAYS):
        names = Counter(name for key in works_in(pane) for name in key.keys)
        assert [name for name, count in names.items() if count > 1] == [], pane


def test_every_key_of_the_main_screen_has_one_action_and_every_action_a_key() -> None:
    """Proves that keymap and registry agree, and that a second action for an id is refused."""
    assert {key.id for key in KEYMAP if set(key.panes) & set(ALL)} == set(ACTIONS)
    with pytest.raises(ValueError, match="merge has an action already"):
        action("merge")(lambda _workspace: None)


def test_bindings_are_the_table() -> None:
    """Proves that every key of the table is bound to its id, chords by their second key, and no other is."""
    bound = {(name, binding.id) for binding in screen_bindings() for name in binding.key.split(",")}
    wanted = {(name, key.id) for key in KEYMAP if set(key.panes) & set(ALL) for name in key.keys if not is_chord(name)}
    assert first_keys() == ("y",)
    assert bound == wanted | {("y", "chord_y")} | {(second, f"second_{second}") for second in chords("y")}
    assert set(chords("y").values()) == {key.id for key in KEYMAP if any(map(is_chord, key.keys))}


def test_overlays_bind_their_own_keys() -> None:
    """Proves that each overlay binds the table's keys for it, of two in a row the first, with a way to leave among them."""
    for overlay in OVERLAYS:
        bound = {name for binding in overlay_bindings(overlay) for name in binding.key.split(",")}  # type: ignore[union-attr]
        assert bound == {name.split(" ")[0] for key in works_in(overlay) for name in key.keys}
        assert "escape" in bound


def test_footers_hold_at_most_what_fits() -> None:
    """Proves that no pane asks for more than seven, nine and thirteen keys, help and quit first where they are."""
    for pane in ALL:
        for size, most in ((1, 7), (2, 9), (4, 13)):
            keys = footer_keys(pane, size)
            assert len(keys) <= most, (pane, size)
            assert keys[0].id == "help"


def test_keys_that_terminals_cannot_tell_apart_are_not_used() -> None:
    """Proves that no key is one that a terminal sends as another."""
    used = {name for key in KEYMAP for name in key.keys}
    assert not used & {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+s", "ctrl+left_square_bracket"}


def test_every_key_says_what_it_does() -> None:
    """Proves that label, help and group are there for each key, and that the names of keys are for people."""
    for key in KEYMAP:
        assert key.label
        assert key.help
        assert key.group in GROUPS
    assert display_key("question_mark") == "?"
    assert display_key("y q") == "y q"
