"""Which entries of the notebook answer to a query."""

from collections.abc import Iterable

from dossier.model.notebook import AnchorKind, Entry, EntryKind
from dossier.model.query import Query
from dossier.search.analysis import fold
from dossier.search.evaluate import Ids, matches
from dossier.search.spans import matches_text
from dossier.search.syntax import DateRange, Field, Leaf, Node, Value
from dossier.services.snapshot import Snapshot
from dossier.text.anchors import locate


def matching_notes(tree: Node, query: Query, entries: Iterable[Entry], held: Snapshot, shown: tuple[Ids, Ids, Ids]) -> tuple[Entry, ...]:
    """The entries whose own words, passage or tags answer, and those that hang on an event or quotation shown, or on words of its
    sentence; fields of articles are asked of the article they hang on. `shown` are the articles, events and quotations that answer.
    """
    articles, events, quotations = shown

    def answers(entry: Entry) -> bool:
        if not _narrowed(entry, query, held):
            return False
        if (query.kinds or query.days) and not (_hangs_on(entry, held, events, quotations) or _hangs_on_article(entry, held, articles)):
            return False
        return matches(tree, lambda leaf: _holds(leaf, entry, held)) or _hangs_on(entry, held, events, quotations)

    return tuple(e for e in entries if answers(e))


def notes_attached_to(entries: Iterable[Entry], held: Snapshot, shown: tuple[Ids, Ids, Ids], actors: Ids) -> tuple[Entry, ...]:
    """The entries on these articles, events, quotations and actors, and on passages of the articles and of their sentences."""
    articles, events, quotations = shown
    return tuple(e for e in entries if e.target in actors or _hangs_on_article(e, held, articles) or _hangs_on(e, held, events, quotations))


def _hangs_on(entry: Entry, held: Snapshot, events: Ids, quotations: Ids) -> bool:
    """True for what is noted on an event or quotation that is shown, or on a passage that tells of it."""
    if entry.target in events or entry.target in quotations:
        return True
    article = held.by_hash.get(entry.anchor.sha256)
    place = locate(entry.anchor, article.text) if article and entry.anchor.kind is AnchorKind.PASSAGE else None
    if article is None or place is None:
        return False
    told = (r.span for e in held.events_in.get(article.id, ()) if e.id in events for r in e.reports if r.article == article.id)
    said = (q.span for q in held.quotations_in.get(article.id, ()) if q.id in quotations)
    return any(span.overlaps(place) for span in (*told, *said))


def _hangs_on_article(entry: Entry, held: Snapshot, articles: Ids) -> bool:
    """True for what is noted on an article that is shown, or on a passage of it."""
    article = held.by_hash.get(entry.anchor.sha256)
    return article is not None and article.id in articles and entry.anchor.kind in {AnchorKind.ARTICLE, AnchorKind.PASSAGE}


def _narrowed(entry: Entry, query: Query, held: Snapshot) -> bool:
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


def _holds(leaf: Leaf, entry: Entry, held: Snapshot) -> bool:
    article = held.by_hash.get(entry.anchor.sha256)
    if isinstance(leaf, DateRange):
        day = entry.changed.date()
        return (leaf.start is None or day >= leaf.start) and (leaf.end is None or day <= leaf.end)
    if not isinstance(leaf, Field):
        return matches_text(leaf, _words(entry))
    if leaf.name == "tag" and isinstance(leaf.node, Value):
        return leaf.node.text in {fold(t) for t in entry.tags} | {entry.status.value}
    if leaf.name == "has":
        return leaf.node == Value("note") and entry.kind is EntryKind.NOTE
    if leaf.name in {"actor", "said"}:
        return matches_text(leaf.node, entry.anchor.label)
    if leaf.name == "type" and isinstance(leaf.node, Value):
        return entry.anchor.kind is AnchorKind.EVENT and entry.anchor.label.startswith(leaf.node.text)
    told = {"text": article.text, "title": article.title, "source": article.outlet} if article else {}
    return matches_text(leaf.node, told.get(leaf.name, entry.anchor.label if leaf.name == "place" else ""))


def _words(entry: Entry) -> str:
    return "\n\n".join((entry.text, entry.anchor.label, entry.anchor.exact, " ".join(entry.tags)))
