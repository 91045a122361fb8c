"""The facts as JSON and as JSON Lines: the published schema fits, spans fit, lines hold the same."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from dossier.api import Dossier
from dossier.export.context import ExportContext
from dossier.export.formats.facts_json import facts_json
from dossier.export.formats.facts_jsonl import facts_lines
from dossier.model.notebook import AnchorKind

SCHEMA = json.loads((Path(__file__).resolve().parents[4] / "docs" / "facts.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    """It is a valid schema of JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_everything_fits_the_schema(context: ExportContext, nothing: ExportContext) -> None:
    """Made by hand, with notes, without, and empty."""
    for facts in (context, replace(context, entries=()), nothing):
        jsonschema.validate(json.loads("".join(facts_json(facts))), SCHEMA)


def test_an_event_says_where_it_is_and_how_that_is_known(context: ExportContext) -> None:
    """The place in the world list, null where it is open, with the sentence that says why."""
    events = {e["id"]: e for e in json.loads("".join(facts_json(context)))["events"]}
    assert (events["m1"]["place_id"], events["m1"]["country"], events["m1"]["latitude"]) == ("g1", "PT", 38.72)
    assert (events["x1"]["place_id"], events["x1"]["latitude"]) == (None, None)
    assert events["x1"]["place_why"] == "Velmar is not in the world list of places."
    assert events["m2"]["place_why"] == ""


def test_the_sample_fits_the_schema_and_its_spans_fit(sample: Dossier) -> None:
    """With a note; every text given is what stands at its span, every id points to something."""
    sample.notebook.note(sample.notebook.anchor_of(AnchorKind.DOSSIER), "A note.")
    facts = json.loads(sample.exports.prepare("json", notes=True).text)
    jsonschema.validate(facts, SCHEMA)
    texts, actors = {a["id"]: a["text"] for a in facts["articles"]}, {a["id"] for a in facts["actors"]}
    spans = [m for a in facts["actors"] for m in a["mentions"]] + [r for e in facts["events"] for r in e["reports"]] + facts["quotes"]
    assert spans
    assert all(texts[s["article"]][s["start"] : s["end"]] == s["text"] for s in spans)
    assert {p for e in facts["events"] for p in (*e["participants"], e["attacker"]) if p} | {
        q["speaker"] for q in facts["quotes"] if q["speaker"]
    } <= actors


@pytest.mark.parametrize(
    ("part", "change"),
    [("articles", {"published": "soon"}), ("events", {"kind": "party"}), ("quotes", {"start": -1}), ("actors", {"more": 1})],
)
def test_the_schema_refuses_what_is_wrong(context: ExportContext, part: str, change: dict[str, object]) -> None:
    """A word for a day, an unknown kind, a negative offset, an unknown key."""
    facts = json.loads("".join(facts_json(context)))
    facts[part][0] |= change
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(facts, SCHEMA)


def test_the_text_is_what_json_itself_would_write(context: ExportContext, nothing: ExportContext) -> None:
    """Written a row at a time, but laid out as by json.dumps with an indent of one."""
    for export_context in (context, nothing):
        text = "".join(facts_json(export_context))
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_hostile_words_stay_what_they_are(context: ExportContext) -> None:
    """JSON keeps a title exactly, escapes and all."""
    assert json.loads("".join(facts_json(context)))["articles"][1]["title"] == context.articles[1].title


def test_lines_hold_what_the_object_holds(context: ExportContext) -> None:
    """Each line is an object with a type; put together they are the object."""
    whole = json.loads("".join(facts_json(context)))
    pieces = list(facts_lines(context))
    assert all(p.endswith("\n") and p.count("\n") == 1 for p in pieces)
    rows = [json.loads(p) for p in pieces]
    assert rows[0]["type"] == "dossier"
    for kind, part in (("article", "articles"), ("event", "events"), ("quote", "quotes"), ("note", "notes")):
        assert [{k: v for k, v in r.items() if k != "type"} for r in rows if r["type"] == kind] == whole[part]
    mentions = [{k: v for k, v in r.items() if k not in {"type", "actor"}} for r in rows if r["type"] == "mention"]
    assert mentions == [m for a in whole["actors"] for m in a["mentions"]]
