"""Articles removed in the app, and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.model.ingest import ArticleMetadata
from dossier.services.ingest.create import new_dossier
from dossier.tui.screens.removed_articles import RemovedArticlesScreen
from tests.tui.driving import click_on, main_of, opened, press, settle, shown, top, write

TITLES = {"ash.md": "Ash trees felled", "barge.md": "Barge sinks", "crane.md": "Crane topples", "dam.md": "Dam is opened"}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Dossier]:
    """Four made-up reports."""
    root = new_dossier(tmp_path / "case", "A case")
    for day, (name, title) in enumerate(TITLES.items(), 1):
        text = f"---\ntitle: {title}\noutlet: Harbour Post\npublished: 2031-03-0{day}\n---\n\n{title} in Velmar, Mayor Ivo Kerr said on Tuesday.\n"
        (root / "seeds" / name).write_text(text, encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier


def files(dossier: Dossier) -> list[str]:
    """The files of the dossier's articles."""
    return sorted(article.file for article in dossier.query.snapshot.articles.values())


def rows(pilot: Pilot[int]) -> list[str]:
    """The ids of the articles' rows."""
    return [row.id for row in main_of(pilot).lists["articles"].listing.rows]


async def open_removed(pilot: Pilot[int]) -> None:
    """Open the list of removed articles from the palette."""
    await press(pilot, "ctrl+p")
    await write(pilot, "removed articles")
    await press(pilot, "down", "enter")
    await settle(pilot)


async def test_the_keys_that_answer_are_named_at_the_smallest_size(case: Dossier) -> None:
    """Proves that a long title is shortened before the answers are cut off."""
    article = case.query.snapshot.articles_by_day[0]
    case.notebook.set_articles([article.id], ArticleMetadata(title="Ash trees felled along the canal in the early morning"))
    async with opened(case, (60, 16)) as pilot:
        await press(pilot, "3", "g", "X")
        assert "Remove “Ash trees" in shown(pilot)
        assert "y to remove; esc to keep" in shown(pilot)


async def test_an_article_is_removed_once_it_is_confirmed(case: Dossier) -> None:
    """Proves that anything but yes keeps it, that the row after it is selected and read, that the counts follow, and that the message says
    how to bring it back.
    """
    async with opened(case) as pilot:
        await press(pilot, "3", "g", "j")
        second, third = rows(pilot)[1:3]
        for answer in ("", "n"):
            await press(pilot, "X")
            assert "Remove “" in shown(pilot)
            await write(pilot, answer)
            await press(pilot, "enter")
            assert "Nothing removed." in shown(pilot)
        await press(pilot, "X", "escape")
        assert len(files(case)) == 4
        await press(pilot, "X", "y", "enter")
        text = shown(pilot)
        assert "Removed the article. “Removed articles” (ctrl+p) restores it." in text
        assert "3 Articles 3" in text
        assert second not in rows(pilot)
        chosen, view = main_of(pilot).lists["articles"].chosen, main_of(pilot).reader.view
        assert chosen is not None
        assert view is not None
        assert chosen.id == view.article.id == third


async def test_removed_articles_are_restored_from_the_palette(case: Dossier) -> None:
    """Proves that several are removed and restored at once, that the list says which there are, and that the main screen shows them again."""
    async with opened(case) as pilot:
        await press(pilot, "3", "g", "space", "space", "space", "X")
        assert "Remove 3 articles?" in shown(pilot)
        await press(pilot, "y", "enter")
        assert len(files(case)) == 1
        await open_removed(pilot)
        removed = top(pilot, RemovedArticlesScreen)
        assert len(removed.articles or ()) == 3
        assert "Harbour Post · " in shown(pilot)
        await press(pilot, "enter")
        assert "Restored " in shown(pilot)
        assert len(files(case)) == 2
        await press(pilot, "space", "space", "enter")
        assert "Restored 2 articles." in shown(pilot)
        assert "No removed articles." in shown(pilot)
        await press(pilot, "escape")
        assert files(case) == sorted(TITLES)
        assert len(rows(pilot)) == 4
        assert "3 Articles 4" in shown(pilot)


async def test_every_article_can_be_removed_and_a_failure_is_said_in_the_list(case: Dossier) -> None:
    """Proves that an empty dossier is no trouble, that the mouse restores too, and that a file which is gone is named and keeps the list."""
    async with opened(case, (80, 24)) as pilot:
        await press(pilot, "3", "g", "space", "space", "space", "space", "X", "y", "enter")
        assert files(case) == []
        await open_removed(pilot)
        assert len(top(pilot, RemovedArticlesScreen).articles or ()) == 4
        (case.root / ".trash" / "barge.md").unlink()
        await click_on(pilot, "Barge sinks", times=2)
        await settle(pilot)
        assert "“barge.md” is not among the removed articles." in shown(pilot)
        await click_on(pilot, "Crane topples", times=2)
        await settle(pilot)
        assert files(case) == ["crane.md"]
        await press(pilot, "q")
        assert "Crane topples" in shown(pilot)
