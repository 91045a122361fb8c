"""Datelines that stand in the text: "POPLAR SPRINGS, Mo. (AP) — ", the town from which a report was sent."""

import re

from dossier.model.article import BLANK_LINES
from dossier.model.place import PlaceKind
from dossier.places.gazetteer import find_places_spelled

DATELINE = re.compile(
    r"(?P<town>[A-Z][\w’'.]*(?:[ -][A-Z][\w’'.]*){0,3})(?:, (?P<region>[A-Z][\w.]*(?: [A-Z][\w.]*)?))?"
    r"(?: ?\((?P<sender>[^()\n]{2,60})\))? ?(?:—|–|--|-|>>|:)(?=\s)"
)
MAX_PARAGRAPHS = 4
"""Paragraphs from the start in which a dateline may stand: titles and lines of authors may come before it."""


def is_town(name: str) -> bool:
    """True for the name of a town of the world list."""
    return any(place.kind is PlaceKind.TOWN for place in find_places_spelled(name))


def town_of_dateline(dateline: str, text: str) -> str:
    """The town that the article was sent from, by its `dateline` or by one in the text; empty where there is none that is listed."""
    for paragraph in (f"{dateline} — " if dateline else "", *BLANK_LINES.split(text, maxsplit=MAX_PARAGRAPHS)[:MAX_PARAGRAPHS]):
        match = DATELINE.match(paragraph)
        if match is not None and (town := _listed_town(match)):
            return town
    return ""


def end_of_dateline(text: str) -> int:
    """Offset after a dateline with which the text itself begins, 0 without one; the name need not be listed."""
    match = DATELINE.match(text)
    if match is None or not (match["town"].isupper() or match["sender"] or match.group()[-1] in "—–"):
        return 0
    return match.end()


def _listed_town(match: re.Match[str]) -> str:
    """The town of a dateline in its usual spelling; empty for a word that is no listed town, and for an opening without a dash."""
    town = match["town"]
    is_marked = town.isupper() or match["sender"] or match["region"] or match.group()[-1] in "—–"
    if not is_marked:
        return ""
    usual = town.title() if town.isupper() else town
    return usual if is_town(usual) else ""
