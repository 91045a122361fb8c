"""Help: the keys of a pane, from the keymap, with the signs and marks explained."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from dossier.keys.keymap import GROUPS, HELP, KEYMAP, KeyAction, display_key, works_in
from dossier.phrases.core import legend_roles
from dossier.tui.keys.bindings import bind_overlay, overlay_bindings
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import Part, assemble, wrap
from dossier.tui.widgets.modal_sheet import ModalSheet, border_keys

KEY_CELLS = 18
TWO_COLUMNS = 80


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Shows the keys; a slash filters them, escape closes."""

    BINDINGS: ClassVar[list[BindingType]] = overlay_bindings(HELP)
    AUTO_FOCUS = ".sheet"

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane
        self.filter_text = ""

    def compose(self) -> ComposeResult:
        """The sheet, and the line to filter it with."""
        bind_overlay(self, HELP, style_roles(self.app).keys)
        look = style_roles(self.app)
        with_keys = border_keys(look, HELP, ("↑↓", "scroll"))
        yield ModalSheet(self._lines, "Keys", with_keys, self.pane)
        yield Input(placeholder="filter keys", compact=True, id="help-filter")

    def _lines(self, width: int, look: StyleRoles) -> list[Content]:
        groups = help_groups(self.pane, self.filter_text, look.keys)
        if not groups:
            return [Content(""), assemble(look, [(f"  No keys match “{self.filter_text}”.", "muted")]), Content("")]
        two = width >= TWO_COLUMNS
        blocks = [_block(title, rows, look, width // 2 if two else width) for title, rows in groups]
        body = _columns(blocks, width, look) if two else [line for block in blocks for line in [*block, Content("")]]
        rule = assemble(look, [("  " + look.glyphs.rule * (width - 4), "rule")])
        return [Content(""), *body, rule, Content(""), *legend(look, width), Content("")]

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self.filter_text = event.value.strip()
        self.query_one(ModalSheet).rebuild()

    @on(Input.Submitted)
    def _filtered(self) -> None:
        self.query_one(ModalSheet).focus()

    def action_run(self, key_id: str) -> None:
        """Run the action of a key."""
        box = self.query_one(Input)
        if key_id == "filter_keys":
            box.display = True
            box.focus()
        elif key_id == "close" and box.has_focus:
            box.value = ""
            box.display = False
            self.query_one(ModalSheet).focus()
        elif key_id == "close":
            self.dismiss(None)
        else:
            self.query_one(ModalSheet).scroll_by_key(key_id)


def help_groups(pane: str, filter_text: str = "", table: Sequence[KeyAction] = KEYMAP) -> list[tuple[str, list[tuple[str, str]]]]:
    """The keys that work in a pane by group: keys with their phrases, neighbours with a shared phrase on one line."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for group, title in GROUPS.items():
        keys = [key for key in works_in(pane, table) if key.group == group and filter_text.casefold() in _words(key)]
        if keys:
            groups.append((title, [_help_row(list(neighbours)) for _, neighbours in groupby(keys, lambda key: key.shared_line or key.id)]))
    return groups


def _help_row(neighbours: Sequence[KeyAction]) -> tuple[str, str]:
    """Keys with their phrase: the shared one where there are several."""
    signs = _keys(neighbours[0])
    for key in neighbours[1:]:
        signs += f"{'  ' if len(_keys(key)) > 1 else ' '}{_keys(key)}"
    return signs, neighbours[0].help if len(neighbours) == 1 else neighbours[0].shared_line


def _words(key: KeyAction) -> str:
    return f"{key.help} {key.label} {_keys(key)}".casefold()


def _keys(key: KeyAction) -> str:
    return " ".join(display_key(name) for name in key.keys)


def _block(title: str, rows: Sequence[tuple[str, str]], look: StyleRoles, width: int) -> list[Content]:
    return [assemble(look, [(f"  {title}", "bold")]), *(line for keys, phrase in rows for line in _row(keys, phrase, look, width))]


def _row(keys: str, phrase: str, look: StyleRoles, width: int) -> Iterator[Content]:
    """Keys flush right with their phrase beside them; both are wrapped where they are too long."""
    signs = [keys] if len(keys) <= KEY_CELLS else keys.split("  ")
    words = [phrase[start:end] for start, end in wrap(phrase, max(20, width - KEY_CELLS - 4))]
    for sign, word in zip_longest(signs, words, fillvalue=""):
        yield assemble(look, [(sign.rjust(KEY_CELLS), "key"), ("  ", ""), (word, "")])


def _columns(blocks: list[list[Content]], width: int, look: StyleRoles) -> list[Content]:
    """The blocks in two columns of about one height, a blank line after each."""
    spaced = [[*block, Content("")] for block in blocks]
    total, taken, cut = sum(map(len, spaced)), 0, 0
    while cut < len(spaced) - 1 and taken + len(spaced[cut]) < (total + len(spaced[cut])) // 2:
        taken += len(spaced[cut])
        cut += 1
    left = [line for block in spaced[:cut] for line in block]
    right = [line for block in spaced[cut:] for line in block]
    column = width // 2
    lines = []
    for at in range(max(len(left), len(right))):
        first = left[at] if at < len(left) else Content("")
        second = right[at] if at < len(right) else Content("")
        gap = assemble(look, [(" " * max(2, column - first.cell_length), "")])
        lines.append(first.truncate(column - 2, ellipsis=True) + gap + second)
    return lines


def legend(look: StyleRoles, width: int) -> list[Content]:
    """The signs and marks with their meanings."""
    signs = look.glyphs
    rows: list[list[tuple[Part, ...]]] = [
        [
            *(((f"{signs.of_role(role)} {role}", role),) for role in legend_roles()),
            ((f"{signs.unsure} day unsure", "muted"),),
            ((f"{signs.differ} sources differ", "conflict"),),
        ],
        [
            (("search hit", "hit"),),
            ((f"{signs.quote_bar} ", "quote-bar"), ("quote", "quote")),
            ((f"{signs.match_bar} ", "match-bar"), ("matching quote", "match")),
            ((f"{signs.lit_first} ", "lit-mark"), ("sentence for the row", "lit")),
        ],
    ]
    lines: list[Content] = []
    for row in rows:
        line = assemble(look, [("  ", "")])
        for item in row:
            piece = assemble(look, item)
            if line.cell_length + piece.cell_length + 4 > width and line.cell_length > 2:
                lines.append(line)
                line = assemble(look, [("  ", "")])
            line = line + piece + assemble(look, [("    ", "")])
        lines.append(line)
    return lines
