"""The formats there are, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dossier.export.brief import brief
from dossier.export.facts_json import facts_json
from dossier.export.material import Material


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """A format: its name, what it is for, the suffix of its files, and what writes it."""

    name: str
    what: str
    suffix: str
    write: Callable[[Material], str]


FORMATS: Mapping[str, FormatInfo] = {
    f.name: f
    for f in (
        FormatInfo("json", "every fact with its passage, for programs", ".json", facts_json),
        FormatInfo("markdown", "a brief with citations, for people", ".md", brief),
    )
}
