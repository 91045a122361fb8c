"""Sum over the files of the articles: a number that stands for which files have which articles, kept up to date file by file.

It is stored with the rows, so that the key of the findings is known without reading them.
"""

import sqlite3

from dossier.errors import DamagedFacts
from dossier.storage.derived.sealed import DIGEST_BITS, digest_of, row_hash

NAME = "sources"
"""The name under which the table meta has the sum."""


def read_sum(db: sqlite3.Connection) -> int:
    """The sum as it is stored, or else added up. Raises DamagedFacts where what is stored is no number."""
    row = db.execute("SELECT value FROM meta WHERE name = ?", (NAME,)).fetchone()
    try:
        return int(row[0], 16) if row else add_up(db)
    except ValueError:
        raise DamagedFacts("The sum over the files is damaged.") from None


def add_up(db: sqlite3.Connection) -> int:
    """The sum over the rows of all files with an article."""
    rows = db.execute("SELECT file, article FROM seed WHERE article IS NOT NULL")
    return sum(_number(file, article) for file, article in rows) % (1 << DIGEST_BITS)


def change_sum(db: sqlite3.Connection, file: str, article: str | None) -> None:
    """Stores the sum as it is when a file has this article, or none. To be called before its row is changed, in the same transaction."""
    total = read_sum(db)
    row = db.execute("SELECT article FROM seed WHERE file = ?", (file,)).fetchone()
    total += (_number(file, article) if article else 0) - (_number(file, row[0]) if row and row[0] else 0)
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (NAME, digest_of(total)))


def _number(file: str, article: str) -> int:
    return row_hash("seed", 0, file, article.encode())
