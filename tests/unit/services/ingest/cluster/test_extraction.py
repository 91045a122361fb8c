"""Extraction on a Dask cluster: two real worker processes on this machine, one of which is killed."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from dossier.api import open_dossier
from dossier.cli.main import run
from dossier.errors import DossierError
from dossier.model.article import Article
from dossier.model.ingest import IngestOptions, Progress
from dossier.services.ingest.cluster.address import check_scheduler
from dossier.services.ingest.cluster.extraction import ClusterExtraction, ExtractionCluster
from dossier.services.ingest.create import new_dossier
from dossier.services.ingest.extraction_worker import extract_encoded

distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own, about sockets of workers that were killed

TOWNS = ("Lisbon", "Riga", "Oslo", "Turin", "Graz", "Bergen", "Ghent", "Porto")
MET = "Published: 2031-05-07\n\nForeign Minister Orla Brandt met President Tomas Kerr in {} on Tuesday. “We made progress,” Brandt said.\n"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler with two workers, each a process."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as running:
        yield running


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Articles to be added, and a copy of the first."""
    paths = [tmp_path / f"{number}.txt" for number in range(len(TOWNS) + 1)]
    for path, town in zip(paths, (*TOWNS, TOWNS[0]), strict=True):
        path.write_text(MET.format(town), encoding="utf-8")
    return paths


def export(root: Path) -> str:
    """Everything that was found, as text."""
    with open_dossier(root) as opened:
        return opened.exports.prepare("json").text


def test_a_cluster_stores_what_this_machine_stores(cluster: Any, files: list[Path], tmp_path: Path) -> None:
    """The same results in the same order, and the same facts; also by the command, and for a rebuild."""
    here, there = new_dossier(tmp_path / "here", "A case"), new_dossier(tmp_path / "there", "A case")
    with open_dossier(here) as opened:
        expected = opened.ingest.add(files)
    assert run(["-C", str(there), "add", "--scheduler", cluster.scheduler_address, *map(str, files)]) == 0
    assert export(there) == export(here)
    with open_dossier(there) as opened:
        rebuilt = opened.ingest.rebuild(scheduler=cluster.scheduler_address)
        assert [result.file for result in rebuilt] == sorted({result.file for result in expected if result.file})
    assert export(there) == export(here)


def test_a_killed_worker_loses_and_doubles_nothing(cluster: Any, files: list[Path], tmp_path: Path) -> None:
    """Its articles are given to the other one."""
    here, there = new_dossier(tmp_path / "here", "A case"), new_dossier(tmp_path / "there", "A case")
    with open_dossier(here) as opened:
        opened.ingest.add(files)
    victim = next(iter(cluster.workers.values())).pid
    killed: list[int] = []

    def kill(progress: Progress) -> None:
        if progress.done == 2 and not killed:
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    with open_dossier(there) as opened:
        opened.ingest.add(files, progress=kill, options=IngestOptions(scheduler=cluster.scheduler_address))
    assert killed
    assert export(there) == export(here)


def test_a_scheduler_that_is_not_there_changes_nothing(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence; the copied articles are read by the next run."""
    monkeypatch.setattr("dossier.services.ingest.cluster.extraction.CONNECT_SECONDS", 1)
    root = new_dossier(tmp_path / "case", "A case")
    with open_dossier(root) as opened:
        with pytest.raises(DossierError, match="cluster failed") as caught:
            opened.ingest.add(files, options=IngestOptions(scheduler="tcp://127.0.0.1:9"))
        assert caught.value.where == "tcp://127.0.0.1:9"
        opened.ingest.refresh()
        assert len(opened.query.snapshot.articles) == len(TOWNS)


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", bytes(range(256)) * 40, b"\xff" * 4000, b"\0" * 4000, None],
    ids=["nothing", "HTTP", "all bytes", "ones", "zeros", "silence"],
)
def test_a_server_that_is_no_scheduler_changes_nothing(
    answer: bytes | None, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sends something else, or (None) takes the connection and says nothing: a sentence, in time."""
    monkeypatch.setattr("dossier.services.ingest.cluster.extraction.CONNECT_SECONDS", 2)
    root = new_dossier(tmp_path / "case", "A case")
    with serving(answer) as port, open_dossier(root) as opened:
        began = time.monotonic()
        with pytest.raises(DossierError, match="cluster failed"):
            opened.ingest.add(files, options=IngestOptions(scheduler=f"tcp://127.0.0.1:{port}"))
        assert time.monotonic() - began < 30
        opened.ingest.refresh()
        assert len(opened.query.snapshot.articles) == len(TOWNS)


def test_a_scheduler_without_workers_is_not_waited_for(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask would wait until one comes."""
    monkeypatch.setattr("dossier.services.ingest.cluster.extraction.LOOK_SECONDS", 1)
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as empty:
        root = new_dossier(tmp_path / "case", "A case")
        with open_dossier(root) as opened:
            with pytest.raises(DossierError, match="no workers"):
                opened.ingest.add(files, options=IngestOptions(scheduler=empty.scheduler_address))
            opened.ingest.refresh()
            assert len(opened.query.snapshot.articles) == len(TOWNS)


def test_a_scheduler_that_stops_answering_is_not_waited_for(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a process that is stopped when it has the first article, as on a machine that hangs."""
    monkeypatch.setattr("dossier.services.ingest.cluster.extraction.LOOK_SECONDS", 1)
    monkeypatch.setattr("dossier.services.ingest.cluster.extraction.CONNECT_SECONDS", 3)
    root, submit = new_dossier(tmp_path / "case", "A case"), ExtractionCluster.submit
    with running_scheduler() as (address, process), open_dossier(root) as opened:

        def stop_then_submit(cluster: ExtractionCluster, article: Article) -> ClusterExtraction:
            process.send_signal(signal.SIGSTOP)
            return submit(cluster, article)

        monkeypatch.setattr(ExtractionCluster, "submit", stop_then_submit)
        with pytest.raises(DossierError, match="cluster failed"):
            opened.ingest.add(files, options=IngestOptions(scheduler=address))
        opened.ingest.refresh()
        assert len(opened.query.snapshot.articles) == len(TOWNS)


@contextmanager
def serving(answer: bytes | None) -> Iterator[int]:
    """The port of a server on this machine that answers each connection with these bytes, or never."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        connections: list[socket.socket] = []

        def answer_all() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    connections.append(connection)
                    if answer is not None:
                        connection.sendall(answer)
                        connection.close()

        threading.Thread(target=answer_all, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for connection in connections:
            connection.close()


SCHEDULER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, host="tcp://127.0.0.1", protocol="tcp://") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@contextmanager
def running_scheduler() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A scheduler and its worker in one other process, killed at the end."""
    with subprocess.Popen([sys.executable, "-c", SCHEDULER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("tcp:")
            yield address, process
        finally:
            process.kill()


@pytest.mark.parametrize("address", ["tcp://8.8.8.8:8786", "tcp://[2001:4860:4860::8888]:8786"])
def test_an_open_connection_over_a_public_network_is_refused(address: str) -> None:
    """Articles would be readable, and anybody in between could run code here."""
    with pytest.raises(DossierError, match="unencrypted"):
        check_scheduler(address)


@pytest.mark.parametrize("address", ["cluster:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://user@127.0.0.1:1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """Before anything is copied."""
    with pytest.raises(DossierError, match="not the address"):
        check_scheduler(address)


def test_addresses_that_are_safe_pass() -> None:
    """This machine, private networks, and TLS anywhere."""
    for address in ("tcp://127.0.0.1:1", "tcp://10.1.2.3:8786", "tcp://[::1]:8786", "tls://scheduler.example:8786"):
        check_scheduler(address)


def test_a_worker_with_other_rules_extracts_nothing() -> None:
    """Its facts would differ from those of the other workers."""
    assert b"another version" in extract_encoded(b"", "", "0123")
