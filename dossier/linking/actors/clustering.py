"""Clustering of entity clusters across articles: equal names first, then spellings, then acronyms and partial names."""

from collections import defaultdict
from collections.abc import Callable

from dossier.linking.actors.name_rules import (
    ActorCluster,
    body_form,
    explain_same_organisation,
    explain_same_person,
    state_served,
    strip_nation,
)
from dossier.model.actor import ActorKind, EntityCluster
from dossier.text.names import fold_name, name_parts, partial_name_kind, transliteration_key

PERSON, BODY, STATE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.STATE
Index = dict[str, list[ActorCluster]]


def cluster_actors(entities: list[tuple[str, EntityCluster]]) -> list[ActorCluster]:
    """The actor clusters of entities given as (article id, entity cluster); each entity is in one of them.

    The result depends on the order of `entities`, so that must be fixed.
    """
    states = [a for _, a in entities if a.kind is STATE]
    nations = {
        form: a.name for a in states for text in (a.name, *(m.text for m in a.mentions)) for form in (fold_name(text), text.casefold())
    }
    by_name: dict[str, ActorCluster] = {}
    for article, actor in entities:
        by_name.setdefault(_key(actor, nations), ActorCluster([])).members.append((article, actor))
    return _merge_short_names(_merge_acronyms(_merge_spellings(_merge_kinds(list(by_name.values())))))


def _key(actor: EntityCluster, nations: dict[str, str]) -> str:
    """The key of entities that are one actor from the start: kind and name, and for an organisation the state it serves."""
    if actor.kind is PERSON:
        return f"p {fold_name(actor.name)}"
    if actor.kind is STATE:
        return f"s {fold_name(actor.name)}"
    state = state_served(actor)
    return f"o {strip_nation(body_form(actor.name), state, nations)} of {state}"


def _index(clusters: list[ActorCluster], keys: Callable[[ActorCluster], set[str]]) -> Index:
    index: Index = defaultdict(list)
    for cluster in clusters:
        for key in sorted(keys(cluster)):
            index[key].append(cluster)
    return index


def _merge_kinds(clusters: list[ActorCluster]) -> list[ActorCluster]:
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


def _merge_spellings(clusters: list[ActorCluster]) -> list[ActorCluster]:
    """Merge spellings of one full name, and of one organisation's name, where only one cluster matches."""
    merged: list[ActorCluster] = []
    by_key: Index = defaultdict(list)
    for cluster in sorted(
        clusters, key=lambda c: (not c.members[0][1].affiliations, -len(name_parts(c.names[0])), -len(c.members), c.names[0])
    ):
        candidates = {id(c): c for key in sorted(_blocking_keys(cluster)) for c in by_key[key]}
        matches = [(c, reason) for c in candidates.values() if (reason := _explain_same(c, cluster))]
        if len(matches) == 1:
            matches[0][0].absorb(cluster, cluster.names[0], matches[0][1])
        else:
            merged.append(cluster)
            for key in _blocking_keys(cluster):
                by_key[key].append(cluster)
    return merged


def _blocking_keys(cluster: ActorCluster) -> set[str]:
    """Words of the cluster's name of which another spelling must share one."""
    name = cluster.names[0]
    if cluster.kind() is PERSON:
        return {f"p {word}" for word in transliteration_key(name).split()} if len(name_parts(name)) > 1 else set()
    return {f"o {body_form(name).split()[-1]}"} if cluster.kind() is BODY and body_form(name) else set()


def _explain_same(a: ActorCluster, b: ActorCluster) -> str:
    """Explanation of why two clusters are one actor by their names, or empty."""
    first, second = a.members[0][1], b.members[0][1]
    if a.kind() is BODY and b.kind() is BODY:
        return explain_same_organisation(first, second)
    return explain_same_person(first.name, second.name) if a.kind() is PERSON and b.kind() is PERSON else ""


def _merge_acronyms(clusters: list[ActorCluster]) -> list[ActorCluster]:
    """Merge an organisation that one article names by one word into the only one for which another article uses that form."""
    merged = list(clusters)
    by_form = _index([c for c in clusters if c.kind() is BODY], lambda c: {m.text for _, a in c.members for m in a.mentions})
    for cluster in clusters:
        name = cluster.names[0]
        matches = [c for c in by_form[name] if c is not cluster] if cluster.kind() is BODY and " " not in name else []
        if len(matches) == 1 and matches[0].names[0].split()[-1] != name and any(c is matches[0] for c in merged):
            matches[0].absorb(cluster, name, f"Another article uses “{name}” for “{matches[0].names[0]}”.")
            merged = [c for c in merged if c is not cluster]
    return merged


def _merge_short_names(clusters: list[ActorCluster]) -> list[ActorCluster]:
    """Merge a person of one name into the only actor that has it as part of a name, or the only one of those with the same role."""
    full = [c for c in clusters if c.kind() is PERSON and any(len(name_parts(n)) > 1 for n in c.names)]
    by_part = _index(
        full, lambda c: {form for n in c.names for part in name_parts(n) for form in (part, part.split()[-1], transliteration_key(part))}
    )
    merged = []
    for cluster in clusters:
        name = cluster.names[0]
        match, reason = None, ""
        if cluster.kind() is PERSON and len(name_parts(name)) == 1:
            match, reason = _only_bearer(cluster, name, [*by_part[fold_name(name)], *by_part[transliteration_key(name)]])
        if match is None:
            merged.append(cluster)
        else:
            match.absorb(cluster, name, reason)
    return merged


def _only_bearer(cluster: ActorCluster, name: str, candidates: list[ActorCluster]) -> tuple[ActorCluster | None, str]:
    """The candidate that `name` belongs to, and why; None where several bear it and no role decides between them."""
    candidates = list({id(c): c for c in candidates}.values())
    for part in ("surname", "first name", "part"):
        bearers = [c for c in candidates if any(partial_name_kind(name, n) == part for n in c.names)]
        phrase = "one of the names" if part == "part" else f"the {part}"
        if len(bearers) == 1:
            return bearers[0], f"“{name}” is {phrase} of {bearers[0].display_name()}, and no other actor here has it."
        roles = _roles(cluster)
        same_role = [c for c in bearers if roles & _roles(c)]
        if len(same_role) == 1:
            role = min(roles & _roles(same_role[0]))
            return same_role[0], f"“{name}” is {phrase} of {same_role[0].display_name()}, the only one here described as “{role}”."
        if bearers:
            return None, ""
    return None, ""


def _roles(cluster: ActorCluster) -> set[str]:
    return {fold_name(role.text) for _, actor in cluster.members for role in actor.roles}
