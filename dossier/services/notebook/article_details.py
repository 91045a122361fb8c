"""Article details: title, outlet, publication day and language of articles as the user gives them."""

from collections.abc import Collection, Sequence
from datetime import date

from dossier import reading, storage
from dossier.errors import DossierError
from dossier.model.article import Article
from dossier.model.ingest import ArticleMetadata
from dossier.model.notebook import CorrectionKind
from dossier.phrases.plural import pluralize
from dossier.runtime.config import LANGUAGE
from dossier.services.notebook.commands import CommandResult, add_correction, article_anchor
from dossier.services.snapshot import title_of
from dossier.text.typed_days import parse_typed_days

DAY_HINT = "Use a form such as 2026-02-05, 5 Feb 2026 or 05.02.2026."
FIELDS = ("title", "outlet", "published", "language")


def set_metadata(
    notebook: "storage.Notebook", articles: Sequence[Article], metadata: ArticleMetadata, *, known: Collection[int] | None = None
) -> CommandResult:
    """Stores title, outlet, publication day and language of articles as the user knows them, as one step to undo. Raises DossierError where
    nothing is given, for a day or a language that is not valid, and as `add_correction` does.
    """
    values = _checked(metadata)
    if not articles or not values:
        raise DossierError("Nothing to set.", do="Give --title, --outlet, --published or --language.")
    details = ", ".join(f"{name} {value}" for name, value in values.items())
    names = title_of(articles[0]) if len(articles) == 1 else pluralize(len(articles), "article")
    sentence = f"Updated {names}: {details}."
    with notebook.command(sentence):
        for article in articles:
            add_correction(notebook, CorrectionKind.SET_METADATA, (article_anchor(article),), sentence, values=values, known=known)
    return CommandResult(sentence, changed=True)


def _checked(metadata: ArticleMetadata) -> dict[str, str]:
    """The details that are given, without line breaks and spaces around them; the day in ISO form. Raises DossierError."""
    values = {name: text for name in FIELDS if (text := " ".join(getattr(metadata, name).split()))}
    if "published" in values:
        values["published"] = parse_publication_day(values["published"]).isoformat()
    if "language" in values:
        values["language"] = values["language"].lower()
        if not LANGUAGE.fullmatch(values["language"]):
            raise DossierError(f"“{metadata.language}” is not a language code.", do="Use a two-letter code, such as en.")
    return values


def parse_publication_day(text: str) -> date:
    """One day as a user types it, or as articles print it in any language that is read: “5 février 2026”. Raises DossierError."""
    try:
        first, last = parse_typed_days(text)
    except DossierError as error:
        if day := reading.parse_day(text):
            return day
        raise DossierError(error.what, do=DAY_HINT) from error
    if first != last:
        raise DossierError(f"“{text}” is not a single day.", do=DAY_HINT)
    return first
