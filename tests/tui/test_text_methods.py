"""An article read in another way, from the palette."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from dossier.api import open_dossier
from dossier.services.ingest.create import new_dossier
from tests.tui.driving import main_of, opened, press, settle, write

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
