"""Stored first rows: what the app shows of a dossier while it is being loaded, in one sealed row under the key of what it was made from."""

import sqlite3

from dossier.storage.derived.sealed import seal_bytes, unseal

SCHEMA = "CREATE TABLE IF NOT EXISTS first_rows (key TEXT PRIMARY KEY, body BLOB NOT NULL);"
TABLES = ("first_rows",)


class StoredFirstRows:
    """The first rows in one database. Change them within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self, key: str) -> bytes | None:
        """The rows that were made from what has this key; None where there are none. Raises DamagedFacts."""
        row = self._connection.execute("SELECT body FROM first_rows WHERE key = ?", (key,)).fetchone()
        return unseal(row[0]) if row else None

    def write(self, key: str, rows: bytes) -> None:
        """Replaces what is stored, whatever its key."""
        self.delete()
        self._connection.execute("INSERT INTO first_rows VALUES (?, ?)", (key, seal_bytes(rows)))

    def delete(self) -> None:
        """Deletes what is stored: nothing of an article may stay once it is removed."""
        self._connection.execute("DELETE FROM first_rows")
