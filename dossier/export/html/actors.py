"""Actor index of the report: each actor with the events, the quotations and the paragraphs that name it, for links between them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.export.context import ExportContext
from dossier.export.lookup import Lookup
from dossier.model.actor import Actor, ActorKind
from dossier.model.event import Event
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.plural import pluralize

MOST_ARTICLES = 40
"""Most articles listed with their paragraphs for one actor; the others are counted."""
KINDS = {ActorKind.PERSON: "People", ActorKind.ORGANISATION: "Organisations", ActorKind.STATE: "States"}


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """Entry of the actor index. `paragraphs` are article ids with the numbers of the paragraphs that name the actor (0 for a subhead),
    for the first articles only; `unlisted` counts the others.
    """

    actor: Actor
    events: Sequence[Event]
    quotations: Sequence[Quotation]
    paragraphs: Sequence[tuple[str, Sequence[int]]]
    unlisted: int

    @property
    def summary(self) -> str:
        """Counts in words: “2 events · 5 quotations · named 12 times in 3 articles”."""
        counts = [pluralize(len(items), word) for items, word in ((self.events, "event"), (self.quotations, "quotation")) if items]
        times = {1: "once", 2: "twice"}.get(len(self.actor.mentions), f"{len(self.actor.mentions):,} times")
        return " · ".join([*counts, f"named {times} in {pluralize(len(self.actor.articles), 'article')}"])


class ActorIndex:
    """The actors of a context that its articles name."""

    def __init__(self, context: ExportContext, lookup: Lookup) -> None:
        self._lookup = lookup
        self._actors = [a for a in context.findings.actors if a.mentions]
        self._ids = {a.id for a in self._actors}
        self._events: dict[str, list[Event]] = defaultdict(list)
        self._quotations: dict[str, list[Quotation]] = defaultdict(list)
        for event in context.findings.events:
            says = (r.attributed_to for r in event.reports)
            for ident in dict.fromkeys((*event.participants, event.attacker, *says)):
                self._events[ident or ""].append(event)
        for quotation in context.findings.quotations:
            self._quotations[quotation.speaker or ""].append(quotation)

    def __len__(self) -> int:
        return len(self._actors)

    def __contains__(self, ident: str | None) -> bool:
        """True for an actor in the index."""
        return ident in self._ids

    def groups(self) -> Iterator[tuple[str, str, Iterator[ActorEntry]]]:
        """The actors by kind, the most named first: heading, kind, and entries."""
        paragraphs = self._paragraph_numbers()
        for kind, words in KINDS.items():
            of_kind = [a for a in self._actors if a.kind is kind]
            of_kind.sort(key=lambda a: (-len(a.articles), -len(a.mentions), a.name))
            if of_kind:
                yield words, kind.value, (self._entry(actor, paragraphs[actor.id]) for actor in of_kind)

    def _entry(self, actor: Actor, paragraphs: dict[str, set[int]]) -> ActorEntry:
        listed = [(article, sorted(numbers)) for article, numbers in paragraphs.items()]
        return ActorEntry(actor, self._events[actor.id], self._quotations[actor.id], listed, len(actor.articles) - len(listed))

    def _paragraph_numbers(self) -> dict[str, dict[str, set[int]]]:
        """For each actor its first articles with the numbers of the paragraphs that name it. Goes article by article, so that each is
        split into paragraphs only once.
        """
        paragraphs_of: dict[str, dict[str, set[int]]] = {}
        mentions_in: dict[str, list[tuple[set[int], Span]]] = defaultdict(list)
        for actor in self._actors:
            paragraphs_of[actor.id] = {article: set() for article in actor.articles[:MOST_ARTICLES]}
            for mention in actor.mentions:
                if mention.article in paragraphs_of[actor.id]:
                    mentions_in[mention.article].append((paragraphs_of[actor.id][mention.article], mention.span))
        for article, mentions in mentions_in.items():
            for numbers, span in mentions:
                numbers.add(self._lookup.paragraph(article, span))
        return paragraphs_of
