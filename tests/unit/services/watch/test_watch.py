"""Watching a real feed server on this machine: what is new or was edited is added, and the site is treated politely."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from dossier.api import Dossier
from dossier.errors import DossierError
from dossier.model.ingest import IngestStatus
from dossier.model.watch.address import WatchedAddress, WatchKind
from dossier.model.watch.check import AddressCheck, CheckStatus
from dossier.phrases.watch import summarize_checks
from dossier.reading import fetcher
from dossier.runtime.paths import watch_state_path
from dossier.services.watch.service import WatchOptions, WatchService
from tests.feed_server import PARAGRAPHS, FeedServer, Resource, item

FERRIES = "Ferries to the island will run again on Friday, the master of the harbour said, after a storm had kept them at the quay. " * 3
BAKERS = "Bakers in the old town of Velmar sold out before noon, and the guild of millers blamed the snow on the passes that week. " * 3


class Clock:
    """A clock that tests set forward."""

    def __init__(self) -> None:
        self.now = datetime(2031, 5, 7, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **units: float) -> None:
        """Sets it forward."""
        self.now += timedelta(**units)


@pytest.fixture
def clock() -> Clock:
    """Noon."""
    return Clock()


@pytest.fixture
def watch(case: Dossier, clock: Clock) -> WatchService:
    """The watch service of the dossier, by that clock."""
    return WatchService(case._state, case.ingest, clock)


def check(watch: WatchService, *, at_once: bool = False) -> AddressCheck:
    """The check of the only address."""
    (result,) = watch.check(WatchOptions(at_once=at_once, allow_private=True))
    return result


def counts(result: AddressCheck) -> tuple[int, int, int]:
    return result.new, result.edited, result.unchanged


def texts(case: Dossier) -> dict[str, str]:
    return {article.title: article.text for article in case.query.snapshot.articles_by_day}


def test_new_entries_are_added_once_and_edited_ones_become_versions(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """The feed has the texts; one is new, one edited, one the same; an entry that leaves the feed stays in the dossier."""
    server.feed("/feed", item("1", "Ferries", FERRIES), item("2", "Bakers", BAKERS))
    watch.add(WatchedAddress(server.at("/feed")))
    assert counts(check(watch)) == (2, 0, 0)
    assert counts(check(watch, at_once=True)) == (0, 0, 2)
    server.feed("/feed", item("2", "Bakers", BAKERS.replace("noon", "nine")), item("3", "Harbour", " ".join(PARAGRAPHS)))
    result = check(watch, at_once=True)
    assert counts(result) == (1, 1, 0)
    assert summarize_checks([result]) == "1 new, 1 edited"
    assert set(texts(case)) == {"Ferries", "Bakers", "Harbour"}
    bakers = next(a for a in case.query.snapshot.articles_by_day if a.title == "Bakers")
    older, newer = case.ingest.versions(bakers.id)
    assert older.article
    assert ("noon" in older.article.text, "nine" in bakers.text) == (True, True)
    assert newer.changes[0].number == 1
    assert all(agent.startswith("dossier/") for agent in server.agents)


def test_pages_behind_summaries_are_fetched_once_and_again_when_the_entry_changes(
    case: Dossier, server: FeedServer, watch: WatchService
) -> None:
    """The page is not asked for at every check; a changed entry says that it is worth it."""
    server.page("/story", "Envoys meet")
    server.feed("/feed", item("1", "Envoys meet", "The envoys met.", server.at("/story")))
    watch.add(WatchedAddress(server.at("/feed")))
    assert counts(check(watch)) == (1, 0, 0)
    server.page("/story", "Envoys meet", *PARAGRAPHS[:2], "Ferries run again on Monday, and not on Friday as was said before.")
    assert counts(check(watch, at_once=True)) == (0, 0, 1)
    assert len(server.requests("/story")) == 1
    server.feed("/feed", item("1", "Envoys meet", "The envoys met. Updated.", server.at("/story")))
    assert counts(check(watch, at_once=True)) == (0, 1, 0)
    assert "Monday" in texts(case)["Envoys meet"]
    assert len(case.query.snapshot.articles_by_day) == 1


def test_a_page_is_watched_itself(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """Markup around it may change at will; only other words make a version."""
    server.page("/live", "Envoys meet")
    watch.add(WatchedAddress(server.at("/live"), kind=WatchKind.PAGE))
    assert counts(check(watch)) == (1, 0, 0)
    server.resources["/live"].body = server.resources["/live"].body.replace("<head>", "<head><script>var token = 7;</script>")
    assert counts(check(watch, at_once=True)) == (0, 0, 1)
    server.page("/live", "Envoys meet again", *PARAGRAPHS)
    assert counts(check(watch, at_once=True)) == (0, 1, 0)
    assert list(texts(case)) == ["Envoys meet again"]


def test_an_address_is_not_asked_before_it_is_due(server: FeedServer, watch: WatchService, clock: Clock) -> None:
    """The interval is that of the settings; nothing is requested before, and the time is named."""
    server.feed("/feed", item("1", "Ferries", FERRIES))
    watch.add(WatchedAddress(server.at("/feed"), every=timedelta(hours=2)))
    due = check(watch).due
    assert due == clock.now + timedelta(hours=2)
    clock.forward(minutes=118)
    early = check(watch)
    assert (early.status, early.due) == (CheckStatus.NOT_DUE, due)
    assert len(server.requests("/feed")) == 1
    clock.forward(minutes=1.5)
    assert check(watch).status is CheckStatus.UNCHANGED


def test_a_server_that_knows_nothing_new_sends_nothing(server: FeedServer, watch: WatchService) -> None:
    """Its ETag comes back to it."""
    server.feed("/feed", item("1", "Ferries", FERRIES), validator=True)
    watch.add(WatchedAddress(server.at("/feed")))
    check(watch)
    result = check(watch, at_once=True)
    assert (result.status, result.unchanged) == (CheckStatus.UNCHANGED, 1)
    assert server.requests("/feed") == [200, 304]


def test_a_fresh_response_puts_the_next_check_off(server: FeedServer, watch: WatchService, clock: Clock) -> None:
    """As long as the server says, and a day at most."""
    for seconds, hours in ((7200, 2), (31_536_000, 24), (60, 0.5)):
        server.feed("/feed", item("1", "Ferries", FERRIES + str(hours)), headers={"Cache-Control": f"public, max-age={seconds}"})
        watch.add(WatchedAddress(server.at("/feed")))
        assert check(watch, at_once=True).due == clock.now + timedelta(hours=hours)


@pytest.mark.parametrize(("status", "retry"), [(429, "5400"), (503, "Wed, 07 May 2031 13:30:00 GMT")])
def test_a_site_that_asks_for_a_pause_gets_it(server: FeedServer, watch: WatchService, clock: Clock, status: int, retry: str) -> None:
    """Also where the user wants a check at once; afterwards it is asked again."""
    server.resources["/feed"] = Resource(status=status, headers={"Retry-After": retry})
    watch.add(WatchedAddress(server.at("/feed")))
    result = check(watch)
    assert result.status is CheckStatus.FAILED
    assert str(status) in result.note
    assert result.due == clock.now + timedelta(minutes=90)
    early = check(watch, at_once=True)
    assert (early.status, "asked for a pause" in early.note) == (CheckStatus.NOT_DUE, True)
    assert len(server.requests("/feed")) == 1
    clock.forward(minutes=91)
    fetcher.cache_clear()
    server.feed("/feed", item("1", "Ferries", FERRIES))
    assert counts(check(watch)) == (1, 0, 0)


def test_a_pause_is_for_all_addresses_of_the_site(server: FeedServer, watch: WatchService, clock: Clock) -> None:
    """The others are not requested and have not failed; they are due when the pause is over."""
    server.resources["/busy"] = Resource(status=429, headers={"Retry-After": "1800"})
    server.feed("/feed", item("1", "Ferries", FERRIES))
    for path in ("/busy", "/feed"):
        watch.add(WatchedAddress(server.at(path)))
    _, other = watch.check(WatchOptions(allow_private=True))
    assert (other.status, "asked for a pause" in other.note) == (CheckStatus.NOT_DUE, True)
    assert other.due is not None
    assert timedelta(minutes=29) < other.due - clock.now <= timedelta(minutes=30)
    assert server.requests("/feed") == []
    fetcher.cache_clear()
    _, again = watch.check(WatchOptions(at_once=True, allow_private=True))
    assert (again.status, again.due) == (CheckStatus.NOT_DUE, other.due)
    clock.forward(minutes=30)
    fetcher.cache_clear()
    server.resources = {"/busy": Resource(status=500), "/feed": Resource(status=500)}
    _, failed = watch.check(WatchOptions(allow_private=True))
    assert failed.due == clock.now + timedelta(minutes=30)


def test_failures_in_a_row_put_the_next_try_off(server: FeedServer, watch: WatchService, clock: Clock) -> None:
    """The interval doubles, and is the usual one again after a success."""
    server.resources["/feed"] = Resource(status=500)
    watch.add(WatchedAddress(server.at("/feed")))
    pauses = []
    for _ in range(4):
        result = check(watch, at_once=True)
        pauses.append((result.due or clock.now) - clock.now)
    assert pauses == [timedelta(minutes=30), timedelta(minutes=60), timedelta(minutes=120), timedelta(minutes=240)]
    server.feed("/feed", item("1", "Ferries", FERRIES))
    assert check(watch, at_once=True).due == clock.now + timedelta(minutes=30)


def test_what_is_gone_is_said(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """With what to do; what came before stays."""
    server.feed("/feed", item("1", "Ferries", FERRIES))
    watch.add(WatchedAddress(server.at("/feed")))
    check(watch)
    for status, words in ((404, "not found"), (410, "removed")):
        server.resources["/feed"] = Resource(status=status)
        result = check(watch, at_once=True)
        assert result.status is CheckStatus.GONE
        assert words in result.note
        assert "remove it from dossier.toml" in result.note
    assert list(texts(case)) == ["Ferries"]


def test_an_address_that_moved_is_followed_and_named(server: FeedServer, watch: WatchService) -> None:
    """For good, not for now."""
    server.feed("/new", item("1", "Ferries", FERRIES))
    server.resources["/old"] = Resource(status=301, headers={"Location": "/new"})
    watch.add(WatchedAddress(server.at("/old")))
    result = check(watch)
    assert (result.new, result.moved_to) == (1, server.at("/new"))
    assert f"moved for good to {server.at('/new')}" in result.note
    server.resources["/old"] = Resource(status=302, headers={"Location": "/new"})
    assert check(watch, at_once=True).moved_to == ""


def test_robots_txt_is_obeyed(server: FeedServer, watch: WatchService) -> None:
    """The feed is not requested."""
    server.resources["/robots.txt"] = Resource("User-agent: *\nDisallow: /feed\n", "text/plain")
    server.feed("/feed", item("1", "Ferries", FERRIES))
    watch.add(WatchedAddress(server.at("/feed")))
    result = check(watch)
    assert (result.status, "robots.txt" in result.note) == (CheckStatus.FAILED, True)
    assert server.requests("/feed") == []


def test_a_slow_site_is_left(server: FeedServer, watch: WatchService, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock of the whole response; the next address is checked all the same."""
    monkeypatch.setattr("dossier.reading.network.fetch.TOTAL", 0.3)
    server.feed("/slow", item("1", "Ferries", FERRIES), after=1.0)
    server.feed("/feed", item("2", "Bakers", BAKERS))
    watch.add(WatchedAddress(server.at("/slow")))
    watch.add(WatchedAddress(server.at("/feed")))
    slow, quick = watch.check(WatchOptions(allow_private=True))
    assert (slow.status, quick.new) == (CheckStatus.FAILED, 1)
    assert "did not come within" in slow.note


def test_of_a_broken_feed_the_rest_is_kept(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """What can be read is added, and the line of the damage is named; what is no feed at all is refused."""
    server.feed("/feed", item("1", "Ferries", FERRIES), "<item><title>Half")
    server.resources["/feed"].body = server.resources["/feed"].body.removesuffix("</channel></rss>")
    watch.add(WatchedAddress(server.at("/feed")))
    result = check(watch)
    assert result.new >= 1
    assert "XML is damaged in line " in result.note
    assert "Ferries" in texts(case)
    server.resources["/feed"] = Resource("<rss><chan", "application/rss+xml")
    result = check(watch, at_once=True)
    assert (result.status, bool(result.note)) == (CheckStatus.FAILED, True)


def test_a_feed_that_is_served_as_a_web_page_is_a_feed(server: FeedServer, watch: WatchService) -> None:
    """Many servers name the wrong media type."""
    server.feed("/feed", item("1", "Ferries", FERRIES), item("2", "Bakers", BAKERS), kind="text/html")
    watch.add(WatchedAddress(server.at("/feed")))
    assert check(watch).new == 2


def test_the_wrong_kind_is_said_with_the_feed_that_the_page_names(server: FeedServer, watch: WatchService) -> None:
    """Nothing is added."""
    server.page("/", "Aster Post")
    link = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    server.resources["/"].body = server.resources["/"].body.replace("<head>", f"<head>{link}")
    watch.add(WatchedAddress(server.at("/"), kind=WatchKind.FEED))
    result = check(watch)
    assert (result.status, result.new) == (CheckStatus.FAILED, 0)
    assert f"It names the feed {server.at('/rss.xml')}" in result.note


def test_a_removed_article_does_not_come_back(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """Neither as it was nor edited."""
    server.feed("/feed", item("1", "Ferries", FERRIES), item("2", "Bakers", BAKERS))
    watch.add(WatchedAddress(server.at("/feed")))
    check(watch)
    case.ingest.remove([next(a.id for a in case.query.snapshot.articles_by_day if a.title == "Ferries")])
    server.feed("/feed", item("1", "Ferries", FERRIES.replace("Friday", "Sunday")), item("2", "Bakers", BAKERS))
    assert counts(check(watch, at_once=True)) == (0, 0, 2)
    assert list(texts(case)) == ["Bakers"]


def test_without_its_state_nothing_comes_twice(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """Entries and pages that are in the dossier are recognised by their bytes and addresses; those of another feed too."""
    server.page("/story", "Envoys meet")
    server.feed("/feed", item("1", "Envoys meet", "The envoys met.", server.at("/story")), item("2", "Bakers", BAKERS))
    watch.add(WatchedAddress(server.at("/feed")))
    check(watch)
    watch_state_path(case.paths).unlink()
    watch.add(WatchedAddress(server.at("/feed")))
    assert counts(check(watch)) == (0, 0, 2) or summarize_checks([check(watch, at_once=True)]) == "2 unchanged"
    server.feed("/other", item("x", "Envoys meet", "They met.", server.at("/story")))
    watch.add(WatchedAddress(server.at("/other")))
    watch.check(WatchOptions(at_once=True, allow_private=True))
    assert len(case.query.snapshot.articles_by_day) == 2
    assert len(server.requests("/story")) == 1


def test_a_page_that_failed_is_tried_again_and_replaces_its_summary(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """Three times at most."""
    summary = "A summary of ferries that is long enough to be an article of its own until the page can be fetched."
    server.resources["/story"] = Resource(status=500)
    server.feed("/feed", item("1", "Ferries", summary, server.at("/story")), validator=True)
    watch.add(WatchedAddress(server.at("/feed")))
    assert counts(check(watch)) == (1, 0, 0)
    assert counts(check(watch, at_once=True)) == (0, 0, 1)
    server.page("/story", "Ferries")
    assert counts(check(watch, at_once=True)) == (0, 1, 0)
    assert PARAGRAPHS[0] in texts(case)["Ferries"]
    assert len(case.query.snapshot.articles_by_day) == 1
    assert check(watch, at_once=True).status is CheckStatus.UNCHANGED
    assert server.requests("/story") == [500, 500, 200]


def test_a_page_that_fails_later_is_not_replaced_by_its_summary(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """The feed changed the entry, but the page does not come: the article stays, and the page is tried again."""
    server.page("/story", "Envoys meet")
    server.feed("/feed", item("1", "Envoys meet", "The envoys met.", server.at("/story")))
    watch.add(WatchedAddress(server.at("/feed")))
    check(watch)
    server.resources["/story"] = Resource(status=500)
    server.feed("/feed", item("1", "Envoys meet", "The envoys met once more.", server.at("/story")))
    assert counts(check(watch, at_once=True)) == (0, 0, 1)
    assert PARAGRAPHS[0] in texts(case)["Envoys meet"]
    server.page("/story", "Envoys meet", *PARAGRAPHS[:2], "A second round begins on Monday in the same harbour, her office said.")
    assert counts(check(watch, at_once=True)) == (0, 1, 0)
    assert "second round" in texts(case)["Envoys meet"]


def test_entries_with_the_same_identifier_are_told_apart(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """Some feeds give all entries the address of the site."""
    server.feed("/feed", item("site", "Ferries", FERRIES), item("site", "Bakers", BAKERS))
    watch.add(WatchedAddress(server.at("/feed")))
    assert counts(check(watch)) == (2, 0, 0)
    server.feed("/feed", item("site", "Harbour", " ".join(PARAGRAPHS)), item("site", "Ferries", FERRIES), item("site", "Bakers", BAKERS))
    assert counts(check(watch, at_once=True)) == (1, 0, 2)
    assert set(texts(case)) == {"Ferries", "Bakers", "Harbour"}


def test_a_page_that_could_not_be_read_is_requested_again(server: FeedServer, watch: WatchService) -> None:
    """A page without an article, until it has one."""
    server.resources["/live"] = Resource("<html><body></body></html>")
    watch.add(WatchedAddress(server.at("/live"), kind=WatchKind.PAGE))
    assert check(watch).failed == 1
    assert check(watch, at_once=True).failed == 1
    server.page("/live", "Envoys meet")
    assert counts(check(watch, at_once=True)) == (1, 0, 0)


def test_only_allowed_addresses_are_requested(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """One that stands in dossier.toml because somebody wrote it there is not; once allowed, it stays so."""
    server.feed("/feed", item("1", "Ferries", FERRIES))
    settings = case.root / "dossier.toml"
    settings.write_text(f'{settings.read_text()}\n[[watch.addresses]]\nurl = "{server.at("/feed")}"\n', encoding="utf-8")
    result = check(watch)
    assert (result.status, server.log) == (CheckStatus.NOT_ALLOWED, [])
    assert [status.allowed for status in watch.addresses()] == [False]
    (result,) = watch.check(WatchOptions(allow=frozenset((server.at("/feed"),)), allow_private=True))
    assert result.new == 1
    assert check(watch, at_once=True).status is CheckStatus.UNCHANGED
    settings.write_text(f'{settings.read_text()}\n[[watch.addresses]]\nurl = "{server.at("/other")}"\n', encoding="utf-8")
    _, other = watch.check(WatchOptions(allow=frozenset((server.at("/feed"),)), allow_private=True))
    assert other.status is CheckStatus.NOT_ALLOWED


def test_this_machine_is_not_asked_unless_that_is_allowed(server: FeedServer, watch: WatchService) -> None:
    """As with any address."""
    server.feed("/feed", item("1", "Ferries", FERRIES))
    watch.add(WatchedAddress(server.at("/feed")))
    (result,) = watch.check()
    assert (result.status, "private address" in result.note) == (CheckStatus.FAILED, True)
    assert server.log == []


def test_a_check_can_be_stopped_and_goes_on_with_the_next(case: Dossier, server: FeedServer, watch: WatchService) -> None:
    """What was fetched is added; the rest comes with the next check."""
    for number in range(3):
        server.page(f"/{number}", f"Story {number}", f"Story {number} is about the ferries of the island.", *PARAGRAPHS)
    server.feed("/feed", *(item(str(n), f"Story {n}", "In short.", server.at(f"/{n}")) for n in range(3)))
    watch.add(WatchedAddress(server.at("/feed")))
    (result,) = watch.check(WatchOptions(allow_private=True), cancelled=lambda: bool(server.requests("/1")))
    assert result.new == 2
    assert counts(check(watch)) == (1, 0, 2)
    assert len(texts(case)) == 3


def test_an_entry_that_cannot_be_read_is_reported_once(server: FeedServer, watch: WatchService) -> None:
    """An entry without text or link."""
    server.feed("/feed", item("1", "Empty", ""), item("2", "Bakers", BAKERS))
    watch.add(WatchedAddress(server.at("/feed")))
    result = check(watch)
    assert [r.status for r in result.results] == [IngestStatus.REFUSED, IngestStatus.ADDED]
    server.feed("/feed", item("1", "Empty", ""), item("2", "Bakers", BAKERS), "<!-- another -->")
    assert counts(check(watch, at_once=True)) == (0, 0, 2)


def test_addresses_are_listed_added_and_removed(case: Dossier, server: FeedServer, watch: WatchService, clock: Clock) -> None:
    """What is known of each; without any, a check says how to add one."""
    with pytest.raises(DossierError, match=r"No feeds or pages.*watch --add"):
        watch.check()
    server.feed("/feed", item("1", "Ferries", FERRIES))
    assert watch.add(WatchedAddress(server.at("/feed"))).changed
    assert not watch.add(WatchedAddress(server.at("/feed"))).changed
    check(watch)
    (status,) = watch.addresses()
    assert (status.address.url, status.allowed, status.checked) == (server.at("/feed"), True, clock.now)
    assert watch.remove(server.at("/feed")).changed
    assert watch.addresses() == ()
    assert list(texts(case)) == ["Ferries"]


def test_an_address_that_was_checked_while_the_clock_was_ahead_is_due(server: FeedServer, watch: WatchService, clock: Clock) -> None:
    """It is not left alone until that time comes."""
    server.feed("/feed", item("1", "Ferries", FERRIES))
    watch.add(WatchedAddress(server.at("/feed")))
    clock.forward(days=400)
    check(watch)
    clock.forward(days=-400)
    assert watch.any_due()
    assert check(watch).status is CheckStatus.UNCHANGED
    assert check(watch).status is CheckStatus.NOT_DUE


@pytest.mark.parametrize("moment", ["2031-05-07T13:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1031-05-07T13:00:00Z"])
@pytest.mark.parametrize("field", ["checked", "due", "wait_until"])
def test_times_that_no_check_stored_are_ignored(
    case: Dossier, server: FeedServer, watch: WatchService, clock: Clock, field: str, moment: str
) -> None:
    """Without a zone, or of another age: the file was damaged. The address is requested and its time can be listed."""
    server.feed("/feed", item("1", "Ferries", FERRIES))
    watch.add(WatchedAddress(server.at("/feed")))
    path = watch_state_path(case.paths)
    state = json.loads(path.read_bytes())
    state["addresses"][server.at("/feed")][field] = moment
    path.write_text(json.dumps(state), encoding="utf-8")
    (status,) = watch.addresses()
    assert not any(time and (time.year < 2000 or time > clock.now) for time in (status.checked, status.due))
    assert counts(check(watch)) == (1, 0, 0)
