"""While another process writes the index, commands that list show what it contains, and say who is writing."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.errors import DossierError
from dossier.model.query import Query
from dossier.services.derived import index as derived_index
from dossier.services.ingest.create import new_dossier

REPORTS = (
    "Foreign Minister Orla Brandt met President Tomas Kerr in Lisbon on 4 March 2031. “We made progress,” Brandt said.\n",
    "A drone attack killed four people in Narvik on 6 March 2031, the harbour master Nils Aker said.\n",
)
WRITER = """
import sys
from pathlib import Path
from dossier.api import open_dossier

def pause(progress):
    if progress.done == 1:
        print("one is read", flush=True)
        sys.stdin.readline()

with open_dossier(Path(sys.argv[1])) as dossier:
    getattr(dossier.ingest, sys.argv[2])(pause)
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived_index, "PATIENCE", 0.1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier of two articles, read."""
    root = new_dossier(tmp_path / "case", "Case")
    for number, text in enumerate(REPORTS):
        (root / "seeds" / f"{number}.txt").write_text(text, encoding="utf-8")
    with open_dossier(root) as dossier:
        dossier.query.load()
    return root


@contextmanager
def writer(root: Path, work: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that does such work on the index and pauses after its first article."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), work], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "one is read\n"
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def listed(dossier: Dossier, text: str = "") -> tuple[int, int]:
    """The number of articles and events that a command lists."""
    dossier.query.load(waits=False)
    result = dossier.query.search(Query(text))
    return len(result.articles), len(result.events)


def test_during_a_rebuild_the_old_index_is_shown(root: Path) -> None:
    """The rows from before stay visible until those that replace them are all there."""
    with open_dossier(root) as dossier:
        before = listed(dossier), listed(dossier, "drone")
    with writer(root, "rebuild") as process, open_dossier(root) as dossier:
        assert (listed(dossier), listed(dossier, "drone")) == before == ((2, 2), (1, 1))
        (notice,) = [notice for notice in dossier.notices if "writing the index" in notice]
        assert f"process {process.pid} on " in notice
        process.communicate("\n", timeout=100)
        assert process.returncode == 0
    with open_dossier(root) as dossier:
        assert (listed(dossier), listed(dossier, "drone")) == before
        assert not dossier.notices


def test_a_killed_rebuild_leaves_the_old_index(root: Path) -> None:
    with writer(root, "rebuild") as process:
        process.kill()
    with open_dossier(root) as dossier:
        assert not dossier.ingest.sync_status().any
        assert listed(dossier) == (2, 2)


def test_while_articles_are_read_those_before_are_shown(root: Path) -> None:
    """Lists wait no longer than a moment; what writes waits, and says for whom when it gives up."""
    for number in range(2, 5):
        text = f"Foreign Minister Orla Brandt met President Tomas Kerr in Porto on {number} May 2031.\n"
        (root / "seeds" / f"{number}.txt").write_text(text, encoding="utf-8")
    with writer(root, "refresh") as process, open_dossier(root) as dossier:
        articles, events = listed(dossier)
        assert 2 <= articles < 5
        assert events >= 2
        assert listed(dossier, "drone") == (1, 1)
        assert any(f"process {process.pid} on " in notice for notice in dossier.notices)
        process.communicate("\n", timeout=100)
    with open_dossier(root) as dossier:
        assert listed(dossier) == (5, 5)


def test_what_does_not_only_list_waits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived_index, "INDEX_SECONDS", 0.5)
    (root / "seeds" / "2.txt").write_text(REPORTS[0].replace("Lisbon", "Porto"), encoding="utf-8")
    (root / "seeds" / "3.txt").write_text(REPORTS[0].replace("Lisbon", "Bergen"), encoding="utf-8")
    with writer(root, "refresh") as process, open_dossier(root) as dossier, pytest.raises(DossierError, match=f"process {process.pid} on"):
        dossier.query.load()
