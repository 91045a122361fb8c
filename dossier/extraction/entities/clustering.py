"""Within-document clustering: the mentions of full names, surnames, first names, other spellings and acronyms of one actor."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.extraction.entities.person_evidence import ACRONYM, NameMention
from dossier.extraction.lexicon.lists import word_set
from dossier.places.gazetteer import find_places_named
from dossier.text.names import differ_by_one_letter, fold_name, name_parts, partial_name_kind, same_full_name, transliteration_key

PERSON, BODY, OTHER = "person", "body", "other"
OTHER_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY"})  # fmt: skip
"""Entity labels of the model that are neither a person's nor an organisation's."""
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
INITIALS = re.compile(r"[A-Z]{2} [A-Z][a-z]")
"""The initials of two given names without full stops ("TJ Roe")."""
FEWEST_SINGLE = 3
"""Mentions of one word from which the model's label alone makes it a person."""
LARGE_TOWN = 100_000
"""Inhabitants."""
ACTING_SHARE, STAFF_SHARE = 0.4, 0.2
"""Shares of the mentions of a doubtful body in which it acts, and in which it speaks or people are named by it."""
FEWEST_WITH_ARTICLE, ARTICLE_SHARE = 3, 0.8
"""Mentions of a surname with "the" from which it is a thing's name, and their share of all."""
MOST_COMPARED = 500
"""Names of an article with a word of a name in common that are compared with it."""
MIN_SURNAME = 5
"""Letters of a surname that may be matched by another spelling."""
NO_OTHERS: Mapping[str, int] = {}


@dataclass(slots=True)
class MentionCluster:
    """Mentions of one name in an article; `label` is PERSON, BODY or OTHER, `sure` false where it rests on the model alone."""

    name: str
    mentions: list[NameMention] = field(default_factory=list)
    label: str = OTHER
    sure: bool = False


def cluster_mentions(mentions: Iterable[NameMention], other_names: Mapping[str, int] = NO_OTHERS) -> list[MentionCluster]:
    """Cluster the mentions of undecided names into persons, bodies and others.

    `other_names` are the folded names that the article elsewhere uses for a place, an event or a work, with how often.
    """
    by_name: dict[str, MentionCluster] = {}
    for mention in mentions:
        by_name.setdefault(fold_name(mention.name), MentionCluster(mention.name)).mentions.append(mention)
    clusters = list(by_name.values())
    full = [c for c in clusters if _is_full(c, clusters)]
    for cluster in full:
        cluster.label, cluster.sure = _classify(cluster.mentions, is_full_name=True)
        if not cluster.sure and _is_mostly_other(cluster, other_names):
            cluster.label = OTHER
    full = _merge_variants(full)
    people = [c for c in full if c.label == PERSON]
    single = [c for c in clusters if not _is_full(c, clusters)]
    single = [c for c in single if not _merge_into_full_name(c, people, full)]
    for cluster in single:
        cluster.label, cluster.sure = _classify(cluster.mentions, is_full_name=False)
        if cluster.label == OTHER and _is_always_person(cluster, other_names):
            cluster.label = PERSON
        if not cluster.sure and (_is_mostly_other(cluster, other_names) or all(m.sentence_initial for m in cluster.mentions)):
            cluster.label = OTHER
    return [*full, *(c for c in single if not _is_plural_surname(c, people) and not _merge_into_similar(c, people))]


def _is_full(cluster: MentionCluster, clusters: Iterable[MentionCluster]) -> bool:
    """True for a name of several parts, and for a particle in capitals and a name that the model takes for a person's ("Al Roe"), unless it is
    the surname of another ("Ann Van Roe").
    """
    if len(name_parts(cluster.name)) > 1:
        return True
    is_given_name = " " in cluster.name and cluster.name[0].isupper() and all(m.label == "PERSON" for m in cluster.mentions)
    return is_given_name and not any(partial_name_kind(cluster.name, c.name) == "surname" for c in clusters)


def _is_mostly_other(cluster: MentionCluster, other_names: Mapping[str, int]) -> bool:
    """True where the article uses the name for a place, an event or a work at least as often as not."""
    return other_names.get(fold_name(cluster.name), 0) >= len(cluster.mentions)


def _is_always_person(cluster: MentionCluster, other_names: Mapping[str, int]) -> bool:
    """True for one word that the model takes for a person's name throughout, several times, and that is no large town and in no name of a place,
    an event or a work ("Hurricane Roe").
    """
    name = cluster.name
    is_person = all(m.label == "PERSON" and not m.in_location for m in cluster.mentions) and not CAPITALS.search(name)
    if not is_person or len(cluster.mentions) < FEWEST_SINGLE or any(fold_name(name) in other.split() for other in other_names):
        return False
    return all(place.population < LARGE_TOWN for place in find_places_named(name))


def _classify(mentions: list[NameMention], *, is_full_name: bool) -> tuple[str, bool]:
    """Label of a name by its contexts and the model's labels over the whole text, and whether it is sure."""
    labels = Counter(m.label for m in mentions)
    people, bodies = labels["PERSON"], labels["ORG"]
    others = sum(labels[label] for label in OTHER_LABELS)
    in_location = sum(m.in_location for m in mentions)
    as_person = sum(m.is_person for m in mentions)
    if any(m.is_organisation for m in mentions) and not as_person:
        return BODY, True
    if as_person and as_person >= in_location:
        return PERSON, True
    name = mentions[0].name
    if _is_outlet(name) or re.search(r"\d", name) or not re.search(r"\w\w", name):
        return OTHER, False
    speaks = any(m.speaks for m in mentions)
    is_elsewhere = in_location * 2 < len(mentions)
    may_be_person = not CAPITALS.search(name) or (speaks and INITIALS.match(name) is not None)
    if may_be_person and is_elsewhere and is_full_name and _is_unlike_body(mentions, people, max(bodies, others)):
        return PERSON, False
    if may_be_person and people and people >= bodies + others and is_elsewhere and (is_full_name or speaks):
        return PERSON, False
    if ACRONYM.fullmatch(name) and all(m.staff for m in mentions) and not (people or others):
        return BODY, False  # "Ann Roe of HDP"
    if bodies and bodies >= others and bodies > people and is_elsewhere and _acts_as_body(mentions, is_full_name=is_full_name):
        return BODY, False
    return OTHER, False


def _is_unlike_body(mentions: list[NameMention], people: int, not_people: int) -> bool:
    """True for a full name that never has an article and that the model takes for a person's as often as for anything else, or that is listed
    with persons.
    """
    if any(m.has_article or m.staff for m in mentions):
        return False
    return (people > 0 and people >= not_people) or any(m.listed_with_people for m in mentions)


def _acts_as_body(mentions: list[NameMention], *, is_full_name: bool) -> bool:
    """True where a name that the model takes for an organisation's acts, or people are named by it; one that is also a location, an acronym
    and a name of one word need more than one such mention in a long text.
    """
    acting = [m for m in mentions if m.acts and not m.in_location]
    speaking, staff = sum(m.speaks for m in mentions), sum(m.staff for m in mentions)
    if CAPITALS.search(mentions[0].name):
        acts_often = len(mentions) > 1 and max(len(acting) / ACTING_SHARE, speaking / STAFF_SHARE) >= len(mentions)
        return acts_often or (staff > 0 and staff / STAFF_SHARE >= len(mentions))
    if acting and not any(m.in_location for m in mentions):
        return True
    has_staff = staff > 0 and (is_full_name or (staff + len(acting) > 1 and staff / STAFF_SHARE >= len(mentions)))
    return has_staff or (speaking > 0 and speaking / STAFF_SHARE >= len(mentions))


def _is_outlet(name: str) -> bool:
    """True for a name that ends as those of newspapers and channels do, or begins with "Daily"."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    return last in word_set("outlets", "head") or first == "Daily"


def _merge_variants(full: list[MentionCluster]) -> list[MentionCluster]:
    """Merge other spellings and shorter forms of full names ("Ana Maria Silva", "Ana Silva")."""
    merged: list[MentionCluster] = []
    numbers_by_word: dict[str, list[int]] = {}
    for cluster in sorted(full, key=lambda c: (-len(name_parts(c.name)), c.mentions[0].name_span.start)):
        words = set(transliteration_key(cluster.name).split())
        # names of one person have a word in common
        numbers = sorted({number for word in words for number in numbers_by_word.get(word, ())})[:MOST_COMPARED]
        target = next(
            (
                c
                for c in map(merged.__getitem__, numbers)
                if same_full_name(c.name, cluster.name) or partial_name_kind(cluster.name, c.name) in ("part", "surname")
            ),
            None,
        )
        if target is None:
            for word in words:
                numbers_by_word.setdefault(word, []).append(len(merged))
            merged.append(cluster)
            continue
        if PERSON in (cluster.label, target.label):
            target.label, target.sure = PERSON, target.sure or cluster.sure
        target.mentions += cluster.mentions
    return merged


def _merge_into_full_name(cluster: MentionCluster, people: list[MentionCluster], full: list[MentionCluster]) -> bool:
    """Merge a one-word name into the full name that it is part of; false where there is none. A thing's name is dropped, with the full names
    that only the model takes for a person's.
    """
    for kind in ("surname", "first name", "part"):
        bearers = [c for c in people if any(partial_name_kind(cluster.name, name) == kind for name in _full_names(c))]
        if bearers:
            if not _is_thing(cluster):
                _give_to_nearest(cluster, bearers)
                return True
            for bearer in bearers:
                bearer.label = bearer.label if bearer.sure else OTHER
            return True
    if not any(m.is_person for m in cluster.mentions):
        bodies = [c for c in full if c.label == BODY and name_parts(c.name)[0] == name_parts(cluster.name)[0]]
        if len(bodies) == 1:
            bodies[0].mentions += cluster.mentions
            return True
    return False


def _is_thing(cluster: MentionCluster) -> bool:
    """True for one word that the model never takes for a person and that has an article throughout: "the Roe" is a make or a ship."""
    with_article = sum(m.has_article for m in cluster.mentions)
    is_named_so = with_article >= FEWEST_WITH_ARTICLE and with_article >= ARTICLE_SHARE * len(cluster.mentions)
    return is_named_so and not any(m.label == "PERSON" or m.is_person or m.speaks for m in cluster.mentions)


def _give_to_nearest(cluster: MentionCluster, bearers: Sequence[MentionCluster]) -> None:
    """Give each mention of a one-word name to the person whose full name the nearest paragraph prints, this one or one before it.

    Where it prints those of several bearers, it is the one that it prints most often; a mention is left open where they are printed equally
    often. Before any full name it goes to the first bearer.
    """
    named = sorted((m.name_span.start, m.name_span.paragraph, n) for n, c in enumerate(bearers) for m in c.mentions)
    starts, paragraphs, numbers = zip(*named, strict=True)
    for mention in cluster.mentions:
        end = bisect_left(starts, mention.name_span.start) or 1
        counts = Counter(numbers[bisect_left(paragraphs, paragraphs[end - 1]) : end]).most_common(2)
        if len(counts) == 1 or counts[0][1] > counts[1][1]:
            bearers[counts[0][0]].mentions.append(mention)


def _is_plural_surname(cluster: MentionCluster, people: list[MentionCluster]) -> bool:
    """True for the plural of a surname of the article ("the Roes"), which refers to no single person."""
    word = fold_name(cluster.name)
    return word.endswith("s") and any(word[:-1] == name_parts(name)[-1] for c in people for name in _full_names(c))


def _full_names(cluster: MentionCluster) -> list[str]:
    """The full names of a cluster, each spelling once."""
    return list(dict.fromkeys(m.name for m in cluster.mentions if len(name_parts(m.name)) > 1))


def _merge_into_similar(cluster: MentionCluster, people: list[MentionCluster]) -> bool:
    """Merge a one-word name into the only person whose surname differs from it by one letter or in transliteration."""
    if cluster.label == OTHER and not any(m.acts for m in cluster.mentions):
        return False
    word = fold_name(cluster.name)
    if len(word) < MIN_SURNAME or not transliteration_key(cluster.name).split():
        return False
    similar = [c for c in people if _has_similar_surname(word, c)]
    if len(similar) != 1 or (cluster.label == PERSON and any(m.roles for m in cluster.mentions)):
        return False
    similar[0].mentions += cluster.mentions
    return True


def _has_similar_surname(word: str, cluster: MentionCluster) -> bool:
    surname = re.sub(r"^(al|el)-", "", name_parts(cluster.name)[-1].split()[-1])
    return (
        len(surname) >= MIN_SURNAME
        and word[0] == surname[0]
        and (differ_by_one_letter(word, surname) or transliteration_key(word) == transliteration_key(surname))
    )
