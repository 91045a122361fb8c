"""The review of joins: what was joined by rule, what perhaps belongs together, what the user decided; each with its evidence."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dossier.errors import DossierError
from dossier.linking.actors.candidates import joined_names, near_actors, weigh_actors, weigh_alias
from dossier.linking.corrections.decisions import Decided, decided, named
from dossier.linking.events.candidates import joined_events, near_events, weigh_events
from dossier.model.actor import Actor
from dossier.model.event import Event, Report
from dossier.model.merge_review import Decision, Evidence, Found, Join, JoinKind, Standing, Verdict
from dossier.model.notebook import Anchor, AnchorKind, Correction
from dossier.phrases.core import count_of
from dossier.services.review.candidate_rows import actor_parts, actor_sides, actor_table, event_parts, event_sides, event_table, short_days
from dossier.services.snapshot import Holdings
from dossier.text.anchors import anchor_to

NO_EVIDENCE = Evidence((), 0)
APART = "two rows, as now; not asked again"
DOTTED = "two rows, marked “perhaps the same”"


def joins_of(held: Holdings, corrections: Sequence[Correction]) -> tuple[Join, ...]:
    """Every join in its order of display: to decide, by rule, by the user; the strongest first, the user's newest first."""
    said = [d for d in decided(held.findings, corrections, held.by_hash) if d.first and d.second]
    mine = tuple(join for d in reversed(said) if (join := _by_user(held, d)))
    known = {j.id for j in mine}
    pairs = {frozenset((d.first.id, d.second.id)) for d in said if d.first and d.second}
    findings = held.findings
    near = (*near_actors(findings), *near_events(findings))
    asked = [_join(held, f, Standing.TO_DECIDE) for f in near if frozenset((f.first, f.second)) not in pairs]
    settled = {d.first.id for d in said if d.first and d.second and d.first.id == d.second.id and isinstance(d.first, Event)}
    made = [_join(held, f, Standing.BY_RULE) for f in (*joined_names(findings), *joined_events(findings)) if f.first not in settled]
    rest = [j for j in (*_strongest(asked), *_strongest(made)) if j.id not in known]
    return (*rest, *mine)


def join_called(joins: Iterable[Join], prefix: str) -> Join:
    """The join whose id begins so. DossierError where none or several do."""
    found = [j for j in joins if prefix and j.id.startswith(prefix)]
    if len(found) != 1:
        told = f"No join has the id “{prefix}”." if not found else f"“{prefix}” begins the ids of {len(found)} joins."
        raise DossierError(told, do="List them with “dossier joins”.")
    return found[0]


def _strongest(joins: Iterable[Join]) -> list[Join]:
    return sorted(joins, key=lambda j: (-j.strength, j.kind, j.name.casefold(), j.id))


def _join(held: Holdings, found: Found, standing: Standing, decision: Decision = Decision.NONE, anchors: tuple[Anchor, ...] = ()) -> Join:
    """A join of actors or of events, worded."""
    if found.kind is JoinKind.ACTOR:
        return _of_actors(held, found, standing, decision, anchors)
    return _of_events(held, found, standing, decision, anchors)


def _of_actors(held: Holdings, found: Found, standing: Standing, decision: Decision, anchors: tuple[Anchor, ...]) -> Join:
    things = [held.actors[i] for i in (found.first, found.second) if i]
    parts = actor_parts(things, found.part)
    sides = actor_sides(parts)
    anchors = anchors or tuple(Anchor(AnchorKind.ACTOR, exact=name, label=name) for name, _, _ in parts)
    name = found.part or things[-1].name
    more = ("one actor", f"“{name}” is an actor of its own, in {count_of(len(parts[-1][2]), 'article')}")
    return Join(
        _ident(anchors), found.kind, standing, decision, name, things[0].name, found.evidence.strength, tuple(t.id for t in things),
        found.part, anchors, found.why, sides, actor_table(held, parts, sides, found.evidence), _effects(len(things) == 1, decision, *more),
    )  # fmt: skip


def _of_events(held: Holdings, found: Found, standing: Standing, decision: Decision, anchors: tuple[Anchor, ...]) -> Join:
    things = [held.events[i] for i in (found.first, found.second) if i]
    parts = event_parts(held, things)
    table = event_table(held, parts, found.evidence)
    anchors = anchors or _anchors(held, things, found.part)
    first, last = things[0], things[-1]
    other = _called(last) if len(things) > 1 else count_of(len(first.articles), "report")
    sources = len({a for t in things for a in t.articles})
    differ = [t.name.casefold() for t in table if t.verdict is Verdict.DIFFER and t.name != "Credited to"]
    joined = f"{count_of(sources, 'source')}{', sources differ on ' + ', '.join(differ) if differ else ''}"
    apart = f"the report of {held.title_of(found.part)} is a row of its own" if found.part else ""
    return Join(
        _ident(anchors), found.kind, standing, decision, _called(first), other, found.evidence.strength, tuple(t.id for t in things),
        found.part, anchors, found.why, event_sides(held, parts), table, _effects(len(things) == 1, decision, joined, apart),
    )  # fmt: skip


def _effects(one: bool, decision: Decision, joined: str, apart: str) -> tuple[str, str, str]:  # noqa: FBT001  # one caller a kind
    """What each answer does: same, different, unsure."""
    if one:
        stays = "one row, as now; kept whatever is added later"
        return stays, f"two rows: {apart}", f"two rows, marked “perhaps the same”: {apart}"
    as_now = "two rows, as now" if decision is Decision.DIFFERENT else APART
    return f"one row, {joined}", as_now, DOTTED


def _called(event: Event) -> str:
    return f"{event.place.split(',')[0] or 'no place'}, {short_days(event)}"


def _ident(anchors: Sequence[Anchor]) -> str:
    told = sorted(named(anchor) for anchor in anchors[:2])
    return f"j{hashlib.sha256(repr(told).encode()).hexdigest()[:10]}"


def _anchors(held: Holdings, things: Sequence[Event], part: str) -> tuple[Anchor, ...]:
    """The first thing by its first report, the second by all of its reports; of one event what `part` tells is the second."""
    first = things[0]
    second = [r for r in first.reports if r.article == part] if len(things) == 1 else list(things[1].reports)
    rest = next(r for r in first.reports if len(things) > 1 or r.article != part)
    return (_anchor(held, first, rest), *(_anchor(held, things[-1], r) for r in second))


def _anchor(held: Holdings, event: Event, report: Report) -> Anchor:
    return anchor_to(held.article(report.article), report.span, AnchorKind.EVENT, held.label_of(event))


def _by_user(held: Holdings, said: Decided) -> Join | None:
    """A decision as a row under the id by which it was asked, with the evidence as it is now; None where nothing is left to compare."""
    a, b = said.first, said.second
    if isinstance(a, Actor) and isinstance(b, Actor):
        return _join(held, _found_actors(a, b, said), Standing.BY_USER, said.decision, said.anchors)
    if not isinstance(a, Event) or not isinstance(b, Event):
        return None
    found = _found_events(held, a, b, said)
    more = [r for r in b.reports if r.article == found.part or not found.part] if found else []
    anchors = (*said.anchors, *(_anchor(held, b, r) for r in more))
    return _join(held, found, Standing.BY_USER, said.decision, anchors) if found else None


def _found_actors(a: Actor, b: Actor, said: Decided) -> Found:
    if a.id != b.id:
        return weigh_actors(a, b) or Found(JoinKind.ACTOR, a.id, b.id, "", NO_EVIDENCE, "Their names have little in common.")
    one, other = (anchor.exact for anchor in said.anchors)
    alias = one if a.name.casefold() == other.casefold() else other
    return weigh_alias(a, alias) or Found(JoinKind.ACTOR, a.id, "", alias, NO_EVIDENCE, "You joined them.")


def _found_events(held: Holdings, a: Event, b: Event, said: Decided) -> Found | None:
    if a.id != b.id:
        return weigh_events(held.findings, a, b)
    homes = [article.id for anchor in said.anchors if (article := held.by_hash.get(anchor.sha256))]
    part = next((home for home in reversed(homes) if len(a.articles) > 1), "")
    made = next((f for f in joined_events(held.findings) if f.first == a.id), None)
    return replace(made, part=part) if made and part else None
