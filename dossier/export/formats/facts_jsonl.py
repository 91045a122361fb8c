"""The facts as JSON Lines: one object a line, each with a `type`, written as they are read."""

import json
from collections.abc import Iterator
from typing import Any

from dossier.export.context import ExportContext
from dossier.export.formats.facts_json import FORMAT, VERSION, actor_head, article_rows, entry_row, event_row, mention_rows, quote_row


def facts_lines(context: ExportContext) -> Iterator[str]:
    """A line for the dossier, then for each article, actor, mention, event, quotation and note, with the fields of the facts format.

    Mentions are lines of their own and not repeated in their actor's.
    """
    for kind, row in _rows(context):
        yield json.dumps({"type": kind, **row}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _rows(context: ExportContext) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "dossier", {"format": FORMAT, "version": VERSION, "title": context.title, "generated_by": context.made_by}
    for article in article_rows(context):
        yield "article", article
    for actor in context.findings.actors:
        yield "actor", actor_head(actor)
        for mention in mention_rows(actor):
            yield "mention", {"actor": actor.id, **mention}
    for event in context.findings.events:
        yield "event", event_row(event)
    for quote in context.findings.quotations:
        yield "quote", quote_row(quote)
    for entry in context.entries:
        yield "note", entry_row(entry)
