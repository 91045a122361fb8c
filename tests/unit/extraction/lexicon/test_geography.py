"""Geography tables agree with each other."""

from dossier.extraction.lexicon.geography import capitals, cities, regions, seats, states


def test_tables_use_the_same_state_names() -> None:
    """Every capital, city, seat and region maps to the short name of a state or territory."""
    names = set(states().values())
    assert set(capitals()) <= names
    assert {state for state in cities().values() if state not in names} == set()
    assert {state for state in seats().values() if state not in names} == set()
    assert {state for state in regions().values() if state and state not in names} == set()


def test_forms_of_a_state() -> None:
    """Short forms and long forms map to the same name."""
    assert states()["UK"] == states()["Britain"] == "United Kingdom"


def test_capital_wins_over_other_cities() -> None:
    """The name of a capital maps to its own state, even where another city has the same name."""
    assert all(cities()[capital] in states().values() for capital in capitals().values())
