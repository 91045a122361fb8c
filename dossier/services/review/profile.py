"""Profile of an actor: names, roles, events, quotations, co-occurring actors and sources."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dossier.model.actor import Actor, ArticleMention
from dossier.model.event import Event, Status
from dossier.model.facts import Facts
from dossier.model.notebook import Entry, EntryKind
from dossier.model.profile import CoOccurrence, NameForm, Occurrence, OutletUsage, Participation, Profile, RoleForm
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.services.snapshot import Snapshot

READ = 300
"""Articles whose facts are read, for sentences that name two actors and for every printing of a role; of other articles only articles and
events are counted, and the first printing of each role.
"""

FactsOf = Callable[[str], Facts | None]
"""The facts of an article, by its id."""


def build_profile(snapshot: Snapshot, actor: Actor, entries: Iterable[Entry], facts_of: FactsOf) -> Profile:
    """The profile of an actor. `entries` are those of the notebook; the profile has those on the actor and its items."""
    order = {article: at for at, article in enumerate(sorted(actor.articles, key=lambda a: _day(snapshot, a)))}
    mentions = sorted(actor.mentions, key=lambda m: (order[m.article], m.span))
    days = [day for article in actor.articles if (day := snapshot.published(article).day)]
    quotations = [q for q in snapshot.findings.quotations if q.speaker == actor.id]
    events = _events(actor, [e for e in snapshot.findings.events if not e.hidden])
    own = {actor.id, *(q.id for q in quotations), *(part.event.id for part in events)}
    per_article = Counter(m.article for m in mentions)
    read = [article for article, _ in sorted(per_article.items(), key=lambda pair: (-pair[1], order[pair[0]]))[:READ]]
    facts = {article: known for article in read if (known := facts_of(article)) is not None}
    return Profile(
        actor=actor,
        first=min(days, default=None),
        last=max(days, default=None),
        names=_names(mentions),
        roles=_roles(actor, order, facts),
        events=events,
        quotations=tuple(sorted(quotations, key=lambda q: _day(snapshot, q.article))),
        quotations_about=_quotations_about(snapshot, actor, mentions),
        co_occurrences=_co_occurrences(snapshot, actor, events, mentions, {article: known.sentences for article, known in facts.items()}),
        sources=_sources(snapshot, mentions),
        entries=tuple(entry for entry in entries if entry.target in own and entry.kind is not EntryKind.CORRECTION),
        read=len(read),
    )


def _day(snapshot: Snapshot, article: str) -> tuple[date, str]:
    return snapshot.published(article).day or date.max, snapshot.article(article).file


def _occurrence(mention: ArticleMention) -> Occurrence:
    return Occurrence(mention.article, mention.span)


def _names(mentions: Sequence[ArticleMention]) -> tuple[NameForm, ...]:
    """The forms printed, most frequent first."""
    forms: dict[str, list[ArticleMention]] = defaultdict(list)
    for mention in mentions:
        forms[" ".join(mention.text.split())].append(mention)
    names = [NameForm(text, len(all_), len({m.article for m in all_}), _occurrence(all_[0])) for text, all_ in forms.items()]
    return tuple(sorted(names, key=lambda n: (-n.count, n.text)))


def _roles(actor: Actor, order: dict[str, int], facts: dict[str, Facts]) -> tuple[RoleForm, ...]:
    """The roles with the articles that print them, those most print first."""
    forms: dict[str, dict[str, Occurrence]] = defaultdict(dict)
    printings = [(role.article, role.span, role.text) for role in actor.roles]
    spans = {(m.article, m.span) for m in actor.mentions}
    for article, known in facts.items():
        same = [local for local in known.actors if any((article, m.span) in spans for m in local.mentions)]
        printings += [(article, role.span, role.text) for local in same for role in local.roles]
    for article, span, text in sorted(printings, key=lambda r: (order.get(r[0], len(order)), r[1])):
        forms[text].setdefault(article, Occurrence(article, span))
    roles = [RoleForm(text, tuple(printed.values())) for text, printed in forms.items()]
    return tuple(sorted(roles, key=lambda r: -len(r.printed)))


def _events(actor: Actor, events: Sequence[Event]) -> tuple[Participation, ...]:
    """The events that name the actor, in the order of the timeline."""
    participations = []
    for event in events:
        reports = [r for r in event.reports if actor.id in {*r.participants, r.attacker}]
        credited = [r for r in event.reports if r.attributed_to == actor.id]
        if not reports and not credited and actor.id not in {*event.participants, event.attacker}:
            continue
        report = next(iter((*reports, *credited, *event.reports)))
        part = "is to take part" if event.status is Status.PLANNED else "took part"
        if actor.id == event.attacker or any(r.attacker == actor.id for r in reports):
            part = "struck"
        elif not reports and credited and actor.id not in event.participants:
            part = "reported it"
        participations.append(Participation(event, part, Occurrence(report.article, report.span)))
    return tuple(participations)


def _quotations_about(snapshot: Snapshot, actor: Actor, mentions: Sequence[ArticleMention]) -> tuple[Quotation, ...]:
    """Quotations of others in which the actor is named."""
    quotations: dict[str, Quotation] = {}
    for mention in mentions:
        for quotation in snapshot.quotations_in.get(mention.article, ()):
            if quotation.speaker != actor.id and quotation.span.contains(mention.span):
                quotations[quotation.id] = quotation
    return tuple(quotations.values())


def _sources(snapshot: Snapshot, mentions: Sequence[ArticleMention]) -> tuple[OutletUsage, ...]:
    """The outlets, those that name the actor in most articles first."""
    by_outlet: dict[str, list[ArticleMention]] = defaultdict(list)
    for mention in mentions:
        by_outlet[snapshot.article(mention.article).outlet].append(mention)
    usages = [OutletUsage(outlet, len({m.article for m in all_}), len(all_), _occurrence(all_[0])) for outlet, all_ in by_outlet.items()]
    return tuple(sorted(usages, key=lambda s: (-s.articles, -s.mentions, s.outlet)))


def _co_occurrences(
    snapshot: Snapshot,
    actor: Actor,
    parts: Sequence[Participation],
    mentions: Sequence[ArticleMention],
    sentences: dict[str, tuple[Span, ...]],
) -> tuple[CoOccurrence, ...]:
    """Other actors named with the actor, the closest first: by sentences and events together, then by articles."""
    own: dict[str, list[ArticleMention]] = defaultdict(list)
    for mention in mentions:
        own[mention.article].append(mention)
    own_sentences = {article: {_number(sentences[article], m.span) for m in all_} for article, all_ in own.items() if article in sentences}
    shared_events = Counter(
        other for part in parts for other in {*part.event.participants, part.event.attacker} if other and other != actor.id
    )
    co_occurrences = []
    for other in snapshot.findings.actors:
        if other.id == actor.id or other.hidden:
            continue
        near = [m for m in other.mentions if m.article in own]
        if not near:
            continue
        close = [
            (m, n) for m in near if (n := _number(sentences.get(m.article, ()), m.span)) >= 0 and n in own_sentences.get(m.article, ())
        ]
        first = close[0][0] if close else near[0]
        spans = sentences.get(first.article, ())
        together = spans[close[0][1]] if close else first.span
        count = len({(m.article, n) for m, n in close})
        articles = len({m.article for m in near})
        co_occurrences.append(CoOccurrence(other, count, shared_events[other.id], articles, Occurrence(first.article, together)))
    return tuple(sorted(co_occurrences, key=lambda c: (-(c.sentences + c.events), -c.articles, c.actor.name)))


def _number(sentences: Sequence[Span], span: Span) -> int:
    """The index of the sentence that a span begins in; -1 for none."""
    at = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    return at if at >= 0 and span.start < sentences[at].end else -1
