"""Questions that the app asks of the dossier in worker threads."""

import json

import pytest

from dossier.api import Dossier
from dossier.model.notebook import AnchorKind
from dossier.tui.queries import facts_line


@pytest.mark.parametrize("line_type", ["article", "actor", "event", "quote", "note"])
def test_a_copied_item_is_its_line_of_the_facts_format(sample: Dossier, line_type: str) -> None:
    """Proves that JSON that is copied has the documented fields, and the values that an export of everything has."""
    sample.notebook.note(sample.notebook.anchor_of(AnchorKind.DOSSIER), "ask again", ["verify"])
    lines = [json.loads(line) for line in sample.exports.prepare("jsonl", notes=True).text.splitlines()]
    exported = next(line for line in lines if line["type"] == line_type and not line.get("same_as"))
    assert json.loads(facts_line(sample, line_type, str(exported["id"]))) == exported
