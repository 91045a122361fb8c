"""Inputs of “add”: containers, addresses, and the report on each article."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.model.ingest import IngestOptions, IngestStatus
from dossier.reading.registry import SIDECAR_SUFFIX
from dossier.services.ingest.create import new_dossier

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
MORE = "“We made progress,” Brandt told reporters at the quay. Nobody else was in the room, and no paper was signed, her office said in a note that night."
LAST = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay for two days and a night."
MAIL = f"From: Aster Post <a@example.org>\nSubject: Envoys meet\nDate: Wed, 07 May 2031 10:00:00 +0000\n\n{STORY}\n\n{MORE}\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An empty dossier."""
    return new_dossier(tmp_path / "case", "A case")


def test_a_container_is_unpacked_and_not_kept(case: Path) -> None:
    """Each article in it becomes a file with a line of its own; what cannot be taken has its reason, the rest is counted."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("day/story.txt", STORY)
        made.writestr("news.mbox", f"From a@example.org x\n{MAIL}")
        made.writestr("../out.txt", STORY)
        made.writestr("photo.png", "x")
        made.writestr("empty.txt", "")
    path = case.parent / "all.zip"
    path.write_bytes(data.getvalue())
    with open_dossier(case) as opened:
        reports = opened.ingest.add([path])
        assert [(r.path.removeprefix(f"{path}/"), r.status) for r in reports] == [
            ("day/story.txt", IngestStatus.ADDED),
            ("news.mbox/mail 1", IngestStatus.ADDED),
            ("../out.txt", IngestStatus.REFUSED),
            ("empty.txt", IngestStatus.REFUSED),
            (str(path), IngestStatus.SKIPPED),
        ]
        assert sorted(p.name for p in (case / "seeds").iterdir()) == ["Envoys meet.eml", "story.txt"]
        assert {a.outlet for a in opened.query.snapshot.articles_by_day} == {"", "Aster Post"}
        assert {r.status for r in opened.ingest.add([path])[:2]} == {IngestStatus.SAME}


def test_containers_in_a_folder_are_opened(case: Path) -> None:
    """As if they had been named."""
    folder = case.parent / "in"
    folder.mkdir()
    (folder / "rows.jsonl").write_text(json.dumps({"title": "Envoys meet", "text": STORY}), encoding="utf-8")
    (folder / "photo.png").write_bytes(b"x")
    with open_dossier(case) as opened:
        added, passed = opened.ingest.add([folder])
        assert (added.file, added.status, passed.skipped) == ("Envoys meet.md", IngestStatus.ADDED, 1)


def test_a_table_with_columns_of_its_own_is_read_as_told(case: Path) -> None:
    """The user says which column holds the text."""
    path = case.parent / "rows.csv"
    path.write_text(f'Wortlaut\n"{STORY}"\n', encoding="utf-8")
    with open_dossier(case) as opened:
        (refused,) = opened.ingest.add([path])
        assert "Wortlaut" in refused.note
        (added,) = opened.ingest.add([path], options=IngestOptions(columns={"text": "Wortlaut"}))
        assert added.status is IngestStatus.ADDED
        assert opened.query.snapshot.articles_by_day[0].text == STORY


def test_a_dry_run_says_all_and_keeps_nothing(case: Path) -> None:
    """The same lines, two files of one name kept apart, the same bytes known; seeds/ and index stay empty."""
    for folder, text in (("a", STORY), ("b", MORE), ("c", STORY)):
        (case.parent / folder).mkdir()
        (case.parent / folder / "story.txt").write_text(text, encoding="utf-8")
    with open_dossier(case) as opened:
        reports = opened.ingest.add([case.parent / name for name in "abc"], options=IngestOptions(dry_run=True))
        assert [(r.status, r.file) for r in reports] == [
            (IngestStatus.WOULD_ADD, "story.txt"),
            (IngestStatus.WOULD_ADD, "story-2.txt"),
            (IngestStatus.SAME, "story.txt"),
        ]
        assert list((case / "seeds").iterdir()) == []
        assert opened.query.snapshot.articles_by_day == ()


def test_a_near_duplicate_is_said_and_kept(case: Path) -> None:
    """The similarity, and the other file; the same text in another format is reported as the same."""
    texts = {
        "first.txt": f"{STORY}\n\n{MORE}\n\n{LAST}\n",
        "second.txt": f"{STORY}\n\n{MORE}\n\nIt rained all week, and nobody went out to the island.\n",
        "other.txt": LAST,
    }
    for name, text in texts.items():
        (case.parent / name).write_text(text, encoding="utf-8")
    page = case.parent / "first.md"
    page.write_text(f"{STORY}\n\n{MORE}\n\n{LAST}\n\n", encoding="utf-8")
    with open_dossier(case) as opened:
        (first,) = opened.ingest.add([case.parent / "first.txt"])
        (second,) = opened.ingest.add([case.parent / "second.txt"])
        (same,) = opened.ingest.add([page])
        assert first.note == ""
        assert "Near-duplicate of first.txt (" in second.note
        assert "% similar" in second.note
        assert "Same text as first.txt" in same.note
        assert len(opened.query.snapshot.articles_by_day) == 3


def test_names_that_are_no_file_names_are_mended(case: Path) -> None:
    """Control characters stay out of seeds/."""
    path = case.parent / "a\x1b[31m\nb.txt"
    path.write_text(STORY, encoding="utf-8")
    with open_dossier(case) as opened:
        assert opened.ingest.add([path])[0].file == "a [31m b.txt"


def test_documents_attached_to_a_mail_become_articles(case: Path) -> None:
    """Each with a line and the mail as its origin, also out of a mailbox; the rest is counted; the mail itself stays whole."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["Subject"] = "Ann Body <a@example.org>", "Papers"
    made.set_content(STORY)
    made.add_attachment(f"{LAST}\n\n{MORE}", filename="ferries.txt")
    made.add_attachment(b"x", maintype="image", subtype="png", filename="map.png")
    path = case.parent / "papers.mbox"
    path.write_bytes(b"From a@example.org x\n" + bytes(made).replace(b"\r\n", b"\n"))
    with open_dossier(case) as opened:
        mail, attached, passed = opened.ingest.add([path])
        assert (mail.file, attached.file, attached.note) == ("Papers.eml", "ferries.txt", "Attached to Papers.eml.")
        assert attached.path == f"{path}/mail 1/ferries.txt"
        assert (passed.status, passed.note) == (
            IngestStatus.SKIPPED,
            "map.png is in an unsupported format: run text recognition on it and save the text as .txt or .pdf.",
        )
        assert [opened.query.snapshot.article(r.article or "").text for r in (mail, attached)] == [STORY, f"{LAST}\n\n{MORE}"]
        origin = json.loads((case / "seeds" / f"ferries.txt{SIDECAR_SUFFIX}").read_text(encoding="utf-8"))["attached_to"]
        assert (origin["mail"], origin["subject"]) == ("Papers.eml", "Papers")


def test_a_mail_that_only_carries_a_document_is_no_failure(case: Path) -> None:
    """Attachments are added; without them, the mail is refused."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["Subject"] = "Ann Body <a@example.org>", "Papers"
    made.add_attachment(STORY, filename="story.txt")
    path = case.parent / "papers.eml"
    path.write_bytes(bytes(made))
    with open_dossier(case) as opened:
        (refused,) = opened.ingest.add([path], options=IngestOptions(attachments=False))
        assert refused.status is IngestStatus.REFUSED
        mail, attached = opened.ingest.add([path])
        assert (mail.status, attached.status) == (IngestStatus.SKIPPED, IngestStatus.ADDED)
        assert mail.note.startswith("The mail itself holds no article.")


def test_where_a_file_came_from_is_kept_with_it(case: Path) -> None:
    """A file of another dossier brings the file beside it along, which is no file of another kind."""
    folder = case.parent / "other"
    folder.mkdir()
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    sidecar = json.dumps({"url": "https://news.example.org/story"})
    (folder / f"story.txt{SIDECAR_SUFFIX}").write_text(sidecar, encoding="utf-8")
    with open_dossier(case) as opened:
        (added,) = opened.ingest.add([folder])
        assert opened.query.snapshot.article(added.article or "").url == "https://news.example.org/story"
    assert (case / "seeds" / f"story.txt{SIDECAR_SUFFIX}").read_text(encoding="utf-8") == sidecar


class Site(BaseHTTPRequestHandler):
    """One page and one feed."""

    def do_GET(self) -> None:
        """Answers."""
        paragraphs = "".join(f"<p>{part}</p>" for part in (STORY, MORE, LAST))
        pages = {
            "/news/envoys": (
                "text/html",
                f"<html><head><title>Envoys meet</title></head><body><article><h1>Envoys meet</h1>{paragraphs}</article></body></html>",
            ),
            "/feed": (
                "application/rss+xml",
                f"<rss version='2.0'><channel><title>Aster</title><item><title>Ferries</title><description>{LAST} {MORE}</description></item></channel></rss>",
            ),
        }
        kind, body = pages.get(self.path, ("text/html", ""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_added_by_its_address(case: Path, site: str) -> None:
    """Its bytes in seeds/, its headers beside them, its address with the article, also after a rebuild; both go when it is removed."""
    with open_dossier(case) as opened:
        (refused,) = opened.ingest.add([f"{site}/news/envoys"])
        assert (refused.status, "private" in refused.note) == (IngestStatus.REFUSED, True)
        (added,) = opened.ingest.add([f"{site}/news/envoys"], options=IngestOptions(allow_private=True))
        assert (added.path, added.file, added.status) == (f"{site}/news/envoys", "envoys.html", IngestStatus.ADDED)
        assert json.loads((case / "seeds" / f"envoys.html{SIDECAR_SUFFIX}").read_text(encoding="utf-8"))["url"] == f"{site}/news/envoys"
        opened.ingest.rebuild()
        (article,) = opened.query.snapshot.articles_by_day
        assert article.url == f"{site}/news/envoys"
        opened.ingest.remove([article.id])
        assert list((case / "seeds").iterdir()) == []


def test_a_feed_is_added_by_its_address(case: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its entries become files; the pages that they link to are not fetched."""
    monkeypatch.setattr("dossier.reading.network.fetch.PAUSE", 0.0)
    with open_dossier(case) as opened:
        (added,) = opened.ingest.add([f"{site}/feed"], options=IngestOptions(allow_private=True))
        assert (added.file, added.status) == ("Ferries.md", IngestStatus.ADDED)
        (gone,) = opened.ingest.add([f"{site}/nothing"], options=IngestOptions(allow_private=True))
        assert "not found" in gone.note


def test_a_bibliography_tells_of_articles_that_are_there(case: Path) -> None:
    """By address or title; what it says counts as the user's and stays after a rebuild; an entry that fits none is reported."""
    page = case.parent / "a.md"
    page.write_text(f"---\nurl: https://www.example.org/1?utm_source=x\n---\n\n{STORY}\n", encoding="utf-8")
    mail = case.parent / "b.eml"
    mail.write_text(MAIL, encoding="utf-8")
    entries = [
        {
            "title": "Talks at Aster",
            "URL": "https://example.org/1",
            "container-title": "Aster Post",
            "issued": {"date-parts": [[2031, 5, 8]]},
        },
        {"title": "Envoys meet!", "container-title": "Aster Post"},
        {"title": "Something else"},
    ]
    listed = case.parent / "list.json"
    listed.write_text(json.dumps(entries), encoding="utf-8")
    with open_dossier(case) as opened:
        dry = opened.ingest.add([listed], options=IngestOptions(dry_run=True))
        assert {r.status for r in dry} == {IngestStatus.REFUSED}
        reports = opened.ingest.add([listed, page, mail])
        assert [r.status for r in reports] == [
            IngestStatus.ADDED,
            IngestStatus.ADDED,
            IngestStatus.UPDATED,
            IngestStatus.SAME,
            IngestStatus.REFUSED,
        ]
        opened.ingest.rebuild()
        metadata = {
            a.file: (a.title, a.outlet, str(opened.query.snapshot.published(a.id).day)) for a in opened.query.snapshot.articles_by_day
        }
        assert metadata["a.md"] == ("Talks at Aster", "Aster Post", "2031-05-08")
        assert metadata["b.eml"] == ("Envoys meet", "Aster Post", "2031-05-07")


PAGE = f"<html><head><title>Envoys meet</title></head><body><article><h1>Envoys meet</h1><p>{STORY}</p><p>{MORE}</p><p>{LAST}</p></article></body></html>"
PIPED = {
    "a page": (PAGE, ["Envoys meet"]),
    "a mail": (MAIL, ["Envoys meet"]),
    "a mailbox": (
        f"From a@example.org Wed May  7 10:00:00 2031\n{MAIL}\nFrom a@example.org Wed May  7 10:01:00 2031\n{MAIL.replace('Envoys meet', 'Ferries').replace(STORY, LAST)}",
        ["Envoys meet", "Ferries"],
    ),
    "articles": (
        json.dumps([{"title": "Envoys meet", "text": STORY, "date": "2031-05-07"}, {"title": "Ferries", "text": LAST}]),
        ["Envoys meet", "Ferries"],
    ),
    "a feed": (
        f"<rss version='2.0'><channel><title>Aster Post</title><item><title>Envoys meet</title><description>{STORY}</description></item></channel></rss>",
        ["Envoys meet"],
    ),
    "a note": (f"+++\ntitle = 'Envoys meet'\n+++\n{STORY}\n", ["Envoys meet"]),
    "a download": (
        "".join(
            f"Document {n} of 2\n\nTitle: {title}\nSource: Aster Post\nDate: May {n}, 2031\n\n{text}\n\n{MORE}\n"
            for n, title, text in ((1, "Envoys meet", STORY), (2, "Ferries", LAST))
        ),
        ["Envoys meet", "Ferries"],
    ),
    "a chat": (f"[07/05/2031, 10:00:00] Ann: {STORY}\n[18/05/2031, 10:00:00] Bo: {LAST}\n", ["Chat, 18 May 2031", "Chat, 7 May 2031"]),
}


@pytest.mark.parametrize("kind", sorted(PIPED))
def test_what_comes_through_a_pipe_is_read_as_what_it_is(case: Path, kind: str) -> None:
    """A page, a mail, and what holds several articles; nothing is taken for plain text that is none."""
    data, titles = PIPED[kind]
    with open_dossier(case) as opened:
        reports = opened.ingest.add_text(data.encode())
        assert {report.status for report in reports} == {IngestStatus.ADDED}
        articles = opened.query.snapshot.articles.values()
        assert sorted(article.title for article in articles) == titles
        assert not any("<" in article.text or "+++" in article.text for article in articles)


def test_a_file_of_several_articles_is_parted_and_one_of_a_bundle_is_not(case: Path) -> None:
    """Its articles have a line each; adding it again adds nothing."""
    path = case.parent / "download.txt"
    path.write_text(PIPED["a download"][0], encoding="utf-8")
    with open_dossier(case) as opened:
        reports = opened.ingest.add([path])
        assert [(r.path.removeprefix(f"{path}/"), r.status) for r in reports] == [
            ("article 1", IngestStatus.ADDED),
            ("article 2", IngestStatus.ADDED),
        ]
        assert [r.status for r in opened.ingest.add([path])] == [IngestStatus.SAME] * 2
        (case / "seeds" / "whole.txt").write_text(PIPED["a download"][0], encoding="utf-8")
        opened.ingest.refresh()
        bundle = case.parent / "all.dossier.zip"
        opened.exports.prepare("bundle").save(bundle)
    other = new_dossier(case.parent / "other", "Another")
    with open_dossier(other) as opened:
        opened.ingest.add([bundle])
    assert (other / "seeds" / "whole.txt").read_bytes() == (case / "seeds" / "whole.txt").read_bytes()
