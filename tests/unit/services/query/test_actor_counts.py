"""Actor counts in some articles."""

from collections import Counter

import pytest

from dossier.api import Dossier
from dossier.services.query.actor_counts import ActorCounts
from dossier.services.query.count_tables import KINDS


@pytest.mark.parametrize("which", [slice(None), slice(1), slice(1, 3), slice(0)])
def test_actors_weigh_what_their_mentions_in_the_articles_add_up_to(reports: Dossier, which: slice) -> None:
    """Proves the rows against counting each mention: articles, mentions, and their order by kind, weight and name."""
    snapshot = reports.query.snapshot
    articles = frozenset(sorted(snapshot.articles)[which])
    expected = []
    for actor in snapshot.findings.actors:
        counts = Counter(m.article for m in actor.mentions if m.article in articles)
        if counts:
            expected.append((KINDS.index(actor.kind), -len(counts), -counts.total(), actor.name))
    rows = [(KINDS.index(r.actor.kind), -r.articles, -r.mentions, r.actor.name) for r in ActorCounts(snapshot, ()).rows(articles)]
    assert rows == sorted(expected)


def test_watched_actors_come_first_within_their_kind(reports: Dossier) -> None:
    """Proves that a watched name leads its kind however seldom it stands there, upper and lower case alike."""
    snapshot = reports.query.snapshot
    people = [r.actor.name for r in ActorCounts(snapshot, ()).rows(snapshot.article_ids) if r.actor.kind is KINDS[0]]
    watched = ActorCounts(snapshot, (people[-1].upper(),)).rows(snapshot.article_ids)
    assert next(r.actor.name for r in watched if r.actor.kind is KINDS[0]) == people[-1]
