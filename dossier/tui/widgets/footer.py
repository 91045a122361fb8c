"""Footer: the keys of the pane in focus, or a message, and the status."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from dossier.keys.keymap import NARROW, NOTE, SEARCH, WIDE, KeyAction, display_key, find_action, footer_keys
from dossier.tui.messages import KeyClicked
from dossier.tui.style.roles import style_roles
from dossier.tui.text.lines import Part, assemble, clip, width_of

TYPED_IN = (SEARCH, NOTE)


def key_for(key: KeyAction, pane: str) -> str:
    """The key to name for a pane: in an input field, one that types nothing."""
    if pane in TYPED_IN:
        return next((display_key(name) for name in key.keys if len(display_key(name)) > 1), display_key(key.keys[0]))
    return display_key(key.keys[0])


class KeyLine(Widget):
    """The footer; a click on a key runs its action."""

    pane: reactive[str] = reactive("")
    size_bit: reactive[int] = reactive(NARROW)
    message: reactive[str] = reactive("")
    problem: reactive[str] = reactive("")
    """What is wrong with the query, where the top line has no room for it beside the query; a message goes before it."""
    status: reactive[str] = reactive("offline")
    too_small: reactive[bool] = reactive(False)  # noqa: FBT003  # a reactive's first value
    key_ids: reactive[tuple[str, ...]] = reactive(())
    """Ids of the keys to name, where they are not those that the keymap has for the pane."""
    key_override: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    """Keys to name in place of all others: key, label, and the id of the action that a click runs, empty for none."""

    def render(self) -> Content:
        """Keys from the left as far as they fit, the status flush right; a message takes the place of the keys."""
        look = style_roles(self.app)
        right: list[Part] = [(self.status, "muted"), (" ", "")]
        room = self.size.width - width_of(right) - 1
        if self.too_small:
            return assemble(
                look,
                clip(
                    [(" one pane ", "searched"), ("below 60×16 ", "muted"), (look.key("next_pane"), "key"), (" other", "muted")],
                    self.size.width,
                ),
            )
        if message := self.message or self.problem:
            # a long message takes the place of the status too: a file that it names is to be read to the end
            right = right if cell_len(message) < room else []
            return self._flush(self._message(message, self.size.width - width_of(right) - 1), right)
        if self.key_override:
            return self._flush(self._keys([((key, key_id), label) for key, label, key_id in self.key_override], room), right)
        keys = self._chosen(look.keys) if self.key_ids else self._of_pane(look.keys)
        return self._flush(self._keys(keys, room), right)

    def _of_pane(self, table: Sequence[KeyAction]) -> list[tuple[tuple[str, str], str]]:
        """The keys that the keymap has in the footer of the pane."""
        return [((key_for(key, self.pane), key.id), key.label) for key in footer_keys(self.pane, self.size_bit, table)]

    def _chosen(self, table: Sequence[KeyAction]) -> list[tuple[tuple[str, str], str]]:
        """The keys of `key_ids`; two ids with a blank between stand together, and a click runs the second."""
        named = []
        for ids in self.key_ids:
            keys = [find_action(key_id, table) for key_id in ids.split(" ")]
            signs = [display_key(key.keys[0]) for key in keys]
            # names of keys such as tab would run together
            gap = "" if all(len(sign) == 1 for sign in signs) else " "
            named.append(((gap.join(signs), keys[-1].id), keys[-1].label))
        return named

    def on_click(self, event: events.Click) -> None:
        """Run the action of the key under the pointer; a message is put away."""
        self.message = ""
        if key_id := event.style.meta.get("key"):
            self.post_message(KeyClicked(key_id))

    def _message(self, message: str, room: int) -> Content:
        """A message; where it ends in the key for undo, that can be clicked."""
        look = style_roles(self.app)
        line = assemble(look, clip([(" ", ""), (message, "")], room))
        undo = f"{look.key('undo')} undo"
        if not line.plain.endswith(undo):
            return line
        return line.stylize(Style.from_meta({"key": "undo"}), len(line.plain) - len(undo))

    def _keys(self, keys: Sequence[tuple[tuple[str, str], str]], room: int) -> Content:
        look = style_roles(self.app)
        gap = "  " if self.size_bit == NARROW else "   "
        line = assemble(look, [(" ", "")])
        for (sign, key_id), label in keys:
            piece = assemble(look, [(sign, "key"), (f" {label}", "muted")])
            if line.cell_length + piece.cell_length > room:
                break
            if key_id:
                piece = piece.stylize(Style.from_meta({"key": key_id}))
            line = line + piece + assemble(look, [(gap, "")])
        return line

    def _flush(self, left: Content, right: list[Part]) -> Content:
        fill = " " * max(0, self.size.width - left.cell_length - width_of(right))
        return left + assemble(style_roles(self.app), [(fill, ""), *right])


def size_bit(classes: frozenset[str]) -> int:
    """The footer's size for a screen's breakpoint classes: 1 narrow, 2 medium, 4 wide, as in the keymap."""
    return WIDE if "-wide" in classes else 2 if "-medium" in classes else NARROW
