"""CPU from the start of a process to the app’s first paint, compared with a bare three-pane Textual app, and to its filled lists.

    python benchmarks/first_paint.py [--dossier DIR | --articles N] [--seeds DIR] [--cache DIR] [--runs N]

Each run is a fresh process; the figures are medians, and their ratio. CPU time, not the clock, so that a busy machine does not blur it.
Modules are compiled before, in a folder of the benchmark's own, as they are in an installed program. Without --dossier it is the
repository's own, or one of N articles grown from those in --seeds (see growing.py), kept in --cache. The limits: a ratio of 1.3, at any
size; 0.5 s from the first paint to the filled lists at 10,000 articles.
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
        if not times:
            times.append(time.process_time())
        if len(times) == 1 and ready(self):
            times.append(time.process_time())
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
AT_ONCE = """
def ready(app):
    return True
"""
FILLED = """
def ready(app):
    main = app.screen_stack[0]
    return main.contents is not None and main.lists["timeline"].border_contents is not None and main.reader.border_contents is not None
"""
RUN = "\napp.run(headless=True, size=(120, 40))\n"


def measure(program: str, ready: str, root: Path, scratch: Path) -> tuple[float, float]:
    """CPU seconds of one fresh process up to its first paint, and up to the first paint at which it is ready."""
    file = scratch / "cpu"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"FIRST_PAINT": str(file), "PYTHONPYCACHEPREFIX": str(scratch / "compiled")}
    program = program + ready + STOP + RUN
    subprocess.run([sys.executable, "-c", program, str(root)], check=True, env=environment, cwd=REPOSITORY)
    first, last = map(float, file.read_text(encoding="utf-8").split())
    return first, last


def dossier_of(options: argparse.Namespace) -> Path:
    """The dossier to open. A grown one is opened once before, so that it is linked and indexed as one that is opened every day."""
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
    parser.add_argument("--unopened", action="store_true", help="do not link and index it first; no time to filled lists then")
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    root = dossier_of(options)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        bare, ours, filled = [], [], []
        for run in range(options.runs + 1):
            results = measure(BARE, AT_ONCE, root, scratch)[0], measure(OURS, AT_ONCE, root, scratch)[0]
            if run:  # the first one compiles
                bare.append(results[0])
                ours.append(results[1])
        for _ in range(0 if options.unopened else min(options.runs, 3)):
            first, last = measure(OURS, FILLED, root, scratch)
            filled.append(last - first)
    middle, own = statistics.median(bare), statistics.median(ours)
    later = f"  lists filled {statistics.median(filled):.2f} s after it" if filled else ""
    print(f"bare {middle:.3f} s  dossier {own:.3f} s  ratio {own / middle:.2f}  limit {MARK}{later}")
    return int(own / middle > MARK)


if __name__ == "__main__":
    sys.exit(main())
