"""When an address is due again."""

from datetime import UTC, datetime, timedelta

import pytest

from dossier.services.watch.schedule import is_due, next_check, next_try, wait_until

NOW = datetime(2031, 5, 7, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_scheduler_that_is_seconds_early_is_let_in() -> None:
    """Every run would else find the address not due by a second."""
    assert is_due(None, NOW)
    assert is_due(NOW + timedelta(seconds=50), NOW)
    assert not is_due(NOW + timedelta(seconds=70), NOW)


@pytest.mark.parametrize(
    ("header", "pause"),
    [("", HOUR), ("max-age=60", HOUR), ("public, max-age=7200", 2 * HOUR), ("max-age=99999999", 24 * HOUR), ("s-maxage=9000", HOUR)],
)
def test_the_interval_is_the_least(header: str, pause: timedelta) -> None:
    """A response that stays fresh for longer puts the check off, by a day at most."""
    assert next_check(NOW, HOUR, {"cache-control": header}) == NOW + pause


def test_an_interval_over_a_day_is_kept() -> None:
    """Failures and caching never make it shorter."""
    week = timedelta(days=7)
    assert next_check(NOW, week, {"cache-control": "max-age=60"}) == NOW + week
    assert next_try(NOW, week, 3) == NOW + week
    assert next_try(NOW, HOUR, 40) == NOW + 24 * HOUR


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        ("120", NOW + timedelta(minutes=2)),
        ("Wed, 07 May 2031 12:30:00 GMT", NOW + timedelta(minutes=30)),
        ("99999999", NOW + timedelta(days=7)),
        ("Fri, 07 May 2055 12:30:00 GMT", NOW + timedelta(days=7)),
        ("Tue, 06 May 2031 12:30:00 GMT", None),
        ("soon", None),
        ("²", None),
        ("", None),
    ],
)
def test_the_pause_that_a_site_asks_for(header: str, moment: datetime | None) -> None:
    """In seconds or as a date, a week at most; what is neither is ignored."""
    assert wait_until(NOW, {"retry-after": header}) == moment
