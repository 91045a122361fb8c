"""Local actors brought together: equal names first, then spellings, then acronyms and surnames."""

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


def cluster_actors(local: list[tuple[str, EntityCluster]]) -> list[ActorCluster]:
    """The groups of local actors, given as (article id, actor) in a fixed order; each actor is in one group."""
    states = [a for _, a in local if a.kind is STATE]
    nations = {
        form: a.name for a in states for text in (a.name, *(m.text for m in a.mentions)) for form in (fold_name(text), text.casefold())
    }
    by_name: dict[str, ActorCluster] = {}
    for article, actor in local:
        by_name.setdefault(_key(actor, nations), ActorCluster([])).members.append((article, actor))
    return _short_names(_acronyms(_variants(_across_kinds(list(by_name.values())))))


def _key(actor: EntityCluster, nations: dict[str, str]) -> str:
    """What local actors of one group share from the start: kind and name, and for a body the state it serves."""
    if actor.kind is PERSON:
        return f"p {fold_name(actor.name)}"
    if actor.kind is STATE:
        return f"s {fold_name(actor.name)}"
    state = state_served(actor)
    return f"o {strip_nation(body_form(actor.name), state, nations)} of {state}"


def _index(groups: list[ActorCluster], keys: Callable[[ActorCluster], set[str]]) -> Index:
    found: Index = defaultdict(list)
    for group in groups:
        for key in sorted(keys(group)):
            found[key].append(group)
    return found


def _across_kinds(groups: list[ActorCluster]) -> list[ActorCluster]:
    """One name that articles take for different kinds is one actor; the vote decides on the kind."""
    found: list[ActorCluster] = []
    at: Index = defaultdict(list)
    for group in groups:
        name = group.names[0]
        homes = [g for g in at[fold_name(name)] if g.kind() is not group.kind()]
        if len(homes) == 1:
            homes[0].join(group, name, f"“{name}” is the same name; its kind was decided by vote.")
        else:
            found.append(group)
            at[fold_name(name)].append(group)
    return found


def _variants(groups: list[ActorCluster]) -> list[ActorCluster]:
    """Join spellings of one full name, and of one body's name, where only one group fits."""
    found: list[ActorCluster] = []
    at: Index = defaultdict(list)
    for group in sorted(
        groups, key=lambda g: (not g.members[0][1].affiliations, -len(name_parts(g.names[0])), -len(g.members), g.names[0])
    ):
        one = group.members[0][1]
        near = {id(g): g for key in sorted(_shared(group)) for g in at[key]}
        homes = [(g, why) for g in near.values() if (why := _same(g, group))]
        if len(homes) == 1:
            homes[0][0].join(group, one.name, homes[0][1])
        else:
            found.append(group)
            for key in _shared(group):
                at[key].append(group)
    return found


def _shared(group: ActorCluster) -> set[str]:
    """Words that a variant of the group's name must share with it."""
    name = group.names[0]
    if group.kind() is PERSON:
        return {f"p {word}" for word in transliteration_key(name).split()} if len(name_parts(name)) > 1 else set()
    return {f"o {body_form(name).split()[-1]}"} if group.kind() is BODY and body_form(name) else set()


def _same(a: ActorCluster, b: ActorCluster) -> str:
    one, two = a.members[0][1], b.members[0][1]
    if a.kind() is BODY and b.kind() is BODY:
        return explain_same_organisation(one, two)
    return explain_same_person(one.name, two.name) if a.kind() is PERSON and b.kind() is PERSON else ""


def _acronyms(groups: list[ActorCluster]) -> list[ActorCluster]:
    """Join a body that one article names by one word to the one body that another article gives that form to."""
    found = list(groups)
    at = _index([g for g in groups if g.kind() is BODY], lambda g: {m.text for _, a in g.members for m in a.mentions})
    for group in groups:
        name = group.names[0]
        homes = [g for g in at[name] if g is not group] if group.kind() is BODY and " " not in name else []
        if len(homes) == 1 and homes[0].names[0].split()[-1] != name and any(g is homes[0] for g in found):
            homes[0].join(group, name, f"“{name}” is what another article here calls “{homes[0].names[0]}”.")
            found = [g for g in found if g is not group]
    return found


def _short_names(groups: list[ActorCluster]) -> list[ActorCluster]:
    """Join a person of one name to the only actor here that bears it, or the only one of those with the same role."""
    full = [g for g in groups if g.kind() is PERSON and any(len(name_parts(n)) > 1 for n in g.names)]
    at = _index(
        full, lambda g: {form for n in g.names for part in name_parts(n) for form in (part, part.split()[-1], transliteration_key(part))}
    )
    kept = []
    for group in groups:
        name = group.names[0]
        home, reason = None, ""
        if group.kind() is PERSON and len(name_parts(name)) == 1:
            home, reason = _bearer(group, name, [*at[fold_name(name)], *at[transliteration_key(name)]])
        if home is None:
            kept.append(group)
        else:
            home.join(group, name, reason)
    return kept


def _bearer(group: ActorCluster, name: str, near: list[ActorCluster]) -> tuple[ActorCluster | None, str]:
    """Whose name it is, and why; nobody's where several bear it and no role tells them apart."""
    near = list({id(g): g for g in near}.values())
    for how in ("surname", "first name", "part"):
        homes = [g for g in near if any(partial_name_kind(name, n) == how for n in g.names)]
        called = "one of the names" if how == "part" else f"the {how}"
        if len(homes) == 1:
            return homes[0], f"“{name}” is {called} of {homes[0].display()}, and no other actor here bears it."
        roles = _roles(group)
        same = [g for g in homes if roles & _roles(g)]
        if len(same) == 1:
            said = min(roles & _roles(same[0]))
            return same[0], f"“{name}” is {called} of {same[0].display()}, the only bearer here who is called “{said}”."
        if homes:
            return None, ""
    return None, ""


def _roles(group: ActorCluster) -> set[str]:
    return {fold_name(role.text) for _, actor in group.members for role in actor.roles}
