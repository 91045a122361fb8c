"""Sweeps of memory wait until nothing happens."""

import gc

from dossier.tui.platform.gc import ENOUGH, SELDOM, GcScheduler


def test_a_sweep_waits_until_nothing_is_made() -> None:
    """Proves that one look after objects were made sweeps nothing, that the next one does, and that there is nothing to do after it."""
    sweeper = GcScheduler()
    sweeper.begin()
    try:
        gc.collect()
        for _ in range(ENOUGH + 1):
            gc.collect(1)
        assert [sweeper.look(), sweeper.look(), sweeper.look()] == [False, True, False]
    finally:
        sweeper.end()


def test_the_thresholds_are_given_back() -> None:
    """Proves that Python sweeps by itself again, as before, once the app has ended."""
    before = gc.get_threshold()
    sweeper = GcScheduler()
    sweeper.begin()
    assert gc.get_threshold()[2] == SELDOM
    sweeper.end()
    assert gc.get_threshold() == before
