"""A dossier on disk: the one door that the commands, the app and the browser use."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Self

from dossier import __version__
from dossier.errors import DossierError
from dossier.model.ingest import IngestStatus
from dossier.model.query import Query
from dossier.runtime.config import DossierSettings, read_settings
from dossier.runtime.paths import DossierPaths, find_root, is_sample, paths_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from dossier.export.registry import ExportFormat
    from dossier.model.actor import Actor
    from dossier.model.article import Article, PublicationDay
    from dossier.model.comparison import Comparison
    from dossier.model.event import Event
    from dossier.model.explanation import Explanation
    from dossier.model.facet import Facet, ResultCounts
    from dossier.model.findings import ArticleLinks, Findings
    from dossier.model.ingest import ArticleMetadata, IngestOptions, IngestResult, SyncStatus, TextMethodPreview
    from dossier.model.profile import Profile
    from dossier.model.quotation import Quotation
    from dossier.model.search_result import Completion, Hit, SearchResult
    from dossier.model.span import Span
    from dossier.services.export import ExportJob
    from dossier.services.index import DerivedIndex
    from dossier.services.ingest.sync import Stop, Tell
    from dossier.services.notebook.desk import Desk
    from dossier.services.notebook.saved_searches import SavedSearches
    from dossier.services.notebook.service import CommandResult
    from dossier.services.query.service import QueryService
    from dossier.services.snapshot import Item
    from dossier.storage.notebook import Notebook


class Dossier:
    """One open dossier. Opening reads its settings only; the index is opened by the first question, spaCy by the first new text.

    All methods may be called from worker threads; those that write take turns.
    """

    def __init__(self, layout: DossierPaths) -> None:
        self.layout = layout
        self.settings: DossierSettings = read_settings(layout.root)
        self._turn = threading.RLock()
        self._shelf: DerivedIndex | None = None
        self._notebook: Notebook | None = None
        self._answers: QueryService | None = None
        self._unopened: tuple[str, ...] = ()
        self._waiting: frozenset[str] = frozenset()

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.layout.root

    @property
    def title(self) -> str:
        """What it is called."""
        return self.settings.title

    @property
    def read_only(self) -> bool:
        """True where its folder cannot be written to."""
        return self.layout.read_only

    @property
    def is_sample(self) -> bool:
        """True for the bundled sample."""
        return is_sample(self.layout.root)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that the user should read once: where things are kept, why an index was made anew."""
        where = f"its index is kept in {self.layout.index}, your notes in {self.layout.notebook}."
        told = [f"This dossier cannot be written to: {where}"] if self.read_only else []
        return (*told, *(self._shelf.notices() if self._shelf else ()), *self._lying())

    def _lying(self) -> Iterator[str]:
        """What lies in seeds/ and is not read, and what to do about it."""
        from dossier.services.ingest.sources import container_hint
        from dossier.services.ingest.sync import waiting_notice

        yield from (container_hint(name) for name in self._unopened)
        if self._waiting:
            yield waiting_notice(len(self._waiting))

    @property
    def notebook(self) -> Notebook:
        """The user's work."""
        from dossier.storage.notebook import Notebook

        if self._notebook is None:
            with self._turn:
                if self._notebook is None:
                    self._notebook = Notebook(self.layout.notebook)
        return self._notebook

    @property
    def shelf(self) -> DerivedIndex:
        """The derived part."""
        from dossier.services.index import DerivedIndex

        if self._shelf is None:
            with self._turn:
                if self._shelf is None:
                    self._shelf = DerivedIndex(self.layout, self.settings)
        return self._shelf

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes every file."""
        with self._turn:
            for part in (self._shelf, self._notebook):
                if part is not None:
                    part.close()
            self._answers = self._shelf = self._notebook = None

    def changes(self) -> SyncStatus:
        """What differs between seeds/, the index, and what is loaded."""
        from dossier.services.loading import sync_status

        found = sync_status(self.layout, self.shelf, lambda: self.notebook, self.settings, self._answers)
        self._unopened = found.unopened
        return found.without(self._waiting)

    def refresh(self, progress: Tell = None, cancelled: Stop = None) -> tuple[IngestResult, ...]:
        """Brings the index in step with seeds/; raises Cancelled, upon which what was read so far stays."""
        from dossier.services.ingest import sync

        with self._turn, self.shelf.lock:
            self._waiting = frozenset()
            reports = sync.refresh(self.layout, self.shelf.store, self.changes(), progress, cancelled, self.settings)
            self._waiting = frozenset(r.file for r in reports if r.status is IngestStatus.WAITING)
            self._forget()
            return reports

    def rebuild(self, progress: Tell = None, cancelled: Stop = None) -> tuple[IngestResult, ...]:
        """Makes the whole index anew from seeds/. Raises ModelMissing, upon which the index stays, where no text could be read."""
        from dossier.extraction.nlp import check_installed

        check_installed(self.settings.model)
        with self._turn:
            self._forget()
            self.shelf.rebuild()
            return self.refresh(progress, cancelled)

    def add(
        self,
        paths: Sequence[Path | str],
        meta: ArticleMetadata | None = None,
        progress: Tell = None,
        cancelled: Stop = None,
        how: IngestOptions | None = None,
    ) -> tuple[IngestResult, ...]:
        """Takes files, folders, containers and pages in; a report for each article. `meta` is what the user knows of them."""
        from dossier.services.ingest.add import download_first, import_sources, sync_first

        paths, cancelled, gathered = download_first(self, paths, progress, cancelled, how)
        with self._turn, self.shelf.lock:
            sync_first(self, progress, cancelled)
            return import_sources(self, paths, meta, progress, cancelled, how, gathered)

    def add_text(
        self, data: bytes, meta: ArticleMetadata | None = None, progress: Tell = None, how: IngestOptions | None = None
    ) -> tuple[IngestResult, ...]:
        """Takes in what came by standard input."""
        from dossier.services.ingest import sync
        from dossier.services.ingest.add import finish_ingest, sync_first

        with self._turn, self.shelf.lock:
            sync_first(self, progress, None)
            return finish_ingest(self, (sync.copy_in_text(self.layout, self.shelf.store, data, how),), meta, progress, None)

    def remove(self, article: str) -> CommandResult:
        """Takes an article out; its file goes to the dossier's trash, notes on it stay, detached."""
        from dossier.services.ingest import sync
        from dossier.services.notebook.service import CommandResult

        with self._turn, self.shelf.lock:
            title = self.answers.held.title_of(article)
            names = sync.move_to_trash(self.layout, self.shelf.store, article)
            self._forget()
            return CommandResult(f"Took out {title}; {', '.join(names)} lies in {self.layout.trash}.", changed=True)

    def load(self, progress: Tell = None, cancelled: Stop = None) -> None:
        """Brings everything up to date and into memory; quick where nothing changed."""
        with self._turn:
            if self._answers is not None:
                return
            if self.changes().any:
                self.refresh(progress, cancelled)
                self.shelf.mark_rebuilt()
            from dossier.services.loading import build_query_service

            self._answers = build_query_service(self.shelf, self.notebook, self.settings, self.layout.seeds)

    def _forget(self) -> None:
        self._answers = None

    @property
    def answers(self) -> QueryService:
        """What questions are put to; loaded when first asked for. While articles are added, it is what was there before."""
        if (ready := self._answers) is not None:
            return ready
        with self._turn:
            self.load()
            if self._answers is None:
                raise DossierError("The dossier was closed while it was being read.")
            return self._answers

    def answer(self, query: Query, detailed: int | None = None, cancelled: Stop = None) -> SearchResult:
        """Rows of every list for a query; the first articles come with their hits, `detailed` of them where so many are not needed at
        once. An index that breaks while it is open is made anew, once. Raises Cancelled.
        """
        from dossier.search.engine import DamagedIndex

        try:
            return self.answers.answer(query, detailed, cancelled)
        except DamagedIndex:
            with self._turn:
                self._forget()
                self.shelf.drop_fulltext()
            return self.answers.answer(query, detailed, cancelled)

    def detailed(self, answer: SearchResult, cancelled: Stop = None) -> SearchResult:
        """The same answer with the hits of the first articles that came without. Raises Cancelled."""
        return self.answers.detailed(answer, cancelled)

    def facets(self, query: Query) -> tuple[Facet, ...]:
        """What a query can be narrowed to, with how much of each there is for it."""
        return self.answers.facets(query)

    def tally(self, query: Query) -> ResultCounts:
        """How much answers to a query."""
        return self.answers.tally(query)

    def hit(self, article: str, query: Query) -> Hit:
        """One article's count and snippets for a query, for those far down a long answer."""
        return self.answers.hit(article, query)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """What a half-typed query can become."""
        return self.answers.complete(text, cursor)

    def marks(self, article: str, query: Query) -> tuple[Span, ...]:
        """Where the words of a query stand in an article's text."""
        return self.answers.marks(article, query)

    def title_marks(self, article: str, query: Query) -> tuple[Span, ...]:
        """Where the words of a query stand in an article's title, blanks around it left out."""
        return self.answers.title_marks(article, query)

    def article(self, ident: str) -> Article:
        """One article."""
        return self.answers.held.article(ident)

    def articles(self) -> tuple[Article, ...]:
        """Every article, by publication day, those without one last."""
        held = self.answers.held
        return tuple(sorted(held.articles.values(), key=lambda a: (held.published(a.id).day or date.max, a.file, a.id)))

    def published(self, article: str) -> PublicationDay:
        """The publication day of an article as far as it is known."""
        return self.answers.held.published(article)

    def found(self, article: str) -> ArticleLinks:
        """What the other articles add to one."""
        return self.answers.held.links[article]

    def sentences(self, article: str) -> tuple[Span, ...]:
        """The sentences of an article's text."""
        facts = self.shelf.store.facts(article)
        return facts.sentences if facts else ()

    def title_of(self, article: str) -> str:
        """An article's title, or its first words between marks."""
        return self.answers.held.title_of(article)

    def actor(self, ident: str) -> Actor:
        """One actor."""
        return self.answers.held.actor(ident)

    def event(self, ident: str) -> Event:
        """One event."""
        return self.answers.held.event(ident)

    def quotation(self, ident: str) -> Quotation:
        """One quotation."""
        return self.answers.held.quotation(ident)

    def quotations_of(self, article: str) -> tuple[Quotation, ...]:
        """The quotations of an article in order of its text."""
        return self.answers.held.quotations_in.get(article, ())

    def find(self, prefix: str) -> Item:
        """The article, actor, event or quotation whose id begins so."""
        return self.answers.held.find_item(prefix)

    def why(self, ident: str) -> Explanation:
        """Why this date, this merge, this speaker."""
        from dossier.services.review.explanations import explain

        held = self.answers.held
        return explain(held, held.find_item(ident))

    def profile(self, ident: str) -> Profile:
        """An actor's page: names, roles, events, quotations, company and sources."""
        from dossier.services.review.profile import build_profile

        held = self.answers.held
        return build_profile(held, held.actor(ident), self.desk.entries(), self.shelf.store.facts)

    def compare(self, ident: str) -> Comparison | None:
        """An event or a quotation as each source has it; None where there is one source only."""
        from dossier.services.review.comparison import compare_sources

        held = self.answers.held
        return compare_sources(held, held.find_item(ident))

    def method_of(self, article: str) -> str:
        """The method by which an article was read; empty where files of its kind are read in one way only."""
        from dossier.services.ingest.text_methods import default_method

        told = self.article(article)
        return told.method or default_method(told.file)

    def readings(self, article: str) -> tuple[TextMethodPreview, ...]:
        """What each method of reading keeps of an article; DossierError where there is one only."""
        from dossier.services.ingest.text_methods import preview_methods

        return preview_methods(self.article(article), self.layout.seeds, self.settings.language)

    def original(self, article: str) -> Path:
        """The file of an article in seeds/."""
        return self.layout.seeds / self.answers.held.article(article).file

    def findings(self) -> Findings:
        """Everything that was found."""
        return self.answers.held.findings

    @property
    def desk(self) -> Desk:
        """Acts on the notebook: bookmarks, notes, corrections, undo."""
        from dossier.services.notebook.desk import Desk

        return Desk(self)

    @property
    def searches(self) -> SavedSearches:
        """Searches kept under a name."""
        from dossier.services.notebook.saved_searches import SavedSearches

        return SavedSearches(self)

    def corrected(self) -> None:
        """After a correction the findings are made anew."""
        with self._turn:
            self._forget()

    def export(
        self, form: str, query: Query | None = None, *, notes: bool = False, table: str = "", bom: bool = False, only: Sequence[str] = ()
    ) -> ExportJob:
        """What a query shows, or `only` the things of these ids, in a format; `table` names one of its tables, `bom` marks a table as UTF-8."""
        from dossier.extraction.nlp import model_name
        from dossier.services.export import prepare_export
        from dossier.services.ingest.bundles import with_bundle_parts

        made_by = f"dossier {__version__}, {model_name(self.settings.model)}"
        material = self.answers.material(query or Query(), notes=notes, made_by=made_by, description=self.settings.description, only=only)
        return prepare_export(form, with_bundle_parts(material, self.layout, self.notebook, table, notes=notes), bom=bom)

    def export_formats(self) -> tuple[ExportFormat, ...]:
        """The formats there are."""
        from dossier.export.registry import FORMATS

        return tuple(FORMATS.values())

    def check(self) -> tuple[str, ...]:
        """What is inconsistent, one sentence each with how to mend it."""
        return self.answers.check(self.layout)


def open_dossier(path: Path | None = None) -> Dossier:
    """The dossier named, else the nearest enclosing one, else the bundled sample."""
    return Dossier(paths_for(find_root(path)))
