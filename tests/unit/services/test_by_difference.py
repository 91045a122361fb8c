"""Linking by difference: after any changes the findings, the full-text index and the exports are those of linking from nothing.

More walks than a normal run makes: DOSSIER_WALKS=20 pytest tests/unit/services/test_by_difference.py
"""

import os
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest

from dossier import linking
from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.linking import saved_linker
from dossier.linking.actors.merge import ActorLinker
from dossier.linking.events.merge import EventLinker
from dossier.linking.quotes import QuoteLinker
from dossier.model.findings import Findings
from dossier.model.ingest import ArticleMetadata
from dossier.model.query import Query
from dossier.search.engine import DocumentKind
from dossier.services.ingest.create import new_dossier
from dossier.services.loading import linker_state, with_metadata
from dossier.services.query.actor_counts import ActorCounts
from dossier.services.query.documents import documents
from dossier.services.snapshot import Snapshot

WALKS = int(os.environ.get("DOSSIER_WALKS", "1"))
STEPS = 14
MEETING = "Foreign Minister {} met President {} in {} on {}. “We made progress on the {} and we will meet again soon,” {} said.\n"
STRIKE = "A drone strike killed {} people in {} on {}, the harbour master {} said. “Nobody was warned about the {},” he added.\n"
PEOPLE = ("Orla Brandt", "Orla Brand", "Tomas Kerr", "Nils Aker", "Sigrid Aker")
TOWNS = ("Lisbon", "Narvik", "Porto")
DAYS = ("Tuesday", "4 March 2031", "6 March 2031")


def made_up(chance: Random) -> str:
    """An article on a few people, places and days, so that many share them; some are nearly the same, some have no day."""
    paragraphs = []
    for _ in range(chance.randrange(1, 3)):
        one, other = chance.sample(PEOPLE, 2)
        town, day, subject = chance.choice(TOWNS), chance.choice(DAYS), chance.choice(("grain", "ports"))
        if chance.random() < 0.6:
            paragraphs.append(MEETING.format(one, other, town, day, subject, one.split()[-1]))
        else:
            paragraphs.append(STRIKE.format(chance.randrange(2, 5), town, day, other, subject))
    published = f"Published: 2031-03-0{chance.randrange(5, 9)}\n\n" if chance.random() < 0.8 else ""
    return published + "\n".join(paragraphs)


def change(opened: Dossier, chance: Random) -> None:
    """One change: an article is added, edited, renamed or removed, or a decision is made or undone."""
    files = sorted(opened.paths.seeds.glob("*.txt"))
    what = chance.random()
    if what < 0.4 or len(files) < 3:
        (opened.paths.seeds / f"{chance.randrange(99):02}.txt").write_text(made_up(chance), encoding="utf-8")
    elif what < 0.5:
        chance.choice(files).write_text(made_up(chance), encoding="utf-8")
    elif what < 0.6:
        chance.choice(files).rename(opened.paths.seeds / f"{chance.randrange(100, 199)}.txt")
    elif what < 0.75:
        opened.ingest.remove([chance.choice(list(opened.query.snapshot.articles))])
    else:
        decide(opened, chance)
    opened.ingest.refresh()


def decide(opened: Dossier, chance: Random) -> None:
    """One decision on random items; it may not fit them."""
    snapshot, notebook = opened.query.snapshot, opened.notebook
    actors = list(snapshot.actors)
    article = chance.choice(list(snapshot.articles))
    try:
        match chance.randrange(5):
            case 0:
                notebook.merge(chance.sample(actors, 2))
            case 1:
                notebook.rename(chance.choice(actors), f"Name {chance.randrange(3)}")
            case 2:
                notebook.set_articles([article], ArticleMetadata(published=f"2031-03-1{chance.randrange(9)}"))
            case 3:
                notebook.hide(chance.choice(actors))
            case _:
                notebook.undo()
    except (DossierError, ValueError):
        return


def from_nothing(opened: Dossier) -> Findings:
    """The findings of the stored facts by a new linker, without stored near-duplicates."""
    state = opened._state
    corrections = state.notebook.corrections()
    store = state.index.store
    material = [(with_metadata(article, corrections), facts) for article in store.articles() if (facts := store.facts(article.id))]
    linked = linking.link_documents(material)
    return linking.apply_corrections(linked, corrections, {article.id: article for article, _ in material}, state.settings.aliases)


@pytest.mark.parametrize("reason", [KeyboardInterrupt, RuntimeError])
@pytest.mark.parametrize("stage", [ActorLinker, EventLinker, QuoteLinker])
def test_linking_that_was_stopped_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: type, reason: type[BaseException]
) -> None:
    """After any exception half-way, the next look gives the findings of a rebuild: no change is lost that a stage had already noted."""

    def stop(*_: object) -> None:
        raise reason

    root = new_dossier(tmp_path / "case", "Case")
    with open_dossier(root) as opened:
        for number, town in enumerate(TOWNS[:2]):
            text = MEETING.format("Orla Brandt", "Tomas Kerr", town, "4 March 2031", "grain", "Brandt")
            (opened.paths.seeds / f"{number}.txt").write_text(f"Published: 2031-03-05\n\n{text}", encoding="utf-8")
        assert opened.query.snapshot.findings.events
        (opened.paths.seeds / "0.txt").unlink()
        text = STRIKE.format(3, "Narvik", "6 March 2031", "Nils Aker", "ports")
        (opened.paths.seeds / "2.txt").write_text(f"Published: 2031-03-07\n\n{text}", encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(stage, "link", stop)
            opened.ingest.refresh()
            with pytest.raises(reason):
                opened.query.load()
        assert opened.query.snapshot.findings == from_nothing(opened)
        found = opened.query.snapshot.findings
        opened.ingest.rebuild()
        assert opened.query.snapshot.findings == found


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_walk_of_changes_ends_where_a_rebuild_does(tmp_path: Path, seed: int) -> None:
    """Findings and full text after each step; at the end also the export of a copy that is read from its files alone."""
    chance, root = Random(seed), new_dossier(tmp_path / "case", "Case")  # noqa: S311  no secret
    with open_dossier(root) as opened:
        for _ in range(STEPS):
            change(opened, chance)
            assert opened.query.snapshot.findings == from_nothing(opened)
            opened.query.search(Query("talks"))
            view = opened.query.view()
            some = frozenset(chance.sample(sorted(view.snapshot.articles), len(view.snapshot.articles) // 2))
            fresh = Snapshot("Case", view.snapshot.articles.values(), view.snapshot.findings)
            assert (view.snapshot.articles_by_day, view.snapshot.quotations_in) == (fresh.articles_by_day, fresh.quotations_in)
            assert view.actor_counts.rows(some) == ActorCounts(view.snapshot, ()).rows(some)
            expected = {(document.kind, document.id): document.digest for document in documents(view.snapshot)}
            assert {(kind, key): digest for kind in DocumentKind for key, digest in view.engine.digests(kind).items()} == expected
        export = opened.exports.prepare("json").text
    copy = Path(copytree(root, tmp_path / "copy" / "case", ignore=lambda *_: {"index"}))
    with open_dossier(copy) as opened:
        assert opened.exports.prepare("json").text == export


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_walk_through_several_processes_ends_where_a_rebuild_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """A dossier that is opened again goes on from the linker that was saved, also where others have changed since."""
    resumed = list[linking.Linker]()

    def read_and_note(*arguments: Any) -> linking.Linker:
        linker: linking.Linker = saved_linker.read_linker(*arguments)
        resumed.append(linker)
        return linker

    monkeypatch.setattr(linker_state, "FEWEST", 1)
    monkeypatch.setattr(linker_state, "FEW_CHANGES", 4)
    monkeypatch.setattr(linking, "read_linker", read_and_note)
    chance, root = Random(100 + seed), new_dossier(tmp_path / "case", "Case")  # noqa: S311  no secret
    for _ in range(STEPS):
        with open_dossier(root) as opened:
            for _ in range(chance.randrange(1, 4)):
                change(opened, chance)
                assert opened.query.snapshot.findings == from_nothing(opened)
    assert len(resumed) > STEPS // 3


def test_a_damaged_linker_is_as_good_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is linked from nothing, with the same findings, and saved again."""
    monkeypatch.setattr(linker_state, "FEWEST", 1)
    chance, root = Random(7), new_dossier(tmp_path / "case", "Case")  # noqa: S311  no secret
    with open_dossier(root) as opened:
        for number in range(6):
            (opened.paths.seeds / f"{number}.txt").write_text(made_up(chance), encoding="utf-8")
        assert opened.query.snapshot.findings == from_nothing(opened)
        opened._state.index.store.connection.execute("UPDATE linker_state SET body = substr(body, 1, 40) WHERE block = 1")
    with open_dossier(root) as opened:
        (opened.paths.seeds / "6.txt").write_text(made_up(chance), encoding="utf-8")
        opened.ingest.refresh()
        assert opened.query.snapshot.findings == from_nothing(opened)
