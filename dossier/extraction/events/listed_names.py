"""What the world list and the words beside a name say of it: a town's name of several words, a month of a date, a time zone."""

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.lists import load_lexicon
from dossier.model.place import PlaceKind
from dossier.places.gazetteer import find_places_spelled

LARGE_TOWN = 15_000
"""People from which a town's name is taken for the town: names of smaller ones are too often names of people and bodies."""
MAX_PARTICLES = 2


def is_larger_town(name: str) -> bool:
    """True for a town of the world list that is large enough to be meant, whatever the model takes its name for."""
    return any(place.kind is PlaceKind.TOWN and place.population >= LARGE_TOWN for place in find_places_spelled(name))


def end_over_particles(doc: Doc, start: int, at: int) -> int | None:
    """The index after a larger town's name that goes on over one or two words in lower case from `at` ("X es Y", "X de la Y").

    None where the words from `start` are no such name.
    """
    for end in range(at + 2, min(at + MAX_PARTICLES + 1, len(doc) - 1) + 1):
        particles = doc[at : end - 1]
        is_name = all(map(_is_particle, particles)) and doc[end - 1].text[:1].isupper()
        if is_name and is_larger_town(doc[start:end].text):
            return end
    return None


def has_particle(doc: Doc, start: int, end: int) -> bool:
    """True for a larger town's name with a particle in the middle."""
    return any(map(_is_particle, doc[start + 1 : end - 1])) and is_larger_town(doc[start:end].text)


def _is_particle(word: Token) -> bool:
    """True for a word in lower case that the model takes for part of a name. "X in Y" and "X said Y" have none, so the world list, which takes long
    to read, is not read for them.
    """
    return word.is_lower and word.pos_ == "PROPN"


def is_month_of_date(doc: Doc, start: int) -> bool:
    """True for the name of a month beside a number ("March 6", "6 March"), or in what the model takes for a date."""
    if doc[start].lower_ not in load_lexicon("times")["months"]:
        return False
    beside = [doc[i] for i in (start - 1, start + 1) if 0 <= i < len(doc)]
    return doc[start].ent_type_ == "DATE" or any(t.text[:1].isdigit() for t in beside)


def is_time_zone(doc: Doc, end: int) -> bool:
    """True for the town or state in "at 11:30 X time": the name before `end` says whose clock is meant, not where."""
    return end < len(doc) and doc[end].lower_ == "time" and not (end + 1 < len(doc) and doc[end + 1].lower_ in {"and", "after"})
