"""Actor counts in some articles."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from random import Random

import pytest

from dossier.api import Dossier
from dossier.model.actor import Actor, ArticleMention
from dossier.model.span import Span
from dossier.services.query import count_tables
from dossier.services.query.actor_counts import ActorCounts
from dossier.services.query.count_tables import KINDS, CountTables


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


def test_rows_follow_any_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Actors come, go, and get other names and articles, a few at a time: the rows are those of new tables, and earlier tables keep theirs."""
    monkeypatch.setattr(count_tables, "LARGEST", 8)
    chance = Random(3)  # noqa: S311  no secret
    names = [f"{first} {last}" for first in ("Abe", "Zoe", "Åsa") for last in ("Brandt", "Kerr", "Aker")]

    def made(number: int, articles: Collection[str]) -> Actor:
        mentions = [ArticleMention(article, Span(0, 3), "Abe") for article in articles for _ in range(chance.randrange(3))]
        return Actor(f"p{number}", chance.choice(names), chance.choice(KINDS), (), (), None, tuple(mentions))

    articles = {f"a{number}" for number in range(6)}
    actors = {number: made(number, articles) for number in range(9)}
    tables = CountTables.of(actors.values(), articles, frozenset())
    earlier = [(tables, frozenset(articles), tables.rows(articles))]
    for _ in range(120):
        before, old_articles = dict(actors), set(articles)
        if chance.random() < 0.4:
            articles ^= {f"a{chance.randrange(9)}"}
        for number in chance.sample(range(20), 3):
            actors.pop(number, None)
            if chance.random() < 0.7:
                actors[number] = made(number, articles)
        actors = {
            number: replace(actor, mentions=tuple(m for m in actor.mentions if m.article in articles)) for number, actor in actors.items()
        }
        actors = {number: before[number] if before.get(number) == actor else actor for number, actor in actors.items()}
        gone = [actor for number, actor in before.items() if actors.get(number) is not actor]
        new = [actor for number, actor in actors.items() if before.get(number) is not actor]
        tables = tables.following(gone, new, old_articles - articles, articles - old_articles)
        for some in (articles, set(sorted(articles)[:3])):
            assert tables.rows(some) == CountTables.of(actors.values(), articles, frozenset()).rows(some)
        known, at, rows = chance.choice(earlier)
        assert known.rows(at) == rows
        earlier.append((tables, frozenset(articles), tables.rows(articles)))
