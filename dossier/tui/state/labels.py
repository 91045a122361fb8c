"""Labels: names by id, looked up once for all rows, so that drawing a row needs no look at the dossier."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.keys.keymap import QUOTES, TIMELINE
from dossier.model.actor import Actor
from dossier.model.article import Article, PublicationDay, articles_by_hash
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.notebook import Entry, EntryKind
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.model.search_result import SearchResult
from dossier.services.notebook.read_state import PANES, ReadMark

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.services.notebook.read_state import ReadState


@dataclass(frozen=True)
class Labels:
    """Articles, their days, actors and their short names by id; `work` are the kinds of entries that the notebook has on an item, by its
    id, and `noted` the bookmarks and notes on words of an article, by the sha256 of its file. `findings` are those that all of it was
    looked up in. `fresh` are the articles, by list, that came since that list was last looked at.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    published: Mapping[str, PublicationDay] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    short_names: Mapping[str, str] = field(default_factory=dict)
    work: Mapping[str, frozenset[EntryKind]] = field(default_factory=dict)
    noted: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    read_state: "ReadState | None" = None
    fresh: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def mark(self, article: str) -> ReadMark:
        """The read mark on an article, as it is now."""
        return self.read_state.mark(article) if self.read_state else ReadMark.NONE

    def is_new_event(self, event: Event) -> bool:
        """True for an event that only articles report which came since the timeline was last looked at."""
        fresh = self.fresh.get(TIMELINE)
        return fresh is not None and fresh.issuperset(event.articles)

    def is_new_quote(self, quotation: Quotation) -> bool:
        """True for a quotation in an article that came since the quotations were last looked at."""
        return quotation.article in self.fresh.get(QUOTES, ())

    @cached_property
    def quoted(self) -> Mapping[str, str]:
        """The article of every quotation."""
        return {quotation.id: quotation.article for quotation in self.findings.quotations}

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events by id."""
        return {event.id: event for event in self.findings.events}

    @cached_property
    def by_hash(self) -> Mapping[str, Article]:
        """Articles by the sha256 of their file and of its earlier versions."""
        return articles_by_hash(self.articles.values())

    def name(self, actor: str | None) -> str:
        """An actor's name, or an empty text where there is none."""
        named = self.actors.get(actor or "")
        return named.name if named else ""

    def short(self, actor: str | None) -> str:
        """An actor's short name, or an empty text where there is none."""
        return self.short_names.get(actor or "", "")

    def side(self, actor: str) -> str:
        """The side of an actor: the state or organisation that it belongs to; empty where there is none."""
        member = self.actors.get(actor)
        return (member.side or "") if member else ""


def build_labels(dossier: "Dossier", before: Labels | None = None) -> Labels:
    """The labels of a loaded dossier; from those of `before`, where the findings are the same, all is reused but the user's work."""
    findings, entries = dossier.query.snapshot.findings, dossier.notebook.entries()
    if before is not None and before.findings is findings:
        return replace(before, work=_work(entries), noted=_noted(entries), fresh=_fresh(dossier))
    everything = dossier.query.search(Query())
    articles = {article.id: article for article in dossier.query.snapshot.articles_by_day}
    dossier.read_state.register(articles)
    actors = _all_actors(dossier, everything)
    return Labels(
        articles=articles,
        published={article: dossier.query.snapshot.published(article) for article in articles},
        actors=actors,
        short_names={actor.id: short_name(actor) for actor in actors.values()},
        work=_work(entries),
        noted=_noted(entries),
        findings=findings,
        read_state=dossier.read_state,
        fresh=_fresh(dossier),
    )


def _fresh(dossier: "Dossier") -> dict[str, frozenset[str]]:
    return {pane: articles for pane in PANES if (articles := dossier.read_state.new_articles(pane))}


def _all_actors(dossier: "Dossier", everything: SearchResult) -> dict[str, Actor]:
    """Every actor that a row may name, hidden ones included, since events go on naming them."""
    actors = {row.actor.id: row.actor for row in everything.actors}
    named = {
        actor for event in everything.events for actor in (*event.participants, event.attacker, *(r.attributed_to for r in event.reports))
    }
    named |= {quotation.speaker for quotation in everything.quotations}
    for actor in named - actors.keys() - {None}:
        try:
            actors[str(actor)] = dossier.query.snapshot.actor(str(actor))
        except DossierError:
            continue
    return actors


def _work(entries: Iterable[Entry]) -> dict[str, frozenset[EntryKind]]:
    kinds_by_target: dict[str, set[EntryKind]] = {}
    for entry in entries:
        if entry.target:
            kinds_by_target.setdefault(entry.target, set()).add(entry.kind)
    return {target: frozenset(kinds) for target, kinds in kinds_by_target.items()}


def _noted(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    by_hash: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.anchor.exact and entry.anchor.sha256 and not entry.detached:
            by_hash.setdefault(entry.anchor.sha256, []).append(entry)
    return {sha256: tuple(noted) for sha256, noted in by_hash.items()}


def short_name(actor: Actor) -> str:
    """The single word of its name that articles use most for an actor, else its name."""
    words = set(actor.name.split())
    if len(words) < 2:
        return actor.name
    used = Counter(mention.text for mention in actor.mentions if mention.text in words)
    return used.most_common(1)[0][0] if used else actor.name
