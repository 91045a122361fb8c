"""Keys that the user binds: what they become, and what is refused."""

import pytest

from dossier.errors import DossierError
from dossier.keys.keymap import ALL, KEYMAP, NOTE, OVERLAYS, SEARCH, find_action, works_in
from dossier.keys.presets import NO_LETTERS_PRESET
from dossier.keys.user_keys import build_keymap, is_printable_key, parse_key, preset_keymap
from dossier.runtime.config import AppSettings


def settings(preset: str = "vim", **key_overrides: str) -> AppSettings:
    """Settings with keys bound as on lines of a file."""
    return AppSettings(
        preset=preset,
        key_overrides=key_overrides,
        override_sources={name: f"config.toml, line {n}" for n, name in enumerate(key_overrides, 1)},
    )


def test_without_settings_the_table_is_the_key_table() -> None:
    """Proves that nothing changes by itself."""
    assert build_keymap(settings()) == KEYMAP


def test_the_plain_preset_has_no_letters_and_no_key_for_two_things() -> None:
    """Proves that arrows, function keys, control keys, digits and signs are enough, in every pane."""
    table = preset_keymap("plain")
    assert set(NO_LETTERS_PRESET) <= {key.id for key in KEYMAP}
    assert [name for key in table for name in key.keys if any(len(part) == 1 and part.isalpha() for part in name.split())] == []
    for pane in (*ALL, *OVERLAYS):
        names = [name for key in works_in(pane, table) for name in key.keys]
        assert len(names) == len(set(names)), pane
    for pane in (SEARCH, NOTE):
        assert all(any(not is_printable_key(name) for name in key.keys) for key in works_in(pane, table))


def test_a_key_is_bound_by_its_id() -> None:
    """Proves that keys, signs, chords and several keys are taken, over a preset too."""
    table = build_keymap(settings("plain", compare="f5, |", copy_json="ctrl+k j", why="W"))
    assert find_action("compare", table).keys == ("f5", "vertical_line")
    assert find_action("copy_json", table).keys == ("ctrl+k j",)
    assert find_action("why", table).keys == ("W",)
    assert find_action("quit", table).keys == ("f10",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("?", "question_mark"),
        ("/", "slash"),
        ("+", "plus"),
        ("CTRL+F", "ctrl+f"),
        ("shift+F3", "shift+f3"),
        ("page_down", "pagedown"),
        ("Esc", "escape"),
        ("é", "é"),
        ("G", "G"),
        ("question_mark", "question_mark"),
        ("z z", "z z"),
    ],
)
def test_keys_are_named_as_people_write_them(text: str, name: str) -> None:
    """Proves that each becomes the terminal library's name."""
    assert parse_key(text) == name


@pytest.mark.parametrize("text", ["", "f25", "hyper+x", "enterr", "ctrl+", "a b c", "ctrl+nonsense"])
def test_what_is_no_key_is_refused(text: str) -> None:
    """Proves that the sentence says so and gives an example."""
    with pytest.raises(DossierError, match="is not a key"):
        parse_key(text)


@pytest.mark.parametrize(
    ("key_overrides", "message"),
    [
        ({"comparee": "f5"}, "line 1: Unknown key id “comparee”. Did you mean “compare”"),
        ({"compare": "f99"}, "line 1: “f99” is not a key"),
        ({"compare": "ctrl+i"}, "line 1: Terminals cannot tell “ctrl\\+i” from tab"),
        ({"compare": "w"}, "line 1: “w” is set for both “compare” and “why” \\(timeline\\)"),
        ({"compare": "y"}, "line 1: “y y” is set for both"),
        ({"compare": ""}, "line 1: “compare” has no key"),
        ({"leave_search": "x"}, "line 1: “leave_search” works while you type, where “x” is a character"),
    ],
)
def test_what_cannot_be_is_reported_with_its_line(key_overrides: dict[str, str], message: str) -> None:
    """Proves that unknown ids, unknown keys, keys that terminals cannot distinguish, and two actions on one key are refused."""
    with pytest.raises(DossierError, match=message):
        build_keymap(settings(**key_overrides))


def test_one_key_may_mean_two_things_in_two_panes() -> None:
    """Proves that only panes that share a key are in conflict."""
    assert find_action("status", build_keymap(settings(status="d"))).keys == ("d",)
