"""Rows of commands: items as mappings, for JSON and for lines."""

from typing import Any

from dossier.model.event import CumulativeFigure, Event, Figure
from dossier.model.facet import Facet
from dossier.model.notebook import Entry
from dossier.model.quotation import Quotation
from dossier.model.saved_search import SearchNews
from dossier.model.search_result import ActorRow, Hit
from dossier.phrases.core import format_event_days, format_figure
from dossier.services.snapshot import Snapshot


def hit_row(snapshot: Snapshot, hit: Hit) -> dict[str, Any]:
    """A hit with its snippets; offsets count in the article's text."""
    article, day = snapshot.article(hit.article), snapshot.published(hit.article).day
    return {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "opening": snapshot.title_of(article.id),
        "outlet": article.outlet,
        "published": day.isoformat() if day else None,
        "score": round(hit.score, 4),
        "hits": hit.count,
        "snippets": [
            {
                "start": s.span.start,
                "end": s.span.end,
                "text": s.text,
                "paragraph": s.paragraph,
                "marks": [{"start": m.start, "end": m.end} for m in s.marks],
            }
            for s in hit.snippets
        ],
    }


def actor_row(row: ActorRow) -> dict[str, Any]:
    """An actor with its counts for the query."""
    actor = row.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "aliases": list(actor.aliases),
        "roles": list(dict.fromkeys(r.text for r in actor.roles)),
        "side": actor.side,
        "articles": row.articles,
        "mentions": row.mentions,
    }


def days_row(event: Event) -> dict[str, Any]:
    """The days of an event: first and last as ISO dates, null where none is known, how precise and sure they are, and in words."""
    return {
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "precision": event.granularity,
        "sure": event.sure,
        "text": format_event_days(event),
    }


def _figure_row(figure: Figure, article: str) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": figure.value,
        "at_least": figure.at_least,
        "about": figure.about,
        "article": article,
        "text": format_figure(figure),
    }


def cumulative_row(snapshot: Snapshot, cumulative: CumulativeFigure, article: str) -> dict[str, Any]:
    """A total that belongs to no event; its source by name."""
    source = snapshot.actors.get(cumulative.attributed_to or "")
    return {
        **_figure_row(cumulative.figure, article),
        "period": cumulative.period,
        "since": cumulative.start.isoformat() if cumulative.start else None,
        "says": source.name if source else None,
    }


def event_row(snapshot: Snapshot, event: Event) -> dict[str, Any]:
    """An event; actors by name."""
    attacker = snapshot.actor(event.attacker).name if event.attacker else event.attacker_words or None
    participants = [snapshot.actor(p).name for p in event.participants]
    who = ", ".join(participants) if participants else " · ".join(v for v in (event.weapon, f"by {attacker}" if attacker else "") if v)
    return {
        "id": event.id,
        "kind": event.kind,
        "subkind": event.subkind,
        "status": event.status.value,
        "days": days_row(event),
        "place": event.place,
        "participants": participants,
        "attacker": attacker,
        "weapon": event.weapon,
        "target": event.target,
        "who": who,
        "figures": [_figure_row(figure, report.article) for report in event.reports for figure in report.figures],
        "sources": len(event.articles),
        "independent": event.independent_sources,
        "conflicts": list(event.conflicts),
        "reports": [{"article": r.article, "start": r.span.start, "end": r.span.end, "text": r.text} for r in event.reports],
    }


def quotation_row(snapshot: Snapshot, quotation: Quotation) -> dict[str, Any]:
    """A quotation with its speaker, article and span."""
    article, day = snapshot.article(quotation.article), snapshot.published(quotation.article).day
    return {
        "id": quotation.id,
        "speaker": snapshot.actor(quotation.speaker).name if quotation.speaker else quotation.speaker_text,
        "speaker_id": quotation.speaker,
        "cue": quotation.cue,
        "channel": quotation.channel,
        "kind": quotation.kind.value,
        "text": quotation.text,
        "article": quotation.article,
        "file": article.file,
        "start": quotation.span.start,
        "end": quotation.span.end,
        "outlet": article.outlet,
        "published": day.isoformat() if day else None,
        "same_as": list(quotation.same_as),
        "also_in": len({snapshot.quotation(ident).article for ident in quotation.same_as}),
        "differs": quotation.differs,
    }


def search_row(snapshot: Snapshot, news: SearchNews, description: str) -> dict[str, Any]:
    """A saved search with the number of its results now, and the articles that are new since it was last looked at, earliest first; its
    actors by their present ids.
    """
    saved, query, counts = news.search, news.search.query, news.counts
    new = [article for article in snapshot.by_day if article in news.new]
    return {
        "id": saved.id,
        "name": saved.name,
        "asked": description,
        "query": query.text,
        "days": [day.isoformat() for day in query.days] if query.days else None,
        "outlets": list(query.sources),
        "kinds": list(query.kinds),
        "tags": list(query.tags),
        "actors": list(query.actors),
        "articles": counts.articles,
        "events": counts.events,
        "quotations": counts.quotations,
        "new": len(new),
        "new_articles": [{"id": article, "title": snapshot.title_of(article), "file": snapshot.article(article).file} for article in new],
        "created": saved.created.isoformat(),
        "changed": saved.changed.isoformat(),
    }


def facet_row(facet: Facet) -> dict[str, Any]:
    """A facet; a number that its kind does not count is null."""
    counts = {word: number for number, word in facet.counts}
    return {
        "by": facet.filter.kind.value,
        "value": facet.filter.value,
        "name": facet.name,
        "articles": counts.get("article"),
        "events": counts.get("event"),
        "entries": counts.get("entry"),
        "chosen": facet.chosen,
    }


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry of the notebook."""
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "on": entry.anchor.label or entry.anchor.exact or "the dossier",
        "anchor": entry.anchor.kind.value,
        "target": entry.target,
        "text": entry.text,
        "tags": list(entry.tags),
        "status": entry.status.value,
        "created": entry.created.isoformat(),
        "changed": entry.changed.isoformat(),
        "detached": entry.detached,
        "origin": entry.origin,
    }
