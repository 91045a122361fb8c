"""Comparing: the sources of an event, or the printings of a quotation, side by side."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.keys.keymap import QUOTES, READER
from dossier.model.comparison import Comparison
from dossier.tui import workers
from dossier.tui.actions.open import event_in_focus, quotation_in_focus, screen_go
from dossier.tui.messages import Finished

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.tui.screens.main import MainScreen


def _compare(screen: "MainScreen") -> None:
    if screen.contents is None:
        return
    quotation = quotation_in_focus(screen) if screen.in_focus in {QUOTES, READER} else None
    event = event_in_focus(screen) if screen.in_focus != QUOTES else None
    if event is not None and len(event.articles) > 1:
        compare(screen, event.id)
    elif quotation is not None and quotation.same_as:
        compare(screen, quotation.id)
    else:
        screen.show_status("There is one source only; nothing to compare.")


def compare(screen: "MainScreen", ident: str) -> None:
    """Lay the sources of a thing over the screen, once they are looked up."""
    dossier = screen.dossier
    workers.run_in_thread(screen, "compare", lambda: Finished("compare", dossier.compare(ident)))


def comparison_came(screen: "MainScreen", comparison: Comparison | None) -> None:
    """Lay a comparison over the screen, beginning with the article that is open."""
    from dossier.tui.screens.compare import CompareScreen  # noqa: PLC0415  # opened seldom

    if comparison is None:
        screen.show_status("There is one source only; nothing to compare.")
        return
    begin = comparison.ident if comparison.kind == "quotation" else screen.position.article if screen.position else ""
    screen.app.push_screen(CompareScreen(screen, comparison, begin), screen_go(screen))


def ids_of(dossier: "Dossier", comparison: Comparison) -> tuple[str, ...]:
    """What is compared: the event, or every printing of the quotation."""
    same = dossier.quotation(comparison.ident).same_as if comparison.kind == "quotation" else ()
    return (comparison.ident, *same)


ACTS: "dict[str, Callable[[MainScreen], None]]" = {"compare": _compare}
