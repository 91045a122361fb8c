"""Title lexicon: titles, offices, trades and kinship terms, in the singular and the plural."""

from functools import lru_cache
from typing import TYPE_CHECKING

from dossier.extraction.lexicon.lists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc


@lru_cache(maxsize=1)
def role_nouns() -> frozenset[str]:
    """All role nouns of one word, in small letters, singular and plural."""
    singulars = {w.lower() for key in ("office", "person", "kin") for w in word_set("roles", key)}
    return frozenset(singulars | {plural(w) for w in singulars} | {f"{w}s" for w in singulars})


@lru_cache(maxsize=1)
def _singulars() -> frozenset[str]:
    return frozenset(w.lower() for key in ("office", "person", "kin") for w in word_set("roles", key))


def plural(word: str) -> str:
    """The regular plural of a noun: "minister" -> "ministers", "ministry" -> "ministries"."""
    if word.endswith("man"):
        return f"{word[:-3]}men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "ch", "sh", "x")) else f"{word}s"


def singular(word: str) -> str:
    """Singular of a role noun where its plural is regular ("envoys" -> "envoy", "chairmen" -> "chairman"); else the word itself."""
    low = word.lower()
    singulars = _singulars()
    if low in singulars:
        return word
    if low.endswith("men"):
        return f"{word[:-3]}man"
    if low.endswith("ies"):
        return f"{word[:-3]}y"
    if low.endswith("es") and low[:-2] in singulars:
        return word[:-2]
    return word[:-1] if low.endswith("s") and low[:-1] in singulars else word


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    """Offices, in small letters: they stand before names, trades in capitals seldom do."""
    return frozenset(w.lower() for w in word_set("roles", "office"))


STATE_OFFICES = frozenset({"president", "premier", "prime minister", "chancellor", "minister", "secretary", "king", "queen", "emir", "envoy", "ambassador", "negotiator", "chief of staff"})  # fmt: skip
"""Offices of a state by which its holder speaks for it."""
HEADS_OF_STATE = frozenset({"president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "leader"})
"""Offices of a head of state or of government, as the text gives them."""


def holds_state_office(role: str) -> bool:
    """True for a role of these offices in words: "foreign minister", "Secretary of State", not "club president"."""
    office = role.lower().partition(" of ")[0]
    name = next((name for name in sorted(STATE_OFFICES, key=len, reverse=True) if office == name or office.endswith(f" {name}")), None)
    if name is None:
        return False
    return set(office.removesuffix(name).split()) <= words_before_office()


@lru_cache(maxsize=1)
def portfolios() -> frozenset[str]:
    """Fields of government, in small letters: "trade", "foreign affairs"."""
    return frozenset(name.lower() for name in word_set("roles", "portfolio"))


@lru_cache(maxsize=1)
def words_before_office() -> frozenset[str]:
    """Words that stand before an office of a state, in small letters: those of its field, and "deputy" and the like."""
    return word_set("roles", "modifier") | {word for name in portfolios() for word in name.split()}


def long_title(doc: "Doc", i: int, end: int) -> int:
    """Index after a title of several tokens that starts at token `i` and ends at or before token `end`; 0 where there is none."""
    if doc[i].lower_.replace("’", "'") not in _title_prefixes():
        return 0
    for size in range(min(5, end - i), 1, -1):
        phrase = doc[i : i + size].text.lower().replace("’", "'")
        if phrase in _long_titles():
            return i + size
    return 0


@lru_cache(maxsize=1)
def _title_prefixes() -> frozenset[str]:
    """Every prefix of a title of several tokens: a quick test that most tokens fail."""
    return frozenset(title[:size] for title in _long_titles() for size in range(1, len(title) + 1))


@lru_cache(maxsize=1)
def _long_titles() -> frozenset[str]:
    nouns = word_set("roles", "office") | word_set("roles", "person") | word_set("roles", "kin")
    titles = {w.lower() for w in nouns if " " in w or "-" in w or w.endswith(".")}
    for area in word_set("roles", "portfolio"):
        titles |= {f"{office} of {area}".lower() for office in ("secretary", "minister", "director", "chief", "undersecretary", "speaker")}
    return frozenset(titles | {f"{w}s" for w in titles})
