"""The marker of a clean shutdown: a database is read as a whole where anything else may have written to it, and only there."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.cli.main import run
from dossier.errors import DamagedFacts
from dossier.model.query import Query
from dossier.runtime.paths import clean_marker_path
from dossier.services.ingest.create import new_dossier
from dossier.storage.clean_shutdown import is_clean, mark_clean
from dossier.storage.derived.pinned_rows import RowKind, Soundness
from dossier.storage.facts import FactsStore

MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday.\n"


def test_any_later_change_is_noticed(tmp_path: Path) -> None:
    """Proves it for a byte that is written at once, with the same size, and with the time of change set back."""
    database, marker = tmp_path / "facts", tmp_path / "marker"
    for turn in range(20):
        database.write_bytes(b"before")
        mark_clean(database, marker)
        assert is_clean(database, marker)
        before = database.stat()
        database.write_bytes(b"change")
        if turn % 2:
            os.utime(database, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert not is_clean(database, marker)


def test_what_another_program_has_written_and_not_closed_is_noticed(tmp_path: Path) -> None:
    """Proves it for a connection that stays open, whose writes are in SQLite's log."""
    database, marker = tmp_path / "facts", tmp_path / "marker"
    FactsStore(database).close()
    mark_clean(database, marker)
    assert is_clean(database, marker)
    other = FactsStore(database)
    other.set_meta("name", "value")
    assert not is_clean(database, marker)
    mark_clean(database, marker)
    assert not is_clean(database, marker)
    other.close()
    mark_clean(database, marker)
    assert is_clean(database, marker)


def test_a_marker_that_is_right_is_not_written_again(tmp_path: Path) -> None:
    """Proves that a command which only reads leaves it as it is, and that one which writes makes another."""
    case = new_dossier(tmp_path / "case")
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        opened.query.load()
    marker = clean_marker_path(case / "index")
    before = marker.stat()
    with open_dossier(case) as opened:
        assert opened.query.search(Query()).actors
    assert (marker.stat().st_ino, marker.stat().st_ctime_ns) == (before.st_ino, before.st_ctime_ns)
    with open_dossier(case) as opened:
        opened.query.load()
        opened.notebook.hide(opened.query.search(Query()).actors[0].actor.id)
        opened.query.load()
    assert marker.stat().st_ctime_ns != before.st_ctime_ns


def test_without_a_marker_nothing_is_clean(tmp_path: Path) -> None:
    """Proves that a missing or damaged marker, a missing file, and a file from the future are no error."""
    database, marker = tmp_path / "facts", tmp_path / "marker"
    mark_clean(database, marker)
    assert not is_clean(database, marker)
    database.write_bytes(b"x")
    marker.write_bytes(b"\xff\xfe")
    assert not is_clean(database, marker)
    tomorrow = time.time_ns() + 86_400 * 10**9
    os.utime(database, ns=(tomorrow, tomorrow + 1))
    mark_clean(database, marker)
    assert not is_clean(database, marker)


def test_a_database_is_sound_once_all_kinds_of_rows_were_checked() -> None:
    """Proves that a check of the findings alone does not make it sound, and that after a damage no check does."""
    soundness, doubts = Soundness(), list[bool]()
    soundness.on_doubt = lambda: doubts.append(soundness.is_sound)
    soundness.note_checked(RowKind.FINDINGS)
    states = [soundness.is_sound]
    assert [kind for kind in RowKind if soundness.needs_check(kind)] == [RowKind.ARTICLES]
    soundness.note_checked(RowKind.ARTICLES)
    states.append(soundness.is_sound)
    soundness.doubt()
    assert doubts == [False]
    for kind in RowKind:
        soundness.note_checked(kind)
        assert soundness.needs_check(kind)
    soundness.trust()
    assert [*states, soundness.is_sound] == [False, True, False]


def test_a_damage_that_was_noticed_is_not_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves it for the text of an article that the disk has changed: the findings, checked again after a correction, are right, and still
    the next opening reads the file as a whole and makes the index anew.
    """
    case = new_dossier(tmp_path / "case")
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        before = opened.query.search(Query()).actors
    with closing(sqlite3.connect(case / "index" / "facts.sqlite3")) as db, db:
        assert db.execute("UPDATE article SET article = replace(article, 'Foreign', 'Railway')").rowcount == 1
    with monkeypatch.context() as patched:
        patched.setattr("dossier.services.derived.index.is_clean", lambda _database, _marker: True)
        with open_dossier(case) as opened:
            (article,) = opened.query.snapshot.articles.values()
            with pytest.raises(DamagedFacts):
                _ = article.text
            opened.notebook.rename(before[0].actor.id, "Zora Zabel")
            assert "Zora Zabel" in {actor.name for actor in opened.query.snapshot.findings.actors}
            opened.notebook.undo()
            opened.query.load()
    assert not clean_marker_path(case / "index").exists()
    with open_dossier(case) as opened:
        assert opened.query.search(Query()).actors == before
        assert any("damaged" in notice for notice in opened.notices)


def test_a_dossier_is_looked_through_only_where_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that opening again does not read the file as a whole, that a change by something else has it read, and `doubtful` and
    the command that checks too.
    """
    looked: list[Path] = []
    check_file = FactsStore.check_file

    def counting(store: FactsStore) -> None:
        looked.append(store.path)
        check_file(store)

    monkeypatch.setattr(FactsStore, "check_file", counting)
    case = new_dossier(tmp_path / "case")
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        before = opened.query.search(Query())
    assert len(looked) == 1
    for _ in range(2):
        with open_dossier(case) as opened:
            assert opened.query.search(Query()).actors == before.actors
    assert len(looked) == 1
    with open_dossier(case, doubtful=True) as opened:
        opened.query.load()
    assert len(looked) == 2
    assert run(["-C", str(case), "check"]) == 0
    assert len(looked) == 3
    assert run(["-C", str(case), "timeline"]) == 0
    assert len(looked) == 3
    os.utime(case / "index" / "facts.sqlite3")
    with open_dossier(case) as opened:
        opened.query.load()
    assert len(looked) == 4
