"""Replays the user's corrections over the findings, in the order in which they were made."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dossier.linking.corrections.anchors import actor_named, event_at, quotation_at
from dossier.linking.corrections.decisions import mark_distinct, mark_possible
from dossier.linking.corrections.merge import merge_actors, merge_events, replace_quotation
from dossier.linking.corrections.split import split_mentions, split_reports
from dossier.linking.events.geocoding import locate_as_set
from dossier.model.actor import Actor
from dossier.model.article import Article, DateBasis, PublicationDay, articles_by_hash
from dossier.model.event import Event
from dossier.model.findings import Findings
from dossier.model.notebook import Correction, CorrectionKind, decided_by
from dossier.model.persistent.blocks import Blocks
from dossier.text.actor_lookup import find_actor

Handler = Callable[[Findings, Correction, Mapping[str, Article]], Findings | None]
"""Applies a correction; `None` where it no longer applies. Articles are given by the sha256 of their file."""
SET_THIS_DAY = "set this date."
"""The end of the explanation of a date that a correction set."""
REMEMBERED = 16
"""Steps of a replay that are remembered: the first, and the last ones."""
DECISION_WORDS = {
    CorrectionKind.MARK_DISTINCT: "keep them apart",
    CorrectionKind.MARK_POSSIBLE: "mark them as possibly the same",
    CorrectionKind.SET_METADATA: "set an article's details",
}
"""What the user decided, in words, where the stored value of its kind does not say it."""


def with_user_metadata(article: Article, corrections: Iterable[Correction]) -> Article:
    """The article with the title, outlet, language and publication day that the user gave."""
    for correction in corrections:
        if correction.act is CorrectionKind.SET_METADATA and correction.anchors[0].sha256 in article.hashes:
            values = dict(correction.values)
            day = values.pop("published", "")
            article = replace(
                article,
                title=values.get("title", article.title),
                outlet=values.get("outlet", article.outlet),
                language=values.get("language", article.language),
            )
            if day:
                article = replace(
                    article, published=PublicationDay(date.fromisoformat(day), DateBasis.GIVEN, f"{decided_by(correction)} {SET_THIS_DAY}")
                )
    return article


@dataclass(frozen=True, slots=True)
class _Step:
    """The findings after the first `count` corrections, with a sentence for each of these that no longer applies."""

    count: int
    findings: Findings
    stale: tuple[str, ...]


class ArticlesByHash(Mapping[str, Article]):
    """Articles by the sha256 of their files and of earlier versions. The table is made when it is first needed: most corrections do not."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self.articles = articles

    @cached_property
    def _by_hash(self) -> Mapping[str, Article]:
        return articles_by_hash(self.articles.values())

    def __getitem__(self, sha256: str) -> Article:
        return self._by_hash[sha256]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_hash)

    def __len__(self) -> int:
        return len(self._by_hash)


class CorrectionReplay:
    """Applies corrections to findings. Remembers the findings after each of the last ones, so that after one more correction, or one that was
    undone, only that one is applied.
    """

    def __init__(self) -> None:
        self._made_from: tuple[Findings, Sequence[Sequence[str]]] | None = None
        self._corrections: Sequence[Correction] = ()
        self._steps: list[_Step] = []
        self._by_hash = ArticlesByHash({})

    def apply(
        self, findings: Findings, corrections: Sequence[Correction], articles: Mapping[str, Article], aliases: Sequence[Sequence[str]] = ()
    ) -> Findings:
        """The findings after every correction that still applies; the others are listed in `Findings.stale_corrections`.

        `articles` are those that the findings were linked from; `aliases` are groups of names that the dossier's settings give as one actor.
        """
        if self._made_from is None or self._made_from[0] is not findings or self._made_from[1] != aliases:
            self._made_from, self._corrections = (findings, aliases), ()
            for names in aliases:
                findings = _merge_aliases(findings, names)
            self._steps = [_Step(0, findings, findings.stale_corrections)]
        if self._by_hash.articles is not articles:
            self._by_hash = ArticlesByHash(articles)
        by_hash = self._by_hash
        pairs = zip(self._corrections, corrections, strict=False)
        same = next((number for number, (old, new) in enumerate(pairs) if old != new), min(len(self._corrections), len(corrections)))
        self._steps = [step for step in self._steps if step.count <= same]
        for correction in corrections[self._steps[-1].count :]:
            self._steps.append(_next_step(self._steps[-1], correction, by_hash))
            if len(self._steps) > REMEMBERED:
                del self._steps[1]
        self._corrections = corrections
        last = self._steps[-1]
        return replace(mark_possible(last.findings, corrections, by_hash), stale_corrections=last.stale)


def apply_corrections(
    findings: Findings, corrections: Sequence[Correction], articles: Mapping[str, Article], aliases: Sequence[Sequence[str]] = ()
) -> Findings:
    """The findings after all corrections, applied from the first on; see `CorrectionReplay.apply`."""
    return CorrectionReplay().apply(findings, corrections, articles, aliases)


def _next_step(before: _Step, correction: Correction, by_hash: Mapping[str, Article]) -> _Step:
    """The step after one more correction."""
    if correction.act is CorrectionKind.SET_METADATA:
        changed = before.findings if correction.anchors[0].sha256 in by_hash else None
    else:
        changed = HANDLERS[correction.act](before.findings, correction, by_hash)
    if changed is None:
        return _Step(before.count + 1, before.findings, (*before.stale, _describe_stale(correction)))
    return _Step(before.count + 1, changed, before.stale)


def _merge_aliases(findings: Findings, names: Sequence[str]) -> Findings:
    """Merge the actors of these names into one with the first of the names; unchanged where no actor has any of them."""
    reason = "The dossier's settings list them as one actor."
    ids = list(dict.fromkeys(a.id for n in names if (a := actor_named(findings, n))))
    if not ids:
        return findings
    if len(ids) > 1:
        findings = merge_actors(findings, ids, reason)
    return replace(findings, actors=tuple(_with_name(a, names[0], reason) if a.id == ids[0] else a for a in findings.actors))


def _with_name(actor: Actor, name: str, reason: str) -> Actor:
    if actor.name == name:
        return actor
    aliases = tuple(dict.fromkeys(n for n in (actor.name, *actor.aliases) if n != name))
    return replace(actor, name=name, aliases=aliases, explanation=(*actor.explanation, reason))


def _describe_stale(correction: Correction) -> str:
    items = " and ".join(f"“{a.label or a.exact}”" for a in correction.anchors)
    were = "was" if len(correction.anchors) == 1 else "were"
    whose = f"The decision of {decided_by(correction)}" if correction.origin else "Your decision"
    decision = DECISION_WORDS.get(correction.act, correction.act.value)
    return f"{whose} to {decision} no longer applies: {items} {were} not found. Undo it, or make it again."


def _apply_merge_actors(findings: Findings, correction: Correction, _: Mapping[str, Article]) -> Findings | None:
    actors = [actor_named(findings, a.exact) for a in correction.anchors]
    ids = list(dict.fromkeys(a.id for a in actors if a))
    if None in actors:
        return None
    return merge_actors(findings, ids, f"{decided_by(correction)} merged them.") if len(ids) > 1 else findings


def _apply_split_actor(findings: Findings, correction: Correction, _: Mapping[str, Article]) -> Findings | None:
    actor = actor_named(findings, correction.anchors[0].exact)
    if actor is None:
        return None
    mentions = (m for m in actor.mentions if m.text.casefold() == correction.value.casefold())
    return split_mentions(findings, actor, mentions, correction.value, whole_articles=False, who=decided_by(correction))


def _actor_handler(change: Callable[[Actor, Correction], Actor]) -> Handler:
    """A handler that applies `change` to the actor of the first anchor."""

    def apply(findings: Findings, correction: Correction, _: Mapping[str, Article]) -> Findings | None:
        number = find_actor(findings.actors, correction.anchors[0].exact)
        if number is None:
            return None
        changed = change(findings.actors[number], correction)
        return replace(findings, actors=Blocks.of(findings.actors).replaced(number, number + 1, (changed,)))

    return apply


def _event_handler(change: Callable[[Event, Correction], Event]) -> Handler:
    """A handler that applies `change` to the event of the first anchor."""

    def apply(findings: Findings, correction: Correction, by_hash: Mapping[str, Article]) -> Findings | None:
        event = event_at(findings, correction.anchors[0], by_hash)
        if event is None:
            return None
        changed = tuple(change(e, correction) if e.id == event.id else e for e in findings.events)
        return replace(findings, events=tuple(sorted(changed, key=by_day)))

    return apply


def by_day(event: Event) -> tuple[bool, date, date, str]:
    """Sort key of events: by day, those without one last."""
    return (event.start is None, event.start or date.max, event.end or date.max, event.id)


def _apply_merge_events(findings: Findings, correction: Correction, by_hash: Mapping[str, Article]) -> Findings | None:
    events = [event_at(findings, a, by_hash) for a in correction.anchors]
    ids = list(dict.fromkeys(e.id for e in events if e))
    if None in events:
        return None
    return merge_events(findings, ids, f"{decided_by(correction)} merged them.") if len(ids) > 1 else findings


def _apply_split_event(findings: Findings, correction: Correction, by_hash: Mapping[str, Article]) -> Findings | None:
    event = event_at(findings, correction.anchors[0], by_hash)
    article = by_hash.get(correction.anchors[0].sha256)
    return (
        split_reports(findings, event, [r for r in event.reports if r.article == article.id], decided_by(correction))
        if event and article
        else None
    )


def _rename(actor: Actor, correction: Correction) -> Actor:
    return _with_name(actor, correction.value, f"{decided_by(correction)} renamed this actor “{correction.value}”.")


def _set_days(event: Event, correction: Correction) -> Event:
    first, _, last = correction.value.partition("..")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    conflicts = tuple(c for c in event.conflicts if c != "day")
    return replace(
        event,
        start=start,
        end=end,
        granularity="day",
        sure=True,
        date_explanation=f"{decided_by(correction)} {SET_THIS_DAY}",
        conflicts=conflicts,
    )


def _set_place(event: Event, correction: Correction) -> Event:
    conflicts = tuple(c for c in event.conflicts if c != "place")
    return replace(
        event, place=correction.value, conflicts=conflicts, location=locate_as_set(correction.value, event.reports, decided_by(correction))
    )


def _apply_set_speaker(findings: Findings, correction: Correction, by_hash: Mapping[str, Article]) -> Findings | None:
    quotation = quotation_at(findings, correction.anchors[0], by_hash)
    if quotation is None:
        return None
    actor = actor_named(findings, correction.value)
    changed = replace(
        quotation,
        speaker=actor.id if actor else None,
        speaker_text=correction.value,
        explanation=f"{decided_by(correction)} set this speaker.",
    )
    return replace_quotation(findings, quotation.id, changed)


HANDLERS: Mapping[CorrectionKind, Handler] = {
    CorrectionKind.MERGE_ACTORS: _apply_merge_actors,
    CorrectionKind.SPLIT_ACTOR: _apply_split_actor,
    CorrectionKind.RENAME_ACTOR: _actor_handler(_rename),
    CorrectionKind.HIDE_ACTOR: _actor_handler(lambda actor, _: replace(actor, hidden=True)),
    CorrectionKind.MERGE_EVENTS: _apply_merge_events,
    CorrectionKind.SPLIT_EVENT: _apply_split_event,
    CorrectionKind.DATE_EVENT: _event_handler(_set_days),
    CorrectionKind.PLACE_EVENT: _event_handler(_set_place),
    CorrectionKind.HIDE_EVENT: _event_handler(lambda event, _: replace(event, hidden=True)),
    CorrectionKind.MARK_DISTINCT: mark_distinct,
    CorrectionKind.MARK_POSSIBLE: mark_distinct,
    CorrectionKind.SET_SPEAKER: _apply_set_speaker,
}
