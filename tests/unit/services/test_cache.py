"""The two-stage cache: findings are the same with and without it, and a correction computes as little as it can."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from dossier import linking
from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.linking import link
from dossier.linking.events import known_pairs
from dossier.linking.events.corpus import CorpusEvidence
from dossier.linking.events.known_pairs import KnownPairs
from dossier.linking.events.matching import match_probability
from dossier.linking.events.records import EventRecord
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import Findings
from dossier.model.ingest import ArticleMetadata
from dossier.model.merge_review import MergeDecision
from dossier.model.query import Query
from dossier.search.engine import Document, DocumentKind
from dossier.services.ingest import sync
from dossier.services.ingest.create import new_dossier
from dossier.services.loading import with_metadata
from dossier.services.query.documents import documents

STEPS = 40


@pytest.fixture(params=[1, 2, 3])
def chance(request: pytest.FixtureRequest) -> Random:
    """A source of random choices, the same in every run."""
    return Random(request.param)  # noqa: S311  nothing secret


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of documents of each time that documents are linked."""
    runs: list[int] = []
    link_all = link.Linker.link

    def count(
        linker: link.Linker, material: list[tuple[Article, Facts]], copies: list[list[str]], known: KnownPairs | None = None
    ) -> Findings:
        runs.append(len(material))
        return link_all(linker, material, copies, known)

    monkeypatch.setattr(link.Linker, "link", count)
    return runs


def without_cache(opened: Dossier) -> Findings:
    """The findings of the stored facts, linked and corrected from the beginning."""
    state = opened._state
    corrections = state.notebook.corrections()
    store = state.index.store
    material = [(with_metadata(article, corrections), facts) for article in store.articles() if (facts := store.facts(article.id))]
    linked = linking.link_documents(material)
    return linking.apply_corrections(linked, corrections, {article.id: article for article, _ in material}, state.settings.aliases)


def random_command(opened: Dossier, chance: Random) -> None:
    """One command on random items; a command may not fit them."""
    snapshot, notebook = opened.query.snapshot, opened.notebook
    if min(len(snapshot.actors), len(snapshot.events)) < 2:  # merged so far that nothing is left to choose from
        notebook.undo()
        return
    actor, other = chance.sample(list(snapshot.actors), 2)
    event, second = chance.sample(list(snapshot.events), 2)
    article = chance.choice(list(snapshot.articles))
    commands: list[Callable[[], object]] = [
        lambda: notebook.merge([actor, other]),
        lambda: notebook.merge([event, second]),
        lambda: notebook.split(actor, chance.choice(snapshot.actors[actor].aliases or ("none",))),
        lambda: notebook.split(event),
        lambda: notebook.rename(actor, f"Name {chance.randrange(9)}"),
        lambda: notebook.hide(chance.choice((actor, event))),
        lambda: notebook.set_day(event, date(2026, 1, chance.randrange(1, 29))),
        lambda: notebook.set_place(event, "Porto"),
        lambda: notebook.set_speaker(chance.choice(list(snapshot.quotations)), snapshot.actors[actor].name),
        lambda: notebook.set_articles([article], ArticleMetadata(published=f"2026-02-{chance.randrange(1, 28):02}")),
        lambda: opened.review.decide(chance.choice(opened.review.merge_candidates()).id, chance.choice(list(MergeDecision))),
        notebook.undo,
        notebook.undo,
        notebook.redo,
    ]
    try:
        chance.choice(commands)()
    except DossierError:
        return


def test_a_walk_of_corrections_gives_the_same_findings_with_and_without_the_cache(outlets: Dossier, chance: Random) -> None:
    """After each command, and after the dossier was opened again in the middle of the walk."""
    for step in range(STEPS):
        random_command(outlets, chance)
        assert outlets.query.snapshot.findings == without_cache(outlets)
        if step % 10 == 5:
            outlets.close()
    with open_dossier(outlets.root) as again:
        assert again.query.snapshot.findings == outlets.query.snapshot.findings


def test_a_walk_of_corrections_keeps_the_full_text_index_in_step(outlets: Dossier, chance: Random) -> None:
    """Whenever a query uses it, however many corrections came before: every document, and none that is gone."""
    outlets.query.search(Query("talks"))
    for _ in range(STEPS // 4):
        for _ in range(chance.randrange(4)):
            random_command(outlets, chance)
            outlets.query.search(Query())
        view = outlets.query.view()
        expected = {(document.kind, document.id): document.digest for document in documents(view.snapshot)}
        indexed = {(kind, ident): digest for kind in DocumentKind for ident, digest in view.engine.digests(kind).items()}
        assert indexed == expected


def test_a_correction_links_nothing_and_looks_at_no_file(outlets: Dossier, counted: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge, its undo, and the first look of a process that opens the dossier later."""
    outlets.notebook.hide(next(iter(outlets.query.snapshot.actors)))
    outlets.query.load()
    counted.clear()

    def refuse(*_: object) -> None:
        raise AssertionError

    first, second = list(outlets.query.snapshot.actors)[:2]
    with monkeypatch.context() as patch:
        patch.setattr(sync, "compare_with_index", refuse)
        outlets.notebook.merge([first, second])
        merged = outlets.query.search(Query())
        outlets.notebook.undo()
        assert outlets.query.search(Query()).actors != merged.actors
    outlets.notebook.redo()
    with open_dossier(outlets.root) as again:
        assert again.query.search(Query()).actors == merged.actors
    assert counted == []


def test_metadata_of_articles_is_linked_anew(outlets: Dossier, counted: list[int]) -> None:
    """A publication day set by hand moves the days that depend on it."""
    outlets.query.load()
    article = next(iter(outlets.query.snapshot.articles))
    outlets.notebook.set_articles([article], ArticleMetadata(published="2030-01-01"))
    assert outlets.query.snapshot.published(article).day == date(2030, 1, 1)
    assert counted == [len(outlets.query.snapshot.articles)]


def test_a_file_that_is_renamed_is_linked_anew(sample_root: Path, tmp_path: Path) -> None:
    """The order of articles depends on the names of their files."""
    root = tmp_path / "copy"
    (root / "seeds").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "Copy"\n', encoding="utf-8")
    for path in sorted((sample_root / "seeds").iterdir())[:2]:
        (root / "seeds" / path.name).write_bytes(path.read_bytes())
    with open_dossier(root) as opened:
        opened.query.load()
        first = min(opened.paths.seeds.iterdir())
        first.rename(first.with_name(f"zz {first.name}"))
        opened.ingest.refresh()
        assert opened.query.snapshot.findings == without_cache(opened)
        opened.notebook.hide(next(iter(opened.query.snapshot.actors)))
        assert opened.query.snapshot.findings == without_cache(opened)


def test_only_what_changed_is_indexed(outlets: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the first query that has words; a query for everything waits for no index."""
    outlets.query.search(Query("talks"))
    engine = outlets.query.view().engine
    written: list[int] = []
    index = engine.index

    def count(changed: Iterable[Document], removed: Collection[tuple[DocumentKind, str]] = ()) -> None:
        written.append(len(tuple(changed)))
        index(changed, removed)

    monkeypatch.setattr(engine, "index", count)
    event = next(iter(outlets.query.snapshot.events))
    outlets.notebook.set_place(event, "Quokkaville")
    outlets.query.search(Query())
    assert written == []
    assert [e.id for e in outlets.query.search(Query("place:Quokkaville")).events] == [event]
    assert len(outlets.query.search(Query("talks")).articles) > 0
    assert written == [1]
    outlets.notebook.hide(event)
    outlets.query.search(Query("talks"))
    assert written == [1]


def test_a_new_process_compares_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an article was added, the match probabilities of all others are read; where their rows are gone, they are computed again."""
    root, compared = new_dossier(tmp_path / "case", "Case"), list[set[str]]()

    def compare(one: EventRecord, other: EventRecord, corpus: CorpusEvidence) -> float:
        compared.append({one.article, other.article})
        return match_probability(one, other, corpus)

    monkeypatch.setattr(known_pairs, "match_probability", compare)
    meeting = "Published: 2031-03-0{}\n\nForeign Minister Orla Brandt met President Tomas Kerr in Riga on Tuesday to talk about {}.\n"
    for number, subject in enumerate(("grain", "ports", "ferries"), 4):
        (root / "seeds" / f"{subject}.txt").write_text(meeting.format(number, subject), encoding="utf-8")
    with open_dossier(root) as opened:
        articles = set(opened.query.snapshot.articles)
        assert len(compared) == 3
    compared.clear()
    (root / "seeds" / "bridge.txt").write_text(meeting.format(8, "bridges"), encoding="utf-8")
    with open_dossier(root) as opened:
        expected = opened.query.snapshot.findings
        (new,) = opened.query.snapshot.articles.keys() - articles
        assert len(compared) == 3
        assert all(new in pair for pair in compared)
        opened._state.index.store.connection.execute("DELETE FROM matched")
        opened._state.index.store.connection.execute("DELETE FROM meta WHERE name IN ('linked', 'findings')")
    compared.clear()
    with open_dossier(root) as opened:
        assert opened.query.snapshot.findings == expected
        assert len(compared) == 6
