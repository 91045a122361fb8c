"""Loading: from the stored facts to the findings in memory, with the user's corrections replayed.

Findings are cached in two stages. The linked ones depend on the articles and on what the user set of them; the corrected ones on all
corrections as well. So a merge, a rename or an undo replays corrections over the linked findings and links nothing.
"""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from dossier import linking
from dossier.errors import ModelMissing
from dossier.extraction.nlp import supports
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import Findings
from dossier.model.notebook import Correction, CorrectionKind
from dossier.services.derived.copies import Copies
from dossier.services.ingest.facts import extract_facts
from dossier.services.ingest.text_methods import chosen_method, chosen_methods, read_as_chosen
from dossier.services.snapshot import Snapshot
from dossier.services.state import DossierState
from dossier.storage.facts import FindingsStage
from dossier.text.span_check import check_findings

MANY = 200_000
"""Objects whose traversal by the garbage collector takes longer than a blink, about 50 ms."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedSnapshot:
    """A snapshot with the keys of what it was made from: `key` of the corrected findings, `linked_key` of the linked ones.

    `corrections` are the numbers of those that it shows; `only_corrected` says that it differs from the one before by corrections of
    findings alone.
    """

    snapshot: Snapshot
    key: str
    linked_key: str
    corrections: frozenset[int] = frozenset()
    only_corrected: bool = False


class SnapshotLoader:
    """Makes snapshots of one dossier; remembers the linked findings of the last one."""

    def __init__(self, state: DossierState) -> None:
        self._state = state
        self._linked: tuple[str, Findings] | None = None

    def load(self, previous: LoadedSnapshot | None = None) -> LoadedSnapshot:
        """The snapshot of what is stored now. `previous` is the last one: its articles are used again where none has changed.

        Only what the caches do not hold is computed, and then stored. Articles that the user wants read by another method, or in
        another language, are read again from seeds/.
        """
        with _no_garbage_collection():
            return self._load(previous)

    def keys(self, corrections: Sequence[Correction]) -> tuple[str, str]:
        """The keys of the corrected and of the linked findings for the articles that are stored now."""
        store, aliases = self._state.index.store, self._state.settings.aliases
        metadata = [c for c in corrections if c.act is CorrectionKind.SET_METADATA]
        return store.fingerprint(_digest([corrections, aliases])), store.sources_fingerprint(_digest(metadata))

    def _load(self, previous: LoadedSnapshot | None) -> LoadedSnapshot:
        corrections = self._state.notebook.corrections()
        key, linked_key = self.keys(corrections)
        reused = previous if previous is not None and previous.linked_key == linked_key else None
        articles: Iterable[Article] | None = reused.snapshot.articles.values() if reused else self._articles_only(corrections)
        findings = self._state.index.store.findings(key) if articles is not None else None
        if articles is None or findings is None:
            articles, linked = self._linked_findings(articles, linked_key, corrections)
            check_findings(linked, _lengths(articles))
            findings = self._correct(linked, corrections, articles, key)
        else:
            check_findings(findings, _lengths(articles))
        known = frozenset(correction.id for correction in corrections)
        return LoadedSnapshot(Snapshot(self._state.settings.title, articles, findings), key, linked_key, known, reused is not None)

    def _articles_only(self, corrections: Sequence[Correction]) -> list[Article] | None:
        """The articles with the user's metadata, without their facts, which take longer to decode than all the rest; None where one of
        them has to be read again.
        """
        methods, articles = chosen_methods(corrections), []
        for stored, was_read in self._state.index.store.articles_only():
            article = with_metadata(stored, corrections)
            if chosen_method(stored, methods) != stored.method or supports(article.language) != was_read:
                return None
            articles.append(article)
        return articles

    def _linked_findings(
        self, articles: Iterable[Article] | None, key: str, corrections: Sequence[Correction]
    ) -> tuple[Iterable[Article], Findings]:
        """The linked findings, cached where these are up to date, with the articles that they are of."""
        documents = None
        if articles is None:
            documents = list(self._documents(corrections))
            articles = [article for article, _ in documents]
        store = self._state.index.store
        if not store.has_findings(key, FindingsStage.LINKED):
            documents = list(self._documents(corrections)) if documents is None else documents
            with self._state.index.lock:
                copies = Copies(store).groups()
            findings = linking.link_documents(documents, copies)
            self._store(findings, key, FindingsStage.LINKED)
            self._linked = key, findings
        elif self._linked is None or self._linked[0] != key:
            self._linked = key, store.load_findings(FindingsStage.LINKED)
        return articles, self._linked[1]

    def _correct(self, linked: Findings, corrections: Sequence[Correction], articles: Iterable[Article], key: str) -> Findings:
        findings = linking.apply_corrections(linked, corrections, {a.id: a for a in articles}, self._state.settings.aliases)
        self._store(findings, key, FindingsStage.CORRECTED)
        return findings

    def _store(self, findings: Findings, key: str, stage: FindingsStage) -> None:
        with self._state.index.writing() as may_write:
            if may_write:
                self._state.index.store.save_findings(findings, key, stage)

    def _documents(self, corrections: Sequence[Correction]) -> Iterator[tuple[Article, Facts]]:
        """Every article with the user's metadata and with its facts, read again where the user wants it read otherwise."""
        state, methods = self._state, chosen_methods(corrections)
        for stored, stored_facts in state.index.store.articles_with_facts():
            article, facts = stored, stored_facts
            if (method := chosen_method(stored, methods)) != stored.method:
                article, facts = read_as_chosen(stored, stored_facts, method, state.paths, state.settings)
                if article != stored:
                    with state.index.lock:
                        state.index.store.save_article(article, facts)
            yield self._in_its_language(with_metadata(article, corrections), facts)

    def _in_its_language(self, article: Article, facts: Facts) -> tuple[Article, Facts]:
        """The article with facts that fit its language, which the user may have set: extracted where the language is supported after
        all, dropped where it is not. Facts of a text that was parsed hold its sentences.
        """
        if supports(article.language) == bool(facts.sentences):
            return article, facts
        try:
            extracted, _ = extract_facts(article, self._state.settings.model)
        except ModelMissing:
            return article, facts
        if extracted != facts:
            with self._state.index.lock:
                self._state.index.store.save_facts(extracted)
        return article, extracted


def with_metadata(article: Article, corrections: Sequence[Correction]) -> Article:
    """The article with what the user set of it; as it is where nothing was set of any."""
    metadata = [c for c in corrections if c.act is CorrectionKind.SET_METADATA]
    return linking.with_user_metadata(article, metadata) if metadata else article


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Pauses the garbage collector while millions of objects are made, all of which stay: traversing them would take five times as long
    as making them, and every later traversal would stop the screen for seconds. Where there are many, they are frozen (left out of later
    collections) and freed by their reference counts, since none of them is part of a cycle. Everything else is frozen with them, cycles
    included, which are then never freed; so few objects are not frozen, and before a reload what is in cycles is collected.
    """
    if gc.get_freeze_count():
        gc.collect()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if gc.get_count()[0] > MANY:
                gc.freeze()
            gc.enable()


def _lengths(articles: Iterable[Article]) -> dict[str, int]:
    """The lengths of the articles' texts, by id."""
    return {article.id: len(article.text) for article in articles}


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()
