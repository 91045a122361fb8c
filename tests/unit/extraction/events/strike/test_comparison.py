"""Attacks that a sentence compares the news with."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes

NEWS = "Three students were killed in a shooting at Arle College in Oslo on Monday."


@pytest.mark.parametrize(
    "text",
    [
        "It is the deadliest school shooting since the massacre in Cusco, Peru that left 21 people dead on May 24, 2022.",
        "Police said the shooting was the deadliest at a school since the massacre in Cusco in 2022.",
        "It was the most lethal shooting there since the Cusco bombing.",
    ],
)
def test_place_and_dead_of_the_other_attack(strikes: Strikes, text: str) -> None:
    """What follows “since” is of the attack that the news is compared with."""
    reports = [s for s in strikes(f"{NEWS} {text}") if s.report.group == 7]
    assert {name for s in reports for name in s.report.places} <= {"Arle College", "Oslo", "Norway"}
    assert [s.figures for s in reports if s.figures] == [{"killed": 3}]
    assert {word for s in reports for word in s.times} == {"Monday"}
