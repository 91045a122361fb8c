"""Events for a calendar (RFC 5545): all-day entries, tentative where planned or where the day is a guess."""

from collections.abc import Iterator
from datetime import date, timedelta

from dossier.export.context import ExportContext
from dossier.export.item_counts import has_day
from dossier.export.lookup import Lookup, headline
from dossier.model.event import Event, Status
from dossier.phrases.core import format_figure
from dossier.text.unsafe_characters import strip_unsafe

MOST = 75
"""Most octets in a line without its line break; longer lines are folded."""


def calendar(context: ExportContext) -> Iterator[str]:
    """One VCALENDAR; one part for each event that has a day."""
    lookup = Lookup(context)
    stamp = f"{lookup.stamp:%Y%m%dT%H%M%SZ}"
    yield _lines(("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//dossier//export//EN"), ("X-WR-CALNAME", _text(context.title)))
    for event in filter(has_day, context.findings.events):
        yield _event(event, lookup, stamp)
    yield _lines(("END", "VCALENDAR"))


def _event(event: Event, lookup: Lookup, stamp: str) -> str:
    start, end = event.start or date.min, event.end or date.min
    after = end + timedelta(days=1) if end < date.max else end
    confirmed = event.sure and event.status is Status.OCCURRED and event.granularity == "day"
    urls = [u for a in event.articles if (u := lookup.articles[a].url).startswith(("http://", "https://"))]
    summary = headline(event, lookup)
    return _lines(
        ("BEGIN", "VEVENT"),
        ("UID", f"{event.id}@dossier"),
        ("DTSTAMP", stamp),
        ("DTSTART;VALUE=DATE", f"{start:%Y%m%d}"),
        ("DTEND;VALUE=DATE", f"{after:%Y%m%d}"),
        ("SUMMARY", _text(summary[:1].upper() + summary[1:])),
        *([("LOCATION", _text(event.place))] if event.place else []),
        ("DESCRIPTION", _text(_description(event, lookup))),
        ("CATEGORIES", ",".join(_text(c) for c in (event.kind, event.subkind) if c)),
        ("STATUS", "CONFIRMED" if confirmed else "TENTATIVE"),
        ("TRANSP", "TRANSPARENT"),
        *([("URL", strip_unsafe(urls[0]).replace("\n", ""))] if urls else []),
        ("END", "VEVENT"),
    )


def _description(event: Event, lookup: Lookup) -> str:
    lines = [event.date_explanation] if event.date_explanation else []
    for report in event.reports:
        figures = ", ".join(format_figure(f) for f in report.figures)
        lines.append(f"{lookup.outlet(report.article)}: {report.text}{f' ({figures})' if figures else ''}")
    return "\n".join(lines)


def _text(words: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line feed escaped, other controls gone."""
    flat = strip_unsafe(words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return flat.replace("\n", "\\n")


def _lines(*properties: tuple[str, str]) -> str:
    return "".join(f"{_fold(f'{name}:{value}')}\r\n" for name, value in properties)


def _fold(line: str) -> str:
    """A line in parts of at most 75 octets, each but the first begun by a space; no character is cut."""
    parts, part = [], ""
    size = 0
    for letter in line:
        width = len(letter.encode())
        if size + width > MOST:
            parts.append(part)
            part, size = " ", 1
        part += letter
        size += width
    return "\r\n".join([*parts, part])
