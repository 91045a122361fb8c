"""Documents: the stored articles with their facts, kept in memory between loads; only what has changed is read again."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from dossier import linking
from dossier.errors import ModelMissing
from dossier.extraction.nlp import supports
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.notebook import Correction, CorrectionKind
from dossier.model.persistent.layered_map import LayeredMap
from dossier.services.ingest.facts import extract_facts
from dossier.services.ingest.text_methods import chosen_method, chosen_methods, read_as_chosen
from dossier.services.loading.keys import metadata_of
from dossier.services.state import DossierState
from dossier.storage.derived.stored_articles import StoredArticles
from dossier.storage.facts import FactsStore

Metadata = Mapping[str, list[tuple[int, Correction]]]
"""What the user set of articles, in order, by the hash of the file that it is attached to."""


class Documents(NamedTuple):
    """The articles of a dossier with their facts, by id, and the articles alone."""

    by_id: LayeredMap[str, tuple[Article, Facts]]
    articles: LayeredMap[str, Article]


class StoredDocuments:
    """The articles of one dossier with their facts, whose texts and parts are read when something looks at them. What has not changed is the same
    object each time.
    """

    def __init__(self, state: DossierState) -> None:
        self._state = state
        self._store: FactsStore | None = None
        self._stored = StoredArticles()
        self._corrected: dict[str, tuple[Article, tuple[Correction, ...], Article]] = {}
        self._articles: LayeredMap[str, Article] = LayeredMap()
        self._missing_articles, self._missing_documents = set[str](), set[str]()
        """The ids of stored articles that are not in the two tables of what can be used again: `_articles` and `_documents`."""
        self._documents: LayeredMap[str, tuple[Article, Facts]] = LayeredMap()
        self._user_choices: tuple[Mapping[str, str], Metadata] = {}, {}
        """The methods and metadata with which the articles of the two tables above were made; they need not be read again."""

    def articles(self, corrections: Sequence[Correction]) -> LayeredMap[str, Article] | None:
        """The articles by id with the user's metadata; None where one of them has to be read again."""
        methods, metadata = self._update(corrections)
        current = {}
        for ident in sorted(self._missing_articles):
            stored, was_read = self._stored.articles[ident]
            article = current[ident] = self._with_metadata(stored, metadata)
            if not _is_current(stored, article, methods, was_read=was_read):
                return None
        self._articles, self._missing_articles = self._articles.following((), current), set()
        return self._articles

    def documents(self, corrections: Sequence[Correction]) -> Documents:
        """Every article with the user's metadata and with its facts, read again where the user wants it read otherwise."""
        methods, metadata = self._update(corrections)
        current, read_again = dict[str, tuple[Article, Facts]](), dict[str, tuple[Article, Facts]]()
        for ident in sorted(self._missing_documents):
            stored, was_read = self._stored.articles[ident]
            document = self._document(stored, methods, metadata, was_read=was_read)
            known = current if _is_current(stored, document[0], methods, was_read=was_read) else read_again
            known[ident] = document
        self._documents = self._documents.following((), current)
        self._articles = self._articles.following((), {ident: current[ident][0] for ident in self._missing_articles & current.keys()})
        self._missing_documents, self._missing_articles = set(read_again), self._missing_articles - current.keys()
        articles = self._articles.following((), {ident: article for ident, (article, _) in read_again.items()})
        return Documents(self._documents.following((), read_again), articles)

    def _update(self, corrections: Sequence[Correction]) -> tuple[Mapping[str, str], Metadata]:
        """Reads what has changed in the store, and everything where it is another store or was cleared. Returns what the user set: the methods
        and the metadata.
        """
        store = self._state.index.store
        if store is not self._store:
            self._store, self._stored = store, StoredArticles()
        changed = self._stored.update(store.pin())
        if changed is None:
            self._corrected = {}
        choices = chosen_methods(corrections), _metadata_by_hash(corrections)
        if changed is None or choices != self._user_choices:
            self._articles, self._documents, self._user_choices = LayeredMap(), LayeredMap(), choices
            self._missing_articles, self._missing_documents = set(self._stored.articles), set(self._stored.articles)
        elif changed:
            self._articles, self._documents = self._articles.following(changed, {}), self._documents.following(changed, {})
            gone = {ident for ident in changed if ident not in self._stored.articles}
            self._missing_articles = (self._missing_articles | changed) - gone
            self._missing_documents = (self._missing_documents | changed) - gone
        return choices

    def _document(self, stored: Article, methods: Mapping[str, str], metadata: Metadata, *, was_read: bool) -> tuple[Article, Facts]:
        state = self._state
        article, facts = stored, self._stored.facts[stored.id]
        if (method := chosen_method(stored, methods)) != stored.method:
            article, facts = read_as_chosen(stored, facts, method, state.paths, state.settings)
            if article != stored:
                with state.index.lock:
                    state.index.store.save_article(article, facts)
            was_read = bool(facts.sentences)
        return self._in_its_language(self._with_metadata(article, metadata), facts, was_read=was_read)

    def _in_its_language(self, article: Article, facts: Facts, *, was_read: bool) -> tuple[Article, Facts]:
        """The article with facts that fit its language, which the user may have set: extracted where the language is supported after
        all, dropped where it is not. `was_read` says whether the facts have sentences, as those of a text that was parsed have.
        """
        if supports(article.language) == was_read:
            return article, facts
        try:
            extracted, _ = extract_facts(article, self._state.settings.model)
        except ModelMissing:
            return article, facts
        if extracted != facts:
            with self._state.index.lock:
                self._state.index.store.save_facts(extracted)
        return article, extracted

    def _with_metadata(self, article: Article, metadata: Metadata) -> Article:
        """The article with what the user set of it; the same object as long as nothing else is set."""
        numbered = sorted((pair for sha256 in article.hashes for pair in metadata.get(sha256, ())), key=itemgetter(0)) if metadata else ()
        corrections = tuple(correction for _, correction in numbered)
        if not corrections:
            return article
        known = self._corrected.get(article.id)
        if known is None or known[0] is not article or known[1] != corrections:
            known = self._corrected[article.id] = article, corrections, linking.with_user_metadata(article, corrections)
        return known[2]


def _is_current(stored: Article, article: Article, methods: Mapping[str, str], *, was_read: bool) -> bool:
    """True where a stored article was read by the method that the user chose, and its facts fit the language of the article as it is shown.
    `was_read` says whether the facts have sentences.
    """
    return chosen_method(stored, methods) == stored.method and supports(article.language) == was_read


def with_metadata(article: Article, corrections: Sequence[Correction]) -> Article:
    """The article with what the user set of it; as it is where nothing was set of any."""
    metadata = metadata_of(corrections)
    return linking.with_user_metadata(article, metadata) if metadata else article


def _metadata_by_hash(corrections: Sequence[Correction]) -> Metadata:
    by_hash: dict[str, list[tuple[int, Correction]]] = {}
    for number, correction in enumerate(corrections):
        if correction.act is CorrectionKind.SET_METADATA:
            by_hash.setdefault(correction.anchors[0].sha256, []).append((number, correction))
    return by_hash
