"""Cross-document entity resolution: one actor for all its names across the articles, with explanations."""

import hashlib
from collections import Counter

from dossier.linking.actors.clustering import cluster_actors
from dossier.linking.actors.name_rules import ActorCluster, body_form
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole, EntityCluster
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.text.names import fold_name, partial_name_kind

LETTER = {ActorKind.PERSON: "p", ActorKind.ORGANISATION: "o", ActorKind.STATE: "s"}


def link_actors(articles: dict[str, Article], facts: dict[str, Facts]) -> tuple[tuple[Actor, ...], dict[tuple[str, int], str]]:
    """The actors of the dossier, and the actor's id for every (article id, key of an entity cluster in its facts).

    Actors are sorted by kind, then by number of articles and mentions, highest first. The result does not depend on the
    order of the articles: they are taken by file name.
    """
    order = sorted(articles, key=lambda key: (articles[key].file, key))
    clusters = cluster_actors([(key, actor) for key in order if key in facts for actor in facts[key].actors])
    side_names = {fold_name(form): _side_name(c) for c in clusters for form in c.forms()}
    rank = {key: number for number, key in enumerate(order)}
    actors: list[Actor] = []
    ids: dict[tuple[str, int], str] = {}
    for cluster in clusters:
        actor = _actor(cluster, rank, side_names)
        actors.append(actor)
        ids |= {(article, member.key): actor.id for article, member in cluster.members}
    actors.sort(key=lambda a: (a.kind, -len(a.articles), -len(a.mentions), a.name, a.id))
    return tuple(actors), ids


def _side_name(cluster: ActorCluster) -> str:
    """The name to show where the cluster is an affiliation: the state that the organisation serves, else its own name."""
    is_organisation = cluster.kind() is ActorKind.ORGANISATION
    votes = Counter(s.name for _, a in cluster.members for s in a.affiliations) if is_organisation else Counter()
    return max(votes, key=lambda n: (votes[n], n)) if votes else cluster.display_name()


def _actor(cluster: ActorCluster, rank: dict[str, int], side_names: dict[str, str]) -> Actor:
    """The cluster as an actor; `rank` orders articles, `side_names` maps folded forms to the name to show as a side."""
    kind, name = cluster.kind(), cluster.display_name()
    members = sorted(cluster.members, key=lambda m: (rank[m[0]], m[1].key))
    mentions = sorted({(rank[k], m.span, m.text, k) for k, a in members for m in a.mentions})
    side, affiliation_evidence = (None, ()) if kind is ActorKind.STATE else _side(members, name, side_names)
    roles: dict[str, ArticleRole] = {}
    for article, actor in members:
        for role in actor.roles if kind is ActorKind.PERSON else ():
            roles.setdefault(fold_name(role.text), ArticleRole(role.text, article, role.span))
    aliases = _aliases(name, cluster)
    first = min((k, span.start, text) for _, span, text, k in mentions)
    return Actor(
        id=LETTER[kind] + hashlib.sha256(repr(first).encode()).hexdigest()[:10],
        name=name,
        kind=kind,
        aliases=aliases,
        roles=tuple(roles.values()),
        side=side,
        mentions=tuple(ArticleMention(k, span, text) for _, span, text, k in mentions),
        explanation=_explain_aliases(cluster, name, aliases, kind),
        affiliation_evidence=affiliation_evidence,
    )


def _side(
    members: list[tuple[str, EntityCluster]], own_name: str, side_names: dict[str, str]
) -> tuple[str | None, tuple[ArticleRole, ...]]:
    """The most frequent affiliation, of equals the first, and its passages."""
    affiliations = [(side_names.get(fold_name(s.name), s.name), article, s.span) for article, a in members for s in a.affiliations]
    affiliations = [row for row in affiliations if row[0] != own_name]
    if not affiliations:
        return None, ()
    votes = Counter(name for name, _, _ in affiliations)
    best = max(votes, key=lambda n: (votes[n], -next(i for i, row in enumerate(affiliations) if row[0] == n)))
    return best, tuple(ArticleRole(name, article, span) for name, article, span in affiliations if name == best)


def _aliases(name: str, cluster: ActorCluster) -> tuple[str, ...]:
    """The other forms, most frequent first; of forms that differ only in case the most frequent one."""
    counts = cluster.form_counts()
    best: dict[str, str] = {}
    for form in sorted(cluster.forms(), key=lambda f: (-counts[f], f)):
        best.setdefault(form.casefold(), form)
    best.pop(name.casefold(), None)
    return tuple(sorted(best.values(), key=lambda f: (-counts[f], f)))


def _explain_aliases(cluster: ActorCluster, name: str, aliases: tuple[str, ...], kind: ActorKind) -> tuple[str, ...]:
    """A sentence for every alias and every merge."""
    sentences = dict(cluster.explanation)
    for alias in aliases:
        if alias not in sentences and not any(f"“{alias}”" in sentence for sentence in sentences.values()):
            sentences[alias] = _explain_alias(alias, name, kind)
    return tuple(dict.fromkeys(sentences.values()))


def _explain_alias(alias: str, name: str, kind: ActorKind) -> str:
    """Explanation of an alias that an article itself uses for the actor."""
    if kind is ActorKind.STATE:
        return f"“{alias}” stands for {name}: another name for the state, or its capital used for its government."
    part = partial_name_kind(alias, name)
    if kind is ActorKind.PERSON and part in ("surname", "first name"):
        return f"“{alias}” is the {part} of {name}, and no other actor in that article has it."
    if kind is ActorKind.PERSON:
        return f"“{alias}” is a spelling or part of the name {name}."
    if body_form(alias) == body_form(name):
        return f"“{alias}” is another spelling of {name}."
    return f"“{alias}” is a short or other form of {name}."
