"""Named items: the articles, quotations and events of the actors that a field names. The full-text index does not know names of actors, so that
renaming one writes none of its articles again.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from dossier.model.event import Event
from dossier.search.engine import DocumentKind
from dossier.search.evaluate import Ids
from dossier.search.highlights.spans import matches_text
from dossier.search.syntax import Text, Value
from dossier.services.snapshot import Snapshot


class NamedItems:
    """The items of one snapshot by the names of actors, hidden ones too. What was looked for is remembered."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._actors: dict[Text | Value, Ids] = {}

    def find(self, kind: DocumentKind, name: Text | Value) -> Ids:
        """The articles that name an actor of this name, the quotations of such a speaker, or the events in which one takes part or is a source."""
        finders: dict[DocumentKind, Callable[[Text | Value], Ids]] = {
            DocumentKind.ARTICLE: self._articles,
            DocumentKind.QUOTATION: self._quotations,
            DocumentKind.EVENT: self._events,
        }
        return finders[kind](name)

    def _named(self, name: Text | Value) -> Ids:
        if name not in self._actors:
            actors = self._snapshot.findings.actors
            self._actors[name] = frozenset(a.id for a in actors if any(matches_text(name, each) for each in (a.name, *a.aliases)))
        return self._actors[name]

    def _articles(self, name: Text | Value) -> Ids:
        actors = self._snapshot.actors
        return self._snapshot.article_ids.intersection(article for ident in self._named(name) for article in actors[ident].articles)

    def _quotations(self, name: Text | Value) -> Ids:
        named, unlinked = self._named(name), {text for text in self._unlinked_speakers if matches_text(name, text)}
        known = self._snapshot.actors
        return frozenset(
            q.id for q in self._snapshot.findings.quotations if (q.speaker in named if q.speaker in known else q.speaker_text in unlinked)
        )

    def _events(self, name: Text | Value) -> Ids:
        named = self._named(name)
        return frozenset(event.id for event in events_of(named, self._snapshot) if not event.hidden)

    @cached_property
    def _unlinked_speakers(self) -> frozenset[str]:
        """How the text calls speakers that are no actors."""
        known = self._snapshot.actors
        return frozenset(q.speaker_text for q in self._snapshot.findings.quotations if q.speaker_text and q.speaker not in known)


def events_of(actors: Ids, *snapshots: Snapshot) -> Iterator[Event]:
    """The events of the last of some snapshots in which one of these actors takes part or is a source, in order."""
    known = [snapshot.actors[ident] for snapshot in snapshots for ident in actors if ident in snapshot.actors]
    articles = {article for actor in known for article in actor.articles}
    for event in snapshots[-1].findings.events if actors else ():
        if not actors.isdisjoint((*event.participants, event.attacker or "")) or (
            not articles.isdisjoint(event.articles) and any(report.attributed_to in actors for report in event.reports)
        ):
            yield event


def involved(event: Event) -> set[str]:
    """The ids of the actors that take part in an event, or that a report is attributed to."""
    return {*event.participants, *(i for i in (event.attacker, *(r.attributed_to for r in event.reports)) if i)}
