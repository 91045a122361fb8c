"""Which entries of the notebook answer to a query."""

from collections.abc import Iterable

from dossier.folder.holdings import Holdings
from dossier.model.notebook import AnchorKind, Entry, EntryKind
from dossier.model.query import Query
from dossier.search.analysis import fold
from dossier.search.plan import matches
from dossier.search.spans import holds
from dossier.search.syntax import DateRange, Field, Leaf, Node, Value


def answering(tree: Node, query: Query, entries: Iterable[Entry], held: Holdings) -> tuple[Entry, ...]:
    """The entries whose own words, passage or tags answer; fields of articles are asked of the article they hang on."""
    return tuple(e for e in entries if _narrowed(e, query, held) and matches(tree, lambda leaf, e=e: _holds(leaf, e, held)))  # type: ignore[misc]


def _narrowed(entry: Entry, query: Query, held: Holdings) -> bool:
    if not set(query.tags) <= set(entry.tags):
        return False
    article = held.by_hash.get(entry.anchor.sha256)
    if query.sources and (article is None or article.outlet not in query.sources):
        return False
    for ident in query.actors:
        actor = held.actors.get(ident)
        on_it = entry.anchor.kind is AnchorKind.ACTOR and entry.target == ident
        if actor is None or not (on_it or (article and article.id in actor.articles)):
            return False
    return True


def _holds(leaf: Leaf, entry: Entry, held: Holdings) -> bool:
    article = held.by_hash.get(entry.anchor.sha256)
    if isinstance(leaf, DateRange):
        day = entry.changed.date()
        return (leaf.start is None or day >= leaf.start) and (leaf.end is None or day <= leaf.end)
    if not isinstance(leaf, Field):
        return holds(leaf, _words(entry))
    if leaf.name == "tag" and isinstance(leaf.node, Value):
        return leaf.node.text in {fold(t) for t in entry.tags} | {entry.status.value}
    if leaf.name == "has":
        return leaf.node == Value("note") and entry.kind is EntryKind.NOTE
    if leaf.name in {"actor", "said"}:
        return holds(leaf.node, entry.anchor.label)
    if leaf.name == "type" and isinstance(leaf.node, Value):
        return entry.anchor.kind is AnchorKind.EVENT and entry.anchor.label.startswith(leaf.node.text)
    told = {"text": article.text, "title": article.title, "source": article.outlet} if article else {}
    return holds(leaf.node, told.get(leaf.name, entry.anchor.label if leaf.name == "place" else ""))


def _words(entry: Entry) -> str:
    return "\n\n".join((entry.text, entry.anchor.label, entry.anchor.exact, " ".join(entry.tags)))
