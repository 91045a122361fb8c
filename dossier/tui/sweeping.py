"""When memory is looked through for objects that only name each other: while nothing happens, never while the user waits.

A look at everything takes as long as there are objects: by itself Python does it in the middle of a key press, at 10,000 articles for a
second. Nearly all objects here stand in no circle and go at once; what is left over comes from drawing and can wait.
"""

import gc

SELDOM = 5_000
"""Looks at young objects before Python looks at all of them unasked, for the case that it never gets quiet."""
ENOUGH = 8
"""Looks at young objects from which on there is something to sweep."""
EVERY = 2.0
"""Seconds between two looks at whether all is quiet."""


class Sweeper:
    """Takes the big sweeps over from Python between `begin` and `end`; `look` is called now and then on the screen's thread."""

    def __init__(self) -> None:
        self._before = gc.get_threshold()
        self._count = 0

    def begin(self) -> None:
        """Python no longer sweeps by itself."""
        self._before = gc.get_threshold()
        gc.set_threshold(self._before[0], self._before[1], SELDOM)

    def end(self) -> None:
        """Python sweeps by itself as before."""
        gc.set_threshold(*self._before)

    def look(self) -> bool:
        """Sweeps where there is something to sweep and next to nothing was made since the last look; true where it did."""
        count = gc.get_count()[2]
        quiet, self._count = count == self._count and count >= ENOUGH, count
        if quiet:
            gc.collect()
        return quiet


def leave_out() -> None:
    """What there is now stays for long: later sweeps leave it out. It still goes when nothing names it any more."""
    gc.freeze()
