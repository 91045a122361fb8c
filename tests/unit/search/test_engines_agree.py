"""Every engine on a thousand random queries over made-up articles: the same hits, counts and order as Whoosh."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dossier.search.engine import Document, DocumentKind, Engine, Match, Sort
from dossier.search.engines import create_engine
from dossier.search.parser import parse
from dossier.search.scoring import SCORE_DIGITS

SEED, ARTICLES, QUERIES = 12, 150, 1000
ONSETS, VOWELS, CODAS = "bdfgklmnprstvz", "aeiou", ("", "n", "r", "s", "t")
TIE = 2 * 10**-SCORE_DIGITS
"""Scores that may be ordered either way: rounding may part two that are nearly equal."""


def seeded(seed: int) -> random.Random:
    """A generator that makes the same documents and queries each time."""
    return random.Random(seed)  # noqa: S311  # made-up words, no secrets


def make_words(rng: random.Random) -> list[str]:
    """Made-up words, some a letter apart, some with the endings of inflected forms."""
    stems = {"".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.randint(1, 3))) + rng.choice(CODAS) for _ in range(250)}
    ordered = sorted(stems)
    return [*ordered, *(f"{stem}{rng.choice(('s', 'ed', 'ing', 'er'))}" for stem in ordered[::3])]


def make_documents(rng: random.Random, words: list[str]) -> list[Document]:
    """Articles, quotations and events; the n-th word is 1/n as frequent as the first."""
    weights = [1 / rank for rank in range(1, len(words) + 1)]

    def text(shortest: int, longest: int) -> str:
        return " ".join(rng.choices(words, weights, k=rng.randint(shortest, longest)))

    documents = []
    for number in range(ARTICLES):
        day = date(2031, 1, 1) + timedelta(rng.randrange(90)) if rng.random() < 0.9 else None
        outlet = f"{rng.choice(words[:20]).title()} Post"
        documents.append(Document(f"a{number}", title=text(0, 8), body=text(0, 120), source=outlet, day=day))
        documents.append(Document(f"q{number}", DocumentKind.QUOTATION, body=text(3, 20)))
        documents.append(Document(f"e{number}", DocumentKind.EVENT, title=text(2, 4), body=text(5, 30), day=day))
    return documents


class QueryMaker:
    """Makes random queries of the query language."""

    def __init__(self, rng: random.Random, words: list[str]) -> None:
        self.rng, self.words = rng, words

    def word(self) -> str:
        """A word, one more often that is frequent."""
        return self.words[min(int(self.rng.expovariate(1 / 60)), len(self.words) - 1)]

    def leaf(self) -> str:
        """A word, phrase, sign or field."""
        word, other = self.word(), self.word()
        first = date(2031, 1, 1) + timedelta(self.rng.randrange(90))
        return self.rng.choice(
            (
                word,
                word,
                f'"{word}"',
                f'"{word} {other}"',
                f'"{word} {other}"~{self.rng.choice((0, 1, 3, 8))}',
                f'"{word} {word}"~{self.rng.choice((1, 4))}',
                f'"{word} {other} {self.word()}"~{self.rng.choice((1, 5, 12))}',
                f"{word[: self.rng.randint(1, 3)]}*",
                f"*{word[-2:]}",
                f"{word}~",
                f"{word}-{other}",
                f"title:{word}",
                f'title:"{word} {other}"~4',
                f"text:{word}",
                f"source:{self.rng.choice(self.words)}",
                f"source:{self.rng.choice(self.words)[:2]}*",
                f"date:{first}..{first + timedelta(20)}",
                f"after:{first}",
            )
        )

    def query(self, depth: int = 2) -> str:
        """Leaves joined by blanks and operators."""
        parts = [f"({self.query(depth - 1)})" if depth and self.rng.random() < 0.2 else self.leaf() for _ in range(self.rng.randint(1, 3))]
        signed = [f"-{part}" if self.rng.random() < 0.15 else part for part in parts]
        return self.rng.choice((" ", " OR ")).join(signed)


@pytest.fixture(params=["tantivy", "postgres"], scope="module")
def name(request: pytest.FixtureRequest) -> str:
    """Each engine that is compared with Whoosh."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="the extra fast is not installed")
    else:
        request.getfixturevalue("postgres_servers")
    return str(request.param)


@pytest.fixture(scope="module")
def pair(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """Whoosh and another engine over the same documents, indexed in two imports."""
    rng = seeded(SEED)
    documents = make_documents(rng, make_words(rng))
    engines = []
    for engine_name in ("whoosh", name):
        folder = tmp_path_factory.mktemp(engine_name)
        engine = create_engine(engine_name, folder / "index", folder / "tokens")
        engine.index(documents[:300])
        engine.index(documents)
        engines.append(engine)
    yield engines[0], engines[1]
    for engine in engines:
        engine.close()


def same_order(theirs: tuple[Match, ...], ours: tuple[Match, ...]) -> bool:
    """True where two results are in the same order, apart from ties, with the same scores."""
    by_id = {match.id: match.score for match in theirs}
    same_scores = len(theirs) == len(ours) and all(abs(by_id.get(match.id, -1) - match.score) <= TIE for match in ours)
    return same_scores and all(abs(a.score - by_id[b.id]) <= TIE for a, b in zip(theirs, ours, strict=True) if a.id != b.id)


@pytest.mark.parametrize("batch", range(10))
def test_a_thousand_random_queries_have_the_same_answers(pair: tuple[Engine, Engine], batch: int) -> None:
    """Hits, counts, scores and order, for every kind of document; limited results begin like unlimited ones."""
    whoosh, other = pair
    rng = seeded(SEED * 1000 + batch)
    maker = QueryMaker(rng, make_words(seeded(SEED)))
    for _ in range(QUERIES // 10):
        query, kind = maker.query(), rng.choice(list(DocumentKind))
        tree = parse(query).tree
        ids = whoosh.ids(tree, kind)
        assert other.ids(tree, kind) == ids, query
        assert other.count(tree, kind) == len(ids), query
        assert other.outlets(tree) == whoosh.outlets(tree), query
        best = whoosh.search(tree, kind=kind), other.search(tree, kind=kind)
        assert same_order(*best), query
        assert other.search(tree, 5, kind=kind) == best[1][:5], query
        sort = rng.choice((Sort.NEWEST, Sort.OLDEST))
        newest = [match.id for match in whoosh.search(tree, 20, sort, kind)]
        assert [match.id for match in other.search(tree, 20, sort, kind)] == newest, query
        some = rng.sample([f"{kind[0]}{number}" for number in range(ARTICLES)], 40)
        assert same_order(whoosh.rank(tree, some, kind=kind), other.rank(tree, some, kind=kind)), query


def test_half_typed_words_have_the_same_completions(pair: tuple[Engine, Engine]) -> None:
    """After each letter of some words; near spellings too, and the words with their frequencies."""
    whoosh, other = pair
    assert whoosh.lexicon().counts == other.lexicon().counts
    for word in make_words(seeded(SEED))[::9]:
        for end in range(len(word) + 1):
            assert whoosh.complete(word[:end]) == other.complete(word[:end])
        assert whoosh.nearest(f"{word}x") == other.nearest(f"{word}x")


def test_removed_documents_leave_the_same_answers(name: str, tmp_path: Path) -> None:
    """After removals and replacements: hits and counts are the same. The order is not compared: until segments are merged, tantivy counts
    removed documents in the mean length.
    """
    rng = seeded(SEED)
    words = make_words(rng)
    documents, maker = make_documents(rng, words)[:180], QueryMaker(rng, words)
    pair = [create_engine(other, tmp_path / other, tmp_path / "tokens") for other in ("whoosh", name)]
    for _ in range(6):
        changed = [Document(d.id, d.kind, body=maker.query(0), day=d.day) for d in rng.sample(documents, 15)]
        removed = [(d.kind, d.id) for d in rng.sample(documents, 10)]
        for engine in pair:
            engine.index(documents)
            engine.index(changed, removed)
        for _ in range(20):
            tree, kind = parse(maker.query()).tree, rng.choice(list(DocumentKind))
            if kind is not DocumentKind.ARTICLE:
                # a lexicon may still have words of removed articles, which only documents of other kinds can contain
                tree = pair[0].lexicon().expand(tree)
            assert pair[0].ids(tree, kind) == pair[1].ids(tree, kind)
            assert pair[0].count(tree, kind) == pair[1].count(tree, kind)
    for engine in pair:
        engine.close()
