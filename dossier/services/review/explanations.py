"""Explanations: the reasons stored in the findings, as rows for people."""

from dataclasses import replace
from datetime import date

from dossier.linking.corrections.replay import SET_THIS_DAY
from dossier.linking.events.conflicts import certain_days
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import DateEvidence, Event, SourceReport
from dossier.model.explanation import CitedPassage, Explanation
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.model.time import Resolution
from dossier.phrases.core import format_event_days
from dossier.phrases.likelihood import report_sentence
from dossier.services.review.date_candidates import date_candidates, dating_report
from dossier.services.snapshot import Item, Snapshot

SHOWN = 5


def explain(snapshot: Snapshot, item: Item) -> Explanation:
    """The reasons for an article's day, an actor's names, an event's days and merges, or a quotation's speaker."""
    if isinstance(item, Article):
        return replace(_why_article(snapshot, item), ident=item.id, kind="article")
    if isinstance(item, Actor):
        return replace(_why_actor(snapshot, item), ident=item.id, kind="actor")
    if isinstance(item, Event):
        return replace(_why_event(snapshot, item), ident=item.id, kind="event")
    return replace(_why_quotation(snapshot, item), ident=item.id, kind="quotation")


def passage(snapshot: Snapshot, article: str, span: Span, label: str = "") -> CitedPassage:
    """A passage of an article with the number of its paragraph."""
    known = snapshot.article(article)
    number = next((p.number for p in known.paragraphs() if p.span.overlaps(span)), 0)
    return CitedPassage(article, span, span.of(known.text), number, label)


def source_of(snapshot: Snapshot, article: str) -> str:
    """Outlet and day of an article, as a reader would cite it."""
    day = snapshot.published(article).day
    return f"{snapshot.article(article).outlet or 'no outlet named'}, {day.isoformat() if day else 'no day given'}"


def _why_article(snapshot: Snapshot, article: Article) -> Explanation:
    published = snapshot.published(article.id)
    rows = [
        ("Published", published.day.isoformat() if published.day else "not known"),
        ("Known by", published.basis.value),
        ("Because", published.explanation),
    ]
    near = snapshot.links[article.id].near_duplicates if article.id in snapshot.links else ()
    rows += [("Same text", snapshot.title_of(other)) for other in near]
    times = snapshot.links[article.id].times if article.id in snapshot.links else ()
    rows += [(f"“{t.expression.text}”", f"{_days(t.resolution)}: {t.resolution.explanation}") for t in times]
    rows += [("Total", words) for words in snapshot.totals_of(article.id)]
    return Explanation(
        f"Why this day: {snapshot.title_of(article.id)}", tuple(rows), anchor=published.day, start=published.day, end=published.day
    )


def _why_actor(snapshot: Snapshot, actor: Actor) -> Explanation:
    rows = [("Name", actor.name), ("Kind", actor.kind.value)]
    rows += [("Also", ", ".join(actor.aliases))] if actor.aliases else []
    rows += [("Because", sentence) for sentence in actor.explanation]
    rows += [("Perhaps", f"the same as {snapshot.actors[other].name}") for other in actor.possible_duplicates if other in snapshot.actors]
    rows += [("Role", f"{r.text} ({source_of(snapshot, r.article)})") for r in actor.roles[:SHOWN]]
    rows += [("Side", actor.side)] if actor.side else []
    passages = [
        passage(snapshot, r.article, _context(snapshot, r.article, r.span), r.text) for r in (*actor.roles, *actor.affiliation_evidence)
    ]
    return Explanation(f"Why one actor: {actor.name}", tuple(rows), passages=tuple(dict.fromkeys(passages))[:SHOWN])


def _why_event(snapshot: Snapshot, event: Event) -> Explanation:
    dating = dating_report(event)
    chosen = dating[1] if dating else None
    others = [r for report in event.reports for r in report.date_evidence if chosen is None or _reported_day(r) != _reported_day(chosen)]
    rows = [("Day", format_event_days(event) if chosen else event.date_explanation or "no date reported")]
    rows += [("Because", event.date_explanation)] if event.date_explanation.endswith(SET_THIS_DAY) else []
    rows += _day_rows(snapshot, chosen) if chosen else []
    rows += [("Also reported by", _also(snapshot, r, event)) for r in others]
    rows += [("Place", _place(event))] if event.place else []
    rows += [("One event", event.merge_explanation)] if event.merge_explanation else []
    rows += _likely_rows(snapshot, event)
    rows += [
        ("Perhaps", f"the same as {snapshot.label_of(snapshot.events[other])}")
        for other in event.possible_duplicates
        if other in snapshot.events
    ]
    rows += [("Sources differ", _values_in_conflict(snapshot, event, point)) for point in event.conflicts]
    return Explanation(
        f"Why this day: {snapshot.label_of(event)}",
        tuple(dict.fromkeys(rows)),
        candidates=date_candidates(event),
        passages=tuple(passage(snapshot, r.article, r.span, source_of(snapshot, r.article)) for r in event.reports),
        anchor=chosen.anchor if chosen else None,
        start=event.start,
        end=event.end,
    )


def _likely_rows(snapshot: Snapshot, event: Event) -> list[tuple[str, str]]:
    """How likely it is that the reports of several articles are of one event."""
    if len(event.articles) < 2 or (weakest := snapshot.likelihoods.weakest(event)) is None:
        return []
    return [("How likely", report_sentence(snapshot.title_of(weakest.article), weakest.likelihood, is_weakest=True))]


def _place(event: Event) -> str:
    """The place of an event, and what it stands for in the world list."""
    if event.location is None:
        return event.place
    place, coordinates = event.location.place, event.location.coordinates
    at = f" ({coordinates[0]:.2f}, {coordinates[1]:.2f})" if coordinates else ""
    is_told = place is None or place.full_name == event.place or place.full_name in event.location.explanation
    name = "" if is_told or place is None else f": {place.full_name}"
    return f"{event.place}{name}{at}. {event.location.explanation}"


def _day_rows(snapshot: Snapshot, reason: DateEvidence) -> list[tuple[str, str]]:
    """The words, the anchor, the rule and the result from which an event has its days."""
    source = source_of(snapshot, reason.article)
    rows = [("Words", f"“{reason.words}” ({source})" if reason.words else f"no date in the sentence ({source})")]
    rows += [("Anchor", f"{reason.anchor.isoformat()}. {reason.anchor_why}")] if reason.anchor else []
    return [*rows, ("Rule", reason.rule), ("Result", _days(reason))]


def _reported_day(reason: DateEvidence) -> tuple[str, str, date | None, date | None]:
    """What one source says of the day."""
    return reason.article, reason.words, reason.start, reason.end


def _also(snapshot: Snapshot, reason: DateEvidence, event: Event) -> str:
    """Another source's words for the day, and whether they agree."""
    source = f"{source_of(snapshot, reason.article)}: “{reason.words}”" if reason.words else source_of(snapshot, reason.article)
    if reason.start is None or event.start is None or event.end is None:
        return f"{source}, which gives no date"
    if reason.start <= event.end and (reason.end or reason.start) >= event.start:
        return f"{source}, {_days(reason)}: agrees"
    return f"{source}, {_days(reason)}: {'differs' if 'day' in event.conflicts else 'less certain'}"


def _days(reason: DateEvidence | Resolution) -> str:
    if reason.start is None:
        return "no day"
    if reason.end in (None, reason.start):
        return reason.start.isoformat()
    return f"{reason.start.isoformat()} to {reason.end.isoformat()}"


def _values_in_conflict(snapshot: Snapshot, event: Event, point: str) -> str:
    values = [(source_of(snapshot, r.article), value) for r in event.reports if (value := _value(snapshot, r, point))]
    return f"{point.replace('_', ' ')}: " + "; ".join(f"{value} ({source})" for source, value in dict.fromkeys(values))


def _value(snapshot: Snapshot, report: SourceReport, point: str) -> str:
    if point == "day":
        return report.start.isoformat() if report.start and certain_days([report]) else ""
    if point == "place":
        return report.place
    if point == "who":
        who = (report.attacker,) if report.attacker else report.participants
        return ", ".join(snapshot.actors[ident].name for ident in who if ident in snapshot.actors)
    return ", ".join(f"{'at least ' if f.at_least else ''}{f.value}" for f in report.figures if f.name == point)


def _why_quotation(snapshot: Snapshot, quotation: Quotation) -> Explanation:
    rows = [("Speaker", quotation.speaker_text or "no name given"), ("Because", quotation.explanation)]
    text = snapshot.article(quotation.article).text
    rows += [("Named as", _named_as(snapshot, quotation, quotation.source.of(text)))] if quotation.source else []
    rows += [("Cue", f"“{quotation.cue}”")] if quotation.cue else []
    rows += [("Channel", quotation.channel)] if quotation.channel else []
    for other in (snapshot.quotations[i] for i in quotation.same_as if i in snapshot.quotations):
        rows.append(("Also in", f"{source_of(snapshot, other.article)}{': ' + other.differs if other.differs else ''}"))
    spans = [quotation.span] + ([quotation.source] if quotation.source else [])
    around = Span(min(s.start for s in spans), max(s.end for s in spans))
    return Explanation(
        f"Why this speaker: {quotation.speaker_text or 'unnamed speaker'}",
        tuple(rows),
        passages=(passage(snapshot, quotation.article, around),),
    )


def _named_as(snapshot: Snapshot, quotation: Quotation, printed: str) -> str:
    """The printed mention of the speaker, and the actor that it refers to where it is no part of the name."""
    actor = snapshot.actors.get(quotation.speaker or "")
    names = {word.casefold() for name in (actor.name, *actor.aliases) for word in name.split()} if actor else set()
    if actor is None or names & {word.casefold().removesuffix("'s").removesuffix("’s") for word in printed.split()}:
        return f"“{printed}”"
    return f"“{printed}”, which refers to {actor.name}: the last person mentioned who fits"


def _context(snapshot: Snapshot, article: str, span: Span) -> Span:
    """The paragraph around a span, cut to 200 characters on either side."""
    around = next((p.span for p in snapshot.article(article).paragraphs() if p.span.overlaps(span)), span)
    return Span(max(around.start, span.start - 200), min(around.end, span.end + 200))
