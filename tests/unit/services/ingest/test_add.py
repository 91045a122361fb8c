"""Duplicates are recognised after an interruption, a file removed by hand, or another process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.api import open_dossier
from dossier.model.ingest import IngestStatus
from dossier.services.ingest.create import new_dossier

MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in Lisbon on Tuesday. “We made progress,” Brandt said.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An empty dossier and an article beside it."""
    (tmp_path / "met.txt").write_text(MET, encoding="utf-8")
    return new_dossier(tmp_path / "case", "A case")


def test_a_file_that_an_interruption_left_unread_is_known(case: Path) -> None:
    """Adding it again makes no second copy."""
    (case / "seeds" / "met.txt").write_text(MET, encoding="utf-8")
    with open_dossier(case) as opened:
        (report,) = opened.ingest.add([case.parent / "met.txt"])
        assert (report.status, report.file) == (IngestStatus.SAME, "met.txt")
        assert opened.ingest.add_text(MET.encode())[0].status is IngestStatus.SAME
    assert [p.name for p in (case / "seeds").iterdir()] == ["met.txt"]


def test_a_file_taken_away_by_hand_can_be_added_again(case: Path) -> None:
    """It is not taken to be there still."""
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "met.txt"])
        (case / "seeds" / "met.txt").unlink()
        (report,) = opened.ingest.add([case.parent / "met.txt"])
        assert (report.status, len(opened.query.snapshot.articles_by_day)) == (IngestStatus.ADDED, 1)
    assert (case / "seeds" / "met.txt").is_file()


def test_a_file_is_in_seeds_whole_or_not_at_all(case: Path) -> None:
    """A file left half written by a process that died has a hidden name and is no article."""
    (case / "seeds" / ".part").write_text(MET[:40], encoding="utf-8")
    with open_dossier(case) as opened:
        opened.ingest.add([case.parent / "met.txt"])
        assert [hashlib.sha256(MET.encode()).hexdigest()] == [a.sha256 for a in opened.query.snapshot.articles_by_day]
    assert sorted(p.name for p in (case / "seeds").iterdir()) == ["met.txt"]


def test_processes_that_add_at_once_lose_and_double_nothing(case: Path) -> None:
    """Two fresh processes add the same file and one of their own each, a third rebuilds the index."""
    for name in ("a", "b"):
        (case.parent / f"{name}.txt").write_text(MET.replace("Lisbon", name.upper() * 5), encoding="utf-8")
    start = [sys.executable, "-m", "dossier", "-C", str(case)]
    met = str(case.parent / "met.txt")
    every = [
        subprocess.Popen([*start, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(os.environ))
        for words in (["add", met, str(case.parent / "a.txt")], ["add", met, str(case.parent / "b.txt")], ["index", "--rebuild"])
    ]
    outputs = [process.communicate()[0].decode() for process in every]
    assert [process.returncode for process in every] == [0, 0, 0], outputs
    assert sorted(p.name for p in (case / "seeds").iterdir()) == ["a.txt", "b.txt", "met.txt"]
    with open_dossier(case) as opened:
        assert sorted(a.file for a in opened.query.snapshot.articles_by_day) == ["a.txt", "b.txt", "met.txt"]
        assert opened.check() == ()


def test_what_holds_articles_and_lies_in_seeds_is_told(case: Path) -> None:
    """It is not read in seeds/; notice and check say what to do, which works; a sidecar is no container."""
    (case / "seeds" / "my mails.mbox").write_text(f"From a@example.org x\nFrom: a@example.org\nSubject: Talks\n\n{MET}", encoding="utf-8")
    (case / "seeds" / "met.txt.source.json").write_text("{}", encoding="utf-8")
    with open_dossier(case) as opened:
        opened.query.load()
        (notice,) = opened.notices
        assert "Run “dossier add 'seeds/my mails.mbox'” in the dossier's folder" in notice
        assert opened.check() == (notice,)
        assert opened.query.snapshot.articles_by_day == ()
        opened.ingest.add([case / "seeds" / "my mails.mbox"])
        (case / "seeds" / "my mails.mbox").unlink()
    with open_dossier(case) as opened:
        assert len(opened.query.snapshot.articles_by_day) == 1
        assert (opened.notices, opened.check()) == ((), ())
