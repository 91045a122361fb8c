"""One actor's page: what the findings hold of it, put together."""

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
"""Articles whose own facts are looked into, for sentences that name two actors and for every printing of a role; beyond them, articles
and events alone are counted, and of each role the first printing.
"""

Read = Callable[[str], Facts | None]
"""The facts of an article."""


def build_profile(held: Snapshot, actor: Actor, entries: Iterable[Entry], facts: Read) -> Profile:
    """Everything that is known of an actor."""
    order = {article: at for at, article in enumerate(sorted(actor.articles, key=lambda a: _day(held, a)))}
    mentions = sorted(actor.mentions, key=lambda m: (order[m.article], m.span))
    days = [day for article in actor.articles if (day := held.published(article).day)]
    said = [q for q in held.findings.quotations if q.speaker == actor.id]
    events = _events(actor, [e for e in held.findings.events if not e.hidden])
    own = {actor.id, *(q.id for q in said), *(part.event.id for part in events)}
    per_article = Counter(m.article for m in mentions)
    read = [article for article, _ in sorted(per_article.items(), key=lambda pair: (-pair[1], order[pair[0]]))[:READ]]
    known = {article: found for article in read if (found := facts(article)) is not None}
    return Profile(
        actor=actor,
        first=min(days, default=None),
        last=max(days, default=None),
        names=_names(mentions),
        roles=_roles(actor, order, known),
        events=events,
        quotations=tuple(sorted(said, key=lambda q: _day(held, q.article))),
        sources_about=_told_of(held, actor, mentions),
        co_occurrences=_beside(held, actor, events, mentions, {article: found.sentences for article, found in known.items()}),
        sources=_sources(held, mentions),
        entries=tuple(entry for entry in entries if entry.target in own and entry.kind is not EntryKind.CORRECTION),
        read=len(read),
    )


def _day(held: Snapshot, article: str) -> tuple[date, str]:
    return held.published(article).day or date.max, held.article(article).file


def _where(mention: ArticleMention) -> Occurrence:
    return Occurrence(mention.article, mention.span)


def _names(mentions: Sequence[ArticleMention]) -> tuple[NameForm, ...]:
    """The forms printed, most frequent first."""
    forms: dict[str, list[ArticleMention]] = defaultdict(list)
    for mention in mentions:
        forms[" ".join(mention.text.split())].append(mention)
    found = [NameForm(text, len(all_), len({m.article for m in all_}), _where(all_[0])) for text, all_ in forms.items()]
    return tuple(sorted(found, key=lambda n: (-n.count, n.text)))


def _roles(actor: Actor, order: dict[str, int], known: dict[str, Facts]) -> tuple[RoleForm, ...]:
    """The roles with the articles that print them, those most print first."""
    forms: dict[str, dict[str, Occurrence]] = defaultdict(dict)
    every = [(role.article, role.span, role.text) for role in actor.roles]
    spans = {(m.article, m.span) for m in actor.mentions}
    for article, facts in known.items():
        mine = [local for local in facts.actors if any((article, m.span) in spans for m in local.mentions)]
        every += [(article, role.span, role.text) for local in mine for role in local.roles]
    for article, span, text in sorted(every, key=lambda r: (order.get(r[0], len(order)), r[1])):
        forms[text].setdefault(article, Occurrence(article, span))
    found = [RoleForm(text, tuple(printed.values())) for text, printed in forms.items()]
    return tuple(sorted(found, key=lambda r: -len(r.printed)))


def _events(actor: Actor, events: Sequence[Event]) -> tuple[Participation, ...]:
    """The events that name the actor, in the order of the timeline."""
    found = []
    for event in events:
        told = [r for r in event.reports if actor.id in {*r.participants, r.attacker}]
        credited = [r for r in event.reports if r.attributed_to == actor.id]
        if not told and not credited and actor.id not in {*event.participants, event.attacker}:
            continue
        report = next(iter((*told, *credited, *event.reports)))
        part = "is to take part" if event.status is Status.PLANNED else "took part"
        if actor.id == event.attacker or any(r.attacker == actor.id for r in told):
            part = "struck"
        elif not told and credited and actor.id not in event.participants:
            part = "told of it"
        found.append(Participation(event, part, Occurrence(report.article, report.span)))
    return tuple(found)


def _told_of(held: Snapshot, actor: Actor, mentions: Sequence[ArticleMention]) -> tuple[Quotation, ...]:
    """Quotations of others inside which the actor is named."""
    found: dict[str, Quotation] = {}
    for mention in mentions:
        for quotation in held.quotations_in.get(mention.article, ()):
            if quotation.speaker != actor.id and quotation.span.contains(mention.span):
                found[quotation.id] = quotation
    return tuple(found.values())


def _sources(held: Snapshot, mentions: Sequence[ArticleMention]) -> tuple[OutletUsage, ...]:
    """The outlets, those that name the actor in most articles first."""
    by: dict[str, list[ArticleMention]] = defaultdict(list)
    for mention in mentions:
        by[held.article(mention.article).outlet].append(mention)
    found = [OutletUsage(outlet, len({m.article for m in all_}), len(all_), _where(all_[0])) for outlet, all_ in by.items()]
    return tuple(sorted(found, key=lambda s: (-s.articles, -s.mentions, s.outlet)))


def _beside(
    held: Snapshot, actor: Actor, parts: Sequence[Participation], mentions: Sequence[ArticleMention], sentences: dict[str, tuple[Span, ...]]
) -> tuple[CoOccurrence, ...]:
    """Who else is named where the actor is, the closest first: by sentences and events together, then by articles."""
    own: dict[str, list[ArticleMention]] = defaultdict(list)
    for mention in mentions:
        own[mention.article].append(mention)
    mine = {article: {_number(sentences[article], m.span) for m in all_} for article, all_ in own.items() if article in sentences}
    shared_events = Counter(
        other for part in parts for other in {*part.event.participants, part.event.attacker} if other and other != actor.id
    )
    found = []
    for other in held.findings.actors:
        if other.id == actor.id or other.hidden:
            continue
        beside = [m for m in other.mentions if m.article in own]
        if not beside:
            continue
        close = [(m, n) for m in beside if (n := _number(sentences.get(m.article, ()), m.span)) >= 0 and n in mine.get(m.article, ())]
        first = close[0][0] if close else beside[0]
        spans = sentences.get(first.article, ())
        together = spans[close[0][1]] if close else first.span
        count = len({(m.article, n) for m, n in close})
        articles = len({m.article for m in beside})
        found.append(CoOccurrence(other, count, shared_events[other.id], articles, Occurrence(first.article, together)))
    return tuple(sorted(found, key=lambda c: (-(c.sentences + c.events), -c.articles, c.actor.name)))


def _number(sentences: Sequence[Span], span: Span) -> int:
    """The number of the sentence that a span begins in; -1 for none."""
    at = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    return at if at >= 0 and span.start < sentences[at].end else -1
