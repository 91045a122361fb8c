"""Why something is as it is, in rows that a person can read."""

import re
from dataclasses import replace

import pytest

from dossier.api import Dossier
from dossier.errors import DossierError
from dossier.services.review.explanations import explain


def test_a_day_is_told_by_words_anchor_rule_and_result_once(sample: Dossier) -> None:
    """No row stands twice, and the other sources say whether they agree."""
    for event in sample.query.snapshot.findings.events:
        why = sample.review.explain(event.id)
        labels = [label for label, _ in why.rows]
        assert len(set(why.rows)) == len(why.rows)
        assert labels[0] == "Day"
        if event.start:
            assert {"Words", "Rule", "Result"} <= set(labels)
        assert all(
            text.endswith(("agrees", "differs", "less certain", "no date")) for label, text in why.rows if label == "Also reported by"
        )
        assert {p.article for p in why.passages} == set(event.articles)


def test_equal_evidence_of_one_day_is_shown_once(sample: Dossier) -> None:
    """Whether two mentions share an object in memory, or have equal ones since they were stored, makes no difference."""
    snapshot = sample.query.snapshot
    for event in snapshot.findings.events:
        copies = tuple(replace(r, date_evidence=tuple(replace(e) for e in r.date_evidence)) for r in event.reports)
        rows = explain(snapshot, replace(event, reports=(*event.reports, *copies))).rows
        assert [row for row in rows if row[0] == "Also reported by"] == [
            row for row in explain(snapshot, event).rows if row[0] == "Also reported by"
        ]


def test_times_of_an_article_are_explained_by_days(sample: Dossier) -> None:
    """No row has the notation for parts of days and lengths of time, as in “2025-02-25TNI” or “PT5H”."""
    texts = [t for a in sample.query.snapshot.articles for label, t in sample.review.explain(a).rows if label.startswith("“")]
    assert any(link.times for link in sample.query.snapshot.links.values())
    assert texts
    assert all(re.match(r"(\d{4}-\d\d-\d\d( to \d{4}-\d\d-\d\d)?|no day): ", text) for text in texts)


def test_a_place_is_told_with_what_it_stands_for(sample: Dossier) -> None:
    """The place as the articles have it, the one of the world list with its coordinates, and how that was settled."""
    places = [dict(sample.review.explain(e.id).rows)["Place"] for e in sample.query.snapshot.findings.events if e.place]
    assert any(place.startswith("Abu Dhabi, United Arab Emirates (24.45, 54.40). ") for place in places)
    assert all(place.endswith(".") for place in places)


def test_a_speaker_is_told_by_rule_name_and_cue(sample: Dossier) -> None:
    """The passage holds both the words and the name they hang on."""
    for quotation in sample.query.snapshot.findings.quotations:
        why = sample.review.explain(quotation.id)
        assert dict(why.rows)["Because"].endswith(".")
        (passage,) = why.passages
        assert quotation.text in passage.text


def test_every_match_of_an_actor_is_explained(sample: Dossier) -> None:
    """Every alias that was matched has its sentence."""
    for actor in sample.query.snapshot.findings.actors:
        rows = sample.review.explain(actor.id).rows
        assert rows[0] == ("Name", actor.name)
        assert len([text for label, text in rows if label == "Because"]) == len(actor.explanation)


def test_a_pronoun_is_said_to_stand_for_somebody(sample: Dossier) -> None:
    """The reason names the person if the speaker is printed as “he”."""
    pronouns = [q for q in sample.query.snapshot.findings.quotations if q.source_text.casefold() in {"he", "she"} and q.speaker]
    assert pronouns
    for quotation in pronouns:
        assert (
            f"refers to {sample.query.snapshot.actor(quotation.speaker or '').name}"
            in dict(sample.review.explain(quotation.id).rows)["Named as"]
        )


def test_a_reading_is_taken_by_its_number(sample: Dossier) -> None:
    """The event has the days of that reading, which is the chosen one from then on; a number that no reading has is refused; undo goes back."""
    before = sample.query.snapshot.findings
    event = next(e for e in before.events if len(sample.review.explain(e.id).candidates) > 1)
    readings = sample.review.explain(event.id).candidates
    assert [(r.start, r.end) for r in readings if r.chosen] == [(event.start, event.end)]
    wanted = next(n for n, r in enumerate(readings, 1) if not r.chosen)
    sample.notebook.choose_date(event.id, wanted)
    now = sample.query.snapshot.event(event.id)
    assert (now.start, now.end) == (readings[wanted - 1].start, readings[wanted - 1].end)
    assert [n for n, r in enumerate(sample.review.explain(event.id).candidates, 1) if r.chosen] == [wanted]
    for number in (0, 9, wanted):
        with pytest.raises(DossierError):
            sample.notebook.choose_date(event.id, number)
    sample.notebook.undo()
    assert sample.query.snapshot.findings == before
