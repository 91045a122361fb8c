"""When two spellings are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.names import edit_distance, fold_name, name_parts, partial_name_kind, same_full_name, transliteration_key


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Andrii Koval", "Andriy Koval"),
        ("Petro Halensky", "Petro Halenskyy"),
        ("Yusuf al-Tamimi", "Yousef al-Tamimi"),
        ("Mohammed Karim", "Mohamed Karim"),
        ("Usama bin Rashid", "Osama bin Rashed"),
        ("Tayyip Demir", "Tayyıp Demir"),
        ("José Álvarez", "Jose Alvarez"),
    ],
)
def test_transliterations_of_one_name_are_the_same(one: str, two: str) -> None:
    """Common spellings of one full name fold to one form."""
    assert same_full_name(one, two)


@pytest.mark.parametrize(
    ("one", "two"), [("Ann Roe", "Jan Roe"), ("Ann Roe", "Ann Doe"), ("Ivan Melnik", "Ivan Koval"), ("Roe", "Roe Smith")]
)
def test_different_names_stay_apart(one: str, two: str) -> None:
    """Another first name or surname is another person."""
    assert not same_full_name(one, two)


@pytest.mark.parametrize(
    ("short", "full", "how"),
    [
        ("Roe", "Ann Maria Roe", "surname"),
        ("Ann", "Ann Maria Roe", "first name"),
        ("Ann Roe", "Ann Maria Roe", "part"),
        ("al-Tamimi", "Yusuf Hasan al-Tamimi", "surname"),
        ("Tamimi", "Yusuf al-Tamimi", "surname"),
        ("bin Rashid", "Omar bin Rashid", "surname"),
        ("Halenskyy", "Petro Halensky", "surname"),
        ("Maria", "Ann Roe", ""),
        ("Ann Roe", "Ann Roe", ""),
    ],
)
def test_a_short_form_is_known_as_what_it_is(short: str, full: str, how: str) -> None:
    """Surname, first name and shortened names are told apart, particles staying with their word."""
    assert partial_name_kind(short, full) == how


def test_particles_stay_with_their_word() -> None:
    """The particle belongs to the name behind it."""
    assert name_parts("Omar bin Rashid") == ("omar", "bin rashid")


def test_plain_forms_drop_marks_and_possessives() -> None:
    """Accents, curly apostrophes, capitals and a possessive do not count."""
    assert fold_name("Łukasz O’Dell's") == "lukasz o'dell"


@given(st.text(alphabet="abcdefgh", max_size=6), st.text(alphabet="abcdefgh", max_size=6))
def test_distance_is_a_distance(a: str, b: str) -> None:
    """Nothing to change between equal words, the same from both sides, never above the limit and one."""
    assert edit_distance(a, a) == 0
    assert edit_distance(a, b) == edit_distance(b, a)
    assert edit_distance(a, b) <= 3


@given(st.text(max_size=30))
def test_normal_is_stable(name: str) -> None:
    """Folding never fails and gives the same form each time."""
    assert transliteration_key(name) == transliteration_key(name)
