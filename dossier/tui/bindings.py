"""Textual's bindings, made from the one key table."""

from textual.binding import Binding, BindingType

from dossier.keymap import ALL, KEYMAP, Key, works_in

CHORD = "y"
# Taken before a key reaches the widget in focus: what leads to a field must move the focus before the next letter is
# handed out, or letters typed without a pause would be keys of the list. While something is typed, the key table keeps all
# but the first from working.
PRIORITY = ("quit_now", "search", "filter", "tag", "note", "add")


def is_chord(key: Key) -> bool:
    """True where two keys in a row are meant."""
    return any(" " in name for name in key.keys)


def chords() -> dict[str, str]:
    """The second keys after `CHORD`, each with the id of what it does."""
    return {name.split(" ")[1]: key.id for key in KEYMAP for name in key.keys if name.startswith(f"{CHORD} ")}


def screen_bindings() -> list[Binding]:
    """The bindings of the main screen: each runs the screen's action `do` with the id of the key."""
    bindings = [
        Binding(",".join(key.keys), f"do('{key.id}')", key.label, show=False, id=key.id, priority=key.id in PRIORITY)
        for key in KEYMAP
        if not is_chord(key) and set(key.where) & set(ALL)
    ]
    return [*bindings, Binding(CHORD, "chord", "copy…", show=False, id="copy")]


def overlay_bindings(overlay: str) -> list[BindingType]:
    """The bindings of an overlay; each runs its action `do` with the id of the key."""
    return [Binding(",".join(key.keys), f"do('{key.id}')", key.label, show=False, id=key.id) for key in works_in(overlay)]
