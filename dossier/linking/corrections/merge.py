"""Merging actors or events as the user decides, with everything that refers to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dossier.model.event import SourceReport
from dossier.model.findings import Findings
from dossier.model.quotation import Quotation


def merge_actors(findings: Findings, ids: Sequence[str], why: str) -> Findings:
    """The actors of `ids` as one: the first gives name and kind, all give aliases, roles and mentions."""
    by_id = {a.id: a for a in findings.actors}
    first, others = by_id[ids[0]], [by_id[i] for i in ids[1:]]
    names = [n for a in others for n in (a.name, *a.aliases)]
    joined = replace(
        first,
        aliases=tuple(dict.fromkeys(n for n in (*first.aliases, *names) if n != first.name)),
        roles=tuple(r for a in (first, *others) for r in a.roles),
        side=first.side or next((a.side for a in others if a.side), None),
        affiliation_evidence=tuple(s for a in (first, *others) for s in a.affiliation_evidence),
        mentions=tuple(sorted((m for a in (first, *others) for m in a.mentions), key=lambda m: (m.article, m.span))),
        explanation=(*first.explanation, *(f"{why} “{a.name}” is here too." for a in others)),
    )
    gone = set(ids[1:])
    actors = tuple(joined if a.id == first.id else a for a in findings.actors if a.id not in gone)
    return _repoint(replace(findings, actors=actors), dict.fromkeys(gone, first.id))


def merge_events(findings: Findings, ids: Sequence[str], why: str) -> Findings:
    """The events of `ids` as one, under the first one's id, with every report; figures that differ become conflicts."""
    by_id = {e.id: e for e in findings.events}
    first, others = by_id[ids[0]], [by_id[i] for i in ids[1:]]
    every = (first, *others)
    starts, ends = [e.start for e in every if e.start], [e.end for e in every if e.end]
    reports = tuple(r for e in every for r in e.reports)
    differing = (name for name, told in _figures(reports).items() if len(told) > 1)
    days = ("day",) if len({(e.start, e.end) for e in every if e.start}) > 1 else ()
    joined = replace(
        first,
        start=min(starts, default=None),
        end=max(ends, default=None),
        participants=tuple(dict.fromkeys(p for e in every for p in e.participants)),
        conflicts=tuple(dict.fromkeys((*(c for e in every for c in e.conflicts), *days, *differing))),
        reports=reports,
        merge_explanation=f"{first.merge_explanation} {why}".strip(),
        independent_sources=len({r.article for r in reports}),
    )
    gone = set(ids[1:])
    return replace(findings, events=tuple(joined if e.id == first.id else e for e in findings.events if e.id not in gone))


def _figures(reports: Iterable[SourceReport]) -> dict[str, set[int]]:
    """The numbers that reports give, by what they count."""
    values: dict[str, set[int]] = {}
    for report in reports:
        for figure in report.figures:
            values.setdefault(figure.name.value, set()).add(figure.value)
    return values


def replace_quotation(findings: Findings, ident: str, quotation: Quotation) -> Findings:
    """The findings with one quotation replaced."""
    return replace(findings, quotations=tuple(quotation if q.id == ident else q for q in findings.quotations))


def _repoint(findings: Findings, moved: Mapping[str, str]) -> Findings:
    """Every mention of an actor's id, after actors were joined."""

    def to(ident: str | None) -> str | None:
        return moved.get(ident, ident) if ident else ident

    def all_to(idents: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(moved.get(i, i) for i in idents))

    events = tuple(
        replace(
            e,
            participants=all_to(e.participants),
            attacker=to(e.attacker),
            reports=tuple(
                replace(r, participants=all_to(r.participants), attacker=to(r.attacker), attributed_to=to(r.attributed_to))
                for r in e.reports
            ),
        )
        for e in findings.events
    )
    return replace(findings, events=events, quotations=tuple(replace(q, speaker=to(q.speaker)) for q in findings.quotations))
