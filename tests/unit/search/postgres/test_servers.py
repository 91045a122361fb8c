"""PostgreSQL servers that fail, and what the shards do themselves: on a real coordinator and two real shards."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.search.engine import DamagedIndex, Document, DocumentKind, Engine, Sort
from dossier.search.parser import parse
from dossier.search.stamp import UntrustedIndex
from dossier.search.syntax import Node
from tests.postgres_servers import Servers

pytest.importorskip("asyncpg", reason="the extra cluster is not installed")

from dossier.search.postgres import connection, writer
from dossier.search.postgres.address import coordinator_url
from dossier.search.postgres.connection import Sessions
from dossier.search.postgres.engine import PostgresEngine, create_engine, open_engine

MANY = tuple(
    Document(
        f"a{number}",
        title=f"Ferry {number % 7}",
        body=f"The ferry number{number} left the harbour of Port Abel. {'grain ' * (number % 5)}",
        source="Harbour Post" if number % 11 else "Northern Wire",
        day=date(2031, 1, 1 + number % 28),
    )
    for number in range(1200)
)


@pytest.fixture
def engine(postgres_servers: Servers, tmp_path: Path) -> Iterator[PostgresEngine]:
    """An engine over some of the documents."""
    assert len(postgres_servers.shards) == 2
    opened = create_engine(tmp_path / "index", tmp_path / "tokens")
    opened.index(MANY[:300])
    yield opened
    opened.close()


def tree(query: str) -> Node:
    """The tree of a query."""
    return parse(query).tree


def answers(engine: Engine) -> list[object]:
    """What an engine says of all documents, to be compared."""
    queries = ("grain", "ferry -grain", '"port abel"', "number12*", "source:post title:3", "source:wire")
    found = [engine.search(tree(query), limit) for query in queries for limit in (None, 10)]
    return [found, sorted(engine.digests().items()), engine.lexicon().counts, engine.complete("number1")]


def as_new(documents: tuple[Document, ...], tmp_path: Path) -> list[object]:
    """The answers of an index that was made of these documents at once."""
    fresh = create_engine(tmp_path / "fresh", tmp_path / "tokens")
    fresh.index(documents)
    try:
        return answers(fresh)
    finally:
        fresh.close()


def test_shards_match_rank_and_sort(engine: PostgresEngine) -> None:
    """The whole query is sent to the shard: condition, scores and order; the coordinator filters nothing."""
    node = engine.lexicon().expand(tree('grain "port abel" date:2031 source:post -title:3 "ferry harbour"~4'))
    query = engine._query(DocumentKind.ARTICLE)
    sql = query.ordered(query.matching(node), Sort.BEST, 10, node, engine._statistics(node, DocumentKind.ARTICLE))
    for plan in engine._sessions.fetch_from_shards(f"EXPLAIN (VERBOSE, COSTS OFF) {sql}", *query.values):
        lines = [str(row[0]).strip() for row in plan]
        remote = next(line for line in lines if line.startswith("Remote SQL:"))
        for part in ("sum(", "strpos(", "@>", " ~ ", "source = ANY", "GROUP BY", "ORDER BY round("):
            assert part in remote
        assert not any(line.startswith(("Filter:", "Join Filter:", "Sort Key:")) for line in lines)


def test_both_shards_have_documents(engine: PostgresEngine) -> None:
    """The hash spreads them evenly enough, each in one place only."""
    counts = [int(rows[0][0]) for rows in engine._sessions.fetch_from_shards("SELECT count(*) FROM documents_{shard}")]
    assert sum(counts) == 300
    assert min(counts) > 100


def test_a_shard_that_is_down_is_an_error_that_names_it(engine: PostgresEngine, postgres_servers: Servers) -> None:
    """No search, count or completion with fewer results; once it is back, the same engine answers as before."""
    before, shard = answers(engine), postgres_servers.shards[1]
    shard.kill()
    try:
        for ask in (lambda: engine.search(tree("grain"), 10), lambda: engine.ids(tree("")), lambda: engine.count(tree("ferry"))):
            with pytest.raises(DossierError, match="cannot be reached") as caught:
                ask()
            assert shard.name in caught.value.what
            assert postgres_servers.shards[0].name not in str(caught.value)
        with pytest.raises(DossierError) as caught:
            engine.index(MANY[:310])
        assert shard.name in caught.value.what
    finally:
        shard.start()
    engine.refresh()
    assert answers(engine) == before


def test_a_shard_killed_during_an_import_loses_and_doubles_nothing(
    engine: PostgresEngine, postgres_servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The import is undone as a whole; the next one is complete, and equal to an index made at once."""
    monkeypatch.setattr(writer, "BATCH", 250)  # so that much is written before the shard is killed
    before, shard = answers(engine), postgres_servers.shards[0]

    def kill(count: int) -> None:
        if count == 800:
            shard.kill()

    try:
        with pytest.raises(DossierError) as caught:
            engine.index(MANY, removed=[(DocumentKind.ARTICLE, "a5")], progress=kill)
        assert shard.name in caught.value.what
    finally:
        shard.start()
    engine.refresh()
    assert answers(engine) == before
    engine.index(MANY)
    assert answers(engine) == as_new(MANY, tmp_path)


@pytest.mark.parametrize("number", [0, 1])
def test_a_shard_that_fails_in_the_commit_is_mended(engine: PostgresEngine, postgres_servers: Servers, tmp_path: Path, number: int) -> None:
    """The other shard may have committed already: the statistics are counted again, and the next import is complete."""
    changed = (*MANY[10:600], Document("a3", title="Rain", body="It rained."))
    remote = Sessions(postgres_servers.shards[number].url, {"search_path": f"{engine._schema}_{number}"})
    try:
        remote.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''disk full''; END';"
            "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON documents DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
        with pytest.raises(DossierError, match="disk full"):
            engine.index(changed, removed=[(DocumentKind.ARTICLE, "a1"), (DocumentKind.ARTICLE, "a2")])
        remote.execute("DROP TRIGGER refuse ON documents")
    finally:
        remote.close()
    engine.refresh()
    assert engine.lexicon().counts["ferry"] == engine.count(tree('"ferry"')) >= 290
    engine.index(changed, removed=[(DocumentKind.ARTICLE, "a1"), (DocumentKind.ARTICLE, "a2")])
    expected = (MANY[0], *MANY[4:10], *changed)
    assert answers(engine) == as_new(expected, tmp_path)


def test_a_coordinator_that_was_restarted_is_reached_again(engine: PostgresEngine, postgres_servers: Servers) -> None:
    """Meanwhile the error names it."""
    before = answers(engine)
    postgres_servers.coordinator.kill()
    try:
        with pytest.raises(DossierError, match="cannot be reached") as caught:
            engine.search(tree("grain"))
        assert caught.value.where == postgres_servers.coordinator.name
    finally:
        postgres_servers.coordinator.start()
    assert answers(engine) == before


def test_two_writers_take_turns(engine: PostgresEngine, tmp_path: Path) -> None:
    """While another program writes, an import is refused with a sentence, and reads see the last commit."""
    other = open_engine(tmp_path / "index", tmp_path / "tokens")
    assert isinstance(other, PostgresEngine)

    def while_writing(count: int) -> None:
        if count == 1:
            with pytest.raises(DossierError, match="Another program"):
                other.index(MANY)
            other.refresh()
            assert other.count(tree("ferry")) == 300

    engine.index(MANY[300:310], progress=while_writing)
    other.refresh()
    assert other.count(tree("ferry")) == 310
    other.close()


def test_tables_that_are_gone_are_made_again(engine: PostgresEngine, tmp_path: Path) -> None:
    """An open engine reports it; one that is opened gives the reason for a rebuild."""
    engine._sessions.execute(f"DROP SCHEMA {engine._schema} CASCADE")
    with pytest.raises(DamagedIndex, match="dossier index --rebuild"):
        engine.search(tree("grain"))
    assert isinstance(open_engine(tmp_path / "index", tmp_path / "tokens"), UntrustedIndex)
    made = create_engine(tmp_path / "index", tmp_path / "tokens")
    assert made.ids(tree("")) == frozenset()
    made.close()


def test_a_search_that_takes_too_long_is_stopped(postgres_servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the server's own timeout, with a sentence; the session can be used again."""
    monkeypatch.setattr(connection, "SEARCH_SECONDS", 1)
    sessions = Sessions(postgres_servers.coordinator.url, {})
    try:
        with pytest.raises(DossierError, match="longer than 1 second"):
            sessions.fetch("SELECT pg_sleep(20)")
        assert sessions.fetch("SELECT 1")[0][0] == 1
    finally:
        sessions.close()


def test_a_database_that_is_not_in_utf8_is_refused(postgres_servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    sessions = Sessions(postgres_servers.coordinator.url, {})
    sessions.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    sessions.close()
    monkeypatch.setenv("DOSSIER_POSTGRES", coordinator_url().replace("/postgres?", "/latin?"))
    with pytest.raises(DossierError, match="must be UTF8"):
        create_engine(tmp_path / "index", tmp_path / "tokens")


def test_one_server_is_enough(postgres_servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without shards in the environment, the coordinator is its own."""
    monkeypatch.delenv("DOSSIER_POSTGRES_SHARDS")
    assert postgres_servers.coordinator.url == coordinator_url()
    alone = create_engine(tmp_path / "index", tmp_path / "tokens")
    alone.index(MANY[:20])
    assert alone.count(tree("ferry")) == 20
    alone.close()
