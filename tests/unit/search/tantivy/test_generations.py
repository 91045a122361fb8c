"""Commits of the tantivy engine: whole or not at all, whatever becomes of the files."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("tantivy", reason="the extra fast is not installed")

from dossier.errors import DossierError
from dossier.search.engine import DamagedIndex, Document, DocumentKind
from dossier.search.parser import parse
from dossier.search.stamp import UntrustedIndex, file_sum
from dossier.search.tantivy.engine import TantivyEngine, create_engine, open_engine

DOCUMENTS = (
    Document("a1", title="Harbour", body="Envoys met in the harbour."),
    Document("a2", title="Grain", body="Grain was sold."),
    Document("q1", DocumentKind.QUOTATION, body="no grain, no talks"),
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[TantivyEngine]:
    """An engine with two articles and a quotation."""
    engine_ = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine_.index(DOCUMENTS)
    yield engine_
    engine_.close()


def folders(tmp_path: Path) -> set[str]:
    """The names of the generations."""
    return {path.name for path in (tmp_path / "index").iterdir() if path.is_dir()}


def test_one_import_is_one_generation(engine: TantivyEngine, tmp_path: Path) -> None:
    """The next import replaces the last one's folder; one that changes nothing makes none."""
    assert folders(tmp_path) == {"generation-1"}
    engine.index(DOCUMENTS)
    assert folders(tmp_path) == {"generation-1"}
    engine.index([Document("a3", title="Rain")])
    assert folders(tmp_path) == {"generation-2"}
    assert set(engine.digests()) == {"a1", "a2", "a3"}


def test_an_import_reads_only_the_files_that_it_wrote(engine: TantivyEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checksums of files shared with the generation before are taken over; all are those of the contents."""
    shared = {path.name for path in (tmp_path / "index" / "generation-1" / "article").iterdir()}
    read: list[Path] = []

    def sum_and_note(path: Path) -> str:
        read.append(path)
        return file_sum(path)

    with monkeypatch.context() as patch:
        patch.setattr("dossier.search.tantivy.generations.file_sum", sum_and_note)
        engine.index([Document("a3", title="Rain")])
    current = json.loads((tmp_path / "index" / "current.json").read_text())
    assert current["sums"] == {name: file_sum(tmp_path / "index" / "generation-2" / name) for name in current["sizes"]}
    assert {path.name for path in read}.isdisjoint(name for name in shared if name.endswith((".store", ".idx", ".term", ".pos")))
    assert any(path.name.endswith(".store") for path in read)


@pytest.mark.parametrize("where", ["dossier.search.tantivy.writer.publish", "dossier.search.tantivy.writer.begin"])
def test_a_full_disk_changes_nothing(engine: TantivyEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """The error is a sentence, nothing is left over, and the next write works."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(where, full)
        with pytest.raises(DossierError, match="No space left on device"):
            engine.index([Document("a3", title="Rain")], removed=[(DocumentKind.QUOTATION, "q1")])
    assert folders(tmp_path) == {"generation-1"}
    assert set(engine.digests()) == {"a1", "a2"}
    assert set(engine.digests(DocumentKind.QUOTATION)) == {"q1"}
    engine.index([Document("a3", title="Rain")])
    assert engine.ids(parse("rain").tree) == {"a3"}


@pytest.mark.usefixtures("engine")
def test_remains_of_a_killed_import_are_removed(tmp_path: Path) -> None:
    """A folder that was never published is not read, and goes with the next import."""
    left = tmp_path / "index" / "generation-2" / "article"
    left.mkdir(parents=True)
    (left / "meta.json").write_text("{")
    again = open_engine(tmp_path / "index", tmp_path / "tokens")
    assert isinstance(again, TantivyEngine)
    again.index([Document("a3", title="Rain")])
    assert again.ids(parse("").tree) == {"a1", "a2", "a3"}
    again.close()


def test_a_disk_without_hard_links_will_do(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are copied."""

    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    engine.index([Document("a3", title="Rain")])
    assert engine.ids(parse("").tree) == {"a1", "a2", "a3"}


def test_two_writers_take_turns(engine: TantivyEngine, tmp_path: Path) -> None:
    """While another process writes, an import is refused with a sentence; another engine sees the last commit after a refresh."""
    other = open_engine(tmp_path / "index", tmp_path / "tokens")
    assert isinstance(other, TantivyEngine)

    def while_writing(_: int) -> None:
        with pytest.raises(DossierError, match="Another program"):
            other.index(DOCUMENTS)

    engine.index([Document("a3", title="Rain")], progress=while_writing)
    assert other.ids(parse("").tree) == {"a1", "a2"}
    other.refresh()
    assert other.ids(parse("").tree) == {"a1", "a2", "a3"}
    other.close()


def put_in_place(path: Path, contents: bytes) -> None:
    """Replace a file by another. tantivy maps its files into memory, and a process dies that reads a mapped page of a file cut short."""
    new = path.with_name("new")
    new.write_bytes(contents)
    new.replace(path)


@pytest.mark.parametrize("damage", ["gone", "short", "link", "list", "no list"])
def test_damaged_files_are_seen_before_they_are_opened(engine: TantivyEngine, tmp_path: Path, damage: str) -> None:
    """A file that is gone, too short or a link, or a list of them that is none: rebuilt in place, and other files stay."""
    index = tmp_path / "index"
    engine.close()
    (index / "README.md").write_text("kept")
    path = next((index / "generation-1" / "article").glob("*.idx"))
    if damage == "list":
        (index / "current.json").write_text("[1]")
    elif damage == "no list":
        (index / "current.json").write_text('{"generation": 1, "sizes": 3}')
    elif damage == "short":
        put_in_place(path, path.read_bytes()[:-1])
    else:
        path.rename(tmp_path / "elsewhere")
        if damage == "link":
            path.symlink_to(tmp_path / "elsewhere")
    assert isinstance(open_engine(index, tmp_path / "tokens"), UntrustedIndex)
    again = create_engine(index, tmp_path / "tokens")
    assert set(again.digests()) == set()
    assert (index / "README.md").read_text() == "kept"
    again.close()


@pytest.mark.parametrize("suffix", ["idx", "term", "pos", "fast", "fieldnorm", "store"])
def test_overwritten_files_are_reported(engine: TantivyEngine, tmp_path: Path, suffix: str) -> None:
    """The size is right, the contents are not: their checksum shows it before tantivy reads them."""
    engine.close()
    for path in (tmp_path / "index" / "generation-1").rglob(f"*.{suffix}"):
        put_in_place(path, b"\xff" * path.stat().st_size)
    assert isinstance(open_engine(tmp_path / "index", tmp_path / "tokens"), UntrustedIndex)


def test_the_folder_gone_is_reported(engine: TantivyEngine, tmp_path: Path) -> None:
    """One error with what to do."""
    value = json.loads((tmp_path / "index" / "current.json").read_text())
    (tmp_path / "index" / "current.json").write_text(json.dumps(value | {"generation": 7}))
    with pytest.raises(DamagedIndex, match="dossier index --rebuild"):
        engine.refresh()
