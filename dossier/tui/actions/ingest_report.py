"""What became of files that were taken in; exports."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.keys.keymap import ACTORS, ARTICLES, NOTES, QUOTES, TIMELINE
from dossier.model.ingest import IngestResult, IngestStatus
from dossier.phrases.core import pluralize
from dossier.tui.actions.filters import asked_words
from dossier.tui.actions.open import open_place
from dossier.tui.actions.search import answer_came, follow
from dossier.tui.chrome import refresh_chrome
from dossier.tui.rows.ingest_report import first_refused, report_rows
from dossier.tui.state.labels import Labels
from dossier.tui.state.list_model import Row
from dossier.tui.style.roles import style_roles
from dossier.tui.text.article_layout import ReaderPosition
from dossier.tui.text.placeholders import failure

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

ITEMS = {ACTORS: "actor", TIMELINE: "event", ARTICLES: "article", QUOTES: "quotation", NOTES: "note"}
"""What a row of each list stands for."""


def _export(screen: "MainScreen") -> None:
    from dossier.tui.screens.export import ExportScreen  # noqa: PLC0415  # opened seldom

    only = {pane: picked for pane, widget in screen.lists.items() if (picked := _known(screen, pane, widget.picked))}
    counts = (pluralize(len(picked), f"selected {ITEMS[pane]}") for pane, picked in only.items())
    words = f"the {', '.join(counts)}" if only else asked_words(screen)
    ids = tuple(ident for picked in only.values() for ident in picked)
    screen.app.push_screen(ExportScreen(screen.dossier, screen.current_query, words, ids), lambda told: screen.show_status(told or ""))


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
    listing = report_rows(screen.reports, screen.labels or Labels())
    widget.show(listing)
    if screen.busy:
        refresh_chrome(screen)
        return
    if widget.select(first_refused(listing)) and widget.chosen is not None:
        show_report(screen, widget.chosen)


def show_report(screen: "MainScreen", row: Row) -> None:
    """The article that a file became, or why it became none."""
    report: IngestResult = row.item[0]
    if report.article and screen.labels and report.article in screen.labels.articles:
        open_place(screen, ReaderPosition(report.article))
        return
    title = "This file could not be added" if report.status is IngestStatus.REFUSED else "This file was not needed"
    error = DossierError(report.note or "It holds nothing new.", where=report.path)
    screen.serial += 1
    screen.reader.say(failure(style_roles(screen.app), title, error, screen.reader.size.width))
    refresh_chrome(screen)


def _dismiss(screen: "MainScreen") -> None:
    screen.reports = ()
    if screen.contents:
        answer_came(screen, screen.contents)
        follow(screen)


ACTS: "dict[str, Callable[[MainScreen], None]]" = {"export": _export, "dismiss": _dismiss}
