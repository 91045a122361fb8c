"""Notes filter: the entries of the notebook that match a query, or are attached to its results."""

from collections.abc import Iterable

from dossier.model.notebook import AnchorKind, Entry, EntryKind
from dossier.model.query import Query
from dossier.search.analysis import fold
from dossier.search.evaluate import Ids
from dossier.search.highlights.spans import matches_text
from dossier.search.syntax import And, DateRange, Everything, Field, InEvent, InQuotation, Node, Not, Or, Value
from dossier.services.query.note_index import NoteIndex
from dossier.services.snapshot import Snapshot
from dossier.text.anchors import locate


def matching_notes(
    tree: Node, query: Query, notes: NoteIndex, snapshot: Snapshot, results: tuple[Ids, Ids, Ids], read: Ids = frozenset()
) -> tuple[Entry, ...]:
    """The entries whose own words, passage or tags match, and those attached to a matching event or quotation or to words of its
    sentence; fields of articles match the article that an entry is attached to. `results` are the articles, events and quotations
    that match; `read` are the articles that the user has read.
    """
    articles, events, quotations = results
    entries = notes.entries()
    is_narrowed = bool(query.kinds or query.days or query.tags or query.sources or query.actors)
    if tree == Everything() and not is_narrowed:
        return entries
    on_items = notes.on_items((*events, *quotations))
    numbers = _select(tree, notes, snapshot, read) | on_items
    if not is_narrowed:
        return tuple(entry for entry in entries if entry.id in numbers)

    def passes(entry: Entry) -> bool:
        if not _passes_filters(entry, query, snapshot):
            return False
        return not (query.kinds or query.days) or entry.id in on_items or _is_on_article(entry, snapshot, articles)

    return tuple(entry for entry in entries if entry.id in numbers and passes(entry))


def _select(tree: Node, notes: NoteIndex, snapshot: Snapshot, read: Ids) -> set[int]:
    """The numbers of the entries that match a tree; scopes are looked through."""
    match tree:
        case Everything():
            return {entry.id for entry in notes.entries()}
        case And(nodes):
            return set.intersection(*(_select(node, notes, snapshot, read) for node in nodes))
        case Or(nodes):
            return set.union(*(_select(node, notes, snapshot, read) for node in nodes))
        case Not(node):
            return {entry.id for entry in notes.entries()} - _select(node, notes, snapshot, read)
        case InQuotation(node) | InEvent(node):
            return _select(node, notes, snapshot, read)
        case Field() | DateRange():
            return {entry.id for entry in notes.entries() if _matches_leaf(tree, entry, snapshot, read)}
    return notes.with_text(tree)


def notes_attached_to(entries: Iterable[Entry], snapshot: Snapshot, results: tuple[Ids, Ids, Ids], actors: Ids) -> tuple[Entry, ...]:
    """The entries attached to these articles, events, quotations and actors, to passages of the articles, or to their sentences."""
    articles, events, quotations = results
    return tuple(
        e for e in entries if e.target in actors or _is_on_article(e, snapshot, articles) or _is_on_item(e, snapshot, events, quotations)
    )


def _is_on_item(entry: Entry, snapshot: Snapshot, events: Ids, quotations: Ids) -> bool:
    """True for an entry on one of these events or quotations, or on a passage that overlaps it."""
    if entry.target in events or entry.target in quotations:
        return True
    article = snapshot.by_hash.get(entry.anchor.sha256)
    passage = locate(entry.anchor, article.text) if article and entry.anchor.kind is AnchorKind.PASSAGE else None
    if article is None or passage is None:
        return False
    reports = (r.span for e in snapshot.events_in.get(article.id, ()) if e.id in events for r in e.reports if r.article == article.id)
    quoted = (q.span for q in snapshot.quotations_in.get(article.id, ()) if q.id in quotations)
    return any(span.overlaps(passage) for span in (*reports, *quoted))


def _is_on_article(entry: Entry, snapshot: Snapshot, articles: Ids) -> bool:
    """True for an entry on one of these articles, or on a passage of one."""
    article = snapshot.by_hash.get(entry.anchor.sha256)
    return article is not None and article.id in articles and entry.anchor.kind in {AnchorKind.ARTICLE, AnchorKind.PASSAGE}


def _passes_filters(entry: Entry, query: Query, snapshot: Snapshot) -> bool:
    if not set(query.tags) <= set(entry.tags):
        return False
    article = snapshot.by_hash.get(entry.anchor.sha256)
    if query.sources and (article is None or article.outlet not in query.sources):
        return False
    for ident in query.actors:
        actor = snapshot.actors.get(ident)
        on_actor = entry.anchor.kind is AnchorKind.ACTOR and entry.target == ident
        if actor is None or not (on_actor or (article and article.id in actor.articles)):
            return False
    return True


def _matches_leaf(leaf: Field | DateRange, entry: Entry, snapshot: Snapshot, read: Ids) -> bool:
    article = snapshot.by_hash.get(entry.anchor.sha256)
    if isinstance(leaf, DateRange):
        day = entry.changed.date()
        return (leaf.start is None or day >= leaf.start) and (leaf.end is None or day <= leaf.end)
    if leaf.name == "tag" and isinstance(leaf.node, Value):
        return leaf.node.text in {fold(t) for t in entry.tags} | {entry.status.value}
    if leaf.name == "has":
        return leaf.node == Value("note") and entry.kind is EntryKind.NOTE
    if leaf.name == "is":
        return article is not None and (article.id in read) == (leaf.node == Value("read"))
    if leaf.name in {"actor", "said"}:
        return matches_text(leaf.node, entry.anchor.label)
    if leaf.name == "type" and isinstance(leaf.node, Value):
        return entry.anchor.kind is AnchorKind.EVENT and entry.anchor.label.startswith(leaf.node.text)
    texts = {"text": article.text, "title": article.title, "source": article.outlet} if article else {}
    return matches_text(leaf.node, texts.get(leaf.name, entry.anchor.label if leaf.name == "place" else ""))
