"""Cost of one change in dossiers of growing size: an article added, removed, an actor renamed, and that undone.

    python benchmarks/changes.py ARTICLES [--folder FOLDER] [--sizes N N ...]

ARTICLES is a folder of real articles, from which dossiers of each size are grown (see growing.py) in FOLDER, where they stay for the next run.
Each is opened in a process of its own, and the CPU time of each change is printed, twice: “alone” until findings and full-text index are in step
again, and with a search after it as the app makes one for “talks”, which shows more the more articles there are. Then that of the search alone, and
of the command `dossier add` on one short text. Below, the same in multiples of the smallest size. The first change after opening reads the saved
linker, or links everything where there is none, and is printed apart.
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
        costs = {"first": cpu_seconds(lambda: (add(opened), search(opened)))}
        acts: dict[str, Callable[[str], object]] = {
            "add": lambda _: add(opened),
            "rename": lambda _: rename(opened, 0),
            "undo": lambda _: opened.notebook.undo(),
            "rename rare": lambda _: rename(opened, -1),
            "undo rare": lambda _: opened.notebook.undo(),
            "remove": lambda ident: opened.ingest.remove([ident]),
        }
        for after, suffix in ((bring_in_step, " alone"), (search, "")):
            for name, act in [*acts.items()] * TURNS:
                ident = added_article(opened)
                seconds = cpu_seconds(lambda act=act, after=after, ident=ident: (act(ident), after(opened)))
                costs[name + suffix] = min(seconds, costs.get(name + suffix, seconds))
        costs["search"] = min(cpu_seconds(partial(search, opened)) for _ in range(TURNS))
        opened.ingest.remove([added_article(opened)])
        return costs


def bring_in_step(opened: Dossier) -> None:
    """Loads the findings after a change, and writes what has changed to the full-text index."""
    opened.query.load()
    opened.query.open_engine()


def search(opened: Dossier) -> None:
    """Searches as the app does while a query is in its search box."""
    opened.query.search(Query("talks"), HITS)


def add(opened: Dossier) -> None:
    """Adds an article that was not there before."""
    opened.ingest.add_text(TEXT.format(f"Riga {time.time_ns()}").encode())


def rename(opened: Dossier, number: int) -> None:
    """Renames the actor of that number: of the first kind, the first one is in most articles, and of the last kind, the last one in fewest."""
    opened.notebook.rename(opened.query.snapshot.findings.actors[number].id, "Another Name")


def added_article(opened: Dossier) -> str:
    """The id of an article that was added."""
    return next(article.id for article in opened.query.snapshot.articles.values() if article.file.startswith("stdin-"))


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
