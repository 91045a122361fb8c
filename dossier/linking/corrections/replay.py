"""Replays human decisions over the findings, in the order they were made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dossier.linking.corrections.anchors import actor_named, event_at, quotation_at
from dossier.linking.corrections.decisions import mark_distinct, mark_possible
from dossier.linking.corrections.merge import merge_actors, merge_events, replace_quotation
from dossier.linking.corrections.split import split_mentions, split_reports
from dossier.model.actor import Actor
from dossier.model.article import Article, DateBasis, PublicationDay
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.notebook import Correction, CorrectionKind

SET_BY_USER = "You set this day."
"""Why an event has its day, where the user said it."""


def with_user_metadata(article: Article, corrections: Iterable[Correction]) -> Article:
    """The article with what the user said of it: title, outlet, language, publication day."""
    for correction in corrections:
        if correction.act is CorrectionKind.SET_METADATA and correction.anchors[0].sha256 == article.sha256:
            values = dict(correction.values)
            day = values.pop("published", "")
            article = replace(
                article,
                title=values.get("title", article.title),
                outlet=values.get("outlet", article.outlet),
                language=values.get("language", article.language),
            )
            if day:
                article = replace(article, published=PublicationDay(date.fromisoformat(day), DateBasis.GIVEN, "You set this day."))
    return article


def apply_corrections(
    findings: Findings, corrections: Sequence[Correction], articles: Mapping[str, Article], aliases: Sequence[Sequence[str]] = ()
) -> Findings:
    """The findings after every correction that still fits. `aliases` are names the user's settings give as one actor. What no longer
    fits is named in `Findings.stale_corrections`.
    """
    by_hash = {a.sha256: a for a in articles.values()}
    for names in aliases:
        findings = _one_actor(findings, names)
    unfit = list(findings.stale_corrections)
    for correction in corrections:
        if correction.act is CorrectionKind.SET_METADATA:
            if correction.anchors[0].sha256 not in by_hash:
                unfit.append(_gone(correction))
            continue
        changed = ACTS[correction.act](findings, correction, by_hash)
        if changed is None:
            unfit.append(_gone(correction))
        else:
            findings = changed
    return replace(mark_possible(findings, corrections, by_hash), stale_corrections=tuple(unfit))


def _one_actor(findings: Findings, names: Sequence[str]) -> Findings:
    """The actors of these names as one, under the first of them; the findings as they are where nobody bears any."""
    why = "The settings of this dossier name them as one actor."
    ids = list(dict.fromkeys(a.id for n in names if (a := actor_named(findings, n))))
    if not ids:
        return findings
    if len(ids) > 1:
        findings = merge_actors(findings, ids, why)
    return replace(findings, actors=tuple(_called(a, names[0], why) if a.id == ids[0] else a for a in findings.actors))


def _called(actor: Actor, name: str, why: str) -> Actor:
    if actor.name == name:
        return actor
    aliases = tuple(dict.fromkeys(n for n in (actor.name, *actor.aliases) if n != name))
    return replace(actor, name=name, aliases=aliases, explanation=(*actor.explanation, why))


def _gone(correction: Correction) -> str:
    what = " and ".join(f"“{a.label or a.exact}”" for a in correction.anchors)
    return f"Your decision to {correction.act.value} no longer fits: {what} is not found. Undo it, or make it again where it belongs."


def _merge_actors(findings: Findings, correction: Correction, _: Mapping[str, Article]) -> Findings | None:
    found = [actor_named(findings, a.exact) for a in correction.anchors]
    ids = list(dict.fromkeys(a.id for a in found if a))
    if None in found:
        return None
    return merge_actors(findings, ids, "You joined them.") if len(ids) > 1 else findings


def _split_actor(findings: Findings, correction: Correction, _: Mapping[str, Article]) -> Findings | None:
    actor = actor_named(findings, correction.anchors[0].exact)
    if actor is None:
        return None
    mentions = (m for m in actor.mentions if m.text.casefold() == correction.value.casefold())
    return split_mentions(findings, actor, mentions, correction.value, whole_articles=False)


def _change_actor(change: Callable[[Actor, Correction], Actor]) -> Callable[[Findings, Correction, Mapping[str, Article]], Findings | None]:
    def act(findings: Findings, correction: Correction, _: Mapping[str, Article]) -> Findings | None:
        actor = actor_named(findings, correction.anchors[0].exact)
        if actor is None:
            return None
        return replace(findings, actors=tuple(change(a, correction) if a.id == actor.id else a for a in findings.actors))

    return act


def _change_event(change: Callable[[Event, Correction], Event]) -> Callable[[Findings, Correction, Mapping[str, Article]], Findings | None]:
    def act(findings: Findings, correction: Correction, by_hash: Mapping[str, Article]) -> Findings | None:
        event = event_at(findings, correction.anchors[0], by_hash)
        if event is None:
            return None
        changed = tuple(change(e, correction) if e.id == event.id else e for e in findings.events)
        return replace(findings, events=tuple(sorted(changed, key=by_day)))

    return act


def by_day(event: Event) -> tuple[bool, date, date, str]:
    """Sorts events by day, those without one last."""
    return (event.start is None, event.start or date.max, event.end or date.max, event.id)


def _merge_events(findings: Findings, correction: Correction, by_hash: Mapping[str, Article]) -> Findings | None:
    found = [event_at(findings, a, by_hash) for a in correction.anchors]
    ids = list(dict.fromkeys(e.id for e in found if e))
    if None in found:
        return None
    return merge_events(findings, ids, "You joined them.") if len(ids) > 1 else findings


def _split_event(findings: Findings, correction: Correction, by_hash: Mapping[str, Article]) -> Findings | None:
    event = event_at(findings, correction.anchors[0], by_hash)
    article = by_hash.get(correction.anchors[0].sha256)
    return split_reports(findings, event, [r for r in event.reports if r.article == article.id]) if event and article else None


def _renamed(actor: Actor, correction: Correction) -> Actor:
    return _called(actor, correction.value, f"You named this actor “{correction.value}”.")


def _dated(event: Event, correction: Correction) -> Event:
    first, _, last = correction.value.partition("..")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    conflicts = tuple(c for c in event.conflicts if c != "day")
    return replace(event, start=start, end=end, granularity="day", sure=True, date_explanation=SET_BY_USER, conflicts=conflicts)


def _placed(event: Event, correction: Correction) -> Event:
    return replace(event, place=correction.value, conflicts=tuple(c for c in event.conflicts if c != "place"))


def _set_speaker(findings: Findings, correction: Correction, by_hash: Mapping[str, Article]) -> Findings | None:
    quotation = quotation_at(findings, correction.anchors[0], by_hash)
    if quotation is None:
        return None
    actor = actor_named(findings, correction.value)
    changed = replace(quotation, speaker=actor.id if actor else None, speaker_text=correction.value, explanation="You set this speaker.")
    return replace_quotation(findings, quotation.id, changed)


ACTS: Mapping[CorrectionKind, Callable[[Findings, Correction, Mapping[str, Article]], Findings | None]] = {
    CorrectionKind.MERGE_ACTORS: _merge_actors,
    CorrectionKind.SPLIT_ACTOR: _split_actor,
    CorrectionKind.RENAME_ACTOR: _change_actor(_renamed),
    CorrectionKind.HIDE_ACTOR: _change_actor(lambda actor, _: replace(actor, hidden=True)),
    CorrectionKind.MERGE_EVENTS: _merge_events,
    CorrectionKind.SPLIT_EVENT: _split_event,
    CorrectionKind.DATE_EVENT: _change_event(_dated),
    CorrectionKind.PLACE_EVENT: _change_event(_placed),
    CorrectionKind.HIDE_EVENT: _change_event(lambda event, _: replace(event, hidden=True)),
    CorrectionKind.MARK_DISTINCT: mark_distinct,
    CorrectionKind.MARK_POSSIBLE: mark_distinct,
    CorrectionKind.SET_SPEAKER: _set_speaker,
}
