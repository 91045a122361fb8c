"""What became of files that were taken in; exports."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, TIMELINE
from dossier.model.ingest import AddReport, Outcome
from dossier.phrases.core import count_of
from dossier.tui.actions.filters import asked_words
from dossier.tui.actions.open import open_place
from dossier.tui.actions.search import answer_came, follow
from dossier.tui.chrome import frame
from dossier.tui.rows.ingest_report import first_refused, report_rows
from dossier.tui.state.labels import Catalogue
from dossier.tui.state.list_model import Row
from dossier.tui.style.roles import look_of
from dossier.tui.text.article_layout import Place
from dossier.tui.text.placeholders import failure

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

ITEMS = {ACTORS: "actor", TIMELINE: "event", ARTICLES: "article", QUOTES: "quotation", NOTES: "note"}
"""What a row of each list stands for."""


def _export(screen: "MainScreen") -> None:
    from dossier.tui.screens.export import ExportScreen  # noqa: PLC0415  # opened seldom

    only = {pane: picked for pane, widget in screen.lists.items() if (picked := _known(screen, pane, widget.picked))}
    counts = (count_of(len(picked), f"selected {ITEMS[pane]}") for pane, picked in only.items())
    words = f"the {', '.join(counts)}" if only else asked_words(screen)
    ids = tuple(ident for picked in only.values() for ident in picked)
    screen.app.push_screen(ExportScreen(screen.dossier, screen.asked, words, ids), lambda told: screen.tell(told or ""))


def _known(screen: "MainScreen", pane: str, picked: frozenset[str]) -> list[str]:
    """Those of the selected rows that stand for something still: what was joined or taken out meanwhile does not."""
    if pane == NOTES:
        return sorted(picked & {str(entry.id) for entry in screen.dossier.desk.entries()}) if picked else []
    return sorted(ident for ident in picked if _is_there(screen, ident))


def _is_there(screen: "MainScreen", ident: str) -> bool:
    try:
        return screen.dossier.find(ident).id == ident
    except DossierError:
        return False


def show_reports(screen: "MainScreen") -> None:
    """Lay the report over the list of articles."""
    widget = screen.lists[ARTICLES]
    listing = report_rows(screen.reports, screen.names or Catalogue())
    widget.show(listing)
    if screen.busy:
        frame(screen)
        return
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


ACTS: "dict[str, Callable[[MainScreen], None]]" = {"export": _export, "dismiss": _dismiss}
