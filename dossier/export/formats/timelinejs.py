"""A timeline for TimelineJS (its JSON format, version 3): one slide per event, dates no finer than they are known."""

import json
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

from dossier.export.context import ExportContext
from dossier.export.item_counts import has_day
from dossier.export.lookup import Lookup, headline
from dossier.export.place_columns import place_columns
from dossier.model.event import Event
from dossier.phrases.core import conflict_words, format_event_days, format_figure
from dossier.text.unsafe_characters import one_line

COARSE = {"month": ("year", "month"), "season": ("year", "month"), "year": ("year",)}
"""Granularity -> the parts of a date that are known at it."""


def timelinejs(context: ExportContext) -> Iterator[str]:
    """One JSON object; the first part opens it, then comes one part for each event that has a day."""
    lookup = Lookup(context)
    title = {"text": {"headline": _html(context.title), "text": _html(context.description)}, "unique_id": "title"}
    yield json.dumps({"scale": "human", "title": title}, ensure_ascii=False).removesuffix("}") + ', "events": ['
    separator = "\n"
    for event in filter(has_day, context.findings.events):
        yield separator + json.dumps(_slide(event, lookup), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _slide(event: Event, lookup: Lookup) -> dict[str, Any]:
    quotes = [f"<blockquote>{_html(r.text)}<br><cite>{_citation(r.article, lookup)}</cite></blockquote>" for r in event.reports]
    figures = ", ".join(dict.fromkeys(format_figure(f) for r in event.reports for f in r.figures))
    place = one_line(event.place)
    facts = " · ".join(v for v in (place, figures, f"sources differ on {conflict_words(event.conflicts)}" if event.conflicts else "") if v)
    return {
        "unique_id": event.id,
        "start_date": _date(event.start, event.granularity),
        "end_date": _date(event.end, event.granularity),
        "display_date": format_event_days(event),
        "group": event.kind,
        **{name: value for name, value in place_columns(event).items() if value is not None},
        "text": {"headline": _html(_first_up(headline(event, lookup))), "text": f"<p>{_html(facts)}</p>{''.join(quotes)}"},
    }


def _date(day: date | None, granularity: str) -> dict[str, int]:
    if day is None:
        return {}
    parts = {"year": day.year, "month": day.month, "day": day.day}
    return {name: parts[name] for name in COARSE.get(granularity, tuple(parts))}


def _citation(article_id: str, lookup: Lookup) -> str:
    day = lookup.day(article_id)
    url = lookup.articles[article_id].url
    words = _html(", ".join(v for v in (lookup.outlet(article_id), lookup.title(article_id), day.isoformat() if day else "") if v))
    return f'<a href="{escape(url)}">{words}</a>' if url.startswith(("http://", "https://")) else words


def _html(text: str) -> str:
    return escape(one_line(text))


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
