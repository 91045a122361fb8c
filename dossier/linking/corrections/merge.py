"""Merging actors or events as the user decides, with everything that refers to them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier.linking.events.conflicts import find_conflicts, judge_attendance
from dossier.model.findings import Findings
from dossier.model.quotation import Quotation


def merge_actors(findings: Findings, ids: Sequence[str], reason: str) -> Findings:
    """Merge the actors of `ids` into the first, which gives name and kind; all give aliases, roles and mentions."""
    by_id = {a.id: a for a in findings.actors}
    first, others = by_id[ids[0]], [by_id[i] for i in ids[1:]]
    names = [n for a in others for n in (a.name, *a.aliases)]
    merged = replace(
        first,
        aliases=tuple(dict.fromkeys(n for n in (*first.aliases, *names) if n != first.name)),
        roles=tuple(r for a in (first, *others) for r in a.roles),
        side=first.side or next((a.side for a in others if a.side), None),
        affiliation_evidence=tuple(s for a in (first, *others) for s in a.affiliation_evidence),
        mentions=tuple(sorted((m for a in (first, *others) for m in a.mentions), key=lambda m: (m.article, m.span))),
        explanation=(*first.explanation, *(f"{reason} “{a.name}” is here too." for a in others)),
    )
    merged_ids = set(ids[1:])
    actors = tuple(merged if a.id == first.id else a for a in findings.actors if a.id not in merged_ids)
    return judge_attendance(_repoint(replace(findings, actors=actors), dict.fromkeys(merged_ids, first.id)), {first.id})


def merge_events(findings: Findings, ids: Sequence[str], reason: str) -> Findings:
    """Merge the events of `ids` into the first, with every report; where its sources now disagree is judged again."""
    by_id = {e.id: e for e in findings.events}
    first, others = by_id[ids[0]], [by_id[i] for i in ids[1:]]
    events = (first, *others)
    starts, ends = [e.start for e in events if e.start], [e.end for e in events if e.end]
    reports = tuple(r for e in events for r in e.reports)
    merged = replace(
        first,
        start=min(starts, default=None),
        end=max(ends, default=None),
        participants=tuple(dict.fromkeys(p for e in events for p in e.participants)),
        conflicts=find_conflicts(first.kind, reports, {actor.id: actor for actor in findings.actors}),
        reports=reports,
        merge_explanation=f"{first.merge_explanation} {reason}".strip(),
        independent_sources=len({r.article for r in reports}),
    )
    merged_ids = set(ids[1:])
    return replace(findings, events=tuple(merged if e.id == first.id else e for e in findings.events if e.id not in merged_ids))


def replace_quotation(findings: Findings, ident: str, quotation: Quotation) -> Findings:
    """The findings with one quotation replaced."""
    return replace(findings, quotations=tuple(quotation if q.id == ident else q for q in findings.quotations))


def _repoint(findings: Findings, new_ids: Mapping[str, str]) -> Findings:
    """Replace actor ids in events, quotations and cumulative figures; `new_ids` maps ids of merged actors to the id that they have now."""

    def repoint(ident: str | None) -> str | None:
        return new_ids.get(ident, ident) if ident else ident

    def repoint_all(idents: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new_ids.get(i, i) for i in idents))

    events = tuple(
        replace(
            e,
            participants=repoint_all(e.participants),
            attacker=repoint(e.attacker),
            reports=tuple(
                replace(r, participants=repoint_all(r.participants), attacker=repoint(r.attacker), attributed_to=repoint(r.attributed_to))
                for r in e.reports
            ),
        )
        for e in findings.events
    )
    articles = tuple(
        replace(links, cumulative=tuple(replace(c, attributed_to=repoint(c.attributed_to)) for c in links.cumulative))
        for links in findings.articles
    )
    return replace(
        findings, articles=articles, events=events, quotations=tuple(replace(q, speaker=repoint(q.speaker)) for q in findings.quotations)
    )
