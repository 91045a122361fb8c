"""Articles go in whole or not at all, each with a line that says what became of it."""

import json
import os
import re
import shutil
import stat
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.errors import Cancelled, DossierError, ReadOnly
from dossier.model.ingest import ArticleMetadata, IngestStatus, Progress
from dossier.model.notebook import AnchorKind
from dossier.model.query import Query
from dossier.services.ingest.create import new_dossier

MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “We made progress,” Brandt said.\n"
STRUCK = "Published: 2031-05-09\n\nA drone hit a depot near Riga on Thursday and killed two people, Governor Ilse Varda said.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An empty dossier and two articles beside it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "met.txt").write_text(MET, encoding="utf-8")
    (tmp_path / "in" / "struck.txt").write_text(STRUCK, encoding="utf-8")
    return new_dossier(tmp_path / "case", "A case")


def test_files_are_kept_byte_for_byte_and_found_again(case: Path) -> None:
    """An added file is in seeds/ byte for byte, yields facts, and is found by its words."""
    with open_dossier(case) as opened:
        reports = opened.ingest.add([case.parent / "in"])
        assert [r.status for r in reports] == [IngestStatus.ADDED, IngestStatus.ADDED]
        assert (case / "seeds" / "met.txt").read_bytes() == (case.parent / "in" / "met.txt").read_bytes()
        answer = opened.query.search(Query("progress"))
        assert [opened.query.snapshot.article(h.article).file for h in answer.articles] == ["met.txt"]
        assert {e.kind for e in opened.query.search(Query()).events} == {"meeting", "strike"}


def test_the_same_bytes_under_another_name_are_known(case: Path) -> None:
    """A copy is not added twice; the report names the file that is there."""
    copy = case.parent / "copy.txt"
    copy.write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in" / "met.txt"])
        (report,) = opened.ingest.add([copy])
        assert (report.status, report.file) == (IngestStatus.SAME, "met.txt")
        assert len(opened.query.snapshot.articles_by_day) == 1


def test_another_text_of_the_same_name_gets_a_number(case: Path) -> None:
    """Nothing is written over."""
    other = case.parent / "met.txt"
    other.write_text(STRUCK, encoding="utf-8")
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in" / "met.txt"])
        (report,) = opened.ingest.add([other])
        assert report.file == "met-2.txt"
        assert (case / "seeds" / "met.txt").read_text(encoding="utf-8") == MET


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x7fELF\x00\x00\x01" * 50, "not text"),
        ("long.txt", b"word " * 120_000, "500,000"),
        ("odd.xyz", b"some words", "kind|read"),
        ("missing.txt", None, "no such|not there|missing"),
    ],
    ids=["empty", "binary", "long", "odd", "missing"],
)
def test_what_cannot_be_an_article_is_refused_in_a_sentence(case: Path, name: str, content: bytes | None, words: str) -> None:
    """The report says why, seeds/ stays as it was, and the good file beside it is added."""
    path = case.parent / name
    if content is not None:
        path.write_bytes(content)
    with open_dossier(case) as opened:
        refused, added = opened.ingest.add([path, case.parent / "in" / "met.txt"])
        assert (refused.status, added.status) == (IngestStatus.REFUSED, IngestStatus.ADDED)
        assert re.search(words, refused.note, re.IGNORECASE), refused.note
        assert [p.name for p in (case / "seeds").iterdir()] == ["met.txt"]


def test_broken_utf8_is_read_all_the_same(case: Path) -> None:
    """Bytes that fit no letter cost no more than themselves."""
    path = case.parent / "broken.txt"
    path.write_bytes(MET.encode().replace(b"progress", b"pro\xffgress"))
    with open_dossier(case) as opened:
        assert opened.ingest.add([path])[0].status is IngestStatus.ADDED
        assert opened.query.search(Query("Brandt")).articles


def test_a_folder_without_articles_is_refused(case: Path) -> None:
    """An empty folder is reported as such."""
    (case.parent / "void").mkdir()
    with open_dossier(case) as opened:
        (report,) = opened.ingest.add([case.parent / "void"])
        assert (report.status, "no readable articles" in report.note) == (IngestStatus.REFUSED, True)


def test_a_language_that_is_not_read_is_searched_and_said(case: Path) -> None:
    """The text is indexed, yields no facts, and the report says so."""
    path = case.parent / "de.txt"
    path.write_text(
        "Die Ministerin hat am Dienstag in Lissabon mit dem Präsidenten gesprochen und nicht über die Sache geredet.\n" * 3,
        encoding="utf-8",
    )
    with open_dossier(case) as opened:
        (report,) = opened.ingest.add([path])
        assert "de" in report.note
        assert (len(opened.query.search(Query("Lissabon")).articles), opened.query.snapshot.findings.actors) == (1, ())


def test_what_changes_in_seeds_by_hand_is_noticed(case: Path) -> None:
    """A file dropped in, changed or removed is followed by the next opening."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in" / "met.txt"])
    (case / "seeds" / "new.txt").write_text(STRUCK, encoding="utf-8")
    with open_dossier(case) as opened:
        assert opened.ingest.sync_status().new == ("new.txt",)
        assert len(opened.query.snapshot.articles_by_day) == 2
    (case / "seeds" / "new.txt").write_text(STRUCK.replace("two people", "five people"), encoding="utf-8")
    (case / "seeds" / "met.txt").unlink()
    with open_dossier(case) as opened:
        assert [a.file for a in opened.query.snapshot.articles_by_day] == ["new.txt"]
        assert "five people" in opened.query.snapshot.articles_by_day[0].text


def test_a_cancelled_import_keeps_what_was_read(case: Path) -> None:
    """The first file stays, the next command reads the rest."""
    stopped = threading.Event()

    def progress(at: Progress) -> None:
        if at.done == 0 and at.stage == "reading":
            stopped.set()

    with open_dossier(case) as opened:
        with pytest.raises(Cancelled):
            opened.ingest.add([case.parent / "in"], progress=progress, cancelled=stopped.is_set)
        assert len(opened._state.index.store.articles()) == 1
        opened.query.load()
        assert len(opened.query.snapshot.articles_by_day) == 2


def test_removing_an_article_keeps_notes_on_it(case: Path) -> None:
    """Its file goes to the trash, its facts go, the note stays and is shown as detached."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in"])
        article = next(a for a in opened.query.snapshot.articles_by_day if a.file == "met.txt")
        opened.notebook.note(opened.notebook.anchor_of(AnchorKind.ARTICLE, article.id), "Ask them.")
        opened.ingest.remove([article.id])
        assert [a.file for a in opened.query.snapshot.articles_by_day] == ["struck.txt"]
        assert [(e.text, e.detached) for e in opened.notebook.entries()] == [("Ask them.", True)]
        assert (case / ".trash" / "met.txt").is_file()


def test_what_the_user_says_of_an_article_holds_after_a_rebuild(case: Path) -> None:
    """Title, outlet and day given with the file are kept as corrections."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in" / "met.txt"], ArticleMetadata(title="Talks", outlet="The Mail", published="2031-05-08"))
        opened.ingest.rebuild()
        (article,) = opened.query.snapshot.articles_by_day
        assert (article.title, article.outlet, str(opened.query.snapshot.published(article.id).day)) == ("Talks", "The Mail", "2031-05-08")


@contextmanager
def sealed(*folders: Path) -> Iterator[None]:
    """Folders that nobody may write to, root included where the file system can say so."""
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        subprocess.run(["chattr", "+i", folder], check=False, capture_output=True)
    try:
        yield
    finally:
        for folder in folders:
            subprocess.run(["chattr", "-i", folder], check=False, capture_output=True)
            folder.chmod(stat.S_IRWXU)


def test_a_read_only_dossier_opens_and_takes_notes_elsewhere(case: Path) -> None:
    """Index and notebook lie in the user's folders, adding is refused in a sentence."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in"])
    with sealed(case / "index", case):
        if os.access(case, os.W_OK):
            pytest.skip("here root writes wherever it likes, and the file system cannot forbid it")
        with open_dossier(case) as opened:
            assert opened.paths.read_only
            assert len(opened.query.snapshot.articles_by_day) == 2
            opened.notebook.note(opened.notebook.anchor_of(AnchorKind.DOSSIER), "Kept elsewhere.")
            assert not opened.paths.notebook.is_relative_to(case)
            with pytest.raises(ReadOnly):
                opened.ingest.add([case.parent / "in"])


def test_a_second_dossier_on_the_same_folder_opens(case: Path) -> None:
    """Both read; what one adds the other sees when it looks again."""
    with open_dossier(case) as first, open_dossier(case) as second:
        first.ingest.add([case.parent / "in" / "met.txt"])
        assert len(second.query.snapshot.articles_by_day) == 1


@pytest.mark.parametrize("damage", ["cut", "garbage", "gone"])
def test_a_damaged_index_is_made_anew(case: Path, damage: str) -> None:
    """Cut short, overwritten or half gone: the next opening rebuilds it, and the notebook is untouched."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in"])
        opened.query.load()
        opened.notebook.note(opened.notebook.anchor_of(AnchorKind.DOSSIER), "Mine.")
    facts = case / "index" / "facts.sqlite3"
    if damage == "cut":
        facts.write_bytes(facts.read_bytes()[:5000])
    elif damage == "garbage":
        facts.write_bytes(b"garbage" * 1000)
        for path in (case / "index" / "words").iterdir():
            path.write_bytes(b"garbage")
    else:
        facts.unlink()
    with open_dossier(case) as opened:
        assert len(opened.query.search(Query("Brandt")).articles) == 1
        assert [e.text for e in opened.notebook.entries()] == ["Mine."]


def test_an_index_of_another_version_is_made_anew_and_said(case: Path) -> None:
    """The notice says why."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in"])
    stamp = case / "index" / "stamp.json"
    content = json.loads(stamp.read_text(encoding="utf-8"))
    content["versions"]["program"] = "0.0.1"
    stamp.write_text(json.dumps(content), encoding="utf-8")
    with open_dossier(case) as opened:
        assert "another version" in " ".join((opened.ingest.sync_status().reason, *opened.notices))
        assert len(opened.query.snapshot.articles_by_day) == 2


def test_an_index_made_by_somebody_else_is_left_alone(case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another user gets an index of their own; not a byte of the first one changes."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in"])
    before = {p: p.read_bytes() for p in sorted((case / "index").rglob("*")) if p.is_file()}
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another" / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another" / "cache"))
    with open_dossier(case) as opened:
        assert len(opened.query.snapshot.articles_by_day) == 2
        assert "someone else" in " ".join(opened.notices)
    assert {p: p.read_bytes() for p in sorted((case / "index").rglob("*")) if p.is_file()} == before


def test_a_damaged_settings_file_is_named(case: Path) -> None:
    """The sentence says what and where."""
    (case / "dossier.toml").write_text('title = "open', encoding="utf-8")
    with pytest.raises(DossierError, match="has an error") as raised:
        open_dossier(case)
    assert "dossier.toml" in raised.value.where


def test_findings_do_not_depend_on_the_order_of_adding(case: Path) -> None:
    """Two dossiers fed in opposite order write the same bytes."""
    other = new_dossier(case.parent / "other", "A case")
    with open_dossier(case) as first, open_dossier(other) as two:
        for path in sorted((case.parent / "in").iterdir()):
            first.ingest.add([path])
        for path in sorted((case.parent / "in").iterdir(), reverse=True):
            two.ingest.add([path])
        assert first.exports.prepare("json").text == two.exports.prepare("json").text


def test_a_full_text_index_that_breaks_while_open_is_made_anew(case: Path) -> None:
    """Its files are overwritten between two questions: the second is answered all the same."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in"])
        assert len(opened.query.search(Query("Brandt")).articles) == 1
        for path in (case / "index" / "words").iterdir():
            if path.is_file():
                path.write_bytes(b"")
    with open_dossier(case) as opened:
        assert len(opened.query.search(Query("Brandt")).articles) == 1


@pytest.mark.parametrize("renames", [[("struck", "zebra"), ("met", "struck")], [("met", "x"), ("struck", "met"), ("x", "struck")]])
def test_files_that_change_names_with_each_other_are_listed_as_they_are_now(case: Path, renames: list[tuple[str, str]]) -> None:
    """In a chain or exchanged: the article of each file is that of its bytes, as after a rebuild."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in"])
        for one, other in renames:
            (case / "seeds" / f"{one}.txt").rename(case / "seeds" / f"{other}.txt")
        results = opened.ingest.refresh()
        assert IngestStatus.SAME not in {result.status for result in results}
        for article in opened.query.snapshot.articles.values():
            assert article.text in (case / "seeds" / article.file).read_text(encoding="utf-8")
        assert len(opened.query.snapshot.articles) == 2
        export = opened.exports.prepare("json").text
        opened.ingest.rebuild()
        assert opened.exports.prepare("json").text == export


def test_a_folder_of_articles_that_is_gone_is_listed(case: Path) -> None:
    """`check` says what is missing and what to do, and the notebook is as it was."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in"])
        opened.notebook.note(opened.notebook.anchor_of(AnchorKind.DOSSIER), "Mine.")
    (case / "seeds").rename(case / "elsewhere")
    with open_dossier(case) as opened:
        assert "which contains the articles, is missing" in " ".join(opened.check())
        assert [e.text for e in opened.notebook.entries()] == ["Mine."]
    (case / "elsewhere").rename(case / "seeds")
    with open_dossier(case) as opened:
        assert (len(opened.query.snapshot.articles_by_day), opened.check()) == (2, ())


def test_a_file_whose_name_is_no_text_locks_nobody_out(case: Path) -> None:
    """Put into seeds/ by hand, it is passed over and listed by check with what to do; the others are read."""
    odd = os.fsencode(case / "seeds") + b"/odd\xff.txt"
    try:
        with open(odd, "wb") as file:  # noqa: PTH123  a path of bytes
            file.write(MET.encode())
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "in" / "struck.txt"])
        assert [a.file for a in opened.query.snapshot.articles_by_day] == ["struck.txt"]
        (problem,) = opened.check()
        assert "Rename it" in problem
        problem.encode()


@pytest.mark.parametrize("how", ["removed", "changed"])
def test_a_copy_takes_the_place_of_the_file_it_is_a_copy_of(case: Path, how: str) -> None:
    """An article that is in seeds/ twice stays as long as one of the files does, under the name of that one."""
    seeds = case / "seeds"
    for name in ("a.txt", "b.txt", "c.txt"):
        (seeds / name).write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        assert [a.file for a in opened.query.snapshot.articles_by_day] == ["a.txt"]
    if how == "removed":
        (seeds / "a.txt").unlink()
    else:
        (seeds / "a.txt").write_text(STRUCK, encoding="utf-8")
    with open_dossier(case) as opened:
        assert {a.file: a.text[:7] for a in opened.query.snapshot.articles_by_day if a.file != "a.txt"} == {"b.txt": "Foreign"}
        assert opened.check() == ()
        opened.ingest.remove([next(a.id for a in opened.query.snapshot.articles_by_day if a.file == "b.txt")])
        assert not (seeds / "b.txt").exists()
        assert not (seeds / "c.txt").exists()


def test_what_is_no_ordinary_file_in_seeds_is_passed_over(case: Path) -> None:
    """A link that leads nowhere, a link in a circle and a pipe keep nobody from the articles beside them."""
    seeds = case / "seeds"
    (seeds / "met.txt").write_text(MET, encoding="utf-8")
    (seeds / "gone.txt").symlink_to("nowhere.txt")
    (seeds / "round.txt").symlink_to("round.txt")
    os.mkfifo(seeds / "pipe.txt")
    with open_dossier(case) as opened:
        opened.query.load()
        assert [a.file for a in opened.query.snapshot.articles_by_day] == ["met.txt"]
        assert not opened.ingest.sync_status().any


def test_an_index_whose_making_was_broken_off_is_still_ours(case: Path) -> None:
    """Killed while it deletes the index, the program finds its own stamp alone, reads all files again, and takes nobody for a stranger."""
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        opened.query.load()
        opened.query.search(Query("Lisbon"))
    for path in (case / "index").glob("facts*"):
        path.unlink()
    shutil.rmtree(case / "index" / "words")
    with open_dossier(case) as opened:
        assert [h.article for h in opened.query.search(Query("Lisbon")).articles] == [a.id for a in opened.query.snapshot.articles_by_day]
        assert opened.notices == ()
