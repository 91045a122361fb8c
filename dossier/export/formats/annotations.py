"""Every passage as a W3C Web Annotation (data model, recommendation of 2017): reports, quotations, and the user's notes."""

import base64
import json
import uuid
from collections.abc import Iterator
from typing import Any

from dossier.export.context import ExportContext
from dossier.export.lookup import Lookup, headline
from dossier.model.article import articles_by_hash
from dossier.model.event import Event, SourceReport
from dossier.model.notebook import AnchorKind, Entry, EntryKind
from dossier.model.quotation import Quotation
from dossier.model.span import Span
from dossier.phrases.core import format_event_days, format_figure
from dossier.text.anchors import CONTEXT

CONTEXT_IRI = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:dossier:annotation")
Json = dict[str, Any]


def annotations(context: ExportContext) -> Iterator[str]:
    """An AnnotationCollection with a single page; one part per annotation. It contains no timestamps but those of the user's own notes."""
    total = sum(len(e.reports) for e in context.findings.events) + len(context.findings.quotations) + len(context.entries)
    name = _urn("collection", context.title, *(a.sha256 for a in context.articles))
    head = {"@context": CONTEXT_IRI, "id": name, "type": "AnnotationCollection", "label": context.title, "total": total}
    page = {"id": _urn("page", name), "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    yield json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "first": '
    yield json.dumps(page, ensure_ascii=False).removesuffix("}") + ', "items": ['
    separator = "\n"
    for item in _items(context):
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}}\n"


def _items(context: ExportContext) -> Iterator[Json]:
    lookup = Lookup(context)
    counts: dict[str, int] = {}
    for event in context.findings.events:
        for report in event.reports:
            yield _with_unique_id(_report(event, report, lookup), counts)
    for quotation in context.findings.quotations:
        yield _with_unique_id(_quotation(quotation, lookup), counts)
    hashes = {sha256: a.id for sha256, a in articles_by_hash(context.articles).items()}
    for entry in context.entries:
        yield _note(entry, hashes, lookup)


def _with_unique_id(item: Json, counts: dict[str, int]) -> Json:
    """The item, with a distinct id where an equal passage came before."""
    count = counts[item["id"]] = counts.get(item["id"], 0) + 1
    return item if count == 1 else {**item, "id": _urn(item["id"], str(count))}


def _urn(*parts: str) -> str:
    return uuid.uuid5(NAMESPACE, "\n".join(parts)).urn


def article_iri(sha256: str) -> str:
    """URI of a file by its hash (RFC 6920), independent of the file's location."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def _target(lookup: Lookup, article_id: str, span: Span) -> Json:
    """The passage by its text, and by its position in the text as read by this program. Where the article has a URL, that names the
    page, whose offsets are different, so the position is left out.
    """
    article = lookup.articles[article_id]
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(article.text),
        "prefix": article.text[max(0, span.start - CONTEXT) : span.start],
        "suffix": article.text[span.end : span.end + CONTEXT],
    }
    if article.url.startswith(("http://", "https://")):
        return {"type": "SpecificResource", "source": article.url, "selector": quote}
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": article_iri(article.sha256), "selector": [quote, position]}


def _body(text: str, purpose: str, form: str = "text/plain") -> Json:
    return {"type": "TextualBody", "value": text, "format": form, "purpose": purpose}


def _report(event: Event, report: SourceReport, lookup: Lookup) -> Json:
    figures = ", ".join(format_figure(f) for f in report.figures)
    words = " · ".join(v for v in (headline(event, lookup), format_event_days(event), event.place, figures) if v)
    return {
        "id": _urn("report", event.id, lookup.articles[report.article].sha256, str(report.span.start), str(report.span.end)),
        "type": "Annotation",
        "motivation": "classifying",
        "body": [_body(words, "describing"), _body(event.kind, "tagging")],
        "target": _target(lookup, report.article, report.span),
    }


def _quotation(quotation: Quotation, lookup: Lookup) -> Json:
    speaker = next(iter(lookup.names([quotation.speaker])), "") or quotation.speaker_text or "speaker not named"
    return {
        "id": _urn("quotation", lookup.articles[quotation.article].sha256, str(quotation.span.start), str(quotation.span.end)),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [_body(speaker, "identifying"), _body("quotation", "tagging")],
        "target": _target(lookup, quotation.article, quotation.span),
    }


def _note(entry: Entry, hashes: dict[str, str], lookup: Lookup) -> Json:
    anchor = entry.anchor
    url = lookup.articles[hashes[anchor.sha256]].url if anchor.sha256 in hashes else ""
    source = url if url.startswith(("http://", "https://")) else article_iri(anchor.sha256) if anchor.sha256 else ""
    target: Json | str
    if not source:
        target = _urn(anchor.kind.value, anchor.exact)
    elif anchor.kind is AnchorKind.ARTICLE or not anchor.exact:
        target = source
    else:
        selector = {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        target = {"type": "SpecificResource", "source": source, "selector": selector}
    bodies = [_body(entry.text, "commenting", "text/markdown")] if entry.text else []
    bodies += [_body(tag, "tagging") for tag in (*entry.tags, *([entry.status.value] if entry.status else []))]
    note: Json = {
        "id": _urn("note", str(entry.id), entry.created.isoformat(), anchor.label),
        "type": "Annotation",
        "motivation": "bookmarking" if entry.kind is EntryKind.BOOKMARK else "commenting",
        "created": f"{entry.created:%Y-%m-%dT%H:%M:%SZ}",
        "modified": f"{entry.changed:%Y-%m-%dT%H:%M:%SZ}",
        "target": target,
    }
    creator = {"creator": {"type": "Person", "name": entry.origin}} if entry.origin else {}
    return note | creator | ({"body": bodies} if bodies else {})
