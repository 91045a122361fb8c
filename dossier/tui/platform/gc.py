"""Scheduling of garbage collection: full collections run while nothing happens, never while the user waits.

A full collection takes time in proportion to the objects: by itself Python does it in the middle of a key press, at 10,000 articles for a
second. Nearly all objects here are in no reference cycle and are freed at once; the others come from drawing and can wait.
"""

import gc

YOUNG, AGED = 2_000, 5
"""Thresholds of generations 0 and 1: allocations before the youngest objects are collected, and such collections before the next
generation is. Drawing leaves cycles behind that live for some keys: with Python's own 700 and 10 nearly all of them reach the oldest
generation; with 10,000 and 3 hardly any does, but a collection takes 40 ms.
"""
SELDOM = 1_000
"""Threshold of generation 2, before Python runs a full collection itself, for the case that it never gets quiet."""
ENOUGH = 2
"""Collections of generation 1 from which on a full one is worth while."""
EVERY = 1.0
"""Seconds between two checks whether all is quiet."""


class GcScheduler:
    """Runs full collections in place of Python between `begin` and `end`; `look` is called every second on the UI thread."""

    def __init__(self) -> None:
        self._before = gc.get_threshold()
        self._count = 0

    def begin(self) -> None:
        """Stop Python's own full collections."""
        self._before = gc.get_threshold()
        gc.set_threshold(YOUNG, AGED, SELDOM)

    def end(self) -> None:
        """Restore Python's own thresholds."""
        gc.set_threshold(*self._before)

    def look(self) -> bool:
        """Run a full collection where it is worth while and nothing was collected since the last call; true where it did. While a dossier
        is loaded, the collector is switched off and counts nothing.
        """
        count = gc.get_count()[2]
        quiet, self._count = gc.isenabled() and count == self._count and count >= ENOUGH, count
        if quiet:
            gc.collect()
        return quiet
