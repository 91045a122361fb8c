"""Lists on a terminal: styled, wrapped at words with a hanging indent, and in a pager if they are longer than the screen."""

import os
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from dossier.cli.parts import Part
from dossier.model.event_kinds.declaration import Hue
from dossier.model.event_kinds.registry import event_kinds
from dossier.text.unsafe_characters import strip_unsafe

STYLES = {
    "strong": "bold",
    "date": "cyan",
    "faint": "dim",
    "hit": "bold yellow",
    "warning": "yellow",
    "planned": "cyan",
}
HUES = {Hue.BLUE: "bold cyan", Hue.RED: "bold red", Hue.GREEN: "bold green", Hue.PURPLE: "bold magenta"}
"""Styles of the kinds of events by their colour role."""
INDENT = 4
PAGER_OPTIONS = "FRX"
"""Options for less, as git sets them: quit if one screen is enough, pass colours through, leave the text on the screen."""


def print_rows(rows: Iterable[Sequence[Part]], *, color: bool, pager: bool) -> None:
    """Print rows, each a sequence of parts, to the terminal.

    A line break in a part starts a new line; it and wrapped lines are indented. Control characters are removed.
    """
    console = Console(highlight=False, markup=False, emoji=False, no_color=not color)
    styles = _styles()
    lines = [line for row in rows for line in _wrap(console, row, styles)]
    if pager and len(lines) >= console.height and os.environ.get("PAGER", "less") not in {"", "cat"}:
        os.environ.setdefault("LESS", PAGER_OPTIONS)
        with console.pager(styles=True):
            console.print(Text("\n").join(lines))
    else:
        for line in lines:
            console.print(line)


def print_drawing(lines: Iterable[Sequence[Part]], *, color: bool) -> None:
    """Print the lines of a drawing as they are: styled, neither wrapped nor paged. Control characters are removed."""
    console = Console(highlight=False, markup=False, emoji=False, no_color=not color)
    styles = _styles()
    for line in lines:
        text = Text.assemble(*((strip_unsafe(words), styles.get(style, "")) for words, style in line))
        console.print(text, soft_wrap=True)


def _wrap(console: Console, row: Sequence[Part], styles: Mapping[str, str]) -> list[Text]:
    """The lines of a row, each at most as wide as the terminal."""
    width = max(console.width, INDENT * 4)
    text = Text.assemble(*((strip_unsafe(words), styles.get(style, "")) for words, style in row))
    indent, lines = Text(" " * INDENT), list[Text]()
    for paragraph in text.split("\n"):
        if lines:
            lines += [indent + line for line in paragraph.wrap(console, width - INDENT)]
            continue
        first = paragraph.wrap(console, width)[0]
        rest = _strip_start(paragraph[len(first.plain) :])
        lines += [first, *(indent + line for line in rest.wrap(console, width - INDENT) if line)]
    return lines


def _styles() -> dict[str, str]:
    return STYLES | {kind.name: HUES[kind.hue] for kind in event_kinds()}


def _strip_start(text: Text) -> Text:
    """The text without blanks at its start."""
    return text[len(text.plain) - len(text.plain.lstrip()) :]
