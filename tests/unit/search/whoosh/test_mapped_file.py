"""Mapped files: Whoosh reads its segments where they are mapped into memory, with the same results."""

import gc
from pathlib import Path

from dossier.search.engine import Document, DocumentKind
from dossier.search.engines import create_engine
from dossier.search.parser import parse
from dossier.search.whoosh.guard import install
from dossier.search.whoosh.mapped_file import _MappedBytes

WORDS = b"one\ntwo and three\n" + b"x" * 300 + b"\nend"


def test_it_reads_as_a_file_does() -> None:
    """Proves reading by size and to the end, lines shorter and longer than a first look, and positions."""
    file = _MappedBytes(memoryview(WORDS))
    assert (file.read(3), file.tell(), file.readline(), file.readline()) == (b"one", 3, b"\n", b"two and three\n")
    assert file.readline() == b"x" * 300 + b"\n"
    assert (file.readline(), file.readline(), file.read(5), file.read()) == (b"end", b"", b"", b"")
    assert (file.seek(4), file.read(3)) == (4, b"two")
    assert (file.seek(-3, 2), file.read(100)) == (len(WORDS) - 3, b"end")
    assert (file.seek(0), file.seek(4, 1), file.read()) == (0, 4, WORDS[4:])


def test_an_open_index_has_no_copy_of_its_files(tmp_path: Path) -> None:
    """Proves that the files of a segment are views of its mapping, and that searching them finds the documents."""
    install()
    engine = create_engine("whoosh", tmp_path / "words", tmp_path / "tokens")
    engine.index([Document(f"a{n}", DocumentKind.ARTICLE, "Title", f"harbour {'grain ' * n}") for n in range(40)], [])
    assert len(engine.ids(parse("harbour").tree, DocumentKind.ARTICLE)) == 40
    assert len(engine.ids(parse("grain").tree, DocumentKind.ARTICLE)) == 39
    files = [each for each in gc.get_objects() if isinstance(each, _MappedBytes)]
    assert files
    copies = [each for each in gc.get_objects() if type(each).__name__ == "BufferFile"]
    assert not copies
    engine.close()
