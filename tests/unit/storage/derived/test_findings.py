"""Rows of the findings, written by difference."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from dossier.errors import DamagedFacts
from dossier.model.actor import Actor, ActorKind
from dossier.model.findings import Findings
from dossier.model.persistent import blocks
from dossier.model.persistent.blocks import Blocks
from dossier.storage.derived.findings import FindingsStage
from dossier.storage.derived.pinned_rows import PinnedRows
from dossier.storage.facts import FactsStore


def actor(number: int) -> Actor:
    """An actor of its own."""
    return Actor(f"p{number}", f"Name {number}", ActorKind.PERSON, (), (), None, ())


def places(store: FactsStore) -> dict[str, int]:
    """The place of each row by id."""
    return dict(store.connection.execute("SELECT id, place FROM finding WHERE kind = 'actors'").fetchall())


def test_items_that_stay_the_same_objects_are_not_written_again(tmp_path: Path) -> None:
    """One in the middle is replaced, one comes between two others, one goes; the rest keep their places."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    first = tuple(map(actor, range(6)))
    store.save_findings(Findings(actors=first), "one")
    before = places(store)
    with store.transaction() as db:
        db.execute("CREATE TEMP TABLE written (id TEXT)")
        db.execute("CREATE TEMP TRIGGER note AFTER INSERT ON finding BEGIN INSERT INTO written VALUES (new.id); END")
    second = (*first[:2], actor(9), replace(first[2], name="Other"), *first[4:])
    store.save_findings(Findings(actors=second), "two")
    assert {row[0] for row in store.connection.execute("SELECT id FROM written")} == {"p9", "p2"}
    assert {ident: place for ident, place in places(store).items() if ident in {"p0", "p1", "p4", "p5"}} == {
        ident: before[ident] for ident in ("p0", "p1", "p4", "p5")
    }
    assert store.findings("two", dict) == Findings(actors=second)


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_findings_is_read_back_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Items come, go and change places, within one block and over several; now and then another process writes, or the findings are read again."""
    monkeypatch.setattr(blocks, "SIZE", 4)
    monkeypatch.setattr(blocks, "FEWEST", 2)
    chance = Random(seed)  # noqa: S311  no secret
    store, other = FactsStore(tmp_path / "facts.sqlite3"), FactsStore(tmp_path / "facts.sqlite3")
    pool, items = list(map(actor, range(40))), Blocks[Actor]()
    for step in range(60):
        for at in [at for at in reversed(range(len(items))) if chance.random() < 0.1]:
            items = items.replaced(at, at + 1, ())
        for new in chance.sample(pool, chance.randrange(4)):
            if new not in items:
                at = chance.choice((0, len(items) // 2, len(items)))
                items = items.replaced(at, at, (new,))
        if chance.random() < 0.2:
            items = Blocks.of(chance.sample(items, len(items)))
        if len(items) > 8 and chance.random() < 0.2:
            items = items.replaced(0, 8, ()).replaced(len(items) - 8, len(items) - 8, items[:8])
        writer = other if chance.random() < 0.2 else store
        writer.save_findings(Findings(actors=items, stale_corrections=("a",) * chance.randrange(3)), str(step), FindingsStage.LINKED)
        for reader in (store, other) if chance.random() < 0.3 else (writer,):
            findings = reader.findings(str(step), dict, FindingsStage.LINKED)
            assert findings is not None
            assert findings.actors == items


def test_findings_that_another_process_writes_meanwhile_are_not_taken_for_those_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It writes after the name of what they were made for was read, and before anything else is."""
    store, other = FactsStore(tmp_path / "facts.sqlite3"), FactsStore(tmp_path / "facts.sqlite3")
    store.save_findings(Findings(actors=(actor(1),)), "one")
    names, meta = list[str](), PinnedRows.meta

    def write_before_the_second(rows: PinnedRows, name: str) -> str | None:
        names.append(name)
        if len(names) == 2:
            other.save_findings(Findings(actors=(actor(2),)), "two")
        return meta(rows, name)

    monkeypatch.setattr(PinnedRows, "meta", write_before_the_second)
    assert store.findings("one", dict) == Findings(actors=(actor(1),))
    assert len(names) > 2


def test_many_items_at_one_spot_find_room(tmp_path: Path) -> None:
    """Where no place is left between two neighbours, all are placed anew."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    items = [actor(0), actor(1)]
    for number in range(2, 60):
        items.insert(1, actor(number))
        store.save_findings(Findings(actors=tuple(items)), "mark")
    assert store.findings("mark", dict) == Findings(actors=tuple(items))


@pytest.mark.parametrize("change", ["DELETE FROM finding WHERE id = 'p3'", "UPDATE finding SET place = place + 1 WHERE id = 'p3'"])
def test_a_row_that_was_changed_is_noticed_after_writing_by_difference_too(tmp_path: Path, change: str) -> None:
    """Whether or not it was written last."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    items = tuple(map(actor, range(5)))
    store.save_findings(Findings(actors=items), "one")
    with sqlite3.connect(tmp_path / "facts.sqlite3") as db:
        db.execute(change)
    db.close()
    store.save_findings(Findings(actors=(*items, actor(9))), "two")
    with pytest.raises(DamagedFacts):
        store.findings("two", dict)
