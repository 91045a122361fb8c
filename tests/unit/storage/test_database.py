"""Databases are opened safely and migrated to the newest version once."""

import sqlite3
import threading
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.storage.database import connect, migrate

STEPS = ("CREATE TABLE a (x TEXT DEFAULT ';'); CREATE TABLE b (y)", "ALTER TABLE a ADD COLUMN z; INSERT INTO b VALUES ('one; two')")


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_migrations_run_in_order_with_a_copy_before_each(tmp_path: Path) -> None:
    """The second migration saves a copy of the file; running again does nothing."""
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


def test_concurrent_migrations_run_once(tmp_path: Path) -> None:
    """None fails, and no migration runs twice."""
    path = tmp_path / "d.sqlite3"
    errors: list[sqlite3.Error] = []
    barrier = threading.Barrier(6)

    def open_and_migrate() -> None:
        connection = connect(path, durable=True)
        barrier.wait()
        try:
            migrate(connection, path, STEPS[:1])
        except sqlite3.Error as error:
            errors.append(error)
        connection.close()

    threads = [threading.Thread(target=open_and_migrate) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_failed_migration_changes_nothing(tmp_path: Path) -> None:
    """All of a migration or nothing."""
    path = tmp_path / "d.sqlite3"
    connection = connect(path, durable=True)
    with pytest.raises(sqlite3.Error):
        migrate(connection, path, ("CREATE TABLE a (x); CREATE TABLE a (x)",))
    assert version(connection) == 0
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    """The message says which version is needed."""
    path = tmp_path / "d.sqlite3"
    connection = connect(path, durable=True)
    connection.execute("PRAGMA user_version=7")
    with pytest.raises(DossierError, match="newer version"):
        migrate(connection, path, STEPS)
    connection.close()


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    """A DossierError with the path, and no open file left behind."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(DossierError, match="could not be opened") as raised:
        connect(tmp_path / "file" / "d.sqlite3", durable=False)
    assert "d.sqlite3" in raised.value.where


def test_a_damaged_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    """The message says to move it away, and the file is unchanged."""
    path = tmp_path / "d.sqlite3"
    path.write_bytes(b"garbage" * 1000)
    with pytest.raises(DossierError, match="damaged or not a database") as raised:
        connect(path, durable=True)
    assert "Move it away" in raised.value.do
    assert path.read_bytes() == b"garbage" * 1000
