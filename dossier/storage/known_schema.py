"""The known schema: the tables that the steps of `notebook_schema` make, and nothing else, compared with what a file holds.

A notebook may come from a stranger. SQLite runs the code of its schema (triggers, views, the expressions of indexes, of generated columns and
of checks) whenever the tables are used, so that nothing is read from a file before its schema is known word by word.
"""

import re
import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from dossier.storage.database import MEMORY, UNREADABLE, decode_leniently, migrate
from dossier.storage.notebook_schema import COLUMNS, STEPS
from dossier.text.unsafe_characters import one_line

SchemaObject = tuple[str, str, str, tuple[str, ...]]
"""Type, name and table of an object of a schema, and the words of its definition, whatever the blanks between them."""
TOKEN = re.compile(r"\w+|[^\w\s]")
LONGEST_NAME, NAMED = 40, 5
"""Characters of a name, and names, in a sentence."""
ALL_TABLES = {*COLUMNS, "meta", "total"}
SELECT = "SELECT rowid, rootpage, type, name, tbl_name, sql FROM sqlite_master"


def unknown_objects(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What the schema holds that this program does not write in a notebook of that version, and what it lacks, each in words; nothing for
    a known schema, and for a newer version, which is refused elsewhere.
    """
    version = _version(connection)
    if version > len(STEPS):
        return ()
    known, actual = _known(version), [_parsed(*row) for _, _, *row in connection.execute(SELECT)]
    more = [entry for entry in actual if entry not in known]
    words = [_in_words(kind, name, is_changed=any(name == other[1] for other in known)) for kind, name, *_ in more]
    less = {name for _, name, *_ in known} - {name for _, name, *_ in actual}
    words += [f"the table “{name}” is missing" for name in sorted(less)]
    if not words and len(actual) != len(known):
        words = ["a table is there twice"]
    return tuple(words[:NAMED]) + ((f"{len(words) - NAMED:,} more",) if len(words) > NAMED else ())


def remove_unknown_objects(path: Path) -> None:
    """Takes everything unknown out of the schema of a copy, so that it can be read; a table of ours whose definition SQLite refuses gets
    back the one that it should have. Rows stay as they are. Nothing is done where SQLite does not allow it.
    """
    with suppress(*UNREADABLE):
        _rewrite(path, restores_ours=False)
        if not _is_readable(path):
            _rewrite(path, restores_ours=True)


def _rewrite(path: Path, *, restores_ours: bool) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.text_factory = decode_leniently
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute("PRAGMA writable_schema=ON")
        known = _known(min(_version(db), len(STEPS)))
        definitions = {name: sql for (kind, name, *_), sql in known.items() if kind == "table"}
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute("BEGIN IMMEDIATE")
        for number, root, *row in db.execute(SELECT).fetchall():
            kind, name, *_ = entry = _parsed(*row)
            is_somewhere = type(root) is int and 1 < root <= pages
            if entry in known and is_somewhere:
                continue
            if kind != "table" or name not in ALL_TABLES or not is_somewhere:
                db.execute("DELETE FROM sqlite_master WHERE rowid = ?", (number,))
            elif restores_ours and name in definitions:
                db.execute("UPDATE sqlite_master SET sql = ? WHERE rowid = ?", (definitions[name], number))
        db.execute("COMMIT")


def _is_readable(path: Path) -> bool:
    with suppress(*UNREADABLE), closing(sqlite3.connect(path)) as db:
        db.execute("SELECT count(*) FROM sqlite_sequence").fetchone()
        return True
    return False


@cache
def _known(version: int) -> dict[SchemaObject, str]:
    """The objects of the schema of a version with their definitions, as SQLite keeps them."""
    with closing(sqlite3.connect(MEMORY, isolation_level=None)) as db:
        migrate(db, Path(MEMORY), STEPS[:version])
        return {_parsed(*row): str(row[-1]) for _, _, *row in db.execute(SELECT)}


def _parsed(kind: object, name: object, table: object, sql: object) -> SchemaObject:
    return str(kind), str(name), str(table), tuple(TOKEN.findall(str(sql or "").casefold()))


def _in_words(kind: str, name: str, *, is_changed: bool) -> str:
    words = f"{one_line(kind)} “{one_line(name)[:LONGEST_NAME]}”"
    return f"the {words} is not as it should be" if is_changed else f"an unknown {words}"


def _version(connection: sqlite3.Connection) -> int:
    return max(0, int(connection.execute("PRAGMA user_version").fetchone()[0]))
