"""Speed of the search: made-up articles with Zipf-distributed words, indexed and queried.

    python benchmarks/search.py [ARTICLES] [WORDS]

Prints processor time, so that other programs on the machine count little.
"""

import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from dossier.search.engine import Document
from dossier.search.highlights.spans import spans
from dossier.search.parser import parse
from dossier.search.whoosh.engine import WhooshEngine, create_engine, open_engine

# Letters by their frequency in English, the most frequent first.
LETTERS = "etaoinshrdlucmfwypvbgkqjxz"
VOCABULARY = 40_000
SEED = 1


def vocabulary(rng: random.Random) -> list[str]:
    """Different made-up words."""
    words = ("".join(rng.choices(LETTERS, weights=range(26, 0, -1), k=rng.randint(2, 10))) for _ in range(VOCABULARY))
    return list(dict.fromkeys(words))


def articles(rng: random.Random, words: list[str], count: int, length: int) -> Iterator[Document]:
    """Made-up articles; the n-th word is 1/n as frequent as the first (Zipf)."""
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for number in range(count):
        title, body = (" ".join(rng.choices(words, cum_weights=weights, k=size)) for size in (8, length))
        day = date(2031, 1, 1) + timedelta(number % 300)
        yield Document(f"a{number}", title=title, body=body, source=f"Outlet {number % 30}", day=day)


def queries(words: list[str]) -> dict[str, list[str]]:
    """Queries by kind."""
    some, others = words[10:60], words[100:150]
    return {
        "most common words": words[:40],
        "less common words": words[200:260],
        "rare words": words[5000:5060],
        "two words": [f"{a} {b}" for a, b in zip(some, others, strict=True)],
        "phrases": [f'"{a} {b}"' for a, b in zip(some, others, strict=True)],
        "nearby words": [f'"{a} {b}"~5' for a, b in zip(some, others, strict=True)],
        "prefixes of two": [f"{word[:2]}*" for word in others],
        "prefixes of three": [f"{word[:3]}*" for word in others if len(word) > 3],
        "similar spellings": [f"{word}~" for word in others],
        "endings": [f"*{word[-3:]}" for word in others],
        "excluded words": [f"-{word}" for word in others],
        "days and outlet": ["date:2031-02 source:7"] * 10,
        "everything": [""] * 10,
    }


def timed(work: Callable[[], object]) -> float:
    """Processor time of an act in milliseconds."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def ask(engine: WhooshEngine, query_texts: list[str]) -> tuple[float, float]:
    """Median and 95th percentile of these queries, in milliseconds."""
    trees = [parse(query).tree for query in query_texts]
    times = sorted(timed(partial(engine.search, tree, 50)) for tree in trees)
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def main(count: int, length: int) -> None:
    """Build, open and query."""
    rng = random.Random(SEED)  # noqa: S311 - made-up words, no secrets
    words = vocabulary(rng)
    texts = list(articles(rng, words, count, length))
    with tempfile.TemporaryDirectory() as folder:
        place, tokens = Path(folder) / "index", Path(folder) / "tokens"
        engine = create_engine(place, tokens)
        build = timed(lambda: engine.index(texts))
        print(f"{count} articles of {length} words: {build / 1000:.1f} s to index, {count / build * 1000:.0f} articles a second")
        print(f"one changed article: {timed(lambda: engine.index([Document('a0', body='changed')])):.0f} ms")
        engine.close()
        opened: list[WhooshEngine] = []
        took = timed(lambda: opened.append(again) if isinstance(again := open_engine(place, tokens), WhooshEngine) else None)
        (engine,) = opened
        print(f"opening: {took:.0f} ms; words and completions the first time: {timed(engine.lexicon):.0f} ms")
        engine.search(parse("").tree)
        for kind, query_texts in queries(words).items():
            median, worst = ask(engine, query_texts)
            print(f"  {kind:20} {median:7.1f} ms, 95 of 100 under {worst:7.1f} ms")
        engine.close()
    tree = parse(f"{words[3]} OR {words[50][:2]}* OR {words[300]}~").tree
    print(f"marks in an article: {timed(lambda: [spans(tree, text.body) for text in texts[:200]]) / min(200, count):.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 400)
