"""The command palette: every key of the table that works in the pane in focus, the saved searches, other dossiers, and the themes."""

import re
from asyncio import to_thread
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Matcher, Provider, SearchIcon
from textual.content import Content
from textual.types import IgnoreReturnCallbackType
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from dossier.keys.keymap import KeyAction, display_key, works_in
from dossier.tui.style.glyphs import ASCII
from dossier.tui.style.roles import StyleRoles, style_roles
from dossier.tui.text.lines import RenderContext, assemble

if TYPE_CHECKING:
    from textual.app import App

MOVES = ("move",)
WIDTH, SHARE, EDGES, NAME = 82, 0.94, 5, 18

Entry = tuple[str, str, str, IgnoreReturnCallbackType]
"""What a command is called, more words on it, its key, and what it does."""


class Palette(CommandPalette):
    """Textual's palette in the looks of the other overlays, one line an entry with its key flush right."""

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
        super().__init__(placeholder="type to find a command")

    def on_mount(self) -> None:
        """Title, keys and sign; all in ASCII where the terminal shows nothing else."""
        look, box = style_roles(self.app), self.query_one("#--container")
        self.query_one(SearchIcon).icon = ":"
        box.border_title = assemble(look, [("Commands", "key")])
        keys = (("↑↓", " choose   "), ("enter", " do it   "), ("esc", " close"))
        box.border_subtitle = assemble(look, [part for key, told in keys for part in ((key, "key"), (told, "muted"))])
        if look.glyphs is ASCII:
            box.styles.border = ("ascii", self.app.get_css_variables()["accent"])

    def on_resize(self) -> None:
        """As many entries as there is room for; the box ends with them."""
        around, over = 4, 5
        room = max(around + 1, self.app.size.height - over)
        self.query_one("#--container").styles.max_height = room
        self.query_one(CommandList).styles.max_height = room - around

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        """Enter means what was typed, also where the list still shows what fitted before the last letters."""
        looking = [worker for worker in self.app.workers if worker.group == self._GATHER_COMMANDS_GROUP and not worker.is_finished]
        if looking:
            event.prevent_default()
            event.stop()
            self.run_worker(self._enter_after(looking))

    async def _enter_after(self, looking: Sequence[Worker[object]]) -> None:
        for worker in looking:
            with suppress(WorkerCancelled, WorkerFailed):
                await worker.wait()
        if self.is_current:
            self._select_or_command()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the list work while there is one: before it has been laid out it cannot be paged through."""
        if action == "command_list" and not self.query_one(CommandList).size.height:
            return False
        return super().check_action(action, parameters)


def room_for(app: "App[object]") -> int:
    """Cells for an entry."""
    return min(WIDTH, int(app.size.width * SHARE)) - EDGES


def named(keys: Sequence[KeyAction]) -> Iterator[tuple[str, str, KeyAction]]:
    """What each key is called as a command, and more words where they tell more; what neighbours share is told of neither."""
    shared = Counter(key.help for key in keys)
    for key in keys:
        alone = shared[key.help] == 1
        if alone and set(key.label.casefold().split()) <= set(re.split(r"[ ,;]+", key.help.casefold())):
            yield key.help, "", key
        else:
            yield key.label, key.help if alone else "", key


class KeyCommands(Provider):
    """Commands from the key table, each told with its key."""

    def _commands(self) -> Iterator[Entry]:
        from dossier.tui.actions.switch import switches  # noqa: PLC0415  # the same
        from dossier.tui.actions.text_methods import rereadings  # noqa: PLC0415  # the acts open the palette
        from dossier.tui.screens.main import MainScreen  # noqa: PLC0415  # it imports the acts

        if not isinstance(self.screen, MainScreen):
            return
        screen = self.screen
        works = [key for key in works_in(screen.in_focus, style_roles(self.app).keys) if key.group not in MOVES and key.id != "palette"]
        for told, more, key in named(works):
            yield told, more, display_key(key.keys[0]), partial(screen.action_do, key.id)
        for told, more, run in (*rereadings(screen), *switches(screen)):
            yield told, more, "", run
        for theme in sorted(self.app.available_themes, key=lambda name: (not name.startswith("dossier-"), name)):
            yield f"theme {theme}", "in use" if theme == self.app.theme else "", "", partial(setattr, self.app, "theme", theme)

    async def _saved(self) -> list[Entry]:
        """The saved searches; they are asked for in a thread, since the notebook may be busy."""
        from dossier.tui.actions.filters import ask_saved  # noqa: PLC0415  # the acts open the palette
        from dossier.tui.screens.main import MainScreen  # noqa: PLC0415  # the same

        screen = self.screen
        if not isinstance(screen, MainScreen) or screen.contents is None:
            return []
        names = await to_thread(screen.dossier.searches.names)
        return [(f"saved search: {name}", "ask it again", "", partial(ask_saved, screen, name)) for name in names]

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        look, room = style_roles(self.app), room_for(self.app)
        for told, more, key, run in [*self._commands(), *await self._saved()]:
            yield DiscoveryHit(entry_line(look, room, (told, more, key)), run, text=told)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher, look, room = self.matcher(query), style_roles(self.app), room_for(self.app)
        for told, more, key, run in [*self._commands(), *await self._saved()]:
            if (score := matcher.match(_whole(told, more))) > 0:
                yield Hit(score, entry_line(look, room, (told, more, key), matcher), run, text=told)


def _whole(told: str, more: str) -> str:
    """A command with more words on it, those in a column of their own."""
    return f"{told.ljust(NAME)}  {more}" if more else told


def entry_line(look: StyleRoles, room: int, entry: tuple[str, str, str], matcher: Matcher | None = None) -> Content:
    """One line: what the command is called, more on it, its key flush right; what was typed is marked."""
    told, more, key = entry
    whole = _whole(told, more)
    line = RenderContext(room, look).line([(whole[: len(told)], ""), (whole[len(told) :], "muted")], [(key, "key")])
    if matcher is not None:
        for at in matcher.fuzzy_search.match(matcher.query, whole)[1]:
            if not whole[at].isspace() and at < len(line.plain):
                line = line.stylize(look.style("searched"), at, at + 1)
    return line
