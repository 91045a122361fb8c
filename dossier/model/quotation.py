"""Quotations: as one article prints them, and as linked across the dossier."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.span import Span


class QuotationKind(StrEnum):
    """Kind of a quotation: DIRECT is a clause or more, FRAGMENT a few words inside the reporter's sentence."""

    DIRECT = "direct"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class ExtractedQuotation:
    """A quotation of one article (with source, cue and content as in attribution corpora).

    `span` and `text` exclude the quotation marks. `speaker` is the key of an entity cluster, None where there is none;
    `speaker_text` is the speaker's fullest name in the article. `source` is the span that names the speaker at the
    quotation; `cue` is the cue word as printed, `cue_lemma` its lemma ("say"); `channel` is the medium ("Telegram"), or
    empty. `explanation` names the rule that gave the speaker, as a sentence. `continues` is true where it continues an earlier
    quotation.
    """

    span: Span
    text: str
    kind: QuotationKind
    speaker: int | None
    speaker_text: str
    source: Span | None
    cue: str
    cue_span: Span | None
    channel: str
    explanation: str
    continues: bool = False
    cue_lemma: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of the dossier: as `ExtractedQuotation`, with actor and article ids.

    `same_as` are ids of the same words in other articles (exact, trimmed or reworded); `differs` describes the differences
    from the first of them in words, or is empty.
    """

    id: str
    article: str
    span: Span
    text: str
    kind: QuotationKind
    speaker: str | None
    speaker_text: str
    source: Span | None
    source_text: str
    cue: str
    channel: str
    explanation: str
    same_as: tuple[str, ...] = ()
    differs: str = ""
    cue_lemma: str = ""
