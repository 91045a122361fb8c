"""Clustering of entity clusters across articles by name: equal names, then one name of several kinds, then spellings."""

from collections import defaultdict
from collections.abc import Mapping

from dossier.linking.actors.name_rules import (
    ActorCluster,
    body_form,
    explain_same_organisation,
    explain_same_person,
    state_served,
    strip_nation,
)
from dossier.model.actor import ActorKind, EntityCluster
from dossier.text.names import arabic_blocks, fold_name, name_parts, same_arabic_name, transliteration_key

PERSON, BODY, STATE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.STATE
Index = dict[str, list[ActorCluster]]
ListOrder = tuple[bool, int, int, str]
"""Order in which clusters are compared: those with an affiliation first, then the fuller names, then those of more members."""


def name_key(actor: EntityCluster, nations: Mapping[str, str]) -> str:
    """The key of entities that are one actor from the start: kind and name, and for an organisation the state it serves. `nations` maps forms
    of that state to its name.
    """
    if actor.kind is PERSON:
        return f"p {fold_name(actor.name)}"
    if actor.kind is STATE:
        return f"s {fold_name(actor.name)}"
    state = state_served(actor)
    return f"o {strip_nation(body_form(actor.name), state, nations)} of {state}"


def list_order(cluster: ActorCluster) -> ListOrder:
    """See `ListOrder`."""
    first = cluster.members[0][1]
    return not first.affiliations, -len(name_parts(first.name)), -len(cluster.members), first.name


def merge_kinds(clusters: list[ActorCluster]) -> list[ActorCluster]:
    """Merge clusters of one name and different kinds; the vote of their mentions decides on the kind."""
    merged: list[ActorCluster] = []
    by_name: Index = defaultdict(list)
    for cluster in clusters:
        name = cluster.names[0]
        matches = [c for c in by_name[fold_name(name)] if c.kind() is not cluster.kind()]
        if len(matches) == 1:
            matches[0].absorb(cluster, name, f"“{name}” is the same name; most mentions decide its kind.")
        else:
            merged.append(cluster)
            by_name[fold_name(name)].append(cluster)
    return merged


def merge_spellings(clusters: list[ActorCluster]) -> list[ActorCluster]:
    """Merge spellings of one full name, and of one organisation's name, where only one cluster matches."""
    merged: list[ActorCluster] = []
    by_key: Index = defaultdict(list)
    for cluster in sorted(clusters, key=list_order):
        kind, first = cluster.kind(), cluster.members[0][1]
        keys = sorted(spelling_keys(first, kind))
        candidates = {id(c): c for key in keys for c in by_key[key]}
        matches = [(c, reason) for c in candidates.values() if (reason := explain_spelling(c.members[0][1], first, kind))]
        if len(matches) == 1:
            matches[0][0].absorb(cluster, cluster.names[0], matches[0][1])
        else:
            merged.append(cluster)
            for key in keys:
                by_key[key].append(cluster)
    return merged


def spelling_keys(actor: EntityCluster, kind: ActorKind) -> set[str]:
    """Blocking keys of an actor of that kind: the words of its name of which another spelling must share one."""
    if kind is PERSON:
        if len(name_parts(actor.name)) < 2:
            return set()
        return {f"p {word}" for word in transliteration_key(actor.name).split()} | {f"a {word}" for word in arabic_blocks(actor.name)}
    return {f"o {body_form(actor.name).split()[-1]}"} if kind is BODY and body_form(actor.name) else set()


def is_block_of(key: str, kind: ActorKind) -> bool:
    """True for a blocking key of an actor of that kind."""
    return key.startswith("o ") is (kind is BODY)


def explain_spelling(a: EntityCluster, b: EntityCluster, kind: ActorKind) -> str:
    """Explanation of why two actors of one kind are one by their names, or empty."""
    if kind is BODY:
        return explain_same_organisation(a, b)
    reason = explain_same_person(a.name, b.name) or _explain_other_order(a, b) if kind is PERSON else ""
    return "" if reason and _are_of_two_sides(a, b) else reason


def _explain_other_order(a: EntityCluster, b: EntityCluster) -> str:
    """Explanation of why two names in the opposite order are one person's, if both serve one state or body: "Sato Kenji", "Kenji Sato"; else empty."""
    first, second = (fold_name(actor.name).split() for actor in (a, b))
    served = [{fold_name(affiliation.name) for affiliation in actor.affiliations} for actor in (a, b)]
    is_one = len(first) == len(second) == 2 and first == second[::-1] and bool(served[0] & served[1])
    return f"“{a.name}” and “{b.name}” are one name, in one of them with the family name first." if is_one else ""


def _are_of_two_sides(a: EntityCluster, b: EntityCluster) -> bool:
    """True for two romanizations of an Arabic name in articles that give their bearers different sides."""
    if transliteration_key(a.name) == transliteration_key(b.name) or not same_arabic_name(a.name, b.name):
        return False
    sides = [{fold_name(affiliation.name) for affiliation in actor.affiliations} for actor in (a, b)]
    return all(sides) and not sides[0] & sides[1]
