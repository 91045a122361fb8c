"""Databases are opened with care and brought to the newest version once, whoever comes first."""

import sqlite3
import threading
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.storage.database import connect, migrate

STEPS = ("CREATE TABLE a (x TEXT DEFAULT ';'); CREATE TABLE b (y)", "ALTER TABLE a ADD COLUMN z; INSERT INTO b VALUES ('one; two')")


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_steps_are_taken_in_order_with_a_copy_before_each(tmp_path: Path) -> None:
    """The second step keeps the file as it was before; running again does nothing."""
    path = tmp_path / "d.sqlite3"
    connection = connect(path, durable=True)
    migrate(connection, path, STEPS[:1])
    assert version(connection) == 1
    migrate(connection, path, STEPS)
    migrate(connection, path, STEPS)
    assert version(connection) == 2
    assert connection.execute("SELECT y FROM b").fetchall() == [("one; two",)]
    connection.close()
    before = connect(tmp_path / "d.sqlite3.before-2", durable=True)
    assert (version(before), before.execute("SELECT * FROM b").fetchall()) == (1, [])
    before.close()


def test_two_that_come_at_once_make_it_once(tmp_path: Path) -> None:
    """Neither fails, and no step is taken twice."""
    path, failed = tmp_path / "d.sqlite3", []
    gate = threading.Barrier(6)

    def come() -> None:
        connection = connect(path, durable=True)
        gate.wait()
        try:
            migrate(connection, path, STEPS[:1])
        except sqlite3.Error as error:
            failed.append(error)
        connection.close()

    threads = [threading.Thread(target=come) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    """All of a step or nothing."""
    path = tmp_path / "d.sqlite3"
    connection = connect(path, durable=True)
    with pytest.raises(sqlite3.Error):
        migrate(connection, path, ("CREATE TABLE a (x); CREATE TABLE a (x)",))
    assert version(connection) == 0
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    """The sentence says which version is needed."""
    path = tmp_path / "d.sqlite3"
    connection = connect(path, durable=True)
    connection.execute("PRAGMA user_version=7")
    with pytest.raises(DossierError, match="newer version"):
        migrate(connection, path, STEPS)
    connection.close()


def test_what_is_no_folder_or_no_database_is_told(tmp_path: Path) -> None:
    """A DossierError with the path, and no open file left behind."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(DossierError, match="could not be opened") as told:
        connect(tmp_path / "file" / "d.sqlite3", durable=False)
    assert "d.sqlite3" in told.value.where


def test_a_damaged_file_is_told_from_one_that_is_out_of_reach(tmp_path: Path) -> None:
    """The sentence says to move it away, and the file is as it was."""
    path = tmp_path / "d.sqlite3"
    path.write_bytes(b"garbage" * 1000)
    with pytest.raises(DossierError, match="damaged or no database") as told:
        connect(path, durable=True)
    assert "Move it away" in told.value.do
    assert path.read_bytes() == b"garbage" * 1000
