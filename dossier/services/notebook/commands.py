"""Notebook commands: their result, and the corrections they store."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dossier import storage
from dossier.model.article import Article
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, Entry
from dossier.services.snapshot import title_of


@dataclass(frozen=True, slots=True)
class CommandResult:
    """Result of a notebook command: a sentence for the user, the entry that was written, if any, and whether the findings changed."""

    sentence: str
    entry: Entry | None = None
    changed: bool = False


def add_correction(
    notebook: "storage.Notebook",
    kind: CorrectionKind,
    anchors: tuple[Anchor, ...],
    sentence: str,
    value: str = "",
    values: Mapping[str, str] | None = None,
    *,
    known: Collection[int] | None = None,
) -> CommandResult:
    """Stores a correction; the caller then invalidates the findings. `known` are the numbers of the corrections that these show: raises
    ChangedMeanwhile where another one of the same item was made since.
    """
    notebook.add_correction(Correction(0, kind, anchors, value, dict(values or {})), sentence, known)
    return CommandResult(sentence, changed=True)


def article_anchor(article: Article) -> Anchor:
    """An anchor on an article."""
    return Anchor(AnchorKind.ARTICLE, sha256=article.sha256, label=title_of(article))
