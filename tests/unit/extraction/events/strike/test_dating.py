"""Dating of strikes."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.events.strike.dating import own_days, relation_of, times_of_adjacent_event
from dossier.extraction.events.strike.triggers import find_triggers
from dossier.extraction.lexicon.weapons import find_weapons
from dossier.extraction.timex.recognizer import find_times
from tests.unit.extraction.events.strike.strike_reports import Strikes

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Rockets hit the port on Monday.", ["Monday"]),
        ("A drone strike killed four fighters late on Wednesday, an official said.", ["late on Wednesday"]),
        ("The general said on Sunday that rockets hit the port on Friday.", ["Friday"]),
        ("Rockets hit the port in 2019.", ["2019"]),
        ("Rockets hit the port.", []),
        ("A man was charged Thursday in the shooting of his brother.", []),
        ("A clerk was charged Tuesday in the shooting of a boy at 9 p.m. Sunday.", ["9 p.m. Sunday"]),
        ("Detectives on Friday continued to investigate the shooting of a girl.", []),
        ("The teenager accused of shooting his friend appeared in court Tuesday.", []),
        ("Gunmen who led the militia attacked a village on Monday.", ["Monday"]),
    ],
)
def test_own_days(parsed: Parsed, text: str, days: list[str]) -> None:
    """The day of the strike's own clause counts, not that of the statement."""
    doc = parsed(text)
    times = find_times(doc, ())
    trigger = find_triggers(doc, find_weapons(doc))[0]
    assert [times[i].text for i in own_days(trigger, times, set_off=False)] == days


def test_hours_before_something_dated(parsed: Parsed) -> None:
    """An event hours before or after something dated has its day."""
    doc = parsed("A few hours before the plane crashed on Wednesday, the army fired missiles at the base.")
    times = find_times(doc, ())
    fired = next(t for t in doc if t.text == "fired")
    assert "Wednesday" in [times[i].text for i in times_of_adjacent_event(fired, times)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("During the talks, rockets hit the port.", "during"),
        ("Shortly after the talks began, rockets hit the port.", "after"),
        ("On the eve of the summit, rockets hit the port.", "eve"),
        ("After the rain, rockets hit the port.", ""),
    ],
)
def test_relation(parsed: Parsed, text: str, relation: str) -> None:
    """A day given by a meeting is a relation to that meeting; another "after" is none."""
    doc = parsed(text)
    name, span = relation_of(next(t for t in doc if t.text == "hit"))
    assert name == relation
    assert (span is not None) == bool(relation)


def test_a_day_before_another_noun(parsed: Parsed) -> None:
    """The day of a quake that the sentence mentions is not that of the strike."""
    doc = parsed("The strike hit a school 30 miles north of the epicentre of the March 28 quake with rockets.")
    times = find_times(doc, ())
    trigger = find_triggers(doc, find_weapons(doc))[0]
    assert own_days(trigger, times, set_off=False) == ()


def test_day_of_the_statement_before_its_clause(strikes: Strikes) -> None:
    """In “said on Thursday it had carried out the bombing” Thursday is the day of the statement."""
    reports = strikes(
        "The National Liberation Front said on Thursday it had carried out the car bombing that killed 11 people in Lima.\n\n"
        "The attack on Wednesday was the deadliest in years."
    )
    assert {time for s in reports for time in s.times} == {"Wednesday"}


@pytest.mark.parametrize(
    "text",
    [
        "The attack in Lima killed 20 people. It was one of the deadliest shootings by a lone gunman in Peru this century.",
        "Hundreds protested in Lima on Monday against recent air strikes by the army on the town, which left dozens dead.",
    ],
)
def test_days_of_something_else(strikes: Strikes, text: str) -> None:
    """Neither the time that something is the deadliest in, nor the day of a protest against recent strikes, dates an attack."""
    assert not {time for s in strikes(text) for time in s.times} & {"this century", "Monday"}


def test_a_weapon_told_of_by_an_earlier_crash(strikes: Strikes) -> None:
    """“A drone that had crashed in May exploded on Monday” is one attack, on Monday."""
    reports = strikes("A drone that had crashed near Lima in May exploded on Monday evening, killing six people.")
    assert [s.times for s in reports] == [["Monday evening"]]


@pytest.mark.parametrize(
    ("before", "days"),
    [
        ("Otto Lind was killed in June 1998, while seeking office.", ["June 1998"]),
        ("Karl Brunner was wounded in June 1998, while seeking office.", []),
        ("Otto Lind was born in June 1948.", []),
    ],
)
def test_a_death_in_the_sentence_before_dates_the_shot(strikes: Strikes, before: str, days: list[str]) -> None:
    """Of the one who was shot, not of the one who shot, nor his birth."""
    text = f"Karl Brunner is in prison. {before} Brunner shot him in the head just after midnight."
    (shot,) = (strike for strike in strikes(text) if "shot him" in strike.text)
    assert shot.times == days
