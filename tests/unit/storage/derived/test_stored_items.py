"""Stored items: what lists need of a finding is in memory, the rest is read from its row when something looks at it."""

import copy
import gc
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from dossier.errors import DamagedFacts
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event, SourceReport, Status
from dossier.model.facts import Facts
from dossier.model.findings import ArticleLinks, Findings
from dossier.model.quotation import Quotation, QuotationKind
from dossier.model.span import Span
from dossier.storage.derived.findings import FindingsStage
from dossier.storage.derived.sealed import seal, seal_bytes
from dossier.storage.derived.stored_articles import StoredArticles
from dossier.storage.derived.stored_items import DECODED, LateRows
from dossier.storage.derived.stored_kinds import ACTORS
from dossier.storage.facts import FactsStore, SourceFile

DAY = PublicationDay(date(2031, 5, 9), DateBasis.GIVEN, "The file says so.")
MENTIONS = tuple(ArticleMention(article, Span(at, at + 5), "Marow") for at, article in enumerate(("a2", "a1", "a2")))
ACTOR = Actor("p1", "Tilda Marow", ActorKind.PERSON, ("Marow",), (ArticleRole("mayor", "a1", Span(0, 3)),), "Lowmark", MENTIONS, ("Why.",))
REPORT = SourceReport("a1", Span(0, 9), "A strike.", Status.OCCURRED, None, None, "", "Narvik", ("p1",), None, "", (), None)
UNSURE = False
EVENT = Event(
    "e1", "strike", "", Status.OCCURRED, None, None, "", UNSURE, "No day.", "Narvik", ("p1",), None, "", "", (), (REPORT, REPORT), "Why."
)
QUOTATION = Quotation("q1", "a1", Span(2, 6), "Rain", QuotationKind.DIRECT, "p1", "Tilda Marow", None, "", "said", "", "Why.", ("q2",))
FINDINGS = Findings(
    (ArticleLinks("a1", DAY, ()),), (ACTOR, replace(ACTOR, id="p2", mentions=(), roles=())), (EVENT,), (QUOTATION,), ("Gone.",)
)
ACTORS_ROW = seal(ACTOR)
LENGTHS = {"a1": 20, "a2": 20}


def article(ident: str, text: str) -> Article:
    """An article with that text."""
    return Article(ident, f"{ident}.txt", ident * 32, "Title", "Harbour Post", "", "en", DAY, text, ("A caption.",))


def save(store: FactsStore, ident: str, text: str) -> None:
    """Stores an article, or another text of it."""
    store.save(SourceFile(f"{ident}.txt", ident * 32, 1, 1, ident), article(ident, text), Facts(ident))


def loaded(store: FactsStore, mark: str = "mark", stage: FindingsStage = FindingsStage.CORRECTED) -> Findings:
    """The findings that were stored under a mark."""
    findings = store.findings(mark, lambda: LENGTHS, stage)
    assert findings is not None
    return findings


@pytest.fixture
def store(tmp_path: Path) -> FactsStore:
    """A database with the findings."""
    store = FactsStore(tmp_path / "facts.sqlite3")
    store.save_findings(FINDINGS, "mark")
    return store


def test_findings_read_back_equal_those_that_were_stored(store: FactsStore) -> None:
    """Proves that nothing outside can distinguish the two: equality both ways, hash, repr, copies, and what is derived from late fields."""
    findings = loaded(store)
    assert findings == FINDINGS
    assert FINDINGS == findings  # noqa: SIM300  the other way round
    pairs: Iterable[tuple[Actor | Event | Quotation, Actor | Event | Quotation]] = (
        *zip(findings.actors, FINDINGS.actors, strict=True),
        *zip(findings.events, FINDINGS.events, strict=True),
        *zip(findings.quotations, FINDINGS.quotations, strict=True),
    )
    for stored, item in pairs:
        assert hash(stored) == hash(item)
        assert repr(stored) == repr(item)
        assert msgspec.json.encode(stored) == msgspec.json.encode(item)
        assert type(replace(stored, id="other")) is type(item)
        assert copy.copy(stored) == item
        assert isinstance(stored, type(item))
    actor, event = findings.actors[0], findings.events[0]
    assert (actor.mention_counts, actor.articles, actor.first_role) == ({"a2": 2, "a1": 1}, ("a2", "a1"), "mayor")
    assert (ACTOR.mention_counts, ACTOR.articles, ACTOR.first_role) == ({"a2": 2, "a1": 1}, ("a2", "a1"), "mayor")
    assert (event.articles, findings.actors[1].first_role, findings.actors[1].articles) == (("a1",), "", ())
    assert actor != replace(ACTOR, mentions=MENTIONS[:2])
    assert replace(ACTOR, explanation=()) != actor


def test_late_fields_are_those_of_the_moment_of_loading(store: FactsStore) -> None:
    """Proves that an older snapshot shows what it was loaded with, though this and another program have written since."""
    findings = loaded(store)
    other = FactsStore(store.path)
    store.save_findings(Findings(), "none")
    other.save_findings(Findings(actors=(replace(ACTOR, mentions=()),)), "other")
    assert findings == FINDINGS
    assert loaded(other, "other").actors[0].mentions == ()


def test_items_that_were_read_are_stored_under_another_stage_without_a_change(store: FactsStore) -> None:
    """Proves that their rows are the same bytes."""
    findings = loaded(store)
    store.save_findings(findings, "mark", FindingsStage.LINKED)
    bodies = [
        store.connection.execute("SELECT body FROM finding WHERE kind = ? ORDER BY place", (k,)).fetchall()
        for k in ("actors", "linked actors")
    ]
    assert bodies[0] == bodies[1]
    assert loaded(store, "mark", FindingsStage.LINKED) == FINDINGS


def test_after_the_end_late_fields_are_read_again_unless_something_has_changed(store: FactsStore) -> None:
    """Proves that a closed database gives the same words or an error, and never others."""
    findings = loaded(store)
    store.close()
    assert findings.actors[0].mentions == MENTIONS
    later = FactsStore(store.path)
    again = loaded(later)
    later.close()
    with FactsStore(store.path).transaction() as db:
        db.execute("UPDATE meta SET value = 'x'")
    with pytest.raises(DamagedFacts, match="changed since"):
        _ = again.actors[0].mentions


def test_rows_looked_at_one_after_the_other_are_read_together() -> None:
    """Proves that going through all items does not ask the database for each; in any other order, for little more than each one."""
    asked: list[tuple[int, int]] = []
    bodies = dict.fromkeys(range(300), ACTORS_ROW)

    def read(key: int, count: int) -> list[tuple[int, bytes]]:
        asked.append((key, count))
        return [(n, bodies[n]) for n in range(key, min(key + count, 300))]

    rows = ACTORS.rows(read)
    for number in range(300):
        assert rows.late_fields(number).mentions == MENTIONS
    assert len(asked) < 10
    asked.clear()
    for number in reversed(range(200)):
        assert rows.body(number) == ACTORS_ROW
    assert {count for _, count in asked} == {2}
    with pytest.raises(DamagedFacts, match="missing"):
        rows.body(300)


def test_few_rows_stay_decoded(store: FactsStore) -> None:
    """Proves that looking at everything does not bring everything into memory."""
    actors = tuple(replace(ACTOR, id=f"p{n}") for n in range(DECODED * 3))
    store.save_findings(Findings(actors=actors), "many")
    findings = loaded(store, "many")
    assert sum(len(actor.mentions) for actor in findings.actors) == 3 * len(actors)
    gc.collect()
    rows = [each for each in gc.get_objects() if isinstance(each, LateRows)]
    assert all(len(each._decoded) <= DECODED for each in rows)


def test_texts_are_read_when_something_looks_at_them(tmp_path: Path) -> None:
    """Proves that an article that changes or goes stays as it was for those who hold it, and that the others stay the same objects."""
    store, stored = FactsStore(tmp_path / "facts.sqlite3"), StoredArticles()
    for ident in ("a1", "a2", "a3"):
        save(store, ident, f"Words of {ident}.")
    assert stored.update(store.pin()) is None
    before = {ident: each for ident, (each, _) in stored.articles.items()}
    assert before == {ident: article(ident, f"Words of {ident}.") for ident in before}
    assert [each.length for each in before.values()] == [12, 12, 12]
    save(store, "a2", "Other words.")
    store.delete("a3.txt")
    save(store, "a4", "New.")
    assert stored.update(store.pin()) == frozenset({"a2", "a3", "a4"})
    assert stored.update(store.pin()) == frozenset()
    assert {ident: each.text for ident, (each, _) in stored.articles.items()} == {"a1": "Words of a1.", "a2": "Other words.", "a4": "New."}
    assert stored.articles["a1"][0] is before["a1"]
    assert [each.text for each in before.values()] == ["Words of a1.", "Words of a2.", "Words of a3."]


def test_facts_are_read_when_something_looks_at_them(tmp_path: Path) -> None:
    """Proves that facts that change stay as they were for the linker that knows them, and that the others stay the same objects."""
    store, stored = FactsStore(tmp_path / "facts.sqlite3"), StoredArticles()
    for ident in ("a1", "a2", "a3"):
        save(store, ident, f"Words of {ident}.")
    stored.update(store.pin())
    before = dict(stored.facts)
    store.save_facts(Facts("a2", sentences=(Span(0, 5),)))
    store.delete("a3.txt")
    stored.update(store.pin())
    assert stored.facts == {"a1": store.facts("a1"), "a2": Facts("a2", sentences=(Span(0, 5),))}
    assert stored.facts["a1"] is before["a1"]
    assert [each.sentences for each in before.values()] == [(), (), ()]


def test_an_outline_that_is_missing_or_wrong_is_refused(store: FactsStore) -> None:
    """Proves that a field in memory that is missing raises at once, in a database that needs no other check."""
    store.soundness.trust()
    assert loaded(store) == FINDINGS
    store.connection.execute("UPDATE outline SET body = ? WHERE kind = 'actors'", (seal_bytes(msgspec.msgpack.encode([(0, ["p1"])])),))
    with pytest.raises(msgspec.ValidationError):
        loaded(store)
    store.connection.execute("DELETE FROM outline WHERE kind = 'actors'")
    with pytest.raises(DamagedFacts, match="missing"):
        loaded(store)


def test_a_late_field_that_is_damaged_is_an_error_and_has_all_rows_checked_again(store: FactsStore) -> None:
    """Proves that what the disk has changed, without a write that shows, is neither shown nor forgotten."""
    findings = loaded(store)
    row = store.connection.execute("SELECT body FROM finding WHERE kind = 'actors' AND id = 'p1'").fetchone()[0]
    store.connection.execute("UPDATE finding SET body = ? WHERE kind = 'actors' AND id = 'p1'", (row.replace(b"mayor", b"baker"),))
    again = loaded(store)
    assert again.actors[0].name == ACTOR.name
    with pytest.raises(DamagedFacts, match="The index is damaged") as error:
        _ = again.actors[0].roles
    assert "Open the dossier again" in str(error.value)
    assert findings.actors[0].roles == ACTOR.roles
    with pytest.raises(DamagedFacts, match="checksum"):
        loaded(store)
