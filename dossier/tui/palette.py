"""Command palette: the actions of the pane in focus, commands without a key, the themes, and the saved searches."""

import re
from asyncio import to_thread
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from rich.cells import cell_len
from textual import on
from textual.app import App
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from dossier.keys.keymap import KeyAction, display_key, works_in
from dossier.tui.actions.registry import COMMAND_SOURCES, SLOW_COMMAND_SOURCES, Command
from dossier.tui.style.glyphs import ASCII
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import RenderContext, assemble, clip
from dossier.tui.workspace import workspace_of

MOVES = ("move",)
WIDTH, SHARE, EDGES, NAME = 82, 0.94, 5, 18
"""The box: its widest in cells, its share of the screen, the cells beside an entry in it; and the cells of a command's name."""


class Palette(CommandPalette):
    """Textual's palette in the style of the other overlays, one line a command with its key flush right."""

    DEFAULT_CSS = """
    Palette { background: $background 72%; }
    Palette #--container {
        visibility: visible; height: auto; width: 82; max-width: 94%; margin-top: 2; background: $background;
        border: round $accent; border-title-color: $accent; border-title-background: $background;
    }
    Palette #--input, Palette #--input.--list-visible { border: none; height: 1; margin: 0 1 1 1; }
    Palette SearchIcon { margin: 0; color: $accent; text-style: bold; }
    Palette CommandInput, Palette CommandInput:focus { border: none; height: 1; padding: 0; }
    Palette #--results { overlay: none; }
    Palette LoadingIndicator { display: none; }
    Palette CommandList { border: none; scrollbar-size-vertical: 1; }
    Palette CommandList > .option-list--option { padding: 0 1; text-style: none; }
    Palette CommandList > .option-list--option-highlighted { color: $foreground; background: $row; text-style: none; }
    Palette:nocolor CommandList > .option-list--option-highlighted { text-style: reverse; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="Type to find a command, an actor, an article or an event")

    def on_mount(self) -> None:
        """Set title, keys and sign; all in ASCII where the terminal shows nothing else."""
        look, box = style_roles(self.app), self.query_one("#--container")
        self.query_one(SearchIcon).icon = ":"
        box.border_title = assemble(look, [("Commands", "key")])
        keys = (("↑↓", " choose   "), ("enter", " run   "), ("esc", " close"))
        box.border_subtitle = assemble(look, [part for key, label in keys for part in ((key, "key"), (label, "muted"))])
        if look.glyphs is ASCII:
            box.styles.border = ("ascii", self.app.get_css_variables()["accent"])

    def on_resize(self) -> None:
        """As many entries as there is room for; the box ends with them."""
        frame, above = 4, 5
        room = max(frame + 1, self.app.size.height - above)
        self.query_one("#--container").styles.max_height = room
        self.query_one(CommandList).styles.max_height = room - frame

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        """Take what was typed, also where the list still shows the commands for its first letters."""
        searching = [worker for worker in self.app.workers if worker.group == self._GATHER_COMMANDS_GROUP and not worker.is_finished]
        if searching:
            event.prevent_default()
            event.stop()
            self.run_worker(self._enter_after(searching))

    async def _enter_after(self, searching: Sequence[Worker[object]]) -> None:
        for worker in searching:
            with suppress(WorkerCancelled, WorkerFailed):
                await worker.wait()
        if self.is_current:
            self._select_or_command()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the list work while there is one: before it has been laid out it cannot be paged through."""
        if action == "command_list" and not self.query_one(CommandList).size.height:
            return False
        return super().check_action(action, parameters)


def room_for(app: App[Any]) -> int:
    """Cells for an entry."""
    return min(WIDTH, int(app.size.width * SHARE)) - EDGES


def named(keys: Sequence[KeyAction]) -> Iterator[tuple[str, str, KeyAction]]:
    """Each action with its name as a command, and its phrase where that adds something."""
    for key in keys:
        if set(key.label.casefold().split()) <= set(re.split(r"[ ,;:]+", key.help.casefold())):
            yield key.help, "", key
        else:
            yield key.label[0].upper() + key.label[1:], key.help, key


class KeyCommands(Provider):
    """Provider of all commands."""

    def _commands(self) -> Iterator[Command]:
        """Actions with a key, commands without one, themes."""
        workspace = workspace_of(self.screen)
        if workspace is None:
            return
        pane = workspace.focused_pane
        keys = [key for key in works_in(pane, style_roles(self.app).keys) if key.group not in MOVES and key.id != "palette"]
        for name, more, key in named(keys):
            yield Command(name, more, partial(workspace.action_run, key.id), display_key(key.keys[0]))
        for source in COMMAND_SOURCES:
            yield from source(workspace)
        for theme in sorted(self.app.available_themes, key=lambda name: (not name.startswith("dossier-"), name)):
            yield Command(f"Theme {theme}", "current" if theme == self.app.theme else "", partial(setattr, self.app, "theme", theme))

    async def _slow_commands(self) -> list[Command]:
        """Commands from the notebook, which may be busy: they are looked up in a thread."""
        workspace = workspace_of(self.screen)
        if workspace is None:
            return []
        return await to_thread(lambda: [command for source in SLOW_COMMAND_SOURCES for command in source(workspace)])

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        look, room = style_roles(self.app), room_for(self.app)
        for command in [*self._commands(), *await self._slow_commands()]:
            yield DiscoveryHit(entry_line(look, room, command), command.run, text=command.name)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher, look, room = self.matcher(query), style_roles(self.app), room_for(self.app)
        for command in [*self._commands(), *await self._slow_commands()]:
            if (score := matcher.match(command_columns(command))) > 0:
                marks = matcher.fuzzy_search.match(matcher.query, command_columns(command))[1]
                yield Hit(score, entry_line(look, room, command, marks), command.run, text=command.name)


def command_columns(command: Command) -> str:
    """A command's name with more words, those in a column of their own."""
    return f"{command.name.ljust(NAME)}  {command.more}" if command.more else command.name


def entry_line(look: StyleRoles, room: int, command: Command, marks: Iterable[int] = ()) -> Content:
    """One line: the command's name, more words, its key flush right; letters at the offsets `marks` of its columns are marked.

    A long name is cut to leave room for the words after it, but never below half the line.
    """
    whole, end = command_columns(command), len(command.name)
    name, more = whole[:end], whole[end:]
    longest = max(room // 2, room - cell_len(more) - cell_len(command.key) - 3)
    shown = "".join(part for part, _ in clip([(name, "")], longest, look.glyphs.ellipsis)) if more else name
    line = RenderContext(room, look).line([(shown, ""), (more, "muted")], [(command.key, "key")])
    cut = len(name) - len(shown)
    for at in marks:
        column = at - cut if at >= end else at
        if not whole[at].isspace() and (at >= end or at < len(shown)) and column < len(line.plain):
            line = line.stylize(look.style("searched"), column, column + 1)
    return line
