"""Completion of values of fields: the most frequent first."""

from dataclasses import replace

from dossier.api import Dossier
from dossier.services.query.actor_names import ActorNames
from dossier.services.query.completion import completions
from dossier.services.snapshot import Snapshot


def test_equally_frequent_values_are_in_order_of_name(reports: Dossier) -> None:
    """Proves that they do not stand as the articles happen to, which after a change is another order than after opening."""
    before = reports.query.snapshot
    outlets = ("Zonda Times", "Zeal Post", "Zonda Times", "Zora News")
    articles = [replace(article, outlet=outlet) for article, outlet in zip(before.articles.values(), outlets, strict=False)]
    for order in (articles, articles[::-1]):
        snapshot = Snapshot("", order, before.findings)
        offered = completions("source:z", 8, snapshot, ActorNames(snapshot), reports.query.view().engine, (), lambda _whole, _counted: 1)
        assert [completion.label for completion in offered] == ["source:Zonda Times", "source:Zeal Post", "source:Zora News"]
