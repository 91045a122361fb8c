"""TimelineJS: what its format requires, and days no finer than they are known."""

import json

import jsonschema

from dossier.export.context import ExportContext
from dossier.export.formats.timelinejs import timelinejs

DATE = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "properties": {k: {"type": "integer"} for k in ("year", "month", "day")},
}
TEXT = {"type": "object", "required": ["headline"], "properties": {"headline": {"type": "string"}, "text": {"type": "string"}}}
SLIDE = {
    "type": "object",
    "required": ["start_date", "text", "unique_id"],
    "properties": {"start_date": DATE, "end_date": DATE, "text": TEXT},
}
WHOLE = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "events": {"type": "array", "items": SLIDE},
        "scale": {"enum": ["human", "cosmological"]},
        "title": {"type": "object", "required": ["text"]},
    },
}


def test_slides_fit_the_format(context: ExportContext, nothing: ExportContext) -> None:
    """Required keys; ids that stay; undated events left out."""
    for timeline in (context, nothing):
        jsonschema.validate(json.loads("".join(timelinejs(timeline))), WHOLE)
    slides = json.loads("".join(timelinejs(context)))["events"]
    assert [s["unique_id"] for s in slides] == ["m0", "m1", "x1"]
    assert slides[0]["start_date"] == {"year": 2030, "month": 6}
    assert slides[0]["display_date"] == "Summer 2030"
    assert (slides[1]["place_id"], slides[1]["country"], slides[1]["latitude"]) == ("g1", "PT", 38.72)
    assert "place_id" not in slides[2]
    assert slides[2]["end_date"] == {"year": 2031, "month": 5, "day": 7}


def test_words_of_articles_are_no_html(context: ExportContext) -> None:
    """A title with a script and an address that is none make neither script nor link."""
    text = "".join(timelinejs(context))
    assert "<script" not in text
    assert 'javascript:alert(1)\\">' not in text
    assert 'href=\\"https://example.org/a?b={c}&amp;d=%20e\\"' in text
