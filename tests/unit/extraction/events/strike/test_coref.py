"""Which mentions of one article tell of the same attack."""

from collections.abc import Callable
from typing import Any

Strikes = Callable[[str], list[Any]]


def groups(found: list[Any], word: str) -> set[int]:
    """Groups of the reports whose sentence holds a word."""
    return {s.report.group for s in found if word in s.text}


def test_own_word_leads_back(strikes: Strikes) -> None:
    """As in "The strike" goes back to a strike, not to the bombing told beside it."""
    found = strikes(
        "A drone strike killed two men in Lima on Monday, days after a car bomb killed nine people in Quito.\n\nThe strike also hit a bus."
    )
    assert groups(found, "bus") == {7}
    assert groups(found, "Quito") == {7, 8}


def test_known_bomber(strikes: Strikes) -> None:
    """As in "The bomber" is the one told before, and his attack the same; the finer place wins."""
    found = strikes(
        "A suicide bomber killed six people in Peru on Monday.\n\n"
        "The bomber detonated his explosives at a checkpoint in Lima, police said. The blast wounded 20 others."
    )
    assert {s.report.group for s in found} == {7}
    assert {s.report.places[0] for s in found} == {"Lima"}


def test_another_doer_is_another_attack(strikes: Strikes) -> None:
    """Two states do not share a strike, also where neither acts elsewhere in the text."""
    found = strikes("A Peruvian airstrike killed two men near the border on Monday.\n\nA Chilean airstrike killed nine soldiers on Monday.")
    assert [s.report.group for s in found] == [7, 8]


def test_predicate_is_no_new_attack(strikes: Strikes) -> None:
    """As in "It was the latest bombing" tells of the bombing told before."""
    found = strikes("A car bomb killed six people in Lima on Monday.\n\nIt was the latest bombing in Peru.")
    assert {s.report.group for s in found} == {7}


def test_named_attack_is_not_the_one_told(strikes: Strikes) -> None:
    """As in "The 9/11 attacks" are no further report of the attack told."""
    found = strikes("A car bomb killed six people in Lima on Monday.\n\nThe 9/11 attacks changed the world.")
    assert groups(found, "9/11") == set()
