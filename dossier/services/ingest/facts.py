"""Extraction as a step of ingest: the facts of an article, or a sentence why there are none."""

from dossier import extraction
from dossier.errors import DossierError
from dossier.extraction.nlp import supports
from dossier.model.article import Article
from dossier.model.facts import Facts


def extract_facts(article: Article, model: str) -> tuple[Facts, str]:
    """The facts of an article, and a sentence where there are none on purpose. Raises ModelMissing. Imports spaCy on first use."""
    if not supports(article.language):
        return Facts(article.id), f"Its language ({article.language}) is not supported: it can be searched, but no facts are extracted."
    try:
        return extraction.extract(article, model), ""
    except DossierError:
        raise
    except Exception as error:  # noqa: BLE001  one odd text must not lock the user out of all the others
        return Facts(article.id), f"No facts could be extracted ({type(error).__name__}: {error}); it can be searched."
