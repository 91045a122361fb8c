"""An actor's page: opened from the lists, stepped through, worked on, left for the reader; by keyboard and by mouse."""

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier
from dossier.model.query import Query
from dossier.runtime.paths import state_dir
from dossier.tui.platform.clipboard import FILE
from dossier.tui.screens.compare import CompareScreen
from dossier.tui.screens.explanation import ExplanationScreen
from dossier.tui.screens.export import ExportScreen
from dossier.tui.screens.profile import ProfileScreen
from tests.tui.driving import main_of, opened, press, settle, shown, top, write


def page_of(pilot: Pilot[int]) -> ProfileScreen:
    """The page, which must be the screen on top."""
    return top(pilot, ProfileScreen)


async def page(pilot: Pilot[int], dossier: Dossier, name: str) -> ProfileScreen:
    """Open the page of the actor of that name from the actors."""
    await press(pilot, "1")
    assert main_of(pilot).lists["actors"].select(dossier.query.snapshot.find_item(name).id)
    await press(pilot, "p")
    return page_of(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_page_tells_who_it_is_at_every_size(outlets: Dossier, size: tuple[int, int]) -> None:
    """Proves that name, kind, role, days and the keys stand on the screen, and the passage behind the line at the cursor."""
    async with opened(outlets, size) as pilot:
        await page(pilot, outlets, "Orla Brandt")
        text = shown(pilot)
        for words in ("Orla Brandt", "person · Karvenian Foreign Minister", "named Mon 5 May 2031 to Wed 28 May 2031", "8 articles"):
            assert words in text.splitlines()[0] + text.splitlines()[1]
        assert "Lakeside Herald" in text
        assert "Delegations due at the lake" in text
        assert "? help" in text
        assert "esc close" in text


async def test_each_role_has_one_line(outlets: Dossier) -> None:
    """Proves that a role which several articles print stands once, with their number, and leads to the first."""
    async with opened(outlets) as pilot:
        screen = await page(pilot, outlets, "Orla Brandt")
        roles = next(lines for name, lines in screen.profile_layout.sections if name == "roles")
        texts = [line.text for line in roles]
        assert len(texts) == len(set(texts))
        printed = {role.text: role.printed for role in screen.profile.roles}
        assert max(map(len, printed.values())) > 1
        for line in roles:
            assert line.where == printed[line.text][0]
            assert len(printed[line.text]) == 1 or f"{len(printed[line.text])} articles" in line.right[0][0]


async def test_sections_are_stepped_through_round_and_round(outlets: Dossier) -> None:
    """Proves that n leads to the first line of each section in turn, over both columns of a wide terminal, and back to the first."""
    async with opened(outlets, (200, 60)) as pilot:
        screen = await page(pilot, outlets, "Ilse Vantor")
        seen = []
        for _ in range(7):
            chosen = screen.lists.current.chosen
            assert chosen is not None
            seen.append(chosen.id)
            await press(pilot, "n")
        assert seen == ["roles 0", "named with 0", "spelled as 0", "sources 0", "events 0", "said 0", "said by others 0"]
        assert screen.lists.current.chosen is not None
        assert screen.lists.current.chosen.id == "roles 0"
        await press(pilot, "N")
        assert screen.lists.current.chosen.id == "said by others 0"


async def test_enter_reads_the_sentence_of_the_line(outlets: Dossier) -> None:
    """Proves that a quotation of the page is lit in the reader."""
    async with opened(outlets) as pilot:
        screen = await page(pilot, outlets, "Tomas Kerr")
        quotation = screen.profile.quotations[0]
        assert screen.lists.first.select("said 0")
        await press(pilot, "enter")
        place = main_of(pilot).position
        assert place is not None
        assert (place.article, place.lit) == (quotation.article, quotation.span)
        assert main_of(pilot).focused_pane == "reader"


async def test_a_second_click_reads_there_and_the_footer_works(outlets: Dossier) -> None:
    """Proves that lines and keys answer to the mouse."""
    async with opened(outlets) as pilot:
        await page(pilot, outlets, "Tomas Kerr")
        lines = shown(pilot).splitlines()
        y = next(n for n, line in enumerate(lines) if "A river is no wall" in line)
        x = lines[y].index("A river")
        await pilot.click(offset=(lines[-1].index("n section"), len(lines) - 1))
        await settle(pilot)
        assert page_of(pilot).lists.current.chosen is not None
        await pilot.click(offset=(x, y))
        await settle(pilot)
        assert page_of(pilot).lists.line is not None
        assert "A river is no wall" in page_of(pilot).lists.line.text  # type: ignore[union-attr]
        await pilot.click(offset=(x, y), times=2)
        await settle(pilot)
        place = main_of(pilot).position
        assert place is not None
        assert place.lit is not None
        assert place.lit.of(outlets.query.snapshot.article(place.article).text).startswith("A river")


async def test_the_page_opens_from_a_quotation_and_from_an_event_with_one_person(outlets: Dossier) -> None:
    """Proves that the speaker's page opens from the quotations; where several came, they are named instead."""
    async with opened(outlets) as pilot:
        await press(pilot, "4")
        quotation = next(q for q in outlets.query.search(Query()).quotations if "river is no wall" in q.text)
        assert main_of(pilot).lists["quotes"].select(quotation.id)
        await press(pilot, "p")
        assert page_of(pilot).profile.actor.name == "Tomas Kerr"
        await press(pilot, "escape", "2")
        met = next(e for e in outlets.query.search(Query()).events if len(e.participants) > 1)
        assert main_of(pilot).lists["timeline"].select(met.id)
        await press(pilot, "p")
        assert not isinstance(pilot.app.screen, ProfileScreen)
        assert "More than one actor here" in shown(pilot)


async def test_the_page_opens_from_the_reader(outlets: Dossier) -> None:
    """Proves that there the key opens the page of the speaker of the current quotation."""
    async with opened(outlets) as pilot:
        await press(pilot, "4")
        quotation = next(q for q in outlets.query.search(Query()).quotations if "smell it" in q.text)
        assert main_of(pilot).lists["quotes"].select(quotation.id)
        await press(pilot, "enter", "p")
        assert page_of(pilot).profile.actor.name == "Henrik Brandt"


async def test_the_page_of_another_lies_over_it_and_steps_back(outlets: Dossier) -> None:
    """Proves that p goes on to who is named with, and that escape comes back page by page."""
    async with opened(outlets) as pilot:
        screen = await page(pilot, outlets, "Tomas Kerr")
        assert screen.lists.first.select("named with 0")
        other = screen.profile.co_occurrences[0].actor.name
        await press(pilot, "p")
        assert page_of(pilot).profile.actor.name == other
        await press(pilot, "escape")
        assert page_of(pilot).profile.actor.name == "Tomas Kerr"
        await press(pilot, "q")
        assert not isinstance(pilot.app.screen, ProfileScreen)


async def test_bookmark_note_and_tag_are_kept_on_the_actor(outlets: Dossier) -> None:
    """Proves that the three commands work on the page, are shown in it, and can be undone there."""
    async with opened(outlets) as pilot:
        screen = await page(pilot, outlets, "Marek Dolan")
        await press(pilot, "b")
        assert "Bookmarked Marek Dolan" in shown(pilot)
        await press(pilot, "a")
        await write(pilot, "ask about batteries")
        await press(pilot, "enter", "t")
        await write(pilot, "verify")
        await press(pilot, "enter")
        assert [e.text for e in screen.profile.entries if e.text] == ["ask about batteries"]
        assert "#verify" in shown(pilot).splitlines()[1]
        anchored = {(e.kind, e.target) for e in outlets.notebook.entries()}
        assert anchored == {("bookmark", screen.profile.actor.id), ("note", screen.profile.actor.id)}
        await press(pilot, "u")
        assert "#verify" not in shown(pilot).splitlines()[1]


async def test_the_page_is_filtered(outlets: Dossier) -> None:
    """Proves that a slash narrows every section, and that escape opens the page up again before it closes it."""
    async with opened(outlets) as pilot:
        screen = await page(pilot, outlets, "Orla Brandt")
        await press(pilot, "slash")
        await write(pilot, "corridor")
        assert "I expect a hard day" not in shown(pilot)
        await press(pilot, "enter")
        assert "matching “corridor”" in shown(pilot)
        assert screen.lists.line is not None
        assert "corridor" in screen.lists.line.text
        await press(pilot, "escape")
        assert "I expect a hard day" in shown(pilot)
        page_of(pilot)


async def test_compare_why_export_and_copy_work_on_the_line(outlets: Dossier) -> None:
    """Proves that what the lists do can be done from the page, too."""
    async with opened(outlets) as pilot:
        screen = await page(pilot, outlets, "Orla Brandt")
        at = next(n for n, q in enumerate(screen.profile.quotations) if q.same_as)
        assert screen.lists.first.select(f"said {at}")
        await press(pilot, "c")
        top(pilot, CompareScreen)
        await press(pilot, "escape", "w")
        top(pilot, ExplanationScreen)
        await press(pilot, "escape", "e")
        assert top(pilot, ExportScreen).export_query == Query(actors=(screen.profile.actor.id,))
        await press(pilot, "escape", "y", "y")
        assert screen.profile.quotations[at].text in (state_dir() / FILE).read_text(encoding="utf-8")
        page_of(pilot)
