"""Tables of the PostgreSQL engine.

The documents are partitioned by a hash of their key; each partition is a foreign table on the coordinator and an ordinary one on a shard
(postgres_fdw), which has a partition for each kind of document. A trigger on the shard keeps the postings: a block has those of one word in
the documents that were written together. Statistics that BM25 needs of all shards are on the coordinator and change in the same transaction
as the documents.
"""

import secrets
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from dossier.errors import DossierError
from dossier.search.postgres.address import ShardAddress, display_of
from dossier.search.postgres.connection import Sessions
from dossier.search.postgres.rows import KINDS

# Incremented whenever tables, analysis or keys change, so that older indexes are rebuilt.
SCHEMA_VERSION = 2
SALT = "postgres.salt"
FETCH_ROWS, INSERT_ROWS = 1000, 1000
"""Rows that a foreign table fetches and inserts at once."""
CONNECT_SECONDS = 5
"""Time that the coordinator has to connect to a shard."""
PLANNING = "-c enable_nestloop=off -c enable_seqscan=off -c enable_indexscan=off -c jit=off -c work_mem=32MB"
"""Settings of the coordinator's sessions on the shards: the planner does not know what it costs to read long arrays for a sequential scan, nor
how many postings a block has.
"""
DOCUMENT_COLUMNS = {
    "doc": "bigint",
    "kind": "smallint",
    "id": 'text COLLATE "C"',
    "day": "integer",
    "digest": 'text COLLATE "C"',
    "source": 'text COLLATE "C"',
    "tokens": 'text COLLATE "C"',
    "words": 'text[] COLLATE "C"',
    "title_words": 'text[] COLLATE "C"',
    "frequencies": "smallint[]",
    "title_frequencies": "smallint[]",
    "length": "integer",
    "title_length": "integer",
    "length_step": "integer",
    "title_step": "integer",
    "block": "bigint",
}
"""`doc` is a hash of kind and id; `tokens` the words with a blank around each and the sign for the end of the title among them;
`frequencies` are those of `words`, in text and title; `length` is exact, `length_step` as BM25 counts it."""
POSTING_COLUMNS = {"kind": "smallint", "word": 'text COLLATE "C"', "doc": "bigint", "frequency": "smallint", "title_frequency": "smallint"}

SHARD = """
CREATE SCHEMA {schema};
SET search_path = {schema}, pg_catalog;
CREATE TABLE documents ({documents}, PRIMARY KEY (doc, kind)) PARTITION BY LIST (kind);
{partitions}
CREATE INDEX ON documents USING gin (words) WITH (fastupdate = off);
CREATE INDEX ON documents USING gin (title_words) WITH (fastupdate = off);
CREATE INDEX ON documents (source);
CREATE INDEX ON documents (day DESC, id);
CREATE TABLE blocks (
  kind smallint NOT NULL, word text COLLATE "C" NOT NULL, block bigint NOT NULL,
  docs bigint[], frequencies smallint[], title_frequencies smallint[]
);
CREATE INDEX ON blocks (kind, word, block);
CREATE VIEW postings AS
  SELECT b.kind, b.word, p.doc, p.frequency, p.title_frequency
  FROM blocks b, LATERAL unnest(b.docs, b.frequencies, b.title_frequencies) AS p (doc, frequency, title_frequency);
CREATE FUNCTION add_postings() RETURNS trigger LANGUAGE plpgsql SET search_path = {schema}, pg_catalog AS $$
BEGIN
  INSERT INTO blocks
  SELECT d.kind, w.word, d.block, array_agg(d.doc), array_agg(w.frequency), array_agg(w.title_frequency)
  FROM added d, LATERAL unnest(d.words, d.frequencies, d.title_frequencies) AS w (word, frequency, title_frequency)
  GROUP BY d.kind, w.word, d.block;
  RETURN NULL;
END $$;
CREATE FUNCTION remove_postings() RETURNS trigger LANGUAGE plpgsql SET search_path = {schema}, pg_catalog AS $$
BEGIN
  UPDATE blocks b SET (docs, frequencies, title_frequencies) = (
    SELECT array_agg(p.doc), array_agg(p.frequency), array_agg(p.title_frequency)
    FROM unnest(b.docs, b.frequencies, b.title_frequencies) AS p (doc, frequency, title_frequency)
    WHERE p.doc <> ALL (gone.docs)
  ) FROM (
    SELECT d.kind, d.block, w.word, array_agg(d.doc) AS docs
    FROM removed d, LATERAL unnest(d.words) AS w (word) GROUP BY d.kind, d.block, w.word
  ) gone WHERE b.kind = gone.kind AND b.word = gone.word AND b.block = gone.block AND b.docs && gone.docs;
  DELETE FROM blocks b USING removed d
  WHERE b.kind = d.kind AND b.word = ANY (d.words) AND b.block = d.block AND b.docs IS NULL;
  RETURN NULL;
END $$;
CREATE TABLE planning (imports bigint NOT NULL);
INSERT INTO planning VALUES (0);
CREATE FUNCTION analyze_tables() RETURNS trigger LANGUAGE plpgsql
  SET search_path = {schema}, pg_catalog SET default_statistics_target = 10 AS $$
BEGIN
  ANALYZE documents;
  ANALYZE blocks;
  RETURN NULL;
END $$;
CREATE TRIGGER analyze_tables AFTER UPDATE ON planning FOR EACH STATEMENT EXECUTE FUNCTION analyze_tables();
CREATE TRIGGER add_postings AFTER INSERT ON documents REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION add_postings();
CREATE TRIGGER remove_postings AFTER DELETE ON documents REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION remove_postings();
"""
COORDINATOR = """
CREATE SCHEMA {schema};
SET search_path = {schema}, pg_catalog;
CREATE TABLE terms (kind smallint, word text COLLATE "C", documents integer NOT NULL, titles integer NOT NULL, PRIMARY KEY (kind, word));
CREATE TABLE outlets (name text COLLATE "C" PRIMARY KEY, documents integer NOT NULL);
CREATE TABLE totals (kind smallint PRIMARY KEY, documents bigint NOT NULL, length bigint NOT NULL, title_length bigint NOT NULL);
CREATE TABLE shards (number integer PRIMARY KEY, address text NOT NULL);
CREATE TABLE state (version text NOT NULL, commit bigint NOT NULL, unfinished boolean NOT NULL);
CREATE TABLE documents ({documents}) PARTITION BY HASH (doc);
CREATE TABLE postings ({postings}) PARTITION BY HASH (doc);
"""


def our_version() -> str:
    """Version string in the stamp and on the coordinator; an index with another one is rebuilt."""
    return f"{SCHEMA_VERSION} postgres"


def schema_name(folder: Path, tokens: Path) -> str:
    """The schema of a dossier on all servers: a hash of its folder, and of a secret of this user's, so that no two users share one.

    Raises OSError where the secret cannot be written.
    """
    salt = tokens / SALT
    tokens.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not salt.exists():
        salt.write_text(secrets.token_hex(16), encoding="ascii")
    digest = blake2b(f"{salt.read_text(encoding='ascii')}\x1f{folder.resolve()}".encode("utf-8", "surrogateescape"), digest_size=8)
    return f"dossier_{digest.hexdigest()}"


def create_schema(coordinator: str, shards: tuple[ShardAddress, ...], schema: str) -> None:
    """Creates the tables of a new index on all servers, removing those of an earlier one. Raises DossierError, naming the server."""
    for number, shard in enumerate(shards):
        _run(shard.url, [f"DROP SCHEMA IF EXISTS {schema}_{number} CASCADE;", _shard_tables(f"{schema}_{number}")])
    _run(coordinator, _coordinator_tables(schema, shards))


def _run(url: str, scripts: Iterable[str]) -> None:
    """Runs scripts on one server, in one transaction."""
    sessions = Sessions(url, {"client_min_messages": "warning"})
    try:
        if (encoding := sessions.fetch("SHOW server_encoding")[0][0]) != "UTF8":
            do = "Create one: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0."
            raise DossierError(f"The database has the encoding {encoding}; it must be UTF8.", where=display_of(url), do=do)
        with sessions.transaction():
            for script in scripts:
                sessions.execute(script)
    finally:
        sessions.close()


def _shard_tables(schema: str) -> str:
    columns = ", ".join(f"{name} {kind} NOT NULL" for name, kind in DOCUMENT_COLUMNS.items())
    kinds = "\n".join(f"CREATE TABLE documents_of_kind_{kind} PARTITION OF documents FOR VALUES IN ({kind});" for kind in KINDS.values())
    return SHARD.format(schema=schema, documents=columns, partitions=kinds)


def _coordinator_tables(schema: str, shards: tuple[ShardAddress, ...]) -> Iterable[str]:
    yield "CREATE EXTENSION IF NOT EXISTS postgres_fdw;"
    yield f"DROP SCHEMA IF EXISTS {schema} CASCADE;"
    documents = ", ".join(f"{name} {kind} NOT NULL" for name, kind in DOCUMENT_COLUMNS.items())
    postings = ", ".join(f"{name} {kind}" for name, kind in POSTING_COLUMNS.items())
    yield COORDINATOR.format(schema=schema, documents=documents, postings=postings)
    yield f"INSERT INTO state VALUES ({_literal(our_version())}, 0, false);"  # noqa: S608  a constant
    for number, shard in enumerate(shards):
        server = f"{schema}_shard_{number}"
        options = {
            "connect_timeout": str(CONNECT_SECONDS),
            **shard.server_options,
            "fetch_size": str(FETCH_ROWS),
            "batch_size": str(INSERT_ROWS),
            "options": PLANNING,
        }
        yield f"DROP SERVER IF EXISTS {server} CASCADE;"
        yield f"CREATE SERVER {server} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({_options(options)});"
        users = shard.user_options
        if "password" not in users:
            # only an administrator of the coordinator may let it log in by certificate or by the socket's owner
            users["password_required"] = "false"  # noqa: S105  an option's name
        yield f"CREATE USER MAPPING FOR CURRENT_USER SERVER {server} OPTIONS ({_options(users)});"
        partition = f"FOR VALUES WITH (MODULUS {len(shards)}, REMAINDER {number}) SERVER {server}"
        for table in ("documents", "postings"):
            remote = _options({"schema_name": f"{schema}_{number}", "table_name": table})
            yield f"CREATE FOREIGN TABLE {table}_{number} PARTITION OF {table} {partition} OPTIONS ({remote});"
        remote = _options({"schema_name": f"{schema}_{number}", "table_name": "planning"})
        yield f"CREATE FOREIGN TABLE planning_{number} (imports bigint NOT NULL) SERVER {server} OPTIONS ({remote});"
        yield f"INSERT INTO shards VALUES ({number}, {_literal(shard.name)});"  # noqa: S608  a quoted constant


def _options(options: dict[str, str]) -> str:
    return ", ".join(f"{name} {_literal(value)}" for name, value in options.items())


def _literal(text: str) -> str:
    """A string constant of SQL, whatever the server's settings for backslashes."""
    quoted = text.replace("'", "''").replace("\\", "\\\\")
    return f" E'{quoted}'" if "\\" in text else f"'{quoted}'"
