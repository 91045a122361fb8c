"""Export service: text for standard output, or a file, a folder or an archive that is written completely or not at all."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO

from dossier import __version__
from dossier.errors import DossierError, UnsafeFile, UsageError
from dossier.export.context import ExportContext
from dossier.export.registry import FORMATS, ExportFormat, OutputKind
from dossier.extraction.nlp import model_name
from dossier.model.findings import Findings
from dossier.model.query import Query
from dossier.model.search_result import SearchResult
from dossier.phrases.core import pluralize
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.runtime.config import read_settings_text
from dossier.runtime.safe_files import SafeFolder
from dossier.services.query.filters import describe_query
from dossier.services.query.selection import Subset, select_items, subset_findings, visible
from dossier.services.query.service import QueryService
from dossier.services.state import DossierState

BOM = "\ufeff"
VAULT = ".dossier-export.json"
"""The file in an exported folder that lists the files written by the program, each with the hash of the program's part."""
LARGEST_PAGE = 50_000_000
"""Bytes of a file in an exported folder that is read again."""
MARKER = "%% Yours: what stands below this line stays when the folder is written again. %%"
"""The end of the program's part of a file in an exported folder."""


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
        """Writes it to `path`. Raises DossierError where something is there already (unless `force`) or nothing can be written."""
        try:
            if self.info.shape is OutputKind.FOLDER:
                _save_folder(path, self.info.files(self.context), force=force)
            elif self.info.shape is OutputKind.ARCHIVE:
                _save_file(path, lambda stream: self.info.archive(self.context, stream), force=force)
            else:
                _save_file(path, lambda stream: stream.writelines(p.encode() for p in self._pieces()), force=force)
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
            part = select_items(only, view.evaluator(view.entries()))
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
        hashes = {article.sha256 for article in context.articles}
        files = [(article.file, paths.seeds / PurePosixPath(article.file)) for article in context.articles]
        beside = ((name + SIDECAR_SUFFIX, path.with_name(path.name + SIDECAR_SUFFIX)) for name, path in files)
        sidecars = [(name, path) for name, path in beside if paths.files.stat(path)]
        return replace(
            context,
            settings=read_settings_text(paths.root),
            originals=tuple((name, partial(paths.files.open, path)) for name, path in (*files, *sidecars)),
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
        raise UsageError(f"There is no format “{name}”.", do=f"The formats are {', '.join(FORMATS)}.")
    tables = [known for known, _ in info.tables]
    if table and table not in tables:
        do = f"The tables are {', '.join(tables)}." if tables else "Only csv writes tables."
        raise UsageError(f"The format “{name}” has no table “{table}”.", do=do)
    if bom and not supports_bom(info):
        raise UsageError(f"The format “{name}” takes no byte-order mark.", do="Only csv and acled do.")
    if to_standard_output and info.shape is not OutputKind.TEXT:
        kind = "a folder" if info.shape is OutputKind.FOLDER else "a file"
        raise UsageError(f"The format “{name}” is written to {kind}, not to standard output.", do="Name one with -o.")
    return info


def _save_file(path: Path, write: Callable[[IO[bytes]], None], *, force: bool) -> None:
    """Writes a temporary file in the same folder and renames it, so that a failure leaves what was there."""
    if path.is_dir():
        raise DossierError("That is a folder.", where=str(path), do="Name a file.")
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            write(stream)
        return
    if os.path.lexists(path) and not force:
        raise DossierError("The file is there already.", where=str(path), do="Name another, or add --force to write over it.")
    target = path.resolve()
    number, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(number, "wb") as stream:
            write(stream)
        Path(temporary).chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _save_folder(path: Path, files: Iterator[tuple[str, Callable[[], str]]], *, force: bool) -> None:
    """Writes a folder that may be exported again: text below the marker in a file is the user's and stays; files that the program did not
    write are left alone, and one whose name is needed is overwritten only with `force`.
    """
    if path.exists() and not path.is_dir():
        raise DossierError("That is a file.", where=str(path), do="Name a folder.")
    before = _written_before(path)
    if before is None and path.is_dir() and any(path.iterdir()) and not force:
        raise DossierError(
            "The folder is there already, and holds other things.", where=str(path), do="Name another, or add --force to write into it."
        )
    known = before or {}
    new = dict(files)
    files_below = SafeFolder(path.absolute())
    foreign = [name for name in new if name not in known and files_below.lstat(Path(name))]
    if foreign and not force:
        raise DossierError("It is there already, and no export wrote it.", where=str(path / foreign[0]), do="Move it away, or add --force.")
    path.mkdir(parents=True, exist_ok=True)
    sums = {}
    for name, made in new.items():
        target, text = Path(name), f"{made().rstrip()}\n\n{MARKER}\n"
        files_below.make_folder(target.parent)
        files_below.replace(target, (text + _users_text(files_below, target)).encode())
        sums[name] = _digest(text)
    for name in known.keys() - new.keys():
        _remove_unchanged(files_below, Path(name), known[name])
    files_below.replace(Path(VAULT), f"{json.dumps(dict(sorted(sums.items())), ensure_ascii=False, indent=1)}\n".encode())


def _written_before(path: Path) -> dict[str, str] | None:
    """The files of an earlier export with their hashes, None where there was none. Names that lead out of the folder are dropped."""
    try:
        files = json.loads(SafeFolder(path.absolute()).read(Path(VAULT), LARGEST_PAGE))
    except (OSError, ValueError, RecursionError, UnsafeFile):
        return None
    if not isinstance(files, dict):
        return None
    return {str(n): str(d) for n, d in files.items() if not PurePosixPath(n).is_absolute() and ".." not in PurePosixPath(n).parts}


def _users_text(files: SafeFolder, path: Path) -> str:
    """The text that the user wrote below the marker."""
    try:
        return files.read(path, LARGEST_PAGE).decode().partition(f"{MARKER}\n")[2]
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _remove_unchanged(files: SafeFolder, path: Path, digest: str) -> None:
    """Removes a file that is no longer part of the export, unless it was changed."""
    if files.stat(path) and _digest(files.read(path, LARGEST_PAGE).decode("utf-8", "replace")) == digest:
        files.remove(path)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
