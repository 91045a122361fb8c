"""Speed of extraction, compared with the bare parse of the same texts in the same run.

    python benchmarks/extraction.py [FOLDER ...] [--rounds N] [--most N] [--json]

Reads the articles of this repository's seeds/ and of any FOLDER, then measures in CPU time (so that other work on the machine counts
little): words a second of the whole of extraction, words a second of spaCy's own `nlp.pipe`, and the ratio of the two. A round runs both,
one after the other; the median of the rounds is printed. The ratio should not fall below 0.8. Peak memory is that of this process after
extraction alone, and after the bare parse too, which keeps many texts in memory at a time.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median

from dossier.errors import DossierError
from dossier.extraction.nlp import PACKAGE
from dossier.extraction.pipeline import extract
from dossier.model.article import Article
from dossier.reading.read import read

HOME = Path(__file__).resolve().parent.parent
SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})


def articles_in(folders: Sequence[Path], most: int) -> list[Article]:
    """The articles of the folders in order of their names, `most` of them at most; unreadable files are printed and left out."""
    articles: list[Article] = []
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES):
        try:
            articles.append(read(path))
        except DossierError as error:
            print(f"left out {path.name}: {error}", file=sys.stderr)
        if len(articles) == most:
            break
    return articles


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process that `work` takes."""
    before = time.process_time()
    work()
    return time.process_time() - before


def peak_megabytes() -> float:
    """The peak memory of this process so far, in megabytes (the system counts kilobytes, on macOS bytes)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024


def measure(articles: Sequence[Article], rounds: int) -> dict[str, float]:
    """Words, words a second of both, the ratio of extraction's to the parse's, and memory after extraction and after all."""
    nlp = import_module(PACKAGE.replace("-", "_")).load()
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    list(nlp.pipe(texts[:1]))
    extract(articles[0])
    parsed, extracted, memory = [], [], 0.0
    for number in range(rounds):
        extracted.append(cpu_seconds(lambda: [extract(article) for article in articles]))
        memory = memory or peak_megabytes()
        parsed.append(cpu_seconds(lambda: list(nlp.pipe(texts))))
        print(f"round {number + 1} of {rounds}: parse {parsed[-1]:.2f} s, extraction {extracted[-1]:.2f} s", file=sys.stderr)
    return {
        "articles": len(articles),
        "words": words,
        "parse words/s": words / median(parsed),
        "extraction words/s": words / median(extracted),
        "ratio of words/s (mark 0.8)": median(p / e for e, p in zip(extracted, parsed, strict=True)),
        "seconds an article": median(extracted) / len(articles),
        "peak MB of extraction": memory,
        "peak MB with the parse": peak_megabytes(),
    }


def main() -> int:
    """Measure and print; exit status 2 where there is nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=3, help="how often both are run (default 3)")
    parser.add_argument("--most", type=int, default=200, help="articles at most (default 200)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    articles = articles_in([HOME / "seeds", *options.folders], options.most)
    if not articles:
        print("No articles to read: seeds/ is empty and no FOLDER holds any.", file=sys.stderr)
        return 2
    figures = measure(articles, max(1, options.rounds))
    if options.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    else:
        for name, value in figures.items():
            print(f"{name:28} {value:12,.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
