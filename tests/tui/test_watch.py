"""Watched feeds in the app: checked by a key against a real server, with a report, and what changed in an edited article."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.model.ingest import IngestStatus
from dossier.model.watch.address import WatchedAddress
from dossier.reading import fetcher
from dossier.services.ingest.create import new_dossier
from dossier.tui.screens.main import MainScreen
from dossier.tui.screens.versions import VersionsScreen
from tests.feed_server import FeedServer, Resource, item, running_server
from tests.tui.driving import main_of, opened, press, settle, shown, top, write

DEPOT = (
    "A drone hit a depot near Riga on Thursday and killed two people, Governor Ilse Varda said at the gate of the depot that night. " * 2
)
FERRIES = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay. " * 3
BAKERS = "Bakers in the old town of Velmar sold out before noon, and the guild of millers blamed the snow on the passes that week. " * 3


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """The server, taken for one of the open internet, asked without pauses."""
    monkeypatch.setattr("dossier.reading.network.fetch.PAUSE", 0.0)
    monkeypatch.setattr("dossier.reading.network.urls.is_public_ip", lambda _: True)
    fetcher.cache_clear()
    with running_server() as running:
        running.feed("/feed", item("1", "Depot", DEPOT), item("2", "Ferries", FERRIES))
        yield running
    fetcher.cache_clear()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Dossier]:
    """An empty dossier, open."""
    with open_dossier(new_dossier(tmp_path / "case", "A case")) as dossier:
        yield dossier


async def test_a_key_checks_the_feeds_and_shows_what_an_outlet_changed(case: Dossier, server: FeedServer) -> None:
    """Proves that the palette watches a feed, that C asks for the network once, shows a row for each article and says what is due; that an
    edited article says so in the reader, and that V marks the words that were changed.
    """
    async with opened(case) as pilot:
        screen = main_of(pilot)
        await press(pilot, "C")
        assert "No feeds or pages are watched yet." in shown(pilot)
        await press(pilot, "colon")
        await write(pilot, "Watch a feed")
        await press(pilot, "enter")
        await write(pilot, server.at("/feed"))
        await press(pilot, "enter")
        assert f"Watching {server.at('/feed')} every 30m." in shown(pilot)
        assert server.log == []
        await press(pilot, "C")
        assert f"y check 1 address · esc no · {server.at('/feed')}" in shown(pilot)
        await write(pilot, "y")
        await press(pilot, "enter")
        assert [result.status for result in screen.ingest_results] == [IngestStatus.ADDED] * 2
        assert "Feeds: 2 new." in shown(pilot)
        assert "2 added" in shown(pilot)
        await press(pilot, "C")
        assert "Not due until " in shown(pilot)
        server.feed("/feed", item("1", "Depot", DEPOT.replace("two", "three")), item("2", "Ferries", FERRIES))
        await press(pilot, "colon")
        await write(pilot, "Check feeds now")
        await press(pilot, "enter")
        assert "Feeds: 1 edited, 1 unchanged." in shown(pilot)
        assert "edited: 2 versions" in shown(pilot)
        await press(pilot, "x", "0", "V")
        sheet = shown(pilot)
        assert top(pilot, VersionsScreen)
        assert "[-two] [+three]" in sheet
        assert sheet.index("Version 2") < sheet.index("Paragraph 1, changed") < sheet.index("Version 1")
        await press(pilot, "escape")
        assert "undo" not in shown(pilot).splitlines()[-1]


async def test_without_consent_nothing_is_requested(case: Dossier, server: FeedServer) -> None:
    """Proves that an address in dossier.toml is not requested before the user has said so, whatever was allowed for others."""
    settings = case.root / "dossier.toml"
    settings.write_text(f'{settings.read_text()}\n[[watch.addresses]]\nurl = "{server.at("/feed")}"\n', encoding="utf-8")
    async with opened(case) as pilot:
        screen = main_of(pilot)
        screen.network_allowed = True
        screen.check_feeds()
        await settle(pilot)
        await press(pilot, "C")
        await write(pilot, "n")
        await press(pilot, "enter")
        assert "the network was not used" in shown(pilot)
        assert server.log == []


async def test_a_feed_that_fails_has_a_row_and_can_be_tried_again(case: Dossier, server: FeedServer) -> None:
    """Proves that the reason is there, that other addresses are checked all the same, and that r checks again."""
    server.resources["/broken"] = Resource(status=500)
    for path in ("/broken", "/feed"):
        case.watch.add(WatchedAddress(server.at(path)))
    async with opened(case) as pilot:
        screen = main_of(pilot)
        await press(pilot, "C")
        await write(pilot, "y")
        await press(pilot, "enter")
        assert [result.status for result in screen.ingest_results] == [IngestStatus.REFUSED, IngestStatus.ADDED, IngestStatus.ADDED]
        assert "Feeds: 2 new, 1 address failed." in shown(pilot)
        assert "Nothing added from this address" in shown(pilot)
        assert "The site has a problem (500)." in shown(pilot)
        server.feed("/broken", item("9", "Bakers", BAKERS))
        await press(pilot, "r")
        assert "Feeds: 1 new" in shown(pilot)
        assert len(case.query.snapshot.articles_by_day) == 3


async def test_feeds_are_checked_in_the_background_once_the_network_is_allowed(case: Dossier, server: FeedServer) -> None:
    """Proves that what is due comes without a key while the user reads, with a sentence, and that nothing is asked for before."""
    case.watch.add(WatchedAddress(server.at("/feed")))
    async with opened(case) as pilot:
        screen = main_of(pilot)
        screen.check_feeds()
        await settle(pilot)
        assert server.log == []
        screen.network_allowed = True
        screen.check_feeds()
        await settle(pilot)
        assert "Feeds: 2 new." in shown(pilot)
        assert screen.ingest_results == ()
        assert "2 articles" in shown(pilot)
        requests = len(server.log)
        screen.check_feeds()
        await settle(pilot)
        assert len(server.log) == requests


async def test_the_open_article_becomes_its_newer_version(case: Dossier, server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that an article which is edited while it is open stays open with its new text, whatever list is shown, and that keys work on it;
    its earlier id leads to it.
    """
    monkeypatch.setattr("dossier.services.watch.service.is_due", lambda *_: True)
    case.watch.add(WatchedAddress(server.at("/feed")))
    case.watch.check()
    async with opened(case) as pilot:
        screen = main_of(pilot)
        screen.network_allowed = True
        for key, text in (("3", "Saturday"), ("1", "Sunday")):
            await press(pilot, "3", "j", "0")
            assert screen.reader.view is not None
            assert screen.reader.view.title == "Ferries"
            before = screen.reader.view.article.id
            await press(pilot, key)
            server.feed("/feed", item("1", "Depot", DEPOT), item("2", "Ferries", FERRIES.replace("Friday", text)))
            screen.check_feeds()
            await settle(pilot)
            assert "Feeds: 1 edited" in shown(pilot)
            assert text in screen.reader.view.article.text
            assert case.query.snapshot.find_item(before) == case.query.snapshot.article(before) == screen.reader.view.article
        await press(pilot, "0", "b")
        assert "bookmarked" in shown(pilot).lower()


async def test_search_goes_on_while_feeds_are_checked(case: Dossier, server: FeedServer) -> None:
    """Proves that a query is asked while a slow site is waited for, and that escape ends the check after it with what came."""
    case.watch.add(WatchedAddress(server.at("/feed")))
    case.watch.check()
    gate = threading.Event()
    server.feed("/slow", item("3", "Bakers", BAKERS), gate=gate)
    case.watch.add(WatchedAddress(server.at("/slow")))
    case.watch.add(WatchedAddress(server.at("/other")))
    async with opened(case) as pilot:
        screen = main_of(pilot)
        screen.network_allowed = True
        await pilot.press("C")
        await until(pilot, lambda: screen.ingesting)
        await pilot.press("slash", *"depot", "enter")
        await until(pilot, lambda: bool(screen.contents and screen.contents.result.query.text == "depot"))
        await pilot.press("escape")
        await until(pilot, screen.cancel_event.is_set)
        assert is_busy(screen)
        gate.set()
        await settle(pilot)
        assert not is_busy(screen)
        assert server.requests("/other") == []
        assert len(case.query.snapshot.articles_by_day) == 3


def is_busy(screen: MainScreen) -> bool:
    return screen.ingesting


async def until(pilot: Pilot[int], is_true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    for _ in range(1000):
        await pilot.pause(0.01)
        if is_true():
            return
    raise AssertionError(shown(pilot))
