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
    """The undecided names of an article as persons, bodies and others, one cluster for each.

    `things` are names, in plain form, that the article elsewhere gives to a place, storm or work.
    """
    by_name: dict[str, MentionCluster] = {}
    for one in seen:
        by_name.setdefault(fold_name(one.name), MentionCluster(one.name)).mentions.append(one)
    every = list(by_name.values())
    full = [c for c in every if len(name_parts(c.name)) > 1]
    for cluster in full:
        cluster.label, cluster.sure = _sort(cluster.mentions, many=True)
        if not cluster.sure and fold_name(cluster.name) in things:
            cluster.label = OTHER
    full = _joined(full)
    people = [c for c in full if c.label == PERSON]
    single = [c for c in every if len(name_parts(c.name)) == 1]
    left = [c for c in single if not _linked(c, people, full)]
    for cluster in left:
        cluster.label, cluster.sure = _sort(cluster.mentions, many=False)
        if not cluster.sure and (fold_name(cluster.name) in things or all(s.sentence_initial for s in cluster.mentions)):
            cluster.label = OTHER
    left = [c for c in left if not _family(c, people) and not _misspelt(c, people)]
    return [*full, *left]


def _sort(seen: list[NameMention], *, many: bool) -> tuple[str, bool]:
    """What a name is, by its surroundings and the model's labels over the whole text; and whether that is sure."""
    labels = Counter(s.label for s in seen)
    people, bodies = labels["PERSON"], labels["ORG"]
    others = sum(labels[label] for label in PLACE_LABELS)
    somewhere = sum(s.in_location for s in seen)
    told = sum(s.is_person for s in seen)
    if any(s.is_organisation for s in seen) and not told:
        return BODY, True
    if told and told >= somewhere:
        return PERSON, True
    if _outlet(seen[0].name) or re.search(r"\d|\b[A-Z]{2,}\b", seen[0].name) or not re.search(r"\w\w", seen[0].name):
        return OTHER, False
    acting = any(s.acts and not s.in_location for s in seen)
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
    """Full names with their other spellings and shorter forms ("Ana Maria Silva", "Ana Silva") as one cluster each."""
    found: list[MentionCluster] = []
    for cluster in sorted(full, key=lambda c: (-len(name_parts(c.name)), c.mentions[0].name_span.start)):
        home = next(
            (c for c in found if same_full_name(c.name, cluster.name) or partial_name_kind(cluster.name, c.name) in ("part", "surname")),
            None,
        )
        if home is None:
            found.append(cluster)
            continue
        if PERSON in (cluster.label, home.label):
            home.label, home.sure = PERSON, home.sure or cluster.sure
        home.mentions += cluster.mentions
    return found


def _linked(cluster: MentionCluster, people: list[MentionCluster], full: list[MentionCluster]) -> bool:
    """Put a one-word name to the full name it is part of; false where there is none."""
    for how in ("surname", "first name", "part"):
        bearers = [c for c in people if any(partial_name_kind(cluster.name, name) == how for name in _names(c))]
        if bearers:
            home = max(bearers, key=lambda c: (len(c.mentions), -c.mentions[0].name_span.start))
            home.mentions += cluster.mentions
            return True
    if not any(s.is_person for s in cluster.mentions):
        bodies = [c for c in full if c.label == BODY and name_parts(c.name)[0] == name_parts(cluster.name)[0]]
        if len(bodies) == 1:
            bodies[0].mentions += cluster.mentions
            return True
    return False


def _family(cluster: MentionCluster, people: list[MentionCluster]) -> bool:
    """True for the plural of a surname here ("the Roes"), which names no one."""
    word = fold_name(cluster.name)
    return word.endswith("s") and any(word[:-1] == name_parts(name)[-1] for c in people for name in _names(c))


def _names(cluster: MentionCluster) -> list[str]:
    """The full names of a cluster, each spelling once."""
    return list(dict.fromkeys(s.name for s in cluster.mentions if len(name_parts(s.name)) > 1))


def _misspelt(cluster: MentionCluster, people: list[MentionCluster]) -> bool:
    """Put a one-word name to the only person whose surname it misses by a letter, as prints of one article do."""
    if cluster.label == OTHER and not any(s.acts for s in cluster.mentions):
        return False
    word = transliteration_key(cluster.name).split()[-1:]
    near = [c for c in people if word and len(fold_name(cluster.name)) >= 5 and _near(fold_name(cluster.name), c)]
    if len(near) != 1 or (cluster.label == PERSON and any(s.roles for s in cluster.mentions)):
        return False
    near[0].mentions += cluster.mentions
    return True


def _near(word: str, cluster: MentionCluster) -> bool:
    surname = re.sub(r"^(al|el)-", "", name_parts(cluster.name)[-1].split()[-1])
    return (
        len(surname) >= 5
        and word[0] == surname[0]
        and (edit_distance(word, surname, most=1) == 1 or transliteration_key(word) == transliteration_key(surname))
    )
