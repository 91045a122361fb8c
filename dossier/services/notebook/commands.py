"""Notebook commands: their result, and the corrections they store."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from dossier import storage
from dossier.errors import DossierError
from dossier.model.article import Article
from dossier.model.ingest import ArticleMetadata
from dossier.model.notebook import Anchor, AnchorKind, Correction, CorrectionKind, Entry
from dossier.runtime.config import LANGUAGE
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


def set_metadata(
    notebook: "storage.Notebook", article: Article, metadata: ArticleMetadata, *, known: Collection[int] | None = None
) -> CommandResult:
    """Stores title, outlet, publication day and language of an article as the user knows them. Raises DossierError where nothing is
    given, for a day or a language that is none, and as `add_correction` does.
    """
    values = {name: value for name in ("title", "outlet", "published", "language") if (value := getattr(metadata, name))}
    if not values:
        raise DossierError("Nothing to set.", do="Give --title, --outlet, --published or --language.")
    if "published" in values:
        try:
            values["published"] = date.fromisoformat(values["published"]).isoformat()
        except ValueError as error:
            raise DossierError(f"“{values['published']}” is not a date.", do="Write it as 2026-02-05.") from error
    if "language" in values and not LANGUAGE.fullmatch(values["language"]):
        raise DossierError(f"“{values['language']}” is not a language code.", do="Use a two-letter code, such as en.")
    sentence = f"Updated {title_of(article)}: {', '.join(f'{name} {value}' for name, value in values.items())}."
    return add_correction(notebook, CorrectionKind.SET_METADATA, (article_anchor(article),), sentence, values=values, known=known)
