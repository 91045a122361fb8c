"""Feeds and states that nobody would write by hand: each gives a sentence or is read as far as it goes, and nothing is lost."""

from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.errors import DossierError
from dossier.model.watch.address import WatchedAddress
from dossier.model.watch.check import AddressCheck, CheckStatus
from dossier.runtime.paths import watch_state_path
from dossier.runtime.safe_files import SafeFolder
from dossier.services.watch.service import WatchOptions
from tests.feed_server import FeedServer, Resource, item

FERRIES = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay. " * 3
RSS = "application/rss+xml"


def check(case: Dossier) -> AddressCheck:
    (result,) = case.watch.check(WatchOptions(at_once=True, allow_private=True))
    return result


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", RSS),
        ("<rss", RSS),
        ("{]", "application/feed+json"),
        ("\0" * 3000, RSS),
        ("<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><rss version='2.0'><channel>&b;</channel></rss>", RSS),
        ("<html><body>Please sign in.</body></html>", RSS),
        ("<rss version='2.0'><channel><title>Nothing yet</title></channel></rss>", RSS),
        ("PK\x03\x04 no archive", "application/zip"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "text/xml"),
    ],
)
def test_what_is_no_feed_is_a_sentence(case: Dossier, server: FeedServer, body: str, kind: str) -> None:
    """Nothing is added, and once the feed is sound it is read."""
    server.resources["/feed"] = Resource(body, kind)
    case.watch.add(WatchedAddress(server.at("/feed")))
    result = check(case)
    assert result.new == 0
    assert result.note or result.failed or result.status is CheckStatus.CHECKED
    server.feed("/feed", item("1", "Ferries", FERRIES))
    assert check(case).new == 1


def test_names_from_a_feed_stay_in_seeds(case: Dossier, server: FeedServer) -> None:
    """Titles and identifiers that look like paths, and control characters."""
    entries = [
        item(f"../../{n}", title, f"{n} {FERRIES}") for n, title in enumerate(("../../etc/passwd", "~/x", "-rf", "a&#x202e;b", "con"))
    ]
    server.feed("/feed", *entries)
    case.watch.add(WatchedAddress(server.at("/feed")))
    assert check(case).new == 5
    assert {path.parent for path in case.root.rglob("*.md")} == {case.root / "seeds"}
    assert check(case).new == 0


def test_validators_from_a_server_are_not_trusted(case: Dossier, server: FeedServer) -> None:
    """An ETag of a megabyte or with odd characters is not sent back in a way that breaks the request."""
    for etag in ('"' + "x" * 30_000 + '"', '"é"', ""):
        server.feed("/feed", item("1", "Ferries", FERRIES), headers={"ETag": etag.encode("utf-8").decode("latin-1")})
        case.watch.add(WatchedAddress(server.at("/feed")))
        check(case)
        assert check(case).status is CheckStatus.UNCHANGED


@pytest.mark.parametrize("state", ["", "{", "[]", '{"addresses": 3}', '{"addresses": {"x": {"due": "tomorrow"}}}', "\0" * 100])
def test_a_damaged_state_is_begun_again(case: Dossier, server: FeedServer, state: str) -> None:
    """Nothing is allowed by it, and what is in the dossier does not come twice."""
    server.feed("/feed", item("1", "Ferries", FERRIES))
    case.watch.add(WatchedAddress(server.at("/feed")))
    assert check(case).new == 1
    watch_state_path(case.paths).write_text(state, encoding="utf-8")
    assert check(case).status is CheckStatus.NOT_ALLOWED
    (result,) = case.watch.check(WatchOptions(allow=frozenset((server.at("/feed"),)), allow_private=True))
    assert (result.new, result.edited) == (0, 0)
    assert watch_state_path(case.paths).stat().st_mode & 0o077 == 0


def test_a_site_that_is_overloaded_is_left_alone_in_the_middle_of_a_feed(case: Dossier, server: FeedServer) -> None:
    """After one page with “too many requests”, no other page of that site is requested; the summaries are there meanwhile."""
    for n in range(4):
        server.resources[f"/{n}"] = Resource(status=429)
    server.feed(
        "/feed", *(item(str(n), f"Story {n}", f"Story {n} of the ferries and the harbour, in short.", server.at(f"/{n}")) for n in range(4))
    )
    case.watch.add(WatchedAddress(server.at("/feed")))
    assert check(case).new == 4
    assert [len(server.requests(f"/{n}")) for n in range(4)] == [1, 0, 0, 0]


def test_a_failing_disk_keeps_the_articles(case: Dossier, server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the state cannot be stored, the articles are there, and the next check adds none of them again."""
    server.feed("/feed", item("1", "Ferries", FERRIES))
    case.watch.add(WatchedAddress(server.at("/feed")))

    class FullDisk(SafeFolder):
        def replace(self, path: Path, data: bytes, part: str = "", mode: int = 0o666) -> None:
            raise OSError(28, "No space left on device", str(path), mode, f"{len(data)}{part}")

    with monkeypatch.context() as patch:
        patch.setattr("dossier.services.watch.state.SafeFolder", FullDisk)
        with pytest.raises(DossierError, match=r"cannot be stored.*articles that were added are saved"):
            check(case)
    assert len(case.query.snapshot.articles_by_day) == 1
    result = check(case)
    assert (result.new, result.unchanged) == (0, 1)
    assert len(case.query.snapshot.articles_by_day) == 1
