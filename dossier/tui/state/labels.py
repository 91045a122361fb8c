"""Labels: names by id, looked up once for all rows, so that drawing a row needs no look at the dossier."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dossier.keys.keymap import QUOTES, TIMELINE
from dossier.model.actor import Actor
from dossier.model.article import Article, PublicationDay, articles_by_hash
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.notebook import Entry, EntryKind
from dossier.model.quotation import Quotation
from dossier.services.notebook.read_state import PANES, ReadMark

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.services.notebook.read_state import ReadState
    from dossier.services.snapshot import Snapshot


@dataclass(frozen=True)
class Labels:
    """Articles, their days, actors, their short names, events and quotations by id; `work` are the kinds of entries that the notebook has on an item, by its
    id, and `noted` the bookmarks and notes on words of an article, by the sha256 of its file. `findings` are those that all of it was
    looked up in, `entries` those of the notebook. `fresh` are the articles, by list, that came since that list was last looked at.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    published: Mapping[str, PublicationDay] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    short_names: Mapping[str, str] = field(default_factory=dict)
    work: Mapping[str, frozenset[EntryKind]] = field(default_factory=dict)
    noted: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    entries: Sequence[Entry] = ()
    events: Mapping[str, Event] = field(default_factory=dict)
    quotations: Mapping[str, Quotation] = field(default_factory=dict)
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

    def article_of(self, quotation: str) -> str:
        """The article of a quotation; the id itself where there is no such quotation."""
        known = self.quotations.get(quotation)
        return known.article if known else quotation

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
        return replace(before, entries=entries, work=_work(entries), noted=_noted(entries), fresh=_fresh(dossier))
    snapshot = dossier.query.snapshot
    articles = {ident: snapshot.articles[ident] for ident in snapshot.by_day}
    dossier.read_state.register(articles)
    return Labels(
        articles=articles,
        published=PublishedDays(snapshot),
        actors=snapshot.actors,
        short_names=ShortNames(snapshot.actors),
        work=_work(entries),
        noted=_noted(entries),
        findings=findings,
        entries=entries,
        events=snapshot.events,
        quotations=snapshot.quotations,
        read_state=dossier.read_state,
        fresh=_fresh(dossier),
    )


def _fresh(dossier: "Dossier") -> dict[str, frozenset[str]]:
    return {pane: articles for pane in PANES if (articles := dossier.read_state.new_articles(pane))}


class ShortNames(Mapping[str, str]):
    """The short names of actors by id, each looked up when it is first asked for."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors
        self._names: dict[str, str] = {}

    def __getitem__(self, actor: str) -> str:
        if actor not in self._names:
            self._names[actor] = short_name(self._actors[actor])
        return self._names[actor]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actors)

    def __len__(self) -> int:
        return len(self._actors)


class PublishedDays(Mapping[str, PublicationDay]):
    """The publication days of articles by id."""

    def __init__(self, snapshot: "Snapshot") -> None:
        self._snapshot = snapshot

    def __getitem__(self, article: str) -> PublicationDay:
        if article not in self._snapshot.articles:
            raise KeyError(article)
        return self._snapshot.published(article)

    def __iter__(self) -> Iterator[str]:
        return iter(self._snapshot.articles)

    def __len__(self) -> int:
        return len(self._snapshot.articles)


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
