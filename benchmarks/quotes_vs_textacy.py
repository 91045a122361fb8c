"""Quotations and their speakers, dossier's beside textacy's, against answers made by hand, in one run.

    python benchmarks/quotes_vs_textacy.py GOLD_DIR ARTICLES_DIR [GOLD_DIR ARTICLES_DIR ...] [--json]

GOLD_DIR holds articles.toml ([[article]] id, file), quotes.toml ([[quote]] article, text, speaker = [names], and where = the words
before it, if its words stand more than once) and actors.toml ([[actor]] name, aliases). ARTICLES_DIR holds the files.
textacy is no dependency of dossier: `python -m pip install textacy` in an environment that has dossier.

Both read the same text (the body that dossier's reading keeps) with the same language model. Span F1 counts quotations whose words
are those of an answer, apart from the style of marks, white space and punctuation at the ends. Speaker F1 counts those of them whose
speaker is right as well. For dossier any name that the article gives to the speaker's actor must be one of the answer's names or
aliases. textacy gives words and no actor, so it is judged more mildly: it is right where its words are part of a right name or hold
one ("Roe" and "Minister Ann Roe" for Ann Roe). It takes no text with an odd number of marks; such a text is given to it by paragraphs,
and only the odd paragraphs are lost.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dossier.errors import DossierError
from dossier.extraction.nlp import parse
from dossier.extraction.pipeline import extract
from dossier.model.article import Article
from dossier.reading.read import read

MARKS = str.maketrans("“”„«»‘’\xa0", '"""""\'\' ')
BEFORE = 80
"""Characters before a quotation in which the words of `where` are looked for."""


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation found by a program: its words, its start offset, and the names of its speaker."""

    text: str
    start: int
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quotation of the gold, with every name of its speaker that counts as right."""

    text: str
    where: str
    speakers: frozenset[str]


Same = Callable[[str, str], bool]


def fold(text: str) -> str:
    """Words for comparison: straight marks, single spaces, small letters, no punctuation at the ends."""
    return re.sub(r"\s+", " ", text.translate(MARKS)).strip(" \"'.,;:!?…—-").lower()


def of_dossier(article: Article) -> list[FoundQuote]:
    """The quotations that dossier finds in an article, read alone."""
    facts = extract(article)
    names = {actor.key: (actor.name, *(m.text for m in actor.mentions)) for actor in facts.actors}
    return [FoundQuote(q.text, q.span.start, names[q.speaker] if q.speaker is not None else (q.speaker_text,)) for q in facts.quotations]


def of_textacy(article: Article) -> list[FoundQuote]:
    """The quotations that textacy finds in the same text; paragraph by paragraph where it refuses the whole."""
    try:
        return list(_triples(article.text, 0))
    except ValueError:
        quotes: list[FoundQuote] = []
        for paragraph in re.finditer(r"(?:.|\n(?!\n))+", article.text):
            try:
                quotes += _triples(paragraph[0], paragraph.start())
            except ValueError:
                continue
        return quotes


def _triples(text: str, offset: int) -> Iterator[FoundQuote]:
    for triple in import_module("textacy.extract").direct_quotations(parse(text)):
        yield FoundQuote(triple.content.text, offset + triple.content.start_char, (" ".join(token.text for token in triple.speaker),))


def equal(speaker: str, name: str) -> bool:
    """True where the speaker has that name, with an article before it or without."""
    return bool(fold(speaker)) and re.sub(r"^(?:the|an?) ", "", fold(speaker)) == re.sub(r"^(?:the|an?) ", "", fold(name))


def partly(speaker: str, name: str) -> bool:
    """True where the words for the speaker are part of the name, word by word, or contain it."""
    folded_speaker, folded_name = f" {fold(speaker)} ", f" {fold(name)} "
    return bool(fold(speaker)) and (folded_speaker in folded_name or folded_name in folded_speaker)


def answers(gold: Path) -> dict[str, list[GoldQuote]]:
    """File name -> the quotations that the gold has of it; every file of the gold has an entry."""

    def table(name: str) -> dict[str, Any]:
        return tomllib.loads((gold / name).read_text(encoding="utf-8"))

    aliases = {a["name"]: a["aliases"] for a in table("actors.toml")["actor"]}
    by_file: dict[str, list[GoldQuote]] = {a["file"]: [] for a in table("articles.toml")["article"]}
    files = {a["id"]: a["file"] for a in table("articles.toml")["article"]}
    for quote in table("quotes.toml")["quote"]:
        names = frozenset(alias for name in quote["speaker"] for alias in (name, *aliases.get(name, [])))
        by_file[files[quote["article"]]].append(GoldQuote(quote["text"], quote.get("where", ""), names))
    return by_file


def count_hits(text: str, quotes: Sequence[FoundQuote], answers: Sequence[GoldQuote], same: Same) -> tuple[int, int]:
    """The number of gold spans found, and of those with a right speaker; each quotation serves one answer."""
    pool, spans, speakers = list(quotes), 0, 0
    for want in answers:
        for quote in pool:
            if fold(quote.text) == fold(want.text) and fold(want.where) in fold(text[max(0, quote.start - BEFORE) : quote.start]):
                pool.remove(quote)
                spans += 1
                speakers += any(same(speaker, name) for speaker in quote.speakers for name in want.speakers)
                break
    return spans, speakers


def f1(right: int, found_count: int, gold_count: int) -> dict[str, float]:
    """Precision, recall and their harmonic mean, from counts."""
    precision, recall = right / max(found_count, 1), right / max(gold_count, 1)
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / max(precision + recall, 1e-9)}


def measure(golds: Sequence[tuple[Path, Path]]) -> dict[str, dict[str, dict[str, float]]]:
    """Program -> measure -> precision, recall and F1, over all the articles of the golds."""
    programs: dict[str, tuple[Callable[[Article], list[FoundQuote]], Same]] = {
        "dossier": (of_dossier, equal),
        "textacy": (of_textacy, partly),
    }
    counts = {name: [0, 0, 0, 0] for name in programs}
    for gold, folder in golds:
        for file, gold_answers in answers(gold).items():
            article = read(folder / file)
            for name, (find, same) in programs.items():
                quotes = find(article)
                row = (*count_hits(article.text, quotes, gold_answers, same), len(quotes), len(gold_answers))
                counts[name] = [a + b for a, b in zip(counts[name], row, strict=True)]
    return {name: {"span": f1(c[0], c[2], c[3]), "speaker": f1(c[1], c[2], c[3])} for name, c in counts.items()}


def main() -> int:
    """Measure and print; exit status 2 where textacy or a gold file is missing, 0 with a hint where no folder is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="GOLD_DIR ARTICLES_DIR")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if not options.folders or len(options.folders) % 2:
        print("Give pairs of folders, answers made by hand and their articles: GOLD_DIR ARTICLES_DIR (see --help for the files).")
        return 2 if options.folders else 0
    if find_spec("textacy") is None:
        print("textacy is missing: install it with `python -m pip install textacy` beside dossier, and run this again.", file=sys.stderr)
        return 2
    try:
        rows = measure(list(zip(options.folders[::2], options.folders[1::2], strict=True)))
    except (DossierError, OSError, KeyError, tomllib.TOMLDecodeError) as error:
        print(f"The answers or articles cannot be read: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(rows))
        return 0
    print(f"{'':10}{'':10}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, row in rows.items():
        for unit, values in row.items():
            print(f"{name:10}{unit:10}" + "".join(f"{value:10.3f}" for value in values.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
