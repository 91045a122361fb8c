"""Participants of a meeting."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.events.meeting.participants import participants_of, sequential_comitatives
from dossier.extraction.events.meeting.triggers import find_triggers

Parsed = Callable[[str], Doc]
Names = Callable[[str], set[str]]


@pytest.fixture
def participant_names(parsed: Parsed) -> Names:
    """Function that gives the participants' names for the first meeting of a text."""

    def names(text: str) -> set[str]:
        doc = parsed(text)
        resolver = CorefResolver(doc, find_actors(doc, ()))
        return {resolver.name(key) for key in participants_of(find_triggers(doc)[0], NationalityResolver(resolver))}

    return names


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber met President Carlos Ruiz in Lima."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber held talks with President Carlos Ruiz in Lima."),
        ({"Anna Weber", "Carlos Ruiz"}, "A meeting between Minister Anna Weber and President Carlos Ruiz took place in Lima."),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "Speaking alongside President Carlos Ruiz after talks in Lima, Minister Anna Weber said the road was open.",
        ),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "Minister Anna Weber concluded a visit to Peru on Monday with a meeting with President Carlos Ruiz.",
        ),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber called on President Carlos Ruiz in Lima on Monday."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber speaks on the telephone with President Carlos Ruiz in her office."),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "Minister Anna Weber, who was in Lima on Tuesday for talks with President Carlos Ruiz, left early.",
        ),
        ({"Anna Weber"}, "Minister Anna Weber opened a summit in Lima despite her close alliance with Carlos Ruiz."),
        ({"Anna Weber"}, "Minister Anna Weber attended a summit in Lima after a trade agreement with Norway."),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "The foreign ministers of Norway and Peru, Anna Weber and Carlos Ruiz, signed a fisheries accord after talks in Oslo on Tuesday.",
        ),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "The foreign ministers of Chile and Peru, Anna Weber and Carlos Ruiz, signed a fisheries accord after talks in Lima on Tuesday.",
        ),
        ({"Chile", "Peru"}, "Chile and Peru have agreed to a truce following 13 hours of negotiations held in Lima."),
        ({"Chile", "Peru"}, "Chile and Peru have agreed to a truce during talks mediated by Norway in Lima."),
        ({"Chile", "Peru"}, "The talks between Chile and Peru began on Monday."),
        ({"Chile", "Peru", "Norway"}, "The meeting of Chile, Peru and Norway began on Monday."),
        ({"Anna Weber", "Carlos Ruiz"}, "The summit was attended by Minister Anna Weber and President Carlos Ruiz."),
        ({"Anna Weber", "Carlos Ruiz"}, "They spoke of a phone call made by President Carlos Ruiz in late July to Minister Anna Weber."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber, who met President Carlos Ruiz in Lima, resigned."),
        ({"Carlos Ruiz"}, "They sent Minister Carlos Ruiz to join the meeting."),
        ({"Anna Weber", "Carlos Ruiz"}, "In a meeting on Monday, Minister Anna Weber told President Carlos Ruiz that the road was closed."),
        ({"Anna Weber", "Carlos Ruiz"}, "In a meeting that day President Carlos Ruiz was told by Minister Anna Weber of the flood."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber greeted President Carlos Ruiz before a meeting in Lima."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber shook hands with President Carlos Ruiz after a meeting in Lima."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber asked President Carlos Ruiz, during a meeting in Lima, to open the road."),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "Chile's President Anna Weber, left, and Peru's President Carlos Ruiz, right, arrive for their meeting at the palace in Lima.",
        ),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "Chile's President Anna Weber, left, greets Peru's President Carlos Ruiz, right, before a meeting in Lima.",
        ),
        ({"Carlos Ruiz"}, "Minister Anna Weber said that Kenji Mori praised their meeting with President Carlos Ruiz in Lima."),
        (set(), "Minister Anna Weber told President Carlos Ruiz that the negotiators would resume their meeting in Lima."),
        (
            {"Peru", "Chile", "Norway", "Kenya", "Japan", "United States"},
            "Representatives from Peru and the five powers - Chile, Norway, Kenya, Japan, and the United States - meet in Vienna Monday.",
        ),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber will meet with party leaders, including Senator Carlos Ruiz, in Lima."),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "The road of Peruvian President Carlos Ruiz is closed. Anna Weber met the Peruvian president in Lima.",
        ),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "The road of Peruvian President Carlos Ruiz is closed. Chilean President Anna Weber met her Peruvian counterpart in Lima.",
        ),
        ({"Anna Weber", "Peru"}, "Peru's former President Carlos Ruiz left. Peru won. Anna Weber met the Peruvian president in Lima."),
        ({"Anna Weber", "Peru"}, "Peru's interim President Carlos Ruiz left. Peru won. Anna Weber met the Peruvian president in Lima."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber met Carlos Ruiz, husband of Maria Prado, in Lima."),
        ({"Anna Weber"}, "Minister Anna Weber told a meeting of bishops in Lima that the road was closed."),
        ({"Anna Weber", "Carlos Ruiz"}, "It was a summit where Minister Anna Weber and President Carlos Ruiz signed the deal."),
        (
            {"Anna Weber", "Carlos Ruiz", "Kenji Mori", "Peter Otieno"},
            "Minister Anna Weber met with the President of Peru, Carlos Ruiz, the Head of the Port, Kenji Mori, and the Chancellor, Peter Otieno.",
        ),
        (
            {"Anna Weber", "Carlos Ruiz"},
            "Talks were held in the town of Velmar, attended by Prime Minister Anna Weber of Norway and Peruvian Foreign Minister Carlos Ruiz.",
        ),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber met with Carlos Ruiz, Kenji Mori said."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber met with the adviser of Peter Otieno, Carlos Ruiz, in Lima."),
        ({"Anna Weber", "Carlos Ruiz"}, "Minister Anna Weber met with the leader of the left bank, Carlos Ruiz."),
        ({"Anna Weber", "Carlos Ruiz"}, "The plan was confirmed by Minister Anna Weber in a closed meeting with Carlos Ruiz."),
        ({"Peru", "Anna Weber"}, "Peru's new president faces a flight to Oslo to meet Chancellor Anna Weber. Peru waits."),
    ],
)
def test_arguments(participant_names: Names, expected: set[str], text: str) -> None:
    """Subject, object, comitatives, "between", "of", "attended by", both ends of a call, and persons sent."""
    assert expected == participant_names(text)


def test_then_with(parsed: Parsed) -> None:
    """A second "with" after "then" belongs to another meeting."""
    doc = parsed("Minister Anna Weber met with Carlos Ruiz, then with Kenji Mori.")
    assert [t.text for t in sequential_comitatives(find_triggers(doc)[0])] == ["Mori"]
