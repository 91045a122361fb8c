"""The table of a tantivy index: kept in step with each import, and the same as one read anew."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

pytest.importorskip("tantivy", reason="the extra fast is not installed")

from dossier.search.engine import Document, DocumentKind, Match, Sort
from dossier.search.parser import parse
from dossier.search.stamp import UntrustedIndex
from dossier.search.tantivy.engine import TantivyEngine, create_engine, open_engine
from dossier.search.tantivy.snapshot import KindSnapshot

WORDS = ("harbour", "grain", "talks", "envoys", "rain", "bridge")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    """An empty engine."""
    engine_ = create_engine(tmp_path / "index", tmp_path / "tokens")
    yield engine_
    engine_.close()


def article(rng: random.Random, number: int) -> Document:
    """An article of some words, on one of a few days or none."""
    day = date(2031, 5, 1) + timedelta(rng.randrange(5)) if rng.random() < 0.9 else None
    return Document(f"a{number}", title=rng.choice(WORDS), body=" ".join(rng.choices(WORDS, k=rng.randint(1, 9))), day=day)


def answers(engine: TantivyEngine) -> list[tuple[Match, ...]]:
    """All results that depend on the table."""
    queries = [parse(query).tree for query in ("", "grain", "-grain", "harbour OR rain", '"grain talks"')]
    some = [f"a{number}" for number in range(0, 40, 3)]
    results = [engine.search(tree, limit, sort) for tree in queries for limit in (None, 7) for sort in Sort]
    return results + [engine.rank(tree, ids) for tree in queries for ids in (some, some[:2], [f"a{number}" for number in range(60)])]


def test_after_many_imports_the_table_is_that_of_a_new_engine(engine: TantivyEngine, tmp_path: Path) -> None:
    """Articles added, replaced and removed, with searches between the imports."""
    rng = random.Random(7)  # noqa: S311  made-up articles, no secrets
    for _ in range(25):
        changed = [article(rng, rng.randrange(40)) for _ in range(rng.randint(1, 12))]
        engine.index(changed, [(DocumentKind.ARTICLE, f"a{rng.randrange(40)}") for _ in range(rng.randint(0, 3))])
        again = open_engine(tmp_path / "index", tmp_path / "tokens")
        assert not isinstance(again, UntrustedIndex)
        assert answers(engine) == answers(again)
        assert engine.digests() == again.digests()
        assert engine.lexicon().counts.keys() >= again.lexicon().counts.keys()
        again.close()


def test_one_more_article_reads_nothing_of_the_others(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of it is looked up by its id, so the cost of an import does not grow with the index."""
    engine.index([Document(f"a{number}", title="Harbour") for number in range(20)])

    def fail(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(KindSnapshot, "terms", fail)
        engine.index([Document("a20", title="Rain"), Document("a3", title="Harbour"), Document("a4", title="Grain")])
    assert engine.count(parse("").tree) == 21
    assert engine.ids(parse("rain OR grain").tree) == {"a20", "a4"}


def test_ids_that_begin_with_one_another_are_different(engine: TantivyEngine) -> None:
    """Also one that contains the sign after an id."""
    documents = [Document(id_, title="Rain") for id_ in ("a", "a1", "a\x1f0", "ab")]
    engine.index(documents)
    engine.index(documents, [(DocumentKind.ARTICLE, "a")])
    engine.index([Document("a1", title="Grain")])
    assert engine.ids(parse("rain").tree) == {"a\x1f0", "ab"}
    assert set(engine.digests()) == {"a1", "a\x1f0", "ab"}


def test_words_of_a_small_import_are_added_to_the_lexicon(engine: TantivyEngine) -> None:
    """Completions know them at once, each with its articles."""
    engine.index([Document("a1", title="Harbour"), Document("a2", body="harbour talks")])
    assert engine.complete("ha") == (("harbour", 2),)
    engine.index([Document("a3", body="Harbours and harbour walls")])
    assert engine.lexicon().counts == {"harbour": 3, "talks": 1, "harbours": 1, "and": 1, "walls": 1}
    assert engine.complete("ha") == (("harbour", 3), ("harbours", 1))
