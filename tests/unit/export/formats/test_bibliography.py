"""The bibliography read back: RIS by rispy, BibTeX by bibtexparser, CSL-JSON by its schema's rules."""

import json
from dataclasses import replace

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from dossier.export.context import ExportContext
from dossier.export.formats.bibliography import bibtex, csl, ris
from dossier.text.unsafe_characters import one_line


def test_ris_comes_back(context: ExportContext) -> None:
    """Type, id, title, people, outlet, day, address, and no more records than articles."""
    first, second = rispy.loads("".join(ris(context)))
    assert first["type_of_reference"] == "NEWS"
    assert first["title"] == "A meeting in Lisbon"
    assert first["authors"] == ["Marsh, Ann", "de Groot, Lew"]
    assert (first["secondary_title"], first["date"], first["year"]) == ("The Morning Post", "2031/05/07", "2031")
    assert first["urls"] == ["https://example.org/a?b={c}&d=%20e"]
    assert second["title"] == one_line(context.articles[1].title)
    assert "date" not in second
    assert "urls" not in second


def test_bibtex_comes_back(context: ExportContext) -> None:
    """Nothing fails to parse; LaTeX's own marks are whole after decoding; an address that is none is left out."""
    library = parse_string("".join(bibtex(context)), append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    first, second = library.entries
    assert first.entry_type == "online"
    assert first["date"] == "2031-05-07"
    assert first["author"] == "Marsh, Ann and de Groot, Lew"
    assert first["langid"] == "english"
    (raw, _) = parse_string("".join(bibtex(context))).entries
    assert raw["url"] == "https://example.org/a?b=%7Bc%7D&d=%20e"
    assert "url" not in second
    plain = second["title"].replace("{", "").replace("}", "")
    assert "50% & co_" in plain
    assert "#1" in plain


def test_csl_items_have_what_they_must(context: ExportContext, nothing: ExportContext) -> None:
    """`id` and `type`; names in parts or whole; a day in parts; a list even when empty."""
    first, second = json.loads("".join(csl(context)))
    assert first["type"] == second["type"] == "article-newspaper"
    assert first["author"] == [{"given": "Ann", "family": "Marsh"}, {"given": "Lew", "family": "de Groot"}]
    assert second["author"] == [{"literal": "Staff Reporter"}]
    assert first["issued"] == {"date-parts": [[2031, 5, 7]]}
    assert "issued" not in second
    assert second["note"].startswith("Date not known.")
    assert json.loads("".join(csl(nothing))) == []


def test_keys_are_the_same_in_all_three_and_do_not_depend_on_other_articles(context: ExportContext) -> None:
    """Outlet, year, first word of weight, digits of the id."""
    items = json.loads("".join(csl(context)))
    keys = [item["id"] for item in items]
    assert keys[0] == f"themorningpost2031meeting-{context.articles[0].id[:6]}"
    assert [r["id"] for r in rispy.loads("".join(ris(context)))] == keys
    assert [e.key for e in parse_string("".join(bibtex(context))).entries] == keys
    assert len(set(keys)) == 2


def test_family_names_that_come_first_are_persons_in_all_three(context: ExportContext) -> None:
    """With a suffix where each format has it; read back by the formats' own libraries."""
    article = replace(context.articles[0], byline="Marsh, Ludo, Jr.; van Holt, Mia")
    changed = replace(context, articles=(article,))
    people = [{"given": "Ludo", "family": "Marsh", "suffix": "Jr."}, {"given": "Mia", "family": "van Holt"}]
    assert json.loads("".join(csl(changed)))[0]["author"] == people
    assert rispy.loads("".join(ris(changed)))[0]["authors"] == ["Marsh, Ludo, Jr.", "van Holt, Mia"]
    assert parse_string("".join(bibtex(changed))).entries[0]["author"] == "Marsh, Jr., Ludo and van Holt, Mia"
