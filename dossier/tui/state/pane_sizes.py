"""Pane sizes that the user chose, in the user's private state: for each layout, the share of the screen that a split gives to its first side."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from dossier.errors import DossierError
from dossier.runtime.paths import private_folder, state_dir
from dossier.runtime.safe_files import SafeFolder

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.widget import Widget

FILE = "panes.json"
LAYOUTS = {"narrow": ("lists",), "medium": ("lists", "actors"), "wide": ("lists", "actors")}
"""The splits of each layout: between the lists and the reader, between the actors and the other list."""
PaneSizes = dict[str, dict[str, float]]
"""Shares in percent by layout and split."""


class Split(NamedTuple):
    """A border between panes: its name, the widget before it, the region of the screen that it divides, and whether it goes from top to
    bottom.
    """

    name: str
    first: Widget
    whole: Region
    upright: bool


def load_pane_sizes() -> PaneSizes:
    """The sizes stored last; none where nothing was stored, or nothing that is understood."""
    try:
        text = (state_dir() / FILE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    import json  # noqa: PLC0415  most users keep the sizes that the program has

    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(stored, dict):
        return {}
    sizes: PaneSizes = {}
    for layout, splits in LAYOUTS.items():
        shares = stored.get(layout)
        for split in splits:
            share = shares.get(split) if isinstance(shares, dict) else None
            if isinstance(share, int | float) and 0 < share < 100:
                sizes.setdefault(layout, {})[split] = float(share)
    return sizes


def save_pane_sizes(sizes: PaneSizes) -> None:
    """Store the sizes. Does nothing where the state cannot be written."""
    import json  # noqa: PLC0415  as above

    with suppress(OSError, ValueError, DossierError):
        folder = private_folder()
        SafeFolder(folder).replace(folder / FILE, json.dumps(sizes, indent=1).encode(), mode=0o600)
