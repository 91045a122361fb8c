"""Memory of the app on a large dossier, and of rebuilding its index.

    python benchmarks/memory.py [--articles N] [--seeds DIR] [--cache DIR] [--engine whoosh|tantivy] [--rebuild]

The app runs without a terminal, in a process of its own, until its lists are filled and it has gone back and forth through them; printed are
the resident memory of that process (VmRSS), its proportional share of what it shares with others (Pss), and the peak (VmHWM), beside those
of an app on an empty dossier: what Python, Textual and the libraries take. The dossier has N articles grown from those in --seeds (see
growing.py), kept in --cache. With --rebuild it is linked and indexed again in another process, and the peak of that one is printed.
Linux only. The limits: 200 MB at 10,000 articles with Whoosh, 300 MB at 100,000 with tantivy, 400 MB for rebuilding the index of 10,000.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from growing import grow_dossier

from dossier.api import Dossier, open_dossier
from dossier.services.ingest.create import new_dossier
from dossier.tui.app import DossierApp
from dossier.tui.screens.main import MainScreen

LIMITS = {("whoosh", 10_000): 200, ("tantivy", 100_000): 300}
REBUILD_LIMITS = {10_000: 400}
KEYS = ("j", "G", "g", "3", "G", "enter", "escape", "4", "G", "1", "G", "g", "2")
"""Through the lists, and into an article."""
SECONDS = 600


def figures() -> dict[str, float]:
    """Megabytes of this process, as the kernel counts them."""
    lines = [*Path("/proc/self/status").read_text().splitlines(), *Path("/proc/self/smaps_rollup").read_text().splitlines()]
    pairs = (line.split(":", 1) for line in lines if line.endswith(" kB"))
    return {name: int(value.split()[0]) / 1024 for name, value in pairs if name in {"VmRSS", "VmHWM", "Pss"}}


async def use_app(dossier: Dossier) -> None:
    """Opens the app and goes through its lists."""
    app = DossierApp(dossier)
    async with app.run_test(size=(120, 40)) as pilot:
        main = app.screen_stack[0]
        for _ in range(SECONDS * 10):
            if isinstance(main, MainScreen) and main.contents is not None:
                break
            await pilot.pause(0.1)
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause(0.3)


def measure(root: Path, what: str) -> dict[str, float]:
    """The figures of a process that uses the app, or rebuilds the index."""
    done = subprocess.run([sys.executable, __file__, "--in", str(root), "--what", what], check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in (pair.split("=") for pair in done.stdout.split())}


def work(root: Path, what: str) -> int:
    """What a process of its own does, and its figures."""
    with open_dossier(root) as dossier:
        if what == "rebuild":
            dossier._state.index.drop_fulltext()
            store = dossier._state.index.store
            with store.transaction() as db:
                db.execute("DELETE FROM finding")
                db.execute("DELETE FROM meta")
            dossier.query.load()
        else:
            asyncio.run(use_app(dossier))
        print(*(f"{name}={value}" for name, value in figures().items()))
    return 0


def main() -> int:
    """Prints the figures; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seeds", type=Path, default=Path(__file__).resolve().parent.parent / "seeds", help="real articles to grow from")
    parser.add_argument("--cache", type=Path, help="where grown dossiers are kept from one run to the next")
    parser.add_argument("--engine", choices=("whoosh", "tantivy"), default="whoosh")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--in", dest="root", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--what", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.root:
        return work(options.root, options.what)
    cache = options.cache or Path(tempfile.mkdtemp(prefix="dossier-"))
    root = grow_dossier(cache, options.articles, options.seeds, "" if options.engine == "whoosh" else f"-{options.engine}")
    if options.engine != "whoosh":
        (root / "dossier.toml").write_text(f'title = "{options.articles:,} articles"\nengine = "{options.engine}"\n', encoding="utf-8")
    with open_dossier(root) as dossier:
        dossier.query.load()
    empty = measure(new_dossier(Path(tempfile.mkdtemp(prefix="dossier-")) / "empty"), "app")
    app = measure(root, "app")
    print(f"empty dossier: {empty['VmRSS']:,.0f} MB resident")
    print(
        f"{options.articles:,} articles, {options.engine}: {app['VmRSS']:,.0f} MB resident, {app['Pss']:,.0f} MB shared out, {app['VmHWM']:,.0f} at most"
    )
    missed = app["VmRSS"] > LIMITS.get((options.engine, options.articles), float("inf"))
    if options.rebuild:
        peak = measure(root, "rebuild")["VmHWM"]
        print(f"index rebuilt: {peak:,.0f} MB at most")
        missed = missed or peak > REBUILD_LIMITS.get(options.articles, float("inf"))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
