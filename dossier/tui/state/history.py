"""Where one has been in the reader: back and forth, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.tui.text.article_layout import ReaderPosition

MOST = 100
"""Places kept; older ones are forgotten."""


@dataclass
class NavigationHistory:
    """Places left behind, and those come back from. The place at hand is never in it."""

    behind: list[ReaderPosition] = field(default_factory=list)
    ahead: list[ReaderPosition] = field(default_factory=list)

    def leave(self, here: ReaderPosition) -> None:
        """Go on from a place: it is behind now, and what was ahead is forgotten."""
        self.behind = [*self.behind[1 - MOST :], here]
        self.ahead.clear()

    def back(self, here: ReaderPosition | None) -> ReaderPosition | None:
        """The place left last, or None at the start; the one at hand can be gone forth to."""
        return self._turn(self.behind, self.ahead, here)

    def forth(self, here: ReaderPosition | None) -> ReaderPosition | None:
        """The place come back from last, or None where there is none."""
        return self._turn(self.ahead, self.behind, here)

    def _turn(self, source: list[ReaderPosition], sink: list[ReaderPosition], here: ReaderPosition | None) -> ReaderPosition | None:
        if not source:
            return None
        if here is not None:
            sink.append(here)
        return source.pop()
