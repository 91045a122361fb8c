"""Web annotations: the required keys of the W3C model, and quotes that stand in the text."""

import json
from dataclasses import replace
from typing import Any

import jsonschema

from dossier.export.context import ExportContext
from dossier.export.formats.annotations import annotations, article_iri

IRI = {"type": "string", "pattern": "^(urn:uuid:[0-9a-f-]{36}|ni:///sha-256;[A-Za-z0-9_-]{43}|https?://.+)$"}
SELECTOR = {
    "type": "object",
    "required": ["type"],
    "oneOf": [
        {"properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}}, "required": ["exact"]},
        {
            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer"}, "end": {"type": "integer"}},
            "required": ["start", "end"],
        },
    ],
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target", "motivation"],
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["classifying", "identifying", "commenting", "bookmarking"]},
        "created": {"type": "string", "pattern": "^[0-9-]{10}T[0-9:]{8}Z$"},
        "body": {
            "type": "array",
            "items": {
                "required": ["type", "value"],
                "properties": {
                    "type": {"const": "TextualBody"},
                    "value": {"type": "string"},
                    "format": {"type": "string"},
                    "purpose": {"enum": ["describing", "tagging", "identifying", "commenting"]},
                },
            },
        },
        "target": {
            "oneOf": [
                IRI,
                {
                    "type": "object",
                    "required": ["type", "source", "selector"],
                    "properties": {
                        "type": {"const": "SpecificResource"},
                        "source": IRI,
                        "selector": {"oneOf": [SELECTOR, {"type": "array", "items": SELECTOR}]},
                    },
                },
            ]
        },
    },
}


def read(context: ExportContext) -> dict[str, Any]:
    collection: dict[str, Any] = json.loads("".join(annotations(context)))
    return collection


def test_the_collection_has_the_keys_of_the_model(context: ExportContext) -> None:
    """Context, type, total, one page that knows its collection; every annotation fits."""
    collection = read(context)
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert collection["first"]["partOf"] == collection["id"]
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 10
    for item in items:
        jsonschema.validate(item, ANNOTATION)
    assert len({i["id"] for i in items}) == len(items)


def test_a_passage_without_an_address_is_identified_by_hash_and_position(context: ExportContext) -> None:
    """Words and offsets fit the text; an address that is none is never a source."""
    texts = {article_iri(a.sha256): a.text for a in context.articles}
    placed = [i["target"] for i in read(context)["first"]["items"] if isinstance(i["target"], dict) and i["target"]["source"] in texts]
    assert placed
    for target in placed:
        quote, place = target["selector"]
        assert texts[target["source"]][place["start"] : place["end"]] == quote["exact"]


def test_ids_stay_when_other_articles_come(context: ExportContext) -> None:
    """An annotation is known by what it is on."""
    findings = replace(context.findings, events=context.findings.events[:2], quotations=())
    fewer = {i["id"] for i in read(replace(context, findings=findings))["first"]["items"]}
    assert fewer <= {i["id"] for i in read(context)["first"]["items"]}


def test_a_note_keeps_its_words_tags_and_times(context: ExportContext) -> None:
    """Comment, tags and status as bodies."""
    note = next(i for i in read(context)["first"]["items"] if i["motivation"] == "commenting")
    assert note["created"] == "2031-05-08T12:30:00Z"
    assert [b["value"] for b in note["body"]] == ["Ask the *zebra*\n\n# Not a heading?", "verify", "2031", "a b", "to-verify"]
    assert note["target"]["selector"]["exact"] == "in Lisbon"
