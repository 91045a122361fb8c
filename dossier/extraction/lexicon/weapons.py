"""Weapon lexicon: the weapons that a text mentions."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from dossier.extraction.lexicon.lists import load_lexicon, word_set

LONGEST = 4


@dataclass(frozen=True, slots=True)
class Weapon:
    """Weapon mention: tokens `first` up to, not including, `last`.

    `label` is the name that is shown; weapons of different `family` ("air", "ground", "bomb", "gun") belong to different attacks, except that
    a "chemical" weapon may be sent by any other;
    `subkind` is the sub-event type after ACLED.
    """

    label: str
    family: str
    subkind: str
    first: int
    last: int


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], tuple[str, str, str]]:
    kinds = load_lexicon("weapons")["weapon"]
    classes = [(phrase, kind) for kind in kinds if "wordnet" in kind for phrase in word_set("wordnet", kind["wordnet"])]
    attacks = word_set("strikes", "nouns.sure") | word_set("strikes", "nouns.weak")
    compounds = [(f"{kind['before']} {noun}", kind) for kind in kinds if "before" in kind for noun in attacks]
    listed = [(phrase, kind) for kind in kinds for phrase in kind["words"]]
    return {
        tuple(phrase.replace("-", " - ").split()): (kind["label"], kind["family"], kind["subkind"])
        for phrase, kind in (*classes, *compounds, *listed)
    }


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """First words of weapon names, in the singular and the plural."""
    return frozenset(form for phrase in _phrases() for form in (phrase[0], f"{phrase[0]}s"))


def find_weapons(doc: Doc) -> tuple[Weapon, ...]:
    """Weapon mentions in order, longest names first; not in "rocket launch", "bomb threat" and "missile test"."""
    weapons: list[Weapon] = []
    i = 0
    while i < len(doc):
        may_start = doc[i].lower_ in _first_words() or doc[i].lemma_.lower() in _first_words()
        weapon = _weapon_at(doc, i) if may_start else None
        if weapon:
            if not _is_peaceful(doc, weapon):
                weapons.append(weapon)
            i = weapon.last
        else:
            i += 1
    return tuple(weapons)


def _weapon_at(doc: Doc, i: int) -> Weapon | None:
    """The longest weapon name that starts at token `i`, or None."""
    for size in range(LONGEST, 0, -1):
        part = doc[i : i + size]
        if len(part) < size:
            continue
        exact = tuple(t.lower_ for t in part)
        for key in (exact, (*exact[:-1], singular_of(part[-1]))):
            if key in _phrases():
                label, family, subkind = _phrases()[key]
                return Weapon(label, family, subkind, i, i + size)
    return None


def singular_of(token: Token) -> str:
    """The word without a plural ending; the tagger sometimes takes "drones" or "Gunmen" for a name and leaves its lemma in the plural."""
    lower = token.lower_
    if token.pos_ in {"NOUN", "PROPN", "VERB"} and lower.endswith(("s", "men")):
        return lower[:-1] if lower.endswith("s") else f"{lower[:-3]}man"
    return token.lemma_.lower()


def _is_peaceful(doc: Doc, weapon: Weapon) -> bool:
    """True where the word is a verb ("they rocket up") or only describes a launch, test or threat."""
    last = doc[weapon.last - 1]
    if last.pos_ == "VERB" or (last.lower_ in {"shell", "shells"} and last.pos_ != "NOUN"):
        return True
    head = last.head
    return (
        head.i >= weapon.last
        and last.dep_ in {"compound", "nmod", "amod"}
        and head.lemma_.lower() in word_set("strikes", "peaceful.launch")
    )
