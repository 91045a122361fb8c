"""The part of a dossier that an export holds: what a query shows, or just the things that were chosen one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier.errors import UsageError
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.notebook import Entry
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.phrases.core import pluralize
from dossier.search.engine import DocumentKind
from dossier.search.evaluate import Ids
from dossier.search.syntax import Everything
from dossier.services.query.evaluator import SnapshotEvaluator
from dossier.services.query.filters import apply_filters
from dossier.services.query.notes_filter import notes_attached_to
from dossier.services.snapshot import Snapshot

NONE: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class Subset:
    """Findings of which every id is among them; `beside` are the articles and actors that were not asked for themselves, and are there
    since an event or a quotation rests on them.
    """

    findings: Findings
    beside: Ids
    entries: tuple[Entry, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Ids by kind of what was chosen, and the entries of the notebook."""

    articles: Ids
    actors: Ids
    events: Ids
    quotations: Ids
    entries: tuple[Entry, ...]

    @property
    def words(self) -> str:
        """“3 selected events, 1 selected note”."""
        told = (
            (len(self.articles), "article"),
            (len(self.events), "event"),
            (len(self.quotations), "quotation"),
            (len(self.actors), "actor"),
            (len(self.entries), "note"),
        )
        return ", ".join(pluralize(number, f"selected {word}") for number, word in told if number)


def select_items(only: Sequence[str], world: SnapshotEvaluator) -> Subset:
    """Just these things, by id (articles by file, actors by name, notes by number too): events with the articles that tell of them and what
    is quoted in those sentences, articles with all that they tell, actors with their events, words and articles, quotations with their
    articles. With the notes that hang on any of it. Raises DossierError for what is not there, UsageError where nothing is named.
    """
    held = world.held
    chosen = _named(only, held, world.entries)
    alone = [apply_filters(Everything(), Query(actors=(actor,)), world) for actor in sorted(chosen.actors)]
    named, doing, saying = (NONE.union(*(shown[part] for shown in alone)) for part in range(3))
    events = (chosen.events & held.event_ids) | doing | world.within(DocumentKind.EVENT, chosen.articles)
    quoted = world.quoted_in(chosen.events & held.event_ids)
    quotations = chosen.quotations | saying | quoted | world.within(DocumentKind.QUOTATION, chosen.articles)
    sources = world.articles(DocumentKind.EVENT, chosen.events & held.event_ids) | world.articles(DocumentKind.QUOTATION, chosen.quotations)
    on_notes = frozenset(a.id for e in chosen.entries if (a := held.by_hash.get(e.anchor.sha256)))
    articles = chosen.articles | named | sources | on_notes
    cast = frozenset(a.id for a in held.findings.actors if not chosen.articles.isdisjoint(a.articles)) | chosen.actors
    part = subset_findings(held.findings, articles, events, quotations, cast)
    others = frozenset(a.id for a in part.findings.actors) - cast if chosen.actors else NONE
    told = notes_attached_to(world.entries, held, (chosen.articles, chosen.events, chosen.quotations), chosen.actors)
    entries = tuple(dict.fromkeys((*chosen.entries, *told)))
    return replace(part, beside=part.beside | others, entries=entries, words=chosen.words)


def _named(only: Sequence[str], held: Snapshot, entries: Sequence[Entry]) -> _Chosen:
    if not only:
        raise UsageError("Nothing is selected.", do="Name what is to go out.")
    numbers = {str(e.id): e for e in entries}
    notes = tuple(numbers[name] for name in dict.fromkeys(only) if name in numbers)
    things = [held.find_item(name) for name in only if name not in numbers]
    ids = {kind: frozenset(t.id for t in things if isinstance(t, kind)) for kind in (Article, Actor, Event, Quotation)}
    for entry in notes:
        ids[Actor] |= {entry.target} & held.actors.keys()
        ids[Event] |= {entry.target} & held.events.keys()
        ids[Quotation] |= {entry.target} & held.quotations.keys()
    return _Chosen(ids[Article], ids[Actor], ids[Event], ids[Quotation], notes)


def subset_findings(findings: Findings, articles: Ids, events: Ids, quotations: Ids, actors: Ids) -> Subset:
    """The part of the findings with these articles, events, quotations and actors, and the articles and actors that those rest on.
    Reports and mentions of articles that are not in it go too.
    """
    told = tuple(e for e in findings.events if e.id in events)
    said = tuple(q for q in findings.quotations if q.id in quotations)
    kept = articles | {q.article for q in said} | {a for e in told for a in e.articles}
    used = _used(told, said) | actors
    cast = (replace(a, mentions=tuple(m for m in a.mentions if m.article in kept)) for a in findings.actors if a.id in used)
    shown = {q.id for q in said}
    part = replace(
        findings,
        articles=tuple(f for f in findings.articles if f.article in kept),
        actors=tuple(replace(a, roles=tuple(r for r in a.roles if r.article in kept)) for a in cast),
        events=told,
        quotations=tuple(replace(q, same_as=tuple(s for s in q.same_as if s in shown)) for q in said),
    )
    return Subset(part, frozenset(kept - articles))


def visible(findings: Findings) -> Findings:
    """The findings without what the user has hidden; an actor that something points to stays."""
    pointed = _used(findings.events, findings.quotations)
    return replace(
        findings,
        actors=tuple(a for a in findings.actors if not a.hidden or a.id in pointed),
        events=tuple(e for e in findings.events if not e.hidden),
    )


def _used(events: Iterable[Event], quotations: Iterable[Quotation]) -> Ids:
    """The ids of actors that events and quotations name."""
    named = {
        i
        for e in events
        for i in (*e.participants, e.attacker, *(p for r in e.reports for p in (*r.participants, r.attacker, r.attributed_to)))
    }
    return frozenset(i for i in (*named, *(q.speaker for q in quotations)) if i)
