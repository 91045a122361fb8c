"""Rows of the actors' list: orders, and the second line."""

import pytest

from dossier.api import Dossier
from dossier.model.actor import ActorKind
from dossier.model.query import Query
from dossier.tui.rows.actors import ORDERS, ActorListRow, actor_rows, draw_actor
from dossier.tui.state.labels import build_labels
from dossier.tui.state.list_model import Row, item_of
from dossier.tui.style.glyphs import Glyphs
from dossier.tui.style.roles import StyleRoles
from dossier.tui.text.lines import RenderContext

LOOK = StyleRoles("none", plain=True, glyphs=Glyphs(), styles=())


def people(dossier: Dossier, order: str) -> dict[str, Row]:
    """The rows of people in an order, by name."""
    rows = actor_rows(dossier.query.search(Query()), build_labels(dossier), order).rows
    items = [(row, item.row.actor) for row in rows if (item := item_of(row, ActorListRow))]
    return {actor.name: row for row, actor in items if actor.kind is ActorKind.PERSON}


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("most mentioned first", "Orla Brandt", "Tomas Kerr"),
        ("name", "Anselm Rook", "Tomas Kerr"),
        ("first day", "Orla Brandt", "Anselm Rook"),
        ("most quoted first", "Orla Brandt", "Tomas Kerr"),
    ],
)
def test_people_stand_in_the_order_asked_for(outlets: Dossier, order: str, first: str, last: str) -> None:
    """By weight, name, first day and quotations; and no order loses anybody."""
    names = list(people(outlets, order))
    assert (names[0], names[-1]) == (first, last)
    assert sorted(names) == sorted(people(outlets, ORDERS[0]))


def test_the_second_line_tells_as_much_as_there_is_room_for(outlets: Dossier) -> None:
    """Role first; then days; then quotations and events, with the year, in a zoomed list."""
    row = people(outlets, "most mentioned first")["Henrik Brandt"]
    lines = {width: draw_actor(row, RenderContext(width, LOOK, wide=True))[1].plain for width in (12, 36, 90)}
    assert "Mayor" in lines[12]
    assert "May" not in lines[12].replace("Mayor", "")
    assert "12–20 May" in lines[36]
    assert lines[90].rstrip().endswith("2 quotes · 1 event · 12–20 May 2031")
    assert all(len(line) == width for width, line in lines.items())


def test_a_name_that_is_too_long_beside_its_bar_stands_there_whole(outlets: Dossier) -> None:
    """The bar gives way before the name is cut."""
    row = people(outlets, "most mentioned first")["Henrik Brandt"]
    bar = LOOK.glyphs.bar
    wide, tight = (draw_actor(row, RenderContext(width, LOOK, wide=True))[0].plain for width in (36, 20))
    assert "Henrik Brandt" in wide
    assert bar in wide
    assert "Henrik Brandt" in tight
    assert bar not in tight


def test_a_zoomed_list_has_a_column_for_each_fact(outlets: Dossier) -> None:
    """One line an actor, each fact at the same place in all rows."""
    rows = people(outlets, "most mentioned first")
    lines = {name: draw_actor(row, RenderContext(120, LOOK, table=True)) for name, row in rows.items()}
    assert all(len(drawn) == 1 and len(drawn[0].plain) == 120 for drawn in lines.values())
    brandt = lines["Henrik Brandt"][0].plain
    assert all(words in brandt for words in ("Henrik Brandt", "Mayor", "2 quotes", "1 event", "12–20 May 2031"))
    ends = {line.index("2031") for (drawn,) in lines.values() if "2031" in (line := drawn.plain)}
    assert len(ends) == 1
