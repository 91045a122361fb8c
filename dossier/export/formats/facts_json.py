"""The facts format: one JSON object, byte-identical from run to run, written a row at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from dossier.export.context import ExportContext
from dossier.export.place_columns import place_columns
from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.event import CumulativeFigure, Event, Figure, SourceReport
from dossier.model.findings import ArticleLinks
from dossier.model.notebook import Entry
from dossier.model.quotation import Quotation

FORMAT, VERSION = "dossier-facts", 1


def facts_json(context: ExportContext) -> Iterator[str]:
    """The export in parts, one a row, with a final line feed; notes are included only where the context has entries."""
    head = {"format": FORMAT, "version": VERSION, "dossier": {"title": context.title, "generated_by": context.made_by}}
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "articles": article_rows(context),
        "actors": (actor_row(a) for a in context.findings.actors),
        "events": (event_row(e) for e in context.findings.events),
        "quotes": (quote_row(q) for q in context.findings.quotations),
    }
    if context.entries:
        rows["notes"] = (entry_row(e) for e in context.entries)
    for name, listed in rows.items():
        yield f',\n "{name}": ['
        between = ""
        for row in listed:
            yield between + "\n  " + json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n  ")
            between = ","
        yield "\n ]" if between else "]"
    yield "\n}\n"


def article_rows(context: ExportContext) -> Iterator[dict[str, Any]]:
    """Articles by publication day, those without one last."""
    links = {f.article: f for f in context.findings.articles}
    ordered = sorted(context.articles, key=lambda a: (_day(links[a.id].published.day) or "9999", a.file, a.id))
    return (_article(a, links[a.id]) for a in ordered)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _article(article: Article, links: ArticleLinks) -> dict[str, Any]:
    return {
        "id": article.id,
        "file": article.file,
        "sha256": article.sha256,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "language": article.language,
        "published": _day(links.published.day),
        "published_basis": links.published.basis.value,
        "published_why": links.published.explanation,
        "text": article.text,
        "captions": list(article.captions),
        "times": [
            {
                "start": t.expression.span.start,
                "end": t.expression.span.end,
                "text": t.expression.text,
                "value": t.resolution.value,
                "granularity": t.resolution.granularity,
                "why": t.resolution.explanation,
            }
            for t in links.times
        ],
        "cumulative": [_cumulative(c, article) for c in links.cumulative],
    }


def _cumulative(cumulative: CumulativeFigure, article: Article) -> dict[str, Any]:
    return _figure(cumulative.figure) | {
        "start": cumulative.span.start,
        "end": cumulative.span.end,
        "text": cumulative.span.of(article.text),
        "period": cumulative.period,
        "since": _day(cumulative.start),
        "says": cumulative.attributed_to,
    }


def actor_row(actor: Actor) -> dict[str, Any]:
    """An actor with every mention."""
    return {**actor_head(actor), "mentions": list(mention_rows(actor))}


def actor_head(actor: Actor) -> dict[str, Any]:
    """An actor without its mentions, of which there may be very many."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "aliases": list(actor.aliases),
        "roles": list(dict.fromkeys(r.text for r in actor.roles)),
        "side": actor.side,
    }


def mention_rows(actor: Actor) -> Iterator[dict[str, Any]]:
    """The mentions of an actor."""
    for mention in actor.mentions:
        yield {"article": mention.article, "start": mention.span.start, "end": mention.span.end, "text": mention.text}


def _figures(reports: Sequence[SourceReport]) -> list[dict[str, Any]]:
    return [_figure(f) | {"article": r.article} for r in reports for f in r.figures]


def _figure(figure: Figure) -> dict[str, Any]:
    return {"name": figure.name, "value": figure.value, "at_least": figure.at_least, "about": figure.about}


def event_row(event: Event) -> dict[str, Any]:
    """An event with its reports and each source's figures."""
    return {
        "id": event.id,
        "kind": event.kind,
        "subkind": event.subkind,
        "status": event.status.value,
        "start": _day(event.start),
        "end": _day(event.end),
        "granularity": event.granularity,
        "date_why": event.date_explanation,
        "place": event.place,
        **place_columns(event),
        "place_why": event.location.explanation if event.location else "",
        "participants": list(event.participants),
        "attacker": event.attacker,
        "attacker_words": event.attacker_words,
        "weapon": event.weapon,
        "figures": _figures(event.reports),
        "conflicts": list(event.conflicts),
        "merge_why": event.merge_explanation,
        "reports": [
            {"article": r.article, "start": r.span.start, "end": r.span.end, "text": r.text, "says": r.attributed_to} for r in event.reports
        ],
    }


def quote_row(quote: Quotation) -> dict[str, Any]:
    """A quotation with its speaker."""
    return {
        "id": quote.id,
        "article": quote.article,
        "start": quote.span.start,
        "end": quote.span.end,
        "text": quote.text,
        "speaker": quote.speaker,
        "speaker_text": quote.speaker_text,
        "source": {"start": quote.source.start, "end": quote.source.end, "text": quote.source_text} if quote.source else None,
        "cue": quote.cue_lemma or quote.cue,
        "cue_text": quote.cue,
        "channel": quote.channel,
        "kind": quote.kind.value,
        "same_as": list(quote.same_as),
    }


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry of the notebook with its anchor."""
    anchor = entry.anchor
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "text": entry.text,
        "tags": list(entry.tags),
        "status": entry.status.value,
        "anchor": {
            "kind": anchor.kind.value,
            "sha256": anchor.sha256,
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
            "label": anchor.label,
        },
        "target": entry.target or None,
        "detached": entry.detached,
        "origin": entry.origin or None,
    }
