"""What the keys do: one function of the main screen for each key of the table."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.tui.actions.add import ACTS as ADDING
from dossier.tui.actions.compare import ACTS as COMPARING
from dossier.tui.actions.corrections import ACTS as MENDING
from dossier.tui.actions.filters import ACTS as NARROWING
from dossier.tui.actions.ingest_report import ACTS as OPENING
from dossier.tui.actions.navigation import ACTS as MOVING
from dossier.tui.actions.notes import ACTS as WORKING
from dossier.tui.actions.open import ACTS as LOOKING
from dossier.tui.actions.profile import ACTS as PROFILING
from dossier.tui.actions.search import ACTS as FINDING

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

ACTS: dict[str, "Callable[[MainScreen], None]"] = {
    **MOVING,
    **FINDING,
    **NARROWING,
    **LOOKING,
    **COMPARING,
    **PROFILING,
    **WORKING,
    **MENDING,
    **OPENING,
    **ADDING,
}
