"""The command palette: every key of the table that works in the pane in focus, the themes, and the saved searches."""

from asyncio import to_thread
from collections.abc import Iterator
from functools import partial

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from dossier.keymap import shown, works_in
from dossier.tui.looks import look_of

MOVES = ("move",)


class Palette(CommandPalette):
    """Textual's palette. Its list cannot be paged through before it has been laid out: such a key is for nothing, and ends nothing."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the list work while there is one."""
        if action == "command_list" and not self.query_one(CommandList).size.height:
            return False
        return super().check_action(action, parameters)


class KeyCommands(Provider):
    """Commands from the key table, each told with its key."""

    def _commands(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        from dossier.tui.acts.rereading import rereadings  # noqa: PLC0415  # the acts open the palette
        from dossier.tui.acts.switching import switches  # noqa: PLC0415  # the same
        from dossier.tui.screens.main import MainScreen  # noqa: PLC0415  # it imports the acts

        if not isinstance(self.screen, MainScreen):
            return
        screen = self.screen
        for key in works_in(screen.in_focus, look_of(self.app).keys):
            if key.group not in MOVES and key.id != "palette":
                yield key.help, shown(key.keys[0]), partial(screen.action_do, key.id)
        yield from rereadings(screen)
        yield from switches(screen)
        for theme in sorted(self.app.available_themes):
            yield f"theme {theme}", "colours", partial(setattr, self.app, "theme", theme)

    async def _saved(self) -> list[tuple[str, str, IgnoreReturnCallbackType]]:
        """The saved searches; they are asked for in a thread, since the notebook may be busy."""
        from dossier.tui.acts.narrowing import ask_saved  # noqa: PLC0415  # the acts open the palette
        from dossier.tui.screens.main import MainScreen  # noqa: PLC0415  # the same

        screen = self.screen
        if not isinstance(screen, MainScreen) or screen.board is None:
            return []
        names = await to_thread(screen.dossier.searches.names)
        return [(f"saved search: {name}", "ask it again", partial(ask_saved, screen, name)) for name in names]

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for told, key, run in [*self._commands(), *await self._saved()]:
            yield DiscoveryHit(told, run, help=key)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for told, key, run in [*self._commands(), *await self._saved()]:
            if (score := matcher.match(told)) > 0:
                yield Hit(score, matcher.highlight(told), run, help=key)
