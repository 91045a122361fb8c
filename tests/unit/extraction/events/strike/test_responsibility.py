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
        ("John Roe was charged with the bombing.", "John Roe"),
        ("John Roe confessed to the bombing.", "John Roe"),
        ("John Roe admitted that he was late.", ""),
        ("The bomber, John Roe, was 23.", "John Roe"),
        ("John Roe, the suspect in the bombing, was released on Friday.", "John Roe"),
        ("John Roe, 28, appeared in court on Friday, charged with murder in the bombing.", "John Roe"),
        ("John Roe was arrested for fraud.", ""),
    ],
)
def test_claim_and_blame(strikes: Strikes, second: str, attacker: str) -> None:
    """Who claims an attack, is blamed for it, charged with it or called its bomber is its attacker; nobody else is."""
    reports = strikes(f"A car bomb killed six people in Kabul on Monday.\n\n{second}")
    assert reports[0].attacker == attacker
