"""Export service: text for standard output, or a file, a folder or an archive that is written completely or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from dossier import __version__
from dossier.errors import DossierError, UsageError
from dossier.export.context import ExportContext
from dossier.export.registry import FORMATS, ExportFormat, OutputKind
from dossier.extraction.nlp import model_name
from dossier.model.findings import Findings
from dossier.model.query import Query
from dossier.model.search_result import SearchResult
from dossier.phrases.plural import pluralize
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.runtime.config import read_settings_text
from dossier.runtime.own_bundles import record_own_bundle
from dossier.services.ingest.versions import stored_versions
from dossier.services.output_files import save_file, save_folder
from dossier.services.query.filters import describe_query
from dossier.services.query.selection import Subset, select_items, subset_findings, visible
from dossier.services.query.service import QueryService
from dossier.services.state import DossierState

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class ExportJob:
    """An export that is ready to be written: its format, the number of its items, and these in words ("5 articles, 18 events"). `bom` puts
    a byte-order mark in front of a table, by which some spreadsheets recognise UTF-8.
    """

    info: ExportFormat
    context: ExportContext
    count: int
    what: str
    bom: bool = False

    @property
    def text(self) -> str:
        """All of a text format."""
        return "".join(self.pieces())

    def pieces(self) -> Iterator[str]:
        """A text format in pieces, for standard output. Raises UsageError for a folder or an archive."""
        find_format(self.info.name, to_standard_output=True)
        return self._pieces()

    def _pieces(self) -> Iterator[str]:
        return chain([BOM] if self.bom else (), self.info.pieces(self.context))

    def save(self, path: Path, *, force: bool = False) -> None:
        """Writes it to `path`, readable by the user only where it holds notes or is a bundle. Raises DossierError where something is there
        already (unless `force`) or nothing can be written.
        """
        private = bool(self.context.entries)
        try:
            if self.info.shape is OutputKind.FOLDER:
                save_folder(path, self.info.files(self.context), force=force, private=private)
            elif self.info.shape is OutputKind.ARCHIVE:
                save_file(path, lambda stream: self.info.archive(self.context, stream), force=force, private=True)
                record_own_bundle(path)
            else:
                save_file(path, lambda stream: stream.writelines(p.encode() for p in self._pieces()), force=force, private=private)
        except OSError as failure:
            raise DossierError(f"It could not be written ({failure.strerror}).", where=str(path), do="Choose another place.") from failure


class ExportService:
    """Prepares exports of query results or of single items."""

    def __init__(self, state: DossierState, query: QueryService) -> None:
        self._state, self._query = state, query

    def formats(self) -> tuple[ExportFormat, ...]:
        """All formats."""
        return tuple(FORMATS.values())

    def prepare(
        self,
        name: str,
        query: Query | None = None,
        *,
        notes: bool = False,
        table: str = "",
        bom: bool = False,
        only: Sequence[str] = (),
    ) -> ExportJob:
        """The results of a query, or the items `only` by their ids, in the format of that name; `table` names one of its tables.

        Raises UsageError for a format or a table that is not known, and for `bom` where there is no table.
        """
        context = replace(self._context(query or Query(), notes=notes, only=only), table=table)
        info = find_format(name, table, bom=bom)
        counts = info.counted(context)
        return ExportJob(info, context, sum(n for n, _ in counts), ", ".join(pluralize(n, w) for n, w in counts), bom)

    def _context(self, query: Query, *, notes: bool, only: Sequence[str]) -> ExportContext:
        """The context of an export: articles, events, quotations, the actors that they refer to, and with `notes` the entries. Entries named in
        `only` are exported in any case.
        """
        result = None if only else self._query.search(query)
        view, settings = self._query.view(), self._state.settings
        if result is None:
            part = select_items(only, view.evaluator(view.notes.entries()))
            entries = part.entries if notes else tuple(e for e in part.entries if str(e.id) in only)
        else:
            part = Subset(view.snapshot.findings, frozenset()) if query.empty else _subset_of(view.snapshot.findings, result)
            entries = result.notes if notes else ()
        findings = visible(part.findings)
        exported = {links.article for links in findings.articles}
        context = ExportContext(
            title=view.snapshot.title,
            description=settings.description,
            made_by=f"dossier {__version__}, {model_name(settings.model)}",
            query_text="" if only else describe_query(query, view.snapshot),
            articles=tuple(view.snapshot.articles[ident] for ident in view.snapshot.by_day if ident in exported),
            findings=findings,
            entries=tuple(sorted(entries, key=lambda e: e.id)),
            selected=part.description,
            supporting_ids=part.supporting,
        )
        return self._with_bundle_parts(context, notes=notes)

    def _with_bundle_parts(self, context: ExportContext, *, notes: bool) -> ExportContext:
        """The context with what only a bundle has: settings, original files with their sidecars, corrections on exported articles or on
        none, and with `notes` the saved searches.
        """
        paths, notebook = self._state.paths, self._state.notebook
        hashes = {sha256 for article in context.articles for sha256 in article.hashes}
        earlier = tuple(dict.fromkeys(sha256 for article in context.articles for sha256 in article.earlier))
        files = [(article.file, paths.seeds / PurePosixPath(article.file)) for article in context.articles]
        beside = ((name + SIDECAR_SUFFIX, path.with_name(path.name + SIDECAR_SUFFIX)) for name, path in files)
        sidecars = [(name, path) for name, path in beside if paths.files.stat(path)]
        return replace(
            context,
            settings=read_settings_text(paths.root),
            originals=tuple((name, partial(paths.files.open, path)) for name, path in (*files, *sidecars)),
            versions=tuple((path.name, partial(paths.files.open, path)) for path in stored_versions(paths, earlier)),
            corrections=tuple(c for c in notebook.corrections() if all(a.sha256 in hashes or not a.sha256 for a in c.anchors)),
            searches=notebook.searches() if notes else (),
        )


def _subset_of(findings: Findings, result: SearchResult) -> Subset:
    """The part of the findings that a result shows."""
    articles, actors = frozenset(h.article for h in result.articles), frozenset(r.actor.id for r in result.actors)
    events, quotations = frozenset(e.id for e in result.events), frozenset(q.id for q in result.quotations)
    return subset_findings(findings, articles, events, quotations, actors)


def supports_bom(info: ExportFormat) -> bool:
    """True for a table, which may begin with a byte-order mark."""
    return info.suffix == ".csv"


def find_format(name: str, table: str = "", *, to_standard_output: bool = False, bom: bool = False) -> ExportFormat:
    """The format of that name. Raises UsageError, as `prepare` does, and for a folder or an archive that is to go to standard output."""
    info = FORMATS.get(name)
    if info is None:
        raise UsageError(f"There is no format “{name}”.", do=f"Formats: {', '.join(FORMATS)}.")
    tables = [known for known, _ in info.tables]
    if table and table not in tables:
        do = f"Tables: {', '.join(tables)}." if tables else "Only csv has tables."
        raise UsageError(f"The format “{name}” has no table “{table}”.", do=do)
    if bom and not supports_bom(info):
        raise UsageError(f"The format “{name}” cannot have a byte order mark.", do="Only csv and acled do.")
    if to_standard_output and info.shape is not OutputKind.TEXT:
        kind = "a folder" if info.shape is OutputKind.FOLDER else "a file"
        raise UsageError(f"The format “{name}” writes {kind}, not standard output.", do="Choose one with -o.")
    return info
