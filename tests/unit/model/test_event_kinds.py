"""The registry of the kinds of events: what it refuses, and what the declared kinds have to agree on."""

from dataclasses import replace

import pytest

from dossier.model.event_kinds.meeting import MEETING
from dossier.model.event_kinds.registry import event_kinds, figure_words, find_kind, register_kind
from dossier.model.event_kinds.strike import STRIKE


def test_names_letters_and_signs_are_distinct() -> None:
    """So that an ID, a query value and a sign lead to one kind."""
    kinds = event_kinds()
    for values in ([k.name for k in kinds], [k.id_letter for k in kinds], [k.glyph for k in kinds], [k.ascii_glyph for k in kinds]):
        assert len(set(values)) == len(kinds)
    assert all(sum(kind.matching.weights.values()) == 100 for kind in kinds)
    assert all("" in kind.codes.acled for kind in kinds)


def test_a_kind_is_found_by_its_name() -> None:
    """And by no other; the message names those that there are."""
    assert find_kind("strike") is STRIKE
    with pytest.raises(ValueError, match="“zebra” is no kind of event; the kinds are meeting, strike"):
        find_kind("zebra")


def test_a_second_kind_of_one_name_or_letter_is_refused() -> None:
    """Proves that the registry is unchanged afterwards."""
    for kind in (MEETING, replace(MEETING, name="summit")):
        with pytest.raises(ValueError, match="already"):
            register_kind(kind)
    assert event_kinds() == (MEETING, STRIKE)


@pytest.mark.parametrize("changed", [{"name": "prisoner exchange"}, {"name": "Exchange"}, {"id_letter": "ex"}])
def test_a_declaration_that_could_not_be_queried_is_refused(changed: dict[str, str]) -> None:
    """A name of two words or with capitals, and an ID of two letters."""
    with pytest.raises(ValueError, match=r"letter|word"):
        replace(MEETING, **changed)  # type: ignore[arg-type]


def test_figures_keep_their_order() -> None:
    """The first one is the one that a row of the timeline shows."""
    assert list(figure_words())[:3] == ["killed", "wounded", "missing"]
