"""The app: one dossier, one main screen, overlays over it."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar

from dossier.errors import DossierError
from dossier.keys.keymap import KEYMAP, KeyAction
from dossier.runtime.config import PRESETS, AppSettings, app_settings
from dossier.runtime.paths import config_path
from dossier.runtime.recents import add_recent
from dossier.tui.platform.gc import EVERY, GcScheduler
from dossier.tui.screens.main import MainScreen
from dossier.tui.style.glyphs import ASCII, CONSOLES, glyphs_for
from dossier.tui.style.themes import own_themes, variables_for
from dossier.tui.widgets.scrollbar import PlainBar, ThinBar

if TYPE_CHECKING:
    from textual.command import Provider

    from dossier.api import Dossier
    from dossier.tui.state.note_draft import NoteDraft


def _key_commands() -> "type[Provider]":
    from dossier.tui.palette import KeyCommands  # noqa: PLC0415  # opened seldom

    return KeyCommands


class DossierApp(App[int], inherit_bindings=False):
    """Shows one dossier. It paints its empty shell at once; the dossier is opened in a worker after that.

    `greet` lays the welcome over the sample where it was never put away on this machine.
    """

    TITLE = "dossier"
    CSS_PATH = ["app.tcss", "screens/main.tcss"]  # noqa: RUF012  # as Textual declares it
    # The key table opens the palette; Textual's own key for it would work in overlays too, and could not be bound to anything else.
    ENABLE_COMMAND_PALETTE = False
    COMMANDS = {_key_commands}  # noqa: RUF012  # the same

    def __init__(
        self, dossier: "Dossier", settings: AppSettings | None = None, table: tuple[KeyAction, ...] = KEYMAP, *, greet: bool = False
    ) -> None:
        super().__init__()
        self.dossier = dossier
        self.settings = settings or AppSettings()
        self.table = table
        # also under an overlay, whose screen would keep the key from the main one
        leave = next(key for key in table if key.id == "quit_now")
        self._bindings.bind(",".join(leave.keys), "leave", show=False, priority=True)
        self._leaving = frozenset(leave.keys)
        self._early: list[events.Event] = []
        self._standing = False
        self.sweeper = GcScheduler()
        self.first_words = ""
        self.next_one: Path | None = None
        self.listens = self.settings.mouse
        self.unfinished: NoteDraft | None = None
        self.greet = greet and dossier.is_sample
        self.shows_ascii = glyphs_for() is ASCII
        self.ascii_only = self.settings.accessible or self.shows_ascii or os.environ.get("TERM", "") in CONSOLES
        ScrollBar.renderer = PlainBar if self.ascii_only else ThinBar
        if self.settings.accessible:
            self.animation_level = "none"
        if self.ascii_only:
            self.add_class("-ascii")
        for own in own_themes():
            self.register_theme(own)
        if self.settings.theme not in self.available_themes:
            raise DossierError(f"There is no theme “{self.settings.theme}”.", do=f"Known are {', '.join(sorted(self.available_themes))}.")
        self.theme = self.settings.theme

    def on_mount(self) -> None:
        """Sweep memory while nothing happens; show the terminal's own cursor to whoever follows it."""
        self.sweeper.begin()
        if self.settings.accessible:
            from dossier.tui.platform.terminal_cursor import show_cursor  # noqa: PLC0415  # seldom asked for

            show_cursor(self)
        self.set_interval(EVERY, self.sweeper.look)

    def on_unmount(self) -> None:
        """Leave the sweeping to Python again."""
        self.sweeper.end()

    async def on_event(self, event: events.Event) -> None:
        """What is typed before the first screen stands waits for it, since whoever starts a program types on; quitting does not wait."""
        typed = isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.key not in self._leaving)
        if typed and not self._standing:
            self._early.append(event)
            return
        if self._standing:
            await self._let_in()
        await super().on_event(event)

    def stands(self) -> None:
        """The main screen stands: what was typed so far reaches it, before what comes now."""
        self._standing = True
        self.call_later(self._let_in)

    async def _let_in(self) -> None:
        early, self._early = self._early, []
        for event in early:
            await super().on_event(event)

    def action_leave(self) -> None:
        """Quit at once, wherever one is."""
        self.exit()

    def _fatal_error(self) -> None:
        """Textual's own way shows every value at hand, words of articles among them; here the words come once the terminal is given back."""
        with suppress(Exception):  # whatever is broken, the terminal is given back
            main = self.screen_stack[0]
            self.unfinished = main.note.draft if isinstance(main, MainScreen) else None
        self._close_messages_no_wait()

    @property
    def failed_with(self) -> Exception | None:
        """What ended the app before its time."""
        return self._exception

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What all lines go through before they are drawn; where the terminal shows nothing but ASCII, every other sign is replaced."""
        filters = super().get_line_filters()
        if not self.shows_ascii:
            return filters
        from dossier.tui.style.ascii_filter import AsciiOnly  # noqa: PLC0415  # most terminals show every sign

        return [*filters, AsciiOnly()]

    def get_default_screen(self) -> MainScreen:
        """The main screen."""
        return MainScreen(self.dossier, self.welcome, self.table, self.settings.measure)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of the roles in themes that do not name them."""
        return variables_for(self.current_theme)

    def on_app_focus(self) -> None:
        """Whoever comes back may have put files into seeds/ meanwhile."""
        main = self.screen_stack[0] if self.screen_stack else None
        if isinstance(main, MainScreen):
            main.look_for_changes()

    def welcome(self, articles: int) -> None:
        """Greet whoever opens the sample for the first time."""
        if not self.greet:
            return
        self.greet = False
        from dossier.tui.screens.welcome import WelcomeScreen, greeted  # noqa: PLC0415  # seldom needed

        go_on = {"all_keys": "help", "leave_app": "quit_now"}
        if not greeted():
            main = self.screen

            def then(told: str | None) -> None:
                if told in go_on and isinstance(main, MainScreen):
                    main.action_do(go_on[told])

            self.push_screen(WelcomeScreen(articles), then)


def run_app(dossier: "Dossier") -> int:
    """Run the app on a dossier with the user's settings until it is left; the exit code. Raises DossierError for a setting that cannot
    be; only keys that cannot be are left out, so that the app stays at hand, and its first words say so.
    """
    settings = app_settings()
    table, told = KEYMAP, ""
    if settings.rebound or settings.preset != PRESETS[0]:
        from dossier.keys.user_keys import build_keymap, preset_keymap  # noqa: PLC0415  # most keep the keys

        try:
            table = build_keymap(settings)
        except DossierError as error:
            table, told = preset_keymap(settings.preset), "! Your keys are left out. " + str(error).replace(f"{config_path().parent}/", "")
    while True:
        add_recent(dossier.root)
        app = DossierApp(dossier, settings, table, greet=True)
        app.first_words = told
        app.run(mouse=settings.mouse)
        if app.failed_with is not None:
            _tell_of(app.failed_with, app)
        dossier.close()
        if app.next_one is None or app.failed_with is not None:
            return app.return_code or 0
        dossier, told = _next_of(app.next_one, dossier.root)


def _next_of(root: Path, before: Path) -> "tuple[Dossier, str]":
    """The dossier to go on with, or the one before with the words that say why not."""
    from dossier.api import open_dossier  # noqa: PLC0415  # seldom asked for

    try:
        return open_dossier(root), ""
    except DossierError as error:
        return open_dossier(before), f"! {error}"


def _tell_of(error: Exception, app: DossierApp) -> None:
    """Keep the note that was being written, keep a report, and say so where the app was."""
    from dossier.runtime.crash_report import crash_message, write_crash_report  # noqa: PLC0415  # not for those whom nothing befalls

    if app.unfinished is not None:
        with suppress(Exception):  # the report matters more than why the last letters could not be kept
            app.unfinished.keep()
    words = crash_message(error, write_crash_report(error), app.dossier.root)
    sys.stderr.write(words.encode(sys.stderr.encoding or "ascii", "replace").decode(sys.stderr.encoding or "ascii"))
