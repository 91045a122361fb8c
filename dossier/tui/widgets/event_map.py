"""Map of events: draws coasts and marks in dots; is moved and zoomed by keys of its screen, by the wheel and by dragging."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from dossier.maps.dots import CELL
from dossier.maps.drawing import ASCII_SIGNS, MapDrawing, MapSigns, draw_map
from dossier.maps.spots import MapSpot
from dossier.maps.view import MapView, fit
from dossier.tui.style.glyphs import ASCII
from dossier.tui.style.roles import style_roles

ROLES = {
    "coast": "faint",
    "border": "rule",
    "disputed": "rule",
    "several": "bold",
    "chosen": "days",
    "name": "muted",
    "chosen-name": "key",
    "scale": "muted",
}
"""Style roles of the drawing's roles; those of marks are style roles themselves."""
ZOOM = 1.6
"""Times that a step of zooming makes the map larger."""


@dataclass
class MarkPicked(Message):
    """A mark was clicked; the event at it that is next after the chosen one. `opened` is true for the second click."""

    event_id: str
    opened: bool


class EventMap(Widget, can_focus=True, inherit_bindings=False):
    """Draws the spots of events on the part of the world that `view` shows. As long as the user does not move the map, it shows them all."""

    def __init__(self) -> None:
        super().__init__(id="map-canvas")
        self.spots: tuple[MapSpot, ...] = ()
        self.chosen = ""
        """The id of the event that is lit."""
        self.view: MapView | None = None
        self.moved = False
        """True once the user has moved or zoomed the map."""
        self._drawing: tuple[tuple[object, ...], MapDrawing, list[Strip]] | None = None
        self._dragged: tuple[MapView, int, int] | None = None
        self._was_dragged = False

    # what is shown
    def show(self, spots: Sequence[MapSpot], chosen: str) -> None:
        """Show other spots."""
        self.spots, self.chosen = tuple(spots), chosen
        self.fit_all()

    def choose(self, event_id: str) -> None:
        """Light another event, and move the map to it if it is out of sight."""
        self.chosen = event_id
        spot = next((spot for spot in self.spots if any(event.id == event_id for event in spot.events)), None)
        if spot is not None and self.view is not None:
            self.view = self.view.towards(spot.x, spot.y)
        self.refresh()

    def fit_all(self) -> None:
        """Show all events."""
        self.moved = False
        width, height = self.size.width * CELL[0], self.size.height * CELL[1]
        self.view = fit([(spot.x, spot.y) for spot in self.spots], width, height) if width and height else None
        self.refresh()

    def pan(self, right: float, down: float) -> None:
        """Move the map by shares of its width and height."""
        if self.view is not None:
            self.look_at(self.view.panned(right, down))

    def zoom(self, factor: float, at: tuple[int, int] | None = None) -> None:
        """Zoom in, or out with a factor below 1; the cell `at` stays where it is, by default the chosen event, or the middle."""
        if self.view is not None:
            self.look_at(self.view.zoomed(factor, (at[0] * CELL[0], at[1] * CELL[1]) if at else self._chosen_dot()))

    def _chosen_dot(self) -> tuple[float, float] | None:
        """The dot of the chosen event, where it is in sight."""
        view = self.view
        for spot in self.spots:
            if view is not None and any(event.id == self.chosen for event in spot.events):
                column, row = view.dot(spot.x, spot.y)
                return (column, row) if 0 <= column < view.width and 0 <= row < view.height else None
        return None

    def look_at(self, view: MapView) -> None:
        """Show another part of the world."""
        self.view, self.moved = view, True
        self.refresh()

    def on_resize(self) -> None:
        """Show the same land at another size, or all events."""
        width, height = self.size.width * CELL[0], self.size.height * CELL[1]
        if self.moved and self.view is not None and width and height:
            self.view = self.view.resized(width, height)
            self.refresh()
        else:
            self.fit_all()

    # drawing
    @property
    def drawing(self) -> MapDrawing | None:
        """What is drawn now; None while the map has no size."""
        return self._draw()[0]

    def _draw(self) -> tuple[MapDrawing | None, list[Strip]]:
        if self.view is None:
            return None, []
        look = style_roles(self.app)
        key = (self.view, self.spots, self.chosen, look.theme, look.plain, look.glyphs, self.visual_style)
        if self._drawing is None or self._drawing[0] != key:
            drawing = draw_map(self.view, self.spots, self.chosen, ASCII_SIGNS if look.glyphs is ASCII else MapSigns())
            roles = {role for row in drawing.rows for _, role in row}
            styles = {role: (self.visual_style + look.style(ROLES.get(role, role))).rich_style for role in roles}
            strips = [Strip([Segment(text, styles[role]) for text, role in row], self.size.width) for row in drawing.rows]
            self._drawing = (key, drawing, strips)
        return self._drawing[1], self._drawing[2]

    def render_line(self, y: int) -> Strip:
        """One line."""
        strips = self._draw()[1]
        return strips[y] if y < len(strips) else Strip.blank(self.size.width, self.visual_style.rich_style)

    # mouse
    def on_click(self, event: events.Click) -> None:
        """Pick the mark under the pointer; of several events at it, the next one."""
        offset, drawing = event.get_content_offset(self), self.drawing
        if offset is None or drawing is None or self._was_dragged:
            return
        mark = drawing.mark_near(offset.x, offset.y)
        if mark is None:
            return
        ids = sorted((event.id for event in mark.events), key=self._order().index)
        again = event.chain > 1
        at = ids.index(self.chosen) + (0 if again else 1) if self.chosen in ids else 0
        self.post_message(MarkPicked(ids[at % len(ids)], opened=again))

    def _order(self) -> list[str]:
        """The ids of all events by day, those without a day last."""
        located = [event for spot in self.spots for event in spot.events]
        return [event.id for event in sorted(located, key=lambda event: (event.start is None, event.start or 0, event.id))]

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Zoom in on what is under the pointer."""
        self._zoom_at(event, ZOOM)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Zoom out from there."""
        self._zoom_at(event, 1 / ZOOM)

    def _zoom_at(self, event: events.MouseEvent, factor: float) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        if offset is not None:
            self.zoom(factor, (offset.x, offset.y))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag the map."""
        self._was_dragged = False
        if self.view is not None:
            self._dragged = (self.view, event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the map."""
        if self._dragged is None:
            return
        view, x, y = self._dragged
        if self._was_dragged or (event.x, event.y) != (x, y):
            self._was_dragged = True
            self.look_at(view.panned((x - event.x) * CELL[0] / view.width, (y - event.y) * CELL[1] / view.height))

    def on_mouse_up(self) -> None:
        """Let the map go."""
        self._dragged = None
        self.release_mouse()
