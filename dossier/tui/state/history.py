"""Navigation history of the reader: back and forth, as in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.tui.text.article_layout import ReaderPosition

MOST = 100
"""Positions that are remembered; older ones are forgotten."""


class NavigationHistory:
    """Positions left, and those returned from. The current position is in neither."""

    def __init__(self) -> None:
        self.behind: list[ReaderPosition] = []
        self.ahead: list[ReaderPosition] = []

    def leave(self, current: ReaderPosition) -> None:
        """Go on from the current position: it is behind now, and what was ahead is forgotten."""
        self.behind = [*self.behind[1 - MOST :], current]
        self.ahead.clear()

    def back(self, current: ReaderPosition | None) -> ReaderPosition | None:
        """The position left last, or None at the start; the current one goes ahead."""
        return self._turn(self.behind, self.ahead, current)

    def forth(self, current: ReaderPosition | None) -> ReaderPosition | None:
        """The position returned from last, or None where there is none; the current one goes behind."""
        return self._turn(self.ahead, self.behind, current)

    def _turn(self, source: list[ReaderPosition], sink: list[ReaderPosition], current: ReaderPosition | None) -> ReaderPosition | None:
        if not source:
            return None
        if current is not None:
            sink.append(current)
        return source.pop()
