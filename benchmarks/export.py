"""Cost of each export: processor time and peak memory, over dossiers grown from real articles.

    python benchmarks/export.py [--sizes 1000,5000,10000] [--cache FOLDER] [--articles FOLDER] [FORMAT...]

Each format is written by a process of its own: once for the time and the process's peak of memory, and once more under tracemalloc, which
measures the memory of the export alone, on top of the loaded dossier. For csv and jsonl that must not grow with the number of articles; the
program exits with 1 where it does.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any

from growing import grow_dossier

from dossier.api import open_dossier
from dossier.export.registry import FORMATS
from dossier.runtime.paths import sample

STREAMED = ("csv", "jsonl")
SLACK = 4_000_000
"""Bytes by which a streaming format may differ between the smallest dossier and the largest."""


def megabytes() -> float:
    """The most memory that this process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measure_format(root: Path, form: str, *, traced: bool) -> dict[str, float]:
    """Write one format to a temporary folder: megabytes with the dossier loaded, megabytes at the peak, seconds of processor time, bytes
    written, and bytes allocated by the export (0 where it is not `traced`).
    """
    with open_dossier(root) as dossier, tempfile.TemporaryDirectory() as folder:
        ready = dossier.exports.prepare(form)
        loaded, target = megabytes(), Path(folder) / f"out{ready.info.suffix}"
        if traced:
            tracemalloc.start()
        started = time.process_time()
        ready.save(target)
        seconds = time.process_time() - started
        allocated = tracemalloc.get_traced_memory()[1] if traced else 0
        size = sum(p.stat().st_size for p in (target.rglob("*") if target.is_dir() else [target]) if p.is_file())
        return {"loaded": loaded, "peak": megabytes(), "seconds": seconds, "size": size, "grew": allocated}


def measure_in_process(root: Path, form: str, *, traced: bool) -> dict[str, float]:
    """`measure_format` in a process of its own."""
    command = [sys.executable, __file__, "--one", str(root), *(["--traced"] if traced else []), form]
    figures: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return figures


def table(root: Path, forms: list[str]) -> dict[str, float]:
    """Prints a line for each format; the bytes that each took on top."""
    with open_dossier(root) as dossier:
        dossier.query.load()
        summary = dossier.exports.prepare("bundle").what
    print(f"\n{summary}\n{'format':<12} {'CPU s':>7} {'MB written':>11} {'MB loaded':>10} {'MB peak':>8} {'MB on top':>10}")
    grew = {}
    for form in forms:
        plain, grew[form] = measure_in_process(root, form, traced=False), measure_in_process(root, form, traced=True)["grew"]
        figures = f"{plain['size'] / 1e6:>11.1f} {plain['loaded']:>10.0f} {plain['peak']:>8.0f} {grew[form] / 1e6:>10.1f}"
        print(f"{form:<12} {plain['seconds']:>7.2f} {figures}", flush=True)
    return grew


def main() -> int:
    """Measures the formats over each size; 1 where a streaming one grows with the dossier."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="100,1000", help="numbers of articles, with commas")
    parser.add_argument("--cache", type=Path, help="where grown dossiers are kept from one run to the next")
    parser.add_argument("--articles", type=Path, help="a folder of real articles to grow from, in place of the bundled ones")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--traced", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("forms", nargs="*", metavar="FORMAT")
    options: Any = parser.parse_args()
    if options.one:
        print(json.dumps(measure_format(options.one, options.forms[0], traced=options.traced)))
        return 0
    cache = options.cache or Path(tempfile.mkdtemp(prefix="dossier-"))
    try:
        roots = [grow_dossier(cache, int(size), options.articles or sample() / "seeds") for size in options.sizes.split(",")]
        costs = [table(root, options.forms or list(FORMATS)) for root in roots]
    finally:
        if not options.cache:
            shutil.rmtree(cache)
    grew = [form for form in STREAMED if form in costs[0] and costs[-1][form] - costs[0][form] > SLACK]
    if grew:
        print(f"The memory of {' and '.join(grew)} grows with the dossier.")
    return int(bool(grew))


if __name__ == "__main__":
    sys.exit(main())
