"""Figures of the dead, the wounded and the damage."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.events.figures import find_figures, is_total
from dossier.model.event import FigureKind
from dossier.model.span import Span

Parsed = Callable[[str], Doc]


def figures_of(parsed: Parsed, text: str) -> dict[str, int]:
    """The figures of a text by name."""
    doc = parsed(text)
    return {f.name: f.value for s in doc.sents for f in find_figures(doc, Span(s.start_char, s.end_char))}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The rocket killed at least nine people and wounded 21.", {"killed": 9, "wounded": 21}),
        ("Gunmen struck the market, killing four traders and injuring a dozen.", {"killed": 4, "wounded": 12}),
        ("Two villagers were killed when the shell landed.", {"killed": 2}),
        ("The 88 passengers on board were all killed.", {"killed": 88}),
        ("The raid left six guards dead and eleven others wounded.", {"killed": 6, "wounded": 11}),
        ("The rebels claimed 90 were dead.", {"killed": 90}),
        ("An attack left 12 civilians dead, including 2 children, and 25 wounded.", {"killed": 12, "wounded": 25}),
        ("They marched for the anniversary of the death of Anna Brown.", {}),
        ("The attack claimed 12 lives.", {"killed": 12}),
        ("Thirty people lost their lives.", {"killed": 30}),
        ("The death toll rose to 49 on Monday.", {"killed": 49}),
        ("The death toll from Saturday's car bombing at a market in Lima has risen to 31.", {"killed": 31}),
        ("There were two deaths and 16 injuries.", {"killed": 2, "wounded": 16}),
        ("At least four homes were destroyed and three cars burned.", {"buildings_damaged": 4, "vehicles_damaged": 3}),
        ("The strikes left more than two million people in the city without electricity.", {"without_power": 2_000_000}),
        ("The storm cut power to 40,000 customers.", {"without_power": 40_000}),
        ("It led to a power outage for more than 40,000 customers.", {"without_power": 40_000}),
        ("The attack, the deadliest since 2015, killed 40 people.", {"killed": 40}),
        ("Nearly 5,000 residents are without heating.", {"without_heat": 5000}),
        ("Police detained 45 protesters.", {"detained": 45}),
        ("Five others sustained injuries.", {"wounded": 5}),
        ("At least 15 people were killed and nearly forty injured.", {"killed": 15, "wounded": 40}),
        ("It led to the deaths of three sailors and injuries to two others.", {"killed": 3, "wounded": 2}),
        ("Anna Brown was gunned down outside her home.", {"killed": 1}),
        ("A boy was shot to death.", {"killed": 1}),
        ("The gunman fatally shot her.", {"killed": 1}),
        ("Some 3,000 residents were evacuated and 14 people are missing.", {"evacuated": 3000, "missing": 14}),
    ],
)
def test_figures(parsed: Parsed, text: str, figures: dict[str, int]) -> None:
    """Every wording of a figure gives its name and number."""
    assert figures_of(parsed, text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was killed and no one was hurt.",
        "Dozens of people were killed.",
        "The soldier, 38, was a teacher before 2019.",
        "The number of soldiers killed on the battlefield as a result of the war is put at 70,000.",
        "More than 10,000 civilians have been killed since the invasion began.",
        "Some 2,000 apartment blocks are without heat.",
        "The bomber tried to kill the two ministers.",
        "Rebels have so far killed more than 20,000 people.",
        "The virus killed 30 percent of the birds.",
        "The drought killed 400 sheep.",
        "Police arrested John Smith.",
        "A guard was shot in the leg.",
    ],
)
def test_no_figure(parsed: Parsed, text: str) -> None:
    """Denials, ages, years, totals of a war, shares, animals, and buildings without heat are no figures of an event."""
    assert figures_of(parsed, text) == {}


def test_bounds_and_span(parsed: Parsed) -> None:
    """A figure keeps its bound, and its span covers number and noun as printed."""
    text = "The blast killed more than 20 sailors."
    doc = parsed(text)
    (figure,) = find_figures(doc, Span(0, len(text)))
    assert (figure.name, figure.value, figure.at_least, figure.about) == (FigureKind.KILLED, 20, True, False)
    assert figure.span.of(text) == "more than 20 sailors"


def test_totals() -> None:
    """Words of a war, a campaign or a span of time make a sentence a total."""
    assert is_total("They died in the war, he said.")
    assert not is_total("They died in the market, he said.")
