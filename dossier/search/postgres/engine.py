"""PostgreSQL as the engine of a dossier: the documents on several servers, which match and rank them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from dossier.search.engine import DamagedIndex, Document, DocumentKind, EngineBase, Match, Sort, other_writer, write_failure
from dossier.search.lexicon import Lexicon
from dossier.search.nearness import are_near
from dossier.search.postgres.address import coordinator_url, shard_addresses
from dossier.search.postgres.connection import Row, Sessions
from dossier.search.postgres.queries import KindStatistics, ShardQuery, scored_words
from dossier.search.postgres.rows import KINDS, doc_of, term_of
from dossier.search.postgres.schema import create_schema, our_version, schema_name
from dossier.search.postgres.writer import lock_key, repair, write
from dossier.search.scoring import in_order
from dossier.search.stamp import STAMP, UntrustedIndex, begin_index, check_stamp
from dossier.search.syntax import Everything, Node

SETTINGS = {"application_name": "dossier", "plan_cache_mode": "force_custom_plan", "jit": "off", "client_min_messages": "error"}
OUTLETS = "SELECT name, documents FROM outlets"
FEW = 10
"""Of a tenth of the documents or fewer, only these are ranked; else all that match."""


def open_engine(folder: Path, tokens: Path) -> "PostgresEngine | UntrustedIndex":
    """Open the index of the dossier whose full-text folder this is, or return the reason why it must be rebuilt. Raises DossierError where the
    environment names no server, and where one cannot be reached.
    """
    untrusted = check_stamp(folder, tokens, our_version())
    if untrusted:
        return untrusted
    try:
        return PostgresEngine(folder, schema_name(folder, tokens))
    except DamagedIndex:
        return UntrustedIndex("The search server has no index of this dossier, or one of another version.")


def create_engine(folder: Path, tokens: Path) -> "PostgresEngine":
    """Create an engine over new, empty tables on the servers that the environment names, removing earlier ones. Raises DossierError where
    one of them cannot be reached or does not allow it, and where the folder cannot be written.
    """
    try:
        schema = schema_name(folder, tokens)
        create_schema(coordinator_url(), shard_addresses(), schema)
        begin_index(folder, tokens, our_version(), (STAMP,))
    except OSError as error:
        raise write_failure(folder, error) from error
    return PostgresEngine(folder, schema)


class PostgresEngine(EngineBase):
    """An `Engine` over the tables of one dossier. Raises DamagedIndex where there are none of this version."""

    def __init__(self, folder: Path, schema: str) -> None:
        super().__init__(folder)
        self._schema = schema
        self._sessions = Sessions(coordinator_url(), {**SETTINGS, "search_path": f"{schema}, pg_catalog"})
        self._commit = -1
        self._digests: dict[DocumentKind, dict[str, str]] = {}
        self._known_outlets: Mapping[str, int] | None = None
        self._totals: dict[int, tuple[int, int, int]] | None = None
        try:
            self._read_shards()
            self.refresh()
        except BaseException:
            self._sessions.close()
            raise

    def index(
        self,
        documents: Iterable[Document],
        removed: Collection[tuple[DocumentKind, str]] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """See `Engine.index`."""
        with self._lock, self._sessions.lock(lock_key(self._schema)) as has_lock:
            if not has_lock:
                raise other_writer()
            if self._state()[1]:
                repair(self._sessions)
            self.refresh()
            digests, commit = self._digests, self._commit
            changed = write(self._sessions, documents, removed, progress)
            self.refresh()
            if self._commit == commit + 1:
                # only this import came between, so what is known of the others holds
                self._digests = digests
                for (kind, id_), digest in changed.items():
                    if kind in digests and digest is not None:
                        digests[kind][id_] = digest
                    elif kind in digests:
                        digests[kind].pop(id_, None)

    def refresh(self) -> None:
        """See `Engine.refresh`."""
        with self._reading():
            commit, is_unfinished = self._state()
            if is_unfinished:
                with self._sessions.lock(lock_key(self._schema)) as has_lock:
                    # while another program is writing, its last commit is what is read
                    if has_lock and self._state()[1]:
                        repair(self._sessions)
                commit = self._state()[0]
            if commit != self._commit:
                self._commit = commit
                self._forget()

    def digests(self, kind: DocumentKind = DocumentKind.ARTICLE) -> Mapping[str, str]:
        """See `Engine.digests`."""
        with self._reading():
            if kind not in self._digests:
                query = self._query(kind)
                self._digests[kind] = {str(row[0]): str(row[1]) for row in self._from_shards(query, query.rows("true", "d.id, d.digest"))}
            return self._digests[kind]

    def search(
        self, node: Node, limit: int | None = None, sort: Sort = Sort.BEST, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.search`."""
        with self._reading():
            tree, query = self.lexicon().expand(node), self._query(kind)
            condition = query.matching(tree)
            rows = self._from_shards(query, query.ordered(condition, sort, limit, tree, self._statistics(tree, kind)))
            return in_order(map(_scored, rows), limit, sort)

    def rank(
        self, node: Node, ids: Collection[str], limit: int | None = None, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.rank`."""
        with self._reading():
            tree, query = self.lexicon().expand(node), self._query(kind)
            statistics, wanted = self._statistics(tree, kind), frozenset(ids)
            condition = "true"
            if len(wanted) * FEW < statistics.documents:
                condition = f"d.doc = ANY ({query.value([doc_of(kind, id_) for id_ in wanted], 'bigint[]')})"
            rows = self._from_shards(query, query.ordered(condition, Sort.BEST, None, tree, statistics))
            return in_order((_scored(row) for row in rows if row[0] in wanted), limit, Sort.BEST)

    def ids(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> frozenset[str]:
        """See `Engine.ids`."""
        with self._reading():
            query = self._query(kind)
            sql = query.rows(query.matching(self.lexicon().expand(node)), "d.id")
            return frozenset(str(row[0]) for row in self._from_shards(query, sql))

    def count(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> int:
        """See `Engine.count`."""
        with self._reading():
            query = self._query(kind)
            sql = query.rows(query.matching(self.lexicon().expand(node)), "count(*)")
            return sum(int(row[0]) for row in self._from_shards(query, sql))

    def outlets(self, node: Node) -> Mapping[str, int]:
        """See `Engine.outlets`."""
        with self._reading():
            counts: Counter[str] = Counter()
            if isinstance(node, Everything):
                # the statistics know, without asking the shards; only articles have an outlet
                counts.update(self._outlets())
                without = self._statistics(node, DocumentKind.ARTICLE).documents - counts.total()
                return counts + Counter({"": without})
            query = self._query(DocumentKind.ARTICLE)
            sql = query.rows(query.matching(self.lexicon().expand(node)), "d.source, count(*)") + " GROUP BY d.source"
            for outlet, count in self._from_shards(query, sql):
                counts[str(outlet)] += int(count)
            return counts

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            self._sessions.close()

    def _read_shards(self) -> None:
        """Reads the names of the shards. Raises DamagedIndex where the tables are gone, or those of another version."""
        versions = [str(row[0]) for row in self._sessions.fetch("SELECT version FROM state")]
        if versions != [our_version()]:
            raise DamagedIndex("The tables are of another version.", do="Rebuild them with dossier index --rebuild.")
        self._sessions.shard_names = tuple(str(row[0]) for row in self._sessions.fetch("SELECT address FROM shards ORDER BY number"))

    def _state(self) -> tuple[int, bool]:
        """The number of the last commit, and whether an import was begun and not finished."""
        rows = self._sessions.fetch("SELECT commit, unfinished FROM state")
        return int(rows[0][0]), bool(rows[0][1])

    def _forget(self) -> None:
        """Forgets what is known of the last commit."""
        self._digests, self._known_outlets, self._totals, self._lexicon = {}, None, None, None

    def _document_frequency(self, word: str) -> int:
        return self.lexicon().counts.get(word, 0)

    def _read_lexicon(self) -> Lexicon:
        kind = KINDS[DocumentKind.ARTICLE]
        rows = self._sessions.fetch("SELECT word, documents FROM terms WHERE kind = $1", kind)
        return Lexicon.of({str(row[0]): int(row[1]) for row in rows})

    def _comes_from_files(self, error: BaseException) -> bool:  # noqa: ARG002  the base's signature
        # the sessions say what is wrong with a server; anything else is a fault of the program
        return False

    def _query(self, kind: DocumentKind) -> ShardQuery:
        return ShardQuery(kind, self._outlets, lambda field, words, near: self._verify_near(kind, field, words, near))

    def _from_shards(self, query: ShardQuery, sql: str) -> list[Row]:
        return [row for rows in self._sessions.fetch_from_shards(sql, *query.values) for row in rows]

    def _outlets(self) -> Mapping[str, int]:
        """The number of articles of every outlet."""
        if self._known_outlets is None:
            self._known_outlets = {str(row[0]): int(row[1]) for row in self._sessions.fetch(OUTLETS)}
        return self._known_outlets

    def _statistics(self, tree: Node, kind: DocumentKind) -> KindStatistics:
        """The statistics of a kind and of the words of an expanded tree."""
        if self._totals is None:
            totals = self._sessions.fetch("SELECT kind, documents, length, title_length FROM totals")
            self._totals = {int(row[0]): (int(row[1]), int(row[2]), int(row[3])) for row in totals}
        documents, length, title_length = self._totals.get(KINDS[kind], (0, 0, 0))
        words = scored_words(tree, kind)
        sql = "SELECT word, documents, titles FROM terms WHERE kind = $1 AND word = ANY ($2::text[])"
        rows = self._sessions.fetch(sql, KINDS[kind], words) if words else []
        frequencies = {str(row[0]): (int(row[1]), int(row[2])) for row in rows}
        return KindStatistics(documents, length / max(1, documents), title_length / max(1, documents), frequencies)

    def _verify_near(self, kind: DocumentKind, field: str, words: tuple[str, ...], near: int) -> list[int]:
        """The documents in which these words are near each other, where the shards have no condition for that."""
        query, terms = self._query(kind), [term_of(word) for word in words]
        column = "d.title_words" if field == "title" else "d.words"
        sql = query.rows(f"{column} @> {query.value(terms, 'text[]')}", "d.doc, d.tokens")
        return [int(doc) for doc, tokens in self._from_shards(query, sql) if are_near(str(tokens), field, terms, near)]


def _scored(row: Row) -> tuple[str, int, float]:
    """Id, day and score of a match, whose score comes as a Decimal."""
    id_, day, score = row
    return str(id_), int(day), float(score)
