"""The weapons that a text names."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.lists import load_lexicon, word_set

LONGEST = 4


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon named by the tokens from `first` up to, not including, `last`.

    `label` is what is shown; two weapons of different `family` ("air", "ground", "bomb", "gun") do not strike together;
    `subkind` is the sub-event type after ACLED.
    """

    label: str
    family: str
    subkind: str
    first: int
    last: int


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], tuple[str, str, str]]:
    return {
        tuple(phrase.replace("-", " - ").split()): (kind["label"], kind["family"], kind["subkind"])
        for kind in load_lexicon("weapons")["weapon"]
        for phrase in kind["words"]
    }


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """Words that a weapon's name begins with, in the singular and in the plural."""
    return frozenset(form for phrase in _phrases() for form in (phrase[0], f"{phrase[0]}s"))


def find_weapons(doc: Doc) -> tuple[Weapon, ...]:
    """All weapons named, longest names first; "rocket launch", "bomb threat", "missile test" name none."""
    found: list[Weapon] = []
    i = 0
    while i < len(doc):
        begins = doc[i].lower_ in _first_words() or doc[i].lemma_.lower() in _first_words()
        weapon = _at(doc, i) if begins else None
        if weapon:
            if not _peaceful(doc, weapon):
                found.append(weapon)
            i = weapon.last
        else:
            i += 1
    return tuple(found)


def _at(doc: Doc, i: int) -> Weapon | None:
    for size in range(LONGEST, 0, -1):
        part = doc[i : i + size]
        if len(part) < size:
            continue
        exact = tuple(t.lower_ for t in part)
        for key in (exact, (*exact[:-1], _singular(part[-1]))):
            if key in _phrases():
                label, family, subkind = _phrases()[key]
                return Weapon(label, family, subkind, i, i + size)
    return None


def _singular(token: Token) -> str:
    """The form without a plural ending; the tagger takes "drones" for a name at times and leaves it as it is."""
    lower = token.lower_
    return lower[:-1] if lower.endswith("s") and token.pos_ in {"NOUN", "PROPN", "VERB"} else token.lemma_.lower()


def _peaceful(doc: Doc, weapon: Weapon) -> bool:
    last = doc[weapon.last - 1]
    if last.pos_ == "VERB" or (last.lower_ in {"shell", "shells"} and last.pos_ != "NOUN"):
        return True
    head = last.head
    return (
        head.i >= weapon.last
        and last.dep_ in {"compound", "nmod", "amod"}
        and head.lemma_.lower() in word_set("strikes", "peaceful.launch")
    )
