"""Read and unread articles in the app, and what is new since the last visit."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.model.query import Query
from dossier.runtime.config import AppSettings
from dossier.tui.app import DossierApp
from tests.tui.driving import main_of, opened, press, search, settle, shown

REPORT = """The ferry to Aldport was delayed

Harbour Post, 14 February 2026

Foreign Minister Anna Berg met President Karl Lund on 12 February 2026 in Geneva to discuss the ferry.

"We will repair the quay by Friday," Berg said.
"""
"""An article that was made up for these tests."""


@pytest.fixture
def case(sample: Dossier, tmp_path: Path) -> Path:
    """A copy of the sample, so that an article can be added."""
    root = tmp_path / "case"
    shutil.copytree(sample.root / "seeds", root / "seeds")
    shutil.copy(sample.root / "dossier.toml", root / "dossier.toml")
    with open_dossier(root) as dossier:
        dossier.query.load()
    return root


def add_report(root: Path) -> None:
    """Add the report, as a command does between two visits."""
    path = root.parent / "ferry.txt"
    path.write_text(REPORT, encoding="utf-8")
    with open_dossier(root) as dossier:
        assert [result.status for result in dossier.ingest.add([str(path)])] == ["added"]


def rows_marked(text: str) -> int:
    """The number of lines with the sign of an unread or new row."""
    return sum("• " in line for line in text.splitlines())


def news(pilot: Pilot[int]) -> dict[str, int]:
    """The number of new rows in each list."""
    contents = main_of(pilot).contents
    assert contents is not None
    return dict(contents.news)


async def test_nothing_is_marked_before_the_first_article_is_read(sample: Dossier) -> None:
    """Proves that a dossier that was just opened looks quiet, and that the reader beside the list reads nothing by itself."""
    async with opened(sample) as pilot:
        await press(pilot, "3", "j", "j")
        assert rows_marked(shown(pilot)) == 0
        assert sample.read_state.read == frozenset()


async def test_an_article_is_read_once_it_was_open_in_the_reader(sample: Dossier) -> None:
    """Proves that enter, and going on from article to article in the reader, mark articles as read, and the others as unread."""
    everything = [hit.article for hit in sample.query.search(Query()).articles]
    async with opened(sample) as pilot:
        await press(pilot, "3", "g", "enter")
        assert sample.read_state.read == set(everything[:1])
        assert rows_marked(shown(pilot)) == len(everything) - 1
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert sample.read_state.read == set(everything[:3])
        await press(pilot, "escape")
        assert rows_marked(shown(pilot)) == len(everything) - 3
    with open_dossier(sample.root) as again:
        async with opened(again) as pilot:
            await press(pilot, "3")
            assert rows_marked(shown(pilot)) == len(everything) - 3


async def test_articles_are_toggled_marked_all_at_once_and_found(sample: Dossier) -> None:
    """Proves T, H with its way back, `is:unread` and the order “unread first”."""
    everything = [hit.article for hit in sample.query.search(Query()).articles]
    async with opened(sample) as pilot:
        await press(pilot, "3", "g", "j", "T")
        assert sample.read_state.read == {everything[1]}
        assert "Marked as read." in shown(pilot)
        await press(pilot, "S", "S", "S")
        assert [row.id for row in main_of(pilot).lists["articles"].listing.rows][-1] == everything[1]
        await search(pilot, "is:unread")
        assert {row.id for row in main_of(pilot).lists["articles"].listing.rows} == set(everything) - {everything[1]}
        await press(pilot, "H")
        assert f"Marked {len(everything) - 1} articles as read.  H undoes it" in shown(pilot)
        assert sample.read_state.read == set(everything)
        await press(pilot, "H")
        assert sample.read_state.read == {everything[1]}
        await press(pilot, "escape", "T", "T")
        assert sample.notebook.history() == ()


async def test_next_unread_goes_round_until_all_are_read(sample: Dossier) -> None:
    """Proves that I opens one unread article after the other, from any pane, and says when there is none."""
    everything = {hit.article for hit in sample.query.search(Query()).articles}
    async with opened(sample) as pilot:
        for number in range(1, len(everything) + 1):
            await press(pilot, "I")
            assert len(sample.read_state.read) == number
            assert main_of(pilot).focused_pane == "reader"
        await press(pilot, "I")
        assert "No unread articles in this list." in shown(pilot)
        await press(pilot, "T", "escape", "1", "I")
        assert sample.read_state.read == everything


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50)])
async def test_what_came_since_the_last_visit_is_counted_until_it_was_seen(case: Path, size: tuple[int, int]) -> None:
    """Proves that articles, events and quotations that came between two visits are counted on their tabs and marked, that the count of a
    list goes when the user goes to another, and that those not looked at keep theirs.
    """
    with open_dossier(case) as dossier:
        async with opened(dossier, size) as pilot:
            await press(pilot, "3")
            assert "since your last visit" not in shown(pilot)
            assert news(pilot) == {}
    add_report(case)
    with open_dossier(case) as dossier:
        async with opened(dossier, size) as pilot:
            assert "1 new article, 1 new event, 1 new quote since your last visit." in shown(pilot)
            assert news(pilot) == {"articles": 1, "timeline": 1, "quotes": 1}
            assert " +1" in shown(pilot)
            await press(pilot, "3")
            assert news(pilot) == {"articles": 1, "quotes": 1}
            assert rows_marked(shown(pilot)) >= 1
            await press(pilot, "4", "5")
            assert news(pilot) == {}


async def test_the_list_shown_last_was_seen_on_leaving(case: Path) -> None:
    """Proves that quitting counts as going to another list, and that the others stay new for the next visit."""
    with open_dossier(case) as dossier:
        async with opened(dossier) as pilot:
            await press(pilot, "2")
    add_report(case)
    with open_dossier(case) as dossier:
        app = DossierApp(dossier, AppSettings(), restore=True)
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            await press(pilot, "q")
        assert dossier.read_state.new_articles("timeline") == frozenset()
        assert len(dossier.read_state.new_articles("articles")) == 1


async def test_a_saved_search_counts_what_is_new_until_it_is_run(case: Path) -> None:
    """Proves the walk of a standing search: saved, new articles come, the app says so when it opens, the list of searches counts them, and
    running the search from there or from the palette clears the count.
    """
    with open_dossier(case) as dossier:
        async with opened(dossier) as pilot:
            await search(pilot, "ferry OR talks")
            await press(pilot, "plus", "enter")
            await search(pilot, "")
            await press(pilot, "equals_sign")
            assert " new " not in shown(pilot)
    add_report(case)
    with open_dossier(case) as dossier:
        async with opened(dossier) as pilot:
            assert "since your last visit. 1 saved search has new results.  = shows them" in shown(pilot)
            await press(pilot, "equals_sign")
            assert "1 new  6 articles" in shown(pilot)
            await press(pilot, "escape", "equals_sign")
            assert "1 new  6 articles" in shown(pilot), "to look at the list is not to run the search"
            await press(pilot, "enter")
            assert main_of(pilot).current_query == Query("ferry OR talks")
            await press(pilot, "equals_sign")
            assert " new " not in shown(pilot)
    assert [news.new for news in dossier.notebook.searches.news()] == [frozenset()]
