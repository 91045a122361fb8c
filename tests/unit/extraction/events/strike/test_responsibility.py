"""Responsibility for strikes."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes


@pytest.mark.parametrize(
    ("second", "attacker"),
    [
        ("The Taliban claimed responsibility.", "Taliban"),
        ("Officials blamed the Taliban for the attack.", "Taliban"),
        ("No group has claimed responsibility, and the Taliban did not comment.", ""),
        ("The Taliban has not claimed responsibility.", ""),
    ],
)
def test_claim_and_blame(strikes: Strikes, second: str, attacker: str) -> None:
    """An actor who claims an attack or is blamed for it is its attacker; one who does neither is not."""
    reports = strikes(f"A car bomb killed six people in Kabul on Monday.\n\n{second}")
    assert reports[0].attacker == attacker
