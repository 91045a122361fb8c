"""CPU from the start of a process to the app’s first paint, compared with a bare three-pane Textual app, and on to its first and to all rows.

    python benchmarks/first_paint.py [--dossier DIR | --articles N] [--seeds DIR] [--cache DIR] [--runs N]

Each run is a fresh process; the figures are medians, and their ratio. CPU time, not the clock, so that a busy machine does not blur it.
Modules are compiled before, in a folder of the benchmark's own, as they are in an installed program. Without --dossier it is the
repository's own, or one of N articles grown from those in --seeds (see growing.py), kept in --cache. It is opened as by a user who comes back
to it. The limits: a ratio of 1.3, at any size; 0.5 s from the first paint to the first rows of the lists at 10,000 articles. Beside it the time
from the first paint until all rows are there and the reader shows an article.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

MARK = 1.3
REPOSITORY = Path(__file__).resolve().parent.parent
STOP = """
import os, time
from textual.app import App
times = []
def painted(self, *args, _old=App._display, **kwargs):
    result = _old(self, *args, **kwargs)
    if self.screen_stack and self.screen.size.width and self.screen.is_mounted and self.screen._compositor.full_map:
        while len(times) < len(stages) and stages[len(times)](self):
            times.append(time.process_time())
        if len(times) == len(stages):
            with open(os.environ["FIRST_PAINT"], "w") as file:
                print(*times, file=file)
            os._exit(0)  # the dossier is still being read
    return result
App._display = painted
"""
BARE = """
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Input, Static
class Bare(App):
    def compose(self):
        yield Input()
        with Horizontal():
            yield Static("one")
            yield Static("two")
            yield Static("three")
app = Bare()
"""
OURS = """
import sys
from pathlib import Path
from dossier.api import open_dossier
from dossier.tui.app import DossierApp
app = DossierApp(open_dossier(Path(sys.argv[1])))
"""
PAINT = """
stages = [lambda app: True]
"""
ROWS = """
def has_rows(app):
    return any(listing.listing.rows for listing in app.screen_stack[0].lists.values())
def has_all(app):
    main = app.screen_stack[0]
    return main.contents is not None and main.lists["timeline"].border_contents is not None and main.reader.view is not None
stages = [lambda app: True, has_rows, has_all]
"""
FIRST_ROWS = """
import asyncio, sys
from pathlib import Path
from dossier.api import open_dossier
from dossier.tui.app import DossierApp
async def leave():
    with open_dossier(Path(sys.argv[1])) as dossier:
        app = DossierApp(dossier)
        async with app.run_test(size=(120, 40)) as pilot:
            while app.screen_stack[0].contents is None or any(worker.is_running for worker in app.workers):
                await pilot.pause(0.05)
asyncio.run(leave())
"""
RUN = "\napp.run(headless=True, size=(120, 40))\n"


def measure(program: str, stages: str, root: Path, scratch: Path) -> list[float]:
    """CPU seconds of one fresh process up to the first paint at which each stage is reached."""
    file = scratch / "cpu"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"FIRST_PAINT": str(file), "PYTHONPYCACHEPREFIX": str(scratch / "compiled")}
    program = program + stages + STOP + RUN
    subprocess.run([sys.executable, "-c", program, str(root)], check=True, env=environment, cwd=REPOSITORY)
    return list(map(float, file.read_text(encoding="utf-8").split()))


def dossier_of(options: argparse.Namespace) -> Path:
    """The dossier to open. A grown one is opened once before, so that it is linked and indexed."""
    if not options.articles:
        return Path(options.dossier)
    from growing import grow_dossier  # noqa: PLC0415  it needs the whole program

    from dossier.api import open_dossier  # noqa: PLC0415  the same

    root = grow_dossier(options.cache or Path(tempfile.mkdtemp(prefix="dossier-")), options.articles, options.seeds)
    if not options.unopened:
        with open_dossier(root) as dossier:
            dossier.query.load()
    return root


def main() -> int:
    """Measure both in turn and print medians and ratio; 1 where the mark is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dossier", type=Path, default=REPOSITORY)
    parser.add_argument("--articles", type=int, default=0, help="so many, in a dossier grown for it")
    parser.add_argument("--seeds", type=Path, default=REPOSITORY / "seeds", help="real articles to grow it from")
    parser.add_argument("--cache", type=Path, help="where grown dossiers are kept from one run to the next")
    parser.add_argument("--unopened", action="store_true", help="do not link and index it first; no time to rows then")
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    root = dossier_of(options)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        bare, ours, rows = [], [], []
        if not options.unopened:
            # its first rows are stored once it was open in the app
            subprocess.run([sys.executable, "-c", FIRST_ROWS, str(root)], check=True, cwd=REPOSITORY)
        for run in range(options.runs + 1):
            results = measure(BARE, PAINT, root, scratch)[0], measure(OURS, PAINT, root, scratch)[0]
            if run:  # the first one compiles
                bare.append(results[0])
                ours.append(results[1])
        for _ in range(0 if options.unopened else min(options.runs, 3)):
            painted, *stages = measure(OURS, ROWS, root, scratch)
            rows.append([seconds - painted for seconds in stages])
    middle, own = statistics.median(bare), statistics.median(ours)
    first, every = map(statistics.median, zip(*rows, strict=True)) if rows else (0.0, 0.0)
    later = f"  first rows {first:.2f} s after it, all rows {every:.2f} s" if rows else ""
    print(f"bare {middle:.3f} s  dossier {own:.3f} s  ratio {own / middle:.2f}  limit {MARK}{later}")
    return int(own / middle > MARK)


if __name__ == "__main__":
    sys.exit(main())
