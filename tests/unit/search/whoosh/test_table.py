"""Table of documents: after any commits it holds what is read from nothing, and old segments are not read again."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from dossier.search.engine import Document, DocumentKind, Engine
from dossier.search.parser import parse
from dossier.search.stamp import UntrustedIndex
from dossier.search.whoosh.engine import WhooshEngine, create_engine, open_engine
from dossier.search.whoosh.table import REMEMBERED

WORDS = ("grain", "harbour", "quay", "ferry", "strike", "talks", "envoy", "bridge")
QUERIES = ("grain", "harbour OR quay", '"grain harbour"', "source:Post", "ferry near/3 strike", "-talks", "")


def made_up(chance: Random) -> Document:
    """A document of few words and outlets, with one of few ids, so that many are replaced."""
    words = chance.choices(WORDS, k=chance.randrange(1, 60))
    day = date(2031, 3, 1) + timedelta(days=chance.randrange(9)) if chance.random() < 0.8 else None
    kind = chance.choice(list(DocumentKind))
    title = " ".join(words[:3]) if kind is DocumentKind.ARTICLE else ""
    outlet = chance.choice(("Post", "Courier", ""))
    return Document(f"d{chance.randrange(40)}", kind, title, " ".join(words), outlet, day)


def everything(engine: Engine) -> list[object]:
    """What an engine knows and answers."""
    trees = [parse(query).tree for query in QUERIES]
    answers = [[engine.search(tree, kind=kind) for tree in trees] for kind in DocumentKind]
    digests = [dict(engine.digests(kind)) for kind in DocumentKind]
    return [answers, digests, engine.lexicon(), [engine.outlets(tree) for tree in trees], engine.complete("ha")]


def opened(folder: Path, tokens: Path) -> WhooshEngine:
    """The index, opened anew."""
    engine = open_engine(folder, tokens)
    assert not isinstance(engine, UntrustedIndex)
    return engine


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_of_commits_ends_where_opening_anew_does(tmp_path: Path, seed: int) -> None:
    """Documents are added, replaced and removed, by two engines in turn, and segments are merged meanwhile."""
    chance, folder, tokens = Random(seed), tmp_path / "index", tmp_path / "tokens"  # noqa: S311  no secret
    engines = [create_engine(folder, tokens), opened(folder, tokens)]
    for _ in range(20):
        engine = chance.choice(engines)
        engine.refresh()
        removed = [(chance.choice(list(DocumentKind)), f"d{chance.randrange(40)}") for _ in range(chance.randrange(4))]
        engine.index([made_up(chance) for _ in range(chance.randrange(1, 12))], removed)
        if chance.random() < 0.7:
            fresh = opened(folder, tokens)
            assert everything(engine) == everything(fresh)
            fresh.close()
    for engine in engines:
        engine.close()


def test_words_that_were_not_looked_for_in_many_commits_are_read_again(tmp_path: Path) -> None:
    """The changes of the last commits are remembered; a word from before is read from all segments."""
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine.index([Document("a", body="grain harbour")])
    grain = parse("grain").tree
    assert engine.ids(grain) == {"a"}
    for number in range(REMEMBERED + 1):
        engine.index([Document(f"b{number}", body="quay")])
    engine.index([Document("a", body="harbour"), Document("c", body="grain")])
    assert engine.ids(grain) == {"c"}
    engine.close()


def test_a_commit_reads_only_what_it_changed(tmp_path: Path) -> None:
    """After a small commit, no column of an old segment is read."""
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine.index([Document(f"a{number}", body="grain harbour") for number in range(50)])
    everything(engine)
    old = set(engine._reader.table.segments)
    engine.index([Document("b", body="grain")])
    for name in old:
        segment = engine._reader.table.segments[name]
        segment.reader.column_reader = None
    assert len(engine.ids(parse("grain").tree)) == 51
    assert len(engine.digests()) == 51
    engine.close()
