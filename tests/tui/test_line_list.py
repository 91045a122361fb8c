"""The list widget: long lists, headings, selection, mouse, and the cache of drawn lines."""

from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from dossier.tui.messages import RowOpened, RowShown
from dossier.tui.state.list_model import ListModel, Row
from dossier.tui.style.themes import DEFAULT, own_themes, variables_for
from dossier.tui.text.lines import RenderContext
from dossier.tui.widgets.line_list import LineList

drawn: list[str] = []


def draw(row: Row, context: RenderContext) -> list[Content]:
    """One, two or three lines."""
    drawn.append(row.id or str(row.item))
    return [context.line([(f"{row.item} line {n}", "")]) for n in range(row.heights[1])]


def listing(count: int) -> ListModel:
    """Rows of one to three lines, a heading before every tenth."""
    rows = []
    for at in range(count):
        if at % 10 == 0:
            rows.append(Row("", f"heading {at}", gap=at > 0))
        height = at % 3 + 1
        rows.append(Row(f"r{at}", f"row {at}", (1, height, height)))
    return ListModel(rows, draw, lambda row: str(row.item), count)


class ListApp(App[None]):
    """One list, and the messages it posted."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.posted: list[tuple[str, str]] = []
        for theme in own_themes():
            self.register_theme(theme)
        self.theme = DEFAULT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of the roles."""
        return variables_for(self.current_theme)

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield LineList("things")

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(LineList).show(listing(self.count))
        self.query_one(LineList).focus()

    def on_row_shown(self, message: RowShown) -> None:
        """Keep the message."""
        self.posted.append(("shown", message.row.id))

    def on_row_opened(self, message: RowOpened) -> None:
        """Keep the message."""
        self.posted.append(("opened", message.row.id))


def lines_of(app: ListApp) -> list[str]:
    """The lines of the screen without blanks at their ends."""
    return ["".join(segment.text for segment in line).rstrip() for line in app.screen._compositor.render_strips()]


async def test_only_what_is_in_sight_is_drawn() -> None:
    """Proves that a hundred thousand rows draw a screenful, and that the last one can be reached."""
    app = ListApp(100_000)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        drawn.clear()
        widget = app.query_one(LineList)
        widget.last()
        await pilot.pause()
        assert len(set(drawn)) < 40
        assert any("row 99999 line 0" in line for line in lines_of(app))
        assert widget.position == (100_000, 100_000)


async def _rows_come(app: ListApp, pilot: Pilot[None]) -> None:
    """Wait until a worker has filtered."""
    while any(worker.is_running for worker in app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


async def test_a_long_list_is_filtered_off_the_screens_thread() -> None:
    """Proves that a hundred thousand rows are filtered in a worker, that the rows found are right, that the selection stays on its
    thing where it is still there, and that only lines in sight are drawn.
    """
    app = ListApp(100_000)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        widget = app.query_one(LineList)
        widget.select("r77777")
        drawn.clear()
        widget.filter_by("ROW 7777")
        assert widget.listing.count == 100_000
        await _rows_come(app, pilot)
        assert [row.id for row in widget.listing.rows if not row.heading] == ["r7777", *(f"r{n}" for n in range(77770, 77780))]
        assert widget.chosen is not None
        assert widget.chosen.id == "r77777"
        assert widget.position == (9, 11)
        assert len(set(drawn)) < 20
        widget.filter_by("")
        await pilot.pause()
        assert widget.position == (77_778, 100_000)
        assert any("row 77777 line 0" in line for line in lines_of(app))


async def test_only_the_last_filter_of_a_long_list_counts() -> None:
    """Proves that rows found for letters typed before are dropped, however late they come."""
    app = ListApp(20_000)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        widget = app.query_one(LineList)
        for typed in ("r", "row 1", "row 19", "row 1999"):
            widget.filter_by(typed)
        await _rows_come(app, pilot)
        assert [row.id for row in widget.listing.rows if not row.heading] == ["r1999", *(f"r{n}" for n in range(19_990, 20_000))]


async def test_other_rows_keep_the_filter_of_a_long_list() -> None:
    """Proves that rows of another answer are filtered by the same words."""
    app = ListApp(20_000)
    async with app.run_test(size=(60, 20)) as pilot:
        widget = app.query_one(LineList)
        widget.filter_by("row 12345")
        await _rows_come(app, pilot)
        widget.show(listing(13_000))
        await _rows_come(app, pilot)
        assert [row.id for row in widget.listing.rows if not row.heading] == ["r12345"]


async def test_the_selection_goes_over_headings_and_stays_in_sight() -> None:
    """Proves that a heading is never selected, that moving posts each row, and that the row is drawn whole."""
    app = ListApp(40)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        widget = app.query_one(LineList)
        for _ in range(15):
            widget.move(1)
            await pilot.pause()
            chosen = widget.chosen
            assert chosen is not None
            assert not chosen.heading
            text = "\n".join(lines_of(app))
            assert all(f"{chosen.item} line {n}" in text for n in range(chosen.heights[1]))
        assert app.posted[:2] == [("shown", "r1"), ("shown", "r2")]
        widget.move(-100)
        assert widget.chosen == widget.listing.rows[1]


async def test_the_selection_stays_on_its_thing_when_rows_change() -> None:
    """Proves that other rows keep the selected thing selected where it is still there, and take the first where not."""
    app = ListApp(40)
    async with app.run_test(size=(60, 12)) as pilot:
        widget = app.query_one(LineList)
        widget.select("r25")
        widget.show(listing(30))
        assert widget.chosen is not None
        assert widget.chosen.id == "r25"
        widget.show(listing(5))
        assert widget.chosen is not None
        assert widget.chosen.id == "r0"
        widget.show(listing(0))
        await pilot.pause()
        assert widget.chosen is None


async def test_pages_go_by_the_height() -> None:
    """Proves that a page down and a page up come back near to where one was, and stop at the ends."""
    app = ListApp(100)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        widget = app.query_one(LineList)
        widget.page(1.0)
        far = widget.cursor
        assert far > 3
        widget.page(-1.0)
        assert widget.cursor < far
        widget.page(100.0)
        assert widget.chosen == widget.listing.rows[-1]
        widget.page(-100.0)
        assert widget.chosen == widget.listing.rows[1]


async def test_a_click_selects_and_a_second_opens() -> None:
    """Proves that the mouse finds the row under it by its height, and does nothing on a heading."""
    app = ListApp(40)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        await pilot.click(LineList, offset=(5, 2))
        await pilot.pause()
        assert app.posted == [("shown", "r1")]
        await pilot.click(LineList, offset=(5, 0))
        await pilot.pause()
        assert app.posted == [("shown", "r1")]
        await pilot.click(LineList, offset=(5, 4), times=2)
        await pilot.pause()
        assert app.posted[-1] == ("opened", "r2")


async def test_drawn_lines_are_kept() -> None:
    """Proves that a line is drawn once while nothing about it changes, and again when its list has other rows."""
    app = ListApp(40)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        widget = app.query_one(LineList)
        widget.refresh()
        await pilot.pause()
        drawn.clear()
        widget.refresh()
        await pilot.pause()
        assert drawn == []
        widget.show(listing(40))
        await pilot.pause()
        assert drawn
