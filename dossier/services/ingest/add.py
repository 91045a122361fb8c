"""Before files are kept, the index catches up with seeds/; afterwards they are read, what the user told of them is noted, and each report says what its article is like."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.errors import UnreadableFile
from dossier.model.ingest import ArticleMetadata, IngestOptions, IngestResult, IngestStatus
from dossier.reading.bibliography import is_bibliography, read_references
from dossier.reading.network.urls import is_address
from dossier.services.ingest.bundles import import_files_and_bundles
from dossier.services.ingest.duplicates import duplicate_notes, match_reference

if TYPE_CHECKING:
    from dossier.api import Dossier
    from dossier.services.ingest.download import Download
    from dossier.services.ingest.sync import Stop, Tell

AGAIN = "What you said of it is not kept yet: say it with “dossier set” when it is read."


def sync_first(dossier: "Dossier", progress: "Tell", cancelled: "Stop") -> None:
    """Reads what lies in seeds/ unread, left by an interruption or put there by hand: only then is it known what is here already."""
    if dossier.changes().any:
        dossier.refresh(progress, cancelled)


def download_first(
    dossier: "Dossier", paths: Sequence[Path | str], progress: "Tell", cancelled: "Stop", how: IngestOptions | None
) -> tuple[Sequence[Path | str], "Stop", dict[str, "Download"]]:
    """What the addresses among the names give, with the names to take in and what stops that. Nothing is locked meanwhile: a slow site
    keeps no other dossier waiting. Stopped while pages come, what has come is taken in to its end, and nothing else.
    """
    wanted = how or IngestOptions()
    if not wanted.full and not any(is_address(str(path)) for path in paths):
        return paths, cancelled, {}
    from dossier.services.ingest.download import DownloadContext, download_all, known_urls  # noqa: PLC0415  only who asks for a page waits for it

    here = known_urls(dossier.shelf.store.articles()) if wanted.full else frozenset()
    found = download_all(paths, errand := DownloadContext(wanted, here, progress, cancelled))
    return (list(found), None, found) if errand.stopped else (paths, cancelled, found)


def import_sources(
    dossier: "Dossier",
    paths: Sequence[Path | str],
    meta: ArticleMetadata | None,
    progress: "Tell",
    cancelled: "Stop",
    how: IngestOptions | None,
    gathered: dict[str, "Download"],
) -> tuple[IngestResult, ...]:
    """Takes in what is named: articles first, then what bibliographies among them tell of the articles that are there."""
    lists = [path for path in paths if is_bibliography(str(path)) and not is_address(str(path))]
    brought = import_files_and_bundles(
        [path for path in paths if path not in lists],
        dossier.layout,
        dossier.shelf.store,
        dossier.notebook,
        cancelled,
        how,
        gathered,
    )
    reports = finish_ingest(dossier, brought, meta, progress, cancelled)
    for path in lists:
        reports += _bibliography(dossier, Path(path).expanduser(), dry=bool(how and how.dry_run))
    return reports


def _bibliography(dossier: "Dossier", path: Path, *, dry: bool) -> tuple[IngestResult, ...]:
    """Notes what a bibliography tells as the user's own word; a report for each of its entries."""
    try:
        references = read_references(path.read_bytes(), path.name)
    except UnreadableFile as refused:
        return (IngestResult(str(path), IngestStatus.REFUSED, note=f"{refused.what} {refused.do}".strip()),)
    except OSError as error:
        return (IngestResult(str(path), IngestStatus.REFUSED, note=f"It could not be read ({error.strerror})."),)
    held, work = dossier.answers.held, dossier.desk.work
    reports, news = [], []
    for reference in references:
        named = f"{path}/{reference.title or reference.url}"
        article, told = match_reference(held, reference)
        if article is None:
            reports.append(IngestResult(named, IngestStatus.REFUSED, note="No article here, or more than one, has its address or title."))
            continue
        what = [name for name in ("title", "outlet", "published", "language") if getattr(told, name)]
        note = f"It tells the {' and the '.join(what)}." if what else "It tells nothing new."
        news += [(article, told)] if what and not dry else []
        reports.append(
            IngestResult(named, IngestStatus.UPDATED if what and not dry else IngestStatus.SAME, article, held.articles[article].file, note)
        )
    for article, told in news[:-1]:
        work.set_article(article, told)
    # the last one by the door, which makes the findings anew, once for all of them
    for article, told in news[-1:]:
        dossier.desk.set_article(article, told)
    return tuple(reports)


def finish_ingest(
    dossier: "Dossier", brought: tuple[IngestResult, ...], meta: ArticleMetadata | None, progress: "Tell", cancelled: "Stop"
) -> tuple[IngestResult, ...]:
    """Reads what was brought and gives the reports with the notes of the reading: a language that is not read, a near-duplicate."""
    if any(r.status is IngestStatus.WOULD_ADD for r in brought):
        return brought
    read = {r.file: r.note for r in dossier.refresh(progress, cancelled) if r.note}
    added = [r.article for r in brought if r.status is IngestStatus.ADDED and r.article]
    if not added:
        return brought
    dossier.load(progress, cancelled)
    held = dossier.answers.held
    near = duplicate_notes(held, [key for key in added if key in held.articles])
    if meta and meta != ArticleMetadata():
        for article in added:
            if article in held.articles:
                dossier.desk.set_article(article, meta)
        late = [r.file for r in brought if r.status is IngestStatus.ADDED and r.article not in held.articles]
        read |= {file: f"{read.get(file, '')} {AGAIN}".strip() for file in late}
    return tuple(_with_notes(r, read, near) if r.status is IngestStatus.ADDED else r for r in brought)


def _with_notes(report: IngestResult, read: dict[str, str], near: dict[str, str]) -> IngestResult:
    notes = (report.note, read.get(report.file, ""), near.get(report.article or "", ""))
    return replace(report, note=" ".join(dict.fromkeys(filter(None, notes))))
