"""Cross-document entity resolution: one actor for all its names across the articles, with explanations."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dossier.linking.actors.attachment import Attachments
from dossier.linking.actors.changes import ActorChanges, ActorIds
from dossier.linking.actors.clustering import ListOrder
from dossier.linking.actors.name_groups import GroupChanges, NameCluster, NameGroups, Place
from dossier.linking.actors.name_rules import ActorCluster, body_form
from dossier.linking.sets_by_key import SetsByKey
from dossier.linking.sorted_blocks import SortedBlocks
from dossier.model.actor import Actor, ActorKind, ArticleMention, ArticleRole, EntityCluster
from dossier.model.article import Article
from dossier.model.facts import Facts
from dossier.model.persistent.blocks import Blocks
from dossier.text.names import fold_name, partial_name_kind

LETTER = {ActorKind.PERSON: "p", ActorKind.ORGANISATION: "o", ActorKind.STATE: "s"}


SortKey = tuple[ActorKind, int, int, str, str]
"""Kind, then articles and mentions, highest first, then name and id: the order of actors."""


@dataclass(frozen=True, slots=True)
class _Merged:
    """A cluster with all that is attached to it, its actor with the place in the order, its folded forms and affiliations."""

    whole: ActorCluster
    actor: Actor
    key: SortKey
    forms: tuple[str, ...]
    affiliations: tuple[str, ...]

    @property
    def ident(self) -> str:
        """The id of the actor, which may itself be outdated."""
        return self.key[-1]


class ActorLinker:
    """Links actors by difference: remembers those of the last call, and clusters again only what has a name in common with a changed article.
    The result is that of a new linker on the same articles.
    """

    def __init__(self) -> None:
        self._groups, self._attachments = NameGroups(), Attachments()
        self._sources: dict[str, tuple[str, tuple[EntityCluster, ...]]] = {}
        self._merged: dict[NameCluster, _Merged] = {}
        self._side_names: dict[NameCluster, str] = {}
        self._owners: SetsByKey[str, NameCluster] = SetsByKey()
        self._affiliated: SetsByKey[str, NameCluster] = SetsByKey()
        self._order: SortedBlocks[tuple[SortKey, tuple[ListOrder, Place]], Actor] = SortedBlocks()
        self._ids: dict[tuple[str, int], str] = {}
        self._stored: Mapping[str, Actor] = {}
        self._outdated: AbstractSet[str] = frozenset()
        self.changes = ActorChanges(frozenset(), (), frozenset())

    def resume(self, stored: Mapping[str, Actor], outdated: AbstractSet[str]) -> None:
        """See `Linker.resume`; both are by actor id."""
        self._stored, self._outdated = stored, outdated

    def link(
        self, articles: Mapping[str, Article], facts: Mapping[str, Facts], only: Collection[str] | None = None
    ) -> tuple[Blocks[Actor], ActorIds]:
        """The actors of the dossier, and the actor's id for every (article id, key of an entity cluster in its facts).

        Actors are sorted by kind, then by number of articles and mentions, highest first. The result does not depend on the
        order of the articles: they are taken by file name. No other articles can have changed, come or gone than `only` those, all
        where these are not given. `changes` says afterwards what is not as it was before.
        """
        keys = self._sources.keys() | articles.keys() if only is None else only
        sources = {key: (articles[key].file, facts[key].actors) if key in articles and key in facts else None for key in keys}
        changed = {key: source for key, source in sources.items() if source != self._sources.get(key)}
        for key, source in changed.items():
            for entity in self._sources.pop(key, ("", ()))[1]:
                self._ids.pop((key, entity.key), None)
            if source is not None:
                self._sources[key] = source
        changes = self._attachments.update(self._groups.update(changed))
        self._replace(changes)
        self._stored, self._outdated = {}, frozenset()
        return self._order.items, self._ids

    def _replace(self, changes: GroupChanges) -> None:
        """Build the actors of changed clusters again, and those that act for a side with another name now."""
        before = {cluster: self._merged[cluster] for cluster in (*changes.removed, *changes.added) if cluster in self._merged}
        wholes = {cluster: self._attachments.whole(cluster) for cluster in changes.added}
        named = {cluster: tuple(set(map(fold_name, whole.forms()))) for cluster, whole in wholes.items()}
        forms = {form for merged in before.values() for form in merged.forms}.union(*named.values())
        shown = {form: self._shown_side(form) for form in forms}
        for cluster, merged in before.items():
            self._forget(cluster, merged)
        for cluster, whole in wholes.items():
            self._side_names[cluster] = _side_name(whole)
            for form in named[cluster]:
                self._owners.add(form, cluster)
        moved = {cluster for form in forms if shown[form] != self._shown_side(form) for cluster in self._affiliated.get(form)}
        if self._outdated:
            moved |= {cluster for cluster, merged in self._merged.items() if merged.ident in self._outdated}
        for cluster in moved:
            before[cluster] = self._merged[cluster]
            wholes[cluster], named[cluster] = before[cluster].whole, before[cluster].forms
            self._forget(cluster, before[cluster])
            self._side_names[cluster] = _side_name(wholes[cluster])
            for form in named[cluster]:
                self._owners.add(form, cluster)
        gone = {merged.ident for merged in before.values()}
        known = {merged.ident: merged.actor for merged in before.values() if merged.ident not in self._outdated}
        articles = {article for cluster, whole in wholes.items() for article in self._keep(cluster, whole, named[cluster], known)}
        rows = {(self._merged[cluster].key, cluster.order): self._merged[cluster].actor for cluster in wholes}
        self._order.update({(merged.key, cluster.order) for cluster, merged in before.items()}, rows)
        actors = {actor.id: actor for actor in (self._merged[cluster].actor for cluster in wholes)}
        new = [actor for ident, actor in actors.items() if known.get(ident) is not actor]
        self.changes = ActorChanges(gone - actors.keys(), new, articles)

    def _keep(self, cluster: NameCluster, whole: ActorCluster, forms: tuple[str, ...], known: Mapping[str, Actor]) -> set[str]:
        """Build the actor of a cluster; one that is equal to a known one is the same object. Returns the articles whose entities had another."""
        affiliations = tuple({fold_name(a.name) for _, entity in whole.members for a in entity.affiliations})
        sides = {form: side for form in affiliations if (side := self._shown_side(form)) is not None}
        actor = _actor(whole, {key: self._sources[key][0] for key, _ in whole.members}, sides)
        same = known.get(actor.id) or self._stored.get(actor.id)
        if same is not None and same == actor:
            actor = same
        key = (actor.kind, -len(actor.articles), -len(actor.mentions), actor.name, actor.id)
        self._merged[cluster] = _Merged(whole, actor, key, forms, affiliations)
        for name in affiliations:
            self._affiliated.add(name, cluster)
        moved = {article for article, entity in whole.members if self._ids.get((article, entity.key)) != actor.id}
        self._ids |= {(article, entity.key): actor.id for article, entity in whole.members}
        return moved

    def _forget(self, cluster: NameCluster, merged: _Merged) -> None:
        del self._merged[cluster], self._side_names[cluster]
        for index, names in ((self._owners, merged.forms), (self._affiliated, merged.affiliations)):
            for name in names:
                index.discard(name, cluster)

    def _shown_side(self, form: str) -> str | None:
        """The name to show where this form is an affiliation: that of the last cluster which has it; None where none has."""
        owners = self._owners.get(form)
        return self._side_names[max(owners, key=lambda cluster: cluster.order)] if owners else None


def link_actors(articles: Mapping[str, Article], facts: Mapping[str, Facts]) -> tuple[Blocks[Actor], ActorIds]:
    """The actors of the articles, linked from nothing; see `ActorLinker.link`."""
    return ActorLinker().link(articles, facts)


def _side_name(cluster: ActorCluster) -> str:
    """The name to show where the cluster is an affiliation: the state that the organisation serves, else its own name."""
    is_organisation = cluster.kind() is ActorKind.ORGANISATION
    votes = Counter(s.name for _, a in cluster.members for s in a.affiliations) if is_organisation else Counter()
    return max(votes, key=lambda n: (votes[n], n)) if votes else cluster.display_name()


def _actor(cluster: ActorCluster, files: Mapping[str, str], side_names: Mapping[str, str]) -> Actor:
    """The cluster as an actor; `files` are those of its articles, `side_names` maps folded forms to the name to show as a side."""
    kind, name = cluster.kind(), cluster.display_name()
    members = sorted(cluster.members, key=lambda m: (files[m[0]], m[0], m[1].key))
    mentions = sorted({(files[k], k, m.span.start, m.span.end, m.text): m.span for k, a in members for m in a.mentions}.items())
    side, affiliation_evidence = (None, ()) if kind is ActorKind.STATE else _side(members, name, side_names)
    roles: dict[str, ArticleRole] = {}
    for article, actor in members:
        for role in actor.roles if kind is ActorKind.PERSON else ():
            roles.setdefault(fold_name(role.text), ArticleRole(role.text, article, role.span))
    aliases = _aliases(name, cluster)
    first = min((k, start, text) for (_, k, start, _, text), _ in mentions)
    return Actor(
        id=LETTER[kind] + hashlib.sha256(repr(first).encode()).hexdigest()[:10],
        name=name,
        kind=kind,
        aliases=aliases,
        roles=tuple(roles.values()),
        side=side,
        mentions=tuple(ArticleMention(k, span, text) for (_, k, _, _, text), span in mentions),
        explanation=_explain_aliases(cluster, name, aliases, kind),
        affiliation_evidence=affiliation_evidence,
    )


def _side(
    members: list[tuple[str, EntityCluster]], own_name: str, side_names: Mapping[str, str]
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
