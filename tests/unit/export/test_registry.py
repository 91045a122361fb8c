"""Properties of every format: documented, deterministic, empty without failing, counted rightly."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.export.context import ExportContext
from dossier.export.formats.bundle import bundle
from dossier.export.registry import FORMATS, ExportFormat, OutputKind

DOCS = Path(__file__).resolve().parents[3] / "docs" / "formats.md"


def write(info: ExportFormat, context: ExportContext) -> bytes:
    """All that a format makes, as bytes."""
    if info.shape is OutputKind.TEXT:
        return "".join(info.pieces(context)).encode()
    if info.shape is OutputKind.FOLDER:
        return "".join(f"{name}\n{files()}" for name, files in info.files(context)).encode()
    stream = io.BytesIO()
    info.archive(context, stream)
    return stream.getvalue()


@pytest.mark.parametrize("info", FORMATS.values(), ids=list(FORMATS))
def test_the_same_context_gives_the_same_bytes(info: ExportFormat, context: ExportContext, nothing: ExportContext) -> None:
    """Twice, with everything and with nothing; what is empty is shorter."""
    assert write(info, context) == write(info, context)
    assert len(write(info, nothing)) < len(write(info, context))


@pytest.mark.parametrize("info", [f for f in FORMATS.values() if f.shape is OutputKind.TEXT], ids=lambda f: f.name)
def test_no_control_character_is_written(info: ExportFormat, context: ExportContext) -> None:
    """A title with escapes, a bell and a mark that turns the direction of text reaches no file raw; JSON escapes what it must keep."""
    text = "".join(info.pieces(context))
    allowed = "\u202e" if info.name in {"json", "jsonl"} else ""
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    assert "\u202e" not in text or allowed


def test_the_docs_list_every_format_with_its_suffix_and_purpose() -> None:
    """The table of docs/formats.md is that of the program; every format has a section below it."""
    page = DOCS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\S.*?) \| (.+) \|$", page.partition("## Out")[2], re.MULTILINE)
    assert [(f.name, f"`{f.suffix}`" if f.suffix else "a folder", f.what) for f in FORMATS.values()] == rows
    documented = {name for heading in re.findall(r"^### (.+)$", page, re.MULTILINE) for name in heading.split(", ")}
    assert set(FORMATS) <= documented


def test_tables_of_csv_stand_in_the_docs() -> None:
    """Each with its name."""
    page = DOCS.read_text(encoding="utf-8").partition("### csv")[2].partition("###")[0]
    assert all(f"`{name}`" in page for name, _ in FORMATS["csv"].tables)


@pytest.mark.parametrize(
    ("form", "table", "expected"),
    [
        ("json", "", ((2, "article"), (4, "event"), (2, "quotation"), (3, "note"))),
        ("csv", "", ((5, "report"),)),
        ("csv", "actors", ((3, "actor"),)),
        ("ics", "", ((3, "dated event"),)),
        ("acled", "", ((3, "held event"),)),
        ("geojson", "", ((1, "located event"),)),
        ("kml", "", ((1, "located event"),)),
        ("graphml", "", ((3, "actor"), (1, "link"))),
        ("bibtex", "", ((2, "article"),)),
    ],
)
def test_items_are_counted_as_they_are_written(
    context: ExportContext, form: str, table: str, expected: tuple[tuple[int, str], ...]
) -> None:
    """Undated events are not counted where they cannot be written."""
    assert FORMATS[form].counted(replace(context, table=table)) == expected


def test_a_bundle_without_a_query_holds_no_originals_that_are_not_there(nothing: ExportContext) -> None:
    """An empty bundle still has all its parts."""
    stream = io.BytesIO()
    bundle(nothing, stream)
    assert b"manifest.json" in stream.getvalue()
