"""An article read in another way, from the palette."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from dossier.api import open_dossier
from dossier.services.ingest.create import new_dossier
from tests.tui.driving import main_of, opened, press, settle, shown, write

STORY = "Foreign Minister Orla Brandt met President Tomas Kerr in the harbour of Aster on Tuesday, and both said that they would go on talking there."
BOX = "The millers of Velmar hold their fair on the first Sunday of June, with forty stalls and a race of barrels down the hill behind the church."
PAGE = f"""<html lang="en"><head><title>Envoys meet</title></head><body><main><article><h1>Envoys meet</h1><p>{STORY}</p></article></main>
<aside class="sidebar related"><p>{BOX}</p></aside></body></html>"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A dossier with one page."""
    root = new_dossier(tmp_path / "case", "A case")
    (root / "seeds" / "page.html").write_text(PAGE, encoding="utf-8")
    return root


def text_in_reader(pilot: Pilot[int]) -> str:
    """The text of the article in the reader."""
    view = main_of(pilot).reader.view
    assert view is not None
    return view.article.text


async def test_another_method_is_chosen_from_the_palette(case: Path) -> None:
    """Proves that the palette offers the other methods of the article in the reader, and that the text changes, and back by undo."""
    with open_dossier(case) as dossier:
        async with opened(dossier) as pilot:
            await press(pilot, "3", "enter")
            assert BOX not in text_in_reader(pilot)
            await press(pilot, "ctrl+p")
            await write(pilot, "article: whole")
            assert pilot.app.screen.query_one(Input).value == "article: whole"
            await press(pilot, "down", "enter")
            await settle(pilot)
            assert BOX in text_in_reader(pilot)
            await press(pilot, "u")
            assert BOX not in text_in_reader(pilot)


async def test_selected_articles_are_read_by_another_method_at_once(case: Path) -> None:
    """Proves that the palette names their number, that each is read anew, and that one undo takes all of it back."""
    (case / "seeds" / "other.html").write_text(PAGE.replace("Aster", "Tolm"), encoding="utf-8")
    with open_dossier(case) as dossier:
        async with opened(dossier) as pilot:
            await press(pilot, "3", "space", "space", "ctrl+p")
            await write(pilot, "articles: whole")
            await press(pilot, "down", "enter")
            await settle(pilot)
            assert "Read 2 articles by whole: " in shown(pilot)
            assert [BOX in article.text for article in dossier.query.snapshot.articles.values()] == [True, True]
            await press(pilot, "u")
            assert [BOX in article.text for article in dossier.query.snapshot.articles.values()] == [False, False]
            assert dossier.notebook.undo().sentence == "Nothing to undo."
