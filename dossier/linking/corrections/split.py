"""Setting a part of an actor or of an event apart, so that it is a row of its own."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dossier.model.actor import Actor, ArticleMention, ArticleRole
from dossier.model.event import Event, SourceReport
from dossier.model.findings import Findings

FINENESS = ("day", "week", "month", "season", "year")


def split_mentions(findings: Findings, actor: Actor, mine: Iterable[ArticleMention], name: str) -> Findings | None:
    """These mentions of `actor` as an actor of their own called `name`, with what their articles tell of it; None where they are none
    or all.
    """
    taken = set(mine)
    gone, rest = (tuple(m for m in actor.mentions if (m in taken) is there) for there in (True, False))
    if not gone or not rest:
        return None
    homes = {m.article for m in gone} - {m.article for m in rest}
    ident = f"{actor.id[0]}{hashlib.sha256(f'{actor.id}|{name}'.encode()).hexdigest()[:11]}"
    roles, sides = [r for r in actor.roles if r.article in homes], [s for s in actor.affiliation_evidence if s.article in homes]
    why = (f"You set “{name}” apart from {actor.name}.",)
    apart = Actor(ident, name, actor.kind, _forms(gone, name), tuple(roles), _side(sides) or actor.side, gone, why, tuple(sides))
    printed = {m.text.casefold() for m in gone} - {m.text.casefold() for m in rest}
    kept = replace(
        actor,
        aliases=tuple(a for a in actor.aliases if a.casefold() not in printed),
        roles=tuple(r for r in actor.roles if r not in roles),
        affiliation_evidence=tuple(s for s in actor.affiliation_evidence if s not in sides),
        mentions=rest,
    )
    actors = tuple(part for a in findings.actors for part in ((kept, apart) if a.id == actor.id else (a,)))
    spans = {(m.article, m.span) for m in gone}
    quotations = tuple(
        replace(q, speaker=ident) if q.speaker == actor.id and (q.article in homes or (q.source and (q.article, q.source) in spans)) else q
        for q in findings.quotations
    )
    events = tuple(_told_of(e, actor.id, ident, homes) for e in findings.events)
    return replace(findings, actors=actors, events=events, quotations=quotations)


def _forms(mentions: Sequence[ArticleMention], name: str) -> tuple[str, ...]:
    """The other forms that the mentions print, the commonest first."""
    printed = Counter(m.text for m in mentions)
    best = {form.casefold(): form for form in sorted(printed, key=lambda f: (printed[f], f))}
    best.pop(name.casefold(), None)
    return tuple(sorted(best.values(), key=lambda f: (-printed[f], f)))


def _side(sides: Sequence[ArticleRole]) -> str | None:
    names = [s.text for s in sides]
    return max(names, key=lambda n: (names.count(n), -names.index(n)), default=None)


def _told_of(event: Event, old: str, new: str, homes: set[str]) -> Event:
    """The event with the new actor where the articles of `homes` name it."""

    def to(ident: str | None, article: str) -> str | None:
        return new if ident == old and article in homes else ident

    reports = tuple(
        replace(
            r,
            participants=tuple(p if p != old or r.article not in homes else new for p in r.participants),
            attacker=to(r.attacker, r.article),
            attributed_to=to(r.attributed_to, r.article),
        )
        for r in event.reports
    )
    if reports == event.reports:
        return event
    named = {p for r in reports for p in r.participants}
    who = dict.fromkeys(q for p in event.participants for q in ((p, new) if p == old else (p,)) if q in named or p != old)
    attackers = [r.attacker for r in reports if r.attacker]
    return replace(
        event,
        reports=reports,
        participants=tuple(who),
        attacker=max(attackers, key=lambda a: (attackers.count(a), -attackers.index(a)), default=event.attacker),
    )


def split_reports(findings: Findings, event: Event, mine: Sequence[SourceReport]) -> Findings | None:
    """These reports of `event` as an event of their own; None where they are none or all."""
    gone, rest = (tuple(r for r in event.reports if (r in mine) is there) for there in (True, False))
    if not gone or not rest:
        return None
    whole = {r.article for r in gone}.isdisjoint(r.article for r in rest)
    mark = gone[0].article if whole else f"{gone[0].article} {gone[0].span.start}"
    ident = f"{event.id[0]}{hashlib.sha256(f'{event.id}|{mark}'.encode()).hexdigest()[:11]}"
    apart = replace(_from(event, gone), id=ident, merge_explanation="You set this report apart.", conflicts=(), possible_duplicates=())
    kept = replace(_from(event, rest), conflicts=tuple(c for c in event.conflicts if _differ(rest, c)))
    return replace(findings, events=tuple(part for e in findings.events for part in ((kept, apart) if e.id == event.id else (e,))))


def _from(event: Event, reports: tuple[SourceReport, ...]) -> Event:
    """The event as these reports alone tell it."""
    start, end, granularity = _days(reports)
    return replace(
        event,
        start=start,
        end=end,
        granularity=granularity,
        place=event.place if any(r.place == event.place for r in reports) else next((r.place for r in reports if r.place), ""),
        participants=tuple(dict.fromkeys(p for r in reports for p in r.participants)),
        reports=reports,
        independent_sources=len({r.article for r in reports}),
    )


def _days(reports: Sequence[SourceReport]) -> tuple[date | None, date | None, str]:
    """The days of the surest and finest reports, as one stretch."""
    known = [r for r in reports if r.start and r.end]
    sure = [r for r in known if r.sure] or known
    if not sure:
        return None, None, "day"
    finest = min((r.granularity for r in sure), key=lambda g: FINENESS.index(g) if g in FINENESS else len(FINENESS))
    same = [r for r in sure if r.granularity == finest]
    return min(r.start for r in same if r.start), max(r.end for r in same if r.end), finest


def _differ(reports: Sequence[SourceReport], point: str) -> bool:
    """True where reports disagree on a point of `Event.conflicts`; one that says nothing of it disagrees with nobody."""
    told: dict[str, set[object]] = {
        "day": {(r.start, r.end) for r in reports if r.start},
        "place": {r.place for r in reports if r.place},
        "who": {r.participants for r in reports if r.participants},
    }
    figures: set[object] = {f.value for r in reports for f in r.figures if f.name.value == point}
    return len(told.get(point, figures)) > 1
