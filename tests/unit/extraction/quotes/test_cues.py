"""Attribution cues and their subjects."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dossier.extraction.quotes.cues import Strength, find_cues
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.extraction.segments.sentences import segment_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


def cues(text: str, parsed: "Callable[[str], Doc]") -> list[tuple[str, str | None, Strength]]:
    """Word, subject and strength of each cue."""
    segmentation = segment_sentences(parsed(text), find_quoted_spans(text))
    all_cues = [c for f in segmentation.sentences for c in find_cues(f, segmentation)]
    return [(c.token.text, c.subject.text if c.subject is not None else None, c.strength) for c in all_cues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The union wrote that six people were hurt and called the raid a crime.",
            [("wrote", "union", Strength.SAY), ("called", "union", Strength.DESCRIBE)],
        ),
        ("“No,” Elena Marsh said.", [("said", "Marsh", Strength.SAY)]),
        ("“No,” said Elena Marsh.", [("said", "Marsh", Strength.SAY)]),
        ("Elena Marsh called it “odd”.", [("called", "Marsh", Strength.DESCRIBE)]),
        ("Elena Marsh hoped for “a better day”.", [("hoped", "Marsh", Strength.THINK)]),
        ("According to Elena Marsh it is “odd”.", [("According", "Marsh", Strength.SAY)]),
        ("Elena Marsh pleaded guilty to a “minor” crime.", []),
        ("Elena Marsh will continue to fight “for ever”.", []),
        ("The said plan is “odd”.", []),
    ],
)
def test_cues_and_their_subjects(text: str, expected: list[tuple[str, str, Strength]], parsed: "Callable[[str], Doc]") -> None:
    """Verbs of saying, describing and thinking have their own strength; other senses are no cues."""
    assert cues(text, parsed) == expected


def test_words_inside_marks_are_no_cues(parsed: "Callable[[str], Doc]") -> None:
    """A verb of saying inside the marks is no cue of the reporter."""
    assert cues("“He said no,” Elena Marsh wrote.", parsed) == [("wrote", "Marsh", Strength.SAY)]
