"""tantivy as the engine of a dossier."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from dossier.search.engine import DamagedIndex, Document, DocumentKind, EngineBase, Match, Sort, write_failure
from dossier.search.lexicon import Lexicon
from dossier.search.scoring import in_order
from dossier.search.stamp import UntrustedIndex, begin_index, check_stamp
from dossier.search.syntax import Node
from dossier.search.tantivy.generations import OUR_FILES, BrokenGeneration, Generation, check_sums, folder_of, read_current
from dossier.search.tantivy.queries import QueryBuilder
from dossier.search.tantivy.schema import our_version
from dossier.search.tantivy.snapshot import KindSnapshot
from dossier.search.tantivy.writer import write, write_lock

# Another process may replace the generation between reading its number and opening its files.
ATTEMPTS = 3
FEW = 10
"""Of a tenth of the documents or fewer, only these are ranked; else all that match."""


def open_engine(folder: Path, tokens: Path) -> "TantivyEngine | UntrustedIndex":
    """Open the index in `folder`, or return the reason why it must be rebuilt. `tokens` is a folder of private user state that records
    which indexes are the user's own.
    """
    untrusted = check_stamp(folder, tokens, our_version())
    if untrusted:
        return untrusted
    try:
        return TantivyEngine(folder)
    except DamagedIndex as damaged:
        return UntrustedIndex(f"The index cannot be read ({type(damaged.__cause__).__name__}).")


def create_engine(folder: Path, tokens: Path) -> "TantivyEngine":
    """Create an engine over a new, empty index in `folder`, removing an earlier one. Raises DossierError where the folder cannot be
    written.
    """
    try:
        begin_index(folder, tokens, our_version(), OUR_FILES)
    except OSError as error:
        raise write_failure(folder, error) from error
    return TantivyEngine(folder)


class TantivyEngine(EngineBase):
    """An `Engine` over the indexes of one folder. Raises DamagedIndex where they cannot be opened."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        with self._reading():
            self._generation, self._snapshots = self._open_current({})
            self._builders = _builders(self._snapshots)

    def index(
        self,
        documents: Iterable[Document],
        removed: Collection[tuple[DocumentKind, str]] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """See `Engine.index`."""
        try:
            with write_lock(self._folder):
                self.refresh()
                before, lexicon = self._snapshots, self._lexicon
                changes = write(self._folder, self._generation, before, documents, removed, progress)
        except OSError as error:
            raise write_failure(self._folder, error, "Nothing was changed.") from error
        with self._reading():
            self.refresh()
            if self._generation.number == changes.number:
                # only this import came between, so what is known of the other documents holds
                for kind, snapshot in self._snapshots.items():
                    snapshot.follow(before[kind], changes.removed[kind], changes.added[kind])
                if self._lexicon is None and lexicon is not None and changes.has_all_words:
                    self._lexicon = lexicon.with_changes([changes.words])

    def refresh(self) -> None:
        """See `Engine.refresh`."""
        with self._reading():
            if read_current(self._folder).number != self._generation.number:
                self._generation, self._snapshots = self._open_current(self._generation.sums)
                self._builders, self._lexicon = _builders(self._snapshots), None

    def digests(self, kind: DocumentKind = DocumentKind.ARTICLE) -> Mapping[str, str]:
        """See `Engine.digests`."""
        with self._reading():
            return self._snapshots[kind].digests

    def search(
        self, node: Node, limit: int | None = None, sort: Sort = Sort.BEST, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.search`."""
        with self._reading():
            tree = self.lexicon().expand(node)
            snapshot, builder = self._snapshots[kind], self._builders[kind]
            table, query = snapshot.table, builder.matching(tree)
            scoring = builder.scoring(tree, query)
            if sort is Sort.OLDEST or (scoring is not None and sort is Sort.NEWEST):
                scores = dict.fromkeys(snapshot.matching(query), 0.0) if scoring is None else snapshot.scores(scoring)
                return in_order(((table.ids[number], table.day(number), score) for number, score in scores.items()), limit, sort)
            if scoring is None:
                matches = table.newest_first(snapshot.matching(query) if limit is None else snapshot.newest(query, limit))
            else:
                matches = table.best_first(snapshot.scores(scoring) if limit is None else snapshot.best(scoring, limit))
            return tuple(matches[:limit])

    def rank(
        self, node: Node, ids: Collection[str], limit: int | None = None, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.rank`."""
        with self._reading():
            snapshot, builder = self._snapshots[kind], self._builders[kind]
            table, wanted = snapshot.table, frozenset(ids)
            few = None
            # a filter of nearly all documents takes longer than it saves
            if len(wanted) * FEW < snapshot.size:
                few = builder.numbered(table.numbers[id_] for id_ in wanted if id_ in table.numbers)
            scoring = builder.scoring(self.lexicon().expand(node), few)
            all_scores = {} if scoring is None else snapshot.scores(scoring)
            scores = {number: score for number, score in all_scores.items() if table.ids[number] in wanted}
            if len(scores) < len(wanted):
                missing = wanted.difference(map(table.ids.__getitem__, scores))
                scores.update((table.numbers[id_], 0.0) for id_ in missing if id_ in table.numbers)
            return tuple(table.best_first(scores)[:limit])

    def ids(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> frozenset[str]:
        """See `Engine.ids`."""
        with self._reading():
            snapshot, query = self._snapshots[kind], self._builders[kind].matching(self.lexicon().expand(node))
            return frozenset(map(snapshot.table.ids.__getitem__, snapshot.matching(query)))

    def count(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> int:
        """See `Engine.count`."""
        with self._reading():
            return self._snapshots[kind].count(self._builders[kind].matching(self.lexicon().expand(node)))

    def outlets(self, node: Node) -> Mapping[str, int]:
        """See `Engine.outlets`."""
        with self._reading():
            query = self._builders[DocumentKind.ARTICLE].matching(self.lexicon().expand(node))
            return dict(self._snapshots[DocumentKind.ARTICLE].terms("source", query))

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            self._snapshots, self._builders = {}, {}

    def _open_current(self, checked: Mapping[str, str]) -> tuple[Generation, dict[DocumentKind, KindSnapshot]]:
        """The last commit, opened; `checked` are the checksums of files that were compared before. Raises BrokenGeneration, or what tantivy raises
        for files that it cannot read.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                generation = read_current(self._folder)
                check_sums(self._folder, generation, checked)
                return generation, {kind: KindSnapshot.open(folder_of(self._folder, generation.number, kind)) for kind in DocumentKind}
            except (ValueError, BrokenGeneration):
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError

    def _document_frequency(self, word: str) -> int:
        return self._snapshots[DocumentKind.ARTICLE].document_frequency("text", word)

    def _read_lexicon(self) -> Lexicon:
        return Lexicon.of(dict(self._snapshots[DocumentKind.ARTICLE].terms("text")))

    def _comes_from_files(self, error: BaseException) -> bool:
        # where tantivy's own checks fail, the exception is of a class that only BaseException is above
        return super()._comes_from_files(error) or type(error).__name__ == "PanicException"


def _builders(snapshots: Mapping[DocumentKind, KindSnapshot]) -> dict[DocumentKind, QueryBuilder]:
    return {kind: QueryBuilder(snapshot, kind) for kind, snapshot in snapshots.items()}
