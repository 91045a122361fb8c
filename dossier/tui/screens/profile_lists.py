"""The lists of an actor's page: one in most terminals, two side by side in wide ones. Moving goes over both."""

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen

from dossier.tui.rows.profile import FACTS, ProfileLine, Section, page_rows
from dossier.tui.state.list_model import item_of
from dossier.tui.widgets.line_list import LineList

STEPS = {"down": 1, "up": -1}
PAGES = {"half_down": 0.5, "half_up": -0.5, "page_down": 1.0, "page_up": -1.0}


class ProfileLists:
    """Both lists as one page: `first` holds all sections, or, where `second` is shown too, those of facts."""

    def __init__(self) -> None:
        self.first, self.second = LineList("page-one"), LineList("page-two")
        self.both = (self.first, self.second)
        for widget in self.both:
            widget.visited = True

    @property
    def current(self) -> LineList:
        """The list in focus."""
        return self.second if self.second.has_focus else self.first

    @property
    def line(self) -> ProfileLine | None:
        """The line at the cursor."""
        return item_of(self.current.chosen, ProfileLine)

    @property
    def filter_text(self) -> str:
        """The text that both lists are filtered by."""
        return self.first.filter_text

    def filter_by(self, text: str) -> None:
        """Show only the lines that hold a text."""
        for widget in self.both:
            widget.filter_by(text)

    def show(self, sections: Sequence[Section], size: int) -> None:
        """Show the sections at a size: 1 narrow, 2 medium, 4 wide, where facts have the first list, and deeds and words the second."""
        wide = size == 4
        facts = [section for section in sections if not wide or section[0] in FACTS]
        others = [section for section in sections if wide and section[0] not in FACTS]
        for widget, shown in zip(self.both, (facts, others), strict=True):
            widget.narrow, widget.wide = size == 1, wide
            widget.show(page_rows(shown))
        self.second.display = bool(others)

    def move(self, screen: Screen[Any], key_id: str) -> bool:
        """Move the cursor where the action of a key is to move it; false for other actions."""
        widget = self.current
        if key_id in STEPS:
            widget.move(STEPS[key_id])
        elif key_id in PAGES:
            widget.page(PAGES[key_id])
        elif key_id in {"top", "bottom"}:
            (widget.first if key_id == "top" else widget.last)()
        elif key_id in {"left", "right", "next_pane", "previous_pane"}:
            other = self.first if widget is self.second else self.second
            screen.set_focus(other if other.display else widget)
        elif key_id in {"next_section", "previous_section"}:
            self._move_by_sections(screen, 1 if key_id == "next_section" else -1)
        else:
            return False
        return True

    def _move_by_sections(self, screen: Screen[Any], by: int) -> None:
        """Go to the first line of the next or previous section, over both lists, round at the ends."""
        firsts = [
            (widget, at + 1)
            for widget in self.both
            if widget.display
            for at, row in enumerate(widget.listing.rows)
            if row.heading and at + 1 < len(widget.listing.rows)
        ]
        chosen = self.current.chosen
        if not firsts or chosen is None:
            return
        current = chosen.id.rpartition(" ")[0]
        names = [widget.listing.rows[at].id.rpartition(" ")[0] for widget, at in firsts]
        widget, at = firsts[(names.index(current) + by) % len(firsts) if current in names else 0]
        screen.set_focus(widget)
        widget.select(widget.listing.rows[at].id)
        widget.scroll_to(y=widget.line_of_heading(at - 1), animate=False)
