"""What the keys do: one function of the main screen for each key of the table."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier.keymap import KEYMAP, Key
from dossier.tui.acts import finding, looking, mending, moving, opening, working

if TYPE_CHECKING:
    from dossier.tui.screens.main import MainScreen

ACTS: dict[str, "Callable[[MainScreen], None]"] = {
    **moving.ACTS,
    **finding.ACTS,
    **looking.ACTS,
    **working.ACTS,
    **mending.ACTS,
    **opening.ACTS,
}
_KEYS = {key.id: key for key in KEYMAP}


def key_of(key_id: str) -> Key:
    """The table's entry for an id."""
    return _KEYS[key_id]
