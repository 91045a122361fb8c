"""The stages of ingest: each file is parsed once, and adding neither links nor indexes."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier import reading
from dossier.api import Dossier, open_dossier
from dossier.linking import link
from dossier.model.ingest import ArticleMetadata, IngestOptions, IngestStatus
from dossier.model.query import Query
from dossier.reading import read as read_module
from dossier.reading.parsed_document import ParsedDocument
from dossier.reading.registry import Reader, get_reader
from dossier.runtime.config import read_settings
from dossier.services.ingest.copy import SeedWriter
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.stages import STAGES

TEXT = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “{},” Brandt said.\n"
NAMES = ("download", "sync", "expand", "copy_in", "find_changes", "read", "extract", "store", "note_metadata", "note_duplicates")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier without articles."""
    with open_dossier(new_dossier(tmp_path / "case")) as opened:
        yield opened


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The contents of files that a reader has parsed, in order."""
    contents: list[bytes] = []

    def counting_reader(suffix: str) -> Reader:
        reader = get_reader(suffix)

        def read(data: bytes, *method: str) -> ParsedDocument:
            contents.append(data)
            return reader(data, *method)

        return read

    monkeypatch.setattr(read_module, "get_reader", counting_reader)
    return contents


def test_the_stages_are_a_list() -> None:
    """In the order in which they run."""
    assert tuple(stage.__name__ for stage in STAGES) == NAMES


def test_each_file_is_parsed_once(empty: Dossier, tmp_path: Path, parsed: list[bytes]) -> None:
    """A single file, the files of a folder, members of an archive, standard input; the article stored is that of the file in seeds/."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(f"Point {number}"), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("4.txt", TEXT.format("Point 4"))
        archive.writestr("5.txt", TEXT.format("Point 5"))
    (tmp_path / "single.txt").write_text(TEXT.format("Alone"), encoding="utf-8")
    empty.ingest.add([folder, tmp_path / "more.zip", tmp_path / "single.txt"])
    empty.ingest.add_text(TEXT.format("From elsewhere").encode())
    assert len(parsed) == len(set(parsed)) == 7
    for article in empty.query.snapshot.articles.values():
        path = empty.paths.seeds / article.file
        assert article == reading.read_article(path, name=article.file, language=read_settings(empty.root).language)


def test_what_is_put_into_seeds_by_hand_is_parsed_once_too(empty: Dossier, parsed: list[bytes]) -> None:
    """By the first command that looks; the next one parses nothing."""
    (empty.paths.seeds / "by hand.txt").write_text(TEXT.format("Here"), encoding="utf-8")
    assert len(empty.query.search(Query("Lisbon")).articles) == 1
    empty.ingest.refresh()
    assert len(parsed) == 1


def test_a_file_that_changes_after_it_was_parsed_is_parsed_again(
    empty: Dossier, tmp_path: Path, parsed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stored article is that of the file."""
    write = SeedWriter._write

    def write_other(writer: SeedWriter, target: Path, _: bytes) -> None:
        write(writer, target, TEXT.format("Changed").encode())

    monkeypatch.setattr(SeedWriter, "_write", write_other)
    (tmp_path / "a.txt").write_text(TEXT.format("As given"), encoding="utf-8")
    empty.ingest.add([tmp_path / "a.txt"])
    assert [b"Changed" in data for data in parsed] == [False, True]
    assert "Changed" in next(iter(empty.query.snapshot.articles.values())).text


def test_adding_neither_links_nor_indexes(empty: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next query does; notes on near-duplicates and metadata come all the same."""

    def refuse(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(link.Linker, "link", refuse)
        patch.setattr("dossier.search.whoosh.engine.create_engine", refuse)
        (tmp_path / "a.txt").write_text(TEXT.format("We made progress"), encoding="utf-8")
        (tmp_path / "b.txt").write_text(TEXT.format("We made progress") + "It rained.\n", encoding="utf-8")
        first, second = empty.ingest.add([tmp_path / "a.txt", tmp_path / "b.txt"], ArticleMetadata(outlet="Aster Post"))
    assert (first.status, second.status) == (IngestStatus.ADDED, IngestStatus.ADDED)
    assert "Near-duplicate of b.txt" in first.note
    assert [entry.sentence for entry in empty.notebook.history()] == [
        "Updated ‹Foreign Minister Orla Brandt met President Tomas Kerr in…›: outlet Aster Post."
    ] * 2
    assert {article.outlet for article in empty.query.snapshot.articles.values()} == {"Aster Post"}
    assert len(empty.query.search(Query("rained")).articles) == 1


def test_a_dry_run_copies_nothing(empty: Dossier, tmp_path: Path) -> None:
    """And stores nothing."""
    (tmp_path / "a.txt").write_text(TEXT.format("We made progress"), encoding="utf-8")
    (report,) = empty.ingest.add([tmp_path / "a.txt"], options=IngestOptions(dry_run=True))
    assert report.status is IngestStatus.WOULD_ADD
    assert list(empty.paths.seeds.iterdir()) == []
    assert not empty.query.snapshot.articles
