"""Before files are kept, the index catches up with seeds/; afterwards they are read, what the user told of them is noted, and each report says what its article is like."""

from dataclasses import replace
from typing import TYPE_CHECKING

from dossier.folder.likeness import notes_on
from dossier.model.report import AddReport, Metadata, Outcome

if TYPE_CHECKING:
    from dossier.folder.dossier import Dossier
    from dossier.folder.ingest import Stop, Tell


def catch_up(dossier: "Dossier", progress: "Tell", cancelled: "Stop") -> None:
    """Reads what lies in seeds/ unread, left by an interruption or put there by hand: only then is it known what is here already."""
    if dossier.changes().any:
        dossier.refresh(progress, cancelled)


def settled(
    dossier: "Dossier", brought: tuple[AddReport, ...], meta: Metadata | None, progress: "Tell", cancelled: "Stop"
) -> tuple[AddReport, ...]:
    """Reads what was brought and gives the reports with the notes of the reading: a language that is not read, a near-duplicate."""
    if any(r.outcome is Outcome.WOULD_ADD for r in brought):
        return brought
    read = {r.file: r.note for r in dossier.refresh(progress, cancelled) if r.note}
    added = [r.article for r in brought if r.outcome is Outcome.ADDED and r.article]
    if not added:
        return brought
    dossier.load(progress, cancelled)
    held = dossier.answers.held
    near = notes_on(held, [key for key in added if key in held.articles])
    if meta and meta != Metadata():
        for article in added:
            dossier.set_article(article, meta)
    return tuple(_with_notes(r, read, near) if r.outcome is Outcome.ADDED else r for r in brought)


def _with_notes(report: AddReport, read: dict[str, str], near: dict[str, str]) -> AddReport:
    notes = (report.note, read.get(report.file, ""), near.get(report.article or "", ""))
    return replace(report, note=" ".join(dict.fromkeys(filter(None, notes))))
