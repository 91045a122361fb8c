"""Snapshot tables that follow a change: made from those of the snapshot before and what differs, with which they share all else."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import compress
from operator import attrgetter, not_
from typing import TypeVar

from dossier.model.actor import Actor
from dossier.model.article import Article
from dossier.model.persistent.blocks import Blocks
from dossier.model.persistent.layered_map import LayeredMap
from dossier.model.quotation import Quotation

DayKey = tuple[date, str, str]
"""The publication day of an article, the latest date there is for none, then its file and id."""
IN_TEXT = attrgetter("span", "id")
HIDDEN = attrgetter("hidden")
T = TypeVar("T")


def follow_days(before: Blocks[DayKey], changes: Iterable[tuple[DayKey | None, DayKey | None]]) -> Blocks[DayKey]:
    """The articles by day after changes, which are given as the place of each before and after; None for one that is new or gone."""
    order = before
    for old, new in changes:
        if old is not None:
            at = bisect_left(order, old)
            order = order.replaced(at, at + 1, ())
        if new is not None:
            at = bisect_left(order, new)
            order = order.replaced(at, at, (new,))
    return order


def follow_quotations(
    before: LayeredMap[str, tuple[Quotation, ...]], gone: Iterable[Quotation], new: Iterable[Quotation]
) -> LayeredMap[str, tuple[Quotation, ...]]:
    """The quotations by article, in order of its text, without those that are gone and with new ones. An article without any has no row."""
    dropped, added = defaultdict[str, set[int]](set), defaultdict[str, list[Quotation]](list)
    for quotation in gone:
        dropped[quotation.article].add(id(quotation))
    for quotation in new:
        added[quotation.article].append(quotation)
    after: dict[str, tuple[Quotation, ...]] = {}
    for article in dropped.keys() | added.keys():
        unchanged = (quotation for quotation in before.get(article, ()) if id(quotation) not in dropped[article])
        if in_order := sorted((*unchanged, *added[article]), key=IN_TEXT):
            after[article] = tuple(in_order)
    return before.following(dropped.keys() | added.keys(), after)


def follow_hashes(
    before: LayeredMap[str, Article], gone: Iterable[Article], new: Iterable[Article], edited: Mapping[str, Article]
) -> LayeredMap[str, Article]:
    """The articles by the hashes of their files and of earlier versions, without those that are gone and with new ones, which were never edited.
    `edited` are those that were, by the hashes of their earlier versions.
    """
    hashes = [article.sha256 for article in gone]
    again = {sha256: edited[sha256] for sha256 in hashes if sha256 in edited}
    return before.following(hashes, again | {article.sha256: article for article in new if article.sha256})


def follow_outlets(before: Counter[str], gone: Iterable[Article], new: Iterable[Article]) -> Counter[str]:
    """The number of articles of each outlet, without those that are gone and with new ones."""
    after = before.copy()
    after.update(article.outlet for article in new if article.outlet)
    after.subtract(article.outlet for article in gone if article.outlet)
    return +after


def follow_ids(before: LayeredMap[str, T], gone: Iterable[T], new: Iterable[T], key: Callable[[T], str]) -> LayeredMap[str, T]:
    """Items by their keys, without those that are gone and with new ones."""
    return before.following(map(key, gone), {key(item): item for item in new})


def visible_in(block: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors of a block that are not hidden: the block itself where these are all."""
    return tuple(compress(block, map(not_, map(HIDDEN, block)))) if any(map(HIDDEN, block)) else block
