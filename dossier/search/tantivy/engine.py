"""tantivy as the engine of a dossier."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from tantivy import Query

from dossier.search.engine import DamagedIndex, Document, DocumentKind, EngineBase, Match, Sort, write_failure
from dossier.search.scoring import SCORE_DIGITS, in_order
from dossier.search.stamp import UntrustedIndex, begin_index, check_stamp
from dossier.search.syntax import Node
from dossier.search.tantivy.generations import OUR_FILES, BrokenGeneration, Generation, check_sums, folder_of, read_current
from dossier.search.tantivy.queries import QueryBuilder
from dossier.search.tantivy.schema import our_version
from dossier.search.tantivy.snapshot import KindSnapshot
from dossier.search.tantivy.writer import write, write_lock

# Another process may replace the generation between reading its number and opening its files.
ATTEMPTS = 3
# Documents beyond the limit that are asked for as well, so that a tie at the limit is decided by our rule.
BEYOND_LIMIT = 50


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
                write(self._folder, self._generation, self._snapshots, documents, removed, progress)
        except OSError as error:
            raise write_failure(self._folder, error, "Nothing was changed.") from error
        self.refresh()

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
            query = builder.matching(tree)
            scoring = builder.scoring(tree, query)
            if scoring is None:
                scores = dict.fromkeys(snapshot.matching(query), 0.0)
            elif limit is not None and sort is Sort.BEST:
                scores = _best_with_ties(snapshot, scoring, limit)
            else:
                scores = dict(snapshot.scores(scoring))
            return self._ordered(scores, limit, sort, kind)

    def rank(
        self, node: Node, ids: Collection[str], limit: int | None = None, kind: DocumentKind = DocumentKind.ARTICLE
    ) -> tuple[Match, ...]:
        """See `Engine.rank`."""
        with self._reading():
            snapshot, builder = self._snapshots[kind], self._builders[kind]
            numbers = [snapshot.numbers[id_] for id_ in ids if id_ in snapshot.numbers]
            # a filter of nearly all documents takes longer than it saves
            few = builder.numbered(numbers) if len(numbers) * 10 < len(snapshot.documents) else None
            scoring = builder.scoring(self.lexicon().expand(node), few)
            all_scores = {} if scoring is None else dict(snapshot.scores(scoring))
            return self._ordered({number: all_scores.get(number, 0.0) for number in numbers}, limit, Sort.BEST, kind)

    def ids(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> frozenset[str]:
        """See `Engine.ids`."""
        with self._reading():
            query = self._builders[kind].matching(self.lexicon().expand(node))
            documents = self._snapshots[kind].documents
            return frozenset(documents[number].id for number in self._snapshots[kind].matching(query))

    def count(self, node: Node, kind: DocumentKind = DocumentKind.ARTICLE) -> int:
        """See `Engine.count`."""
        with self._reading():
            return self._snapshots[kind].count(self._builders[kind].matching(self.lexicon().expand(node)))

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

    def _word_frequencies(self) -> Mapping[str, int]:
        return dict(self._snapshots[DocumentKind.ARTICLE].terms("text"))

    def _comes_from_files(self, error: BaseException) -> bool:
        # where tantivy's own checks fail, the exception is of a class that only BaseException is above
        return super()._comes_from_files(error) or type(error).__name__ == "PanicException"

    def _ordered(self, scores: Mapping[int, float], limit: int | None, sort: Sort, kind: DocumentKind) -> tuple[Match, ...]:
        """Documents in order, with their scores."""
        documents = self._snapshots[kind].documents
        return in_order(((documents[number].id, documents[number].day, score) for number, score in scores.items()), limit, sort)


def _builders(snapshots: Mapping[DocumentKind, KindSnapshot]) -> dict[DocumentKind, QueryBuilder]:
    return {kind: QueryBuilder(snapshot, kind) for kind, snapshot in snapshots.items()}


def _best_with_ties(snapshot: KindSnapshot, scoring: Query, limit: int) -> dict[int, float]:
    """Scores that contain the best `limit` documents with all that tie with the last of them."""
    size = limit + BEYOND_LIMIT
    while True:
        best = snapshot.scores(scoring, size)
        if len(best) < size or limit == 0 or round(best[limit - 1][1], SCORE_DIGITS) > round(best[-1][1], SCORE_DIGITS):
            return dict(best)
        size *= 4
