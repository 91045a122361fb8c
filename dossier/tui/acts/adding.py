"""Articles in, from inside: asked for by a path or an address, taken in part by part, each file with its line as soon as it is there."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.folder.parts import add_in_parts
from dossier.keymap import ARTICLES
from dossier.model.report import AddReport, Outcome
from dossier.tui import workers
from dossier.tui.acts.working import give_back_focus
from dossier.tui.completing import grown_path
from dossier.tui.looks import look_of
from dossier.tui.messages import Finished
from dossier.tui.widgets.prompt import Ask

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

ADDRESSES = ("http://", "https://")


def _add(screen: "MainScreen") -> None:
    if screen.busy:
        screen.tell(f"Articles are being read; {look_of(screen.app).key('back')} stops that.")
        return

    def done(text: str) -> None:
        give_back_focus(screen)
        name = text.strip()
        if name.lower().startswith(ADDRESSES) and not screen.networked:
            _ask_for_network(screen, name)
        elif name:
            add_paths(screen, [name if name.lower().startswith(ADDRESSES) else _path(name)])

    screen.prompt.open(Ask("add", done, hint="a file, a folder, an archive or an address; tab completes", grow=grown_path))


def _path(text: str) -> Path:
    """The path meant: as it is typed, or as a terminal types a file that is dropped on it, between quotation marks or with escaped blanks."""
    plain = Path(text).expanduser()
    if not plain.exists():
        for other in (text.strip("'\""), text.replace("\\ ", " ")):
            if Path(other).expanduser().exists():
                return Path(other).expanduser()
    return plain


def _ask_for_network(screen: "MainScreen", address: str) -> None:
    """Nothing is fetched before the user has said so, once while the app is open."""

    def done(text: str) -> None:
        give_back_focus(screen)
        if text.strip().lower() not in {"y", "yes"}:
            screen.tell("Nothing was fetched; the network was not used.")
            return
        screen.networked = True
        add_paths(screen, [address])

    screen.prompt.open(Ask("use the network?", done, hint="y fetches this page, and others that you add until you quit; esc does not"))


def add_paths(screen: "MainScreen", paths: Sequence[Path | str]) -> None:
    """Take files in; what became of each is shown in place of the articles."""
    screen.stop.clear()
    screen.busy = True
    screen.reports = ()
    screen.tell(f"Reading …  {look_of(screen.app).key('back')} stops")
    tell = workers.teller(screen)

    def heard(came: tuple[AddReport, ...]) -> None:
        screen.post_message(Finished("part", came))

    workers.act(screen, "add", lambda: add_in_parts(screen.dossier, paths, heard, tell, screen.stop.is_set))


def part_came(screen: "MainScreen", came: tuple[AddReport, ...]) -> None:
    """Add the lines of a part; the first one opens the report, unless the user is typing something."""
    first = not screen.reports
    screen.reports = (*screen.reports, *came)
    if first and not screen.prompt.display and not screen.note.display and not screen.search.has_focus:
        screen.pane = ARTICLES
        screen.set_focus(screen.lists[ARTICLES])
    screen.refresh_all()


def all_came(screen: "MainScreen", reports: tuple[AddReport, ...]) -> None:
    """Say how it ended."""
    stopped = screen.stop.is_set()
    screen.stop.clear()
    added = sum(report.outcome is Outcome.ADDED for report in reports)
    screen.tell(f"Stopped; what was read stays: {added} added." if stopped else "")
    if reports:
        screen.reports = reports
    screen.refresh_all()


def _try_again(screen: "MainScreen") -> None:
    again = [Path(report.path) for report in screen.reports if report.outcome is Outcome.REFUSED]
    if again and not screen.busy:
        add_paths(screen, again)
    else:
        screen.tell("Every file was taken in; there is nothing to try again.")


ACTS: "dict[str, Callable[[MainScreen], None]]" = {"add": _add, "try_again": _try_again}
