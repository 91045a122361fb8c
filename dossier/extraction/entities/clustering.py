"""One article's mentions of a name brought together: full names, surnames, first names, other spellings, acronyms."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dossier.extraction.entities.person_evidence import NameMention
from dossier.extraction.lexicon.lists import word_set
from dossier.text.names import edit_distance, fold_name, name_parts, partial_name_kind, same_full_name, transliteration_key

PERSON, BODY, OTHER = "person", "body", "other"
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY"})  # fmt: skip


@dataclass(slots=True)
class MentionCluster:
    """All that an article has under one name, and what it was decided to be."""

    name: str
    mentions: list[NameMention] = field(default_factory=list)
    label: str = OTHER
    sure: bool = False


def cluster_mentions(seen: Iterable[NameMention], things: frozenset[str] = frozenset()) -> list[MentionCluster]:
    """The undecided names of an article as persons, bodies and others, one circle for each.

    `things` are names, in plain form, that the article elsewhere gives to a place, storm or work.
    """
    by_name: dict[str, MentionCluster] = {}
    for one in seen:
        by_name.setdefault(fold_name(one.name), MentionCluster(one.name)).mentions.append(one)
    every = list(by_name.values())
    full = [c for c in every if len(name_parts(c.name)) > 1]
    for circle in full:
        circle.label, circle.sure = _sort(circle.mentions, many=True)
        if not circle.sure and fold_name(circle.name) in things:
            circle.label = OTHER
    full = _joined(full)
    people = [c for c in full if c.label == PERSON]
    single = [c for c in every if len(name_parts(c.name)) == 1]
    left = [c for c in single if not _linked(c, people, full)]
    for circle in left:
        circle.label, circle.sure = _sort(circle.mentions, many=False)
        if not circle.sure and (fold_name(circle.name) in things or all(s.opens for s in circle.mentions)):
            circle.label = OTHER
    left = [c for c in left if not _family(c, people) and not _misspelt(c, people)]
    return [*full, *left]


def _sort(seen: list[NameMention], *, many: bool) -> tuple[str, bool]:
    """What a name is, by its surroundings and the model's labels over the whole text; and whether that is sure."""
    labels = Counter(s.label for s in seen)
    people, bodies = labels["PERSON"], labels["ORG"]
    others = sum(labels[label] for label in PLACE_LABELS)
    somewhere = sum(s.placed for s in seen)
    told = sum(s.person for s in seen)
    if any(s.body for s in seen) and not told:
        return BODY, True
    if told and told >= somewhere:
        return PERSON, True
    if _outlet(seen[0].name) or re.search(r"\d|\b[A-Z]{2,}\b", seen[0].name) or not re.search(r"\w\w", seen[0].name):
        return OTHER, False
    acting = any(s.acts and not s.placed for s in seen)
    if people and people >= bodies + others and somewhere * 2 < len(seen) and (many or any(s.speaks for s in seen)):
        return PERSON, False
    if bodies and bodies >= others and bodies >= people and acting and not somewhere:
        return BODY, False
    return OTHER, False


def _outlet(name: str) -> bool:
    """True for a name that ends, or begins with "Daily", as newspapers' and channels' names do."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    return last in word_set("outlets", "head") or first == "Daily"


def _joined(full: list[MentionCluster]) -> list[MentionCluster]:
    """Full names with their other spellings and shorter forms ("Ana Maria Silva", "Ana Silva") as one circle each."""
    found: list[MentionCluster] = []
    for circle in sorted(full, key=lambda c: (-len(name_parts(c.name)), c.mentions[0].spot.start)):
        home = next(
            (c for c in found if same_full_name(c.name, circle.name) or partial_name_kind(circle.name, c.name) in ("part", "surname")), None
        )
        if home is None:
            found.append(circle)
            continue
        if PERSON in (circle.label, home.label):
            home.label, home.sure = PERSON, home.sure or circle.sure
        home.mentions += circle.mentions
    return found


def _linked(circle: MentionCluster, people: list[MentionCluster], full: list[MentionCluster]) -> bool:
    """Put a one-word name to the full name it is part of; false where there is none."""
    for how in ("surname", "first name", "part"):
        bearers = [c for c in people if any(partial_name_kind(circle.name, name) == how for name in _names(c))]
        if bearers:
            home = max(bearers, key=lambda c: (len(c.mentions), -c.mentions[0].spot.start))
            home.mentions += circle.mentions
            return True
    if not any(s.person for s in circle.mentions):
        bodies = [c for c in full if c.label == BODY and name_parts(c.name)[0] == name_parts(circle.name)[0]]
        if len(bodies) == 1:
            bodies[0].mentions += circle.mentions
            return True
    return False


def _family(circle: MentionCluster, people: list[MentionCluster]) -> bool:
    """True for the plural of a surname here ("the Roes"), which names no one."""
    word = fold_name(circle.name)
    return word.endswith("s") and any(word[:-1] == name_parts(name)[-1] for c in people for name in _names(c))


def _names(circle: MentionCluster) -> list[str]:
    """The full names of a circle, each spelling once."""
    return list(dict.fromkeys(s.name for s in circle.mentions if len(name_parts(s.name)) > 1))


def _misspelt(circle: MentionCluster, people: list[MentionCluster]) -> bool:
    """Put a one-word name to the only person whose surname it misses by a letter, as prints of one article do."""
    if circle.label == OTHER and not any(s.acts for s in circle.mentions):
        return False
    word = transliteration_key(circle.name).split()[-1:]
    near = [c for c in people if word and len(fold_name(circle.name)) >= 5 and _near(fold_name(circle.name), c)]
    if len(near) != 1 or (circle.label == PERSON and any(s.roles for s in circle.mentions)):
        return False
    near[0].mentions += circle.mentions
    return True


def _near(word: str, circle: MentionCluster) -> bool:
    surname = re.sub(r"^(al|el)-", "", name_parts(circle.name)[-1].split()[-1])
    return (
        len(surname) >= 5
        and word[0] == surname[0]
        and (edit_distance(word, surname, most=1) == 1 or transliteration_key(word) == transliteration_key(surname))
    )
