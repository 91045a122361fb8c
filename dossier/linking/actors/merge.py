"""One actor for all its names across the articles, with the reason for every join."""

import hashlib
from collections import Counter

from dossier.linking.actors.clustering import cluster_actors
from dossier.linking.actors.name_rules import ActorCluster, body_form
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole, EntityCluster
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.text.names import fold_name, partial_name_kind

LETTER = {ActorKind.PERSON: "p", ActorKind.ORGANISATION: "o", ActorKind.STATE: "s"}


def merge_actors(articles: dict[str, Article], facts: dict[str, Facts]) -> tuple[tuple[Actor, ...], dict[tuple[str, int], str]]:
    """The actors of the dossier, and the actor's id for every (article id, local key).

    Most-named first within a kind. The result does not depend on the order of the articles: they are read by file name.
    """
    order = sorted(articles, key=lambda key: (articles[key].file, key))
    groups = cluster_actors([(key, actor) for key in order if key in facts for actor in facts[key].actors])
    sides = {fold_name(name): _acts_for(g) for g in groups for name in g.forms()}
    rank = {key: number for number, key in enumerate(order)}
    actors: list[Actor] = []
    ids: dict[tuple[str, int], str] = {}
    for group in groups:
        actor = _actor(group, rank, sides)
        actors.append(actor)
        ids |= {(article, member.key): actor.id for article, member in group.members}
    actors.sort(key=lambda a: (a.kind, -len(a.articles), -len(a.mentions), a.name, a.id))
    return tuple(actors), ids


def _acts_for(group: ActorCluster) -> str:
    """What to call the group where it is somebody's side: the state it serves, else its own name."""
    votes = Counter(s.name for _, a in group.members for s in a.affiliations) if group.kind() is ActorKind.ORGANISATION else Counter()
    return max(votes, key=lambda n: (votes[n], n)) if votes else group.display()


def _actor(group: ActorCluster, rank: dict[str, int], sides: dict[str, str]) -> Actor:
    """The group as an actor of the dossier; `sides` leads from any printed form to what is shown as a side."""
    kind, name = group.kind(), group.display()
    members = sorted(group.members, key=lambda m: (rank[m[0]], m[1].key))
    mentions = sorted({(rank[k], m.span, m.text, k) for k, a in members for m in a.mentions})
    side, sides_from = (None, ()) if kind is ActorKind.STATE else _side(members, name, sides)
    roles: dict[str, ArticleRole] = {}
    for article, actor in members:
        for role in actor.roles if kind is ActorKind.PERSON else ():
            roles.setdefault(fold_name(role.text), ArticleRole(role.text, article, role.span))
    aliases = _aliases(name, group)
    first = min((k, span.start, text) for _, span, text, k in mentions)
    return Actor(
        id=LETTER[kind] + hashlib.sha256(repr(first).encode()).hexdigest()[:10],
        name=name,
        kind=kind,
        aliases=aliases,
        roles=tuple(roles.values()),
        side=side,
        mentions=tuple(ArticleMention(k, span, text) for _, span, text, k in mentions),
        explanation=_why(group, name, aliases, kind),
        affiliation_evidence=sides_from,
    )


def _side(members: list[tuple[str, EntityCluster]], own: str, sides: dict[str, str]) -> tuple[str | None, tuple[ArticleRole, ...]]:
    """The side that most passages tell, and those passages."""
    told = [(sides.get(fold_name(s.name), s.name), article, s.span) for article, a in members for s in a.affiliations]
    told = [row for row in told if row[0] != own]
    if not told:
        return None, ()
    votes = Counter(name for name, _, _ in told)
    best = max(votes, key=lambda n: (votes[n], -next(i for i, row in enumerate(told) if row[0] == n)))
    return best, tuple(ArticleRole(name, article, span) for name, article, span in told if name == best)


def _aliases(name: str, group: ActorCluster) -> tuple[str, ...]:
    """The other forms, the most printed first; of forms that differ in capitals alone the most printed one."""
    printed = group.printed()
    best: dict[str, str] = {}
    for form in sorted(group.forms(), key=lambda f: (-printed[f], f)):
        best.setdefault(form.casefold(), form)
    best.pop(name.casefold(), None)
    return tuple(sorted(best.values(), key=lambda f: (-printed[f], f)))


def _why(group: ActorCluster, name: str, aliases: tuple[str, ...], kind: ActorKind) -> tuple[str, ...]:
    """A sentence for every alias and join."""
    found = dict(group.explanation)
    for alias in aliases:
        if alias not in found and not any(f"“{alias}”" in why for why in found.values()):
            found[alias] = _reason(alias, name, kind)
    return tuple(dict.fromkeys(found.values()))


def _reason(alias: str, name: str, kind: ActorKind) -> str:
    """Why one article itself uses `alias` for the actor."""
    if kind is ActorKind.STATE:
        return f"“{alias}” stands for {name}: another name of the state, or its capital where it acts."
    how = partial_name_kind(alias, name)
    if kind is ActorKind.PERSON and how in ("surname", "first name"):
        return f"“{alias}” is the {how} of {name}, and no other actor of that article bears it."
    if kind is ActorKind.PERSON:
        return f"“{alias}” is a spelling or a part of the name {name}."
    if body_form(alias) == body_form(name):
        return f"“{alias}” is another spelling of {name}."
    return f"“{alias}” is a short or other form of {name}."
