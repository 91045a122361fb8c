"""The search engines side by side, on the same made-up articles and queries, in one run.

    python benchmarks/engines.py [ARTICLES ...]

Whoosh and tantivy as the program uses them: the same hits, in the same order. Beside them two peers that know less, one word exactly as
written and no other spelling: tantivy by itself, with its own tokenizer and query parser, and SQLite's FTS5. Prints processor time, of all
threads, so that other programs on the machine count little. A sign in place of a figure: the peer has no such query.
"""

import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import tantivy
from search import SEED, articles, queries, timed, vocabulary

from dossier.search.engine import Document, Engine
from dossier.search.engines import create_engine
from dossier.search.parser import parse

SIZES = (1_000, 10_000)
WORDS = 400
SHOWN = 50
NONE = "–"
TYPED = "as typed"
"""Kind of query: the first letters of a word, one more each time, answered with the matches and the completions."""
WHOLE = "whole list"
"""Kind of query: all matches as the program lists them, every one ranked."""
Run = Callable[[str], object]


@dataclass
class Candidate:
    """An engine to measure: how it builds an index, and how it answers each kind of query; kinds that it lacks are not in `runs`."""

    name: str
    build: Callable[[list[Document]], object]
    add: Callable[[Document], object]
    runs: dict[str, Run]
    folder: Path


def ours(name: str, kinds: Iterable[str], folder: Path) -> Candidate:
    """One of the program's engines."""
    engine: Engine = create_engine(name, folder / "index", folder / "tokens")

    def first(text: str) -> object:
        return engine.search(parse(text).tree, SHOWN)

    def typed(text: str) -> object:
        return engine.search(parse(text).tree, SHOWN), engine.complete(text)

    def whole(text: str) -> object:
        tree = parse(text).tree
        return engine.rank(tree, engine.ids(tree))

    runs: dict[str, Run] = dict.fromkeys(kinds, first) | {TYPED: typed, WHOLE: whole}
    return Candidate(name, engine.index, lambda document: engine.index([document]), runs, folder)


def bare_tantivy(kinds: Iterable[str], folder: Path) -> Candidate:
    """Tantivy by itself: its tokenizer, its query parser, the titles of the best hits."""
    builder = tantivy.SchemaBuilder()
    for name in ("title", "body", "source"):
        builder.add_text_field(name, stored=name == "title")
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build(), path=str(folder))

    def build(documents: Iterable[Document]) -> None:
        writer = index.writer(128_000_000, 1)
        for d in documents:
            writer.add_document(tantivy.Document(id=d.id, title=d.title, body=d.body, source=d.source))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def search(text: str) -> object:
        searcher = index.searcher()
        query = index.parse_query(text or "*", ["title", "body"], conjunction_by_default=True)
        return [searcher.doc(address)["id"] for _, address in searcher.search(query, SHOWN).hits]

    lacking = {"prefixes of two", "prefixes of three", "similar spellings", "endings", "excluded words", "days and outlet"}
    return Candidate("tantivy alone", build, lambda d: build([d]), {kind: search for kind in kinds if kind not in lacking}, folder)


def fts5(kinds: Iterable[str], folder: Path) -> Candidate:
    """SQLite's FTS5 with its usual tokenizer, ranked by its own BM25."""
    database = sqlite3.connect(folder / "fts5.sqlite3")
    database.execute("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, body, source, tokenize='unicode61')")

    def build(documents: Iterable[Document]) -> None:
        with database:
            database.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", ((d.id, d.title, d.body, d.source) for d in documents))

    def search(text: str) -> object:
        phrase, _, near = text.partition("~")
        match = f"NEAR({phrase.strip(chr(34))}, {near})" if near else text
        return database.execute("SELECT id FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?", (match, SHOWN)).fetchall()

    lacking = {"similar spellings", "endings", "excluded words", "days and outlet", "everything"}
    return Candidate("FTS5", build, lambda d: build([d]), {kind: search for kind in kinds if kind not in lacking}, folder)


def size(folder: Path) -> float:
    """Megabytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def percentiles(run: Run, query_texts: list[str]) -> tuple[float, float]:
    """Median and 95th percentile of these queries, in milliseconds; each was run once before."""
    for text in query_texts:
        run(text)
    times = sorted(timed(partial(run, text)) for text in query_texts)
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def measure(count: int, folder: Path) -> None:
    """Build every index of `count` articles, and print a table in Markdown."""
    rng = random.Random(SEED)  # noqa: S311 - made-up words, no secrets
    words = vocabulary(rng)
    documents = list(articles(rng, words, count, WORDS))
    kinds = queries(words)
    kinds[TYPED] = [word[:end] for word in words[100:130] for end in range(1, len(word) + 1)]
    kinds[WHOLE] = words[:20] + words[200:220]
    makers: list[Callable[[Iterable[str], Path], Candidate]] = [partial(ours, "whoosh"), partial(ours, "tantivy"), bare_tantivy, fts5]
    candidates = []
    for number, make in enumerate(makers):
        (folder / str(number)).mkdir(parents=True)
        candidates.append(make(kinds, folder / str(number)))
    print(f"\n{count:,} articles of {WORDS} words\n\n| | {' | '.join(c.name for c in candidates)} | tantivy to whoosh |")
    print("|---|" + "---:|" * (len(candidates) + 1))
    row("articles indexed per second", [count / timed(partial(c.build, documents)) * 1000 for c in candidates], "{:,.0f}")
    row("size of the index, MB", [size(c.folder) for c in candidates], "{:.1f}")
    row("one more article, ms", [timed(partial(c.add, Document("more", body="one more"))) for c in candidates], "{:.0f}")
    for kind, texts in kinds.items():
        both = [percentiles(c.runs[kind], texts) if kind in c.runs else None for c in candidates]
        for name, at in (("p50", 0), ("p95", 1)):
            row(f"{kind}, {name}, ms", [pair[at] if pair else None for pair in both], "{:.1f}")


def row(title: str, figures: list[float | None] | list[float], shape: str) -> None:
    """Print a row of the table, with the ratio of the program's two engines."""
    cells = [NONE if figure is None else shape.format(figure) for figure in figures]
    ratio = (figures[1] or 0) / figures[0] if figures[0] else 0.0
    print(f"| {title} | {' | '.join(cells)} | {ratio:.2f} |", flush=True)


def main(counts: list[int]) -> None:
    """Measure each size in a folder of its own."""
    for count in counts:
        folder = Path(tempfile.mkdtemp())
        try:
            measure(count, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or list(SIZES))
