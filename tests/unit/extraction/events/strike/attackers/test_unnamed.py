"""Attackers without a name, in the words of the text."""

import pytest

from tests.unit.extraction.events.strike.strike_reports import Strikes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two gunmen opened fire at a market in Lima on Monday, killing 12 people.", "gunmen"),
        ("Ten people were killed in a drone attack by Freedonia-backed militants near Lima on Monday.", "Freedonia-backed militants"),
        ("A junta airstrike on the village of Arle killed 12 people on Monday.", "the junta"),
        ("A regime fighter jet bombed the village of Arle on Monday, killing 12 people.", "the regime"),
        ("A suicide bomber attacked a mosque in Lima on Monday, killing 12 people.", "a suicide bomber"),
        ("A bomb killed 12 people in Lima on Monday. Officials blamed rebel groups for the bombing.", "rebel groups"),
        ("Members of an armed group attacked a village near Lima on Monday, killing 12 people.", "an armed group"),
        ("A 42-year-old gunman opened fire at a market in Lima on Monday, killing 12 people.", "a 42-year-old gunman"),
        ("A terrorist attack killed 12 people in Lima on Monday.", ""),
        ("Brazilian forces bombed the village of Arle on Monday, killing 12 people.", ""),
    ],
)
def test_words_for_attacker(strikes: Strikes, text: str, words: str) -> None:
    """Fighters, forces and rulers who act in the clause or are blamed; none beside a named attacker, nor from a word for the kind of attack."""
    first = strikes(text)[0].report
    assert (words, "") == ("" if first.attacker is not None else first.attacker_words, "")


@pytest.mark.parametrize(
    "text",
    [
        "A suicide bomber killed 12 people in Lima on Monday. It was Brazil's deadliest bombing since 2018. Brazil mourned the victims.",
        "The Lima Police have a building there. A bomb went off near a mosque on Monday, killing 12 people. The Lima Police Lines bombing was the worst of the year.",
    ],
)
def test_owner_is_no_attacker(strikes: Strikes, text: str) -> None:
    """Neither the country in which an attack is the deadliest, nor a body with whose name that of a place begins."""
    assert {report.attacker for report in strikes(text)} == {""}
