"""A dossier on disk: the one door that the commands, the app and the browser use."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Self

from dossier import __version__
from dossier.errors import DossierError
from dossier.model.ingest import Outcome
from dossier.model.query import Query
from dossier.runtime.config import DossierSettings, read_settings
from dossier.runtime.paths import Layout, find_root, is_sample, layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from dossier.export.registry import FormatInfo
    from dossier.model.actor import Actor
    from dossier.model.article import Article, PublicationDay
    from dossier.model.comparison import Comparison
    from dossier.model.event import Event
    from dossier.model.explanation import Why
    from dossier.model.facet import Facet, Tally
    from dossier.model.findings import ArticleFindings, Findings
    from dossier.model.ingest import AddReport, Changes, Intake, Metadata, Reading
    from dossier.model.profile import Profile
    from dossier.model.quotation import Quotation
    from dossier.model.search_result import Answer, Completion, Hit
    from dossier.model.span import Span
    from dossier.services.export import Exported
    from dossier.services.index import Shelf
    from dossier.services.ingest.sync import Stop, Tell
    from dossier.services.notebook.desk import Desk
    from dossier.services.notebook.saved_searches import Searches
    from dossier.services.notebook.service import Done
    from dossier.services.query.service import Answers
    from dossier.services.snapshot import Thing
    from dossier.storage.notebook import Notebook


class Dossier:
    """One open dossier. Opening reads its settings only; the index is opened by the first question, spaCy by the first new text.

    All methods may be called from worker threads; those that write take turns.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.settings: DossierSettings = read_settings(layout.root)
        self._turn = threading.RLock()
        self._shelf: Shelf | None = None
        self._notebook: Notebook | None = None
        self._answers: Answers | None = None
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
        return (*told, *(self._shelf.told() if self._shelf else ()), *self._lying())

    def _lying(self) -> Iterator[str]:
        """What lies in seeds/ and is not read, and what to do about it."""
        from dossier.services.ingest.sources import opened_by
        from dossier.services.ingest.sync import waits

        yield from (opened_by(name) for name in self._unopened)
        if self._waiting:
            yield waits(len(self._waiting))

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
    def shelf(self) -> Shelf:
        """The derived part."""
        from dossier.services.index import Shelf

        if self._shelf is None:
            with self._turn:
                if self._shelf is None:
                    self._shelf = Shelf(self.layout, self.settings)
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

    def changes(self) -> Changes:
        """What differs between seeds/, the index, and what is loaded."""
        from dossier.services.loading import changes

        found = changes(self.layout, self.shelf, lambda: self.notebook, self.settings, self._answers)
        self._unopened = found.unopened
        return found.without(self._waiting)

    def refresh(self, progress: Tell = None, cancelled: Stop = None) -> tuple[AddReport, ...]:
        """Brings the index in step with seeds/; raises Cancelled, upon which what was read so far stays."""
        from dossier.services.ingest import sync

        with self._turn, self.shelf.lock:
            self._waiting = frozenset()
            reports = sync.refresh(self.layout, self.shelf.store, self.changes(), progress, cancelled, self.settings)
            self._waiting = frozenset(r.file for r in reports if r.outcome is Outcome.WAITING)
            self._forget()
            return reports

    def rebuild(self, progress: Tell = None, cancelled: Stop = None) -> tuple[AddReport, ...]:
        """Makes the whole index anew from seeds/. Raises ModelMissing, upon which the index stays, where no text could be read."""
        from dossier.extraction.nlp import check_installed

        check_installed(self.settings.model)
        with self._turn:
            self._forget()
            self.shelf.renew()
            return self.refresh(progress, cancelled)

    def add(
        self,
        paths: Sequence[Path | str],
        meta: Metadata | None = None,
        progress: Tell = None,
        cancelled: Stop = None,
        how: Intake | None = None,
    ) -> tuple[AddReport, ...]:
        """Takes files, folders, containers and pages in; a report for each article. `meta` is what the user knows of them."""
        from dossier.services.ingest.add import catch_up, fetched_first, taken_in

        paths, cancelled, gathered = fetched_first(self, paths, progress, cancelled, how)
        with self._turn, self.shelf.lock:
            catch_up(self, progress, cancelled)
            return taken_in(self, paths, meta, progress, cancelled, how, gathered)

    def add_text(
        self, data: bytes, meta: Metadata | None = None, progress: Tell = None, how: Intake | None = None
    ) -> tuple[AddReport, ...]:
        """Takes in what came by standard input."""
        from dossier.services.ingest import sync
        from dossier.services.ingest.add import catch_up, settled

        with self._turn, self.shelf.lock:
            catch_up(self, progress, None)
            return settled(self, (sync.bring_text(self.layout, self.shelf.store, data, how),), meta, progress, None)

    def remove(self, article: str) -> Done:
        """Takes an article out; its file goes to the dossier's trash, notes on it stay, detached."""
        from dossier.services.ingest import sync
        from dossier.services.notebook.service import Done

        with self._turn, self.shelf.lock:
            title = self.answers.held.title_of(article)
            names = sync.take_out(self.layout, self.shelf.store, article)
            self._forget()
            return Done(f"Took out {title}; {', '.join(names)} lies in {self.layout.trash}.", changed=True)

    def load(self, progress: Tell = None, cancelled: Stop = None) -> None:
        """Brings everything up to date and into memory; quick where nothing changed."""
        with self._turn:
            if self._answers is not None:
                return
            if self.changes().any:
                self.refresh(progress, cancelled)
                self.shelf.made_anew()
            from dossier.services.loading import loaded

            self._answers = loaded(self.shelf, self.notebook, self.settings, self.layout.seeds)

    def _forget(self) -> None:
        self._answers = None

    @property
    def answers(self) -> Answers:
        """What questions are put to; loaded when first asked for. While articles are added, it is what was there before."""
        if (ready := self._answers) is not None:
            return ready
        with self._turn:
            self.load()
            if self._answers is None:
                raise DossierError("The dossier was closed while it was being read.")
            return self._answers

    def answer(self, query: Query, detailed: int | None = None, cancelled: Stop = None) -> Answer:
        """Rows of every list for a query; the first articles come with their hits, `detailed` of them where so many are not needed at
        once. An index that breaks while it is open is made anew, once. Raises Cancelled.
        """
        from dossier.search.engine import DamagedIndex

        try:
            return self.answers.answer(query, detailed, cancelled)
        except DamagedIndex:
            with self._turn:
                self._forget()
                self.shelf.drop_words()
            return self.answers.answer(query, detailed, cancelled)

    def detailed(self, answer: Answer, cancelled: Stop = None) -> Answer:
        """The same answer with the hits of the first articles that came without. Raises Cancelled."""
        return self.answers.detailed(answer, cancelled)

    def facets(self, query: Query) -> tuple[Facet, ...]:
        """What a query can be narrowed to, with how much of each there is for it."""
        return self.answers.facets(query)

    def tally(self, query: Query) -> Tally:
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

    def found(self, article: str) -> ArticleFindings:
        """What the other articles add to one."""
        return self.answers.held.found[article]

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

    def find(self, prefix: str) -> Thing:
        """The article, actor, event or quotation whose id begins so."""
        return self.answers.held.thing(prefix)

    def why(self, ident: str) -> Why:
        """Why this date, this merge, this speaker."""
        from dossier.services.review.explanations import why

        held = self.answers.held
        return why(held, held.thing(ident))

    def profile(self, ident: str) -> Profile:
        """An actor's page: names, roles, events, quotations, company and sources."""
        from dossier.services.review.profile import profile_of

        held = self.answers.held
        return profile_of(held, held.actor(ident), self.desk.entries(), self.shelf.store.facts)

    def compare(self, ident: str) -> Comparison | None:
        """An event or a quotation as each source has it; None where there is one source only."""
        from dossier.services.review.comparison import compared

        held = self.answers.held
        return compared(held, held.thing(ident))

    def method_of(self, article: str) -> str:
        """The method by which an article was read; empty where files of its kind are read in one way only."""
        from dossier.services.ingest.text_methods import usual

        told = self.article(article)
        return told.method or usual(told.file)

    def readings(self, article: str) -> tuple[Reading, ...]:
        """What each method of reading keeps of an article; DossierError where there is one only."""
        from dossier.services.ingest.text_methods import readings_of

        return readings_of(self.article(article), self.layout.seeds, self.settings.language)

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
    def searches(self) -> Searches:
        """Searches kept under a name."""
        from dossier.services.notebook.saved_searches import Searches

        return Searches(self)

    def corrected(self) -> None:
        """After a correction the findings are made anew."""
        with self._turn:
            self._forget()

    def export(
        self, form: str, query: Query | None = None, *, notes: bool = False, table: str = "", bom: bool = False, only: Sequence[str] = ()
    ) -> Exported:
        """What a query shows, or `only` the things of these ids, in a format; `table` names one of its tables, `bom` marks a table as UTF-8."""
        from dossier.extraction.nlp import model_name
        from dossier.services.export import exported
        from dossier.services.ingest.bundles import handed_out

        made_by = f"dossier {__version__}, {model_name(self.settings.model)}"
        material = self.answers.material(query or Query(), notes=notes, made_by=made_by, description=self.settings.description, only=only)
        return exported(form, handed_out(material, self.layout, self.notebook, table, notes=notes), bom=bom)

    def export_formats(self) -> tuple[FormatInfo, ...]:
        """The formats there are."""
        from dossier.export.registry import FORMATS

        return tuple(FORMATS.values())

    def check(self) -> tuple[str, ...]:
        """What is inconsistent, one sentence each with how to mend it."""
        return self.answers.check(self.layout)


def open_dossier(path: Path | None = None) -> Dossier:
    """The dossier named, else the nearest enclosing one, else the bundled sample."""
    return Dossier(layout_of(find_root(path)))
