"""Armed bodies that "the rebels" and "the militant group" refer to."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes

ATTACK = "Gunmen attacked a village near Lima on Monday, killing 12 people."


@pytest.mark.parametrize(
    ("before", "after", "attacker"),
    [
        ("Corin Front rebels are active in the north.", "The army said the rebels had stormed the village before dawn.", "Corin Front"),
        ("The Corin Front, an Islamist group, has many camps.", "The Islamist group claimed responsibility.", "Corin Front"),
        ("Hamas has many camps.", "The militant group claimed responsibility.", "Hamas"),
        ("The Corin Front has many camps.", "The army said the rebels had stormed the village before dawn.", ""),
        ("The Corin Front, an aid group, has many camps.", "The army said the rebels had stormed the village before dawn.", ""),
        (
            "Corin Front rebels and Lorn Brigade rebels are active in the north.",
            "The army said the rebels had stormed the village before dawn.",
            "",
        ),
    ],
)
def test_body_referred_to(strikes: Strikes, before: str, after: str, attacker: str) -> None:
    """“The rebels” are those of the only body that the text calls rebels; a body that it does not call so, and two, are none."""
    reports = [s for s in strikes(f"{before} {ATTACK} {after}") if s.report.places]
    assert {s.attacker for s in reports} == {attacker}
