"""Meeting triggers."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.events.meeting.triggers import find_triggers

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("met", "")], "The ministers met in Oslo."),
        ([("round", "")], "A second round of talks took place."),
        ([("call", "call")], "They held a video call."),
        ([("spoke", "call")], "The leaders spoke on Sunday for an hour by phone."),
        ([("hosted", "host")], "President Carlos Ruiz hosted Anna Weber in Lima."),
        ([("hosted", "host")], "President Carlos Ruiz hosted the leaders of Chile and Peru in Lima."),
        ([("received", "host")], "On Monday, Anna Weber was received by President Carlos Ruiz."),
        ([("talks", ""), ("round", "")], "The talks ended. A third round is expected."),
        ([("received", "host")], "The President of the Republic, Anna Weber, received the Foreign Minister of Chile, Carlos Ruiz."),
        ([("received", "host")], "The President of Peru, Anna Weber, received on Monday her counterpart from Chile in Lima."),
        ([("welcomed", "host")], "President Carlos Ruiz welcomed the Norwegian ambassador."),
        ([], "President Carlos Ruiz received the president of the jury."),
        ([("received", "host")], "President Carlos Ruiz received the families of the hostages in Lima."),
        ([("sat", "")], "Anna Weber had sat down with Carlos Ruiz."),
        ([("received", "host")], "Anna Weber flew to Lima, where she was received by President Carlos Ruiz."),
        ([("called", "visit")], "Anna Weber called on President Carlos Ruiz in Lima."),
        ([("gathered", "")], "The ministers of nine states gathered in Oslo to discuss the ports."),
        ([], "The ministers of nine states gathered in Oslo for a funeral."),
        ([], "Anna Weber called on President Carlos Ruiz to resign."),
        ([], "The crowds gathered in Oslo."),
        ([], "The ministers gathered their papers."),
        ([("talks", "")], "The final talks of the Arab League began."),
        ([], "Carlos Ruiz received the letters of the hostages."),
        ([], "Carlos Ruiz received journalists from Chile."),
        ([], "The plan met an April deadline."),
        ([], "A third round is expected."),
        ([], "She gave a talk at the museum."),
        ([], "A call for peace went out."),
        ([], "The town's annual meeting was noisy."),
        ([], "Rovers met United in the final."),
        ([], "The plan met the standards."),
        ([], "He was met by his driver."),
        ([], "He first met Anna Weber in 1990."),
        ([], "Ann is the envoy for trade negotiations."),
    ],
)
def test_triggers(parsed: Parsed, expected: list[tuple[str, str]], text: str) -> None:
    """Each meeting has one trigger; other senses, own sittings, sports and first acquaintances have none."""
    assert expected == [(t.token.text, t.subkind) for t in find_triggers(parsed(text))]
