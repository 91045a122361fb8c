"""Attachment of short names: a person of one name to the only bearer of it, an organisation's acronym to the only one that uses it.

Whether a name is attached depends on the clusters of full names alone, and not on what else is attached to them.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

from dossier.linking.actors.clustering import BODY, PERSON
from dossier.linking.actors.name_groups import GroupChanges, NameCluster
from dossier.linking.actors.name_rules import ActorCluster
from dossier.linking.sets_by_key import SetsByKey
from dossier.text.names import fold_name, name_parts, partial_name_kind, transliteration_key

Attachment = tuple[NameCluster, str]
"""The cluster that a short name is attached to, and why."""


class Attachments:
    """The name clusters of all articles with what is attached to each."""

    def __init__(self) -> None:
        self._bearers: SetsByKey[str, NameCluster] = SetsByKey()
        self._short: SetsByKey[str, NameCluster] = SetsByKey()
        self._attached: dict[NameCluster, Attachment] = {}
        self._on: SetsByKey[NameCluster, NameCluster] = SetsByKey()

    def update(self, changes: GroupChanges) -> GroupChanges:
        """Take over changes of the clusters; returns those that are no longer actors of their own, and those that are new or have other names
        attached.
        """
        waiting: set[NameCluster] = set()
        touched: set[NameCluster] = set(changes.added)
        for cluster in changes.removed:
            touched |= self._detach(cluster)
            for short in self._on.pop(cluster):
                del self._attached[short]
                touched.add(short)
                waiting.add(short)
        for cluster in changes.removed:
            waiting |= self._index(cluster, is_new=False)
        for cluster in changes.added:
            waiting |= self._index(cluster, is_new=True)
        touched |= self._settle(waiting - set(changes.removed))
        live = touched - set(changes.removed)
        gone = [*changes.removed, *(cluster for cluster in live if cluster in self._attached)]
        return GroupChanges(gone, sorted({self._root(cluster) for cluster in live}, key=lambda each: each.order))

    def _settle(self, waiting: set[NameCluster]) -> set[NameCluster]:
        """Attach short names, or detach them, in their order; returns the clusters for which that changed something."""
        touched: set[NameCluster] = set()
        queue = sorted((cluster.order, cluster) for cluster in waiting)  # no two clusters have the same place in the order
        while queue:
            _, cluster = heappop(queue)
            waiting.discard(cluster)
            after = self._find(cluster)
            if self._attached.get(cluster) != after:
                touched |= self._detach(cluster) | {cluster}
                if after is not None:
                    self._attached[cluster] = after
                    self._on.add(after[0], cluster)
                if cluster.kind is BODY:
                    later = {other for form in _forms(cluster) for other in self._short.get(form) if other.order > cluster.order}
                    for other in later - waiting:
                        waiting.add(other)
                        heappush(queue, (other.order, other))
        return touched

    def whole(self, cluster: NameCluster) -> ActorCluster:
        """A cluster with everything that is attached to it; itself where nothing is. Do not change it."""
        if not (attached := self._on.get(cluster)):
            return cluster.cluster
        whole = ActorCluster(list(cluster.cluster.members), dict(cluster.cluster.explanation))
        for short in sorted(attached, key=lambda each: each.order):
            whole.absorb(self.whole(short), short.cluster.names[0], self._attached[short][1])
        return whole

    def _root(self, cluster: NameCluster) -> NameCluster:
        while cluster in self._attached:
            cluster = self._attached[cluster][0]
        return cluster

    def _detach(self, cluster: NameCluster) -> set[NameCluster]:
        """Detach a cluster; returns the one that it was attached to."""
        attachment = self._attached.pop(cluster, None)
        if attachment is None:
            return set()
        self._on.discard(attachment[0], cluster)
        return {attachment[0]}

    def _index(self, cluster: NameCluster, *, is_new: bool) -> set[NameCluster]:
        """Index a cluster, or remove it from the index; returns the short names that may be attached otherwise now."""
        short, forms = _short_forms(cluster), _forms(cluster)
        for index, keys in ((self._short, short), (self._bearers, forms)):
            for key in keys:
                if is_new:
                    index.add(key, cluster)
                else:
                    index.discard(key, cluster)
        changed = {other for form in forms for other in self._short.get(form)}
        return changed | {cluster} if is_new and short else changed

    def _find(self, cluster: NameCluster) -> Attachment | None:
        name = cluster.cluster.names[0]
        if cluster.kind is BODY:
            return self._only_user(cluster, name)
        bearers = {bearer for key in _short_forms(cluster) for bearer in self._bearers.get(key)} - {cluster}
        return _only_bearer(cluster, name, sorted(bearers, key=lambda each: each.order))

    def _only_user(self, cluster: NameCluster, name: str) -> Attachment | None:
        """The only other organisation for which an article uses this one word, unless that one is itself attached, or is named by it."""
        matches = [other for other in self._bearers.get(f"o {name}") if other is not cluster]
        if len(matches) != 1 or matches[0].cluster.names[0].split()[-1] == name:
            return None
        if matches[0].order < cluster.order and matches[0] in self._attached:
            return None
        return matches[0], f"Another article uses “{name}” for “{matches[0].cluster.names[0]}”."


def _short_forms(cluster: NameCluster) -> set[str]:
    """The forms by which a bearer of a cluster's short name is looked for; none for a full name."""
    name = cluster.cluster.names[0]
    if cluster.kind is BODY:
        return set() if " " in name else {f"o {name}"}
    is_short = cluster.kind is PERSON and len(name_parts(name)) == 1
    return {f"p {fold_name(name)}", f"p {transliteration_key(name)}"} if is_short else set()


def _forms(cluster: NameCluster) -> set[str]:
    """The forms that a short name may have that belongs to a cluster."""
    if cluster.kind is BODY:
        return {f"o {mention.text}" for _, actor in cluster.cluster.members for mention in actor.mentions}
    names = cluster.cluster.names if cluster.kind is PERSON else ()
    if not any(len(name_parts(name)) > 1 for name in names):
        return set()
    parts = {part for name in names for part in name_parts(name)}
    return {f"p {form}" for part in parts for form in (part, part.split()[-1], transliteration_key(part))}


def _only_bearer(cluster: NameCluster, name: str, candidates: Sequence[NameCluster]) -> Attachment | None:
    """The candidate that `name` belongs to, and why; None where several have it and no role decides between them."""
    for part in ("surname", "first name", "part"):
        bearers = [c for c in candidates if any(partial_name_kind(name, n) == part for n in c.cluster.names)]
        phrase = "one of the names" if part == "part" else f"the {part}"
        if len(bearers) == 1:
            return bearers[0], f"“{name}” is {phrase} of {bearers[0].cluster.display_name()}, and no other actor here has it."
        roles = _roles(cluster)
        same_role = [c for c in bearers if roles & _roles(c)] if roles else []
        if len(same_role) == 1:
            role, bearer = min(roles & _roles(same_role[0])), same_role[0]
            return bearer, f"“{name}” is {phrase} of {bearer.cluster.display_name()}, the only one here described as “{role}”."
        if bearers:
            return None
    return None


def _roles(cluster: NameCluster) -> set[str]:
    return {fold_name(role.text) for _, actor in cluster.cluster.members for role in actor.roles}
