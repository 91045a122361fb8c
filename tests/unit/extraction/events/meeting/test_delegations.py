"""Members of delegations."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dossier.extraction.coref.nationalities import NationalityResolver
from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.events.meeting.delegations import delegates_named

Parsed = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({"Carlos Ruiz"}, "Peru will send a delegation led by General Carlos Ruiz."),
        ({"Anna Weber"}, "Minister Anna Weber led the Chilean delegation."),
        ({"Anna Weber", "Carlos Ruiz"}, "In attendance were Minister Anna Weber and General Carlos Ruiz."),
        ({"Anna Weber"}, "Chile's top negotiator Anna Weber confirmed the date."),
        ({"Carlos Ruiz"}, "Peru sent Carlos Ruiz, chief of its coast guard."),
        ({"Carlos Ruiz", "Anna Weber"}, "On Peru's side were Carlos Ruiz and Anna Weber, both ministers."),
        ({"Carlos Ruiz"}, "Peru is sending a delegation under General Carlos Ruiz."),
        ({"Anna Weber"}, "Anna Weber, the council's secretary, is to lead the delegation of Chile."),
        ({"Anna Weber", "Carlos Ruiz"}, "The army's team is led by General Anna Weber; the council has sent Carlos Ruiz."),
        (None, "Peru sent General Carlos Ruiz to prison."),
        (None, "The delegations arrived on Monday."),
        (None, "Minister Anna Weber spoke to reporters."),
    ],
)
def test_delegates(parsed: Parsed, expected: set[str] | None, text: str) -> None:
    """Leaders, members, attendees and negotiators are delegates; others are not."""
    doc = parsed(text)
    resolver = CorefResolver(doc, find_actors(doc, ()))
    delegates = delegates_named(doc[0], NationalityResolver(resolver))
    assert expected == (None if delegates is None else {resolver.name(key) for key in delegates[0]})
