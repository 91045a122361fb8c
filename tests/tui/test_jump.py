"""Jumping to an actor, an article or an event by a few letters in the palette."""

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier
from dossier.model.query import Query
from dossier.tui.jump import MOST, JumpItem, marks_in, matching_items, score_of
from tests.tui.driving import main_of, opened, press, search, shown, write


async def jump(pilot: Pilot[int], words: str) -> None:
    """Type words into the palette and take the first entry."""
    await press(pilot, "ctrl+p")
    await write(pilot, words)
    await press(pilot, "enter")
    if len(pilot.app.screen_stack) > 1:
        await press(pilot, "enter")


async def test_any_actor_is_found_by_any_of_its_names(sample: Dossier) -> None:
    """Proves that every actor of a dossier can be reached, also by another spelling and from a search that leaves it out."""
    rows = sample.query.search(Query()).actors
    actor = next(row.actor for row in rows if row.actor.aliases and row.articles == 1)
    async with opened(sample) as pilot:
        for name in (actor.name, actor.aliases[0]):
            await search(pilot, "zzz")
            await jump(pilot, name)
            main = main_of(pilot)
            assert (main.focused_pane, main.lists["actors"].chosen.id) == ("actors", actor.id)  # type: ignore[union-attr]
            assert main.current_query.empty


async def test_any_article_and_event_is_found_and_shown(sample: Dossier) -> None:
    """Proves that an article and an event are selected in their lists, that the reader shows them, and that a list's filter gives way."""
    result = sample.query.search(Query())
    article = sample.query.snapshot.article(result.articles[-1].article)
    event = next(event for event in result.events if event.place and event.start and event.granularity == "day")
    async with opened(sample) as pilot:
        await press(pilot, "3", "f")
        await write(pilot, "zzz")
        await press(pilot, "enter")
        await jump(pilot, article.title)
        main = main_of(pilot)
        assert main.lists["articles"].chosen.id == article.id  # type: ignore[union-attr]
        assert main.reader.view.article.id == article.id  # type: ignore[union-attr]
        await jump(pilot, f"{event.place} {event.kind} {event.start:%b}")
        chosen = next(e for e in result.events if e.id == main.lists["timeline"].chosen.id)  # type: ignore[union-attr]
        assert (main.focused_pane, chosen.place, chosen.kind) == ("timeline", event.place, event.kind)
        assert main.reader.view.article.id in chosen.articles  # type: ignore[union-attr]


async def test_commands_are_still_there_and_few_letters_offer_no_items(sample: Dossier) -> None:
    """Proves that one letter lists commands alone, and that a command is not pushed away by items that only resemble it."""
    async with opened(sample) as pilot:
        await press(pilot, "ctrl+p")
        assert "article ·" not in shown(pilot)
        await write(pilot, "write a note")
        assert "Write a note" in shown(pilot).splitlines()[5]


def items(*names: str) -> list[JumpItem]:
    return [JumpItem(name, "person", name.casefold(), "actors", name) for name in names]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("anna berg", ["Anna Berg"]),
        ("berg anna", ["Anna Berg"]),
        ("ANNA", ["Anna Berg", "Anna Lund"]),
        ("abg", ["Anna Berg"]),
        ("a", []),
        ("", []),
        ("(x", []),
    ],
)
def test_words_in_any_order_come_first_then_letters_in_order(typed: str, expected: list[str]) -> None:
    """As in the finders of editors."""
    assert [item.name for item in matching_items(items("Anna Berg", "Anna Lund", "Karl Holm"), typed)] == expected


def test_names_that_begin_so_come_first() -> None:
    """Then names with a word that begins so, names that contain it, and other words on an item."""
    names = ["Berg, Anna", "Anna Berg", "Lindberg", "Karl Holm"]
    scores = [score_of(item, "berg") for item in items(*names)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4
    assert score_of(items("Anna Berg")[0], "berg anna") > score_of(items("Anna Lindberg")[0], "berg anna")


def test_the_words_typed_are_marked() -> None:
    """By their offsets, also under accents."""
    assert marks_in("Anna Berg  person", "be an") == {0, 1, 5, 6}
    assert marks_in("José  person", "jose") == {0, 1, 2, 3}
    assert marks_in("Straße  person", "strasse x") == set()


def test_many_items_are_no_burden() -> None:
    """The palette lists the best of them only."""
    many = items(*(f"Anna Berg {number}" for number in range(5000)))
    assert len(matching_items(many, "anna")) == 5000
    assert MOST < 50
