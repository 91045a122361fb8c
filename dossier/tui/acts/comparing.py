"""Comparing: the sources of an event, or the printings of a quotation, side by side."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.keymap import QUOTES, READER
from dossier.model.comparison import Comparison
from dossier.model.query import Query
from dossier.tui import workers
from dossier.tui.acts.looking import event_in_focus, quotation_in_focus, screen_go
from dossier.tui.messages import Finished

if TYPE_CHECKING:
    from dossier.folder.dossier import Dossier
    from dossier.tui.screens.main import MainScreen

PHRASE = 6
"""Words of a quotation that are looked for when it is exported."""


def _compare(screen: "MainScreen") -> None:
    if screen.board is None:
        return
    quotation = quotation_in_focus(screen) if screen.in_focus in {QUOTES, READER} else None
    event = event_in_focus(screen) if screen.in_focus != QUOTES else None
    if event is not None and len(event.articles) > 1:
        compare(screen, event.id)
    elif quotation is not None and quotation.same_as:
        compare(screen, quotation.id)
    else:
        screen.tell("There is one source only; nothing to compare.")


def compare(screen: "MainScreen", ident: str) -> None:
    """Lay the sources of a thing over the screen, once they are looked up."""
    dossier = screen.dossier
    workers.run(screen, "compare", lambda: Finished("compare", dossier.compare(ident)))


def comparison_came(screen: "MainScreen", comparison: Comparison | None) -> None:
    """Lay a comparison over the screen, beginning with the article that is open."""
    from dossier.tui.screens.compare import CompareScreen  # noqa: PLC0415  # opened seldom

    if comparison is None:
        screen.tell("There is one source only; nothing to compare.")
        return
    begin = comparison.ident if comparison.kind == "quotation" else screen.place.article if screen.place else ""
    screen.app.push_screen(CompareScreen(screen, comparison, begin), screen_go(screen))


def query_for(dossier: "Dossier", comparison: Comparison) -> Query:
    """What is asked to show what is compared and as little else as a query can: place, kind and days of an event, the first words of
    a quotation.
    """
    if comparison.kind == "quotation":
        shortest = min((cell.text for cell in comparison.points[0].cells), key=len)
        return Query(f'"{" ".join(shortest.split()[:PHRASE])}"')
    event = dossier.event(comparison.ident)
    days = (event.start, event.end) if event.start and event.end else None
    return Query(f'place:"{event.place}"' if event.place else "", kinds=(event.kind.value,), days=days)


ACTS: "dict[str, Callable[[MainScreen], None]]" = {"compare": _compare}
