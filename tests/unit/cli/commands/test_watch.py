"""The command watch, against a real feed server on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.cli.main import run
from dossier.reading import fetcher
from dossier.runtime.config import read_settings
from dossier.services.ingest.create import new_dossier
from tests.feed_server import FeedServer, Resource, item, running_server

FERRIES = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay. " * 3
BAKERS = "Bakers in the old town of Velmar sold out before noon, and the guild of millers blamed the snow on the passes that week. " * 3


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """The server with a feed of one entry."""
    monkeypatch.setattr("dossier.reading.network.fetch.PAUSE", 0.0)
    fetcher.cache_clear()
    with running_server() as running:
        running.feed("/feed", item("1", "Ferries", FERRIES))
        yield running
    fetcher.cache_clear()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """An empty dossier."""
    return new_dossier(tmp_path / "case", "A case")


def watch(case: Path, *words: str) -> int:
    return run(["-C", str(case), "watch", *words])


def test_what_is_new_decides_the_exit_code(case: Path, server: FeedServer, capsys: pytest.CaptureFixture[str]) -> None:
    """0 with news, 1 without; between two checks the time of the next is named."""
    assert watch(case, "--add", server.at("/feed"), "--every", "2h") == 0
    assert f"Watching {server.at('/feed')} every 2h." in capsys.readouterr().err
    assert watch(case, "--allow-private") == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [f"{server.at('/feed')}  1 new", "    + Ferries.md"]
    assert captured.err.endswith("1 new.\n")
    assert watch(case, "--allow-private") == 1
    captured = capsys.readouterr()
    assert f"{server.at('/feed')}  not due  until " in captured.out
    assert captured.err.endswith("1 address not due.\n")
    server.feed("/feed", item("1", "Ferries", FERRIES.replace("Friday", "Sunday")), item("2", "Bakers", BAKERS))
    assert watch(case, "--allow-private", "--now") == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["    ± Ferries.md", "    + Bakers.md"]


def test_json_has_the_counts_and_the_articles(case: Path, server: FeedServer, capsys: pytest.CaptureFixture[str]) -> None:
    """A row for each address; plain columns too."""
    watch(case, "--add", server.at("/feed"))
    watch(case, "--add", server.at("/gone"), "--page", "--every", "1d")
    capsys.readouterr()
    assert watch(case, "--allow-private", "--json") == 0
    feed, gone = json.loads(capsys.readouterr().out)
    assert (feed["status"], feed["new"], feed["edited"], feed["articles"][0]["outcome"]) == ("checked", 1, 0, "added")
    assert (gone["status"], "404" in gone["note"]) == ("gone", True)
    assert watch(case, "--list", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["every"], row["kind"], row["allowed"]) for row in rows] == [("30m", None, True), ("1d", "page", True)]
    assert "404" in rows[1]["note"]


def test_an_address_that_was_not_allowed_is_a_clear_sentence(case: Path, server: FeedServer, capsys: pytest.CaptureFixture[str]) -> None:
    """With the option that allows it, which is needed once."""
    settings = case / "dossier.toml"
    settings.write_text(f'{settings.read_text()}\n[[watch.addresses]]\nurl = "{server.at("/feed")}"\n', encoding="utf-8")
    assert watch(case) == 1
    assert "not allowed requests to the 1 address in dossier.toml yet. Allow them with “dossier watch --allow-network”" in (
        capsys.readouterr().err
    )
    assert server.log == []
    assert watch(case, "--allow-network", "--allow-private") == 0
    assert watch(case, "--allow-private", "--now") == 1
    assert server.requests("/feed") == [200, 200]


def test_addresses_are_managed(case: Path, server: FeedServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Added, listed, removed; mistakes are said with an example."""
    assert watch(case) == 1
    assert "No feeds or pages are watched yet." in capsys.readouterr().err
    assert watch(case, "--list") == 1
    assert watch(case, "--add", "news") == 1
    assert "is not a web address" in capsys.readouterr().err
    assert watch(case, "--every", "often") == 2
    assert "“often” is not a time" in capsys.readouterr().err
    assert watch(case, "--page") == 2
    assert watch(case, "--add", server.at("/feed"), "--no-full") == 0
    assert read_settings(case).addresses[0].full is False
    assert watch(case, "--list") == 0
    assert "every 30m, not checked yet" in capsys.readouterr().out
    assert watch(case, "--remove", server.at("/feed")) == 0
    assert watch(case, "--remove", server.at("/feed")) == 1
    assert "is not watched" in capsys.readouterr().err


def test_a_site_in_trouble_is_said(case: Path, server: FeedServer, capsys: pytest.CaptureFixture[str]) -> None:
    """With the time of the next try."""
    server.resources["/feed"] = Resource(status=429, headers={"Retry-After": "90"})
    watch(case, "--add", server.at("/feed"))
    assert watch(case, "--allow-private") == 1
    out = capsys.readouterr().out
    assert "failed  next try " in out
    assert "Too many requests" in out


def test_it_keeps_on_until_it_is_interrupted(case: Path, server: FeedServer) -> None:
    """As a process of its own; ctrl+c ends it with a sentence and without an error, and what came is there."""
    watch(case, "--add", server.at("/feed"))
    words = [sys.executable, "-m", "dossier", "-C", str(case), "watch", "--every", "1h", "--allow-private"]
    # a shell lets what it starts in the background ignore interrupts, and children inherit that
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        process = subprocess.Popen(
            words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONSAFEPATH": "1"}
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line)
            if "Next check at" in line:
                break
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        try:
            _, rest = process.communicate(timeout=60)
        finally:
            process.kill()
    assert "Stopped. Everything that was fetched is saved." in rest, (lines, rest)
    assert process.returncode == 0
    assert (case / "seeds" / "Ferries.md").is_file()
