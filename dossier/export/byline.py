"""Persons of a byline, with the given or the family name first ("Mia van Holt"; "van Holt, Mia"), and bodies, which are kept whole."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dossier.model.article import Article
from dossier.places.gazetteer import find_places_spelled
from dossier.text.agencies import AGENCIES
from dossier.text.unsafe_characters import one_line

BODY_WORDS = frozenset(
    ["agency", "agencies", "correspondent", "correspondents", "desk", "editor", "editors", "newsroom", "news", "office", "online",
     "press", "reporter", "reporters", "service", "staff", "team", "writer", "writers", "media", "tv", "times", "post", "daily"]
)  # fmt: skip
"""Words in bylines of desks and agencies and not in names of people; such bylines are kept whole."""
PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "da",
        "dos",
        "di",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
        "ter",
        "ten",
        "zu",
        "af",
        "y",
    ]
)
"""Lower-case particles of family names."""
SUFFIX = re.compile(r"(?:Jr|Sr|Jnr|Snr)\.?$|(?:II|III|IV)$", re.IGNORECASE)
BY = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
OTHERS = re.compile(r"[,;]?\s*(?:et al\.?|and others|u\.\s?a\.)$", re.IGNORECASE)
AND = re.compile(r"\s*(?:&|\band\b)\s*")
INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+$|[^\W\d_]$")
MOST_WORDS = 4


class Name(NamedTuple):
    """A person's name; `given` is empty where `family` is kept whole."""

    given: str
    family: str
    suffix: str = ""


def authors(article: Article) -> tuple[Name, ...]:
    """The authors in a byline. A byline of a desk or an agency, or one that does not look like names of people, is one name kept whole;
    of several separated by semicolons, each is taken by itself.
    """
    byline = OTHERS.sub("", BY.sub("", one_line(article.byline).strip())).strip(" ,;")
    if not byline:
        return ()
    if ";" in byline:
        parts = [part.strip() for part in byline.split(";") if part.strip()]
        library = any(_family_first(part, article) for part in parts)
        return tuple(_family_first(part, article, library=library) or _given_first(part, article) or Name("", part) for part in parts)
    parts = [part for part in AND.split(byline) if part]
    family_first = [_family_first(part, article, alone=len(parts) == 1) for part in parts]
    if all(family_first):
        return tuple(name for name in family_first if name)
    names = [part.strip() for part in re.split(r"\s*,\s*|\s*(?:&|\band\b)\s*", byline) if part.strip()]
    given_first = [_given_first(name, article) for name in _with_suffixes(names)]
    if all(given_first):
        return tuple(name for name in given_first if name)
    return _in_pairs(names, article) or (Name("", byline),)


def _family_first(words: str, article: Article, *, alone: bool = False, library: bool = False) -> Name | None:
    """The person of "van Holt, Mia", perhaps with a suffix; None where they are not a name. Two words before the comma may also be a whole
    name with a place, an agency or another person after it: `alone`, they are a family name only where what follows is none of these. In a `library` style byline other names are written so.
    """
    parts = [part.strip() for part in words.split(",") if part.strip()]
    suffixes = [part for part in parts if SUFFIX.match(part)]
    parts = [part for part in parts if part not in suffixes]
    if len(parts) != 2 or len(suffixes) > 1:
        return None
    family, given = parts
    if not _is_family(family, article) or not _is_given(given, article):
        return None
    several = sum(word not in PARTICLES for word in family.split()) > 1
    if several and not library and ((alone and len(given.split()) > 1 and not INITIALS.match(given)) or find_places_spelled(given)):
        return None
    return _person(given, family, "".join(suffixes))


def _given_first(words: str, article: Article) -> Name | None:
    """The person of "Mia van Holt", perhaps with a suffix; None where they are not a name."""
    *rest, last = words.split()
    suffix = last if SUFFIX.match(last) and len(rest) > 1 else ""
    rest = [word.rstrip(",") if suffix else word for word in rest]
    name = rest if suffix else [*rest, last]
    initials = next((n for n in range(1, len(name)) if all(word.endswith(".") and INITIALS.match(word) for word in name[n:])), 0)
    if initials and not INITIALS.match(name[0]):
        # as libraries write it without a comma: "Holt M. K."
        family = " ".join(name[:initials])
        return _person(" ".join(name[initials:]), family, suffix) if _is_family(family, article) else None
    plain = all((word[:1].isupper() and "," not in word) or word in PARTICLES for word in name)
    if not (2 <= len(name) <= MOST_WORDS and plain) or " ".join(name) == article.outlet or _names_body(name):
        return None
    at = next((i for i, word in enumerate(name) if i and word in PARTICLES), len(name) - 1)
    return Name(" ".join(name[:at]), " ".join(name[at:]), suffix)


def _in_pairs(names: Sequence[str], article: Article) -> tuple[Name, ...]:
    """The persons of "Holt, Mia, Brandt, Ilse and Marsh, Ann": pairs of a family name of one word and a given name; empty where they are
    none.
    """
    if len(names) % 2 or len(names) < 4:
        return ()
    pairs = [_family_first(f"{family}, {given}", article) for family, given in zip(names[::2], names[1::2], strict=True)]
    single = all(sum(word not in PARTICLES for word in family.split()) == 1 for family in names[::2])
    return tuple(pair for pair in pairs if pair) if single and all(pairs) else ()


def _with_suffixes(names: Sequence[str]) -> list[str]:
    """The names, each suffix that a comma separates from its name after the name again."""
    joined: list[str] = []
    for name in names:
        if joined and SUFFIX.match(name):
            joined[-1] += f" {name}"
        else:
            joined.append(name)
    return joined


def _person(given: str, family: str, suffix: str) -> Name:
    """A name of which particles may follow the given name ("Holt, Mia van")."""
    words = given.split()
    at = next((i for i, word in enumerate(words) if word in PARTICLES and all(w in PARTICLES for w in words[i:])), len(words))
    return Name(" ".join(words[:at]), " ".join([*words[at:], family]), suffix)


def _is_family(words: str, article: Article) -> bool:
    name = words.split()
    plain = all(word[:1].isupper() or word in PARTICLES for word in name) and any(word[:1].isupper() for word in name)
    return len(name) <= MOST_WORDS and plain and words != article.outlet and not _names_body(name)


def _is_given(words: str, article: Article) -> bool:
    name = words.split()
    acronym = len(name) == 1 and name[0].isupper() and 1 < len(name[0].strip(".")) <= 3 and "." not in name[0]
    plain = name[0][:1].isupper() and all(word[:1].isupper() or word in PARTICLES for word in name)
    return len(name) < MOST_WORDS and plain and not acronym and words != article.outlet and not _names_body(name)


def _names_body(words: Sequence[str]) -> bool:
    """True for words of a desk, an agency or an outlet."""
    return bool(BODY_WORDS & {word.casefold() for word in words}) or " ".join(words) in AGENCIES
