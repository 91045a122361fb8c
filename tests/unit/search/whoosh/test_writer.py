"""Writing: what broken writes left is cleared, and nothing else."""

from pathlib import Path

from dossier.search.engine import Document
from dossier.search.whoosh.engine import create_engine


def test_leftovers_are_swept_at_the_next_write(tmp_path: Path) -> None:
    """Half-written tables, segments that nothing names and a folder of runs go; the stamp and files of others stay."""
    folder = tmp_path / "index"
    engine = create_engine(folder, tmp_path / "tokens")
    engine.index([Document("a1", title="Grain")])
    leftovers = [folder / name for name in ("_MAIN_7.toc.1234.5", "_MAIN_0.toc", "MAIN_abc.seg", "MAIN_abc.trm")]
    for path in leftovers:
        path.write_bytes(b"half")
    (folder / "MAIN.tmp").mkdir()
    (folder / "MAIN.tmp" / "run").write_bytes(b"half")
    (folder / "README.md").write_text("kept")
    engine.index([Document("a2", title="Rain")])
    assert not any(path.exists() for path in leftovers)
    assert not (folder / "MAIN.tmp").exists()
    assert (folder / "README.md").exists()
    assert set(engine.digests()) == {"a1", "a2"}
    engine.close()


def test_a_write_that_changes_nothing_commits_nothing(tmp_path: Path) -> None:
    """The same articles again leave the same files."""
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine.index([Document("a1", title="Grain")])
    before = {path.name for path in (tmp_path / "index").iterdir()}
    engine.index([Document("a1", title="Grain")])
    assert {path.name for path in (tmp_path / "index").iterdir()} == before
    engine.close()
