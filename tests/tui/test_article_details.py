"""Editing an article's details from the list of articles and from the reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from dossier.api import Dossier, open_dossier
from dossier.services.ingest.create import new_dossier
from dossier.tui.screens.article_details import ArticleDetailsScreen
from tests.tui.driving import key_event, main_of, opened, press, settle, shown, top, write

TEXTS = {
    "quay.md": ("Quay wall is repaired", "Harbour Post", "2031-03-05", "Engineer Ada Lund met Mayor Ivo Kerr in Velmar on Tuesday."),
    "mill.md": (
        "Mill burns down",
        "Northern Wire",
        "2031-03-07",
        "A fire destroyed the mill of Aster on Friday, Captain Ole Brandt said.",
    ),
    "fair.md": ("Fair draws crowds", "Northern Wire", "2031-03-09", "The fair of Tolm opened on Sunday with forty stalls."),
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Dossier]:
    """Three made-up reports of two outlets."""
    root = new_dossier(tmp_path / "case", "A case")
    for name, (title, outlet, day, text) in TEXTS.items():
        (root / "seeds" / name).write_text(f"---\ntitle: {title}\noutlet: {outlet}\npublished: {day}\n---\n\n{text}\n", encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier


def values(pilot: Pilot[int]) -> dict[str, str]:
    """The texts in the sheet, by field."""
    return {str(box.id).removeprefix("details-"): box.value for box in top(pilot, ArticleDetailsScreen).query(Input)}


def outlets(dossier: Dossier) -> dict[str, str]:
    """The outlet of each article, by its file."""
    return {article.file: article.outlet for article in dossier.query.snapshot.articles.values()}


async def test_an_article_is_edited_in_the_list(case: Dossier) -> None:
    """Proves that the sheet opens with the values selected, that tab goes on to the next one, that row, reader and day follow, that the
    rest stays, and that one undo takes it back.
    """
    async with opened(case) as pilot:
        await press(pilot, "3", "g", *"jj")
        await press(pilot, "k", "E")
        assert values(pilot) == {"title": "Mill burns down", "outlet": "Northern Wire", "published": "2031-03-07", "language": "en"}
        for key in ("W", "tab", "S", "tab"):
            pilot.app.post_message(key_event(key))  # in one burst, as keys typed ahead come
        await settle(pilot)
        await write(pilot, "10 march 2031")
        assert values(pilot) == {"title": "W", "outlet": "S", "published": "10 march 2031", "language": "en"}
        await press(pilot, "enter")
        text = shown(pilot)
        assert "Updated Mill burns down: title W, outlet S, published 2031-03-10." in text
        assert "S · Mon 10 Mar 2031" in text
        reader = main_of(pilot).reader.view
        assert reader is not None
        assert (reader.article.title, reader.article.outlet) == ("W", "S")
        await press(pilot, "u")
        assert "Northern Wire · Fri 7 Mar 2031" in shown(pilot)
        assert case.notebook.undo().sentence == "Nothing to undo."


async def test_selected_articles_are_edited_at_once(case: Dossier) -> None:
    """Proves that fields which differ are empty and stay as they are, that a field typed in goes into every selected article, and that it
    is one step to undo.
    """
    async with opened(case) as pilot:
        before = outlets(case)
        await press(pilot, "3", "space", "space", "E")
        assert (values(pilot)["title"], values(pilot)["language"]) == ("", "en")
        assert shown(pilot).count("(several)") >= 2
        assert "2 articles; what you type goes into all of them" in shown(pilot)
        await press(pilot, "tab")
        await write(pilot, "Quay Gazette")
        await press(pilot, "enter")
        assert "Updated 2 articles: outlet Quay Gazette." in shown(pilot)
        assert sorted(outlets(case).values()).count("Quay Gazette") == 2
        titles = {article.title for article in case.query.snapshot.articles.values()}
        assert titles == {title for title, *_ in TEXTS.values()}
        assert not main_of(pilot).lists["articles"].picked
        await press(pilot, "u")
        assert outlets(case) == before


async def test_a_bad_value_keeps_the_sheet_and_its_texts(case: Dossier) -> None:
    """Proves that the reason stands in the sheet until the next letter, that nothing is stored before the value is right, and that esc
    leaves everything as it was.
    """
    async with opened(case) as pilot:
        await press(pilot, "3", "E", "tab", "tab")
        await write(pilot, "march")
        await press(pilot, "enter")
        assert "“march” is not a date." in shown(pilot)
        assert values(pilot)["published"] == "march"
        assert case.notebook.history() == ()
        await write(pilot, "x")
        assert "is not a date" not in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is main_of(pilot)
        assert case.notebook.history() == ()


async def test_the_article_in_the_reader_is_edited(case: Dossier) -> None:
    """Proves that in the reader the key is for the article shown, whatever is selected in the list, and that enter without a change
    stores nothing.
    """
    async with opened(case) as pilot:
        await press(pilot, "3", "enter", "E")
        shown_article = main_of(pilot).reader.view
        assert shown_article is not None
        assert values(pilot)["title"] == shown_article.article.title
        await press(pilot, "enter")
        assert pilot.app.screen is main_of(pilot)
        assert case.notebook.history() == ()
        await press(pilot, "E")
        await write(pilot, "A better title")
        await press(pilot, "enter")
        assert "A better title" in shown(pilot)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_the_sheet_fits_every_size(case: Dossier, size: tuple[int, int]) -> None:
    """Proves that all four fields, the reason of a refusal and the keys are in sight."""
    async with opened(case, size) as pilot:
        await press(pilot, "3", "E", "shift+tab")
        await write(pilot, "norse")
        await press(pilot, "enter")
        text = shown(pilot)
        for words in ("Title", "Outlet", "Day", "Language", "norse", "is not a language code", "enter save", "esc cancel"):
            assert words in text, words
