"""Labels of press archives' lines: "Byline: …", "LENGTH: 120 words", the two-letter codes of Factiva."""

import re
import tomllib
from functools import cache
from importlib.resources import files

LABELLED = re.compile(r"\s*\**(?P<label>[^\W\d_][\w '’/().-]{0,38}?)\**\s*[:：]\**\s*(?P<value>.*)$")
CODED = re.compile(r"\s*(?P<label>[A-Z]{2,3})(?:\t+|\s{2,}|\s*$)(?P<value>.*)$")
"""A two-letter code and its value, separated by a tab or spaces, or alone on its line."""
ALONE = frozenset(["body", "full text", "text", "abstract", "volltext", "texte intégral", "texto completo"])
"""Labels that may stand alone on a line without a colon."""


@cache
def _fields() -> dict[str, str]:
    """Label -> field, from the data file next to this module."""
    data = tomllib.loads(files("dossier.reading.containers.press").joinpath("data/labels.toml").read_text(encoding="utf-8"))
    return {label: field for field, labels in data.items() for label in labels}


def label_of(line: str) -> tuple[str, str, str] | None:
    """The field of a labelled line, its label in small letters, and its value; None for any other line."""
    if len(line) > 100_000:
        return None
    if match := LABELLED.match(line):
        label = " ".join(match["label"].casefold().split()).strip(".")
        if field := _fields().get(label):
            return (field, label, match["value"].strip()) if len(label) > 2 or match["label"].isupper() or field == "author" else None
    if (match := CODED.match(line)) and (field := _fields().get(match["label"].casefold())):
        return field, match["label"].casefold(), match["value"].strip()
    alone = line.strip().strip("*:").casefold()
    return ("text" if alone != "abstract" else "abstract", alone, "") if alone in ALONE else None
