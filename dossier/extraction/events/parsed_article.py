"""Parsed article: what the extractors of events read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from dossier.extraction.segments.quote_marks import QuotedSpan
from dossier.model.time import TimeExpression

if TYPE_CHECKING:
    from dossier.extraction.coref.resolver import CorefResolver


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """The parse of an article with its quotation marks, time expressions and actors. `dateline` is the town before its text, `published` its
    publication day where known.
    """

    doc: Doc
    quoted_spans: Sequence[QuotedSpan]
    times: Sequence[TimeExpression]
    resolver: "CorefResolver"
    dateline: str = ""
    published: date | None = None
