"""The search engines side by side, on the same made-up articles and queries, in one run.

    python benchmarks/engines.py [ARTICLES ...] [--only NAME ...]

Whoosh, tantivy and PostgreSQL (a coordinator and two shards) as the program uses them: the same hits, in the same order. Beside them peers that
know less, one word exactly as written and no other spelling: tantivy by itself, with its own tokenizer and query parser, SQLite's FTS5, and
Xapian. Each is measured in a process of its own. Prints processor time, of all threads and servers, so that other programs on the machine count
little. A sign in place of a figure: the peer has no such query, is not installed, or was left out.
"""

import argparse
import gc
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from engine_candidates import ANSWER, LISTED, NAMES, TYPED, Candidate, Missing, Run, open_candidate
from search import SEED, articles, queries, vocabulary

from dossier.search.engine import Document

SIZES = (1_000, 10_000, 100_000)
WORDS = 400
NONE = "–"
LARGEST_WHOOSH = 10_000
"""Articles above which Whoosh is left out unless it is named: it would index for an hour."""
Figures = dict[str, float]


def size(folder: Path) -> float:
    """Megabytes of the files in a folder, without the log from which a server would recover."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "pg_wal" not in path.parts) / 1e6


def timed(candidate: Candidate, work: Callable[[], object]) -> float:
    """Processor time that an act costs the processes of a candidate, in milliseconds."""
    start = candidate.clock()
    work()
    return candidate.clock() - start


def percentiles(candidate: Candidate, run: Run, query_texts: list[str]) -> tuple[float, float]:
    """Median and 95th percentile of these queries, in milliseconds; each was run once before."""
    for text in query_texts:
        run(text)
    times = sorted(timed(candidate, partial(run, text)) for text in query_texts)
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def measure(name: str, kinds: dict[str, list[str]], documents: list[Document]) -> Figures:
    """All figures of one engine, by the title of their row; none where it is missing."""
    folder = Path(tempfile.mkdtemp())
    figures: Figures = {}
    try:
        with ExitStack() as stack:
            candidate = open_candidate(name, kinds, folder, stack)
            before = candidate.memory()
            figures["articles indexed per second"] = len(documents) / timed(candidate, partial(candidate.build, documents)) * 1000
            figures["size of the index, MB"] = size(candidate.folder)
            figures["one more article, ms"] = timed(candidate, partial(candidate.add, Document("more", body="one more")))
            for kind, run in candidate.runs.items():
                figures[f"{kind}, p50, ms"], figures[f"{kind}, p95, ms"] = percentiles(candidate, run, kinds[kind])
                print(f"  {name}: {kind} {figures[f'{kind}, p50, ms']:.1f}", file=sys.stderr, flush=True)
            figures["memory after that, MB"] = candidate.memory() - before
    except Missing as missing:
        print(f"{name} is left out: {missing}.", flush=True)
    finally:
        shutil.rmtree(folder)
    return figures


def compare(count: int, names: list[str]) -> None:
    """Measure the engines with `count` articles, and print a table in Markdown."""
    rng = random.Random(SEED)  # noqa: S311 - made-up words, no secrets
    words = vocabulary(rng)
    documents = list(articles(rng, words, count, WORDS))
    gc.freeze()  # as the program does with what it has loaded
    kinds = queries(words)
    kinds[TYPED] = [word[:end] for word in words[100:130] for end in range(1, len(word) + 1)]
    kinds[LISTED] = kinds[ANSWER] = words[:20] + words[200:220]
    figures: dict[str, Figures] = {}
    for name in names:
        # the articles are there already in a forked process
        with ProcessPoolExecutor(1, get_context("fork")) as process:
            figures[name] = process.submit(measure, name, kinds, documents).result()
        print(f"{name}, {count:,}: {figures[name]}", file=sys.stderr, flush=True)
    print(f"\n{count:,} articles of {WORDS} words\n\n| | {' | '.join(names)} | tantivy to Whoosh | tantivy to tantivy alone |")
    print("|---|" + "---:|" * (len(names) + 2))
    first = ("articles indexed per second", "size of the index, MB", "memory after that, MB", "one more article, ms")
    for title in first + tuple(f"{kind}, {part}, ms" for kind in kinds for part in ("p50", "p95")):
        cells = [f"{figures[name][title]:,.1f}" if title in figures[name] else NONE for name in names]
        ratios = [ratio(figures, "tantivy", other, title) for other in ("Whoosh", "tantivy alone")]
        print(f"| {title} | {' | '.join(cells + ratios)} |", flush=True)


def ratio(figures: dict[str, Figures], name: str, other: str, title: str) -> str:
    """One engine's figure divided by another's."""
    pair = [figures.get(engine, {}).get(title) for engine in (name, other)]
    return f"{pair[0] / pair[1]:.2f}" if pair[0] is not None and pair[1] else NONE


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="*", type=int, default=SIZES)
    parser.add_argument("--only", nargs="+", choices=NAMES)
    options = parser.parse_args()
    for count in options.articles:
        names = options.only or [name for name in NAMES if name != "Whoosh" or count <= LARGEST_WHOOSH]
        compare(count, names)


if __name__ == "__main__":
    main()
