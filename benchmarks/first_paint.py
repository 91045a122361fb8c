"""CPU from the start of a process to the app’s first paint, compared with a bare three-pane Textual app.

Each run is a fresh process; the figure is the ratio of the medians. CPU time, not the clock, so that a busy machine does not blur it. The
limit is 1.5.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

MARK = 1.5
STOP = """
import os, time
from textual.app import App
seen = []
def painted(self, *args, _old=App._display, **kwargs):
    result = _old(self, *args, **kwargs)
    if self.screen_stack and self.screen.size.width and self.screen.is_mounted and self.screen._compositor.full_map:
        seen.append(1)
        if len(seen) == 1:
            print(time.process_time(), file=open(os.environ["FIRST_PAINT"], "w"))
            self.exit()
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
import tempfile
from pathlib import Path
from dossier.api import open_dossier
from dossier.tui.app import DossierApp
app = DossierApp(open_dossier(Path(sys.argv[1])))
"""
RUN = "\napp.run(headless=True, size=(120, 40))\n"


def measure(program: str, root: Path, file: Path) -> float:
    """CPU seconds of one fresh process up to its first paint."""
    environment = {**os.environ, "FIRST_PAINT": str(file)}
    subprocess.run([sys.executable, "-c", program + STOP + RUN, str(root)], check=True, env=environment, cwd=Path(__file__).parent.parent)
    return float(file.read_text(encoding="utf-8"))


def main() -> int:
    """Measure both in turn and print medians and ratio; 1 where the mark is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dossier", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    file = Path(tempfile.mkdtemp()) / "cpu"
    bare, ours = [], []
    for _ in range(options.runs):
        bare.append(measure(BARE, options.dossier, file))
        ours.append(measure(OURS, options.dossier, file))
    middle, own = statistics.median(bare), statistics.median(ours)
    print(f"bare {middle:.3f} s  dossier {own:.3f} s  ratio {own / middle:.2f}  mark {MARK}")
    return int(own / middle > MARK)


if __name__ == "__main__":
    sys.exit(main())
