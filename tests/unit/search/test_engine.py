"""The contract of every engine, on a real index in a temporary folder."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest

from dossier.errors import DossierError
from dossier.search import engines
from dossier.search.engine import ENGINE_FIELDS, DamagedIndex, Document, DocumentKind, Engine, Match, Sort
from dossier.search.fields import SPECS, ValueType
from dossier.search.highlights.spans import Part, spans
from dossier.search.parser import parse
from dossier.search.syntax import AnyOf, Node
from dossier.search.whoosh.engine import WhooshEngine, create_engine

ARTICLES = (
    Document(
        "a1",
        title="Harbour talks open",
        body="Envoys opened talks in Port Abel. The security guarantees of the first day held; strikes went on.",
        source="Harbour Post",
        day=date(2031, 1, 20),
    ),
    Document(
        "a2",
        title="Grain strike",
        body="Drones struck a grain store. Guarantees of security were not spoken of. Côte Bleue is calm.",
        source="Côte Daily",
        day=date(2031, 2, 3),
    ),
    Document("a3", title="No day given", body="The envoys of Port Abel met. Talks may follow. U.S. envoys came.", source="Harbour Post"),
)
QUOTATIONS = (
    Document("q1", DocumentKind.QUOTATION, body="security comes first"),
    Document("q2", DocumentKind.QUOTATION, body="no talks without grain"),
)
EVENTS = (Document("e1", DocumentKind.EVENT, title="meeting Port Abel", body="Envoys opened talks.", day=date(2031, 1, 20)),)

Make = Callable[[Path], Engine]


def whoosh(folder: Path) -> Engine:
    """A new Whoosh index."""
    return create_engine(folder / "index", folder / "tokens")


def tantivy(folder: Path) -> Engine:
    """A new tantivy index."""
    pytest.importorskip("tantivy", reason="the extra fast is not installed")
    return engines.create_engine("tantivy", folder / "index", folder / "tokens")


def postgres(folder: Path) -> Engine:
    """A new index on real servers."""
    return engines.create_engine("postgres", folder / "index", folder / "tokens")


@pytest.fixture(params=[whoosh, tantivy, postgres], scope="module")
def make(request: pytest.FixtureRequest) -> Make:
    """Each engine that must keep the contract."""
    factory: Make = request.param
    if factory is postgres:
        request.getfixturevalue("postgres_servers")
    return factory


@pytest.fixture(scope="module")
def engine(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine over three articles, two quotations and an event."""
    engine_ = make(tmp_path_factory.mktemp("engine"))
    engine_.index((*ARTICLES, *QUOTATIONS, *EVENTS))
    yield engine_
    engine_.close()


@pytest.fixture
def fresh(make: Make, tmp_path: Path) -> Iterator[Engine]:
    """An empty engine."""
    engine_ = make(tmp_path)
    yield engine_
    engine_.close()


def tree(query: str) -> Node:
    """The tree of a query."""
    return parse(query).tree


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"a1", "a2", "a3"}),
        ("envoys talks", {"a1", "a3"}),
        ('"security guarantees"', {"a1"}),
        ('"guarantees security"~1', {"a1", "a2"}),
        ('"guarantees security"~0', {"a1"}),
        ('"talks abel"~2', {"a1", "a3"}),
        ('"talks abel"~1', {"a3"}),
        ('"envoys met"~3', {"a3"}),
        ("strike", {"a1", "a2"}),
        ('"strike"', {"a2"}),
        ("grain OR met", {"a2", "a3"}),
        ("-grain", {"a1", "a3"}),
        ("NOT (grain OR met)", {"a1"}),
        ("envoys -strike", {"a3"}),
        ("(grain OR envoys) (met OR store)", {"a2", "a3"}),
        ("secur*", {"a1", "a2"}),
        ("*our", {"a1"}),
        ("envyos~", {"a1", "a3"}),
        ("cote", {"a2"}),
        ("us", {"a3"}),
        ("title:talks", {"a1"}),
        ("title:strike", {"a2"}),
        ('title:"harbour talks"', {"a1"}),
        ("text:harbour", {"a1"}),
        ('"open envoys"', set()),
        ('"open envoys"~9999', set()),
        ("source:post", {"a1", "a3"}),
        ('source:"cote daily"', {"a2"}),
        ("source:harb*", {"a1", "a3"}),
        ("source:daly~", {"a2"}),
        ("-source:post", {"a2"}),
        ("date:2031-01", {"a1"}),
        ("date:2031-01-20..2031-02-03", {"a1", "a2"}),
        ("date:>2031-01", {"a2"}),
        ("before:2031-02-03", {"a1"}),
        ("-date:2031", {"a3"}),
        ("date:2031 source:post", {"a1"}),
        ("source:post title:harbour date:2031-01 talks", {"a1"}),
        ("nowhere", set()),
    ],
)
def test_articles_that_answer(engine: Engine, query: str, expected: set[str]) -> None:
    """Words, phrases, near words, signs, operators, fields, days: the same ids by every way of asking."""
    assert engine.ids(tree(query)) == expected
    assert engine.count(tree(query)) == len(expected)
    assert {match.id for match in engine.search(tree(query))} == expected


@pytest.mark.parametrize(
    "query", ["strike", '"security guarantees"', '"guarantees security"~1', "*our", "envyos~", "cote", "us", '"open envoys"~9999']
)
def test_marks_and_index_agree(engine: Engine, query: str) -> None:
    """An article matches words exactly where its title or text has highlights."""
    marked = {a.id for a in ARTICLES if spans(tree(query), a.title, Part.TITLE) or spans(tree(query), a.body)}
    assert engine.ids(tree(query)) == marked


def test_each_kind_is_searched_on_its_own(engine: Engine) -> None:
    """Quotations and events answer with their own words and days."""
    assert engine.ids(tree("security"), DocumentKind.QUOTATION) == {"q1"}
    assert engine.ids(tree("-security"), DocumentKind.QUOTATION) == {"q2"}
    assert engine.ids(tree("abel date:2031-01"), DocumentKind.EVENT) == {"e1"}
    assert engine.ids(tree("title:meeting"), DocumentKind.EVENT) == set()


@pytest.mark.parametrize("query", ["type:strike", "place:Lisbon", "tag:grain", "has:note", "is:read", "actor:verhal", "said:verhal"])
def test_a_field_that_is_not_its_own_is_a_fault(engine: Engine, query: str) -> None:
    """Fields of actors, events and notes are never passed to an engine."""
    with pytest.raises(NotImplementedError):
        engine.ids(tree(query))


def test_every_other_field_is_its_own() -> None:
    """What the services pass to an engine is what it searches: dates are no fields by then."""
    refused = {"type", "place", "tag", "has", "is", "actor", "said"}
    assert {spec.name for spec in SPECS if spec.value_type is not ValueType.DATE} == refused | ENGINE_FIELDS


def test_the_best_answer_comes_first(engine: Engine) -> None:
    """A word in the title weighs more; matches without words score zero and come newest first."""
    assert [match.id for match in engine.search(tree("talks"))] == ["a1", "a3"]
    assert engine.search(tree("-nowhere")) == (Match("a2", 0.0), Match("a1", 0.0), Match("a3", 0.0))
    assert [match.id for match in engine.search(tree("talks"), limit=1)] == ["a1"]


def test_results_can_be_sorted_by_day(engine: Engine) -> None:
    """Newest or oldest first; what has no day counts as oldest of all."""
    assert [match.id for match in engine.search(tree(""), sort=Sort.NEWEST)] == ["a2", "a1", "a3"]
    assert [match.id for match in engine.search(tree(""), sort=Sort.OLDEST)] == ["a3", "a1", "a2"]


def test_ids_found_elsewhere_are_ranked_by_the_words(engine: Engine) -> None:
    """All are kept, also those without the words; ids that are not there are passed over."""
    ranked = engine.rank(tree("title:strike OR drones"), {"a1", "a2", "gone"})
    assert [match.id for match in ranked] == ["a2", "a1"]
    assert ranked[1].score == 0


def test_outlets_are_counted(fresh: Engine) -> None:
    """Those of the matching articles, whatever was removed or replaced; articles without an outlet count too, quotations do not."""
    outlets = ("Harbour Post", "Northern Wire", "Harbour Post", "")
    fresh.index([Document(f"a{number}", body=f"rain {number}", source=outlet) for number, outlet in enumerate(outlets)])
    fresh.index([Document("q1", DocumentKind.QUOTATION, body="rain")])
    assert fresh.outlets(tree("rain")) == {"Harbour Post": 2, "Northern Wire": 1, "": 1}
    assert fresh.outlets(tree("rain -1")) == {"Harbour Post": 2, "": 1}
    assert fresh.outlets(tree("snow")) == {}
    fresh.index([Document("a0", body="rain", source="Northern Wire")], [(DocumentKind.ARTICLE, "a1"), (DocumentKind.ARTICLE, "a3")])
    assert fresh.outlets(tree("")) == {"Harbour Post": 1, "Northern Wire": 1}


def test_completions_and_nearest_spellings_count_articles(engine: Engine) -> None:
    """Words of titles and texts, with the number of articles that hold them, quotations not counted."""
    assert engine.complete("s", limit=2) == (("security", 2), ("spoken", 1)) or engine.complete("s", 2)[0] == ("security", 2)
    assert engine.nearest("securty") == ("security", 2)
    assert engine.nearest("zzzzzz") is None
    assert "harbour" in engine.lexicon().counts


def test_documents_are_replaced_and_taken_out(fresh: Engine) -> None:
    """A changed one matches its new words only; a removed one none; completions follow."""
    fresh.index(ARTICLES)
    fresh.index([Document("a1", title="Rain")], removed=[(DocumentKind.ARTICLE, "a3"), (DocumentKind.ARTICLE, "never")])
    assert fresh.ids(tree("")) == {"a1", "a2"}
    assert fresh.ids(tree("rain")) == {"a1"}
    assert fresh.ids(tree("harbour")) == set()
    assert fresh.complete("harb") == ()
    assert set(fresh.digests()) == {"a1", "a2"}


def test_documents_that_are_known_are_passed_over(fresh: Engine) -> None:
    """The digest decides; a second import of the same changes nothing."""
    fresh.index((*ARTICLES, Document("a1", title="Again")))
    before = fresh.digests()
    fresh.index(ARTICLES)
    assert fresh.digests() == before == {a.id: a.digest for a in ARTICLES}


def test_an_empty_engine_answers(fresh: Engine) -> None:
    """No documents, no hits, no failure."""
    assert fresh.ids(tree("")) == fresh.ids(tree("a OR -b")) == frozenset()
    assert fresh.search(tree("a")) == ()
    assert fresh.complete("a") == ()
    assert fresh.nearest("abc") is None
    assert fresh.count(AnyOf(())) == 0


def test_cancelling_keeps_what_was_there(fresh: Engine) -> None:
    """An exception from progress propagates; nothing half-done stays, and the next import works."""
    fresh.index(ARTICLES[:1])

    def stop(count: int) -> None:
        if count == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fresh.index(ARTICLES, progress=stop)
    assert fresh.ids(tree("")) == {"a1"}
    fresh.index(ARTICLES)
    assert fresh.ids(tree("")) == {"a1", "a2", "a3"}


def test_an_import_without_titles_is_ranked(fresh: Engine) -> None:
    """Texts alone, then one with a title: scores count the lengths of all documents."""
    fresh.index([Document("a1", body="grain grain"), Document("a2")])
    assert [match.id for match in fresh.search(tree("grain"))] == ["a1"]
    fresh.index([Document("a3", title="Grain")])
    assert [match.id for match in fresh.search(tree("grain"))] == ["a3", "a1"]


def test_odd_texts_are_taken(fresh: Engine) -> None:
    """Control characters, lone surrogates and very long words neither fail nor leak into other fields."""
    fresh.index([Document("a1", title="x\x1ey", body="\udcff lone " + "w" * 5000, source="\udcff"), Document("a2", source="a\nb, c")])
    assert fresh.ids(tree("lone")) == {"a1"}
    assert fresh.ids(tree('source:"a b c"')) == {"a2"}


def test_a_failing_write_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at commit is reported as a sentence; the index is as it was, no files are left over, and the next write works."""
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine.index(ARTICLES[:1])
    files = {path.name for path in (tmp_path / "index").iterdir()}
    with monkeypatch.context() as patch:
        patch.setattr("whoosh.index.TOC.write", _full)
        with pytest.raises(DossierError, match="No space left on device"):
            engine.index(ARTICLES)
    assert {path.name for path in (tmp_path / "index").iterdir()} == files
    assert engine.ids(tree("")) == {"a1"}
    engine.index(ARTICLES)
    assert engine.ids(tree("")) == {"a1", "a2", "a3"}
    engine.close()


def test_an_import_larger_than_memory_is_written_in_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Postings that go to disk in between come back whole, under the same rule against code."""
    monkeypatch.setattr("dossier.search.whoosh.writer.MEMORY_MB", 0.005)
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine.index(Document(f"a{number}", body=f"grain word{number} envoys") for number in range(60))
    assert engine.count(tree('"grain word7 envoys"')) == 1
    assert engine.count(tree("grain")) == 60
    engine.close()


def test_two_writers_take_turns(tmp_path: Path) -> None:
    """While another process writes, an import is refused with a sentence; another engine sees the last commit."""
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    other = WhooshEngine(engine._index)

    def while_writing(_: int) -> None:
        with pytest.raises(DossierError, match="Another program"):
            other.index(ARTICLES)

    engine.index(ARTICLES[:1], progress=while_writing)
    assert other.ids(tree("")) == frozenset()
    other.refresh()
    assert other.ids(tree("")) == {"a1"}
    engine.close()
    other.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_an_index_that_breaks_while_it_is_open_is_reported(tmp_path: Path) -> None:
    """Postings overwritten, or the folder gone: one error with what to do, and no other exception."""
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine.index(ARTICLES)
    for path in (tmp_path / "index").glob("MAIN_*.seg"):
        data = path.read_bytes()
        with path.open("r+b") as file:
            file.write(b"\xff" * (len(data) * 3 // 4))
    with pytest.raises(DamagedIndex, match="dossier index --rebuild"):
        engine.search(tree("talks envoys grain"))
    rmtree(tmp_path / "index")
    with pytest.raises(DamagedIndex):
        engine.refresh()
    engine.close()


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


SPELLED = (
    Document("hyphen", body="The cease-fire held. Some 1,400 stayed; the defence minister is in Kiev."),
    Document("whole", body="Ceasefires were broken. Over 1400 left; a defense plan for Kyiv."),
    Document("two", body="They will cease fire at noon. About 1 400 came to organise help."),
    Document("apart", body="Fire broke out; the talks cease. In 1 of 400 homes, organizers said."),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ceasefire", "hyphen whole two"),
        ("cease-fire", "hyphen whole two"),
        ('"cease-fire"', "hyphen two"),
        ('"ceasefires"', "whole"),
        ('"ceasefire"', ""),
        ("1400", "hyphen whole two"),
        ("1,400", "hyphen whole two"),
        ("1.400", "hyphen whole two"),
        ('"1400"', "whole"),
        ("defense", "hyphen whole"),
        ('"defense"', "whole"),
        ("kiev", "hyphen whole"),
        ("organize", "two"),
        ("text:ceasefire", "hyphen whole two"),
        ("-ceasefire", "apart"),
    ],
)
def test_a_word_is_found_in_every_spelling(make: Make, tmp_path: Path, query: str, expected: str) -> None:
    """As one word, as two, with a hyphen or a thousands sign, British or American; what is found is what is marked."""
    engine_ = make(tmp_path)
    engine_.index(SPELLED)
    tree = parse(query).tree
    assert {match.id for match in engine_.search(tree)} == set(expected.split())
    if not query.startswith("-"):
        assert {document.id for document in SPELLED if spans(tree, document.body)} == set(expected.split())
    engine_.close()
