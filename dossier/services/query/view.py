"""View of one snapshot for queries: its search engine, its entries, and cached results."""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field, replace
from functools import cached_property, lru_cache

from dossier.model.notebook import Entry
from dossier.model.search_result import Hit
from dossier.search.adjacent import join_adjacent
from dossier.search.engine import DocumentKind, Engine
from dossier.search.evaluate import Ids, add_scopes, select
from dossier.search.parser import Parsed, parse
from dossier.search.syntax import Node
from dossier.services.loading import LoadedSnapshot
from dossier.services.query.actor_counts import ActorCounts
from dossier.services.query.actor_names import ActorNames
from dossier.services.query.evaluator import SnapshotEvaluator
from dossier.services.query.fulltext import FullTextSync
from dossier.services.query.named_items import NamedItems
from dossier.services.query.note_index import NoteIndex
from dossier.services.snapshot import Snapshot
from dossier.services.state import DossierState

parse_typed = lru_cache(maxsize=16)(parse)
"""Parsed queries, as they were typed: one search parses its query several times, and the same query is run again after each correction."""


@dataclass(eq=False)
class SnapshotView:
    """One loaded snapshot as queries see it. `all_hits` are the hits of a query for everything, empty until one was run; `notes` are the entries
    of the notebook, which change while the snapshot does not.
    """

    loaded: LoadedSnapshot
    state: DossierState
    fulltext: FullTextSync
    all_hits: tuple[Hit, ...] = ()
    before: InitVar["SnapshotView | None"] = None
    notes: NoteIndex = field(init=False, repr=False)
    _counts_before: ActorCounts | None = field(default=None, repr=False)
    _last_tree: tuple[str, Node, Ids] | None = field(default=None, repr=False)

    def __post_init__(self, before: "SnapshotView | None") -> None:
        self._counts_before = vars(before).get("actor_counts") if before else None
        self.notes = before.notes.following(self.snapshot) if before else NoteIndex(self.state, self.snapshot)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot itself."""
        return self.loaded.snapshot

    @cached_property
    def engine(self) -> Engine:
        """The search engine, in step with the snapshot from the first use on."""
        return self.fulltext.engine(self.loaded)

    @cached_property
    def actor_counts(self) -> ActorCounts:
        """The number of articles and mentions of each actor."""
        counts, self._counts_before = ActorCounts(self.snapshot, self.state.settings.watch, self._counts_before), None
        return counts

    @cached_property
    def actor_names(self) -> ActorNames:
        """The names of the actors."""
        return ActorNames(self.snapshot)

    @cached_property
    def named_items(self) -> NamedItems:
        """The items by the names of actors."""
        return NamedItems(self.snapshot)

    def evaluator(self, entries: Sequence[Entry] = ()) -> SnapshotEvaluator:
        """An evaluator of queries over the snapshot and these entries."""
        return SnapshotEvaluator(self.snapshot, lambda: self.engine, entries, lambda: self.state.read_state.read, self.named_items)

    def parse(self, text: str) -> Parsed:
        """The parsed text of a query; adjacent words are looked for as one word too, where the articles have it."""
        parsed = parse_typed(text)
        return replace(parsed, tree=join_adjacent(parsed.tree, lambda: self.engine.lexicon()))  # noqa: PLW0108  loads the engine only when called

    def tree_and_quotations(self, text: str) -> tuple[Node, Ids]:
        """The tree of a query's text and the quotations that match it. The last one is cached: opening an article needs it three times."""
        last = self._last_tree
        if last is None or last[0] != text:
            tree = add_scopes(self.parse(text).tree)
            last = self._last_tree = (text, tree, select(tree, DocumentKind.QUOTATION, self.evaluator()))
        return last[1], last[2]
