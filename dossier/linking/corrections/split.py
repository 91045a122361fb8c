"""Splitting an actor or an event: some of its mentions or reports become one of their own."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dossier.linking.events.conflicts import find_conflicts, judge_attendance
from dossier.linking.events.geocoding import event_location
from dossier.model.actor import Actor, ArticleMention, ArticleRole
from dossier.model.event import Event, SourceReport
from dossier.model.findings import ArticleLinks, Findings

FINENESS = ("day", "week", "month", "season", "year")


def split_mentions(
    findings: Findings, actor: Actor, mentions: Iterable[ArticleMention], name: str, *, whole_articles: bool, who: str = "You"
) -> Findings | None:
    """Split `mentions` off `actor` as an actor of their own called `name`; None where there are none, or they are all of its mentions.

    Quotations whose source is one of the mentions go with them. With `whole_articles`, so does everything else in the
    articles that only these mentions come from: roles, affiliations, quotations, parts in events. Without it, what remains
    is named by the first form that its articles still use, and the new actor as in its first mention.
    """
    chosen = set(mentions)
    split, rest = (tuple(m for m in actor.mentions if (m in chosen) is taken) for taken in (True, False))
    if not split or not rest:
        return None
    articles = {m.article for m in split} - {m.article for m in rest} if whole_articles else set()
    new = _split_actor(actor, split, articles, name, who)
    if not whole_articles:
        new = replace(new, name=split[0].text)
    remaining = _remaining_actor(actor, split, rest, articles, keep_name=whole_articles)
    actors = tuple(part for a in findings.actors for part in ((remaining, new) if a.id == actor.id else (a,)))
    sources = {(m.article, m.span) for m in split}
    quotations = tuple(
        replace(q, speaker=new.id)
        if q.speaker == actor.id and (q.article in articles or (q.source and (q.article, q.source) in sources))
        else q
        for q in findings.quotations
    )
    events = tuple(_repoint_event(e, actor.id, new.id, articles) for e in findings.events)
    links = tuple(_repoint_totals(part, actor.id, new.id) if part.article in articles else part for part in findings.articles)
    changed = replace(findings, articles=links, actors=actors, events=events, quotations=quotations)
    return judge_attendance(changed, {actor.id, new.id})


def _split_id(original: str, part: str) -> str:
    """The id of what is split off: the kind's letter, and a hash of the original's id and of the part."""
    return f"{original[0]}{hashlib.sha256(f'{original}|{part}'.encode()).hexdigest()[:11]}"


def _split_actor(actor: Actor, mentions: tuple[ArticleMention, ...], articles: set[str], name: str, who: str) -> Actor:
    """The new actor, with the roles and affiliations of `articles`."""
    affiliations = tuple(a for a in actor.affiliation_evidence if a.article in articles)
    return Actor(
        id=_split_id(actor.id, name),
        name=name,
        kind=actor.kind,
        aliases=_other_forms(mentions, name),
        roles=tuple(r for r in actor.roles if r.article in articles),
        side=_most_common_side(affiliations) or actor.side,
        mentions=mentions,
        explanation=(f"{who} split “{name}” off from {actor.name}.",),
        affiliation_evidence=affiliations,
    )


def _remaining_actor(
    actor: Actor, split: Sequence[ArticleMention], rest: tuple[ArticleMention, ...], articles: set[str], *, keep_name: bool
) -> Actor:
    """The original actor without what was split off; forms that only the split mentions use are no longer its names."""
    lost = {m.text.casefold() for m in split} - {m.text.casefold() for m in rest}
    names = [n for n in (actor.name, *actor.aliases) if n.casefold() not in lost]
    name = actor.name if keep_name else next(iter(names), rest[0].text)
    return replace(
        actor,
        name=name,
        aliases=tuple(n for n in names if n != name),
        roles=tuple(r for r in actor.roles if r.article not in articles),
        affiliation_evidence=tuple(a for a in actor.affiliation_evidence if a.article not in articles),
        mentions=rest,
    )


def _other_forms(mentions: Sequence[ArticleMention], name: str) -> tuple[str, ...]:
    """The forms that the mentions use besides `name`, most frequent first; one spelling of those that differ in case."""
    counts = Counter(m.text for m in mentions)
    best = {form.casefold(): form for form in sorted(counts, key=lambda f: (counts[f], f))}
    best.pop(name.casefold(), None)
    return tuple(sorted(best.values(), key=lambda f: (-counts[f], f)))


def _most_common_side(affiliations: Sequence[ArticleRole]) -> str | None:
    names = [a.text for a in affiliations]
    return max(names, key=lambda n: (names.count(n), -names.index(n)), default=None)


def _repoint_event(event: Event, old: str, new: str, articles: set[str]) -> Event:
    """The event with actor `new` instead of `old` in the reports of `articles`."""

    def repoint(ident: str | None, article: str) -> str | None:
        return new if ident == old and article in articles else ident

    reports = tuple(
        replace(
            r,
            participants=tuple(p if p != old or r.article not in articles else new for p in r.participants),
            attacker=repoint(r.attacker, r.article),
            attributed_to=repoint(r.attributed_to, r.article),
        )
        for r in event.reports
    )
    if reports == event.reports:
        return event
    reported = {p for r in reports for p in r.participants}
    participants = dict.fromkeys(q for p in event.participants for q in ((p, new) if p == old else (p,)) if q in reported or p != old)
    attackers = [r.attacker for r in reports if r.attacker]
    return replace(
        event,
        reports=reports,
        participants=tuple(participants),
        attacker=max(attackers, key=lambda a: (attackers.count(a), -attackers.index(a)), default=event.attacker),
    )


def _repoint_totals(links: ArticleLinks, old: str, new: str) -> ArticleLinks:
    """The links of an article with actor `new` instead of `old` as the source of its cumulative figures."""
    totals = (replace(c, attributed_to=new if c.attributed_to == old else c.attributed_to) for c in links.cumulative)
    return replace(links, cumulative=tuple(totals))


def split_reports(findings: Findings, event: Event, reports: Sequence[SourceReport], who: str = "You") -> Findings | None:
    """Split `reports` off `event` as an event of their own; None where there are none, or they are all of its reports."""
    split, rest = (tuple(r for r in event.reports if (r in reports) is taken) for taken in (True, False))
    if not split or not rest:
        return None
    whole_articles = {r.article for r in split}.isdisjoint(r.article for r in rest)
    part = split[0].article if whole_articles else f"{split[0].article} {split[0].span.start}"
    actors = {actor.id: actor for actor in findings.actors}
    new = replace(
        _event_from(event, split),
        id=_split_id(event.id, part),
        merge_explanation=f"{who} split off this report.",
        conflicts=find_conflicts(event.kind, split, actors),
        possible_duplicates=(),
    )
    # a point that the user has decided is no longer a conflict of the event
    conflicts = tuple(point for point in find_conflicts(event.kind, rest, actors) if point in event.conflicts)
    remaining = replace(_event_from(event, rest), conflicts=conflicts)
    return replace(findings, events=tuple(part for e in findings.events for part in ((remaining, new) if e.id == event.id else (e,))))


def _event_from(event: Event, reports: tuple[SourceReport, ...]) -> Event:
    """The event with the days, place and participants of these reports alone."""
    start, end, granularity = _combined_days(reports)
    place = event.place if any(r.place == event.place for r in reports) else next((r.place for r in reports if r.place), "")
    return replace(
        event,
        start=start,
        end=end,
        granularity=granularity,
        place=place,
        location=event_location(place, reports),
        participants=tuple(dict.fromkeys(p for r in reports for p in r.participants)),
        reports=reports,
        independent_sources=len({r.article for r in reports}),
    )


def _combined_days(reports: Sequence[SourceReport]) -> tuple[date | None, date | None, str]:
    """First day, last day and granularity of the reports with the surest and finest dates."""
    known = [r for r in reports if r.start and r.end]
    sure = [r for r in known if r.sure] or known
    if not sure:
        return None, None, "day"
    finest = min((r.granularity for r in sure), key=lambda g: FINENESS.index(g) if g in FINENESS else len(FINENESS))
    same = [r for r in sure if r.granularity == finest]
    return min(r.start for r in same if r.start), max(r.end for r in same if r.end), finest
