"""An actor's page on the command line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dossier.cli.rows import actor_row, entry_row
from dossier.model.profile import CoOccurrence, Occurrence, Participation, Profile
from dossier.model.search_result import ActorRow
from dossier.phrases.core import format_event_days, long_day, pluralize
from dossier.services.review.explanations import source_of

if TYPE_CHECKING:
    from dossier.api import Dossier


def profile_row(opened: "Dossier", told: Profile) -> dict[str, Any]:
    """An actor's page for JSON; offsets count in the article's text."""
    actor = told.actor
    row = actor_row(ActorRow(actor, len(actor.articles), len(actor.mentions)))
    return row | {
        "first": told.first.isoformat() if told.first else None,
        "last": told.last.isoformat() if told.last else None,
        "names": [{"text": n.text, "count": n.count, "articles": n.articles, **_at(n.first)} for n in told.names],
        "roles_printed": [{"text": r.text, "printed": [_at(w) | _source(opened, w.article) for w in r.printed]} for r in told.roles],
        "events": [p.event.id for p in told.events],
        "parts": [_participation_row(p) for p in told.events],
        "quotes": [q.id for q in told.quotations],
        "said": [
            {"id": q.id, "text": q.text, "cue": q.cue, "channel": q.channel, "article": q.article, **_source(opened, q.article)}
            for q in told.quotations
        ],
        "told_of": [
            {"id": q.id, "text": q.text, "speaker": q.speaker_text, "article": q.article, **_source(opened, q.article)}
            for q in told.sources_about
        ],
        "beside": [_co_occurrence_row(c) for c in told.co_occurrences],
        "sources": [{"outlet": s.outlet, "articles": s.articles, "mentions": s.mentions, **_at(s.first)} for s in told.sources],
        "notes": [entry_row(entry) for entry in told.entries],
    }


def _participation_row(part: Participation) -> dict[str, Any]:
    event = part.event
    return {
        "id": event.id,
        "kind": event.kind.value,
        "days": format_event_days(event),
        "place": event.place,
        "as": part.role,
        **_at(part.told),
    }


def _co_occurrence_row(other: CoOccurrence) -> dict[str, Any]:
    row = {"id": other.actor.id, "name": other.actor.name, "sentences": other.sentences, "events": other.events}
    return row | {"articles": other.articles, **_at(other.together)}


def _at(where: Occurrence) -> dict[str, Any]:
    return {"article": where.article, "start": where.span.start, "end": where.span.end}


def _source(opened: "Dossier", article: str) -> dict[str, Any]:
    day = opened.published(article).day
    return {"outlet": opened.article(article).outlet, "published": day.isoformat() if day else None}


def profile_text(opened: "Dossier", told: Profile) -> str:
    """An actor's page for people."""
    actor = told.actor
    held = opened.query.snapshot
    side = f", {actor.side}" if actor.side and actor.side != actor.name else ""
    days = f"first named {long_day(told.first)}, last {long_day(told.last)}" if told.first and told.last else "no day given"
    counts = f"{pluralize(len(actor.articles), 'article')}, {pluralize(len(actor.mentions), 'mention')}"
    lines = [f"{actor.name}  ({actor.kind.value}{side})  [{actor.id}]", f"{counts}; {days}"]
    lines += _section("Printed as", (f"{n.text}  ({n.count} times, {pluralize(n.articles, 'article')})" for n in told.names))
    lines += _section("Roles", (f"{r.text}  ({'; '.join(source_of(held, w.article) for w in r.printed)})" for r in told.roles))
    lines += _section(
        "Events",
        (
            f"{format_event_days(p.event)}  {p.event.kind.value}  {p.event.place or 'no place given'}  {p.role}  [{p.event.id}]"
            for p in told.events
        ),
    )
    lines += _section(
        "Said",
        (f"“{q.text}”  ({', '.join(filter(None, (q.cue, q.channel, source_of(held, q.article))))})  [{q.id}]" for q in told.quotations),
    )
    lines += _section(
        "Said of it",
        (f"{q.speaker_text or 'nobody named'}: “{q.text}”  ({source_of(held, q.article)})  [{q.id}]" for q in told.sources_about),
    )
    lines += _section(
        "Beside", (f"{c.actor.name}  ({company(c.sentences, c.events, c.articles)})  [{c.actor.id}]" for c in told.co_occurrences)
    )
    lines += _section(
        "Sources",
        (
            f"{s.outlet or 'no outlet named'}  ({pluralize(s.articles, 'article')}, {pluralize(s.mentions, 'mention')})"
            for s in told.sources
        ),
    )
    lines += _section("Articles", (f"{opened.title_of(a)}  [{a}]" for a in actor.articles))
    lines += _section(
        "Notes", (f"{e.kind.value} on {e.anchor.label}: {e.text or ' '.join('#' + t for t in e.tags) or '–'}" for e in told.entries)
    )
    return "\n".join(lines)


def company(sentences: int, events: int, articles: int) -> str:
    """“2 sentences, 1 event, 3 articles”: what names two actors together, the closest first."""
    counts = ((sentences, "sentence"), (events, "event"), (articles, "article"))
    return ", ".join(pluralize(number, word) for number, word in counts if number)


def _section(title: str, rows: Iterable[str]) -> list[str]:
    held = list(rows)
    return ["", f"{title} {len(held)}", *(f"  {row}" for row in held)] if held else []
