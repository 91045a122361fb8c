"""TO BE DELETED once app, tests and benchmarks call the services: the members that `Dossier` had before it had services.

/tmp/mv/svc_calls.py rewrites every call. Then delete this module, `services/notebook/desk.py`, and the base class in `api.py`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

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
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.model.search_result import Completion, Hit, SearchResult
from dossier.model.span import Span
from dossier.runtime.paths import DossierPaths
from dossier.services.callbacks import CancelCheck, ProgressCallback
from dossier.services.export import ExportJob, ExportService
from dossier.services.index import DerivedIndex
from dossier.services.ingest.service import IngestService
from dossier.services.notebook.commands import CommandResult
from dossier.services.notebook.desk import Desk
from dossier.services.notebook.saved_searches import SavedSearches
from dossier.services.notebook.service import NotebookService
from dossier.services.query.service import QueryService
from dossier.services.query.view import SnapshotView
from dossier.services.review.service import ReviewService
from dossier.services.snapshot import Item
from dossier.services.state import DossierState


class _Services(Protocol):
    _state: DossierState

    @property
    def paths(self) -> DossierPaths: ...
    @property
    def ingest(self) -> IngestService: ...
    @property
    def query(self) -> QueryService: ...
    @property
    def notebook(self) -> NotebookService: ...
    @property
    def review(self) -> ReviewService: ...
    @property
    def exports(self) -> ExportService: ...


class OldMembers:
    """The members that `Dossier` had before."""

    @property
    def layout(self: _Services) -> DossierPaths:
        """Old."""
        return self.paths

    @property
    def shelf(self: _Services) -> DerivedIndex:
        """Old."""
        return self._state.index

    @property
    def answers(self: _Services) -> SnapshotView:
        """Old."""
        return self.query.view()

    @property
    def desk(self: _Services) -> Desk:
        """Old."""
        return Desk(self.notebook, self.ingest, self.review)

    @property
    def searches(self: _Services) -> SavedSearches:
        """Old."""
        return self.notebook.searches

    def changes(self: _Services) -> SyncStatus:
        """Old."""
        return self.ingest.sync_status()

    def refresh(self: _Services, progress: ProgressCallback = None, cancelled: CancelCheck = None) -> tuple[IngestResult, ...]:
        """Old."""
        return self.ingest.refresh(progress, cancelled)

    def rebuild(self: _Services, progress: ProgressCallback = None, cancelled: CancelCheck = None) -> tuple[IngestResult, ...]:
        """Old."""
        return self.ingest.rebuild(progress, cancelled)

    def add(
        self: _Services,
        paths: Sequence[Path | str],
        meta: ArticleMetadata | None = None,
        progress: ProgressCallback = None,
        cancelled: CancelCheck = None,
        how: IngestOptions | None = None,
        options: IngestOptions | None = None,
    ) -> tuple[IngestResult, ...]:
        """Old."""
        return self.ingest.add(paths, meta, progress, cancelled, how or options)

    def add_text(
        self: _Services,
        data: bytes,
        meta: ArticleMetadata | None = None,
        progress: ProgressCallback = None,
        how: IngestOptions | None = None,
    ) -> tuple[IngestResult, ...]:
        """Old."""
        return self.ingest.add_text(data, meta, progress, how)

    def remove(self: _Services, article: str) -> CommandResult:
        """Old."""
        return self.ingest.remove(article)

    def load(self: _Services, progress: ProgressCallback = None, cancelled: CancelCheck = None) -> None:
        """Old."""
        self.query.load(progress, cancelled)

    def answer(self: _Services, query: Query, detailed: int | None = None, cancelled: CancelCheck = None) -> SearchResult:
        """Old."""
        return self.query.search(query, detailed, cancelled)

    def detailed(self: _Services, answer: SearchResult, cancelled: CancelCheck = None) -> SearchResult:
        """Old."""
        return self.query.with_snippets(answer, cancelled)

    def facets(self: _Services, query: Query) -> tuple[Facet, ...]:
        """Old."""
        return self.query.facets(query)

    def tally(self: _Services, query: Query) -> ResultCounts:
        """Old."""
        return self.query.result_counts(query)

    def hit(self: _Services, article: str, query: Query) -> Hit:
        """Old."""
        return self.query.hit(article, query)

    def complete(self: _Services, text: str, cursor: int) -> tuple[Completion, ...]:
        """Old."""
        return self.query.complete(text, cursor)

    def marks(self: _Services, article: str, query: Query) -> tuple[Span, ...]:
        """Old."""
        return self.query.match_spans(article, query)

    def title_marks(self: _Services, article: str, query: Query) -> tuple[Span, ...]:
        """Old."""
        return self.query.title_marks(article, query)

    def article(self: _Services, ident: str) -> Article:
        """Old."""
        return self.query.snapshot.article(ident)

    def articles(self: _Services) -> tuple[Article, ...]:
        """Old."""
        return self.query.snapshot.articles_by_day

    def published(self: _Services, article: str) -> PublicationDay:
        """Old."""
        return self.query.snapshot.published(article)

    def found(self: _Services, article: str) -> ArticleLinks:
        """Old."""
        return self.query.snapshot.links[article]

    def sentences(self: _Services, article: str) -> tuple[Span, ...]:
        """Old."""
        return self.query.sentences(article)

    def title_of(self: _Services, article: str) -> str:
        """Old."""
        return self.query.snapshot.title_of(article)

    def actor(self: _Services, ident: str) -> Actor:
        """Old."""
        return self.query.snapshot.actor(ident)

    def event(self: _Services, ident: str) -> Event:
        """Old."""
        return self.query.snapshot.event(ident)

    def quotation(self: _Services, ident: str) -> Quotation:
        """Old."""
        return self.query.snapshot.quotation(ident)

    def quotations_of(self: _Services, article: str) -> tuple[Quotation, ...]:
        """Old."""
        return self.query.snapshot.quotations_of(article)

    def find(self: _Services, prefix: str) -> Item:
        """Old."""
        return self.query.snapshot.find_item(prefix)

    def why(self: _Services, ident: str) -> Explanation:
        """Old."""
        return self.review.explain(ident)

    def profile(self: _Services, ident: str) -> Profile:
        """Old."""
        return self.review.profile(ident)

    def compare(self: _Services, ident: str) -> Comparison | None:
        """Old."""
        return self.review.compare(ident)

    def method_of(self: _Services, article: str) -> str:
        """Old."""
        return self.ingest.text_method(article)

    def readings(self: _Services, article: str) -> tuple[TextMethodPreview, ...]:
        """Old."""
        return self.ingest.text_method_previews(article)

    def original(self: _Services, article: str) -> Path:
        """Old."""
        return self.ingest.original_file(article)

    def findings(self: _Services) -> Findings:
        """Old."""
        return self.query.snapshot.findings

    def export(
        self: _Services,
        form: str,
        query: Query | None = None,
        *,
        notes: bool = False,
        table: str = "",
        bom: bool = False,
        only: Sequence[str] = (),
    ) -> ExportJob:
        """Old."""
        return self.exports.prepare(form, query, notes=notes, table=table, bom=bom, only=only)

    def export_formats(self: _Services) -> tuple[ExportFormat, ...]:
        """Old."""
        return self.exports.formats()
