"""Merge review and history: by keyboard and by mouse, at three sizes, without colour and with ASCII only."""

import pytest
from textual.pilot import Pilot

from dossier.api import Dossier
from dossier.model.merge_review import CandidateStatus, MergeCandidate, MergeDecision
from dossier.phrases.likelihood import format_match
from dossier.runtime.config import AppSettings
from dossier.tui.app import DossierApp
from dossier.tui.screens.merge_review import MergeReviewScreen
from tests.tui.driving import SIZES, main_of, opened, press, settle, shown


def review_of(pilot: Pilot[int]) -> MergeReviewScreen:
    """The review on top."""
    screen = pilot.app.screen
    assert isinstance(screen, MergeReviewScreen)
    return screen


def decided(dossier: Dossier) -> list[MergeCandidate]:
    """The candidates that the user has decided."""
    return [j for j in dossier.review.merge_candidates() if j.status is CandidateStatus.BY_USER]


@pytest.mark.parametrize("size", SIZES)
async def test_matches_stand_beside_their_evidence_and_what_an_answer_does(sample: Dossier, size: tuple[int, int]) -> None:
    """Proves that at every size the list, the first candidate's question and the effect of each answer are in sight, with the keys."""
    async with opened(sample, size) as pilot:
        await press(pilot, "M")
        text, matches = shown(pilot), sample.review.merge_candidates()
        assert f"Matches {len(matches)}" in text
        assert "or two?" in text
        assert format_match(matches[0]) in text
        for effect in matches[0].effects:
            assert effect[:30] in text
        assert "y same" in text
        assert "to decide" in text


async def test_an_answer_is_kept_and_the_next_join_is_selected(sample: Dossier) -> None:
    """Proves that y, n and h answer, that the list shows it and moves on, that u and ctrl+r take it back and do it again in place."""
    async with opened(sample) as pilot:
        await press(pilot, "M")
        candidate = review_of(pilot).selected
        assert candidate is not None
        for key, decision in (("d", MergeDecision.DIFFERENT), ("p", MergeDecision.UNSURE), ("y", MergeDecision.SAME)):
            review_of(pilot).rows.select(candidate.id)
            await press(pilot, key)
            assert [(j.id, j.decision) for j in decided(sample)] == [(candidate.id, decision)]
            assert "u undo" in shown(pilot)
            assert review_of(pilot).rows.has_focus
            if decision is MergeDecision.DIFFERENT:
                assert review_of(pilot).selected == next(j for j in sample.review.merge_candidates() if j.status is CandidateStatus.BY_RULE)
        await press(pilot, "u")
        assert [j.decision for j in decided(sample)] == [MergeDecision.UNSURE]
        assert review_of(pilot).selected == decided(sample)[0]
        await press(pilot, "ctrl+r")
        assert [j.decision for j in decided(sample)] == [MergeDecision.SAME]
        await press(pilot, "escape")
        assert main_of(pilot).focused_pane == "timeline"
        board = main_of(pilot).contents
        assert board is not None
        assert len(board.result.events) == len(sample.query.snapshot.findings.events)


async def test_a_join_is_read_where_it_is_told_and_split(sample: Dossier) -> None:
    """Proves that tab goes to the next side, enter reads there, and s sets that side apart."""
    async with opened(sample) as pilot:
        await press(pilot, "M")
        made = next(j for j in sample.review.merge_candidates() if j.status is CandidateStatus.BY_RULE and len(j.columns) == 3)
        review_of(pilot).rows.select(made.id)
        await press(pilot, "tab", "s")
        assert [j.decision for j in decided(sample)] == [MergeDecision.DIFFERENT]
        assert len(sample.query.snapshot.event(made.items[0]).articles) == 2
        await press(pilot, "u")
        review_of(pilot).rows.select(made.id)
        await press(pilot, "tab", "enter")
        place = main_of(pilot).position
        assert place is not None
        assert (place.article, place.lit) == (made.columns[1].article, made.columns[1].span)
        assert main_of(pilot).focused_pane == "reader"


async def test_the_mouse_selects_a_join_and_presses_keys(sample: Dossier) -> None:
    """Proves that a click selects a candidate, a click on the footer answers, and that two rows are not split."""
    async with opened(sample) as pilot:
        await press(pilot, "M")
        matches = sample.review.merge_candidates()
        await press(pilot, "s")
        assert "nothing to split" in shown(pilot)
        await pilot.click(review_of(pilot).rows, offset=(5, 7))
        await settle(pilot)
        chosen = review_of(pilot).selected
        assert chosen is not None
        assert chosen.id == matches[1].id
        line = shown(pilot).splitlines()[-1]
        await pilot.click(offset=(line.index("d different"), 39))
        await settle(pilot)
        assert [j.id for j in decided(sample)] == [matches[1].id]


async def test_the_review_needs_neither_colour_nor_signs(sample: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that without colour and with ASCII only the question, the verdicts and the selected row can still be seen."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = DossierApp(sample, AppSettings(accessible=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "M")
        text = shown(pilot)
        assert all(ord(sign) < 0x2500 for sign in text)
        assert "= same" in text
        assert "> ? " in text or ">? " in text


async def test_the_history_shows_acts_and_moves_with_undo(sample: Dossier) -> None:
    """Proves that U lists the commands, newest first, that u and ctrl+r work in it, and that the main screen follows."""
    async with opened(sample) as pilot:
        await press(pilot, "U")
        assert "No changes yet." in shown(pilot)
        await press(pilot, "escape", "b", "x", "U")
        lines = [line for line in shown(pilot).splitlines() if "Bookmarked" in line or "Hid " in line]
        assert ["Hid " in line for line in lines] == [True, False]
        assert not any("undone" in line for line in lines)
        await press(pilot, "u")
        assert ["undone" in line for line in shown(pilot).splitlines() if "Hid " in line and "Undone:" not in line] == [True]
        assert [act.undone for act in sample.notebook.history()] == [True, False]
        await press(pilot, "ctrl+r")
        assert [act.undone for act in sample.notebook.history()] == [False, False]
        await press(pilot, "q")
        board = main_of(pilot).contents
        assert board is not None
        assert len(board.result.events) == len(sample.query.snapshot.findings.events) - 1


async def test_what_is_perhaps_the_same_is_marked_on_both_rows(sample: Dossier) -> None:
    """Proves that after an unsure answer both rows of the timeline say so, and that the explanation of each names the other."""
    async with opened(sample) as pilot:
        await press(pilot, "M", "p", "escape", "G")
        assert shown(pilot).count("possibly the same") == 2
        (match,) = decided(sample)
        assert all("the same as meeting" in dict(sample.review.explain(thing).rows)["Perhaps"] for thing in match.items)
