"""Articles in, exports out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.keymap import ARTICLES
from dossier.model.report import AddReport, Outcome
from dossier.tui import workers
from dossier.tui.acts.finding import answer_came, follow
from dossier.tui.acts.looking import open_place
from dossier.tui.acts.working import give_back_focus
from dossier.tui.catalogue import Catalogue
from dossier.tui.frames import frame
from dossier.tui.listing import Row
from dossier.tui.looks import look_of
from dossier.tui.page import Place
from dossier.tui.states import failure
from dossier.tui.widgets.prompt import Ask
from dossier.tui.widgets.reports import first_refused, report_rows

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen


def _add(screen: "MainScreen") -> None:
    def done(text: str) -> None:
        give_back_focus(screen)
        if text.strip():
            add_paths(screen, [Path(text.strip()).expanduser()])

    screen.prompt.open(Ask("add", done, hint="a file, a folder or an archive"))


def add_paths(screen: "MainScreen", paths: list[Path]) -> None:
    """Take files in; what became of each is shown in place of the articles."""
    screen.stop.clear()
    screen.busy = True
    screen.tell("Reading … esc stops")
    tell = workers.teller(screen)
    workers.act(screen, "add", lambda: screen.dossier.add(paths, progress=tell, cancelled=screen.stop.is_set))


def _export(screen: "MainScreen") -> None:
    from dossier.tui.screens.export import ExportScreen  # noqa: PLC0415  # opened seldom

    screen.app.push_screen(ExportScreen(screen.dossier, screen.asked), lambda told: screen.tell(told or ""))


def opened(screen: "MainScreen", reports: "tuple[AddReport, ...]") -> None:
    """Show what became of the files taken in, in place of the articles, until it is put away."""
    screen.reports = reports
    screen.tell("")
    screen.pane = ARTICLES
    screen.set_focus(screen.lists[ARTICLES])
    screen.refresh_all()


def show_reports(screen: "MainScreen") -> None:
    """Lay the report over the list of articles."""
    widget = screen.lists[ARTICLES]
    listing = report_rows(screen.reports, screen.names or Catalogue())
    widget.show(listing)
    if widget.select(first_refused(listing)) and widget.chosen is not None:
        show_report(screen, widget.chosen)


def show_report(screen: "MainScreen", row: Row) -> None:
    """The article that a file became, or why it became none."""
    report: AddReport = row.of[0]
    if report.article and screen.names and report.article in screen.names.articles:
        open_place(screen, Place(report.article))
        return
    title = "This file could not be added" if report.outcome is Outcome.REFUSED else "This file was not needed"
    error = DossierError(report.note or "It holds nothing new.", where=report.path)
    screen.serial += 1
    screen.reader.say(failure(look_of(screen.app), title, error, screen.reader.size.width))
    frame(screen)


def _dismiss(screen: "MainScreen") -> None:
    screen.reports = ()
    if screen.board:
        answer_came(screen, screen.board)
        follow(screen)


def _try_again(screen: "MainScreen") -> None:
    again = [Path(report.path) for report in screen.reports if report.outcome is Outcome.REFUSED]
    if again:
        add_paths(screen, again)
    else:
        screen.tell("Every file was taken in; there is nothing to try again.")


ACTS: "dict[str, Callable[[MainScreen], None]]" = {"add": _add, "export": _export, "dismiss": _dismiss, "try_again": _try_again}
