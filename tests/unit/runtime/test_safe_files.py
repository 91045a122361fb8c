"""Nothing below a stranger's folder is reached through a link, and only regular files are opened."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.errors import UnsafeFile
from dossier.runtime.safe_files import SafeFolder, open_regular, require_regular


@pytest.fixture
def folder(tmp_path: Path) -> SafeFolder:
    """A folder with a file and an inner folder, and beside it a file that is nobody else's."""
    root = tmp_path / "case"
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "a.txt").write_bytes(b"abc")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "key.txt").write_bytes(b"secret")
    return SafeFolder(root)


def test_regular_files_are_read_and_written(folder: SafeFolder) -> None:
    """By absolute and by relative names."""
    assert folder.read(Path("seeds/a.txt"), 3) == folder.read(folder.root / "seeds/a.txt", 3) == b"abc"
    folder.make_folder(folder.root / "seeds/in/ner")
    folder.create(Path("seeds/in/ner/b.txt"), b"b")
    folder.replace(Path("seeds/a.txt"), b"new")
    folder.move(Path("seeds/a.txt"), Path("seeds/in/a.txt"))
    assert sorted(p.relative_to(folder.root).as_posix() for p in folder.root.rglob("*.txt")) == ["seeds/in/a.txt", "seeds/in/ner/b.txt"]
    folder.remove(Path("seeds/in/a.txt"))
    folder.remove(Path("seeds/in/a.txt"))
    folder.remove_tree(Path("seeds"))
    folder.remove_tree(Path("seeds"))
    assert list(folder.root.iterdir()) == []
    with pytest.raises(FileNotFoundError):
        folder.read(Path("seeds/a.txt"), 3)
    assert folder.stat(Path("seeds/a.txt")) is None


def test_a_file_larger_than_is_allowed_is_refused(folder: SafeFolder) -> None:
    """One byte more is too much."""
    with pytest.raises(UnsafeFile, match="larger"):
        folder.read(Path("seeds/a.txt"), 2)


def test_no_link_is_followed(folder: SafeFolder) -> None:
    """Neither as the file itself nor as a folder above it, by whatever act; what it leads to stays as it was."""
    private = folder.root.parent / "private"
    (folder.root / "key.txt").symlink_to(private / "key.txt")
    (folder.root / "out").symlink_to(private)
    for path in (Path("key.txt"), Path("out/key.txt")):
        with pytest.raises(UnsafeFile, match="link"):
            folder.open(path)
    acts: tuple[Callable[[], object], ...] = (
        lambda: folder.create(Path("out/new.txt"), b""),
        lambda: folder.replace(Path("out/key.txt"), b""),
        lambda: folder.move(Path("seeds/a.txt"), Path("out/a.txt")),
        lambda: folder.move(Path("out/key.txt"), Path("seeds/key.txt")),
        lambda: folder.remove(Path("out/key.txt")),
        lambda: folder.remove_tree(Path("out/key.txt")),
        lambda: folder.make_folder(Path("out/inner")),
        lambda: folder.require_folder(Path("out")),
        lambda: folder.lstat(Path("out/key.txt")),
    )
    for act in acts:
        with pytest.raises(UnsafeFile, match="link"):
            act()
    with pytest.raises(FileExistsError):
        folder.create(Path("key.txt"), b"")
    assert folder.stat(Path("key.txt")) is None
    folder.replace(Path("key.txt"), b"ours")
    folder.remove_tree(Path("out"))
    assert (folder.root / "key.txt").read_bytes() == b"ours"
    assert not (folder.root / "out").exists()
    assert {p.name: p.read_bytes() for p in private.iterdir()} == {"key.txt": b"secret"}


def test_what_lies_at_the_name_of_a_file_being_written_is_not_written_through(folder: SafeFolder) -> None:
    """A link of that name is removed, and its target stays."""
    private = folder.root.parent / "private" / "key.txt"
    (folder.root / "seeds" / ".part").symlink_to(private)
    folder.replace(Path("seeds/a.txt"), b"new", part=".part")
    assert private.read_bytes() == b"secret"
    assert {p.name: p.read_bytes() for p in (folder.root / "seeds").iterdir()} == {"a.txt": b"new"}


def test_pipes_sockets_devices_and_folders_are_not_opened(folder: SafeFolder, tmp_path: Path) -> None:
    """Opening a pipe would wait for ever; the sentence names the kind."""
    os.mkfifo(folder.root / "pipe")
    line = socket.socket(socket.AF_UNIX)
    os.chdir(folder.root)
    line.bind("socket")
    os.chdir(tmp_path)
    for name, kind in (("pipe", "named pipe"), ("socket", "socket"), ("seeds", "folder")):
        with pytest.raises(UnsafeFile, match=kind):
            folder.open(Path(name))
        with pytest.raises(UnsafeFile, match=kind):
            require_regular(folder.root / name)
    line.close()
    with pytest.raises(UnsafeFile, match="named pipe"):
        open_regular(folder.root / "pipe")
    with pytest.raises(UnsafeFile, match="device"):
        open_regular(Path(os.devnull))


def test_a_relative_root_is_refused() -> None:
    """It would be unclear what a relative path is relative to."""
    with pytest.raises(ValueError, match="absolute"):
        SafeFolder(Path("case"))


def test_names_that_lead_out_are_refused(folder: SafeFolder) -> None:
    """Two dots are never part of a name that the program makes."""
    with pytest.raises(UnsafeFile, match="outside"):
        folder.open(Path("../private/key.txt"))


def test_a_failure_leaves_no_descriptor_open(folder: SafeFolder) -> None:
    """A long-lived app may meet thousands of refused files."""
    (folder.root / "out").symlink_to(folder.root.parent / "private")
    os.mkfifo(folder.root / "pipe")
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(20):
        for name in ("out/key.txt", "pipe", "seeds", "seeds/none.txt", "none/a.txt"):
            with pytest.raises((UnsafeFile, FileNotFoundError)):
                folder.open(Path(name))
    assert len(list(Path("/dev/fd").iterdir())) == before
