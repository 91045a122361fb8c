"""Short names attached to clusters of full names. All people are made up."""

from dossier.linking.actors.attachment import Attachments
from dossier.linking.actors.name_groups import NameGroups
from dossier.model.actor import ActorKind, EntityCluster, Mention
from dossier.model.span import Span


def test_only_a_cluster_with_attachments_has_another_whole() -> None:
    """Where nothing is attached to a cluster, no copy of it is made."""
    entities = [
        EntityCluster(0, name, ActorKind.PERSON, (Mention(Span(0, len(name)), name),)) for name in ("Orla Brandt", "Brandt", "Per Holm")
    ]
    groups, attachments = NameGroups(), Attachments()
    changes = attachments.update(groups.update({f"a{n}": (f"{n}.txt", (entity,)) for n, entity in enumerate(entities)}))
    wholes = {cluster.cluster.names[0]: (cluster.cluster, attachments.whole(cluster)) for cluster in changes.added}
    alone, whole = wholes["Per Holm"]
    assert whole is alone
    bearer, whole = wholes["Orla Brandt"]
    assert [("a0", entities[0])] == bearer.members
    assert [("a0", entities[0]), ("a1", entities[1])] == whole.members
