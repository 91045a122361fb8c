"""A Query in, rows and passages out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from dossier.errors import Cancelled
from dossier.export.context import ExportContext
from dossier.model.event import Event
from dossier.model.facet import Facet, ResultCounts
from dossier.model.findings import Findings
from dossier.model.notebook import Entry
from dossier.model.query import Query
from dossier.model.quotation import Quotation
from dossier.model.search_result import Completion, CorpusCounts, Hit, SearchResult
from dossier.model.span import Span
from dossier.reading.registry import is_container, is_supported
from dossier.runtime.paths import DossierPaths
from dossier.search.engine import DocumentKind
from dossier.search.evaluate import Ids, add_scopes, select
from dossier.search.parser import Parsed, parse
from dossier.search.snippets import lead_snippet, snippets
from dossier.search.spans import Part, spans
from dossier.search.syntax import AnyOf, Everything, Fuzzy, Node, Phrase, Prefix, Wildcard, Word, leaves
from dossier.services.index import DerivedIndex
from dossier.services.ingest.sources import container_hint, walk_files
from dossier.services.ingest.sync import Stop, has_utf8_name
from dossier.services.notebook.service import NotebookService
from dossier.services.query.actor_counts import ActorCounts
from dossier.services.query.completion import completions
from dossier.services.query.documents import documents
from dossier.services.query.evaluator import SnapshotEvaluator
from dossier.services.query.facets import facets
from dossier.services.query.filters import apply_filters, describe_query
from dossier.services.query.notes_filter import matching_notes
from dossier.services.query.selection import Subset, select_items, subset_findings, visible
from dossier.services.snapshot import Snapshot
from dossier.storage.notebook import Notebook

SHOWN = 200
T = TypeVar("T", Event, Quotation)


def raise_if_cancelled(cancelled: Stop) -> None:
    """Between two steps of an answer: raises Cancelled where nobody waits for it any more."""
    if cancelled and cancelled():
        raise Cancelled("Stopped.")


class QueryService:
    """Questions to one state of a dossier. Brings the full-text index in step with the findings when it is made."""

    def __init__(self, held: Snapshot, shelf: DerivedIndex, notebook: Notebook, watch: Sequence[str], mark: str) -> None:
        self.held, self.shelf, self.watch, self.mark = held, shelf, watch, mark
        self.work = NotebookService(notebook, held)
        self.weights = ActorCounts(held, watch)
        self._all_hits: tuple[Hit, ...] = ()
        self._asked: tuple[str, Node, Ids] | None = None
        self.engine = shelf.engine()
        if shelf.store.meta("words") != mark or not self.engine.digests():
            self._index(mark)

    def _index(self, mark: str) -> None:
        """Indexes what is new or changed and drops what is gone."""
        every = tuple(documents(self.held))
        there = {(d.kind, d.id) for d in every}
        gone = [(kind, ident) for kind in DocumentKind for ident in self.engine.digests(kind) if (kind, ident) not in there]
        with self.shelf.lock:
            self.engine.index(every, gone)
            self.shelf.store.set_meta("words", mark)

    # ------------------------------------------------------------------ answering
    def answer(self, query: Query, detailed: int | None = None, cancelled: Stop = None) -> SearchResult:
        """Rows of every list; the first `detailed` articles with count and snippets. Raises Cancelled between two steps."""
        held, detailed = self.held, SHOWN if detailed is None else detailed
        parsed, entries = parse(query.text), self.work.entries()
        world = SnapshotEvaluator(held, self.engine, entries)
        shown = articles, events, quotations = apply_filters(parsed.tree, query, world)
        raise_if_cancelled(cancelled)
        hits = self._hits(add_scopes(parsed.tree), articles, quotations, detailed, cancelled)
        actors = self.weights.rows(articles)
        raise_if_cancelled(cancelled)
        return SearchResult(
            query=query,
            articles=hits,
            actors=actors,
            events=_those(held.all_events, events),
            quotations=_those(held.findings.quotations, quotations),
            notes=matching_notes(add_scopes(parsed.tree), query, entries, held, shown),
            totals=self._totals(entries),
            problems=tuple(p.text for p in parsed.problems if not p.error),
            error=next((p.text for p in parsed.problems if p.error), ""),
            nearest=None if articles else self._nearest(parsed),
            asks_nothing=bool(query.text.strip()) and parsed.tree == Everything(),
        )

    def detailed(self, answer: SearchResult, cancelled: Stop = None) -> SearchResult:
        """An answer whose first articles have count and snippets, as many as `answer` gives at once where it is not asked for less."""
        tree = add_scopes(parse(answer.query.text).tree)
        quoted = frozenset(q.id for q in answer.quotations)
        hits = [self._with_words(tree, hit, quoted, cancelled) for hit in answer.articles[:SHOWN]]
        return replace(answer, articles=(*hits, *answer.articles[SHOWN:]))

    def _with_words(self, tree: Node, hit: Hit, quoted: Ids, cancelled: Stop) -> Hit:
        raise_if_cancelled(cancelled)
        return hit if hit.snippets else self._hit(tree, hit.article, hit.score, quoted)

    def tally(self, query: Query) -> ResultCounts:
        """How much answers to a query, counted without making rows."""
        articles, events, quotations = apply_filters(
            parse(query.text).tree, query, SnapshotEvaluator(self.held, self.engine, self.work.entries())
        )
        return ResultCounts(len(articles), len(events), len(quotations))

    def facets(self, query: Query) -> tuple[Facet, ...]:
        """What a query can be narrowed to."""
        return facets(query, SnapshotEvaluator(self.held, self.engine, self.work.entries()))

    def _hits(self, tree: Node, articles: Ids, quotations: Ids, detailed: int, cancelled: Stop) -> tuple[Hit, ...]:
        """The articles in order, by score where words are asked for, else by day; `hit` gives count and snippets of any other."""
        everything = tree == Everything() and len(articles) == len(self.held.articles)
        if everything and self._all_hits and detailed == SHOWN:
            return self._all_hits
        if tree == Everything():
            ranked = [(a, 0.0) for a in self.held.by_day if a in articles]
        else:
            ranked = [(m.id, m.score) for m in self.engine.rank(tree, articles)]
        hits = [Hit(ident, score, 0, ()) for ident, score in ranked]
        hits[:detailed] = [self._with_words(tree, hit, quotations, cancelled) for hit in hits[:detailed]]
        found = tuple(hits)
        if everything and detailed == SHOWN:
            self._all_hits = found
        return found

    def _hit(self, tree: Node, ident: str, score: float, quotations: Ids) -> Hit:
        article = self.held.articles[ident]
        marks = self._marks(tree, ident, quotations)
        paragraphs = article.paragraphs()
        count = len(marks) + len(spans(tree, article.title, Part.TITLE))
        return Hit(ident, score, count, snippets(article.text, marks, paragraphs) or lead_snippet(article.text, paragraphs))

    def _marks(self, tree: Node, ident: str, quotations: Ids) -> tuple[Span, ...]:
        quoted = [q.span for q in self.held.quotations_in.get(ident, ()) if q.id in quotations]
        return spans(tree, self.held.articles[ident].text, Part.BODY, quoted)

    def _tree(self, text: str) -> tuple[Node, Ids]:
        """The tree of a query's words and the quotations that answer to it; the last one is kept, since an article is asked thrice."""
        kept = self._asked
        if kept is None or kept[0] != text:
            tree = add_scopes(parse(text).tree)
            kept = self._asked = (text, tree, select(tree, DocumentKind.QUOTATION, SnapshotEvaluator(self.held, self.engine, ())))
        return kept[1], kept[2]

    def hit(self, article: str, query: Query) -> Hit:
        """One article's count and snippets for a query."""
        tree, quotations = self._tree(query.text)
        return self._hit(tree, article, 0.0, quotations)

    def marks(self, article: str, query: Query) -> tuple[Span, ...]:
        """Where the words of a query stand in an article's text."""
        tree, quotations = self._tree(query.text)
        return self._marks(tree, article, quotations)

    def title_marks(self, article: str, query: Query) -> tuple[Span, ...]:
        """Where the words of a query stand in an article's title, blanks around it left out."""
        return spans(self._tree(query.text)[0], self.held.articles[article].title.strip(), Part.TITLE)

    def _totals(self, entries: Sequence[Entry]) -> CorpusCounts:
        held = self.held
        return CorpusCounts(len(held.articles), len(held.visible_events), len(held.quotations), self.weights.actors, len(entries))

    def _nearest(self, parsed: Parsed) -> tuple[str, int] | None:
        """The nearest spelling of the first word that no article holds."""
        for leaf in leaves(parsed.tree):
            words = leaf.words if isinstance(leaf, Phrase | AnyOf) else (leaf.text,) if isinstance(leaf, Word | Fuzzy) else ()
            if isinstance(leaf, Prefix | Wildcard):
                continue
            for word in words:
                if word not in self.engine.lexicon().counts and (near := self.engine.nearest(word)):
                    return near
        return None

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """What a half-typed query can become."""
        return completions(text, cursor, self.held, self.engine, self.work.entries())

    # ------------------------------------------------------------------ for export and check
    def material(self, query: Query, *, notes: bool, made_by: str, description: str = "", only: Sequence[str] = ()) -> ExportContext:
        """What a query shows, whole: its articles, events, quotations, and the actors that they name; just the things named `only`, if any.
        Notes that are named go out whether notes are asked for or not.
        """
        if only:
            part = select_items(only, SnapshotEvaluator(self.held, self.engine, self.work.entries()))
            wanted = part.entries if notes else tuple(e for e in part.entries if str(e.id) in only)
        else:
            answer = self.answer(query)
            part = Subset(self.held.findings, frozenset()) if query.empty else _shown(self.held.findings, answer)
            wanted = answer.notes if notes else ()
        findings = visible(part.findings)
        shown = {f.article for f in findings.articles}
        articles = tuple(self.held.articles[ident] for ident in self.held.by_day if ident in shown)
        entries = tuple(sorted(wanted, key=lambda e: e.id))
        asked = "" if only else describe_query(query, self.held)
        return ExportContext(
            self.held.title, description, made_by, asked, articles, findings, entries, selected=part.words, supporting_ids=part.beside
        )

    def check(self, layout: DossierPaths) -> tuple[str, ...]:
        """What is inconsistent, one sentence each with how to mend it."""
        found = list(self.held.findings.stale_corrections)
        found += [
            f"{s.file} gave no article: {s.note} Put a sound file in its place, or take it out of seeds/."
            for s in self.shelf.store.source_files().values()
            if s.article is None
        ]
        found += [
            f"The {e.kind.value} {e.id} on “{e.anchor.label or e.anchor.exact}” is detached: its article or words are gone. It is kept; "
            f"bring the article back, or take the {e.kind.value} out with “dossier note . --remove {e.id}”."
            for e in self.work.entries()
            if e.detached
        ]
        known = {s.file for s in self.shelf.store.source_files().values()}
        missing = [a.file for a in self.held.articles.values() if a.file not in known or not (layout.seeds / a.file).exists()]
        if not layout.seeds.is_dir():
            found.append(f"There is no folder {layout.seeds}, where the articles lie. Bring it back, or add the articles again.")
        odd = (p.name for p in walk_files(layout.seeds) if is_supported(p) and not has_utf8_name(p.name))
        found += [f"seeds/ holds a file that is not read, since its name is not in UTF-8: {name!a}. Rename it." for name in odd]
        lying = (p.relative_to(layout.seeds).as_posix() for p in walk_files(layout.seeds) if is_container(p.name))
        found += [container_hint(name) for name in lying]
        return (*found, *(f"{name} is indexed but not in seeds/. Run “dossier index”." for name in missing))


def _those(every: tuple[T, ...], ids: Ids) -> tuple[T, ...]:
    """Those with the ids; all of them as they are, so that whoever has their rows need not make them again."""
    return every if len(ids) == len(every) else tuple(thing for thing in every if thing.id in ids)


def _shown(findings: Findings, answer: SearchResult) -> Subset:
    """The part of the findings that an answer shows."""
    articles, actors = frozenset(h.article for h in answer.articles), frozenset(r.actor.id for r in answer.actors)
    events, quotations = frozenset(e.id for e in answer.events), frozenset(q.id for q in answer.quotations)
    return subset_findings(findings, articles, events, quotations, actors)
