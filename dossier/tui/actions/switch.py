"""What only the palette offers: the mouse on or off, and another dossier of those opened lately."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import DossierError

if TYPE_CHECKING:
    from dossier.tui.app import DossierApp
    from dossier.tui.screens.main import MainScreen

Switch = tuple[str, str, Callable[[], None]]
"""What it is called, a word on it, what it does."""


def switches(screen: "MainScreen") -> Iterator[Switch]:
    """The mouse, then the dossiers, last opened first."""
    word = "off" if mouse_on(screen) else "on"
    yield f"mouse {word}", "until the app is left", partial(turn_mouse, screen)
    yield from others(screen)


def others(screen: "MainScreen") -> Iterator[Switch]:
    """Each dossier opened lately that is still there, the one at hand left out."""
    from dossier.runtime.config import read_settings  # noqa: PLC0415  # seldom needed
    from dossier.runtime.recents import recent_dossiers  # noqa: PLC0415  # the same

    here = screen.dossier.root.resolve()
    for root in recent_dossiers():
        if root.resolve() == here:
            continue
        try:
            title = read_settings(root).title
        except DossierError:
            continue
        yield f"open {title}", str(root), partial(go_to, screen, root)


def go_to(screen: "MainScreen", root: Path) -> None:
    """Leave this dossier for another."""
    if screen.busy:
        screen.show_status("Articles are being read; stop that first.")
    else:
        app = _app(screen)
        app.next_one = root
        app.exit()


def mouse_on(screen: "MainScreen") -> bool:
    """Whether the app listens to the mouse now."""
    return _app(screen).listens


def turn_mouse(screen: "MainScreen") -> None:
    """Listen to the mouse, or leave it to the terminal, which can then mark text with it."""
    app = _app(screen)
    app.listens = not app.listens
    # Textual has no public way to turn the mouse off while it runs; its driver heeds its own word, before and after a shell
    driver = app._driver  # noqa: SLF001
    if driver is not None:
        driver._mouse = True  # noqa: SLF001
        turn = getattr(driver, "_enable_mouse_support" if app.listens else "_disable_mouse_support", None)
        if turn is not None:
            turn()
        driver._mouse = app.listens  # noqa: SLF001
    screen.show_status("The mouse is on." if app.listens else "The mouse is off; the terminal can mark text with it.")


def _app(screen: "MainScreen") -> "DossierApp":
    from dossier.tui.app import DossierApp  # noqa: PLC0415  # the app knows the screens

    assert isinstance(screen.app, DossierApp)  # noqa: S101  # no other app has this screen
    return screen.app
