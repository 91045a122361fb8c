"""A lock says who has it; one that a dead process left behind keeps nobody out."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.errors import DossierError
from dossier.runtime.held_lock import HeldLock
from dossier.runtime.paths import lock_path
from dossier.services.derived import index
from dossier.services.ingest.create import new_dossier

HOLD = """
import sys, time
from pathlib import Path
from dossier.runtime.held_lock import HeldLock
with HeldLock(Path(sys.argv[1]), "the index", 5):
    print("has it", flush=True)
    time.sleep(600)
"""


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the lock."""
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "has it\n"
        try:
            yield process
        finally:
            process.kill()


def test_who_has_it_is_said(tmp_path: Path) -> None:
    """Program, process, machine and time, after the seconds that were to be waited."""
    path = tmp_path / "a.lock"
    with held(path) as process, pytest.raises(DossierError) as refused, HeldLock(path, "the index", 0.2):
        pass
    assert f"“dossier {path}”, process {process.pid} on " in str(refused.value)
    assert "since " in str(refused.value)


def test_a_killed_holder_keeps_nobody_out(tmp_path: Path) -> None:
    """Its note is still there; the lock is not, and the next holder's note replaces it."""
    path = tmp_path / "a.lock"
    with held(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    lock = HeldLock(path, "the index", 5)
    assert path.with_suffix(".holder").is_file()
    assert lock.holder() is None
    with lock:
        holder = lock.holder()
        assert holder is not None
        assert holder.process == os.getpid()
        with lock:
            pass
        assert lock.holder() is not None
    assert not path.with_suffix(".holder").exists()


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"program": 1, "process": "x", "host": "", "since": ""}', "[" * 100_000, "\udc80"])
def test_a_note_that_is_not_understood_is_none(note: str, tmp_path: Path) -> None:
    """The lock is what counts."""
    path = tmp_path / "a.lock"
    path.with_suffix(".holder").write_text(note, encoding="utf-8", errors="surrogateescape")
    lock = HeldLock(path, "the index", 5)
    assert lock.holder() is None
    with lock:
        pass


def test_a_holder_on_another_machine_counts_as_alive(tmp_path: Path) -> None:
    """Nothing is known of its processes."""
    note = {"program": "dossier add", "process": 2**22 + 1, "host": "elsewhere.example", "since": "2031-05-07T10:00:00+00:00"}
    (tmp_path / "a.holder").write_text(json.dumps(note), encoding="utf-8")
    assert HeldLock(tmp_path / "a.lock", "the index", 5).holder() is not None
    (tmp_path / "a.holder").write_text(json.dumps(note | {"process": 10**30, "host": socket.gethostname()}), encoding="utf-8")
    assert HeldLock(tmp_path / "a.lock", "the index", 5).holder() is not None


def test_a_command_says_who_writes_to_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, it waited for as long as the other had it, without a word."""
    monkeypatch.setattr(index, "INDEX_SECONDS", 0.2)
    root = new_dossier(tmp_path / "case", "Case")
    with held(lock_path(root / "index")), open_dossier(root) as opened, pytest.raises(DossierError, match="busy with the index"):
        opened.query.load()
    with open_dossier(root) as opened:
        opened.query.load()
