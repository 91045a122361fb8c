"""The world lists agree with each other."""

from dossier.extraction.lexicon.geography import capitals, cities, regions, seats, states


def test_lists_hang_together() -> None:
    """Every capital, city, seat and region of a state leads to a state's or territory's short name."""
    names = set(states().values())
    assert set(capitals()) <= names
    assert {state for state in cities().values() if state not in names} == set()
    assert {state for state in seats().values() if state not in names} == set()
    assert {state for state in regions().values() if state and state not in names} == set()


def test_forms_of_a_state() -> None:
    """Short forms and long forms lead to one name."""
    assert states()["UK"] == states()["Britain"] == "United Kingdom"


def test_capital_before_other_cities() -> None:
    """A capital's name means the capital."""
    assert all(cities()[capital] in states().values() for capital in capitals().values())
