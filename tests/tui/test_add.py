"""Adding from inside: completion, the network asked for, files that come one by one, a stop that keeps what was read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.api import Dossier, open_dossier
from dossier.model.ingest import IngestResult, IngestStatus
from dossier.model.notebook import AnchorKind
from dossier.services.ingest.batches import add_in_batches
from dossier.tui.actions import add
from dossier.tui.actions.add import complete_source
from tests.tui.driving import main_of, opened, press, settle, shown, write

TEXT = (
    "The harbour master met envoys in Port {n} on {n} March 2031.\n\n“We agreed on berth {n},” Ada Kerr said after the meeting of the day."
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier without articles."""
    root = tmp_path / "case"
    (root / "seeds").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "Harbours"\n', encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    """A folder with seven made-up articles, one file that is none, and one of another kind."""
    folder = tmp_path / "drop"
    folder.mkdir()
    for n in range(1, 8):
        (folder / f"harbour-{n}.txt").write_text(f"Harbour news {n}\n\n{TEXT.format(n=n)}\n", encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02\x00" * 50)
    (folder / "sheet.xyz").write_bytes(b"?")
    return folder


async def test_tab_completes_the_path(empty: Dossier, drop: Path) -> None:
    """Proves that tab completes the common part, names the other matches, and that the files are then added."""
    async with opened(empty) as pilot:
        screen = main_of(pilot)
        await press(pilot, "i")
        await write(pilot, f"{drop.parent}/dr")
        await press(pilot, "tab")
        assert screen.prompt.text == f"{drop}/"
        await write(pilot, "harb")
        await press(pilot, "tab")
        assert screen.prompt.text == f"{drop}/harbour-"
        assert "harbour-1.txt   harbour-2.txt" in shown(pilot)
        await write(pilot, "3")
        await press(pilot, "tab", "enter")
        assert [report.status for report in screen.ingest_results] == [IngestStatus.ADDED]
        assert [article.file for article in empty.query.snapshot.articles_by_day] == ["harbour-3.txt"]


async def test_each_file_has_its_line_and_the_panes_grow(empty: Dossier, drop: Path) -> None:
    """Proves that the first file of a folder comes alone and the others in batches, that each batch can be queried before the next one,
    and that in the end each file has its line.
    """
    progress: list[tuple[int, int]] = []
    reports = add_in_batches(empty.ingest, [drop], lambda came: progress.append((len(came), len(empty.query.snapshot.articles_by_day))))
    assert [count for count, _ in progress] == [1, 2, 4, 1, 1]
    assert [there for _, there in progress] == [0, 2, 6, 7, 7]
    assert [report.status for report in reports][:2] == [IngestStatus.REFUSED, IngestStatus.ADDED]
    assert len(reports) == 9
    assert reports[-1].status is IngestStatus.SKIPPED


async def test_a_stop_keeps_what_was_read(empty: Dossier, drop: Path) -> None:
    """Proves that nothing is begun after a stop, and that what came before it is in the dossier with nothing left half-done."""
    results: list[IngestResult] = []
    add_in_batches(empty.ingest, [drop], results.extend, None, lambda: len(results) >= 3)
    assert [report.status for report in results] == [IngestStatus.REFUSED, IngestStatus.ADDED, IngestStatus.ADDED]
    assert len(empty.query.snapshot.articles_by_day) == 2
    assert not empty.ingest.sync_status().any


async def test_questions_are_answered_while_articles_come(empty: Dossier, drop: Path) -> None:
    """Proves that a search and a note are done while files are being read, and that escape then stops the reading."""
    async with opened(empty) as pilot:
        screen = main_of(pilot)
        await press(pilot, "i")
        await write(pilot, str(drop / "harbour-1.txt"))
        await press(pilot, "enter", "x")
        with empty._state.lock:  # what a worker that reads holds
            await press(pilot, "slash")
            await write(pilot, "berth")
            await press(pilot, "enter", "b")
            assert screen.contents is not None
            assert screen.contents.result.query.text == "berth"
            assert len(empty.notebook.entries()) == 1
        screen.ingesting = True
        await press(pilot, "escape")
        assert screen.cancel_event.is_set()


async def test_counts_rows_and_reader_agree_after_adding(empty: Dossier, drop: Path) -> None:
    """Proves that the number on the tab is that of the top line while the report stands, that lists at their first row stay there when
    articles come before it, and that with the report away the selected row is the one in the reader.
    """
    async with opened(empty, (120, 24)) as pilot:
        screen = main_of(pilot)
        await press(pilot, "i")
        await write(pilot, str(drop / "harbour-7.txt"))
        await press(pilot, "enter", "x", "2")
        first = screen.lists["timeline"].chosen
        await press(pilot, "i")
        await write(pilot, str(drop))
        await press(pilot, "enter")
        assert len(screen.ingest_results) == 9
        assert "7 articles" in shown(pilot).splitlines()[0]
        assert "Articles 7" in shown(pilot)
        for pane in ("actors", "timeline", "quotes"):
            await press(pilot, {"actors": "1", "timeline": "2", "quotes": "4"}[pane])
            assert (screen.lists[pane].position[0], screen.lists[pane].scroll_offset.y) == (1, 0), pane
        assert first is not None
        assert screen.lists["timeline"].chosen is not None
        assert screen.lists["timeline"].chosen.id != first.id
        await press(pilot, "3", "j", "j", "x")
        assert screen.position is not None
        assert screen.lists["articles"].chosen is not None
        assert screen.lists["articles"].chosen.id == screen.position.article


async def test_the_network_is_used_only_when_allowed(empty: Dossier) -> None:
    """Proves that an address is not fetched before the user says so, that any other word means no, and that yes is asked for once."""
    async with opened(empty) as pilot:
        screen = main_of(pilot)
        for answer in ("escape", "n"):
            await press(pilot, "i")
            await write(pilot, "http://127.0.0.1:9/page")
            await press(pilot, "enter")
            assert "Use the network?" in shown(pilot)
            await press(pilot, *([answer] if answer == "escape" else [answer, "enter"]))
            assert not screen.network_allowed
            assert screen.ingest_results == ()
        assert "offline" in shown(pilot)
        for _ in range(2):
            await press(pilot, "i")
            await write(pilot, "http://127.0.0.1:9/page")
            await press(pilot, "enter")
            if not screen.network_allowed:
                await write(pilot, "y")
                await press(pilot, "enter")
            assert [report.status for report in screen.ingest_results] == [IngestStatus.REFUSED]
        assert "offline" not in shown(pilot).splitlines()[-1]


def test_a_path_is_completed_behind_full(drop: Path) -> None:
    """Proves that what is typed before the path stays."""
    assert complete_source(f"--full {drop.parent}/dr").text == f"--full {drop}/"
    assert complete_source(f"{drop.parent}/dr").text == f"{drop}/"


@pytest.mark.parametrize(("typed", "answer"), [("--full ", "y"), ("", "f")])
async def test_a_feed_is_added_with_its_pages(empty: Dossier, tmp_path: Path, typed: str, answer: str) -> None:
    """Proves that --full before a feed, and f where the network is asked for, fetch the pages of its teasers: here one that is refused,
    since it lies on this machine. Without either, a feed on disk asks for no network.
    """
    entry = "<item><title>Ferries</title><link>http://127.0.0.1:9/ferries</link><description>Ferries lay at the quay.</description></item>"
    feed = tmp_path / "aster.rss"
    feed.write_text(f"<rss version='2.0'><channel><title>Aster Post</title>{entry}</channel></rss>", encoding="utf-8")
    async with opened(empty) as pilot:
        screen = main_of(pilot)
        await press(pilot, "i")
        await write(pilot, f"{typed}{feed}" if typed else "http://127.0.0.1:9/feed.rss")
        await press(pilot, "enter")
        assert "Use the network?" in shown(pilot)
        await write(pilot, answer)
        await press(pilot, "enter")
        assert screen.network_allowed
        assert ("could not be fetched" in screen.ingest_results[0].note) is bool(typed)
        await press(pilot, "i")
        await write(pilot, str(feed))
        await press(pilot, "enter")
        assert "Use the network?" not in shown(pilot)
        assert "could not be fetched" not in screen.ingest_results[0].note


async def test_a_dropped_path_is_understood(empty: Dossier, drop: Path) -> None:
    """Proves that a path between quotation marks, or with escaped blanks, as terminals type it, is the file."""
    spaced = drop / "old harbour.txt"
    spaced.write_text(f"Old harbour news\n\n{TEXT.format(n=9)}\n", encoding="utf-8")
    for typed in (f"'{spaced}'", str(spaced).replace(" ", "\\ ")):
        async with opened(empty) as pilot:
            await press(pilot, "i")
            screen = main_of(pilot)
            screen.prompt.query_one("Input").value = typed  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await settle(pilot)
            assert screen.ingest_results[0].status in {IngestStatus.ADDED, IngestStatus.SAME}


async def test_the_sample_offers_a_dossier_of_ones_own(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that i in the sample first offers a new dossier, that a folder which is one already keeps the prompt with the reason, that the
    new one is made and opened next with a sentence, and that s still adds to the sample.
    """
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(add, "is_sample", lambda _root: True)
    async with opened(sample, (80, 24)) as pilot:
        screen = main_of(pilot)
        await press(pilot, "i")
        assert "Make a new dossier for your articles" in shown(pilot)
        await press(pilot, "s")
        assert screen.prompt.request is not None
        assert screen.prompt.request.label == "Add"
        await press(pilot, "escape", "i", "escape", "i", "enter")
        assert screen.prompt.text == "~/my-case"
        await write(pilot, str(sample.root))
        await press(pilot, "enter")
        assert "A dossier already exists here." in shown(pilot)
        assert screen.prompt.text == str(sample.root)
        screen.prompt.query_one("Input").value = "~/harbours"  # type: ignore[attr-defined]
        await pilot.press("enter")
        for _ in range(100):
            if screen.host.next_dossier is not None:
                break
            await pilot.pause(0.05)
        assert screen.host.next_dossier == tmp_path / "harbours"
        assert (tmp_path / "harbours" / "dossier.toml").is_file()
        assert "adds articles" in screen.host.next_message


async def test_the_welcome_takes_the_key_for_adding(sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that i on the welcome leads to the same offer."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(add, "is_sample", lambda _root: True)
    async with opened(sample, (80, 24), greet=True) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert "Welcome to dossier" not in shown(pilot)
        assert "Make a new dossier for your articles" in shown(pilot)


async def test_a_tag_is_completed(sample: Dossier) -> None:
    """Proves that tab in the tag line takes a tag that is there already."""
    async with opened(sample) as pilot:
        await press(pilot, "t")
        await write(pilot, "verify")
        await press(pilot, "enter", "j", "t")
        await write(pilot, "ve")
        await press(pilot, "tab", "enter")
        assert [entry.tags for entry in sample.notebook.entries()] == [("verify",), ("verify",)]


async def test_a_stop_while_a_single_file_is_read_leaves_nothing_unread(empty: Dossier, drop: Path) -> None:
    """Proves that the current file is read to its end, so that no later start goes on with what was stopped."""
    stops = iter((False, *[True] * 50))
    reports = add_in_batches(empty.ingest, [drop], lambda _: None, None, lambda: next(stops))
    assert [report.path for report in reports] == [str(drop / "broken.txt")]
    reports = add_in_batches(empty.ingest, [drop / "harbour-1.txt"], lambda _: None, None, iter((False, True, True, True)).__next__)
    assert [report.status for report in reports] == [IngestStatus.ADDED]
    assert not empty.ingest.sync_status().any


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle made on another computer: two articles, a note and a hidden actor."""
    root = tmp_path / "theirs"
    (root / "seeds").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "Theirs"\n', encoding="utf-8")
    for n in (1, 2):
        (root / "seeds" / f"harbour-{n}.txt").write_text(f"Harbour news {n}\n\n{TEXT.format(n=n)}\n", encoding="utf-8")
    path = tmp_path / "theirs.dossier.zip"
    with monkeypatch.context() as patch, open_dossier(root) as theirs:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "their state"))
        article = next(iter(theirs.query.snapshot.articles))
        theirs.notebook.note(theirs.notebook.anchor_of(AnchorKind.ARTICLE, article), "Call the harbour master.")
        kerr = theirs.query.snapshot.actor_named("Ada Kerr")
        assert kerr is not None
        theirs.notebook.hide(kerr.id)
        theirs.exports.prepare("bundle", notes=True).save(path)
    return path


@pytest.mark.parametrize(("key", "notes", "hidden"), [("y", ["Call the harbour master."], True), ("n", [], False), ("enter", [], False)])
async def test_the_notes_of_a_bundle_are_shown_and_asked_for(
    empty: Dossier, bundle: Path, key: str, notes: list[str], *, hidden: bool
) -> None:
    """Proves that nothing is imported before the question, that it lists notes and corrections, and that the answer is followed."""
    async with opened(empty) as pilot:
        await press(pilot, "i")
        await write(pilot, str(bundle))
        await press(pilot, "enter")
        await settle(pilot)
        screen = shown(pilot)
        assert "made by someone else" in screen
        assert "Call the harbour master." in screen
        assert "hide actor: Ada Kerr" in screen
        assert not empty.query.snapshot.articles
        await press(pilot, key)
        await settle(pilot)
        assert len(empty.query.snapshot.articles) == 2
        assert [entry.text for entry in empty.notebook.entries()] == notes
        assert all(entry.origin == "theirs" for entry in empty.notebook.entries())
        kerr = empty.query.snapshot.actor_named("Ada Kerr")
        assert kerr is not None
        assert kerr.hidden is hidden


async def test_escape_imports_nothing_of_a_bundle(empty: Dossier, bundle: Path) -> None:
    async with opened(empty) as pilot:
        await press(pilot, "i")
        await write(pilot, str(bundle))
        await press(pilot, "enter")
        await settle(pilot)
        await press(pilot, "escape")
        await settle(pilot)
        assert "Nothing was added." in shown(pilot)
        assert not empty.query.snapshot.articles
        assert not main_of(pilot).ingesting
