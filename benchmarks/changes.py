"""Cost of one change in dossiers of growing size: an article added, removed, an actor renamed, and that undone.

    python benchmarks/changes.py ARTICLES [--folder FOLDER] [--sizes N N ...]

ARTICLES is a folder of real articles, from which dossiers of each size are grown (see growing.py) in FOLDER, where they stay for the next run.
Each is opened in a process of its own, and the CPU time of each change is printed, followed by a search as the app makes it; then that of the
same search alone, and of the command `dossier add` on one short text. Below, the same in multiples of the smallest size. The first change after opening links
everything once and is printed apart.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from growing import grow_dossier

from dossier.api import Dossier, open_dossier
from dossier.model.query import Query

SIZES = (100, 1_000, 10_000)
HITS = 24
"""Articles that get their hits and snippets at once when the app searches for words (`FIRST` in dossier/tui/queries.py)."""
TURNS = 3
"""Turns of each change in an open dossier; the least counts, since other programs can only add to it."""
TEXT = "Published: 2026-02-05\n\nForeign Minister Orla Brandt met President Tomas Kerr in {} on Tuesday. “We made progress,” Brandt said.\n"


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds that the work takes, of this process and of those that it starts and waits for."""

    def used() -> float:
        usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    before = used()
    work()
    return used() - before


def changes(root: Path) -> dict[str, float]:
    """CPU seconds of each change in an open dossier, which is at its end as it was before."""
    with open_dossier(root) as opened:
        search(opened)
        costs = {"first": cpu_seconds(partial(add, opened))}
        acts: dict[str, Callable[[Dossier], object]] = {"add": add, "rename": rename, "undo": undo, "remove": remove}
        for name, act in [*acts.items()] * TURNS:
            seconds = cpu_seconds(partial(act, opened))
            costs[name] = min(seconds, costs.get(name, seconds))
        costs["search"] = min(cpu_seconds(partial(search, opened)) for _ in range(TURNS))
        remove(opened)
        return costs


def search(opened: Dossier) -> None:
    """Searches as the app does while a query is in its search box."""
    opened.query.search(Query("talks"), HITS)


def add(opened: Dossier) -> None:
    """Adds an article that was not there before, and searches."""
    opened.ingest.add_text(TEXT.format(f"Riga {time.time_ns()}").encode())
    search(opened)


def rename(opened: Dossier) -> None:
    """Renames an actor of many articles, and searches."""
    opened.notebook.rename(opened.query.snapshot.findings.actors[0].id, "Another Name")
    search(opened)


def undo(opened: Dossier) -> None:
    """Takes the last command back, and searches."""
    opened.notebook.undo()
    search(opened)


def remove(opened: Dossier) -> None:
    """Removes an article that was added, and searches."""
    opened.ingest.remove([a.id for a in opened.query.snapshot.articles.values() if a.file.startswith("stdin-")][:1])
    search(opened)


def command(root: Path) -> dict[str, float]:
    """CPU seconds of the command that adds one article."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "added.txt"
        file.write_text(TEXT.format(f"Riga {time.time_ns()}"), encoding="utf-8")
        arguments = [sys.executable, "-m", "dossier", "-C", str(root), "add", str(file)]
        seconds = cpu_seconds(lambda: subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    with open_dossier(root) as opened:
        opened.query.load()
        opened.ingest.remove([a.id for a in opened.query.snapshot.articles.values() if a.file.startswith("added")])
        opened.query.load()
    return {"command": seconds}


MEASURES: dict[str, Callable[[Path], dict[str, float]]] = {"changes": changes, "command": command}


def measure(name: str, root: Path) -> dict[str, float]:
    """A measure by a new process."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    arguments = [sys.executable, __file__, str(root), "--measure", name]
    output = subprocess.run(arguments, stdout=subprocess.PIPE, check=True, env=environment).stdout
    return dict(json.loads(output))


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dossier-grown")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(MEASURES[options.measure](options.articles)))
        return
    costs = {}
    for size in options.sizes:
        root = grow_dossier(options.folder, size, options.articles)
        costs[size] = measure("changes", root) | measure("command", root)
        print(f"{size:7} articles, CPU s: " + "  ".join(f"{name} {value:.2f}" for name, value in costs[size].items()), flush=True)
    least = costs[options.sizes[0]]
    for size, row in costs.items():
        print(f"{size:7} articles, times: " + "  ".join(f"{name} {value / least[name]:.1f}" for name, value in row.items()))


if __name__ == "__main__":
    main()
