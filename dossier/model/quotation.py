"""Words between marks, and whose they are."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.span import Span


class QuotationKind(StrEnum):
    """DIRECT is a clause or more, FRAGMENT a few words inside the reporter's sentence."""

    DIRECT = "direct"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class ExtractedQuotation:
    """A quotation as one article prints it (source, cue and content of the attribution corpora).

    `span` and `text` leave the marks out. `speaker` is the key of a local actor, None where no actor fits;
    `speaker_text` is the fullest naming in the article. `source` is the span that names the speaker where the words
    are attributed, as printed; `cue` the cue word as printed; `channel` where they were said ("Telegram"), or empty.
    `why` names the rule that gave the speaker, as a sentence for people. `cue_lemma` is the cue's dictionary form ("say").
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
    """A quotation of the dossier: as `LocalQuotation`, with actor and article ids.

    `same_as` are ids of the same words elsewhere (exact, trimmed or reworded), `differs` says in words what was dropped
    or changed against the first of them, or is empty.
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
