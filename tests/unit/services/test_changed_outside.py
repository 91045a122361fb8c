"""A sync client, git or an editor that changes files under a running app is noticed, and a wrong clock costs nothing."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.ingest import IngestStatus
from dossier.model.notebook import Anchor, AnchorKind
from dossier.model.query import Query
from dossier.runtime.paths import NOTEBOOK, SETTINGS
from dossier.services.ingest.create import new_dossier
from dossier.storage import backups as backups_module
from dossier.storage import history_rows, notebook, notebook_file

DOSSIER = Anchor(AnchorKind.DOSSIER, label="Case")


def texts(opened: Dossier) -> list[str]:
    return sorted(entry.text for entry in opened.notebook.entries())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier with one article."""
    folder = new_dossier(tmp_path / "case", "Case")
    (folder / "seeds" / "a.txt").write_text("Published: 2031-05-07\n\nOrla Brandt met Tomas Kerr in Lisbon on Tuesday.\n", encoding="utf-8")
    return folder


def test_an_older_notebook_put_in_place_costs_no_note(root: Path, tmp_path: Path) -> None:
    """With its journal, as git or a sync client would: what was noted since is in a backup that is named, and comes back."""
    with open_dossier(root) as opened:
        opened.notebook.note(DOSSIER, "one")
    (tmp_path / "older").mkdir()
    for name in (NOTEBOOK, f"{NOTEBOOK}.jsonl"):
        shutil.copy(root / name, tmp_path / "older")
    opened = open_dossier(root)
    opened.notebook.note(DOSSIER, "two")
    for name in (NOTEBOOK, f"{NOTEBOOK}.jsonl"):
        (root / name).unlink()
        shutil.copy(tmp_path / "older" / name, root)
    for name in ("-wal", "-shm"):
        (root / f"{NOTEBOOK}{name}").unlink(missing_ok=True)
    assert texts(opened) == ["one"]
    notice = next(notice for notice in opened.notices if "put another notebook, or an older one" in notice)
    opened.notebook.restore(notice.rpartition("restore ")[2].partition("”")[0])
    assert texts(opened) == ["one", "two"]
    opened.close()


def test_another_notebook_put_in_place_is_noticed(root: Path, tmp_path: Path) -> None:
    """One with as many acts, of another dossier."""
    with open_dossier(new_dossier(tmp_path / "other", "Other")) as other:
        other.notebook.note(DOSSIER, "of the other")
    opened = open_dossier(root)
    opened.notebook.note(DOSSIER, "mine")
    for name in (NOTEBOOK, f"{NOTEBOOK}.jsonl"):
        (root / name).unlink()
        shutil.copy(tmp_path / "other" / name, root)
    for name in ("-wal", "-shm"):
        (root / f"{NOTEBOOK}{name}").unlink(missing_ok=True)
    assert texts(opened) == ["of the other"]
    assert any("put another notebook" in notice for notice in opened.notices)
    opened.notebook.restore("latest")
    assert texts(opened) == ["mine"]
    opened.close()


def test_an_index_deleted_while_it_is_open_is_made_again(root: Path) -> None:
    """With what is new in seeds/; the notes are not in it, and the lists from before stay readable meanwhile."""
    with open_dossier(root) as opened:
        opened.ingest.refresh()
        opened.notebook.note(DOSSIER, "one")
        before = opened.query.search(Query())
        shutil.rmtree(root / "index")
        (root / "seeds" / "b.txt").write_text("Published: 2031-05-09\n\nNils Aker met Sigrid Moe in Porto on Friday.\n", encoding="utf-8")
        assert [event.place for event in before.events] == ["Lisbon, Portugal"]
        assert set(opened.ingest.sync_status().new) == {"a.txt", "b.txt"}
        opened.ingest.refresh()
        assert {event.place for event in opened.query.search(Query()).events} == {"Lisbon, Portugal", "Porto"}
        assert len(opened.query.search(Query("Aker")).articles) == 1
        assert any("was deleted" in notice for notice in opened.notices)
        assert texts(opened) == ["one"]
    with open_dossier(root) as opened:
        assert (len(opened.query.snapshot.articles), opened.check()) == (2, ())


def test_a_copy_with_an_earlier_name_becomes_the_file_of_the_article(root: Path) -> None:
    """As in an index that is built from nothing; the copy counts as the same article."""
    with open_dossier(root) as opened:
        (article,) = opened.query.snapshot.articles
        shutil.copy(root / "seeds" / "a.txt", root / "seeds" / "0.txt")
        (result,) = opened.ingest.refresh()
        assert (result.status, result.article) == (IngestStatus.SAME, article)
        assert opened.query.snapshot.article(article).file == "0.txt"
        export = opened.exports.prepare("json").text
        assert not opened.ingest.sync_status().any
        opened.ingest.rebuild()
        assert opened.exports.prepare("json").text == export
        (root / "seeds" / "0.txt").unlink()
        opened.ingest.refresh()
        assert opened.query.snapshot.article(article).file == "a.txt"


@pytest.mark.parametrize("noticed", [False, True])
def test_a_correction_after_the_index_was_deleted_is_applied(root: Path, *, noticed: bool) -> None:
    """The query after it makes the index again, also if a look at seeds/ has already put an empty one there: no list is empty meanwhile."""
    with open_dossier(root) as opened:
        actor = next(iter(opened.query.snapshot.actors))
        shutil.rmtree(root / "index")
        if noticed:
            assert opened.ingest.sync_status().any
        opened.notebook.rename(actor, "Edda Falk")
        assert opened.query.snapshot.actor(actor).name == "Edda Falk"
        assert len(opened.query.search(Query("actor:Falk")).articles) == 1
        assert any("was deleted" in notice for notice in opened.notices)


def test_settings_changed_by_an_editor_are_used(root: Path) -> None:
    """The next look at what changed reads them again; a new name of an actor shows."""
    with open_dossier(root) as opened:
        opened.query.load()
        assert not opened.ingest.sync_status().any
        (root / SETTINGS).write_text('title = "Another"\n[aliases]\n"Minister Brandt" = ["Orla Brandt"]\n', encoding="utf-8")
        assert opened.ingest.sync_status().any
        opened.ingest.refresh()
        assert opened.title == "Another"
        assert "Minister Brandt" in {actor.name for actor in opened.query.snapshot.findings.actors}
        assert not opened.ingest.sync_status().any


@pytest.mark.parametrize(("text", "words"), [("title = ", "not valid"), ('language = "fr"\n', "another language"), (None, "not valid")])
def test_settings_that_cannot_be_used_now_are_named(text: str | None, words: str, root: Path) -> None:
    """The ones from before stay in force; nothing ends in an error."""
    with open_dossier(root) as opened:
        opened.query.load()
        (root / SETTINGS).unlink()
        if text is not None:
            (root / SETTINGS).write_text(text, encoding="utf-8")
        assert opened.ingest.sync_status().any
        opened.ingest.refresh()
        assert any(words in notice for notice in opened.notices)
        assert opened.settings.language == "en"
        assert opened.query.snapshot.articles


def test_a_clock_that_was_wrong_costs_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note made in a year that has not come yet: the next ones are in order, undo takes back the last, and the last backup counts as such."""
    real = history_rows.now
    for module in (notebook_file, notebook):
        monkeypatch.setattr(module, "now", lambda: real() + timedelta(days=4000))

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Later":
            assert tz is UTC
            return cls.fromisoformat((real() + timedelta(days=4000)).isoformat())

    monkeypatch.setattr(backups_module, "datetime", Later)
    with open_dossier(root) as opened:
        opened.notebook.note(DOSSIER, "one")
    monkeypatch.undo()
    with open_dossier(root) as opened:
        opened.notebook.note(DOSSIER, "two")
        opened.notebook.note(DOSSIER, "three")
        assert any("a clock was wrong" in notice for notice in opened.notices)
        assert opened.notebook.back_up()
        assert [entry.sentence for entry in opened.notebook.history()] == ["Noted on Case."] * 3
        opened.notebook.undo()
        assert texts(opened) == ["one", "two"]
        opened.notebook.restore("latest")
        assert texts(opened) == ["one", "three", "two"]
