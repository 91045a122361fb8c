"""From the facts on disk to answers in memory: what the articles tell together, with the user's decisions replayed."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from dossier.errors import ModelMissing
from dossier.extraction.nlp import supports
from dossier.linking.corrections.replay import apply_corrections, with_user_metadata
from dossier.linking.link import link_documents
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import Findings
from dossier.model.ingest import SyncStatus
from dossier.runtime.config import DossierSettings
from dossier.runtime.paths import DossierPaths
from dossier.services.index import DerivedIndex
from dossier.services.ingest import sync
from dossier.services.ingest.sync import extract_facts
from dossier.services.ingest.text_methods import chosen_methods, read_as_chosen
from dossier.services.query.service import QueryService
from dossier.services.snapshot import Snapshot
from dossier.storage.notebook import Notebook


def build_query_service(shelf: DerivedIndex, notebook: Notebook, settings: DossierSettings, seeds: Path) -> QueryService:
    """Answers over the facts in the shelf. Findings are kept there and made anew only where articles or decisions changed; articles that
    the user wants read in another way are read so from `seeds`.
    """
    with _nothing_collected():
        return _loaded(shelf, notebook, settings, seeds)


def sync_status(
    layout: DossierPaths, shelf: DerivedIndex, notebook: Callable[[], Notebook], settings: DossierSettings, ready: QueryService | None
) -> SyncStatus:
    """What differs between seeds/, the index and what is loaded (`ready`); the notebook is opened only where something is loaded."""
    found = sync.compare_with_index(layout, shelf.current().store, shelf.reason)
    if ready is None:
        return found
    return replace(found, changed_by_other_process=ready.mark != cache_key(shelf, notebook(), settings))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Millions of objects are made here, and all of them stay: looking through them for what could go takes five times as long as
    making them, and every later look would stop the screen for seconds. So the collector waits, and then leaves them out for good;
    they go when nothing names them any more, since none of them stands in a circle.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.freeze()
            gc.enable()


def _loaded(shelf: DerivedIndex, notebook: Notebook, settings: DossierSettings, seeds: Path) -> QueryService:
    corrections = notebook.corrections()
    if as_before := _as_before(shelf, notebook, settings):
        articles, found = as_before
        return QueryService(
            Snapshot(settings.title, articles, found), shelf, notebook, settings.watch, cache_key(shelf, notebook, settings)
        )
    stored = _read_as_chosen(shelf, chosen_methods(corrections), settings, seeds)
    material = [_read_as_told(with_user_metadata(a, corrections), f, shelf, settings.model) for a, f in stored]
    mark = cache_key(shelf, notebook, settings)
    findings = shelf.store.findings(mark)
    if findings is None:
        findings = apply_corrections(link_documents(material), corrections, {a.id: a for a, _ in material}, settings.aliases)
        with shelf.lock:
            shelf.store.save_findings(findings, mark)
    return QueryService(Snapshot(settings.title, (a for a, _ in material), findings), shelf, notebook, settings.watch, mark)


def _as_before(shelf: DerivedIndex, notebook: Notebook, settings: DossierSettings) -> tuple[list[Article], Findings] | None:
    """The articles and findings where nothing has to be read or compared anew: then nobody needs the facts of each article, whose
    reading takes longer than all the rest. None where anything has changed.
    """
    findings = shelf.store.findings(cache_key(shelf, notebook, settings))
    if findings is None:
        return None
    corrections = notebook.corrections()
    methods, articles = chosen_methods(corrections), []
    for stored, was_read in shelf.store.articles_only():
        article = with_user_metadata(stored, corrections)
        if methods.get(stored.sha256, "") != stored.method or supports(article.language) != was_read:
            return None
        articles.append(article)
    return articles, findings


def cache_key(shelf: DerivedIndex, notebook: Notebook, settings: DossierSettings) -> str:
    """What the findings must have been made for: the articles there are, the user's decisions, the aliases of the settings."""
    return shelf.store.fingerprint(hashlib.sha256(msgspec.json.encode([notebook.corrections(), settings.aliases])).hexdigest())


def _read_as_chosen(
    shelf: DerivedIndex, methods: dict[str, str], settings: DossierSettings, seeds: Path
) -> Iterator[tuple[Article, Facts]]:
    """Every article as it is stored, read anew where the user chose another method since, or took such a choice back."""
    for article, facts in shelf.store.articles_with_facts():
        wanted = methods.get(article.sha256, "")
        if wanted == article.method:
            yield article, facts
            continue
        told = read_as_chosen(article, facts, wanted, seeds, settings.language, settings.model)
        if told[0] != article:
            with shelf.lock:
                shelf.store.save_article(*told)
        yield told


def _read_as_told(article: Article, facts: Facts, shelf: DerivedIndex, model: str) -> tuple[Article, Facts]:
    """The article with facts that fit its language as the user tells it: taken from it where it is read after all, dropped where not.

    Facts of a text that was read hold its sentences.
    """
    if supports(article.language) == bool(facts.sentences):
        return article, facts
    try:
        anew, _ = extract_facts(article, model)
    except ModelMissing:
        return article, facts
    if anew != facts:
        with shelf.lock:
            shelf.store.save_facts(anew)
    return article, anew
