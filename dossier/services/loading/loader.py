"""Loading: from the stored facts to the findings in memory, with the user's corrections replayed.

Findings are cached in two stages. The linked ones depend on the articles and on what the user set of them; the corrected ones on all
corrections as well. So a merge, a rename or an undo replays corrections over the linked findings and links nothing.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from threading import Event

from dossier import linking
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.findings import Findings
from dossier.model.notebook import Correction
from dossier.model.persistent.layered_map import LayeredMap
from dossier.services.derived.copies import Copies
from dossier.services.loading.documents import Documents, StoredDocuments
from dossier.services.loading.keys import findings_keys
from dossier.services.loading.linker_state import read_linker, save_linker
from dossier.services.snapshot import Snapshot
from dossier.services.state import DossierState
from dossier.storage.derived.findings import FindingsStage

MANY = 200_000
"""Objects whose traversal by the garbage collector takes longer than a blink, about 50 ms."""
FEW = 32
"""Changes of articles up to which a load makes few objects."""
_has_frozen = Event()
"""Set once objects were frozen; to count them takes as long as there are many."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedSnapshot:
    """A snapshot with the keys of what it was made from: `key` of the corrected findings, `linked_key` of the linked ones.

    The keys are empty where another program changed an article meanwhile, which it may or may not show. `corrections` are the numbers of those
    that it shows; `only_corrected` says that it differs from the one before by corrections of findings alone.
    """

    snapshot: Snapshot
    key: str
    linked_key: str
    corrections: frozenset[int] = frozenset()
    only_corrected: bool = False


class SnapshotLoader:
    """Makes snapshots of one dossier; remembers the last one with its documents and linked findings, so that only what changed is linked."""

    def __init__(self, state: DossierState) -> None:
        self._state = state
        self._documents = StoredDocuments(state)
        self._linked: tuple[str, Findings] | None = None
        self._last: Snapshot | None = None
        self._change = 0
        """The number of the last change of an article that the keys are of; after another one, what was computed is not stored under them."""

    @cached_property
    def _linker(self) -> linking.Linker:
        return linking.Linker()

    @cached_property
    def _replay(self) -> linking.CorrectionReplay:
        return linking.CorrectionReplay()

    def load(self, previous: LoadedSnapshot | None = None) -> LoadedSnapshot:
        """The snapshot of what is stored now. `previous` is the last one: its articles are used again where none has changed.

        Only what the caches do not hold is computed, and then stored. Articles that the user wants read by another method, or in
        another language, are read again from seeds/.
        """
        with _no_garbage_collection(makes_many=self._makes_many(previous)):
            return self._load(previous)

    def _makes_many(self, previous: LoadedSnapshot | None) -> bool:
        """True where loading may make many objects: many articles have changed, or some have and nothing is linked yet."""
        changed = self._state.index.store.last_change() - self._change
        return previous is None and (changed > FEW or (changed > 0 and "_linker" not in vars(self)))

    def _load(self, previous: LoadedSnapshot | None) -> LoadedSnapshot:
        corrections = self._state.notebook.corrections()
        self._change = self._state.index.store.last_change()
        key, linked_key = findings_keys(self._state, corrections)
        reused = previous if previous is not None and previous.linked_key == linked_key else None
        articles = reused.snapshot.articles if reused else self._documents.articles(corrections)
        findings = self._state.index.store.findings(key, partial(_lengths, articles)) if articles is not None else None
        if articles is None or findings is None:
            articles, linked = self._linked_findings(articles, linked_key, corrections)
            findings = self._correct(linked, corrections, articles, key)
        if not self._is_current():
            key = linked_key = ""
        known = frozenset(correction.id for correction in corrections)
        self._last = Snapshot(self._state.settings.title, articles, findings, self._last)
        return LoadedSnapshot(self._last, key, linked_key, known, reused is not None)

    def _linked_findings(
        self, articles: LayeredMap[str, Article] | None, key: str, corrections: Sequence[Correction]
    ) -> tuple[LayeredMap[str, Article], Findings]:
        """The linked findings, cached where these are up to date, with the articles that they are of."""
        if articles is None:
            with self._state.index.writing() as may_write:
                articles = self._documents_now(corrections, may_write=may_write).articles
        if (linked := self._stored_links(key, articles)) is not None:
            return articles, linked
        self._documents.documents(corrections)  # takes long the first time, so not under the lock
        with self._state.index.writing() as may_write:
            documents = self._documents_now(corrections, may_write=may_write)
            copies = Copies(self._state.index.store).groups() if may_write else None
        findings = self._link(documents.by_id, copies, corrections)
        self._store(findings, key, FindingsStage.LINKED)
        with self._state.index.writing() as may_write:
            if may_write and self._is_current() and self._state.index.store.has_findings(key, FindingsStage.LINKED):
                save_linker(self._state.index.store, self._linker, len(documents.by_id), corrections)
        self._linked = (key, findings) if self._is_current() else None
        return documents.articles, findings

    def _link(
        self, documents: LayeredMap[str, tuple[Article, Facts]], copies: Iterable[Sequence[str]] | None, corrections: Sequence[Correction]
    ) -> Findings:
        """The linked findings of documents; pairs that were compared by an earlier process are not compared again. A linker that was stopped
        half-way remembers changes whose findings it has not made, so the next call begins with a new one.
        """
        store, is_first = self._state.index.store, False
        if "_linker" not in vars(self):
            saved = read_linker(store, documents.values(), corrections)
            self._linker, is_first = saved or linking.Linker(), saved is None
        try:
            findings = self._linker.link(documents, copies, store.pairs)
            with self._state.index.writing() as may_write:
                if may_write:
                    with store.transaction():
                        store.pairs.save(whole=is_first)
        except BaseException:
            vars(self).pop("_linker", None)
            raise
        finally:
            store.pairs.forget()
        return findings

    def _stored_links(self, key: str, articles: LayeredMap[str, Article]) -> Findings | None:
        """The linked findings of a key, None where those stored are of another one."""
        store = self._state.index.store
        if self._linked is not None and self._linked[0] == key and store.has_findings(key, FindingsStage.LINKED):
            return self._linked[1]
        if (findings := store.findings(key, partial(_lengths, articles), FindingsStage.LINKED)) is not None:
            self._linked = key, findings
        return findings

    def _documents_now(self, corrections: Sequence[Correction], *, may_write: bool) -> Documents:
        """The documents as they are stored now; another program may have changed them since the keys were made. Hold the lock if `may_write`:
        then articles that are read again here, as the user set, are the only change.
        """
        is_own = may_write and self._is_current()
        documents = self._documents.documents(corrections)
        if is_own:
            self._change = self._state.index.store.last_change()
        return documents

    def _is_current(self) -> bool:
        """True where no article has changed since the keys were made."""
        return self._state.index.store.last_change() == self._change

    def _correct(self, linked: Findings, corrections: Sequence[Correction], articles: LayeredMap[str, Article], key: str) -> Findings:
        findings = self._replay.apply(linked, corrections, articles, self._state.settings.aliases)
        self._store(findings, key, FindingsStage.CORRECTED)
        return findings

    def _store(self, findings: Findings, key: str, stage: FindingsStage) -> None:
        with self._state.index.writing() as may_write:
            if may_write and self._is_current():
                self._state.index.store.save_findings(findings, key, stage)


@contextmanager
def _no_garbage_collection(*, makes_many: bool) -> Iterator[None]:
    """Pauses the garbage collector while millions of objects are made, all of which stay: traversing them would take five times as long
    as making them, and every later traversal would stop the screen for seconds. Where there are many, they are frozen (left out of later
    collections) and freed by their reference counts, since none of them is part of a cycle. Everything else is frozen with them, cycles
    included, which are then never freed; so few objects are not frozen, and before a reload that `makes_many` what is in cycles is
    collected. That takes longer than all else of a small change, before which nothing is collected, nor frozen after it.
    """
    if makes_many and _has_frozen.is_set():
        gc.collect()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if makes_many and gc.get_count()[0] > MANY:
                gc.freeze()
                _has_frozen.set()
            gc.enable()


def _lengths(articles: Mapping[str, Article]) -> dict[str, int]:
    """The lengths of the articles' texts, by id."""
    return {article.id: article.length for article in articles.values()}
