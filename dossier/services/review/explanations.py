"""Why something is as it is: the reasons kept in the findings, put into rows for people."""

from dataclasses import replace

from dossier.linking.corrections.replay import SET_BY_USER
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import DateCandidate, DateEvidence, Event, SourceReport
from dossier.model.explanation import CitedPassage, Explanation
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import format_event_days
from dossier.services.snapshot import Item, Snapshot

SHOWN = 5


def explain(held: Snapshot, thing: Item) -> Explanation:
    """The reasons behind an article's day, an actor's names, an event's days and joins, a quotation's speaker."""
    if isinstance(thing, Article):
        return replace(_why_article(held, thing), ident=thing.id, kind="article")
    if isinstance(thing, Actor):
        return replace(_why_actor(held, thing), ident=thing.id, kind="actor")
    if isinstance(thing, Event):
        return replace(_why_event(held, thing), ident=thing.id, kind="event")
    return replace(_why_quotation(held, thing), ident=thing.id, kind="quotation")


def date_candidates(event: Event) -> tuple[DateCandidate, ...]:
    """The ways to read the words that date an event, each with the days that the event would have; the one that it has is chosen.

    Where the words tell one day of several ("a second day … on Saturday"), every reading is moved and lengthened alike.
    """
    told = _dating(event)
    if told is None:
        return ()
    report, reason = told
    first = next((r for r in reason.candidates if r.chosen), None)
    if first is None or report.start is None or report.end is None:
        return reason.candidates
    before, after = report.start - first.start, report.end - first.end
    moved = tuple(replace(r, start=r.start + before, end=max(r.start + before, r.end + after)) for r in reason.candidates)
    mine = [r for r in moved if (r.start, r.end) == (event.start, event.end)]
    if event.date_explanation != SET_BY_USER:
        return moved
    return tuple(replace(r, chosen=r in mine[:1]) for r in moved)


def _dating(event: Event) -> tuple[SourceReport, DateEvidence] | None:
    """The report and the words that an event has its days from: those that give just these days, else those that start with them."""
    told = [(report, reason) for report in event.reports for reason in report.date_evidence]
    same = (t for t in told if t[1].start and (t[1].start, t[1].end) == (event.start, event.end))
    near = (t for t in told if t[1].start and t[1].start == event.start)
    other = (t for t in told if (event.start, event.end) in {(r.start, r.end) for r in t[1].candidates})
    return next(same, None) or next(near, None) or next(other, None) or next((t for t in told if t[1].candidates), next(iter(told), None))


def passage(held: Snapshot, article: str, span: Span, label: str = "") -> CitedPassage:
    """A stretch of an article with the number of its paragraph."""
    told = held.article(article)
    number = next((p.number for p in told.paragraphs() if p.span.overlaps(span)), 0)
    return CitedPassage(article, span, span.of(told.text), number, label)


def source_of(held: Snapshot, article: str) -> str:
    """Outlet and day of an article, as a reader would cite it."""
    day = held.published(article).day
    return f"{held.article(article).outlet or 'no outlet named'}, {day.isoformat() if day else 'no day given'}"


def _why_article(held: Snapshot, article: Article) -> Explanation:
    told = held.published(article.id)
    rows = [("Published", told.day.isoformat() if told.day else "not known"), ("Known by", told.basis.value), ("Because", told.explanation)]
    near = held.links[article.id].near_duplicates if article.id in held.links else ()
    rows += [("Same text", held.title_of(other)) for other in near]
    times = held.links[article.id].times if article.id in held.links else ()
    rows += [(f"“{t.expression.text}”", f"{t.resolution.value or 'no day'}: {t.resolution.explanation}") for t in times]
    return Explanation(f"Why this day: {held.title_of(article.id)}", tuple(rows), anchor=told.day, start=told.day, end=told.day)


def _why_actor(held: Snapshot, actor: Actor) -> Explanation:
    rows = [("Name", actor.name), ("Kind", actor.kind.value)]
    rows += [("Also", ", ".join(actor.aliases))] if actor.aliases else []
    rows += [("Because", sentence) for sentence in actor.explanation]
    rows += [("Perhaps", f"the same as {held.actors[other].name}") for other in actor.possible_duplicates if other in held.actors]
    rows += [("Role", f"{r.text} ({source_of(held, r.article)})") for r in actor.roles[:SHOWN]]
    rows += [("Side", actor.side)] if actor.side else []
    passages = [passage(held, r.article, _sentence(held, r.article, r.span), r.text) for r in (*actor.roles, *actor.affiliation_evidence)]
    return Explanation(f"Why one actor: {actor.name}", tuple(rows), passages=tuple(dict.fromkeys(passages))[:SHOWN])


def _why_event(held: Snapshot, event: Event) -> Explanation:
    reasons = list({(r.article, r.words, r.rule): r for report in event.reports for r in report.date_evidence}.values())
    dating = _dating(event)
    chosen = dating[1] if dating else None
    rows = [("Day", format_event_days(event) if chosen else event.date_explanation or "no day is told")]
    rows += [("Because", event.date_explanation)] if event.date_explanation == SET_BY_USER else []
    rows += _day_rows(held, chosen) if chosen else []
    rows += [("Also told by", _also(held, r, event)) for r in reasons if r is not chosen]
    rows += [("One event", event.merge_explanation)] if event.merge_explanation else []
    rows += [("Perhaps", f"the same as {held.label_of(held.events[other])}") for other in event.possible_duplicates if other in held.events]
    rows += [("Sources differ", _differing(held, event, point)) for point in event.conflicts]
    return Explanation(
        f"Why this day: {held.label_of(event)}",
        tuple(dict.fromkeys(rows)),
        candidates=date_candidates(event),
        passages=tuple(passage(held, r.article, r.span, source_of(held, r.article)) for r in event.reports),
        anchor=chosen.anchor if chosen else None,
        start=event.start,
        end=event.end,
    )


def _day_rows(held: Snapshot, reason: DateEvidence) -> list[tuple[str, str]]:
    """The words, the anchor, the rule and the result behind the days of an event."""
    source = source_of(held, reason.article)
    rows = [("Words", f"“{reason.words}” ({source})" if reason.words else f"no day in the sentence ({source})")]
    rows += [("Anchor", f"{reason.anchor.isoformat()}. {reason.anchor_why}")] if reason.anchor else []
    return [*rows, ("Rule", reason.rule), ("Result", _days(reason))]


def _also(held: Snapshot, reason: DateEvidence, event: Event) -> str:
    """Another source's words for the day, and whether they agree."""
    said = f"{source_of(held, reason.article)}: “{reason.words}”" if reason.words else source_of(held, reason.article)
    if reason.start is None or event.start is None or event.end is None:
        return f"{said}, which gives no day"
    agrees = reason.start <= event.end and (reason.end or reason.start) >= event.start
    return f"{said}, {_days(reason)}: {'agrees' if agrees else 'differs'}"


def _days(reason: DateEvidence) -> str:
    if reason.start is None:
        return "no day"
    if reason.end in (None, reason.start):
        return reason.start.isoformat()
    return f"{reason.start.isoformat()} to {reason.end.isoformat()}"


def _differing(held: Snapshot, event: Event, point: str) -> str:
    told = [(source_of(held, r.article), value) for r in event.reports if (value := _told(held, r, point))]
    return f"{point.replace('_', ' ')}: " + "; ".join(f"{value} ({source})" for source, value in dict.fromkeys(told))


def _told(held: Snapshot, report: SourceReport, point: str) -> str:
    if point == "day":
        return report.start.isoformat() if report.start else ""
    if point == "place":
        return report.place
    if point == "who":
        return ", ".join(held.actors[p].name for p in report.participants if p in held.actors)
    return ", ".join(f"{'at least ' if f.at_least else ''}{f.value}" for f in report.figures if f.name.value == point)


def _why_quotation(held: Snapshot, quotation: Quotation) -> Explanation:
    rows = [("Speaker", quotation.speaker_text or "nobody is named"), ("Because", quotation.explanation)]
    text = held.article(quotation.article).text
    rows += [("Named as", _named_as(held, quotation, quotation.source.of(text)))] if quotation.source else []
    rows += [("Cue", f"“{quotation.cue}”")] if quotation.cue else []
    rows += [("Channel", quotation.channel)] if quotation.channel else []
    for other in (held.quotations[i] for i in quotation.same_as if i in held.quotations):
        rows.append(("Also in", f"{source_of(held, other.article)}{': ' + other.differs if other.differs else ''}"))
    spans = [quotation.span] + ([quotation.source] if quotation.source else [])
    around = Span(min(s.start for s in spans), max(s.end for s in spans))
    return Explanation(
        f"Why this speaker: {quotation.speaker_text or 'nobody named'}", tuple(rows), passages=(passage(held, quotation.article, around),)
    )


def _named_as(held: Snapshot, quotation: Quotation, printed: str) -> str:
    """What is printed for the speaker, and whom it stands for where that is no part of the name."""
    actor = held.actors.get(quotation.speaker or "")
    names = {word.casefold() for name in (actor.name, *actor.aliases) for word in name.split()} if actor else set()
    if actor is None or names & {word.casefold().removesuffix("'s").removesuffix("’s") for word in printed.split()}:
        return f"“{printed}”"
    return f"“{printed}”, which stands for {actor.name}: whoever was told of last and fits"


def _sentence(held: Snapshot, article: str, span: Span) -> Span:
    """The paragraph around a span, cut to 200 characters on either side."""
    around = next((p.span for p in held.article(article).paragraphs() if p.span.overlaps(span)), span)
    return Span(max(around.start, span.start - 200), min(around.end, span.end + 200))
