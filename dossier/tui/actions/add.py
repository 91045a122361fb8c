"""Articles in, from inside: asked for by a path or an address, taken in part by part, each file with its line as soon as it is there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.keys.keymap import ARTICLES
from dossier.model.ingest import IngestOptions, IngestResult, IngestStatus
from dossier.services.ingest.batches import add_in_batches
from dossier.tui import workers
from dossier.tui.actions.notes import give_back_focus
from dossier.tui.keys.field_completion import FieldCompletion, complete_path
from dossier.tui.messages import Finished
from dossier.tui.style.roles import style_roles
from dossier.tui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

ADDRESSES = ("http://", "https://")
FULL = "--full"
"""Before what is added: of feeds, the pages that they link to as well; the command's option of that name."""
HINT = f"file, folder, archive, address; tab completes; {FULL} FEED: with its pages"


def _add(screen: "MainScreen") -> None:
    if screen.busy:
        screen.show_status(f"Articles are being read; {style_roles(screen.app).key('back')} stops that.")
        return

    def done(text: str) -> None:
        give_back_focus(screen)
        name, full = _in_full(text)
        wanted = _named(name)
        if name and (full or isinstance(wanted, str)) and not screen.networked:
            _ask_for_network(screen, wanted, full=full)
        elif name:
            add_paths(screen, [wanted], full=full)

    screen.prompt.open(PromptRequest("add", done, hint=HINT, grow=_grown))


def _in_full(text: str) -> tuple[str, bool]:
    """What is to be added, and whether “--full” stood before it."""
    first, _, rest = text.strip().partition(" ")
    return (rest.strip(), True) if first == FULL else (text.strip(), False)


def _grown(text: str) -> FieldCompletion:
    """The path completed, “--full” left where it stands."""
    name, full = _in_full(text)
    grown = complete_path(name if full else text)
    return replace(grown, text=f"{FULL} {grown.text}") if full else grown


def _named(name: str) -> Path | str:
    """An address as it is typed; else the path that is meant."""
    return name if name.lower().startswith(ADDRESSES) else _path(name)


def _path(text: str) -> Path:
    """The path meant: as it is typed, or as a terminal types a file that is dropped on it, between quotation marks or with escaped blanks."""
    plain = Path(text).expanduser()
    if not plain.exists():
        for other in (text.strip("'\""), text.replace("\\ ", " ")):
            if Path(other).expanduser().exists():
                return Path(other).expanduser()
    return plain


def _ask_for_network(screen: "MainScreen", wanted: Path | str, *, full: bool) -> None:
    """Nothing is fetched before the user has said so, once while the app is open."""

    def done(text: str) -> None:
        give_back_focus(screen)
        answer = text.strip().lower()
        if answer not in {"y", "yes", "f", "full"}:
            screen.show_status("Nothing was fetched; the network was not used.")
            return
        screen.networked = True
        add_paths(screen, [wanted], full=full or answer.startswith("f"))

    what = "y the feed's pages" if full else "y this page · f a feed with its pages"
    screen.prompt.open(PromptRequest("use the network?", done, hint=f"{what} · esc no · asked once until you quit"))


def add_paths(screen: "MainScreen", paths: Sequence[Path | str], *, full: bool = False) -> None:
    """Take files in, with `full` the pages that feeds link to as well; what became of each is shown in place of the articles."""
    screen.cancel_event.clear()
    screen.busy = True
    screen.reports = ()
    screen.show_status(f"Reading …  {style_roles(screen.app).key('back')} stops")
    tell = workers.progress_poster(screen)

    def heard(came: tuple[IngestResult, ...]) -> None:
        screen.post_message(Finished("part", came))

    how = IngestOptions(full=True) if full else None
    workers.run_action(screen, "add", lambda: add_in_batches(screen.dossier, paths, heard, tell, screen.cancel_event.is_set, how))


def part_came(screen: "MainScreen", came: tuple[IngestResult, ...]) -> None:
    """Add the lines of a part; the first one opens the report, unless the user is typing something."""
    first = not screen.reports
    screen.reports = (*screen.reports, *came)
    if first and not screen.prompt.display and not screen.note.display and not screen.search.has_focus:
        screen.pane = ARTICLES
        screen.set_focus(screen.lists[ARTICLES])
    screen.refresh_all()


def all_came(screen: "MainScreen", reports: tuple[IngestResult, ...]) -> None:
    """Say how it ended."""
    stopped = screen.cancel_event.is_set()
    screen.cancel_event.clear()
    added = sum(report.status is IngestStatus.ADDED for report in reports)
    screen.show_status(f"Stopped; what was read stays: {added} added." if stopped else "")
    if reports:
        screen.reports = reports
    screen.refresh_all()


def _try_again(screen: "MainScreen") -> None:
    again = [_named(report.path) for report in screen.reports if report.status is IngestStatus.REFUSED]
    if again and not screen.busy:
        add_paths(screen, again)
    else:
        screen.show_status("Every file was taken in; there is nothing to try again.")


ACTS: "dict[str, Callable[[MainScreen], None]]" = {"add": _add, "try_again": _try_again}
