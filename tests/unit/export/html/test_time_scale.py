"""Days along a line: in order, inside it, short where nothing happens."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dossier.export.html.time_scale import scale

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 60)).map(lambda t: (t[0], t[0] + timedelta(days=t[1]))), min_size=1, max_size=12)


@given(SPANS)
def test_days_keep_their_order_and_stay_on_the_line(spans: list[tuple[date, date]]) -> None:
    """Later days are further right; names of days do not lie beyond the ends."""
    line = scale(spans, 900.0)
    assert line is not None
    days = sorted(d for span in spans for d in span)
    places = [line.place(d) for d in days]
    assert places == sorted(places)
    assert all(0 <= p <= 900 for p in (*places, *(x for x, _ in line.ticks()), *line.breaks()))


def test_a_long_gap_is_drawn_short() -> None:
    """Half a year without an event takes less room than three days with some."""
    line = scale([(date(2031, 1, 1), date(2031, 1, 1)), (date(2031, 7, 1), date(2031, 7, 3))], 100.0)
    assert line is not None
    assert len(line.breaks()) == 1
    assert line.place(date(2031, 7, 1)) - line.place(date(2031, 1, 2)) < 60
    assert next(label for _, label in line.ticks()) == "1 Jan 2031"


def test_no_days_no_line() -> None:
    """There is nothing to draw."""
    assert scale([], 100.0) is None
