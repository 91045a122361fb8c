"""Extraction on several processors: the same facts in the same order, and nothing lost where a process is killed or the user stops."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.errors import Cancelled, ModelMissing
from dossier.model.article import Article
from dossier.model.ingest import IngestStatus, Progress
from dossier.reading import read_article
from dossier.services.ingest import extraction_pool, sync
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.extraction_pool import KILLED, ExtractionPool, Worker
from dossier.services.ingest.facts import extract_facts

TOWNS = ("Lisbon", "Riga", "Oslo", "Turin", "Graz", "Bergen")
MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in {} on Tuesday. “We made progress,” Brandt said.\n"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier with six articles and a copy of the first, which two processes read."""
    monkeypatch.setattr(sync, "FEWEST_FOR_POOL", 2)
    monkeypatch.setattr(sync, "usable_processors", lambda: 2)
    root = new_dossier(tmp_path / "case", "A case")
    for number, town in enumerate((*TOWNS, TOWNS[0])):
        (root / "seeds" / f"{number}.txt").write_text(MET.format(town), encoding="utf-8")
    return root


@pytest.fixture
def article(tmp_path: Path) -> Article:
    """One article."""
    (tmp_path / "met.txt").write_text(MET.format("Lisbon"), encoding="utf-8")
    return read_article(tmp_path / "met.txt")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Worker]]:
    """The worker processes that are started, all of which have ended after the test."""
    workers: list[Worker] = []
    start = Worker.__init__

    def start_and_note(worker: Worker, model: str) -> None:
        start(worker, model)
        workers.append(worker)

    monkeypatch.setattr(Worker, "__init__", start_and_note)
    yield workers
    assert all(worker._process.returncode is not None for worker in workers)


def test_two_processes_store_what_one_stores(case: Path, monkeypatch: pytest.MonkeyPatch, started: list[Worker]) -> None:
    """The same facts and results, in the same order, with the copy found though the first was still in work."""
    with open_dossier(case) as opened:
        results = opened.ingest.refresh()
        exported = opened.exports.prepare("json").text
        assert len(started) == 2
        assert [(r.file, r.status) for r in results][-1] == ("6.txt", IngestStatus.SAME)
        monkeypatch.setattr(sync, "usable_processors", lambda: 1)
        assert opened.ingest.rebuild() == results
        assert opened.exports.prepare("json").text == exported
        assert len(started) == 2


def test_a_stop_keeps_what_is_stored_and_the_next_run_reads_the_rest(case: Path, started: list[Worker]) -> None:
    """The sentence counts what was stored; the processes have ended."""
    seen: list[Progress] = []
    with open_dossier(case) as opened:
        with pytest.raises(Cancelled) as stopped:
            opened.ingest.refresh(seen.append, lambda: len(seen) == 6)
        waiting = len(opened.ingest.sync_status().new)
        assert f"Read {7 - waiting} of 7 files" in str(stopped.value)
        assert len(started) == 2
        opened.ingest.refresh()
        assert len(opened.query.snapshot.articles) == len(TOWNS)
        assert opened.check() == ()


def test_an_article_whose_process_is_killed_is_given_to_another(article: Article, started: list[Worker]) -> None:
    """Before the article is sent, and while it is read."""
    with ExtractionPool("", 1) as pool:
        facts = pool.submit(article).result()
        assert facts == extract_facts(article, "")
        os.kill(started[0]._process.pid, signal.SIGKILL)
        assert pool.submit(article).result() == facts
        assert len(started) == 2


def test_an_article_that_kills_every_process_is_kept_without_facts(
    article: Article, monkeypatch: pytest.MonkeyPatch, started: list[Worker]
) -> None:
    """It is tried twice, and the note says so."""
    monkeypatch.setattr(extraction_pool, "MODULE", "this")
    with ExtractionPool("", 1) as pool:
        facts, note = pool.submit(article).result()
    assert (facts.sentences, note, len(started)) == ((), KILLED, 2)


def test_a_missing_model_is_reported_as_without_processes(article: Article) -> None:
    """With the sentence on what to do."""
    with ExtractionPool("en_no_such_model", 1) as pool, pytest.raises(ModelMissing) as missing:
        pool.submit(article).result()
    with pytest.raises(ModelMissing) as same:
        extract_facts(article, "en_no_such_model")
    assert str(missing.value) == str(same.value)


def test_a_worker_ends_with_the_program_that_started_it() -> None:
    """Its input ends, also where the program was killed."""
    worker = Worker("")
    assert worker._process.stdin is not None
    worker._process.stdin.close()
    try:
        assert worker._process.wait(timeout=60) == 0
    finally:
        worker.close()
