"""Name groups: the entity clusters of all articles in groups by name, kept up to date as articles come and go.

Entities of one name are one cluster. Clusters that a rule could merge, by one name of several kinds or by a spelling, are a group; what
becomes of a group depends on its own clusters alone, so only groups with a change are clustered again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dossier.linking.actors.clustering import (
    BODY,
    PERSON,
    STATE,
    ListOrder,
    explain_spelling,
    is_block_of,
    list_order,
    merge_kinds,
    merge_spellings,
    name_key,
    spelling_keys,
)
from dossier.linking.actors.name_rules import ActorCluster, state_served
from dossier.linking.components import connected_components
from dossier.linking.sets_by_key import SetsByKey
from dossier.model.actor import ActorKind, EntityCluster
from dossier.text.names import fold_name

Place = tuple[str, str, int]
"""File and id of an article, and the number of an entity in its facts: the order of entities."""


@dataclass(frozen=True, slots=True, eq=False)
class NameCluster:
    """A cluster as the names alone make it, before short names are attached. `order` is its place among all clusters, the same however
    they were added.
    """

    cluster: ActorCluster
    kind: ActorKind
    order: tuple[ListOrder, Place]


@dataclass(slots=True)
class _Named:
    """The entities of one name key in order, and what other clusters are compared with: the first of them, its folded name and blocks."""

    members: dict[Place, EntityCluster]
    first: Place = ("", "", 0)
    folded: str = ""
    blocks: tuple[str, ...] = ()
    compared_by: object = None


@dataclass(frozen=True, slots=True)
class GroupChanges:
    """Clusters that no longer exist, and new ones."""

    removed: Sequence[NameCluster]
    added: Sequence[NameCluster]


class NameGroups:
    """The name clusters of all articles."""

    def __init__(self) -> None:
        self._of_article: dict[str, list[tuple[Place, EntityCluster]]] = {}
        self._key_of: dict[Place, str] = {}
        self._named: dict[str, _Named] = {}
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._serving: dict[str, dict[Place, EntityCluster]] = defaultdict(dict)
        self._by_name: SetsByKey[str, str] = SetsByKey()
        self._by_block: SetsByKey[str, str] = SetsByKey()
        self._near: SetsByKey[str, str] = SetsByKey()
        self._group_of: dict[str, int] = {}
        self._groups: dict[int, tuple[Sequence[str], Sequence[NameCluster]]] = {}
        self._next = 0

    def update(self, changed: Mapping[str, tuple[str, Sequence[EntityCluster]] | None]) -> GroupChanges:
        """Replace the entities of articles, given with the file by article id, None for one that is gone."""
        old = [row for article in changed for row in self._of_article.pop(article, ())]
        new = [
            ((value[0], article, number), entity) for article, value in changed.items() if value for number, entity in enumerate(value[1])
        ]
        for place, entity in new:
            self._of_article.setdefault(place[1], []).append((place, entity))
        states = self._count_forms(old, -1) | self._count_forms(new, 1)
        touched = {self._remove(place, entity) for place, entity in old}
        served = [row for state in sorted(states) for row in self._serving[state].items()]
        touched |= {self._remove(place, entity) for place, entity in served}
        touched |= {self._insert(place, entity) for place, entity in (*new, *served)}
        return self._regroup(touched)

    def _count_forms(self, rows: Iterable[tuple[Place, EntityCluster]], step: int) -> set[str]:
        """Count the forms of states; returns the states that gained or lost one."""
        changed = set()
        for _, entity in rows:
            if entity.kind is STATE:
                forms = self._forms[entity.name]
                for text in {entity.name, *(mention.text for mention in entity.mentions)}:
                    for form in {fold_name(text), text.casefold()}:
                        before, forms[form] = forms[form], forms[form] + step
                        if not before or not forms[form]:
                            changed.add(entity.name)
        return changed

    def _remove(self, place: Place, entity: EntityCluster) -> str:
        if entity.kind is BODY:
            self._serving[state_served(entity)].pop(place, None)
        key = self._key_of.pop(place)
        del self._named[key].members[place]
        return key

    def _insert(self, place: Place, entity: EntityCluster) -> str:
        state, nations = "", {}
        if entity.kind is BODY:
            state = state_served(entity)
            self._serving[state][place] = entity
            counts = self._forms.get(state, Counter())
            forms = (form for form, count in counts.items() if count)
            nations = dict.fromkeys(sorted(forms, key=lambda form: (-len(form), form)), state)
        key = self._key_of[place] = name_key(entity, nations)
        self._named.setdefault(key, _Named({})).members[place] = entity
        return key

    def _regroup(self, touched: set[str]) -> GroupChanges:
        """Cluster the groups of touched keys again."""
        mixed = {key for touched_key in sorted(touched) for key in self._rename(touched_key)}
        compared = {key for key in sorted(touched | mixed) if self._set_blocks(key)}
        for key in compared:
            for other in self._near.pop(key):
                self._near.discard(other, key)
        waiting = set(compared)
        # in order of the names, whose folded forms are cached: many names that begin alike are compared with the same others
        for key in sorted(compared & self._named.keys()):
            waiting.discard(key)
            for other in set(self._neighbours(key, waiting)):
                self._near.add(key, other)
                self._near.add(other, key)
        keys, removed = self._dissolve(touched | mixed)
        added: list[NameCluster] = []
        edges = ((key, other) for key in sorted(keys) for other in sorted(self._near.get(key)))
        for component in connected_components(sorted(keys), edges):
            clusters = self._cluster(component)
            self._groups[self._next] = component, clusters
            self._group_of |= dict.fromkeys(component, self._next)
            self._next += 1
            added += clusters
        return GroupChanges(removed, added)

    def _rename(self, key: str) -> set[str]:
        """Note the first name of a key; returns the keys with that name or the one before, which may be of several kinds now."""
        named = self._named[key]
        before, folded = named.folded, ""
        if named.members:
            named.first = min(named.members)
            folded = fold_name(named.members[named.first].name)
            self._by_name.add(folded, key)
        if before != folded:
            self._by_name.discard(before, key)
            named.folded = folded
            same_name = set(self._by_name.get(folded))
            return (same_name | self._by_name.get(before)) - {key} if before else same_name
        return set()

    def _set_blocks(self, key: str) -> bool:
        """Set the blocking keys of a key; true where its neighbours must be looked for again. A key without members is dropped."""
        named = self._named[key]
        if not named.members:
            for block in named.blocks:
                self._by_block.discard(block, key)
            del self._named[key]
            return True
        first = named.members[named.first]
        same_name = self._by_name.get(named.folded)
        kinds = {self._named[other].members[self._named[other].first].kind for other in same_name}
        compared_by = (
            first.name,
            first.kind,
            tuple(a.name for a in first.affiliations),
            tuple(sorted(kinds)),
            tuple(sorted(same_name)),
        )
        if compared_by == named.compared_by:
            return False
        named.compared_by = compared_by
        for block in named.blocks:
            self._by_block.discard(block, key)
        named.blocks = tuple(block for kind in kinds for block in spelling_keys(first, kind))
        for block in named.blocks:
            self._by_block.add(block, key)
        return True

    def _neighbours(self, key: str, waiting: AbstractSet[str]) -> Iterable[str]:
        """The keys that a rule could merge with this one, without those that are `waiting` to be compared with it themselves."""
        named = self._named[key]
        first = named.members[named.first]
        yield from self._by_name.get(named.folded) - waiting - {key}
        for kind in (PERSON, BODY):
            others = {other for block in named.blocks if is_block_of(block, kind) for other in self._by_block.get(block)} - waiting - {key}
            for other in others:
                there = self._named[other]
                if explain_spelling(first, there.members[there.first], kind):
                    yield other

    def _dissolve(self, touched: Iterable[str]) -> tuple[set[str], list[NameCluster]]:
        """Remove the groups of keys and of their neighbours; returns the keys to be grouped again and the clusters that no longer exist."""
        keys, waiting, removed = set(), list(touched), list[NameCluster]()
        while waiting:
            key = waiting.pop()
            if (number := self._group_of.pop(key, None)) is not None and number in self._groups:
                component, clusters = self._groups.pop(number)
                removed += clusters
                waiting += component
            if key in self._named and key not in keys:
                keys.add(key)
                waiting += self._near.get(key)
        return keys, removed

    def _cluster(self, component: Sequence[str]) -> list[NameCluster]:
        named = sorted((self._named[key] for key in component), key=lambda each: each.first)
        firsts = [each.first for each in named]
        clusters = [ActorCluster([(place[1], each.members[place]) for place in sorted(each.members)]) for each in named]
        place_of = {id(cluster): first for cluster, first in zip(clusters, firsts, strict=True)}
        by_kind = merge_kinds(clusters)
        order = {id(cluster): (list_order(cluster), place_of[id(cluster)]) for cluster in by_kind}
        return [NameCluster(cluster, cluster.kind(), order[id(cluster)]) for cluster in merge_spellings(by_kind)]
