"""The guard: no code runs from an index, whoever made it; ownership is checked before it is opened."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh.codec import whoosh3
from whoosh.columns import PickleColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, create_in, open_dir

from dossier.search.engine import Document
from dossier.search.stamp import UntrustedIndex
from dossier.search.whoosh.engine import WhooshEngine, create_engine, open_engine
from dossier.search.whoosh.guard import dumps, install, load, loads

SCHEMA = Schema(text=TEXT(stored=True), note=COLUMN(PickleColumn(VarBytesColumn())))
# Everything Whoosh reads of an index, as a program of its own: here it runs guarded, in the control it does not.
READ = """
import sys
from whoosh.columns import PickleColumn, VarBytesColumn
from whoosh.fields import COLUMN, TEXT, Schema
from whoosh.index import exists_in, open_dir
schema = Schema(text=TEXT(stored=True), note=COLUMN(PickleColumn(VarBytesColumn())))
def read(folder):
    for step in (
        lambda: exists_in(folder),
        lambda: open_dir(folder),
        lambda: open_dir(folder, schema=schema).reader().stored_fields(0),
        lambda: list(open_dir(folder, schema=schema).reader().postings("text", "word").all_ids()),
        lambda: list(open_dir(folder, schema=schema).reader().postings("text", "single").all_ids()),
        lambda: open_dir(folder, schema=schema).reader().column_reader("note")[0],
    ):
        try:
            step()
        except Exception:
            pass
"""
CONTROL = READ + "for folder in sys.argv[1:]: read(folder)\n"


class Evil:
    """Pickled, a call that makes a folder when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return os.mkdir, (str(self.marker),)


def fill(folder: Path, **fields: Any) -> None:
    """An index of some documents, so that one word has a block of postings and another is written beside its term."""
    folder.mkdir(exist_ok=True)
    writer = create_in(str(folder), SCHEMA).writer()
    writer.add_document(text="single word", **fields)
    for _ in range(50):
        writer.add_document(text="word")
    writer.commit()


def in_segment_list(folder: Path, evil: Evil) -> None:
    """The list of segments in the table of contents."""
    fill(folder)
    TOC(SCHEMA, [evil], 2).write(FileStorage(str(folder)), "MAIN")


def in_compound_directory(folder: Path, evil: Evil) -> None:
    """The directory inside a segment's file."""
    fill(folder)
    (segment,) = folder.glob("MAIN_*.seg")
    file = FileStorage(str(folder)).create_file(segment.name)
    file.write_long(0)
    file.write_int(0)
    CompoundStorage.write_dir(file, 0, evil)


def in_stored_fields(folder: Path, evil: Evil) -> None:
    """The values that a document stores."""
    fill(folder, _stored_text=evil)


def in_postings(folder: Path, evil: Evil) -> None:
    """Blocks of postings, and postings written beside their term."""
    before = whoosh3.dumps
    whoosh3.dumps = lambda *_: pickle.dumps(evil, 2)
    try:
        fill(folder)
    finally:
        whoosh3.dumps = before


def in_column(folder: Path, evil: Evil) -> None:
    """A column of objects."""
    fill(folder, note=evil)


def in_schema(folder: Path, evil: Evil) -> None:
    """The schema, which is unpickled where none is given, even to ask whether there is an index."""
    fill(folder)
    hostile = Schema(text=TEXT(stored=True))
    hostile["text"].analyzer = evil
    TOC(hostile, [], 2).write(FileStorage(str(folder)), "MAIN")


def in_older_table(folder: Path, evil: Evil) -> None:
    """A table of contents of an older version, which is read by other code."""
    fill(folder)
    storage = FileStorage(str(folder))
    for path in folder.glob("_MAIN_*.toc"):
        path.unlink()
    file = storage.create_file("_MAIN_1.toc")
    for size in (4, 8, 4):
        file.write_varint(size)
    file.write_int(-12345)
    file.write_int(-110)
    for number in (2, 7, 5):
        file.write_varint(number)
    file.write_string(pickle.dumps(evil))
    file.write_int(1)
    file.write_int(0)
    file.write_pickle([evil])
    file.close()


ATTACKS = (in_segment_list, in_compound_directory, in_stored_fields, in_postings, in_column, in_schema, in_older_table)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for every attack, made before the guard is in place or with its leave: writing is not what it stops."""
    root = tmp_path_factory.mktemp("hostile")
    for attack in ATTACKS:
        attack(root / attack.__name__, Evil(root / f"{attack.__name__} ran"))
    return root


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_no_attack_runs_code(hostile: Path) -> None:
    """Every way of reading every hostile folder, guarded: nothing runs. Then the control: unguarded, every one does."""
    install()
    read: dict[str, Any] = {}
    exec(READ, read)  # noqa: S102 - the same program in both places
    for attack in ATTACKS:
        read["read"](str(hostile / attack.__name__))
    assert [attack.__name__ for attack in ATTACKS if (hostile / f"{attack.__name__} ran").exists()] == []
    subprocess.run([sys.executable, "-c", CONTROL, *(str(hostile / attack.__name__) for attack in ATTACKS)], check=True)
    assert [attack.__name__ for attack in ATTACKS if not (hostile / f"{attack.__name__} ran").exists()] == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("attack", [in_segment_list, in_compound_directory, in_older_table])
def test_a_hostile_index_under_a_copied_stamp_is_doubtful(tmp_path: Path, attack: Callable[[Path, Evil], None]) -> None:
    """Someone who shares the folder can leave our stamp in place: the files are still refused, without a crash."""
    create_engine(tmp_path / "index", tmp_path / "tokens").close()
    attack(tmp_path / "index", Evil(tmp_path / "ran"))
    assert isinstance(open_engine(tmp_path / "index", tmp_path / "tokens"), UntrustedIndex)
    assert not (tmp_path / "ran").exists()


def test_nothing_but_known_names_is_unpickled() -> None:
    """Numbers, texts, lists pass; a function, a class of ours or of Python does not."""
    data = {"a": [1, "b", b"c", (1.5, None)], 2: {3}}
    assert loads(dumps(data)) == data
    for allowed in (os.mkdir, Path("x"), Document("x")):
        with pytest.raises(pickle.UnpicklingError):
            loads(pickle.dumps(allowed))


def test_files_are_read_by_the_same_rule(tmp_path: Path) -> None:
    """Also where Whoosh unpickles straight from a file."""
    (tmp_path / "x").write_bytes(pickle.dumps([1, 2]) + pickle.dumps(os.mkdir))
    with (tmp_path / "x").open("rb") as file:
        assert load(file) == [1, 2]
        with pytest.raises(pickle.UnpicklingError):
            load(file)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("damage", [b"", b"\x00" * 40])
def test_a_damaged_index_is_untrusted_and_rebuilt(tmp_path: Path, damage: bytes) -> None:
    """Files cut short or overwritten: reported, never a crash; rebuilding removes them and leaves other files alone."""
    engine = create_engine(tmp_path / "index", tmp_path / "tokens")
    engine.index([Document("a1", title="Grain")])
    engine.close()
    (tmp_path / "index" / "README.md").write_text("kept")
    for path in (tmp_path / "index").glob("*MAIN_*"):
        path.write_bytes(damage)
    assert isinstance(open_engine(tmp_path / "index", tmp_path / "tokens"), UntrustedIndex)
    again = create_engine(tmp_path / "index", tmp_path / "tokens")
    assert set(again.digests()) == set()
    assert (tmp_path / "index" / "README.md").read_text() == "kept"
    again.close()


def test_open_dir_is_given_our_schema(tmp_path: Path) -> None:
    """The schema in the files is never taken, even a harmless one."""
    create_engine(tmp_path / "index", tmp_path / "tokens").close()
    TOC(Schema(id=ID()), [], 1).write(FileStorage(str(tmp_path / "index")), "MAIN")
    engine = open_engine(tmp_path / "index", tmp_path / "tokens")
    assert isinstance(engine, WhooshEngine)
    assert "quote" in engine._index.schema
    assert open_dir(str(tmp_path / "index"), schema=SCHEMA).schema is not None
    engine.close()
