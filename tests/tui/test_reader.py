"""The reader: what is folded away, the way back and forth, and texts of every script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.tui.text.lines import clean
from tests.tui.driving import main_of, opened, press, search, settle, shown

LINES = " ".join(["The council met in the old hall and spoke of the bridge for an hour, as it had the week before."] * 3)
PAGE = "\n\n".join(
    [
        "Council speaks of a bridge",
        "By Ada Kerr",
        *([LINES] * 12),
        "Photo: Jan Lund",
        LINES,
        "Home > News > Towns",
        "Related stories",
        "A harbour without boats",
    ]
)
SCRIPTS = {
    "arabic": "قال المتحدث إن المحادثات بدأت في العاصمة يوم الثلاثاء وإن الوفود ستجتمع مرة أخرى. " * 8,
    "hebrew": "הדובר אמר שהשיחות החלו בעיר הבירה ביום שלישי ושהמשלחות ייפגשו שוב בקרוב. " * 8,
    "chinese": "发言人星期二说，会谈已在首都开始，“各代表团”将于下周再次会面（第二轮）。" * 12,
    "hindi": "प्रवक्ता ने कहा कि राजधानी में मंगलवार को वार्ता शुरू हुई और प्रतिनिधिमंडल फिर मिलेंगे। " * 8,
    "thai": "โฆษกกล่าวว่าการเจรจาเริ่มขึ้นในเมืองหลวงเมื่อวันอังคารและคณะผู้แทนจะพบกันอีกครั้ง" * 8,
    "marks": ("cafe\u0301 Zu\u0308rich 👩\u200d👩\u200d👧\u200d👦 ❤\ufe0f 🇫🇮🇪🇪 👍🏽 " + "n\u0303\u0323" * 90 + " ") * 4,
}


@pytest.fixture
def scripts(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier with a made-up text in each of several scripts."""
    root = tmp_path / "case"
    (root / "seeds").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "Scripts"\nlanguage = "zh"\n', encoding="utf-8")
    for name, text in SCRIPTS.items():
        (root / "seeds" / f"{name}.txt").write_text(f"{name.capitalize()} {text[:30]}\n\n{text}\n\n{text}\n", encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier with one long made-up page that has a caption and boilerplate."""
    root = tmp_path / "case"
    (root / "seeds").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "One page"\n', encoding="utf-8")
    (root / "seeds" / "page.txt").write_text(PAGE, encoding="utf-8")
    with open_dossier(root) as dossier:
        yield dossier


def reader_lines(pilot: Pilot[int]) -> list[str]:
    """All lines of the reader."""
    reader = main_of(pilot).reader
    assert reader.article_layout is not None
    return [reader._draw(line).plain for line in reader.article_layout.lines]


async def test_captions_and_boilerplate_are_folded_until_asked_for(page: Dossier) -> None:
    """Proves that one line has the amount that is folded away and its key, that the key shows and folds it, that the paragraphs keep their
    numbers, and that the marks counted are those that can be stepped through.
    """
    async with opened(page) as pilot:
        await press(pilot, "3", "0", "G")
        text = shown(pilot)
        assert "1 caption, 3 lines of boilerplate · . shows" in text
        assert "Jan Lund" not in text
        numbers = [line[:4] for line in reader_lines(pilot) if line[:4].strip().isdigit()]
        await press(pilot, "full_stop")
        text = shown(pilot)
        assert "Photo: Jan Lund" in text
        assert "A harbour without boats" in text
        assert [line[:4] for line in reader_lines(pilot) if line[:4].strip().isdigit()] == numbers
        await press(pilot, "full_stop")
        assert "Jan Lund" not in shown(pilot)
        await search(pilot, "council")
        reader = main_of(pilot).reader
        drawn = sum(line.lower().count("council") for line in reader_lines(pilot))
        assert len(reader.marks) == drawn
        assert f"mark 1 of {drawn}" in shown(pilot)


async def test_an_article_without_anything_folded_says_so(scripts: Dossier) -> None:
    """Proves that the key is not silent where there is nothing to show."""
    async with opened(scripts) as pilot:
        await press(pilot, "3", "enter", "full_stop")
        assert "This article has no captions or boilerplate." in shown(pilot)


async def test_back_and_forth_bring_place_and_scroll_again(sample: Dossier) -> None:
    """Proves that each way of going elsewhere can be gone back, in order, with the scroll as it was, and forward again."""
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        await press(pilot, "3", "enter", "ctrl+d")
        first = (screen.position and screen.position.article, screen.reader.scroll_offset.y)
        assert first[1] > 0
        await press(pilot, "right_square_bracket", "ctrl+d", "ctrl+d")
        second = (screen.position and screen.position.article, screen.reader.scroll_offset.y)
        await press(pilot, "4", "G")
        third = screen.position
        assert third is not None
        assert len({first[0], second[0], third.article}) == 3
        for key, where in (("backspace", second), ("alt+left", first), ("alt+right", second)):
            await press(pilot, key)
            assert (screen.position and screen.position.article, screen.reader.scroll_offset.y) == where, key
        await press(pilot, "alt+right")
        assert screen.position is not None
        assert (screen.position.article, screen.position.lit) == (third.article, third.lit)
        await press(pilot, "alt+right")
        assert "No later position to go forward to." in shown(pilot)
        await press(pilot, "backspace", "right_square_bracket", "alt+right")
        assert "No later position to go forward to." in shown(pilot)


async def test_an_overlay_that_leads_to_a_passage_can_be_gone_back_from(sample: Dossier) -> None:
    """Proves that after reading there from an explanation, going back restores the scroll position, also within one article."""
    async with opened(sample) as pilot:
        screen = main_of(pilot)
        await press(pilot, "2", "j", "0", "G", "2", "w")
        before = (screen.position, screen.reader.scroll_offset.y)
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        await press(pilot, "backspace")
        assert before[0] is not None
        assert screen.position is not None
        assert (screen.position.article, screen.reader.scroll_offset.y) == (before[0].article, before[1])


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_script_stays_within_its_column(scripts: Dossier, size: tuple[int, int]) -> None:
    """Proves that no line of any script is wider than the pane, that none of the text is lost at an edge, that no sign is parted
    from the marks on it, and that every row of the screen is as wide as the terminal.
    """
    async with opened(scripts, size) as pilot:
        await press(pilot, "3")
        for _ in SCRIPTS:
            reader = main_of(pilot).reader
            assert reader.article_layout is not None
            assert reader.view is not None
            width = reader.scrollable_content_region.width
            spans = [line.span for line in reader.article_layout.lines if line.span]
            text = clean(reader.view.article.text)
            assert all(cell_len(line) <= width for line in reader_lines(pilot))
            assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
            assert not [span for span in spans if span.of(text)[0] in "\u0301\u0308\u0303\u0323\u200d\ufe0f🏽。，）”"]
            rows = [line.rstrip("\n") for line in shown(pilot).splitlines()]
            assert {cell_len(row) for row in rows} == {size[0]}
            await press(pilot, "j")


@pytest.mark.parametrize(("name", "word"), [("chinese", "代表团"), ("arabic", "الوفود"), ("hebrew", "הבירה"), ("marks", "Zürich")])
async def test_marks_are_counted_and_stepped_through_in_every_script(scripts: Dossier, name: str, word: str) -> None:
    """Proves that n goes through the marks of a word one by one and comes round, each brought into sight."""
    async with opened(scripts) as pilot:
        screen = main_of(pilot)
        screen.search_box.value = word
        await settle(pilot)
        await press(pilot, "3")
        reader = screen.reader
        assert reader.view is not None
        assert reader.view.article.file == f"{name}.txt"
        marks = reader.marks
        assert len(marks) > 3
        for n in range(2, len(marks) + 1):
            await press(pilot, "n")
            assert f"mark {n} of {len(marks)}" in shown(pilot)
            if n > reader.title_mark_count:
                assert reader.article_layout is not None
                row = reader.article_layout.row_of(marks[n - 1].start)
                assert reader.scroll_offset.y <= row < reader.scroll_offset.y + reader.size.height
        await press(pilot, "n")
        assert f"mark 1 of {len(marks)}" in shown(pilot)
        await press(pilot, "N")
        assert f"mark {len(marks)} of {len(marks)}" in shown(pilot)
