"""Datelines in the text."""

import pytest

from dossier.extraction.events.dateline import town_of_dateline


@pytest.mark.parametrize(
    ("dateline", "text", "town"),
    [
        ("AREQUIPA", "Two men died.", "Arequipa"),
        ("", "POPLAR BLUFF, Mo. (KXYZ) - A teen was hurt.", "Poplar Bluff"),
        ("", "Teen hurt in accident\n\nWILKES-BARRE, Pa. (AP) — A boy was hurt.", "Wilkes-Barre"),
        ("", "Arequipa – Two men died.", "Arequipa"),
        ("", "Arequipa - the white city - is old.", ""),
        ("", "Xanthoria – Two men died.", ""),
        ("", "Two men died in Arequipa.", ""),
    ],
)
def test_town(dateline: str, text: str, town: str) -> None:
    """The dateline's town, or that of one below a title; other openings and towns that no list has give none."""
    assert town_of_dateline(dateline, text) == town
