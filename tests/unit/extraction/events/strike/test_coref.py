"""Within-document coreference of strike mentions."""

from tests.unit.extraction.events.strike.strike_reports import StrikeReport, Strikes


def groups(reports: list[StrikeReport], word: str) -> set[int]:
    """Groups of the reports whose sentence contains a word."""
    return {s.report.group for s in reports if word in s.text}


def test_same_word_refers_back(strikes: Strikes) -> None:
    """“The strike” refers to a strike, not to the bombing in the same sentence."""
    reports = strikes(
        "A drone strike killed two men in Lima on Monday, days after a car bomb killed nine people in Quito.\n\nThe strike also hit a bus."
    )
    assert groups(reports, "bus") == {7}
    assert groups(reports, "Quito") == {7, 8}


def test_known_bomber(strikes: Strikes) -> None:
    """“The bomber” is the one mentioned before, and the attack the same; the more specific place is used."""
    reports = strikes(
        "A suicide bomber killed six people in Peru on Monday.\n\n"
        "The bomber detonated his explosives at a checkpoint in Lima, police said. The blast wounded 20 others."
    )
    assert {s.report.group for s in reports} == {7}
    assert {s.report.places[0] for s in reports} == {"Lima"}


def test_another_attacker_is_another_attack(strikes: Strikes) -> None:
    """Two states do not share a strike, also where neither acts elsewhere in the text."""
    reports = strikes(
        "A Peruvian airstrike killed two men near the border on Monday.\n\nA Chilean airstrike killed nine soldiers on Monday."
    )
    assert [s.report.group for s in reports] == [7, 8]


def test_predicate_is_no_new_attack(strikes: Strikes) -> None:
    """“It was the latest bombing” refers to the bombing mentioned before."""
    reports = strikes("A car bomb killed six people in Lima on Monday.\n\nIt was the latest bombing in Peru.")
    assert {s.report.group for s in reports} == {7}


def test_named_attack_is_not_the_one_reported(strikes: Strikes) -> None:
    """“The 9/11 attacks” are no further mention of the attack reported."""
    reports = strikes("A car bomb killed six people in Lima on Monday.\n\nThe 9/11 attacks changed the world.")
    assert groups(reports, "9/11") == set()
