"""What the keys do: one function of the main screen for each key of the table."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.tui.acts.adding import ACTS as ADDING
from dossier.tui.acts.comparing import ACTS as COMPARING
from dossier.tui.acts.finding import ACTS as FINDING
from dossier.tui.acts.looking import ACTS as LOOKING
from dossier.tui.acts.mending import ACTS as MENDING
from dossier.tui.acts.moving import ACTS as MOVING
from dossier.tui.acts.narrowing import ACTS as NARROWING
from dossier.tui.acts.opening import ACTS as OPENING
from dossier.tui.acts.profiling import ACTS as PROFILING
from dossier.tui.acts.working import ACTS as WORKING

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
