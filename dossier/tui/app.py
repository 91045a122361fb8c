"""The app: one dossier, one main screen, overlays over it."""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar
from textual.widgets import Input

from dossier import keys, runtime, tui
from dossier.api import open_dossier
from dossier.errors import DossierError
from dossier.keys.keymap import KEYMAP, KeyAction
from dossier.runtime.config import PRESETS, AppSettings, app_settings
from dossier.runtime.paths import config_path, is_sample
from dossier.tui import screens, style
from dossier.tui.platform.gc import EVERY, GcScheduler
from dossier.tui.platform.terminal_cursor import show_cursor
from dossier.tui.screens.main import MainScreen
from dossier.tui.style.glyphs import ASCII, CONSOLES, glyphs_for
from dossier.tui.style.themes import own_themes, variables_for
from dossier.tui.widgets.scrollbar import PlainBar, ThinBar

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.command import Provider
    from textual.worker import Worker

    from dossier.api import Dossier
    from dossier.tui.state.note_draft import NoteDraft


HANDLED = 0.02
"""Seconds in which an event reaches its widget, and what it opens at once is open."""
LATEST_HANDLED = 1.0
"""Seconds after which the next event is given, whether or not a worker that was begun meanwhile has ended."""


def _key_commands() -> "type[Provider]":
    return tui.palette.KeyCommands


def _jump_commands() -> "type[Provider]":
    return tui.jump.JumpCommands


class DossierApp(App[int], inherit_bindings=False):
    """Shows one dossier. It paints its empty shell at once; the dossier is opened in a worker after that.

    `greet` lays the welcome over the sample where it was never put away on this machine; `restore` shows the place where the user left off,
    and stores it on leaving.
    """

    TITLE = "dossier"
    CSS_PATH = "screens/main.tcss"
    # The keymap opens the palette; Textual's own key for it would work in overlays too, and could not be bound to anything else.
    ENABLE_COMMAND_PALETTE = False
    COMMANDS = {_key_commands, _jump_commands}  # noqa: RUF012  # the same

    def __init__(
        self,
        dossier: "Dossier",
        settings: AppSettings | None = None,
        keymap: tuple[KeyAction, ...] = KEYMAP,
        *,
        greet: bool = False,
        restore: bool = False,
    ) -> None:
        super().__init__()
        self.dossier = dossier
        self.settings = settings or AppSettings()
        self.keymap = keymap
        # also under an overlay, which would keep the key from the main screen
        leave = next(key for key in keymap if key.id == "quit_now")
        self._bindings.bind(",".join(leave.keys), "leave", show=False, priority=True)
        self._leaving = frozenset(leave.keys)
        self._early_events: list[events.Event] = []
        self._takes_events = self._is_handling = False
        self.gc_scheduler = GcScheduler()
        self.first_message = ""
        self.next_dossier: Path | None = None
        self.next_message = ""
        self.mouse_enabled = self.settings.mouse
        self.unsaved_note: NoteDraft | None = None
        self.greet = greet and is_sample(dossier.root)
        self.restores = restore
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
            raise DossierError(f"Unknown theme “{self.settings.theme}”.", do=f"Choose one of: {', '.join(sorted(self.available_themes))}.")
        self._begin_with_theme(self.settings.theme)

    def _begin_with_theme(self, name: str) -> None:
        """Set the theme that the app starts with. Assigning `theme` would do the same, and read all style sheets twice before the first paint."""
        self.set_reactive(App.theme, name)
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self.add_class(f"-theme-{name}", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Schedule garbage collection; show the terminal's own cursor where accessibility is on."""
        self.gc_scheduler.begin()
        if self.settings.accessible:
            show_cursor(self)
        self.set_interval(EVERY, self.gc_scheduler.look)

    def on_unmount(self) -> None:
        """Leave garbage collection to Python again."""
        self.gc_scheduler.end()

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed before the main screen is ready, or before all rows are there that it may need, for users type on while a program
        starts; quitting does not wait. A key that no widget has taken comes back here, to be looked up among the keys of the screen: that it is
        not kept again, behind those that were typed after it.
        """
        typed = isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.key not in self._leaving)
        typed = typed and not event.is_forwarded
        if typed:
            self._early_events.append(event)
        await self._take_early_events()
        if not typed:
            await super().on_event(event)

    def main_screen_ready(self) -> None:
        """Give the keys typed so far to the main screen, before those typed from now on. A dossier that a user opened is recent now."""
        if self.restores and not self._takes_events:
            runtime.recents.add_recent(self.dossier.root)
        self._takes_events = True
        self.call_later(self._take_early_events)

    async def _take_early_events(self) -> None:
        """Give the main screen what was typed and not taken yet, in order, up to what has to wait. After each event the next one waits for what it
        opens: they were typed one after the other, and no letter of a name that was typed into an overlay may be a key of the list below it.
        """
        while self._early_events and self._takes_events and not self._is_handling:
            main, event = self.screen_stack[-1] if self.screen_stack else None, self._early_events[0]
            if isinstance(main, MainScreen) and main.first_rows is not None:
                if tui.first_rows.waits(main, event):
                    return
                if tui.first_rows.moves(main, event):
                    self._early_events.pop(0)
                    continue
            at_work = frozenset(self.workers)
            await super().on_event(self._early_events.pop(0))
            if self._early_events:
                self._is_handling = True
                self.set_timer(HANDLED, partial(self._handled, at_work, monotonic() + LATEST_HANDLED))

    async def _handled(self, at_work: "frozenset[Worker[Any]]", latest: float) -> None:
        """Go on with what was typed, once the event before it is dealt with and the workers that it began have ended. What is typed into a field
        needs none of them.
        """
        if not self.screen_stack:
            return  # the app is being left
        ended = isinstance(self.focused, Input) or all(worker.is_finished for worker in self.workers if worker not in at_work)
        if (ended and self._nothing_is_on_its_way) or monotonic() > latest:
            self._is_handling = False
            await self._take_early_events()
        else:
            self.set_timer(HANDLED, partial(self._handled, at_work, latest))

    @property
    def _nothing_is_on_its_way(self) -> bool:
        """True where no message waits for the widget in focus or those around it, through which a key comes back here, and what was opened is
        there to take the next.
        """
        passed = (self.focused or self.screen).ancestors_with_self
        return self.screen.is_mounted and not any(node.message_queue_size for node in passed)

    def exit(self, result: int | None = None, return_code: int = 0, message: "RenderableType | None" = None) -> None:
        """Store where the user left off, and leave. What is being read so that the dossier can be shown is stopped after the current file, since the
        program only ends when that does.
        """
        main = self.screen_stack[0] if self.screen_stack else None
        if isinstance(main, MainScreen) and not main.loaded:
            main.cancel_event.set()
        if isinstance(main, MainScreen) and self.restores:
            tui.actions.left_off.store_left_off(main)
        super().exit(result, return_code, message)

    def action_leave(self) -> None:
        """Quit at once, also from an overlay."""
        self.exit()

    def _fatal_error(self) -> None:
        """Give the terminal back. Textual would print every local variable, texts of articles among them; `run_app` prints a message."""
        with suppress(Exception):  # whatever is broken, the terminal is given back
            main = self.screen_stack[0]
            self.unsaved_note = main.note_editor.draft if isinstance(main, MainScreen) else None
        self._close_messages_no_wait()

    @property
    def failed_with(self) -> Exception | None:
        """The exception that ended the app."""
        return self._exception

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Filters of all lines before they are drawn: no unsafe character passes, and where the terminal shows nothing but ASCII, every other
        sign is replaced.
        """
        safe = [*super().get_line_filters(), style.safe_filter.SafeFilter()]
        return [*safe, style.ascii_filter.AsciiOnly()] if self.shows_ascii else safe

    def get_default_screen(self) -> MainScreen:
        """The main screen."""
        return MainScreen(self.dossier, self.welcome, self.keymap, self.settings.measure, self.size)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of the roles in themes that do not name them."""
        return variables_for(self.current_theme)

    def on_app_focus(self) -> None:
        """The user may have put files into seeds/ meanwhile."""
        main = self.screen_stack[0] if self.screen_stack else None
        if isinstance(main, MainScreen):
            main.look_at_seeds(at_once=True)

    def enable_mouse(self, *, enabled: bool) -> None:
        """Listen to the mouse, or leave it to the terminal."""
        self.mouse_enabled = enabled
        # Textual has no public way to turn the mouse off while it runs; its driver reads this flag, before and after a shell
        driver: Any = self._driver
        if driver is not None:
            driver._mouse = True  # noqa: SLF001
            turn = getattr(driver, "_enable_mouse_support" if enabled else "_disable_mouse_support", None)
            if turn is not None:
                turn()
            driver._mouse = enabled  # noqa: SLF001

    def welcome(self, articles: int) -> None:
        """Welcome a user who opens the sample for the first time; `articles` is their number."""
        if not self.greet:
            return
        self.greet = False
        actions = {"all_keys": "help", "leave_app": "quit_now", "add_own": "add"}
        if not screens.welcome.greeted():
            main = self.screen

            def closed(choice: str | None) -> None:
                if choice in actions and isinstance(main, MainScreen):
                    main.action_run(actions[choice])

            self.push_screen(screens.welcome.WelcomeScreen(articles), closed)


def run_app(dossier: "Dossier") -> int:
    """Run the app on a dossier with the user's settings until it is left; the exit code. Raises DossierError for a setting that cannot
    be; keys that cannot be are left out, and the first message says so.
    """
    settings = app_settings()
    keymap, message = KEYMAP, ""
    if settings.key_overrides or settings.preset != PRESETS[0]:
        try:
            keymap = keys.user_keys.build_keymap(settings)
        except DossierError as error:
            keymap = keys.user_keys.preset_keymap(settings.preset)
            message = "! Your key settings are ignored. " + str(error).replace(f"{config_path().parent}/", "")
    while True:
        app = DossierApp(dossier, settings, keymap, greet=True, restore=True)
        app.first_message = message
        app.run(mouse=settings.mouse)
        if app.failed_with is not None:
            tui.crash.report_crash(app.failed_with, app.unsaved_note, app.dossier.root)
        dossier.close()
        if app.next_dossier is None or app.failed_with is not None:
            return app.return_code or 0
        dossier, message = _open_next(app.next_dossier, dossier.root, app.next_message)


def _open_next(root: Path, before: Path, message: str) -> "tuple[Dossier, str]":
    """The next dossier with the message that it opens with; where it cannot be opened, the one before with a message that says why."""
    try:
        return open_dossier(root), message
    except DossierError as error:
        return open_dossier(before), f"! {error}"
