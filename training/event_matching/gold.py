"""Gold sets for event matching: articles, and which records of them are of one event."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dossier.linking.events.records import EventRecord
from dossier.model.article import Article, DateBasis, PublicationDay

DIGITS = 12
"""Hexadecimal digits of an article's id."""


class Labels(Protocol):
    """The gold of a set."""

    def events(self, records: Sequence[EventRecord], names: Mapping[str, Sequence[str]]) -> dict[int, str]:
        """The gold event of records, by their number in `records`; `names` are those of an actor, by id. Others are left out."""
        ...

    def differ(self, one: str, other: str) -> bool:
        """True where two articles, by id, are known to report different events, whatever their records."""
        ...


@dataclass(frozen=True)
class GoldSet:
    """Articles that are linked as one dossier, with their gold."""

    name: str
    articles: tuple[Article, ...]
    labels: Labels


@dataclass(frozen=True)
class StoryLabels:
    """Labels of articles that are each about one event, by article id: the record with most mentions reports it."""

    stories: Mapping[str, str]

    def events(self, records: Sequence[EventRecord], _names: Mapping[str, Sequence[str]]) -> dict[int, str]:
        """The main record of each article, the first of equals."""
        by_article: dict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(records):
            by_article[record.article].append(number)
        main = (max(numbers, key=lambda n: (len(records[n].mentions), -n)) for numbers in by_article.values())
        return {number: self.stories[records[number].article] for number in main if records[number].article in self.stories}

    def differ(self, one: str, other: str) -> bool:
        """True for articles on two events."""
        return self.stories[one] != self.stories[other]


def make_article(name: str, text: str, outlet: str, published: date | None) -> Article:
    """An article of a gold set; its id depends on its name and text."""
    digest = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
    basis = DateBasis.GIVEN if published else DateBasis.UNKNOWN
    return Article(
        id=digest[:DIGITS],
        file=f"{name}.md",
        sha256=digest,
        title=name,
        outlet=outlet,
        byline="",
        language="en",
        published=PublicationDay(published, basis, "Given by the corpus." if published else "The corpus gives no day."),
        text=text,
    )
