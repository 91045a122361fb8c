"""Name normalization and comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.names import (
    arabic_blocks,
    differ_by_one_letter,
    edit_distance,
    fold_name,
    name_parts,
    partial_name_kind,
    same_arabic_name,
    same_full_name,
    transliteration_key,
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Andrii Koval", "Andriy Koval"),
        ("Petro Halensky", "Petro Halenskyy"),
        ("Yusuf al-Tamimi", "Yousef al-Tamimi"),
        ("Mohammed Karim", "Mohamed Karim"),
        ("Usama bin Rashid", "Osama bin Rashed"),
        ("Tayyip Demir", "Tayyıp Demir"),
        ("José Álvarez", "Jose Alvarez"),
        ("Ahmed al-Tamimi", "Ahmad al-Tamimi"),
        ("Ahmed al-Tamimi", "Ahmed Altamimi"),
        ("Ahmed el-Tamimi", "Ahmad Al Tamimi"),
        ("Ahmed Tamimi", "Ahmed al-Tamimi"),
        ("Ahmed ash-Sharif", "Ahmed al-Sharif"),
        ("Abdel Rahman el-Nimr", "Abdulrahman al-Nimr"),
        ("Musaid bin Mohammed Al Nimr", "Mosaad bin Mohammad Al-Nimr"),
        ("Rashed bin Said", "Rashid bin Said"),
    ],
)
def test_transliterations_of_one_name_are_the_same(first: str, second: str) -> None:
    """Common spellings of one full name have the same key."""
    assert same_full_name(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ann Roe", "Jan Roe"),
        ("Ann Roe", "Ann Doe"),
        ("Ivan Melnik", "Ivan Koval"),
        ("Roe", "Roe Smith"),
        ("Jan Roe", "Jen Roe"),
        ("Martin Roe", "Martina Roe"),
        ("Karim al-Nimr", "Karima al-Nimr"),
        ("Hassan al-Nimr", "Hussein al-Nimr"),
        ("Saad al-Nimr", "Said al-Nimr"),
        ("Omar bin Said", "Amir bin Said"),
        ("Omar bin Said", "Omar bin Rashid"),
        ("Al Roe", "Roe Nimr"),
    ],
)
def test_different_names_stay_apart(first: str, second: str) -> None:
    """Another first name or surname is another person."""
    assert not same_full_name(first, second)


@pytest.mark.parametrize(
    ("short", "full", "part"),
    [
        ("Roe", "Ann Maria Roe", "surname"),
        ("Ann", "Ann Maria Roe", "first name"),
        ("Ann Roe", "Ann Maria Roe", "part"),
        ("al-Tamimi", "Yusuf Hasan al-Tamimi", "surname"),
        ("Tamimi", "Yusuf al-Tamimi", "surname"),
        ("bin Rashid", "Omar bin Rashid", "surname"),
        ("Halenskyy", "Petro Halensky", "surname"),
        ("Roe", "Ben Roe", "surname"),
        ("Omar bin Rashid", "Omar bin Rashid Al Tamimi", "part"),
        ("Omar Rashid", "Omar Rashid Al Tamimi", "first name"),
        ("Ben Roe", "Ben Adam Roe", "part"),
        ("Ben Said", "Omar Ben Said", "surname"),
        ("Maria", "Ann Roe", ""),
        ("Ann Roe", "Ann Roe", ""),
    ],
)
def test_kind_of_partial_name(short: str, full: str, part: str) -> None:
    """Surname, first name and shortened names are distinguished; particles belong to the next word."""
    assert partial_name_kind(short, full) == part


@given(st.sampled_from(["Ahmed al-Tamimi", "Ahmad Al Tamimi", "Ahmed Altamimi", "Ahmed ash-Sharif", "Abdulrahman Nimr", "Ahmed bin Said"]))
def test_romanizations_of_one_name_share_a_block(name: str) -> None:
    """What is one name is compared at all: it shares a block with every spelling of it."""
    others = ("Ahmed al-Tamimi", "Ahmad Al Tamimi", "Ahmed Altamimi", "Ahmad el-Sharif", "Abdel Rahman al-Nimr", "Ahmad bin Said")
    same = [other for other in others if same_arabic_name(name, other)]
    assert same
    assert all(arabic_blocks(name) & arabic_blocks(other) for other in same)


def test_particles_stay_with_their_word() -> None:
    """The particle belongs to the next word."""
    assert name_parts("Omar bin Rashid") == ("omar", "bin rashid")


def test_folding_removes_accents_and_possessives() -> None:
    """Accents, curly apostrophes, capitals and a possessive are removed."""
    assert fold_name("Łukasz O’Dell's") == "lukasz o'dell"


@given(st.text(alphabet="abcdefgh", max_size=6), st.text(alphabet="abcdefgh", max_size=6))
def test_distance_is_a_distance(a: str, b: str) -> None:
    """Zero between equal words, symmetric, at most one above the limit."""
    assert edit_distance(a, a) == 0
    assert edit_distance(a, b) == edit_distance(b, a)
    assert edit_distance(a, b) <= 3
    assert differ_by_one_letter(a, b) is (edit_distance(a, b) == 1)


@given(st.text(max_size=30))
def test_every_text_has_a_key(name: str) -> None:
    """No text fails."""
    assert isinstance(transliteration_key(name), str)
