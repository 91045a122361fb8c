"""Cost of the app from a key press to the painted result, and the longest time that one step blocks the screen.

    python benchmarks/interaction.py [--size sample|N] [--articles DIR] [--cache DIR]

All figures are processor time in milliseconds: `answer` is that of the whole process, its workers included, from the key to the last paint
that it causes; `first paint` that of the painting thread until something of it is visible; `longest step` the longest stretch for which
that thread handles nothing else. Keys are posted to the app as the terminal driver does. The sizes are the sample, and dossiers of 1,000
and 10,000 articles grown from real ones (see growing.py); `--events` puts this many events into a grown one. Such a dossier is built once and
kept in `--cache`. The limits: no step over 50 ms, and a page of a list painted in 16 ms (median: the limit is for a quiet machine).
"""

# ruff: noqa: S101 - it measures inside asyncio and Textual, where there is no public door; a broken assumption must stop it

import argparse
import asyncio
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from growing import grow_dossier, with_events
from textual import events
from textual.app import App

from dossier.api import Dossier, open_dossier
from dossier.model.search_result import CorpusCounts
from dossier.runtime.paths import sample
from dossier.tui.app import DossierApp
from dossier.tui.screens.main import MainScreen

STEP_MARK, PAGE_MARK = 50.0, 16.0
PAGE = "a page of a list"
WORDS = ("security", "minister", "president", "talks", "government", "energy", "people", "killed")
SIZES = ("sample", "1000", "10000")
NAMES = {" ": "space", '"': "quotation_mark", ":": "colon"}
STILL = 4
"""The app must be idle in this many checks in a row."""
LOOK = 0.02


class Clock:
    """Processor time of the painting thread by step, and of the process at the last paint. `watching` patches methods of the event loop
    and the app for as long as it is entered.
    """

    def __init__(self) -> None:
        self.longest = self.painted = 0.0
        self.begun = self.first = 0.0

    def start(self) -> float:
        """A key is about to be posted: processor time of the whole process now."""
        self.begun, self.first, self.longest = time.thread_time(), 0.0, 0.0
        self.painted = time.process_time()
        return self.painted

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Times every step of the loop and notes every paint."""
        run, display = asyncio.Handle._run, App._display

        def timed(handle: asyncio.Handle) -> Any:  # the signature of asyncio
            begun = time.thread_time()
            result = run(handle)
            self.longest = max(self.longest, time.thread_time() - begun)
            return result

        def noted(app: App[Any], *args: Any, **more: Any) -> None:  # the signature of Textual
            display(app, *args, **more)
            self.painted = time.process_time()
            self.first = self.first or time.thread_time() - self.begun

        asyncio.Handle._run, App._display = timed, noted  # type: ignore[method-assign]
        try:
            yield
        finally:
            asyncio.Handle._run, App._display = run, display  # type: ignore[method-assign]


class Driven:
    """The app at work, with keys posted to it and their cost noted by action."""

    def __init__(self, app: DossierApp, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.costs: dict[str, list[tuple[float, float, float]]] = {}
        self.totals = CorpusCounts(0, 0, 0, 0, 0)

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    def post(self, key: str) -> None:
        """A key as the driver posts it."""
        event = events.Key(NAMES.get(key, key), key if len(key) == 1 else None)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def rest(self) -> None:
        """Until no worker is at work and nothing waits to be handled or painted."""
        quiet = 0
        while quiet < STILL:
            await asyncio.sleep(LOOK)
            if self.app._exception is not None:
                raise self.app._exception
            quiet = 0 if self.main.contents is None or any(w.is_running for w in self.app.workers) or self._waiting() else quiet + 1

    def _waiting(self) -> bool:
        return any(not node._message_queue.empty() for node in (self.app, *self.app.screen_stack, *self.main.lists.values()))

    async def do(self, action: str, *keys: str) -> None:
        """Post keys at once and record their cost under the action; an empty action records nothing."""
        await self.rest()
        begun = self.clock.start()
        for key in keys:
            self.post(key)
        await self.rest()
        if action:
            self.costs.setdefault(action, []).append((self.clock.painted - begun, self.clock.first, self.clock.longest))


async def typing(app: Driven) -> None:
    """Words letter by letter, and without a pause."""
    for word in WORDS:
        await app.do("", "slash")
        for letter in word:
            await app.do("type a letter", letter)
        await app.do("", "escape")
        await app.do("clear the search", "escape")
    for word in WORDS:
        await app.do("", "slash")
        await app.do("type a word at once", *word)
        await app.do("", "escape")
        await app.do("", "escape")


async def hits(app: Driven) -> None:
    """Steps through the hits of an article."""
    for word in WORDS[:3]:
        await app.do("", "slash", *word)
        await app.do("enter a search", "enter")
        for _ in range(10):
            await app.do("step to a hit", "n")
        await app.do("", "escape")


async def moving(app: Driven) -> None:
    """Rows, pages and ends of the lists."""
    for name in ("2", "3", "4", "1"):
        await app.do("switch lists", name)
        for key in ("j",) * 12 + ("k",) * 4:
            await app.do("move in a list", key)
        for key in ("pagedown",) * 6 + ("ctrl+d",) * 4 + ("pageup",) * 3:
            await app.do(PAGE, key)
        for key in ("G", "g"):
            await app.do("go to an end", key)


async def opening(app: Driven) -> None:
    """Articles and events opened, and left again."""
    for name in ("3", "2", "4"):
        await app.do("", name)
        for _ in range(8):
            await app.do("", "j")
            await app.do("open a row", "enter")
            await app.do("leave the reader", "escape")


async def narrowing(app: Driven) -> None:
    """Everything narrowed to an actor and widened again."""
    await app.do("", "1")
    for _ in range(8):
        await app.do("narrow to an actor", "enter")
        await app.do("widen again", "enter")
        await app.do("", "j")


async def filtering(app: Driven) -> None:
    """Rows filtered as one types."""
    for name, word in (("2", "strike"), ("3", "minister"), ("4", "security"), ("1", "ministry")):
        await app.do("", name)
        await app.do("", "f")
        for letter in word:
            await app.do("filter a list", letter)
        await app.do("", "enter")
        await app.do("take the filter off", "escape")


async def mapping(app: Driven) -> None:
    """The map opened, stepped through, zoomed and moved."""
    await app.do("", "2")
    for _ in range(3):
        await app.do("open the map", "W")
        for key in ("n",) * 6:
            await app.do("step on the map", key)
        for key in (*("plus",) * 6, *("minus",) * 6):
            await app.do("zoom the map", key)
        for key in ("left", "up", "right", "down") * 2:
            await app.do("move the map", key)
        await app.do("", "0")
        await app.do("leave the map", "escape")


ACTIONS: tuple[Callable[[Driven], Awaitable[None]], ...] = (moving, opening, filtering, narrowing, mapping, typing, hits)


async def measure(dossier: Dossier) -> Driven:
    """The app driven through every action, at a size of 120 by 40."""
    app, clock = DossierApp(dossier), Clock()
    begun = clock.start()
    async with clock.watching(), app.run_test(size=(120, 40)):
        driven = Driven(app, clock)
        await driven.rest()
        driven.costs["open the dossier"] = [(clock.painted - begun, clock.first, clock.longest)]
        for action in ACTIONS:
            await action(driven)
        assert driven.main.contents is not None
        driven.totals = driven.main.contents.result.totals
    return driven


def quantile(costs: Iterable[float], share: float) -> float:
    """Quantile: the value below which a share of the costs lies."""
    ordered = sorted(costs)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def report(size: str, dossier: Dossier, driven: Driven) -> bool:
    """Prints the table; true where the marks are met."""
    totals = driven.totals
    counts = f"{totals.articles:,} articles, {totals.events:,} events, {totals.quotations:,} quotations, {totals.actors:,} actors"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(f"\n{dossier.title} ({size}): {counts}; at most {peak:,.0f} MB of memory")
    heads = "".join(f"{head + ' p50':>18}      p95      max" for head in ("answer", "first paint", "longest step"))
    print(f"{'ms of processor time':<22} {'times':>6}{heads}")
    met = True
    for action, costs in driven.costs.items():
        answers, firsts, steps = ([cost[n] * 1000 for cost in costs] for n in range(3))
        over = max(steps) > STEP_MARK or (action == PAGE and quantile(firsts, 0.5) > PAGE_MARK)
        met = met and not over
        figures = "".join(
            f"{quantile(some, 0.5):>18.1f} {quantile(some, 0.95):>8.1f} {max(some):>8.1f}" for some in (answers, firsts, steps)
        )
        print(f"{action:<22} {len(costs):>6}{figures}{'  over the mark' if over else ''}")
    return met


def dossier_of_size(size: str, options: argparse.Namespace) -> Path:
    """The dossier of a size, built if it is missing."""
    if size == "sample":
        root = options.cache / "sample"
        if not root.exists():
            shutil.copytree(sample() / "seeds", root / "seeds")
            shutil.copy(sample() / "dossier.toml", root / "dossier.toml")
        return Path(root)
    root = grow_dossier(options.cache, int(size), options.articles or sample() / "seeds", "-events" if options.events else "")
    if options.events:
        with_events(root, options.events)
    return root


def main() -> int:
    """One process a size; 1 where a mark is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", choices=None, help="sample, or a number of articles; without it the sample and 1,000")
    parser.add_argument("--events", type=int, default=0, help="so many events in a grown dossier")
    parser.add_argument("--articles", type=Path, help="a folder of real articles to grow from, in place of the bundled ones")
    parser.add_argument("--cache", type=Path, help="where grown dossiers are kept from one run to the next")
    options = parser.parse_args()
    if options.cache is None:
        options.cache = Path(tempfile.mkdtemp(prefix="dossier-"))
    if options.size is None:
        own = [sys.executable, __file__, *sys.argv[1:], "--cache", str(options.cache)]
        return max(subprocess.run([*own, "--size", size], check=False).returncode for size in SIZES[:2])
    with open_dossier(dossier_of_size(options.size, options)) as dossier:
        dossier.query.load()
    # a second time, so that what is opened is what a user opens every day
    with open_dossier(dossier_of_size(options.size, options)) as dossier:
        driven = asyncio.run(measure(dossier))
        return int(not report(options.size, dossier, driven))


if __name__ == "__main__":
    sys.exit(main())
