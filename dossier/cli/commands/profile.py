"""A profile on the command line."""

from collections.abc import Iterable, Iterator
from typing import Any

from dossier.cli.rows import actor_row, days_row, entry_row
from dossier.model.profile import CoOccurrence, Occurrence, OutletUsage, Participation, Profile
from dossier.model.quotation import Quotation
from dossier.model.search_result import ActorRow
from dossier.phrases.core import format_event_days, long_day
from dossier.phrases.plural import pluralize
from dossier.services.review.explanations import source_of
from dossier.services.snapshot import Snapshot


def profile_row(snapshot: Snapshot, profile: Profile) -> dict[str, Any]:
    """A profile for JSON; offsets count in the article's text."""
    actor = profile.actor
    row = actor_row(ActorRow(actor, len(actor.articles), len(actor.mentions)))
    return row | {
        "first": profile.first.isoformat() if profile.first else None,
        "last": profile.last.isoformat() if profile.last else None,
        "names": [{"text": n.text, "count": n.count, "articles": n.articles, **_at(n.first)} for n in profile.names],
        "roles_printed": [{"text": r.text, "printed": [_at(w) | _source(snapshot, w.article) for w in r.printed]} for r in profile.roles],
        "events": [p.event.id for p in profile.events],
        "parts": [_participation_row(p) for p in profile.events],
        "quotes": [q.id for q in profile.quotations],
        "said": [
            {"id": q.id, "text": q.text, "cue": q.cue, "channel": q.channel, "article": q.article, **_source(snapshot, q.article)}
            for q in profile.quotations
        ],
        "quotes_about": [
            {"id": q.id, "text": q.text, "speaker": q.speaker_text, "article": q.article, **_source(snapshot, q.article)}
            for q in profile.quotations_about
        ],
        "mentioned_with": [_co_occurrence_row(c) for c in profile.co_occurrences],
        "sources": [{"outlet": s.outlet, "articles": s.articles, "mentions": s.mentions, **_at(s.first)} for s in profile.sources],
        "notes": [entry_row(entry) for entry in profile.entries],
    }


def _participation_row(part: Participation) -> dict[str, Any]:
    event = part.event
    return {
        "id": event.id,
        "kind": event.kind,
        "days": days_row(event),
        "place": event.place,
        "as": part.role,
        **_at(part.occurrence),
    }


def _co_occurrence_row(other: CoOccurrence) -> dict[str, Any]:
    row = {"id": other.actor.id, "name": other.actor.name, "sentences": other.sentences, "events": other.events}
    return row | {"articles": other.articles, **_at(other.together)}


def _at(occurrence: Occurrence) -> dict[str, Any]:
    return {"article": occurrence.article, "start": occurrence.span.start, "end": occurrence.span.end}


def _source(snapshot: Snapshot, article: str) -> dict[str, Any]:
    day = snapshot.published(article).day
    return {"outlet": snapshot.article(article).outlet, "published": day.isoformat() if day else None}


def profile_text(snapshot: Snapshot, profile: Profile) -> str:
    """A profile for people."""
    actor = profile.actor
    side = f", {actor.side}" if actor.side and actor.side != actor.name else ""
    days = f"first named {long_day(profile.first)}, last {long_day(profile.last)}" if profile.first and profile.last else "no day given"
    counts = f"{pluralize(len(actor.articles), 'article')}, {pluralize(len(actor.mentions), 'mention')}"
    lines = [f"{actor.name}  ({actor.kind.value}{side})  [{actor.id}]", f"{counts}; {days}"]
    return "\n".join([*lines, *(line for title, rows in _sections(snapshot, profile) for line in _section(title, rows))])


def _sections(snapshot: Snapshot, profile: Profile) -> Iterator[tuple[str, Iterable[str]]]:
    """The lists of a profile, each with its title."""
    yield "Names used", (f"{n.text}  ({pluralize(n.count, 'time')}, {pluralize(n.articles, 'article')})" for n in profile.names)
    yield "Roles", (f"{r.text}  ({'; '.join(source_of(snapshot, w.article) for w in r.printed)})" for r in profile.roles)
    yield "Events", map(_event_line, profile.events)
    yield "Said", (f"“{q.text}”  ({_quotation_source(snapshot, q)})  [{q.id}]" for q in profile.quotations)
    yield (
        "Said about it",
        (
            f"{q.speaker_text or 'unnamed speaker'}: “{q.text}”  ({source_of(snapshot, q.article)})  [{q.id}]"
            for q in profile.quotations_about
        ),
    )
    yield (
        "Beside",
        (f"{c.actor.name}  ({co_occurrence_counts(c.sentences, c.events, c.articles)})  [{c.actor.id}]" for c in profile.co_occurrences),
    )
    yield "Sources", map(_outlet_line, profile.sources)
    yield "Articles", (f"{snapshot.title_of(ident)}  [{ident}]" for ident in profile.actor.articles)
    yield (
        "Notes",
        (f"{e.kind.value} on {e.anchor.label}: {e.text or ' '.join('#' + t for t in e.tags) or '–'}" for e in profile.entries),
    )


def _event_line(part: Participation) -> str:
    event = part.event
    return f"{format_event_days(event)}  {event.kind}  {event.place or 'no place given'}  {part.role}  [{event.id}]"


def _quotation_source(snapshot: Snapshot, quotation: Quotation) -> str:
    return ", ".join(filter(None, (quotation.cue, quotation.channel, source_of(snapshot, quotation.article))))


def _outlet_line(usage: OutletUsage) -> str:
    counts = f"{pluralize(usage.articles, 'article')}, {pluralize(usage.mentions, 'mention')}"
    return f"{usage.outlet or 'no outlet named'}  ({counts})"


def co_occurrence_counts(sentences: int, events: int, articles: int) -> str:
    """The counts of a co-occurrence, the closest first: “2 sentences, 1 event, 3 articles”."""
    counts = ((sentences, "sentence"), (events, "event"), (articles, "article"))
    return ", ".join(pluralize(number, word) for number, word in counts if number)


def _section(title: str, rows: Iterable[str]) -> list[str]:
    lines = list(rows)
    return ["", f"{title} {len(lines)}", *(f"  {line}" for line in lines)] if lines else []
