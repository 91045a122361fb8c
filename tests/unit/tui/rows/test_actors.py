"""The rows of the actors' list: orders, and what the second line tells."""

import pytest

from dossier.api import Dossier
from dossier.model.query import Query
from dossier.tui.rows.actors import ORDERS, ActorListRow, actor_rows, draw_actor
from dossier.tui.state.labels import build_labels
from dossier.tui.state.list_model import Row
from dossier.tui.style.glyphs import Glyphs
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import RenderContext

LOOK = StyleRoles("none", plain=True, glyphs=Glyphs(), styles=())


def people(dossier: Dossier, order: str) -> list[Row]:
    """The rows of people in an order."""
    rows = actor_rows(dossier.answer(Query()), build_labels(dossier), order).rows
    return [row for row in rows if isinstance(row.item, ActorListRow) and row.item.row.actor.kind.value == "person"]


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("weight", "Orla Brandt", "Tomas Kerr"),
        ("name", "Anselm Rook", "Tomas Kerr"),
        ("first day", "Orla Brandt", "Anselm Rook"),
        ("quotations", "Orla Brandt", "Tomas Kerr"),
    ],
)
def test_people_stand_in_the_order_asked_for(outlets: Dossier, order: str, first: str, last: str) -> None:
    """By weight, name, first day and quotations; and no order loses anybody."""
    names = [row.item.row.actor.name for row in people(outlets, order)]
    assert (names[0], names[-1]) == (first, last)
    assert sorted(names) == sorted(row.item.row.actor.name for row in people(outlets, ORDERS[0]))


def test_the_second_line_tells_as_much_as_there_is_room_for(outlets: Dossier) -> None:
    """Role first; then days; then quotations and events, with the year, in a zoomed list."""
    row = next(r for r in people(outlets, "weight") if r.item.row.actor.name == "Henrik Brandt")
    told = {width: draw_actor(row, RenderContext(width, LOOK, wide=True))[1].plain for width in (12, 36, 90)}
    assert "Mayor" in told[12]
    assert "May" not in told[12].replace("Mayor", "")
    assert "12–20 May" in told[36]
    assert told[90].rstrip().endswith("2 quotes · 1 event · 12–20 May 2031")
    assert all(len(line) == width for width, line in told.items())
