"""Speed of reading articles into a dossier, with one process and with all, compared with the bare parse of the same texts.

    python benchmarks/ingest.py FOLDER [--most N]

Copies the articles of FOLDER into a new dossier and reads them, once on one processor and once on all, each in a process of its own; then
parses the same texts with spaCy's own `nlp.pipe` in one process. Printed are articles a second by the clock, CPU seconds of all processes,
and the peak memory of the largest process. The clock says little where other programs run on the machine; the CPU time says what the work
costs.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from dossier.api import open_dossier
from dossier.errors import DossierError
from dossier.extraction.nlp import PACKAGE
from dossier.reading.read import read
from dossier.services.ingest.create import new_dossier

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})


def cpu_seconds() -> float:
    """CPU seconds of this process and of its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def peak_megabytes() -> float:
    """The peak memory of the largest of this process and its children, in megabytes."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024


def cost(work: Callable[[], object]) -> dict[str, float]:
    """Seconds by the clock and of CPU that the work takes, and the peak memory after it."""
    clock, cpu = time.perf_counter(), cpu_seconds()
    work()
    return {"clock": time.perf_counter() - clock, "cpu": cpu_seconds() - cpu, "memory": peak_megabytes()}


def copy_articles(folder: Path, most: int, seeds: Path) -> int:
    """Copies the readable articles of a folder; returns their number."""
    number = 0
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES):
        if number == most:
            break
        try:
            read(path)
        except DossierError:
            continue
        shutil.copy(path, seeds / f"{number:05}{path.suffix}")
        number += 1
    return number


def read_into(root: Path) -> dict[str, float]:
    """The cost of reading seeds/ into the index; nothing is linked or searched."""
    with open_dossier(root) as opened:
        return cost(opened.ingest.refresh)


def parse_texts(root: Path) -> dict[str, float]:
    """The cost of loading the model and parsing the texts, and nothing else."""
    texts = [read(path).text for path in sorted((root / "seeds").iterdir())]

    def parse() -> None:
        for _ in import_module(PACKAGE.replace("-", "_")).load().pipe(texts):
            pass

    return cost(parse)


MEASURES: dict[str, Callable[[Path], dict[str, float]]] = {"read": read_into, "parse": parse_texts}


def measure(name: str, root: Path, processors: int = 0) -> dict[str, float]:
    """A measure by a new process, on this many processors, or on all."""
    usable = sorted(os.sched_getaffinity(0))
    command = [sys.executable, __file__, str(root), "--measure", name]

    def limit() -> None:
        os.sched_setaffinity(0, usable[: processors or len(usable)])

    output = subprocess.run(command, stdout=subprocess.PIPE, check=True, preexec_fn=limit).stdout
    return dict(json.loads(output))


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(MEASURES[options.measure](options.folder)))
        return
    with tempfile.TemporaryDirectory() as folder:
        one = new_dossier(Path(folder) / "one", "One")
        number = copy_articles(options.folder, options.most, one / "seeds")
        many = shutil.copytree(one, Path(folder) / "many")
        rows = {"nlp.pipe": measure("parse", one, 1), "one process": measure("read", one, 1), "all processors": measure("read", many)}
        print(f"{number} articles, {os.cpu_count()} processors")
        for name, row in rows.items():
            ratio = rows["nlp.pipe"]["cpu"] / row["cpu"]
            print(f"{name:16} {number / row['clock']:6.1f}/s  CPU {row['cpu']:6.1f} s  ratio {ratio:4.2f}  peak {row['memory']:4.0f} MB")


if __name__ == "__main__":
    main()
