"""Choice of the search engine: when the faster one is suggested."""

from dossier.runtime.config import DossierSettings
from dossier.search.engines import TANTIVY, WHOOSH, is_tantivy_installed
from dossier.storage.facts import FactsStore

SLOW_FROM = 5_000
"""Articles from which Whoosh takes long: see docs/scale.md."""
SUGGESTED = "engine suggested"
"""The name under which the store of facts keeps that the faster engine was suggested."""


def engine_suggestion(settings: DossierSettings, articles: int) -> str:
    """A sentence that suggests tantivy for a dossier of this many articles; empty where it is small or has that engine."""
    if settings.engine != WHOOSH or articles < SLOW_FROM:
        return ""
    install = "" if is_tantivy_installed() else ' after pip install "dossier-tui[fast]"'
    return (
        f"With {articles:,} articles the search engine tantivy is faster, with the same answers: dossier index --engine {TANTIVY}{install}."
    )


def suggest_once(settings: DossierSettings, articles: int, store: FactsStore) -> tuple[str, ...]:
    """The suggestion, where it was not made to this dossier before."""
    suggestion = engine_suggestion(settings, articles)
    if not suggestion or store.meta(SUGGESTED):
        return ()
    store.set_meta(SUGGESTED, TANTIVY)
    return (suggestion,)
