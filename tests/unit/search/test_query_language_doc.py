"""The users' reference of the query language says what the program does, all of it and nothing else."""

import re
from pathlib import Path

from dossier.search.fields import FIELDS, SYNTAX_EXAMPLES
from dossier.search.parser import parse

DOC = (Path(__file__).parents[3] / "docs" / "query-language.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \|$", re.MULTILINE)


def section(title: str) -> str:
    """The text under a heading, up to the next of any level."""
    return re.split(r"^#+ ", DOC.split(f"# {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_sign_is_documented_and_no_other() -> None:
    """The table of signs and the program's own are the same."""
    assert ROW.findall(section("Words and signs")) == [(sign.example, sign.finds) for sign in SYNTAX_EXAMPLES]


def test_every_field_is_documented_and_no_other() -> None:
    """The table of fields and the program's own are the same."""
    assert ROW.findall(section("Fields")) == [(f"{spec.name}:", spec.asks) for spec in FIELDS.values()]


def test_every_value_of_a_closed_field_is_documented() -> None:
    """The reference lists the values of fields that have few."""
    for spec in FIELDS.values():
        assert all(f"`{value}`" in section("Fields") for value in spec.values)


def test_every_example_is_understood() -> None:
    """Every query in the reference parses without a problem; a field or a value alone is not a query."""
    examples = [
        code for code in re.findall(r"`([^`\n]+)`", DOC) if code not in {"AND", "OR", "NOT", "~", "*"} and not code.startswith("dossier ")
    ]
    queries = [code for code in examples if not code.endswith(":")]
    assert len(queries) > 40
    assert {query: [p.text for p in parse(query).problems] for query in queries if parse(query).problems} == {}
