"""Seed status: after a look at every file, changes of the program's own need no other one, and those of anybody else are noticed."""

import os
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.query import Query
from dossier.services.ingest import sync
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.facts import extract_facts

LONG_AGO = 1_700_000_000
NOTE = "Published: 2031-03-06\n\nThe harbour of {} was closed on Tuesday."


def settled(tmp_path: Path) -> Dossier:
    """A dossier with an article in a folder, loaded, whose folders were last changed long ago."""
    root = new_dossier(tmp_path / "case", "Case")
    (root / "seeds" / "old").mkdir()
    (root / "seeds" / "old" / "a.txt").write_text(NOTE.format("Narvik"), encoding="utf-8")
    opened = open_dossier(root)
    opened.query.load()
    for folder in (root / "seeds", root / "seeds" / "old"):
        os.utime(folder, (LONG_AGO, LONG_AGO))
    assert not opened.ingest.sync_status().any
    return opened


def refuse(*_: object) -> None:
    """In place of a look at every file."""
    raise AssertionError


def files(opened: Dossier) -> set[str]:
    """The files of the articles that are shown."""
    opened.query.search(Query())
    return {article.file.split("-")[0] for article in opened.query.snapshot.articles.values()}


def test_an_added_and_a_removed_article_look_at_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice, since the changes of our own are remembered too."""
    with settled(tmp_path) as opened, monkeypatch.context() as patch:
        patch.setattr(sync, "compare_with_index", refuse)
        for town in ("Porto", "Lisbon"):
            (added,) = opened.ingest.add_text(NOTE.format(town).encode())
            assert files(opened) == {"old/a.txt", "stdin"}
            assert added.article
            opened.ingest.remove([added.article])
            assert files(opened) == {"old/a.txt"}


@pytest.mark.parametrize("name", ["b.txt", "old/b.txt", "new/b.txt"])
def test_a_file_of_somebody_else_is_read_with_the_next_one_added(tmp_path: Path, name: str) -> None:
    """Put into the folder itself, into one in it, or into a new one."""
    with settled(tmp_path) as opened:
        (opened.paths.seeds / name).parent.mkdir(exist_ok=True)
        (opened.paths.seeds / name).write_text(NOTE.format("Porto"), encoding="utf-8")
        opened.ingest.add_text(NOTE.format("Lisbon").encode())
        assert files(opened) == {"old/a.txt", name, "stdin"}


def test_a_file_that_was_taken_out_is_noticed(tmp_path: Path) -> None:
    """The folder that it was in has another time stamp."""
    with settled(tmp_path) as opened:
        (opened.paths.seeds / "old" / "a.txt").unlink()
        opened.ingest.add_text(NOTE.format("Lisbon").encode())
        assert files(opened) == {"stdin"}


def test_an_edited_file_is_found_by_the_next_look_at_every_file(tmp_path: Path) -> None:
    """Its folder does not change; the app looks every few seconds, and a new process at once."""
    with settled(tmp_path) as opened:
        path = opened.paths.seeds / "old" / "a.txt"
        path.write_text(NOTE.format("Bergen"), encoding="utf-8")
        opened.ingest.add_text(NOTE.format("Lisbon").encode())
        assert opened.ingest.sync_status().changed == ("old/a.txt",)
        opened.ingest.refresh()
        assert any("Bergen" in article.text for article in opened.query.snapshot.articles.values())


def test_folders_that_changed_a_moment_ago_are_not_trusted(tmp_path: Path) -> None:
    """A file that comes in the same tick of the clock gives its folder no other time stamp."""
    with settled(tmp_path) as opened:
        (opened.paths.seeds / "b.txt").write_text(NOTE.format("Porto"), encoding="utf-8")
        opened.ingest.refresh()
        stamp = opened.paths.seeds.stat()
        (opened.paths.seeds / "c.txt").write_text(NOTE.format("Bergen"), encoding="utf-8")
        os.utime(opened.paths.seeds, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        opened.ingest.add_text(NOTE.format("Lisbon").encode())
        assert files(opened) == {"b.txt", "c.txt", "old/a.txt", "stdin"}


@pytest.mark.parametrize("was_sure", [True, False])
def test_a_file_that_comes_while_another_is_added_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, was_sure: bool) -> None:
    """Put into seeds/ by hand while facts are extracted; also when the folder had changed a moment before, so that it was not sure what is in it:
    a change of our own makes it no surer.
    """
    with settled(tmp_path) as opened:
        if not was_sure:
            (opened.paths.seeds / "b.txt").write_text(NOTE.format("Porto"), encoding="utf-8")
            opened.ingest.refresh()

        def extract_slowly(article: Article, model: str) -> tuple[Facts, str]:
            (opened.paths.seeds / "c.txt").write_text(NOTE.format("Bergen"), encoding="utf-8")
            return extract_facts(article, model)

        with monkeypatch.context() as patch:
            patch.setattr("dossier.services.ingest.sync.extract_facts", extract_slowly)
            opened.ingest.add_text(NOTE.format("Lisbon").encode())
        assert files(opened) == {"c.txt", "old/a.txt", "stdin"} | (set() if was_sure else {"b.txt"})


def test_a_full_look_lists_each_folder_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of pages that a browser saved and hidden ones not at all: nothing in them is read. Time stamps come from the same walk."""
    with settled(tmp_path) as opened:
        seeds = opened.paths.seeds
        for name in ("deep/down", ".hidden", "page_files"):
            (seeds / name).mkdir(parents=True)
        (seeds / "page.html").write_text("<p>The harbour of Narvik was closed.</p>", encoding="utf-8")
        listed, scandir = list[str](), os.scandir

        def count(folder: Path) -> object:
            listed.append(Path(folder).relative_to(seeds).as_posix())
            return scandir(folder)

        with monkeypatch.context() as patch:
            patch.setattr(os, "scandir", count)
            assert opened.ingest.sync_status().any
        assert sorted(listed) == [".", "deep", "deep/down", "old"]
