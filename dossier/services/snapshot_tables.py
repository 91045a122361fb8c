"""Snapshot tables that follow a change: made from those of the snapshot before and what differs, which these keep as they are."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from dossier.model.quotation import Quotation

DayKey = tuple[date, str, str]
"""The publication day of an article, the latest date there is for none, then its file and id."""
IN_TEXT = attrgetter("span", "id")


def follow_days(before: Sequence[DayKey], changes: Iterable[tuple[DayKey | None, DayKey | None]]) -> list[DayKey]:
    """The articles by day after changes, which are given as the place of each before and after; None for one that is new or gone."""
    order = list(before)
    for old, new in changes:
        if old is not None:
            del order[bisect_left(order, old)]
        if new is not None:
            insort(order, new)
    return order


def follow_quotations(
    before: Mapping[str, tuple[Quotation, ...]], gone: Iterable[Quotation], new: Iterable[Quotation]
) -> dict[str, tuple[Quotation, ...]]:
    """The quotations by article, in order of its text, without those that are gone and with new ones. An article without any has no row."""
    dropped, added = defaultdict[str, set[int]](set), defaultdict[str, list[Quotation]](list)
    for quotation in gone:
        dropped[quotation.article].add(id(quotation))
    for quotation in new:
        added[quotation.article].append(quotation)
    after = dict(before)
    for article in dropped.keys() | added.keys():
        unchanged = (quotation for quotation in before.get(article, ()) if id(quotation) not in dropped[article])
        if in_order := sorted((*unchanged, *added[article]), key=IN_TEXT):
            after[article] = tuple(in_order)
        else:
            after.pop(article, None)
    return after
