"""Versions: an edited article replaces the one before, which is kept, and nothing that the user attached to it is lost or doubled."""

import json
import zipfile
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.model.bundle import BUNDLE_MANIFEST
from dossier.model.comparison import DiffKind
from dossier.model.ingest import ArticleMetadata, IngestOptions, IngestResult, IngestStatus
from dossier.model.notebook import AnchorKind
from dossier.model.span import Span
from dossier.reading.containers.entry import ContainerEntry
from dossier.services.ingest.bundles import new_from_bundle, read_bundle
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.sources import Download

ADDRESS = "https://aster.example/depot"
OPENING = "A drone hit a depot near Riga on Thursday and killed two people, Governor Ilse Varda said at the gate of the depot that night."
VISIT = "Varda met President Tomas Kerr in Lisbon on Friday and asked him for help with the harbour, her office said in a short note."
FERRIES = "Ferries to the island will run again on Sunday, the master of the harbour said, after a storm had kept them at the quay."
FIRST = (OPENING, VISIT)
SECOND = (OPENING.replace("two people", "three people"), VISIT, FERRIES)


def page(paragraphs: tuple[str, ...], title: str = "A strike on a depot") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<title>{title}</title><meta name='date' content='2031-05-09'>"
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def entry(data: bytes, replaces: str = "", name: str = "depot.html", fetched: str = "2031-05-09T10:00:00+00:00") -> ContainerEntry:
    sidecar = json.dumps({"url": ADDRESS, "fetched": fetched}).encode()
    return ContainerEntry(name, data, sidecar, shown=ADDRESS, replaces=replaces)


def add(opened: Dossier, *entries: ContainerEntry, options: IngestOptions | None = None) -> tuple[IngestResult, ...]:
    return opened.ingest.add_downloads({ADDRESS: Download(entries)}, options=options)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A dossier with the first version."""
    root = new_dossier(tmp_path / "case", "A case")
    with open_dossier(root) as opened:
        (result,) = add(opened, entry(page(FIRST)))
        assert (result.status, result.file) == (IngestStatus.ADDED, "depot.html")
    return root


def test_the_newer_version_is_the_article_and_the_older_one_can_be_read(case: Path) -> None:
    """One article, its facts once; the earlier text and the days of both, and what changed, word by word."""
    with open_dossier(case) as opened:
        before = opened.query.snapshot.articles_by_day[0]
        (result,) = add(opened, entry(page(SECOND), "depot.html", fetched="2031-05-10T10:00:00+00:00"))
        assert (result.status, result.file) == (IngestStatus.UPDATED, "depot.html")
        (article,) = opened.query.snapshot.articles_by_day
        assert "three people" in article.text
        assert article.earlier == (before.sha256,)
        assert [len(event.reports) for event in opened.query.snapshot.findings.events] == [1, 1]
        older, newer = opened.ingest.versions(article.id)
        assert older.article
        assert (older.article.text, older.fetched, older.changes) == (before.text, "2031-05-09T10:00:00+00:00", ())
        changed, added = newer.changes
        assert (changed.number, added.number, added.kind) == (1, 3, DiffKind.ADDED)
        assert [(run.text, run.mark) for run in changed.runs if run.mark] == [("two ", DiffKind.DROPPED), ("three ", DiffKind.ADDED)]
    assert sorted(path.name for path in (case / "seeds").iterdir()) == ["depot.html", "depot.html.source.json"]
    assert (case / "versions" / f"{before.id}.html").read_bytes() == page(FIRST)


def test_what_the_user_attached_stays_attached(case: Path) -> None:
    """A note on a passage, one on a sentence that was edited, a bookmark of an event, the article's outlet; also after a rebuild."""
    with open_dossier(case) as opened:
        (before,) = opened.query.snapshot.articles_by_day
        notebook, start = opened.notebook, before.text.index("asked him for help")
        notebook.note(notebook.anchor_of(AnchorKind.PASSAGE, article=before.id, span=Span(start, start + 18)), "Which help?")
        start = before.text.index("killed two people")
        notebook.note(notebook.anchor_of(AnchorKind.PASSAGE, article=before.id, span=Span(start, start + 17)), "Who counted?")
        strike = next(e for e in opened.query.snapshot.findings.events if e.kind == "strike")
        notebook.bookmark(notebook.anchor_of(AnchorKind.EVENT, strike.id))
        notebook.set_articles([before.id], ArticleMetadata(outlet="Aster Post"))
        add(opened, entry(page(SECOND), "depot.html"))
        for _ in range(2):
            (article,) = opened.query.snapshot.articles_by_day
            assert article.outlet == "Aster Post"
            entries = opened.notebook.entries()
            assert [(e.kind, e.detached) for e in entries] == [("bookmark", False), ("note", False), ("note", False)]
            strike = next(e for e in opened.query.snapshot.findings.events if e.kind == "strike")
            assert entries[0].target == strike.id
            opened.ingest.rebuild()
        assert opened.check() == ()


def test_a_title_that_the_user_gave_is_no_change(case: Path) -> None:
    """The outlet changed its text only; a title that the outlet changed is still shown."""
    with open_dossier(case) as opened:
        (article,) = opened.query.snapshot.articles_by_day
        opened.notebook.set_articles([article.id], ArticleMetadata(title="Depot, first report"))
        add(opened, entry(page(SECOND), "depot.html"))
        (article,) = opened.query.snapshot.articles_by_day
        assert article.title == "Depot, first report"
        first, second = opened.ingest.versions(article.id)
        assert first.article is not None
        assert second.article is not None
        assert first.article.title == second.article.title == "A strike on a depot"
        assert [change.number for change in second.changes] == [1, 3]
        add(opened, entry(page(SECOND, "A depot is hit"), "depot.html"))
        (article,) = opened.query.snapshot.articles_by_day
        assert [change.number for change in opened.ingest.versions(article.id)[-1].changes] == [0]


def test_a_third_version_and_one_that_goes_back(case: Path) -> None:
    """Every version is listed once; the text of today may be that of the first."""
    with open_dossier(case) as opened:
        add(opened, entry(page(SECOND), "depot.html"))
        add(opened, entry(page((FERRIES, VISIT), "Harbour opens"), "depot.html"))
        (article,) = opened.query.snapshot.articles_by_day
        versions = opened.ingest.versions(article.id)
        assert [bool(version.article) for version in versions] == [True, True, True]
        assert versions[-1].changes[0].number == 0
        assert "".join(run.text for run in versions[-1].changes[0].runs if run.mark is not DiffKind.DROPPED) == "Harbour opens"
        add(opened, entry(page(FIRST), "depot.html"))
        (article,) = opened.query.snapshot.articles_by_day
        assert "two people" in article.text
        assert len(opened.ingest.versions(article.id)) == 4


def test_a_summary_is_replaced_by_its_page(case: Path) -> None:
    """Another kind of file has another name; the one before leaves seeds/."""
    with open_dossier(case) as opened:
        summary = ContainerEntry("ferries.md", f"---\ntitle: Ferries\n---\n\n{FERRIES}\n".encode(), shown="Ferries")
        add(opened, summary)
        (result,) = add(opened, entry(page((FERRIES, OPENING), "Ferries"), "ferries.md", name="ferries.html"))
        assert (result.status, result.file) == (IngestStatus.UPDATED, "ferries.html")
        assert {a.file for a in opened.query.snapshot.articles_by_day} == {"depot.html", "ferries.html"}
        article = next(a for a in opened.query.snapshot.articles_by_day if a.file == "ferries.html")
        assert len(opened.ingest.versions(article.id)) == 2


def test_what_cannot_be_read_replaces_nothing(case: Path) -> None:
    """An empty page leaves the article as it is; so does a dry run."""
    with open_dossier(case) as opened:
        (refused,) = add(opened, entry(b"<html><body></body></html>", "depot.html"))
        assert refused.status is IngestStatus.REFUSED
        (would_add,) = add(opened, entry(page(SECOND), "depot.html"), options=IngestOptions(dry_run=True))
        assert would_add.status is IngestStatus.WOULD_ADD
        assert not (case / "versions").exists()
        (article,) = opened.query.snapshot.articles_by_day
        assert (article.earlier, "two people" in article.text) == ((), True)


def test_a_version_that_is_gone_is_named(case: Path) -> None:
    """The list says so; the notes on it stay with the article."""
    with open_dossier(case) as opened:
        add(opened, entry(page(SECOND), "depot.html"))
        for path in (case / "versions").glob("*.html"):
            path.unlink()
        older, newer = opened.ingest.versions(opened.query.snapshot.articles_by_day[0].id)
        assert (older.article, newer.changes) == (None, ())
        assert "no longer in versions/" in older.missing


def test_a_record_that_claims_another_article_is_not_believed(case: Path) -> None:
    """A sidecar from a stranger cannot take the notes of another article; what is no hash is ignored."""
    with open_dossier(case) as opened:
        (before,) = opened.query.snapshot.articles_by_day
        claim = json.dumps({"earlier": [before.sha256, "no hash", 7]}).encode()
        add(opened, ContainerEntry("claim.html", page((FERRIES, FERRIES)), claim, shown="claim"))
        assert opened.query.snapshot.by_hash[before.sha256].file == "depot.html"


def test_a_bundle_carries_the_earlier_versions(case: Path, tmp_path: Path) -> None:
    """Into a new dossier and into an existing one; a name that leads elsewhere is refused."""
    bundle = tmp_path / "case.dossier.zip"
    with open_dossier(case) as opened:
        add(opened, entry(page(SECOND), "depot.html"))
        opened.exports.prepare("bundle").save(bundle)
    new_from_bundle(bundle, tmp_path / "new")
    other = new_dossier(tmp_path / "other", "Another case")
    with open_dossier(other) as opened:
        opened.ingest.add([bundle])
    for root in (tmp_path / "new", other):
        with open_dossier(root) as opened:
            (article,) = opened.query.snapshot.articles_by_day
            older, newer = opened.ingest.versions(article.id)
            assert older.article
            assert ("two people" in older.article.text, len(newer.changes)) == (True, 2)
    hostile = tmp_path / "hostile.dossier.zip"
    with zipfile.ZipFile(bundle) as source, zipfile.ZipFile(hostile, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(b'"versions/', b'"versions/../') if name == BUNDLE_MANIFEST else source.read(name)
            target.writestr(name.replace("versions/", "versions/../"), data)
    with pytest.raises(DossierError, match="leads outside the folder"):
        read_bundle(hostile)


def test_versions_come_back_with_a_removed_article(case: Path) -> None:
    """They stay in versions/ while it is in the trash."""
    with open_dossier(case) as opened:
        add(opened, entry(page(SECOND), "depot.html"))
        opened.ingest.remove([opened.query.snapshot.articles_by_day[0].id])
        assert not opened.query.snapshot.articles
        opened.ingest.restore_articles([removed.file for removed in opened.ingest.removed_articles()])
        (article,) = opened.query.snapshot.articles_by_day
        assert [bool(version.article) for version in opened.ingest.versions(article.id)] == [True, True]
