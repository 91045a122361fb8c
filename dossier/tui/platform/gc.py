"""When memory is looked through for objects that only name each other: while nothing happens, never while the user waits.

A look at everything takes as long as there are objects: by itself Python does it in the middle of a key press, at 10,000 articles for a
second. Nearly all objects here stand in no circle and go at once; what is left over comes from drawing and can wait.
"""

import gc

YOUNG, AGED = 2_000, 5
"""Objects made before the young ones are looked at, and such looks before those that outlived one are. Drawing leaves circles behind
that live for some keys: with Python's own 700 and 10 nearly all of them grow old and wait for a big sweep; with 10,000 and 3 hardly any
does, but the look itself takes 40 ms.
"""
SELDOM = 1_000
"""Looks at those that outlived one before Python sweeps unasked, for the case that it never gets quiet."""
ENOUGH = 2
"""Such looks from which on there is something to sweep."""
EVERY = 1.0
"""Seconds between two looks at whether all is quiet."""


class GcScheduler:
    """Takes the big sweeps over from Python between `begin` and `end`; `look` is called now and then on the screen's thread."""

    def __init__(self) -> None:
        self._before = gc.get_threshold()
        self._count = 0

    def begin(self) -> None:
        """Python no longer sweeps by itself."""
        self._before = gc.get_threshold()
        gc.set_threshold(YOUNG, AGED, SELDOM)

    def end(self) -> None:
        """Python sweeps by itself as before."""
        gc.set_threshold(*self._before)

    def look(self) -> bool:
        """Sweeps where there is something to sweep and next to nothing was made since the last look; true where it did. While a dossier
        is loaded, the collector is switched off and counts nothing.
        """
        count = gc.get_count()[2]
        quiet, self._count = gc.isenabled() and count == self._count and count >= ENOUGH, count
        if quiet:
            gc.collect()
        return quiet


def freeze() -> None:
    """What there is now stays for long: later sweeps leave it out. It still goes when nothing names it any more."""
    gc.freeze()
