"""Files are written completely or not at all, also where the program is killed meanwhile."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.services import output_files
from dossier.services.output_files import MARKER, VAULT, save_file, save_folder

KILLED = """
import os, sys
from pathlib import Path
from dossier.services import output_files
if sys.argv[2] == "named":
    output_files.UNSUPPORTED = range(1, 200)
    del os.O_TMPFILE

def write(stream):
    stream.write(b"half of it")
    stream.flush()
    os.kill(os.getpid(), 9)

output_files.save_file(Path(sys.argv[1]), write, force=True, private=True)
"""
KILLED_IN_FOLDER = """
import os, sys
from pathlib import Path
from dossier.services.output_files import save_folder

def last():
    os.kill(os.getpid(), 9)

save_folder(Path(sys.argv[1]), iter([("a.md", lambda: "a"), ("deep/b.md", lambda: "b"), ("c.md", last)]), force=False, private=True)
"""


def kill(script: str, *arguments: object) -> None:
    assert subprocess.run([sys.executable, "-c", script, *map(str, arguments)], check=False).returncode == -signal.SIGKILL


@pytest.mark.parametrize("way", ["nameless", "named"])
@pytest.mark.parametrize("before", [None, b"what was there"])
def test_a_kill_leaves_what_was_there(way: str, before: bytes | None, tmp_path: Path) -> None:
    """No half file under the name; what may lie beside it is gone after the next export, but not what another export is writing."""
    target = tmp_path / "notes.html"
    if before:
        target.write_bytes(before)
    kill(KILLED, target, way)
    assert (target.read_bytes() if target.exists() else None) == before
    if way == "nameless" and hasattr(os, "O_TMPFILE"):
        assert [path.name for path in tmp_path.iterdir()] == (["notes.html"] if before else [])
    other = tmp_path / f".notes.html.{os.getppid()}.x1{output_files.PART}"
    other.write_bytes(b"somebody else's")
    save_file(target, lambda stream: stream.writelines([b"whole"]), force=True, private=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "notes.html"]
    assert target.read_bytes() == b"whole"


def test_a_folder_that_was_interrupted_is_completed(tmp_path: Path) -> None:
    """The next export takes it as its own, without --force, and keeps what the user wrote meanwhile."""
    folder = tmp_path / "vault"
    kill(KILLED_IN_FOLDER, folder)
    assert (folder / "a.md").is_file()
    (folder / "a.md").write_text(f"a\n\n{MARKER}\nmine\n", encoding="utf-8")
    files = {"a.md": "a2", "deep/b.md": "b", "c.md": "c"}
    save_folder(folder, ((name, lambda text=text: text) for name, text in files.items()), force=False, private=True)  # type: ignore[misc]
    assert (folder / "a.md").read_text(encoding="utf-8") == f"a2\n\n{MARKER}\nmine\n"
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {"a.md", "b.md", "c.md", VAULT}


@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o644)])
def test_notes_are_readable_by_their_user_only(*, private: bool, mode: int, tmp_path: Path) -> None:
    """A file that is written over keeps the rights that the user gave it."""
    mask = os.umask(0o022)
    try:
        target = tmp_path / "out.md"
        save_file(target, lambda stream: stream.writelines([b"x"]), force=False, private=private)
        assert stat.S_IMODE(target.stat().st_mode) == mode
        target.chmod(0o640)
        save_file(target, lambda stream: stream.writelines([b"y"]), force=True, private=private)
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
        save_folder(tmp_path / "vault", iter([("n/a.md", lambda: "a")]), force=False, private=private)
        assert stat.S_IMODE((tmp_path / "vault" / "n" / "a.md").stat().st_mode) == mode
        assert stat.S_IMODE((tmp_path / "vault" / "n").stat().st_mode) == (0o700 if private else 0o755)
    finally:
        os.umask(mask)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    """The system stops the write in the middle; the old file stays, and nothing lies beside it."""
    target = tmp_path / "notes.html"
    target.write_bytes(b"what was there")
    script = f"""
import resource
from pathlib import Path
from dossier.services.output_files import save_file
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    save_file(Path({str(target)!r}), lambda stream: stream.writelines([b"x" * 5000]), force=True, private=True)
except OSError as error:
    print(error.strerror)
"""
    assert "too large" in subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"what was there"]
